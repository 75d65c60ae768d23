import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { averageOf, comparedOf, trendOf } from './average.ts';

describe('daily averages from balance products', () => {
  it.each(
    table(`
      quarter | days | product | average
      2026Q1  | 90   | 9000    | 100
      2026Q1  | 90   | 9044    | 100
      2026Q1  | 90   | 9045    | 101
      2024Q1  | 91   | 9100    | 100
      2026Q3  | 92   | -9200   | -100
    `),
  )('$product over the $days days of $quarter is $average', (row) => {
    expect(averageOf(BigInt(row.product), row.quarter)).toBe(BigInt(row.average));
  });
});

describe('figures beside the year and the quarter before', () => {
  const sums = (quarters: readonly string[]) =>
    trendOf(
      quarters.map((quarter, at) => ({ quarter, measure: 'contribution', amount: BigInt(at + 1) })),
    );
  it.each(
    table(`
      closed quarters                       | now    | value | quarter before | year before
      2025Q3, 2025Q4, 2026Q1, 2026Q2, 2026Q3 | 2026Q3 | 5     | 4              | 1
      2025Q4, 2026Q1                        | 2026Q1 | 2     | 1              | -
      2025Q3, 2026Q3                        | 2026Q3 | 2     | -              | 1
      2026Q3                                | 2026Q3 | 1     | -              | -
    `),
  )('of $["closed quarters"]: $value, $["quarter before"], $["year before"]', (row) => {
    const found = comparedOf(sums((row['closed quarters'] ?? '').split(', ')));
    const one = found.find(({ figure }) => figure === 'contribution')!;
    expect(one.quarter).toBe(row.now);
    expect(String(one.value)).toBe(row.value);
    expect(String(one.quarterBefore ?? '-')).toBe(row['quarter before']);
    expect(String(one.yearBefore ?? '-')).toBe(row['year before']);
  });

  it('before the first closing there is nothing', () => {
    expect(comparedOf([])).toEqual([]);
  });
});
