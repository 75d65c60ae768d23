import { describe, expect, it } from 'vitest';
import { moneyText } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import type { PayItemText } from '../policy/items.ts';
import {
  fact,
  lineOf,
  metricsOf,
  money,
  periodOf,
  rmFacts,
  schemeOf,
  slipFor,
} from '../testing.ts';
import { decideSlips } from './slip.ts';

const name = { zh: '项目', en: 'Item' };
const of = (metric: string, rest: object = {}) => ({ of: [{ metric }], ...rest });
/** Amount of one item for metrics in words. */
function paid(item: PayItemText, metrics: string, given = {}, when = '2026Q1'): string {
  const slip = slipFor(schemeOf([item]), { metrics: metricsOf(metrics), ...given }, when);
  return moneyText(lineOf(slip, item.key));
}

describe('by grade: appointed, scored and paid grade are three things', () => {
  const item = (rest: object): PayItemText => ({
    kind: 'by_grade',
    key: 'base',
    name,
    amounts: { trainee: '100', junior: '200', middle: '300', senior: '400' },
    steps: [
      { step: 'junior/1', amount: '250' },
      { step: 'middle/2', amount: '350' },
    ],
    ...rest,
  });
  it.each(
    table(`
      by        | appointed | earned   | per     | amount
      appointed | junior 2  |          | month   | 6.00
      appointed | junior 1  |          | month   | 7.50
      appointed | junior 1  | middle 2 | month   | 7.50
      earned    | junior 1  | middle 2 | month   | 10.50
      earned    | junior 1  | middle 3 | month   | 9.00
      earned    | junior 1  |          | month   | 7.50
      earned    | junior 1  | middle 2 | quarter | 3.50
    `),
  )('$by, appointed $appointed, earned $earned', (row) => {
    const step = (words: string) => {
      const [level = '', no = ''] = words.split(' ');
      return { level: level as 'junior', step: Number(no) };
    };
    const given = {
      appointed: step(row.appointed!),
      earned: row.earned === '' ? null : step(row.earned!),
    };
    expect(paid(item({ by: row.by, per: row.per }), '', given)).toBe(row.amount);
  });
});

describe('piece rates', () => {
  const item = (rest: object): PayItemText => ({
    kind: 'piece',
    key: 'deposits',
    name,
    of: of('increment'),
    price: { by: 'unit', amount: '500', each: '1000000', unit: 'fen' },
    ...rest,
  });
  const falling = { by: 'unit', amount: '200', each: '1000000', unit: 'fen' };
  it.each(
    table(`
      increment | falling price | at most | amount
      3000000   | none          | none    | 1500.00
      0         | none          | none    | 0.00
      -10000    | none          | none    | 0.00
      -10000    | 2 a 万        | none    | -2.00
      3000000   | none          | 1500    | 1500.00
      3000001   | none          | 1499.99 | 1499.99
    `),
  )('increment $increment, falling $falling price, at most $at most', (row) => {
    const given = {
      falling: row['falling price'] === 'none' ? null : falling,
      most: row['at most'] === 'none' ? null : String(money(row['at most']!)),
    };
    expect(paid(item(given), `increment fen ${row.increment}`)).toBe(row.amount);
  });

  it('choose their price by the size of something else', () => {
    const share = (millionths: string) => ({ by: 'share', share: millionths });
    const sized = item({
      of: of('interest'),
      price: share('8000'),
      bySize: {
        of: of('largest_loan'),
        edge: 'above',
        prices: [
          { from: '100000000', price: share('3000') },
          { from: '0', price: share('8000') },
        ],
      },
    });
    const at = (loan: string) => paid(sized, `interest fen 10000; largest_loan fen ${loan}`);
    expect([at('999999.99'), at('1000000'), at('1000000.01')]).toEqual(['80.00', '80.00', '30.00']);
  });
});

describe('tiers pay the whole amount at the tier reached; slices pay each slice at its own', () => {
  const steps = [
    { from: '500000', price: { by: 'share' as const, share: '300000' } },
    { from: '200000', price: { by: 'share' as const, share: '200000' } },
    { from: '0', price: { by: 'share' as const, share: '100000' } },
  ];
  it.each(
    table(`
      fees    | tiers   | slices
      -1      | 0.00    | 0.00
      0       | 0.00    | 0.00
      1999.90 | 199.99  | 199.99
      2000    | 400.00  | 200.00
      2000.10 | 400.02  | 200.02
      5000    | 1500.00 | 800.00
      6000    | 1800.00 | 1100.00
    `),
  )('$fees of fees', ({ fees, tiers, slices }) => {
    const metrics = `fees fen ${fees}`;
    expect(paid({ kind: 'tiers', key: 'x', name, of: of('fees'), tiers: steps }, metrics)).toBe(
      tiers,
    );
    expect(
      paid({ kind: 'progressive', key: 'x', name, of: of('fees'), slices: steps }, metrics),
    ).toBe(slices);
  });

  it('are counted on the sum of items above as well', () => {
    const scheme = schemeOf([
      { kind: 'certified', key: 'a', name, metric: 'a' },
      { kind: 'certified', key: 'b', name, metric: 'b' },
      { kind: 'progressive', key: 'c', name, items: ['a', 'b'], slices: steps },
    ]);
    const slip = slipFor(scheme, { metrics: metricsOf('a fen 1500; b fen 3500') });
    expect(moneyText(lineOf(slip, 'c'))).toBe('800.00');
  });
});

