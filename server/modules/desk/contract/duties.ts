import { z } from 'zod';
import {
  count,
  dayText,
  fenText,
  idText,
  instantText,
  quarterText,
  rateText,
  route,
} from '../../../../core/schema.ts';

const named = z.object({ zh: z.string(), en: z.string() });

/** What became of an RM's objections to his sheets and slips, the latest first. */
const answers = z.object({
  rows: z.array(
    z.object({
      kind: z.enum(['sheet', 'slip']),
      /** The sheet or the slip. */
      item: idText,
      quarter: quarterText,
      /** Line of the sheet; null: the whole of it. */
      line: named.nullable(),
      raisedOn: dayText,
      /** Last day for the answer; null when no rule sets one. */
      due: dayText.nullable(),
      verdict: z.enum(['upheld', 'rejected', 'dismissed', 'withdrawn']).nullable(),
      answeredOn: dayText.nullable(),
    }),
  ),
});

/** Average balances of the scope by product, at the last two closings, the largest first. */
const products = z.object({
  quarter: quarterText.nullable(),
  before: quarterText.nullable(),
  rows: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind: z.enum(['deposit', 'loan', 'fee']),
      average: fenText,
      averageBefore: fenText.nullable(),
    }),
  ),
});

/** Figures that are entered by hand in a quarter: how many RMs have theirs certified. */
const figures = z.object({
  quarter: quarterText,
  rms: count,
  rows: z.array(z.object({ metric: z.string(), name: named, entered: count, certified: count })),
});

/** RMs who left within half a year or will leave, with what they still hold. */
const leavers = z.object({
  today: dayText,
  rows: z.array(
    z.object({
      staffId: idText,
      name: z.string(),
      staffNo: z.string(),
      unitName: z.string(),
      leftOn: dayText,
      /** Customers whom he still leads. */
      customers: count,
      /** Performance pay that is not paid yet. */
      due: fenText,
    }),
  ),
});

/** What the last closing could price and compute. */
const coverage = z.object({
  quarter: quarterText.nullable(),
  products: count,
  priced: count,
  /** Balance of the last month's end, and the part of it on products with a price. */
  balance: fenText,
  balancePriced: fenText,
  /** Customers with an account in the closing, and those whose contribution was computed. */
  customers: count,
  computed: count,
  /** Products without a transfer price, the largest balance first. */
  missing: z.array(z.object({ code: z.string(), name: z.string(), balance: fenText })),
});

/** Marketing money of a year by unit below the top of the scope. */
const budgets = z.object({
  year: count,
  rows: z.array(
    z.object({ unitId: idText, name: z.string(), used: fenText, open: fenText, left: fenText }),
  ),
});

/** Performance pay that was granted, by the year in which it may be paid. */
const deferrals = z.object({
  year: count,
  rows: z.array(
    z.object({ year: count, paid: fenText, due: fenText, stopped: fenText, clawed: fenText }),
  ),
});

/** RMs by the non-performing loans of the customers they lead, the largest amount first. */
const nonPerforming = z.object({
  quarter: quarterText.nullable(),
  rows: z.array(
    z.object({
      staffId: idText,
      name: z.string(),
      unitName: z.string(),
      loans: count,
      nonPerforming: fenText,
      balance: fenText,
      /** Share of his loans; null when he has none. */
      rate: rateText.nullable(),
    }),
  ),
});

export const redLines = ['bonus_void', 'below_floor', 'npl_over'] as const;

/** RMs who crossed a red line in the last closing. */
const crossed = z.object({
  quarter: quarterText.nullable(),
  /** RMs judged in that closing. */
  rms: count,
  /** RMs whose sheet lost its bonus or fell below the floor, to a reader without their names. */
  unnamed: count,
  rows: z.array(
    z.object({
      line: z.enum(redLines),
      staffId: idText,
      name: z.string(),
      unitName: z.string(),
      /** Of a rate over its target. */
      value: rateText.nullable(),
      target: rateText.nullable(),
    }),
  ),
});

export const watched = ['rights', 'sign_ins', 'full_numbers', 'corrections', 'files'] as const;

/** Deeds of the last days that an auditor looks at first, counted by verb. */
const exceptions = z.object({
  from: dayText,
  until: dayText,
  rows: z.array(
    z.object({
      group: z.enum(watched),
      verb: z.string(),
      count,
      /** Accounts that did it. */
      accounts: count,
      /** Of them outside the bank's working days. */
      offDays: count,
      latest: instantText,
    }),
  ),
});

export const dutiesApi = {
  listAnswers: route({
    method: 'get',
    path: '/desk/answers',
    right: 'desk.read_own',
    summary: "What became of the RM's objections to his sheets and slips",
    response: answers,
  }),
  listProductBalances: route({
    method: 'get',
    path: '/desk/products',
    right: 'desk.read_products',
    summary: 'Average balances in the scope by product at the last two closings',
    response: products,
  }),
  listFigureProgress: route({
    method: 'get',
    path: '/desk/figures',
    right: 'desk.read_figures',
    summary: 'Figures entered by hand in the running quarter: how many are certified',
    response: figures,
  }),
  listLeavers: route({
    method: 'get',
    path: '/desk/leavers',
    right: 'desk.read_leavers',
    summary: 'RMs who left or will leave, with the customers and the pay they still have',
    response: leavers,
  }),
  readCoverage: route({
    method: 'get',
    path: '/desk/coverage',
    right: 'desk.read_coverage',
    summary: 'Products with a transfer price, customers with a computed contribution',
    response: coverage,
  }),
  listBudgets: route({
    method: 'get',
    path: '/desk/budgets',
    right: 'desk.read_budgets',
    summary: 'Marketing money of the year by unit: used, reserved, left',
    response: budgets,
  }),
  listDeferrals: route({
    method: 'get',
    path: '/desk/deferrals',
    right: 'desk.read_deferrals',
    summary: 'Performance pay by the year in which it may be paid: paid, due, stopped, taken back',
    response: deferrals,
  }),
  listNonPerforming: route({
    method: 'get',
    path: '/desk/non-performing',
    right: 'desk.read_red_lines',
    summary: 'RMs by the non-performing loans of their customers at the last closing',
    response: nonPerforming,
  }),
  listRedLines: route({
    method: 'get',
    path: '/desk/red-lines',
    right: 'desk.read_red_lines',
    summary:
      'RMs who crossed a red line in the last closing: bonus void, floor, non-performing rate',
    response: crossed,
  }),
  listExceptions: route({
    method: 'get',
    path: '/desk/exceptions',
    right: 'desk.read_exceptions',
    summary: 'Deeds of the last 30 days that an auditor looks at first, counted by verb',
    response: exceptions,
  }),
};
