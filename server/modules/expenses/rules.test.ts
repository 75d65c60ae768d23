import { describe, expect, it } from 'vitest';
import { moneyText, parseMoney } from '../../../core/money.ts';
import { table } from '../../platform/testing/table.ts';
import { decideAllowance, decideQuota } from './rules.ts';

describe('allowance from contribution (G08, D5b)', () => {
  it.each(
    table(`
      level  | rate  | contribution | allowance
      senior | 30000 | 800000       | 24000.00
      middle | 0     | 800000       | 0.00
      junior | 0     | 800000       | 0.00
      senior | 30000 | -50000       | 0.00
      senior | 30000 | 0            | 0.00
      senior | 30000 | 0.16         | 0.00
      senior | 30000 | 0.17         | 0.01
    `),
  )('$level at $rate of $contribution: $allowance', ({ level, rate, contribution, allowance }) => {
    const grant = decideAllowance({
      level: level!,
      rateMillionths: BigInt(rate!),
      contribution: parseMoney(contribution!)!,
      quarter: '2026Q1',
    });
    expect(moneyText(grant.amount)).toBe(allowance);
  });
});

describe('fixed quota (C1b)', () => {
  it.each(
    table(`
      level  | month | quarter
      junior | 30000 | 900.00
      senior | 100000 | 3000.00
      trainee | 0 | 0.00
    `),
  )('$level: $quarter', ({ level, month, quarter }) => {
    const grant = decideQuota({ level: level!, quotaFenPerMonth: BigInt(month!) });
    expect(moneyText(grant.amount)).toBe(quarter);
  });
});