describe('amounts by band', () => {
  const item: PayItemText = {
    kind: 'amount_by_band',
    key: 'grade',
    name,
    of: of('profit'),
    also: [of('deposits')],
    bands: [
      { from: '3000', also: ['9000'], amount: '300' },
      { from: '2000', also: ['6000'], amount: '200' },
      { from: '0', also: ['0'], amount: '100' },
    ],
  };
  it.each(
    table(`
      profit | deposits | amount
      30     | 90       | 3.00
      30     | 89.99    | 2.00
      29.99  | 90       | 2.00
      30     | 59.99    | 1.00
      20     | 60       | 2.00
      19.99  | 900      | 1.00
      -1     | 900      | 1.00
    `),
  )('profit $profit and deposits $deposits are both needed', ({ profit, deposits, amount }) => {
    expect(paid(item, `profit fen ${profit}; deposits fen ${deposits}`)).toBe(amount);
  });
});

describe('a factor on items above', () => {
  const items = (combine: 'times' | 'less'): PayItemText[] => [
    { kind: 'certified', key: 'pay', name, metric: 'pay' },
    {
      kind: 'multiplier',
      key: 'factor',
      name,
      on: ['pay'],
      combine,
      factors: [
        {
          of: of('a'),
          bands: [
            { from: '1', factor: '500000' },
            { from: '0', factor: '0' },
          ],
        },
        {
          of: of('b'),
          bands: [
            { from: '1', factor: '700000' },
            { from: '0', factor: '1000000' },
          ],
        },
      ],
    },
  ];
  it.each(
    table(`
      combine | a | b | change
      times   | 1 | 1 | -65.00
      times   | 1 | 0 | -50.00
      times   | 0 | 1 | -100.00
      less    | 1 | 1 | -100.00
      less    | 0 | 1 | -70.00
    `),
  )('$combine with $a, $b: $change', ({ combine, a, b, change }) => {
    const scheme = schemeOf(items(combine as 'times'));
    const metrics = metricsOf(`pay fen 100; a count ${a}; b count ${b}`);
    expect(moneyText(lineOf(slipFor(scheme, { metrics }), 'factor'))).toBe(change);
  });

  it('looks at the whole team where it says so', () => {
    const scheme = schemeOf([
      {
        kind: 'by_grade',
        key: 'pay',
        name,
        amounts: { trainee: '1', junior: '100', middle: '1', senior: '1' },
      },
      {
        kind: 'multiplier',
        key: 'factor',
        name,
        on: ['pay'],
        combine: 'times',
        factors: [
          {
            of: { of: [{ metric: 'sold' }], as: 'completion', whose: 'team', span: 'year' },
            bands: [
              { from: '800000', factor: '1000000' },
              { from: '0', factor: '500000' },
            ],
          },
        ],
      },
    ]);
    const rm = (staffNo: string, sold: string) =>
      rmFacts({ staffNo, metrics: metricsOf(`sold count ${sold} 100`) });
    const change = (...sold: string[]) => {
      const rms = sold.map((one, at) => rm(`R${at}`, one));
      return moneyText(lineOf(decideSlips(scheme, rms, periodOf('2026Q1')).get('R0')!, 'factor'));
    };
    expect(change('60', '100')).toBe('0.00');
    expect(change('60', '99')).toBe('-1.50');
  });
});

it('every formula says its numbers in Chinese and English', () => {
  const slip = slipFor(
    schemeOf([
      {
        kind: 'piece',
        key: 'stock',
        name,
        of: of('stock'),
        price: { by: 'unit', amount: '300', each: '1000000', unit: 'fen' },
      },
    ]),
    {
      metrics: new Map([['stock', fact('fen', '3000000', { name: { zh: '存量', en: 'Stock' } })]]),
    },
  );
  expect(slip.lines[0]!.explanation).toEqual({
    rule: 'pay.rule.piece',
    formula: 'pay.formula.piece',
    inputs: {
      basis: 'Stock 3,000,000.00',
      basisZh: '存量 3,000,000.00',
      volume: '3,000,000.00',
      price: '3.00 / 10,000.00',
      result: '900.00',
    },
  });
});
