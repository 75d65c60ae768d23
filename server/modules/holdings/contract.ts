import { z } from 'zod';
import {
  count,
  dayText,
  explanationShape,
  fenText,
  idText,
  pageOf,
  rateText,
  route,
  schemeName,
} from '../../../core/schema.ts';

/**
 * What a movement is, in one word (the vocabulary of import records, and `other`). Amounts are
 * signed for the holder. interest_paid: by the bank to the holder; interest_received: by the bank
 * from the holder, penalties included. loan_payment: leaves the payment account; loan_disbursed and
 * loan_repaid: on the loan's own account.
 */
export const transactionKinds = [
  'cash_in',
  'cash_out',
  'card_out',
  'transfer_in',
  'transfer_out',
  'household',
  'insurance',
  'pension',
  'interest_paid',
  'interest_received',
  'fee',
  'loan_payment',
  'loan_disbursed',
  'loan_repaid',
  'other',
] as const;
export type TransactionKind = (typeof transactionKinds)[number];

/**
 * Five classes, best first (order 2023-1 of the regulator). From `substandard` on a claim is bad.
 */
export const riskClasses = [
  'normal',
  'special_mention',
  'substandard',
  'doubtful',
  'loss',
] as const;
export type RiskClass = (typeof riskClasses)[number];

const customer = z.object({ customerId: idText });
const account = z.object({ customerId: idText, accountId: idText });

/**
 * A loan's balance is what is owed, positive. `onDay` is the bank's day, or the last day before it
 * whose transactions are there.
 */
export const accountRow = z.object({
  accountId: idText,
  accountNo: z.string(),
  productCode: z.string(),
  productName: schemeName,
  kind: z.enum(['deposit', 'loan', 'fee']),
  unitCode: z.string(),
  unitName: z.string(),
  openedOn: dayText,
  closedOn: dayText.nullable(),
  rateMillionths: rateText,
  balanceFen: fenText,
  lastMovedOn: dayText.nullable(),
  onDay: dayText,
  averageFen: fenText.nullable(),
  cards: count,
  orders: count,
});
export type AccountRow = z.infer<typeof accountRow>;

export const transactionRow = z.object({
  transactionId: idText,
  day: dayText,
  amountFen: fenText,
  kind: z.string(),
  counterparty: z.string().nullable(),
  sourceKey: z.string(),
  derived: z.boolean(),
  balanceFen: fenText,
});
export type TransactionRow = z.infer<typeof transactionRow>;

export const loanRow = z.object({
  accountId: idText,
  accountNo: z.string(),
  principalFen: fenText,
  grantedOn: dayText,
  months: count,
  instalmentFen: fenText.nullable(),
  /** The day asked for, or the last day before it whose transactions are there. */
  onDay: dayText,
  balanceFen: fenText,
  dueFen: fenText,
  repaidFen: fenText,
  overdueFen: fenText,
  overdueSince: dayText.nullable(),
  daysOverdue: count,
  riskClass: z.enum(riskClasses),
  explanation: explanationShape,
});
export type LoanRow = z.infer<typeof loanRow>;

export const flowRow = z.object({
  flowId: idText,
  direction: z.enum(['in', 'out']),
  invoiceNo: z.string().nullable(),
  day: dayText,
  counterparty: z.string().nullable(),
  netFen: fenText,
  taxFen: fenText,
  grossFen: fenText,
  void: z.boolean(),
  fault: z.string().nullable(),
  source: z.string(),
});

/** A list without search or sorting: newest first, with a keyset cursor. */
const historyQuery = z.object({
  from: dayText.optional(),
  until: dayText.optional(),
  cursor: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const holdingsApi = {
  listAccounts: route({
    method: 'get',
    path: '/customers/:customerId/accounts',
    right: 'holdings.read',
    summary: "Accounts of a customer with balance and the average of the bank's present quarter",
    params: customer,
    response: z.object({ rows: z.array(accountRow) }),
  }),
  listTransactions: route({
    method: 'get',
    path: '/customers/:customerId/accounts/:accountId/transactions',
    right: 'holdings.read',
    export: { right: 'holdings.export' },
    summary: 'Movements of an account, newest first, each with the balance after its day',
    params: account,
    query: historyQuery,
    response: pageOf(transactionRow),
  }),
  readBalances: route({
    method: 'get',
    path: '/customers/:customerId/accounts/:accountId/balances',
    right: 'holdings.read',
    summary: 'End-of-day balances of the days that moved, and the daily average by month',
    params: account,
    query: z.object({ from: dayText.optional(), until: dayText.optional() }),
    response: z.object({
      points: z.array(z.object({ day: dayText, balanceFen: fenText })),
      months: z.array(
        z.object({ month: dayText, productFenDays: fenText, days: count, averageFen: fenText }),
      ),
    }),
  }),
  listLoans: route({
    method: 'get',
    path: '/customers/:customerId/loans',
    right: 'holdings.read',
    summary: 'Loans of a customer with what is due, repaid and overdue on a day',
    params: customer,
    query: z.object({ on: dayText.optional() }),
    response: z.object({ rows: z.array(loanRow) }),
  }),
  listFlows: route({
    method: 'get',
    path: '/customers/:customerId/flows',
    right: 'holdings.read',
    export: { right: 'holdings.export' },
    summary: 'Business flows (invoices) of a firm, newest first; void ones are marked',
    params: customer,
    query: historyQuery.extend({ direction: z.enum(['in', 'out']).optional() }),
    response: pageOf(flowRow),
  }),
  listFlowMonths: route({
    method: 'get',
    path: '/customers/:customerId/flow-months',
    right: 'holdings.read',
    summary: 'Business flows of a firm by month, void ones counted apart',
    params: customer,
    response: z.object({
      rows: z.array(
        z.object({
          month: dayText,
          inNetFen: fenText,
          inGrossFen: fenText,
          inCount: count,
          outNetFen: fenText,
          outGrossFen: fenText,
          outCount: count,
          voidCount: count,
          faultCount: count,
        }),
      ),
    }),
  }),
  listBalanceMonths: route({
    method: 'get',
    path: '/customers/:customerId/balance-months',
    right: 'holdings.read',
    summary: 'Deposits and loans of a customer by month of the closed quarters, oldest first',
    params: customer,
    response: z.object({
      rows: z.array(
        z.object({
          month: dayText,
          depositEndFen: fenText,
          depositAverageFen: fenText,
          loanEndFen: fenText,
          loanAverageFen: fenText,
        }),
      ),
    }),
  }),
};
