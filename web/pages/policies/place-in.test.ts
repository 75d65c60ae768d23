import { expect, it } from 'vitest';
import { table } from '../../../server/platform/testing/table.ts';
import { placeIn } from './place-in.ts';

const before = { lines: [{ metric: 'loan_average', weight: '1' }], items: [] };
const after = {
  totalCap: '2',
  lines: [
    { metric: 'deposit_average', weight: '3', scoring: { step: '4' } },
    { metric: 'loan_average', weight: '5' },
  ],
  items: [{ key: 'bonus', name: { zh: '绩效', en: 'Bonus' }, amount: '6' }],
};

it.each(
  table(`
    path                      | names              | counted         | metric          | name
    totalCap                  | totalCap           | -               | -               | -
    lines/#1                  | lines              | deposit_average | deposit_average | -
    lines/#1/weight           | lines weight       | deposit_average | -               | -
    lines/loan_average/weight | lines weight       | loan_average    | -               | -
    lines/#1/scoring/step     | lines scoring step | deposit_average | -               | -
    items/bonus               | items              | -               | -               | Bonus
    items/bonus/amount        | items amount       | -               | -               | -
    gone/at/all               | gone at all        | -               | -               | -
  `),
)('$path', (row) => {
  const found = placeIn([after, before], row.path.split('/'));
  expect(found.names.join(' ')).toBe(row.names);
  expect([found.counted ?? '-', found.metric ?? '-', found.name?.en ?? '-']).toEqual([
    row.counted,
    row.metric,
    row.name,
  ]);
});
