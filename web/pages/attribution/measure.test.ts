import { expect, it } from 'vitest';
import { table } from '../../../server/platform/testing/table.ts';
import { averageToDate, daysOfQuarter, shownAmount, shownOfMonth } from './measure-figures.ts';

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
    unit          | amount | quarter | shown
    fen_days      | 9000   | 2026Q1  | 100
    fen_days      | 44     | 2026Q1  | 0
    fen_days      | 45     | 2026Q1  | 1
    fen_days      | -45    | 2026Q1  | -1
    customer_days | 9044   | 2026Q1  | 100
    fen           | 9000   | 2026Q1  | 9000
    count         | 3      | 2026Q1  | 3
  `),
)('$unit of $amount in $quarter is shown as $shown', ({ unit, amount, quarter, shown }) => {
  expect(shownAmount(unit as 'fen', amount, quarter)).toBe(shown);
});

it.each(
  table(`
    unit     | amount | quarter | shown
    fen_days | 9000   | 2026Q1  | 100
    fen_days | 18100  | 2026Q2  | 100
    fen_days | 36500  | 2026Q4  | 100
    fen      | 18100  | 2026Q2  | 18100
  `),
)('$unit of $amount to the end of $quarter is $shown', ({ unit, amount, quarter, shown }) => {
  expect(averageToDate(unit as 'fen', amount, quarter)).toBe(shown);
});

it.each(
  table(`
    unit          | amount | month   | shown
    fen_days      | 3100   | 2026-01 | 100
    fen_days      | 2900   | 2024-02 | 100
    customer_days | 30     | 2026-09 | 1
    fen           | 3100   | 2026-01 | 3100
  `),
)('$unit of $amount in the month $month is shown as $shown', ({ unit, amount, month, shown }) => {
  expect(shownOfMonth(unit as 'fen', amount, month)).toBe(shown);
});
