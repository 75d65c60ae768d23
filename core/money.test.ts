import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../server/platform/testing/table.ts';
import { allot, applyRate, divide, fen, moneyText, parseMoney, sumFen, zeroFen } from './money.ts';
import type { Rounding } from './money.ts';

describe('parseMoney', () => {
  const rows = table(`
    text                     | fen
    0                        | 0
    -0                       | 0
    1,234.5                  | 123450
    -0.30                    | -30
    +7                       | 700
    .5                       | 50
    1.2300                   | 123
    １，２３４．５６          | 123456
    －１２                   | -1200
    9999999999999999.99      | 999999999999999999
    10000000000000000.00     | refused
    1.234                    | refused
    1,23                     | refused
    1234,567                 | refused
    1.                       | refused
    .                        | refused
    1e3                      | refused
    1 234                    | refused
    0x10                     | refused
    12元                     | refused
                             | refused
  `);
  for (const row of rows) {
    it(`'${row.text}' is ${row.fen}`, () => {
      expect(parseMoney(row.text)?.toString() ?? 'refused').toBe(row.fen);
    });
  }

  it('reads a currency without decimals', () => {
    expect(parseMoney('12.00', 0)).toBe(12n);
    expect(parseMoney('12.5', 0)).toBeNull();
  });

  it('drops blanks around', () => expect(parseMoney('\u3000 1.5 \t')).toBe(150n));
});

it('law: text of money reads back the same', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 18n) + 1n, 10n ** 18n - 1n), (amount) => {
      expect(parseMoney(moneyText(fen(amount)))).toBe(amount);
    }),
    { seed: 1 },
  );
});

describe('divide names its rounding', () => {
  const rows = table(`
    numerator | denominator | half_up | half_even | floor | ceil | truncate
    4         | 2           | 2       | 2         | 2     | 2    | 2
    5         | 2           | 3       | 2         | 2     | 3    | 2
    7         | 2           | 4       | 4         | 3     | 4    | 3
    -5        | 2           | -3      | -2        | -3    | -2   | -2
    5         | -2          | -3      | -2        | -3    | -2   | -2
    -5        | -2          | 3       | 2         | 2     | 3    | 2
    -7        | 2           | -4      | -4        | -4    | -3   | -3
    4         | 3           | 1       | 1         | 1     | 2    | 1
    5         | 3           | 2       | 2         | 1     | 2    | 1
    -1        | 3           | 0       | 0         | -1    | 0    | 0
    1         | 2           | 1       | 0         | 0     | 1    | 0
    -1        | 2           | -1      | 0         | -1    | 0    | 0
    0         | 7           | 0       | 0         | 0     | 0    | 0
  `);
  const roundings: readonly Rounding[] = ['half_up', 'half_even', 'floor', 'ceil', 'truncate'];
  for (const row of rows) {
    for (const rounding of roundings) {
      it(`${row.numerator} / ${row.denominator} ${rounding} = ${row[rounding]}`, () => {
        const result = divide(BigInt(row.numerator), BigInt(row.denominator), rounding);
        expect(result).toBe(BigInt(row[rounding]));
      });
    }
  }

  it('refuses a zero denominator', () => {
    expect(() => divide(1n, 0n, 'floor')).toThrow(RangeError);
  });
});

describe('allot', () => {
  const rows = table(`
    case                     | total    | weights    | odd to            | parts
    G20 thirds               | 10000    | 1 1 1      | largest_remainder | 3334 3333 3333
    G20 one fen              | 1        | 70 30      | largest_remainder | 1 0
    G20 owner change         | 9100000  | 45 46      | largest_remainder | 4500000 4600000
    G41 equal thirds         | 4000000  | 1 1 1      | last              | 1333333 1333333 1333334
    G41 back-loaded          | 4000000  | 30 30 40   | last              | 1200000 1200000 1600000
    the largest rest first   | 100      | 1 1 4      | largest_remainder | 17 17 66
    rest of a later part     | 10       | 10 10 80   | largest_remainder | 1 1 8
    two odd fen to the last  | 5        | 1 1 1      | last              | 1 1 3
    last without weight      | 4000000  | 1 1 1 0    | last              | 1333333 1333333 1333334 0
    negative                 | -10000   | 1 1 1      | largest_remainder | -3334 -3333 -3333
    no weight, no part       | 5        | 0 1 1      | largest_remainder | 0 3 2
    nothing to split         | 0        | 3 4        | largest_remainder | 0 0
    one part                 | 7        | 9          | largest_remainder | 7
  `);
  for (const row of rows) {
    it(row.case, () => {
      const oddTo = row['odd to'] === 'last' ? 'last' : 'largest_remainder';
      const parts = allot(fen(BigInt(row.total)), row.weights.split(' ').map(BigInt), { oddTo });
      expect(parts.join(' ')).toBe(row.parts);
    });
  }

  for (const weights of [[], [0n, 0n], [2n, -1n]]) {
    it(`refuses the weights [${weights.join(' ')}]`, () => {
      expect(() => allot(fen(100n), weights)).toThrow(RangeError);
    });
  }

  it('law: parts sum to the whole, have its sign, miss their share by less than a fen', () => {
    const weights = fc
      .array(fc.bigInt(0n, 10n ** 12n), { minLength: 1, maxLength: 40 })
      .filter((list) => list.some((weight) => weight > 0n));
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 17n), 10n ** 17n), weights, (total, list) => {
        const whole = sumFen(list);
        const parts = allot(fen(total), list);
        expect(sumFen(parts)).toBe(total);
        expect(sumFen(allot(fen(total), list, { oddTo: 'last' }))).toBe(total);
        parts.forEach((part, index) => {
          const miss = part * whole - total * (list[index] ?? 0n);
          expect(miss < whole && miss > -whole).toBe(true);
          expect(part === 0n || part < 0n === total < 0n).toBe(true);
        });
      }),
      { seed: 20 },
    );
  });
});

it('applyRate: 0.05 yuan at 50 % is a tie, rounded as named', () => {
  expect(applyRate(fen(5n), 500_000n, 'half_up')).toBe(3n);
  expect(applyRate(fen(5n), 500_000n, 'half_even')).toBe(2n);
  expect(applyRate(fen(-5n), 500_000n, 'half_up')).toBe(-3n);
});

it('sumFen of nothing is zero', () => expect(sumFen([])).toBe(zeroFen));
