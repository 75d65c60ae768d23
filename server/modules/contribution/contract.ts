import { z } from 'zod';
import {
  count,
  dayText,
  explanationShape,
  fenText,
  idText,
  pageOf,
  quarterText,
  rateText,
  route,
  schemeName,
} from '../../../core/schema.ts';

/** What a contribution is made of, in the order of a sheet. Amounts are signed for the bank. */
export const components = [
  'deposit_margin',
  'loan_margin',
  'fee',
  'operating_cost',
  'expected_loss',
] as const;
export type Component = (typeof components)[number];

/** Figures of a customer (or of many) for a quarter: what the bank earns +, what it costs −. */
const figures = {
  depositFen: fenText,
  loanFen: fenText,
  feeFen: fenText,
  costFen: fenText,
  lossFen: fenText,
  preFen: fenText,
  taxFen: fenText,
  netFen: fenText,
  capitalFen: fenText,
  evaFen: fenText,
};

export const customerQuarter = z.object({
  quarter: quarterText,
  sealed: z.boolean(),
  ...figures,
  rarocMillionths: rateText.nullable(),
  explanation: explanationShape,
});
export type CustomerQuarter = z.infer<typeof customerQuarter>;

export const accountMonth = z.object({
  accountId: idText,
  accountNo: z.string(),
  productName: schemeName,
  month: dayText,
  component: z.enum(components),
  amountFen: fenText,
});
export type AccountMonthRow = z.infer<typeof accountMonth>;

/** Where the rows behind a figure are read: a path of this API, and the page of the customer. */
export const sourceLink = z.object({ what: z.string(), path: z.string() });

export const explainedComponent = z.object({
  component: z.enum(components),
  amountFen: fenText,
  /** The amount that the closing wrote; the same, or the explanation says that it is not. */
  writtenFen: fenText,
  explanation: explanationShape,
  sources: z.array(sourceLink),
});
export type ExplainedComponent = z.infer<typeof explainedComponent>;

export const rankedCustomer = z.object({
  customerId: idText,
  customerNo: z.string(),
  name: z.string(),
  ...figures,
  rarocMillionths: rateText.nullable(),
});

const customer = z.object({ customerId: idText });

export const contributionApi = {
  readCustomerContribution: route({
    method: 'get',
    path: '/customers/:customerId/contribution',
    right: 'contribution.read',
    summary: 'Contribution of a customer in each closed quarter, newest first',
    params: customer,
    response: z.object({ rows: z.array(customerQuarter) }),
  }),
  listCustomerMonths: route({
    method: 'get',
    path: '/customers/:customerId/contribution/:quarter',
    right: 'contribution.read',
    summary: 'Components of each account and month of a quarter; they sum to the quarter',
    params: customer.extend({ quarter: quarterText }),
    response: z.object({ rows: z.array(accountMonth) }),
  }),
  explainAccountMonth: route({
    method: 'get',
    path: '/customers/:customerId/contribution/:quarter/accounts/:accountId/:month',
    right: 'contribution.read',
    summary: 'How each component of an account and month was computed, with its source rows',
    params: customer.extend({ quarter: quarterText, accountId: idText, month: dayText }),
    response: z.object({
      accountNo: z.string(),
      month: dayText,
      components: z.array(explainedComponent),
    }),
  }),
  listCustomers: route({
    method: 'get',
    path: '/contribution/:quarter/customers',
    right: 'contribution.read',
    export: { right: 'customers.export', persons: 'customerId' },
    summary: 'Customers of a quarter by contribution before tax: the most or the least first',
    params: z.object({ quarter: quarterText }),
    query: z.object({
      order: z.enum(['asc', 'desc']).default('desc'),
      cursor: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: pageOf(rankedCustomer),
  }),
  listUnits: route({
    method: 'get',
    path: '/contribution/:quarter/units',
    right: 'contribution.read',
    summary: 'Contribution of a quarter by the unit that books the customer',
    params: z.object({ quarter: quarterText }),
    response: z.object({
      rows: z.array(
        z.object({ unitCode: z.string(), unitName: z.string(), customers: count, ...figures }),
      ),
    }),
  }),
  listCosts: route({
    method: 'get',
    path: '/contribution/:quarter/costs',
    right: 'contribution.read_costs',
    summary: 'Operating cost of each month: ledger, allocated by activity and volume, residual',
    params: z.object({ quarter: quarterText }),
    response: z.object({
      rows: z.array(
        z.object({
          month: dayText,
          ledgerFen: fenText,
          activityFen: fenText,
          volumeFen: fenText,
          residualFen: fenText,
        }),
      ),
    }),
  }),
};
