import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quarter } from '../../../../core/period.ts';
import { table } from '../../../platform/testing/table.ts';
import { pointsText } from './points.ts';
import { decideYear, type YearSheet } from './year.ts';

const bands = [
  { name: '优秀', from: 110_000_000n },
  { name: '合格', from: 80_000_000n },
  { name: '不合格', from: 0n },
];

/** "Q1 80 sealed, Q2 90": sheets of 2026 in words. */
function sheetsOf(text: string): YearSheet[] {
  return text
    .split(',')
    .map((one) => one.trim().split(' '))
    .filter(([of]) => of !== '')
    .map(([of, points, sealed]) => ({
      quarter: quarter(`2026${of}`),
      total: BigInt(Math.round(Number(points) * 1_000_000)),
      band: `band of ${of}`,
      sealed: sealed === 'sealed',
    }));
}

describe('the score of a year', () => {
  it.each(
    table(`
      method           | sheets                                            | Q4 sealed | total     | band       | final
      last_quarter     | Q1 80 sealed, Q2 90 sealed, Q3 70 sealed, Q4 99 sealed | yes  | 99        | band of Q4 | yes
      last_quarter     | Q4 99 sealed, Q1 80 sealed                        | yes       | 99        | band of Q4 | yes
      # who left in summer: his last sheet; settled when the year is sealed
      last_quarter     | Q1 80 sealed, Q2 90 sealed                        | yes       | 90        | band of Q2 | yes
      last_quarter     | Q1 80 sealed, Q2 90 sealed                        | no        | 90        | band of Q2 | no
      last_quarter     | Q1 80 sealed, Q4 99                               | no        | 99        | band of Q4 | no
      mean_of_quarters | Q1 80 sealed, Q2 90 sealed, Q3 70 sealed, Q4 80 sealed | yes  | 80        | 合格       | yes
      mean_of_quarters | Q1 80 sealed, Q2 90 sealed, Q3 70 sealed, Q4 79.999996 sealed | yes | 79.999999 | 不合格 | yes
      mean_of_quarters | Q2 100 sealed, Q3 120 sealed                      | yes       | 110       | 优秀       | yes
      mean_of_quarters | Q1 1 sealed, Q2 1 sealed, Q3 0 sealed             | yes       | 0.666667  | 不合格     | yes
      last_quarter     |                                                   | yes       | none      | none       | yes
      mean_of_quarters |                                                   | no        | none      | none       | no
    `),
  )('$method of "$sheets": $total', (row) => {
    const found = decideYear(row.method as 'last_quarter', {
      sheets: sheetsOf(row.sheets),
      yearSealed: row['Q4 sealed'] === 'yes',
      bands,
    });
    expect([
      found.total === null ? 'none' : pointsText(found.total),
      found.band ?? 'none',
      found.final ? 'yes' : 'no',
    ]).toEqual([row.total, row.band, row.final]);
  });

  it('is explained by each quarter and the result', () => {
    const { explanation } = decideYear('mean_of_quarters', {
      sheets: sheetsOf('Q1 80 sealed, Q2 90.5 sealed'),
      yearSealed: true,
      bands,
    });
    expect(explanation).toEqual({
      rule: 'assessment.rule.year',
      formula: 'assessment.formula.year.mean_of_quarters',
      inputs: { '2026Q1': '80', '2026Q2': '90.5', quarters: '2', yearScore: '85.25' },
    });
  });

  it('never leaves the range of its quarters, whatever their order', () => {
    const totals = fc.array(fc.bigInt(0n, 150_000_000n), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(totals, fc.constantFrom('last_quarter', 'mean_of_quarters'), (given, method) => {
        const sheets = given.map((total, at) => ({
          quarter: quarter(`2026Q${at + 1}`),
          total,
          band: '',
          sealed: true,
        }));
        const facts = { sheets, yearSealed: true, bands };
        const { total } = decideYear(method as 'last_quarter', facts);
        const turned = { ...facts, sheets: sheets.toReversed() };
        expect(decideYear(method as 'last_quarter', turned)).toEqual(
          decideYear(method as 'last_quarter', facts),
        );
        expect(total! >= given.reduce((a, b) => (a < b ? a : b))).toBe(true);
        expect(total! <= given.reduce((a, b) => (a > b ? a : b))).toBe(true);
      }),
      { seed: 2026, numRuns: 300 },
    );
  });
});
