import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../../platform/testing/table.ts';
import { compareOutcomes, spreadOf, type Outcome } from './rules.ts';

describe('the spread of figures', () => {
  const rows = table(`
    figures        | least | lower | median | upper | most | mean
    5              | 5     | 5     | 5      | 5     | 5    | 5
    1 2            | 1     | 1     | 1      | 2     | 2    | 2
    3 1 2          | 1     | 1     | 2      | 3     | 3    | 2
    4 1 3 2        | 1     | 1     | 2      | 3     | 4    | 3
    -10 0 10 20 30 | -10   | 0     | 10     | 20    | 30   | 10
    1 1 2          | 1     | 1     | 1      | 2     | 2    | 1
  `);
  for (const row of rows) {
    it(`of ${row.figures}`, () => {
      const found = spreadOf(row.figures!.split(' ').map(BigInt))!;
      const { least, lowerQuarter, median, upperQuarter, most, mean } = found;
      expect([least, lowerQuarter, median, upperQuarter, most, mean].map(String)).toEqual([
        row.least,
        row.lower,
        row.median,
        row.upper,
        row.most,
        row.mean,
      ]);
    });
  }

  it('of nothing is nothing', () => {
    expect(spreadOf([])).toBeNull();
  });

  it('does not depend on the order, and lies between its ends (law)', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(-1000n, 1000n), { minLength: 1 }), (figures) => {
        const one = spreadOf(figures)!;
        expect(spreadOf(figures.toReversed())).toEqual(one);
        const rising = [one.least, one.lowerQuarter, one.median, one.upperQuarter, one.most];
        expect(rising.every((value, at) => at === 0 || value >= rising[at - 1]!)).toBe(true);
        expect(one.mean >= one.least && one.mean <= one.most).toBe(true);
      }),
      { seed: 20261123 },
    );
  });
});

function outcomes(text: string): Outcome[] {
  return table(text).map((row) => ({
    staffId: BigInt(row.staff!),
    sequence: row.ladder!,
    level: row.level!,
    total: BigInt(row.total!),
    band: row.band!,
    gross: row.gross === '' ? null : BigInt(row.gross!),
  }));
}

const now = outcomes(`
  staff | ladder    | level  | total | band | gross
  1     | retail    | junior | 90    | 合格 | 100
  2     | retail    | senior | 110   | 优秀 | 300
  3     | corporate | junior | 80    | 合格 | 200
`);

describe('a trial beside what was', () => {
  it('shows grades by ladder and rank, bands best first, and the largest changes of pay first', () => {
    const trial = outcomes(`
      staff | ladder    | level  | total | band | gross
      1     | retail    | junior | 95    | 合格 | 120
      2     | retail    | senior | 120   | 卓越 | 300
      3     | corporate | junior | 60    | 合格 | 150
    `);
    const found = compareOutcomes(now, trial, 10);
    expect(found.grades.map((one) => `${one.sequence} ${one.level}`)).toEqual([
      'corporate junior',
      'retail junior',
      'retail senior',
    ]);
    expect(found.grades[1]).toMatchObject({
      scoreNow: { median: 90n },
      scoreTrial: { median: 95n },
      payNow: { sum: 100n },
      payTrial: { sum: 120n },
    });
    expect(found.bands).toEqual([
      { band: '卓越', now: 0, trial: 1 },
      { band: '优秀', now: 1, trial: 0 },
      { band: '合格', now: 2, trial: 2 },
    ]);
    expect(found.changes.map((one) => one.staffId)).toEqual([3n, 1n, 2n]);
    expect(compareOutcomes(now, trial, 1).changes).toHaveLength(1);
  });

  it('the same scheme changes nothing', () => {
    expect(compareOutcomes(now, now, 10).changes).toEqual([]);
  });

  it('who has no sheet on one side is shown as such', () => {
    const found = compareOutcomes(now, now.slice(1), 10);
    expect(found.changes).toEqual([
      { staffId: 1n, scoreNow: 90n, scoreTrial: null, grossNow: 100n, grossTrial: null },
    ]);
  });
});
