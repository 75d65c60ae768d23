import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { metrics, type MetricKey } from '../contract.ts';
import { bookOf } from './metric-book.ts';
import { decideGap, decidePlans } from './plan.ts';

const amount = (text: string) => (text === '' ? null : BigInt(text));

describe('plan against the sum of the RMs, or the plans below', () => {
  const rows = table(`
    metric          | plan | against | gap
    deposit_average | 1000 | 900     | 100
    deposit_average | 900  | 900     | 0
    deposit_average | 800  | 900     | -100
    deposit_average |      | 900     |
    deposit_average | 1000 |         |
    npl_rate        | 1000 | 900     |
  `);
  it.each(rows)('$metric $plan − $against', ({ metric, plan, against, gap }) => {
    expect(decideGap(metrics[metric as MetricKey], amount(plan), amount(against))).toBe(
      amount(gap),
    );
  });
});

describe('plans entered together, over the entry 7 of deposits and none of loans', () => {
  const rows = table(`
    deposits | saw | loans | sawLoans | twice | refused
    100      | 7   |       |          |       |
    0        | 7   |       |          |       |
    100      | 7   | 5     |          |       |
    100      |     |       |          |       | targets.plan_changed
    100      | 6   |       |          |       | targets.plan_changed
    100      | 7   | 5     | 9        |       | targets.plan_changed
    -1       | 7   |       |          |       | targets.plan_negative
    100      | 7   | -1    |          |       | targets.plan_negative
    100      | 7   |       |          | yes   | targets.change_twice
  `);
  it.each(rows)('$deposits over $saw, $loans over "$sawLoans" $twice: $refused', (row) => {
    const deposits = {
      metric: 'deposit_average' as MetricKey,
      amount: BigInt(row.deposits),
      replaces: amount(row.saw),
    };
    const loans = amount(row.loans);
    const wanted = [
      deposits,
      ...(row.twice === 'yes' ? [deposits] : []),
      ...(loans === null
        ? []
        : [{ metric: 'loan_average' as const, amount: loans, replaces: amount(row.sawLoans) }]),
    ];
    const present = [{ metric: 'deposit_average' as const, entryId: 7n }];
    expect(decidePlans(bookOf([]), wanted, present)?.refused ?? '').toBe(row.refused);
  });
  it('a metric nobody has targets in is named', () => {
    const wanted = [{ metric: 'visits', amount: 1n, replaces: null }];
    expect(decidePlans(bookOf([]), wanted, [])?.refused).toBe('targets.metric_unknown');
  });
  it('a limit has none: it cannot be added up', () => {
    const wanted = [{ metric: 'npl_rate' as const, amount: 1n, replaces: null }];
    expect(decidePlans(bookOf([]), wanted, [])?.refused).toBe('targets.plan_of_level');
  });
});
