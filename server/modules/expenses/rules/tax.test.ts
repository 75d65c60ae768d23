import { describe, expect, it } from 'vitest';
import { moneyText, parseMoney } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import { expenseSchemeKind } from '../policy.ts';
import { broughtInto, decideEntertainment, decideTraining } from './tax.ts';

const { tax } = expenseSchemeKind.schema.parse(expenseSchemeKind.initial);
const money = (text: string) => parseMoney(text)!;

describe('entertainment: the lesser of 60 % of spending and 5 ‰ of revenue (G08)', () => {
  it.each(
    table(`
      spent   | revenue   | deductible | rest
      1000000 | 100000000 | 500000.00  | 500000.00
      1000000 | 120000000 | 600000.00  | 400000.00
      1000000 | 119999998 | 599999.99  | 400000.01
      1000000 | 200000000 | 600000.00  | 400000.00
      0       | 100000000 | 0.00       | 0.00
      0.01    | 100000000 | 0.01       | 0.00
    `),
  )('$spent spent, revenue $revenue: $deductible', (row) => {
    const found = decideEntertainment(tax, {
      spent: money(row.spent),
      revenue: money(row.revenue),
    });
    expect(moneyText(found.deductible!)).toBe(row.deductible);
    expect(moneyText(found.notDeductible!)).toBe(row.rest);
  });

  it('says nothing without a revenue', () => {
    const found = decideEntertainment(tax, { spent: money('100'), revenue: null });
    expect(found).toEqual({
      byShare: 6000n,
      byRevenue: null,
      deductible: null,
      notDeductible: null,
    });
  });
});

describe('staff education: 2.5 % of wages, the rest carried (G08)', () => {
  it.each(
    table(`
      wages    | spent  | in     | deductible | carried
      20000000 | 650000 | 0      | 500000.00  | 150000.00
      20000000 | 500000 | 0      | 500000.00  | 0.00
      20000000 | 499999 | 0      | 499999.00  | 0.00
      20000000 | 400000 | 150000 | 500000.00  | 50000.00
      20000000 | 0      | 150000 | 150000.00  | 0.00
    `),
  )('wages $wages, spent $spent, brought in $in', (row) => {
    const facts = { wages: money(row.wages), spent: money(row.spent), broughtIn: money(row.in) };
    const found = decideTraining(tax, facts);
    expect(moneyText(found.deductible)).toBe(row.deductible);
    expect(moneyText(found.carriedOn)).toBe(row.carried);
  });

  it('years carry into each other', () => {
    const year = (wages: string, spent: string) => ({ wages: money(wages), spent: money(spent) });
    const before = [year('20000000', '650000'), year('20000000', '600000')];
    expect(moneyText(broughtInto(tax, before))).toBe('250000.00');
    expect(moneyText(broughtInto(tax, []))).toBe('0.00');
  });
});
