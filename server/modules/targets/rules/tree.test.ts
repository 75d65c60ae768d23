import fc from 'fast-check';
import { expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { above, parentPath, rightBelow, sumOrNull, topsOf, within } from './tree.ts';

const units = ['0001.', '0001.0001.', '0001.0001.0001.', '0001.0002.', '0001.000a.'].map(
  (path) => ({ path }),
);
const paths = (found: readonly { path: string }[]) => found.map((one) => one.path).join(' ');

it.each(
  table(`
    path            | parent     | below                             | above
    0001.           |            | 0001.0001. 0001.0002. 0001.000a.  |
    0001.0001.      | 0001.      | 0001.0001.0001.                   | 0001.
    0001.0001.0001. | 0001.0001. |                                   | 0001. 0001.0001.
    0001.0002.      | 0001.      |                                   | 0001.
  `),
)('$path stands under "$parent", over "$below"', (row) => {
  expect(parentPath(row.path)).toBe(row.parent);
  expect(paths(rightBelow(row.path, units))).toBe(row.below);
  expect(paths(above(row.path, units))).toBe(row.above);
});

it('a tree begins where the unit above is out of sight', () => {
  expect(paths(topsOf(units))).toBe('0001.');
  expect(paths(topsOf(units.slice(1)))).toBe('0001.0001. 0001.0002. 0001.000a.');
});

it('a sum of nothing is none, not zero', () => {
  expect(sumOrNull([])).toBeNull();
  expect(sumOrNull([null])).toBeNull();
  expect(sumOrNull([null, 0n, 2n])).toBe(2n);
});

it('law: a unit is its own figures and those of the units right below it', () => {
  const figure = fc.record({
    path: fc.constantFrom(...units.map((one) => one.path)),
    amount: fc.bigInt({ min: -1000n, max: 1000n }),
  });
  const sum = (found: readonly { amount: bigint }[]) =>
    found.reduce((total, one) => total + one.amount, 0n);
  fc.assert(
    fc.property(fc.array(figure), (figures) => {
      for (const { path } of units) {
        const own = sum(figures.filter((one) => one.path === path));
        const below = rightBelow(path, units).map((one) => sum(within(one.path, figures)));
        const all = below.reduce((total, one) => total + one, own);
        expect(sum(within(path, figures))).toBe(all);
      }
    }),
    { seed: 1404, numRuns: 200 },
  );
});
