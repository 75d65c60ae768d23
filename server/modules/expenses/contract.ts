import { z } from 'zod';
import {
  explanationShape,
  fenText,
  idText,
  instantText,
  listQuery,
  pageOf,
  quarterText,
  route,
} from '../../../core/schema.ts';

export const purses = ['quota', 'allowance'] as const;
export const entryKinds = ['granted', 'reserved', 'used', 'returned', 'expired'] as const;

export const ledgerRow = z.object({
  entryId: idText,
  quarter: quarterText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  purse: z.enum(purses),
  kind: z.enum(entryKinds),
  amount: fenText,
  enteredAt: instantText,
  explanation: explanationShape,
});

export const expensesApi = {
  listLedger: route({
    method: 'get',
    path: '/expense-ledger',
    right: 'expenses.read',
    summary: "Entries of the marketing-expense ledger in the caller's scope, newest first",
    query: listQuery.extend({
      quarter: quarterText.optional(),
      purse: z.enum(purses).optional(),
    }),
    response: pageOf(ledgerRow),
  }),
  readBalances: route({
    method: 'get',
    path: '/expense-balances/:quarter',
    right: 'expenses.read',
    summary: 'What each RM has left in a quarter, by purse',
    params: z.object({ quarter: quarterText }),
    response: z.object({
      rows: z.array(
        z.object({
          staffNo: z.string(),
          name: z.string(),
          purse: z.enum(purses),
          granted: fenText,
          left: fenText,
        }),
      ),
    }),
  }),
};
