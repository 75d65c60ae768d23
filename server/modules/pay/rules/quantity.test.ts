import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, moneyText } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import { value as valueShape, type Price } from '../policy/items.ts';
import { fact, metricsOf, money } from '../testing.ts';
import {
  bandOf,
  decimal,
  figure,
  priced,
  priceText,
  progressive,
  quantityOf,
  quantityText,
  reaches,
  yuan,
} from './quantity.ts';

const metrics = metricsOf(
  `corporate fen 20000000; margin fen 10000000; savings fen 5000000;
   bad fen 23; loans fen 1000; sold count 93 100; goal_less count 5; npl_rate rate 23000`,
);
const value = (given: object) => valueShape.parse(given);

describe('what a value is', () => {
  it('weighs deposits as TENGRADE does: 2,000 + 1,000 × 0.3 + 500 × 1.1 = 2,850万 (G40)', () => {
    const weighted = quantityOf(
      value({
        of: [
          { metric: 'corporate' },
          { metric: 'margin', weight: '300000' },
          { metric: 'savings', weight: '1100000' },
        ],
      }),
      metrics,
    );
    expect(quantityText(weighted)).toBe('28,500,000.00');
    expect(weighted.words.en).toBe(
      'corporate 20,000,000.00 + margin 10,000,000.00 × 0.3 + savings 5,000,000.00 × 1.1',
    );
  });

  it.each(
    table(`
      given                                                                                      | shown
      {"of":[{"metric":"bad"}],"as":"ratio","under":[{"metric":"loans"}]}                         | 2.3%
      {"of":[{"metric":"loans"}],"as":"ratio","under":[{"metric":"nothing"}]}                     | 0%
      {"of":[{"metric":"sold"}],"as":"completion"}                                                | 93%
      {"of":[{"metric":"goal_less"}],"as":"completion"}                                           | 0%
      {"of":[{"metric":"corporate"}],"as":"against","reference":"100000000"}                      | 2000%
      {"of":[{"metric":"unheard_of"}]}                                                            | 0
    `),
  )('$given is $shown', ({ given, shown }) => {
    expect(quantityText(quantityOf(value(JSON.parse(given!)), metrics))).toBe(shown);
  });

  it('takes the quarter of a flow, or the year to date', () => {
    const flow = new Map([['fees', fact('fen', '30', { year: money('100') })]]);
    const of = [{ metric: 'fees' }];
    expect(quantityText(quantityOf(value({ of }), flow))).toBe('30.00');
    expect(quantityText(quantityOf(value({ of, span: 'year' }), flow))).toBe('100.00');
    const goal = new Map([['fees', { ...flow.get('fees')!, target: money('80') }]]);
    expect(quantityText(quantityOf(value({ of, as: 'completion' }), goal))).toBe('125%');
  });
});

describe('bounds are exact: nothing is rounded before it is compared', () => {
  const bands = [{ from: 25_000n }, { from: 20_000n }, { from: 15_000n }, { from: 0n }];
  it.each(
    table(`
      bad    | loans  | at_least | above
      149999 | 10000000 | 0      | 0
      15     | 1000   | 15000    | 0
      150001 | 10000000 | 15000  | 15000
      20     | 1000   | 20000    | 15000
      200001 | 10000000 | 20000  | 20000
      23     | 1000   | 20000    | 20000
      25     | 1000   | 25000    | 20000
      250001 | 10000000 | 25000  | 25000
      -1     | 1000   | 0        | 0
    `),
  )('$bad of $loans', ({ bad, loans, at_least: from, above }) => {
    const quantity = { numerator: BigInt(bad!) * 1_000_000n, denominator: BigInt(loans!) };
    expect(String(bandOf(quantity, bands, 'at_least').from)).toBe(from);
    expect(String(bandOf(quantity, bands, 'above').from)).toBe(above);
    expect(reaches(quantity, BigInt(from!), 'at_least')).toBe(!bad!.startsWith('-'));
  });
});

const unit = (amount: string, each: string): Price => ({
  by: 'unit',
  amount: money(amount),
  each: BigInt(each),
  unit: 'fen',
});
const share = (millionths: bigint): Price => ({ by: 'share', share: millionths });

describe('prices', () => {
  it.each(
    table(`
      yuan     | price | cost
      3000000  | 3     | 900.00
      3000001  | 3     | 900.00
      16.66    | 3     | 0.00
      16.67    | 3     | 0.01
      -3000000 | 2     | -600.00
    `),
  )('$yuan yuan at $price a 万: $cost', ({ yuan: amount, price, cost }) => {
    const quantity = { numerator: money(amount!), denominator: 1n };
    expect(moneyText(priced(quantity, unit(price!, '1000000')))).toBe(cost);
  });
  it('are written for people', () => {
    expect(priceText(share(3_000n))).toBe('0.3%');
    expect(priceText(unit('3', '1000000'))).toBe('3.00 / 10,000.00');
    expect(priceText({ by: 'unit', amount: 15_000n, each: 1n, unit: 'count' })).toBe('150.00');
    expect(yuan(123_456_789n)).toBe('1,234,567.89');
    expect(decimal(-300_000n)).toBe('-0.3');
    expect(figure(1_250_000n, 'score')).toBe('1.25');
  });
});

/** Jinan's risk deposit (G39). */
const jinan = [
  { from: money('15000'), price: share(500_000n) },
  { from: money('8000'), price: share(400_000n) },
  { from: money('5000'), price: share(300_000n) },
  { from: money('2000'), price: share(200_000n) },
  { from: 0n, price: share(100_000n) },
];

describe('slice by slice', () => {
  it.each(
    table(`
      paid     | taken
      -5       | 0.00
      0        | 0.00
      1999.99  | 200.00
      2000     | 200.00
      2000.01  | 200.00
      2000.05  | 200.01
      5000     | 800.00
      8000     | 1700.00
      15000    | 4500.00
      20000    | 7000.00
    `),
  )('of $paid: $taken', ({ paid, taken }) => {
    const amount = progressive({ numerator: money(paid!), denominator: 1n }, jinan);
    expect(moneyText(amount)).toBe(taken);
  });

  const amounts = fc.bigInt({ min: -(10n ** 6n), max: 10n ** 10n });
  const of = (amount: bigint) => progressive({ numerator: amount, denominator: 1n }, jinan);
  it('never falls when the amount rises, and a fen more changes it by a fen at most', () => {
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 0n, max: 10n ** 9n }), (amount, more) => {
        expect(of(amount + more)).toBeGreaterThanOrEqual(of(amount));
        const step = of(amount + 1n) - of(amount);
        expect(step === 0n || step === 1n).toBe(true);
      }),
      { seed: 20261123, numRuns: 2000 },
    );
  });
  it('of three times as much over slices three times as wide is three times as much', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 8n }), (tens) => {
        const whole = tens * 10n;
        const wide = progressive({ numerator: whole * 3n, denominator: 1n }, jinan, 3n);
        expect(wide).toBe(fen(of(whole) * 3n));
      }),
      { seed: 20261123 },
    );
  });
});
