import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, moneyText } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import { paySchemeKind } from '../policy.ts';
import type { Level, PayItemText } from '../policy/items.ts';
import { fact, lineOf, money, periodOf, rmFacts, schemeOf, slipFor } from '../testing.ts';
import { decideSlips, type Slip } from './slip.ts';

const scheme = paySchemeKind.schema.parse(paySchemeKind.initial);

describe('a scheme that lists no items pays base by grade and bonus by score', () => {
  it.each(
    table(`
      level  | score     | base     | bonus
      junior | 110000000 | 18000.00 | 19800.00
      junior | 109999999 | 18000.00 | 16500.00
      junior | 100000000 | 18000.00 | 15000.00
      junior | 99999999  | 18000.00 | 12000.00
      junior | 80000000  | 18000.00 | 9600.00
      junior | 79999999  | 18000.00 | 6000.00
      junior | 60000000  | 18000.00 | 4500.00
      junior | 59999999  | 18000.00 | 0.00
      senior | 100000000 | 33000.00 | 60000.00
    `),
  )('$level with $score: $bonus', ({ level, score, base, bonus }) => {
    const slip = slipFor(scheme, {
      appointed: { level: level as Level, step: 1 },
      total: BigInt(score!),
    });
    expect(moneyText(lineOf(slip, 'base'))).toBe(base);
    expect(moneyText(lineOf(slip, 'bonus'))).toBe(bonus);
  });

  it('with a failed quarter keeps four fifths of the wage and carries the rest', () => {
    const slip = slipFor(scheme, { total: 0n, carriedIn: money('1000') });
    expect(moneyText(slip.deducted)).toBe('3600.00');
    expect(moneyText(slip.carried)).toBe('1000.00');
    expect(moneyText(slip.paidNow)).toBe('14400.00');
  });
});

const base: PayItemText = {
  kind: 'by_grade',
  key: 'base',
  name: { zh: '基本工资', en: 'Base' },
  amounts: { trainee: '500000', junior: '800000', middle: '900000', senior: '1200000' },
};
const sold: PayItemText = {
  kind: 'piece',
  key: 'sold',
  name: { zh: '销售', en: 'Sales' },
  of: { of: [{ metric: 'sales' }] },
  price: { by: 'share', share: '100000' },
  falling: { by: 'share', share: '100000' },
};
const risk: PayItemText = {
  kind: 'risk_deposit',
  key: 'risk_money',
  name: { zh: '风险金', en: 'Risk money' },
  items: ['sold'],
  per: 'quarter',
  slices: [{ from: '0', share: '300000' }],
  release: { after: 'months', months: 3 },
  usedMetric: 'liability',
};
const fine: PayItemText = {
  kind: 'deduction',
  key: 'fine',
  name: { zh: '缺检', en: 'Checks missing' },
  of: { of: [{ metric: 'missing' }] },
  take: { by: 'price', price: { by: 'unit', amount: '20000', each: '1', unit: 'count' } },
};
const deferral = {
  shareByLevel: { trainee: '0', junior: '400000', middle: '400000', senior: '400000' },
  instalments: ['1', '1', '1'],
};
const rich = schemeOf([base, sold, risk, fine], { paidShare: '800000', deferral });

const ways = (slip: Slip) =>
  slip.lines.map((line) => `${line.item} ${moneyText(line.amount)}`).join('; ');

describe('the order of a slip (domain rules 3.4)', () => {
  const sales = (amount: string) => new Map([['sales', fact('fen', amount)]]);

  it('withholds, defers, holds, then takes off within the legal floor', () => {
    const slip = slipFor(rich, {
      metrics: new Map([...sales('100000'), ['missing', fact('count', '3')]]),
    });
    expect(ways(slip)).toBe(
      'base 24000.00; sold 10000.00; risk_money -3000.00; deferred -4000.00; held -600.00; ' +
        'fine -600.00; deducted 0.00',
    );
    expect(moneyText(slip.paidNow)).toBe('25800.00');
  });

  it('a gate takes all bonus, and nothing is withheld or deferred from it (G14)', () => {
    const slip = slipFor(rich, { metrics: sales('100000'), bonusVoid: true });
    expect(ways(slip)).toBe(
      'base 24000.00; sold 10000.00; voided -10000.00; risk_money 0.00; deferred 0.00; ' +
        'held 0.00; fine 0.00; deducted 0.00',
    );
    expect(moneyText(slip.gross)).toBe('24000.00');
  });

  it('a bonus below 0 does not eat the wage: it is a deduction within the legal floor', () => {
    const slip = slipFor(rich, { metrics: sales('-100000') });
    expect(moneyText(lineOf(slip, 'shortfall'))).toBe('10000.00');
    expect(moneyText(slip.gross)).toBe('24000.00');
    expect(moneyText(slip.deducted)).toBe('4800.00');
    expect(moneyText(slip.carried)).toBe('5200.00');
    expect(moneyText(slip.paidNow)).toBe('19200.00');
  });

  it('risk money comes back beside gross, after what liability used', () => {
    const slip = slipFor(
      rich,
      {
        metrics: new Map([...sales('10000'), ['liability', fact('fen', '500')]]),
        risk: new Map([
          ['risk_money', [{ quarter: periodOf('2025Q4').quarter, left: money('2000') }]],
        ]),
      },
      '2026Q1',
    );
    expect(moneyText(slip.returned)).toBe('1500.00');
    expect(slip.risk.map((one) => `${one.kind} ${one.of} ${moneyText(one.amount)}`)).toEqual([
      'withheld 2026Q1 300.00',
      'used 2025Q4 500.00',
      'returned 2025Q4 1500.00',
    ]);
    expect(moneyText(slip.paidNow)).toBe('25740.00');
  });

  it('deductions keep their order under the floor: what is carried on first, then the fines', () => {
    const slip = slipFor(rich, {
      carriedIn: money('4700'),
      metrics: new Map([['missing', fact('count', '3')]]),
    });
    expect(moneyText(lineOf(slip, 'deducted'))).toBe('-4700.00');
    expect(moneyText(lineOf(slip, 'fine'))).toBe('-100.00');
    expect(moneyText(slip.carried)).toBe('500.00');
  });
});

