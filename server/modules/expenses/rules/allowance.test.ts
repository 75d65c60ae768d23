import { describe, expect, it } from 'vitest';
import { fen, moneyText, parseMoney } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import type { GradeLevel } from '../contract.ts';
import { expenseSchemeKind, type ExpenseScheme } from '../policy.ts';
import { decideEntitlement, decideGrant, decideQuota } from './allowance.ts';

const initial = expenseSchemeKind.schema.parse(expenseSchemeKind.initial);
const preset = (key: string): ExpenseScheme =>
  expenseSchemeKind.schema.parse(expenseSchemeKind.presets!.find((one) => one.key === key)!.body);
const noFacts = { quarter: '2026Q1', days: 90, measured: 0n, newCustomerAverages: [] };

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
    const grant = decideEntitlement(
      initial.allowance.method,
      { level: level as GradeLevel, matrixRateMillionths: BigInt(rate) },
      { ...noFacts, measured: parseMoney(contribution)! },
    );
    expect(moneyText(grant.amount)).toBe(allowance);
  });

  it('rates of the scheme itself stand before those of the matrix', () => {
    const method = {
      ...initial.allowance.method,
      rateByLevelMillionths: { trainee: 0n, junior: 5000n, middle: 10_000n, senior: 20_000n },
    } as ExpenseScheme['allowance']['method'];
    const person = { level: 'junior' as const, matrixRateMillionths: 30_000n };
    const grant = decideEntitlement(method, person, { ...noFacts, measured: 100_000_00n });
    expect(moneyText(grant.amount)).toBe('500.00');
  });
});

describe('a rate on daily-average deposits (TUDIAO, G08)', () => {
  const { method } = preset('tudiao').allowance;
  const yearly = { ...method, quarterShareMillionths: 1_000_000n } as typeof method;
  it.each(
    table(`
      average      | year     | quarter
      50000000     | 50000.00 | 12500.00
      20000000     | 20000.00 | 5000.00
      19999999.99  | 0.00     | 0.00
      19990000     | 0.00     | 0.00
      200000000    | 200000.00 | 50000.00
      0            | 0.00     | 0.00
    `),
  )('an average of $average gives $year a year', (row) => {
    const facts = { ...noFacts, measured: parseMoney(row.average)! * 90n };
    const person = { level: 'middle' as const, matrixRateMillionths: 0n };
    expect(moneyText(decideEntitlement(yearly, person, facts).amount)).toBe(row.year);
    expect(moneyText(decideEntitlement(method, person, facts).amount)).toBe(row.quarter);
  });

  it('the average is not rounded before the threshold is looked at', () => {
    const facts = { ...noFacts, measured: 20_000_000_00n * 90n - 1n };
    const person = { level: 'middle' as const, matrixRateMillionths: 0n };
    expect(decideEntitlement(yearly, person, facts).amount).toBe(0n);
  });
});

describe('an amount for each new customer by tier (CTS, G08)', () => {
  const { method } = preset('cts').allowance;
  it.each(
    table(`
      customers | average   | expense
      10        | 300000    | 450.00
      1         | 0         | 0.00
      1         | 0.01      | 15.00
      1         | 49999.99  | 15.00
      1         | 50000     | 45.00
      1         | 199999.99 | 45.00
      1         | 499999.99 | 45.00
      1         | 500000    | 135.00
    `),
  )('$customers new customers of $average: $expense', ({ customers, average, expense }) => {
    const averages = Array.from({ length: Number(customers) }, () => parseMoney(average)!);
    const person = { level: 'junior' as const, matrixRateMillionths: 0n };
    const grant = decideEntitlement(method, person, { ...noFacts, newCustomerAverages: averages });
    expect(moneyText(grant.amount)).toBe(expense);
  });
});

describe('a figure restated later changes the next grant, never the past', () => {
  it.each(
    table(`
      what                          | fresh | was  | now  | carried | granted | left over
      nothing restated              | 1000  | 500  | 500  | 0       | 1000.00 | 0.00
      restated downward             | 1000  | 500  | 300  | 0       | 800.00  | 0.00
      restated upward               | 1000  | 500  | 600  | 0       | 1100.00 | 0.00
      exactly all of it             | 200   | 500  | 300  | 0       | 0.00    | 0.00
      more than the grant can bear  | 100   | 500  | 300  | 0       | 0.00    | -100.00
      carried from the time before  | 150   | 300  | 300  | -100    | 50.00   | 0.00
    `),
  )('$what', (row) => {
    const money = (text: string) => parseMoney(text)!;
    const grant = decideGrant(
      [
        { entitled: money(row.fresh), before: fen(0n), again: false },
        { entitled: money(row.now), before: money(row.was), again: true },
      ],
      money(row.carried),
    );
    expect(moneyText(grant.granted)).toBe(row.granted);
    expect(moneyText(grant.carriedOn)).toBe(row['left over']);
    expect(grant.restated).toBe(money(row.now) - money(row.was));
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
    const grant = decideQuota({ level, quotaFenPerMonth: BigInt(month) });
    expect(moneyText(grant.amount)).toBe(quarter);
  });
});
