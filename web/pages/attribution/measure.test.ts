import { expect, it } from 'vitest';
import { table } from '../../../server/platform/testing/table.ts';
import { daysOfQuarter, shownAmount } from './measure-figures.ts';

it.each(
  table(`
    quarter | days
    2026Q1  | 90
    2024Q1  | 91
    2026Q2  | 91
    2026Q3  | 92
    1993Q4  | 92
  `),
)('$quarter has $days days', ({ quarter, days }) => {
  expect(daysOfQuarter(quarter)).toBe(BigInt(days));
});

it.each(
  table(`
    measure         | amount | quarter | shown
    deposit_product | 9000   | 2026Q1  | 100
    deposit_product | 44     | 2026Q1  | 0
    deposit_product | 45     | 2026Q1  | 1
    deposit_product | -45    | 2026Q1  | -1
    contribution    | 9000   | 2026Q1  | 9000
    new_customers   | 3      | 2026Q1  | 3
  `),
)('$measure of $amount in $quarter is shown as $shown', ({ measure, amount, quarter, shown }) => {
  expect(shownAmount(measure as 'contribution', amount, quarter)).toBe(shown);
});
