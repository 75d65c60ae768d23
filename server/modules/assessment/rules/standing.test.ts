import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import type { How } from '../policy/shape.ts';
import { lineOf, millionths } from '../testing.ts';
import { pointsText } from './points.ts';
import { coefficientOf, scoreRelative, standingsOf } from './standing.ts';

const amountOf = (text: string) => (text === '—' ? null : BigInt(text));
const scored = (
  how: Record<string, unknown>,
  figures: {
    readonly group: string;
    readonly a: string;
    readonly t?: string;
    readonly coefficient?: string;
  },
) => {
  const line = lineOf('20', {
    function: 'relative',
    group: 'bank',
    floor: '500000',
    cap: '1200000',
    withoutAverage: 'no_mark',
    ...how,
  });
  const actual = amountOf(figures.a);
  const standing = standingsOf(figures.group.split(' ').map(BigInt));
  const { score, explanation } = scoreRelative(line, line.scoring as How<'relative'>, {
    target: amountOf(figures.t ?? '—'),
    actual,
    standing: actual === null ? null : standing(actual),
    coefficient: millionths(figures.coefficient ?? '1'),
  });
  return [pointsText(score), explanation.inputs['outcome']];
};

describe('against the average of a group', () => {
  it.each(
    table(`
      group           | a   | coefficient | score     | outcome
      100 200 300     | 200 | 1           | 20        | scored
      100 200 300     | 100 | 1           | 10        | scored
      98 200 302      | 98  | 1           | 0         | below_floor
      100 200 300     | 300 | 1           | 24        | at_cap
      120 240 240     | 240 | 1           | 24        | scored
      100 200 300     | 100 | 1.1         | 11        | scored
      100 200 300     | 200 | 0.4         | 0         | below_floor
      100 200 300     | 200 | 0.5         | 10        | scored
      1 1 2           | 1   | 1           | 15        | scored
      0 0 0           | 0   | 1           | 0         | no_average
      -5 -5 2         | 2   | 1           | 0         | no_average
      100 200 300     | —   | 1           | 0         | not_measured
      50              | 50  | 1           | 20        | scored
    `),
  )('$a in $group, region × $coefficient → $score ($outcome)', (row) => {
    expect(scored({ against: 'group_average' }, row)).toEqual([row.score, row.outcome]);
  });

  it('is turned round where less is better', () => {
    const how = { against: 'group_average', better: 'less_inverse', cap: '1000000' };
    expect(scored(how, { group: '10 20 30', a: '40' })).toEqual(['10', 'scored']);
    expect(scored(how, { group: '10 20 30', a: '10' })).toEqual(['20', 'at_cap']);
  });
});

describe('by the fifth of the ranking', () => {
  const how = {
    against: 'fifths',
    fifths: ['20000000', '16000000', '12000000', '8000000', '4000000'],
  };
  it.each(
    table(`
      group                | a  | score
      1 2 3 4 5 6 7 8 9 10 | 10 | 20
      1 2 3 4 5 6 7 8 9 10 | 9  | 20
      1 2 3 4 5 6 7 8 9 10 | 8  | 16
      1 2 3 4 5 6 7 8 9 10 | 2  | 4
      1 2 3 4 5 6 7 8 9 10 | 1  | 4
      5 5 5 5 5            | 5  | 20
      1 5 5 5 5            | 1  | 4
      7                    | 7  | 20
      1 2                  | 1  | 12
    `),
  )('$a in $group → $score: equal figures stand equal', (row) => {
    expect(scored(how, row)[0]).toBe(row.score);
  });

  it('counts only beyond a part of the own target: rank alone does not decide', () => {
    const asked = { ...how, targetFloor: '800000' };
    const group = '70 79 80 90';
    expect(scored(asked, { group, a: '80', t: '100' })[0]).toBe('16');
    expect(scored(asked, { group, a: '79', t: '100' })).toEqual(['0', 'below_target']);
    expect(scored(asked, { group, a: '90' })).toEqual(['0', 'below_target']);
    expect(scored(asked, { group, a: '90', t: '0' })).toEqual(['0', 'below_target']);
  });
});

describe('the coefficient of a region', () => {
  const coefficients = [
    { unit: 'B1', coefficient: 1_200_000n },
    { unit: 'S1', coefficient: 900_000n },
  ];
  it.each(
    table(`
      units    | coefficient
      S1 B1 H  | 0.9
      S2 B1 H  | 1.2
      S3 B2 H  | 1
    `),
  )('units upwards $units → $coefficient', ({ units, coefficient }) => {
    expect(pointsText(coefficientOf({ coefficients }, units.split(' ')))).toBe(coefficient);
  });
});

describe('laws of a standing', () => {
  it('above + below + equal = the group, in any order', () => {
    const values = fc.array(fc.bigInt({ min: -9n, max: 9n }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, (group) => {
        const standing = standingsOf(group);
        const reversed = standingsOf(group.toReversed());
        for (const value of group) {
          const { above, below, size, sum } = standing(value);
          const equal = BigInt(group.filter((one) => one === value).length);
          expect(above + below + equal).toBe(size);
          expect(sum).toBe(group.reduce((all, one) => all + one, 0n));
          expect(reversed(value)).toEqual({ above, below, size, sum });
        }
      }),
      { seed: 20261123 },
    );
  });

  it('more never lowers the score, which stays within 0 and the cap', () => {
    const amounts = fc.bigInt({ min: -100n, max: 100n });
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 2, maxLength: 12 }), (group) => {
        const texts = group.map(String).join(' ');
        const sorted = group.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        const scores = sorted.map((a) =>
          millionths(scored({ against: 'group_average' }, { group: texts, a: String(a) })[0]!),
        );
        scores.forEach((score, at) => {
          expect(score >= 0n && score <= 24_000_000n).toBe(true);
          expect(at === 0 || score >= scores[at - 1]!).toBe(true);
        });
      }),
      { seed: 20261123 },
    );
  });
});
