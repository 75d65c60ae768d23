import { expect, it } from 'vitest';
import { changeOf } from './change.ts';

const cases = `
  now   | base  | direction | millionths
  110   | 100   | up        | 100000
  90    | 100   | down      | -100000
  100   | 100   | same      | 0
  2     | 3     | down      | -333333
  5     | 3     | up        | 666667
  -50   | 100   | down      | -1500000
  0     | 100   | down      | -1000000
  5     | 0     | none      | -
  0     | 0     | none      | -
  5     | -     | none      | -
  -     | 5     | none      | -
  -50   | -100  | up        | -
  -150  | -100  | down      | -
  -100  | -100  | same      | -
  20    | -100  | up        | -
`;

const rows = cases
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string, string]);

it.each(rows)('%s beside %s is %s (%s)', (now, base, direction, millionths) => {
  const change = changeOf(now === '-' ? null : now, base === '-' ? null : base);
  expect(change?.direction ?? 'none').toBe(direction);
  expect(String(change?.rateMillionths ?? '-')).toBe(millionths);
});