describe('laws of a slip', () => {
  const level = fc.constantFrom<Level>('trainee', 'junior', 'middle', 'senior');
  const rms = fc.uniqueArray(
    fc.record({
      staffNo: fc.integer({ min: 1, max: 999 }).map((no) => `R${no}`),
      level,
      total: fc.bigInt({ min: 0n, max: 150_000_000n }),
      sales: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 10n }),
      missing: fc.bigInt({ min: 0n, max: 50n }),
      carriedIn: fc.bigInt({ min: 0n, max: 10n ** 7n }).map(fen),
      kept: fc.bigInt({ min: 0n, max: 10n ** 7n }).map(fen),
      bonusVoid: fc.boolean(),
    }),
    { selector: (one) => one.staffNo, minLength: 1, maxLength: 12 },
  );
  const pooled = schemeOf(
    [
      base,
      sold,
      {
        kind: 'score_bonus',
        key: 'by_score',
        name: { zh: '得分奖', en: 'By score' },
        atHundred: { trainee: '0', junior: '500000', middle: '700000', senior: '900001' },
      },
      {
        kind: 'pool',
        key: 'share_of_pool',
        name: { zh: '奖池', en: 'Pool' },
        of: { of: [{ metric: 'sales' }] },
        within: 'bank',
        pot: { by: 'items', items: ['base', 'by_score'], weight: '333333' },
      },
      {
        kind: 'multiplier',
        key: 'quality',
        name: { zh: '质量', en: 'Quality' },
        on: ['sold', 'share_of_pool'],
        combine: 'less',
        factors: [
          {
            of: { of: [{ metric: 'missing' }] },
            bands: [
              { from: '10', factor: '1000000' },
              { from: '3', factor: '300000' },
              { from: '0', factor: '0' },
            ],
          },
        ],
      },
      risk,
      fine,
    ],
    { paidShare: '777777', deferral },
  );
  const factsOf = (one: (typeof rms extends fc.Arbitrary<infer L> ? L : never)[number]) =>
    rmFacts({
      staffNo: one.staffNo,
      appointed: { level: one.level, step: 1 },
      total: one.total,
      bonusVoid: one.bonusVoid,
      carriedIn: one.carriedIn,
      risk: new Map([['risk_money', [{ quarter: periodOf('2025Q3').quarter, left: one.kept }]]]),
      metrics: new Map([
        ['sales', { ...fact('fen', '0'), quarter: one.sales, year: one.sales }],
        ['missing', fact('count', String(one.missing))],
      ]),
    });
  const when = periodOf('2026Q1');

  it('gross = where it went, to the fen, and lines add up to what is paid', () => {
    fc.assert(
      fc.property(rms, (list) => {
        for (const slip of decideSlips(pooled, list.map(factsOf), when).values()) {
          const went =
            slip.paidNow -
            slip.returned +
            slip.deferred +
            slip.held +
            slip.withheld +
            slip.deducted;
          expect(went).toBe(slip.gross);
          expect(slip.lines.reduce((sum, one) => sum + one.amount, 0n)).toBe(slip.paidNow);
          const put = slip.instalments.reduce((sum, one) => sum + one.amount, 0n);
          expect(put).toBe(slip.deferred);
          for (const amount of [slip.deferred, slip.held, slip.withheld, slip.deducted])
            expect(amount).toBeGreaterThanOrEqual(0n);
          const wage = slip.lines.find((one) => one.item === 'base')!.amount;
          expect(slip.deducted * 5n).toBeLessThanOrEqual(wage);
          expect(slip.paidNow * 5n).toBeGreaterThanOrEqual(wage * 4n);
        }
      }),
      { seed: 20261123 },
    );
  });

  it('any order of the RMs gives the same slips', () => {
    fc.assert(
      fc.property(rms, fc.integer(), (list, turn) => {
        const facts = list.map(factsOf);
        const at = Math.abs(turn) % facts.length;
        const other = [...facts.slice(at), ...facts.slice(0, at)].toReversed();
        const before = decideSlips(pooled, facts, when);
        const after = decideSlips(pooled, other, when);
        for (const { staffNo } of facts) expect(after.get(staffNo)).toEqual(before.get(staffNo));
      }),
      { seed: 20261123 },
    );
  });

  it('the parts of a pool are the pool', () => {
    fc.assert(
      fc.property(rms, (list) => {
        const slips = [...decideSlips(pooled, list.map(factsOf), when).values()];
        const sum = (item: string) => slips.reduce((all, slip) => all + lineOf(slip, item), 0n);
        const volume = list.some((one) => one.sales > 0n);
        const pot = ((sum('base') + sum('by_score')) * 333_333n * 2n + 1_000_000n) / 2_000_000n;
        expect(sum('share_of_pool')).toBe(volume ? pot : 0n);
      }),
      { seed: 20261123 },
    );
  });
});
