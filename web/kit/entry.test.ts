import { expect, it } from 'vitest';
import fc from 'fast-check';
import {
  fenFromEntry,
  fenToEntry,
  rateFromPercentEntry,
  rateToPercentEntry,
  scoreFromEntry,
} from './entry.ts';

function rows(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

it.each(
  rows(`
    0                    | 0
    -0                   | 0
    1                    | 100
    0.01                 | 1
    .5                   | 50
    1,234.5              | 123450
    １２３．４５         | 12345
    ￥ 1 000             | 100000
    12元                 | 1200
    -3.20                | -320
    1.2万                | 1200000
    1.234567万           | 1234567
    1.2345678万          | web.entry.too_exact
    0.5亿                | 5000000000
    2万亿                | 200000000000000
    1.234                | web.entry.too_exact
    1.230                | 123
    9999999999999999.99  | 999999999999999999
    10000000000000000    | web.entry.too_large
    12a                  | web.entry.not_a_number
    1.2.3                | web.entry.not_a_number
    .                    | web.entry.not_a_number
    1e3                  | web.entry.not_a_number
  `),
)('the amount "%s"', (typed, expected) => {
  const entry = fenFromEntry(typed!);
  expect('digits' in entry ? entry.digits : entry.fault).toBe(expected);
});

it.each(
  rows(`
    3        | 30000
    3.25%    | 32500
    -0.0001  | -1
    0.00001  | web.entry.too_exact
    １００％ | 1000000
  `),
)('the rate "%s"', (typed, expected) => {
  const entry = rateFromPercentEntry(typed!);
  expect('digits' in entry ? entry.digits : entry.fault).toBe(expected);
});

it('reads back what it writes, to the fen', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }), (fen) => {
      expect(fenFromEntry(fenToEntry(`${fen}`))).toEqual({ digits: `${fen}` });
    }),
    { seed: 7 },
  );
  expect(rateToPercentEntry('32500')).toBe('3.25');
  expect(scoreFromEntry('86.5')).toEqual({ digits: '86500000' });
});
