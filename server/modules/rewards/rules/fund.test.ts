import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, moneyText, parseMoney, zeroFen, type Fen } from '../../../../core/money.ts';
import { isRefusal } from '../../../../core/refusal.ts';
import { table } from '../../../platform/testing/table.ts';
import { fundFaults, rewardFundKind } from '../policy.ts';
import { decideBudget, decideEntry, decideSource, poolShare } from './fund.ts';

const fund = rewardFundKind.schema.parse(rewardFundKind.initial);
const money = (text: string) => parseMoney(text)!;

describe('the fund never falls below zero (D2d, G48)', () => {
  it.each(
    table(`
      opening | in    | award     | closing
      100000  | 20000 | 130000    | refused
      100000  | 20000 | 120000.01 | refused
      100000  | 20000 | 120000    | 0.00
      100000  | 20000 | 119999.99 | 0.01
      100000  | 0     | 100000    | 0.00
      0       | 0     | 0.01      | refused
    `),
  )('$opening + $in − $award = $closing', (row) => {
    const before = fen(money(row.opening) + money(row.in));
    const step = decideEntry(before, fen(-money(row.award)));
    expect(isRefusal(step) ? 'refused' : moneyText(step.balance)).toBe(row.closing);
    if (isRefusal(step)) expect(step.refused).toBe('rewards.fund_too_small');
  });

  it('whatever comes in and goes out: opening + in − out = closing ≥ 0 after each entry', () => {
    const moves = fc.array(fc.bigInt({ min: -500_000n, max: 400_000n }), { maxLength: 60 });
    fc.assert(
      fc.property(moves, (list) => {
        let balance: Fen = zeroFen;
        let sum = 0n;
        for (const moved of list) {
          const step = decideEntry(balance, fen(moved));
          if (isRefusal(step)) continue;
          sum += moved;
          balance = step.balance;
          expect(balance).toBe(sum);
          expect(balance >= 0n).toBe(true);
        }
      }),
      { seed: 1750 },
    );
  });
});

describe('the budget of a year', () => {
  it.each(
    table(`
      spent  | award     | outcome
      0      | 500000    | within
      400000 | 100000    | within
      400000 | 100000.01 | refused
      500000 | 0.01      | refused
    `),
  )('$spent spent, $award more: $outcome', (row) => {
    const facts = { spent: money(row.spent), award: money(row.award), year: 2026 };
    expect(decideBudget(fund, facts) === null ? 'within' : 'refused').toBe(row.outcome);
    expect(decideBudget({ ...fund, budgetYearFen: null }, facts)).toBeNull();
  });
});

it.each(
  table(`
    pool    | share
    1000000 | 30000.00
    0.16    | 0.00
    0.17    | 0.01
    0       | 0.00
    -5      | 0.00
  `),
)('of a pool of $pool the fund gets $share', ({ pool, share }) => {
  expect(moneyText(poolShare(fund, money(pool)))).toBe(share);
});

it.each(
  table(`
    entered by | verdict   | outcome
    1          | none      | rewards.own_source
    2          | none      | may
    2          | confirmed | rewards.source_ruled
    2          | rejected  | rewards.source_ruled
  `),
)('a source entered by $entered by, $verdict: $outcome', (row) => {
  const verdict = row.verdict === 'none' ? null : row.verdict;
  const source = { enteredBy: BigInt(row['entered by']), verdict };
  expect(decideSource(source, 1n)?.refused ?? 'may').toBe(row.outcome);
});

describe('a reward fund policy is refused', () => {
  const honour = {
    key: 'a',
    name: '荣誉',
    nameEn: '',
    kind: 'honour' as const,
    leastFen: 0n,
    mostFen: 0n,
  };
  it.each([
    ['a share above the whole', { poolShareMillionths: 1_000_001n }, 'poolShareMillionths'],
    ['a negative budget', { budgetYearFen: -1n }, 'budgetYearFen'],
    ['an honour that costs money', { awards: [{ ...honour, mostFen: 1n }] }, 'awards.0.mostFen'],
    ['an award twice', { awards: [honour, honour] }, 'awards.1.key'],
    [
      'the most below the least',
      { awards: [{ ...honour, kind: 'money' as const, leastFen: 2n, mostFen: 1n }] },
      'awards.0.mostFen',
    ],
  ])('%s', (_what, change, at) => {
    expect(fundFaults({ ...fund, ...change }).map((one) => one.at)).toEqual([at]);
  });

  it('as shipped it is not; a committee of two is', () => {
    expect(fundFaults(fund)).toEqual([]);
    const small = { ...rewardFundKind.initial, membersMin: 2 };
    expect(rewardFundKind.schema.safeParse(small).success).toBe(false);
  });
});
