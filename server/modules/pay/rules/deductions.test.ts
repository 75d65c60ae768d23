import { describe, expect, it } from 'vitest';
import { moneyText } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import type { PayItemText } from '../policy/items.ts';
import { lineOf, metricsOf, schemeOf, slipFor } from '../testing.ts';

const name = { zh: '项目', en: 'Item' };
const base: PayItemText = {
  kind: 'by_grade',
  key: 'base',
  name,
  amounts: { trainee: '0', junior: '800000', middle: '0', senior: '0' },
};
const performance: PayItemText = { kind: 'certified', key: 'pay', name, metric: 'pay' };
const unit = (amount: string, each = '1') => ({ by: 'unit', amount, each, unit: 'count' }) as const;

describe('deductions', () => {
  const few: PayItemText = {
    kind: 'deduction',
    key: 'few',
    name,
    of: { of: [{ metric: 'credits' }] },
    shortOf: '15',
    take: { by: 'price', price: unit('10000') },
    most: '130000',
  };
  it.each(
    table(`
      credits | taken
      16      | 0.00
      15      | 0.00
      14      | -100.00
      2       | -1300.00
      0       | -1300.00
    `),
  )('100 for each credit short of 15, 1,300 at most: $credits credits', ({ credits, taken }) => {
    const slip = slipFor(schemeOf([base, few]), { metrics: metricsOf(`credits count ${credits}`) });
    expect(moneyText(lineOf(slip, 'few'))).toBe(taken);
  });

  const overdue: PayItemText = {
    kind: 'deduction',
    key: 'overdue',
    name,
    of: { of: [{ metric: 'rate' }] },
    take: {
      by: 'items',
      items: ['pay'],
      edge: 'above',
      bands: [
        { from: '15000', share: '300000' },
        { from: '10000', share: '200000' },
        { from: '5000', share: '100000' },
        { from: '0', share: '50000' },
      ],
    },
    when: [{ value: { of: [{ metric: 'rate' }] }, atLeast: '1' }],
  };
  it.each(
    table(`
      rate  | taken
      0     | 0.00
      1     | -50.00
      5000  | -50.00
      5001  | -100.00
      10000 | -100.00
      10001 | -200.00
      15000 | -200.00
      15001 | -300.00
    `),
  )('overdue $rate millionths (old Taiyuan: 0 / 5 / 10 / 20 / 30 %)', ({ rate, taken }) => {
    const metrics = metricsOf(`pay fen 1000; rate rate ${rate}`);
    const slip = slipFor(schemeOf([base, performance, overdue]), { metrics });
    expect(moneyText(lineOf(slip, 'overdue'))).toBe(taken);
    const voided = slipFor(schemeOf([base, performance, overdue]), { metrics, bonusVoid: true });
    expect(moneyText(lineOf(voided, 'overdue'))).toBe('0.00');
  });

  it('never go beyond a fifth of the wage: the rest is carried on (G42)', () => {
    const heavy: PayItemText = { ...few, key: 'heavy', most: null, shortOf: '1000' };
    const slip = slipFor(schemeOf([base, heavy, few]), { metrics: metricsOf('') });
    expect(moneyText(lineOf(slip, 'heavy'))).toBe('-4800.00');
    expect(moneyText(lineOf(slip, 'few'))).toBe('0.00');
    expect(moneyText(slip.carried)).toBe('96500.00');
  });
});
