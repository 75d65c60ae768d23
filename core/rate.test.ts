import { describe, expect, it } from 'vitest';
import { table } from '../server/platform/testing/table.ts';
import { fen } from './money.ts';
import {
  interest,
  interestOfProduct,
  parsePercent,
  percentText,
  rate,
  rateOfBp,
  ratio,
} from './rate.ts';
import type { DayBasis } from './rate.ts';

describe('percentages', () => {
  const rows = table(`
    text      | millionths | shown
    3.5%      | 35000      | 3.5%
    3.5       | 35000      | 3.5%
    100 %     | 1000000    | 100%
    0.0001%   | 1          | 0.0001%
    -0.05%    | -500       | -0.05%
    ４．３５％ | 43500      | 4.35%
    1,200%    | 12000000   | 1200%
    0         | 0          | 0%
    0.00001%  | refused    | refused
    3.5%%     | refused    | refused
    %         | refused    | refused
    abc       | refused    | refused
  `);
  for (const row of rows) {
    it(`'${row.text}' is ${row.millionths} millionths`, () => {
      const value = parsePercent(row.text);
      expect(value?.toString() ?? 'refused').toBe(row.millionths);
      expect(value === null ? 'refused' : percentText(value)).toBe(row.shown);
    });
  }
  it('25 bp are 2,500 millionths', () => expect(rateOfBp(25n)).toBe(2500n));
});

describe('ratio', () => {
  it('names its rounding', () => {
    expect(ratio(2n, 3n, 'half_up')).toBe(666_667n);
    expect(ratio(2n, 3n, 'floor')).toBe(666_666n);
  });
  it('refuses a zero base', () => {
    expect(() => ratio(1n, 0n, 'floor')).toThrow(RangeError);
  });
});

describe('interest', () => {
  const rows = table(`
    case                              | amount     | percent | days | basis | fen
    10,000,000 yuan, 0.5 %, one year  | 1000000000 | 0.5%    | 365  | 365   | 5000000
    10,000,000 yuan, 3 %, one year    | 1000000000 | 3%      | 360  | 360   | 30000000
    365 days on 360                   | 1000000000 | 3%      | 365  | 360   | 30416667
    tie goes away from zero           | 18250      | 1%      | 1    | 365   | 1
    just below the tie                | 18249      | 1%      | 1    | 365   | 0
    tie of an overdraft               | -18250     | 1%      | 1    | 365   | -1
    negative rate                     | 1000000000 | -0.5%   | 365  | 365   | -5000000
    no day                            | 1000000000 | 3%      | 0    | 365   | 0
  `);
  for (const row of rows) {
    it(row.case, () => {
      const yearly = parsePercent(row.percent) ?? rate(0n);
      const amount = fen(BigInt(row.amount));
      const days = Number(row.days);
      const basis = Number(row.basis) as DayBasis;
      const expected = BigInt(row.fen);
      expect(interest({ amount, yearly, days, basis, rounding: 'half_up' })).toBe(expected);
      const product = amount * BigInt(days);
      expect(interestOfProduct(product, yearly, basis, 'half_up')).toBe(expected);
    });
  }
  it('refuses half a day', () => {
    const terms = { amount: fen(1n), yearly: rate(1n), basis: 365, rounding: 'floor' } as const;
    expect(() => interest({ ...terms, days: 0.5 })).toThrow(RangeError);
  });
});
