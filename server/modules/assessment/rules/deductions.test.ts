import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { schemeShape } from '../policy/shape.ts';
import { pufaXian } from '../presets/pufa-xian.ts';
import { factsOf, millionths, schemeOf } from '../testing.ts';
import { decideDeductions } from './deductions.ts';
import { pointsText } from './points.ts';

const { deductions } = schemeShape.parse(pufaXian.body);

describe('deductions of the points table (G01, G03)', () => {
  it.each(
    table(`
      metric              | actual  | off
      training_missed     | 3       | 6
      complaints          | 0       | 0
      complaints          | 1       | 2
      no_cooperation      | 1       | 5
      integrity_breaches  | 1       | 50
      interest_collection | 1000000 | 0
      interest_collection | 970000  | 0
      interest_collection | 969999  | 0
      interest_collection | 960001  | 0
      interest_collection | 960000  | 2
      interest_collection | 954000  | 2
      interest_collection | 950000  | 4
      npl_rate            | 0       | 0
      npl_rate            | 9999    | 0
      npl_rate            | 10000   | 1
      npl_rate            | 23000   | 2
      overdue_minor       | 1       | 1
      overdue_several     | 1       | 2
      overdue_large       | 1       | 4
      overdue_long        | 2       | 20
      files_missing       | 11      | 55
    `),
  )('$metric at $actual takes $off', ({ metric, actual, off }) => {
    const found = decideDeductions(deductions, factsOf({ [metric]: actual }).metrics);
    expect(pointsText(found.sum)).toBe(off);
  });

  it.each(
    table(`
      integrity | complaints | training | sum | taken
      1         | 0          | 0        | 50  | 50
      1         | 1          | 4        | 60  | 50
      0         | 20         | 5        | 50  | 50
      0         | 20         | 4        | 48  | 48
      0         | 0          | 0        | 0   | 0
    `),
  )('$sum points together are capped: $taken', (row) => {
    const { metrics } = factsOf({
      integrity_breaches: row.integrity,
      complaints: row.complaints,
      training_missed: row.training,
    });
    const { parts, sum, taken } = decideDeductions(deductions, metrics);
    expect([pointsText(sum), pointsText(taken)]).toEqual([row.sum, row.taken]);
    expect(parts.reduce((all, part) => all + part.score, 0n)).toBe(-sum);
  });

  it('takes nothing for what is not measured', () => {
    const { sum, parts } = decideDeductions(deductions, new Map());
    expect(sum).toBe(0n);
    expect(new Set(parts.map((part) => part.explanation.inputs['outcome']))).toEqual(
      new Set(['not_measured']),
    );
  });
});

describe('a deduction of its own', () => {
  it.each(
    table(`
      counting    | most | actual | off  | outcome
      whole_steps | —    | 24     | 2    | scored
      pro_rata    | —    | 24     | 2.8  | scored
      pro_rata    | 2.5  | 24     | 2.5  | at_most
      pro_rata    | 2.8  | 24     | 2.8  | scored
      whole_steps | —    | 10     | 0    | within
      whole_steps | —    | 9      | 0    | within
    `),
  )('2 for each 10 beyond 10, $counting, at most $most: $actual takes $off', (row) => {
    const scheme = schemeOf({
      deductions: {
        items: [
          {
            metric: 'x',
            points: '2000000',
            per: '10',
            free: '10',
            counting: row.counting,
            most: row.most === '—' ? null : String(millionths(row.most)),
          },
        ],
        most: null,
      },
    });
    const { parts } = decideDeductions(scheme.deductions, factsOf({ x: row.actual }).metrics);
    expect([pointsText(-parts[0]!.score), parts[0]!.explanation.inputs['outcome']]).toEqual([
      row.off,
      row.outcome,
    ]);
  });
});
