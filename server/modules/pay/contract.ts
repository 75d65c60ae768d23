import { z } from 'zod';
import {
  count,
  countText,
  explanationShape,
  fenText,
  idText,
  pageOf,
  quarterText,
  route,
  shortListQuery,
} from '../../../core/schema.ts';

export * from './contract/book.ts';

export const slipRow = z.object({
  slipId: idText,
  quarter: quarterText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  level: z.string(),
  gross: fenText,
  paidNow: fenText,
  deferred: fenText,
  held: fenText,
  deducted: fenText,
  sealed: z.boolean(),
});
export type SlipRow = z.infer<typeof slipRow>;

/** Name of a pay item in the scheme that was used; null for a line that the slip itself makes. */
const itemName = z.object({ zh: z.string(), en: z.string() }).nullable();

export const slip = slipRow.extend({
  staffId: idText,
  carried: fenText,
  /** Put into the risk deposit; `returned` comes out of it and is paid beside gross. */
  withheld: fenText,
  returned: fenText,
  policyVersionId: idText,
  policyVersionNo: countText,
  lines: z.array(
    z.object({
      item: z.string(),
      name: itemName,
      part: z.string(),
      amount: fenText,
      explanation: explanationShape,
    }),
  ),
  risk: z.array(
    z.object({
      item: z.string(),
      name: itemName,
      /** Balance after this quarter. */
      balance: fenText,
      moves: z.array(
        z.object({
          kind: z.enum(['withheld', 'used', 'returned']),
          ofQuarter: quarterText,
          amount: fenText,
        }),
      ),
    }),
  ),
  instalments: z.array(z.object({ instalmentNo: count, dueYear: count, amount: fenText })),
});

export const payApi = {
  listSlips: route({
    method: 'get',
    path: '/slips',
    right: 'pay.read',
    export: {},
    summary: "Pay slips of a quarter in the caller's scope",
    query: shortListQuery.extend({
      quarter: quarterText.optional(),
      sort: z.enum(['gross', 'staffNo']).optional(),
    }),
    response: pageOf(slipRow),
  }),
  readSlip: route({
    method: 'get',
    path: '/slips/:slipId',
    right: 'pay.read',
    summary: 'One slip with its lines, formulas and deferral plan',
    params: z.object({ slipId: idText }),
    response: slip,
  }),
  readSums: route({
    method: 'get',
    path: '/pay-sums/:quarter',
    right: 'pay.read',
    summary: 'Pay of a quarter by unit and grade',
    params: z.object({ quarter: quarterText }),
    response: z.object({
      rows: z.array(
        z.object({
          unitName: z.string(),
          level: z.string(),
          slips: count,
          gross: fenText,
          paidNow: fenText,
          deferred: fenText,
        }),
      ),
    }),
  }),
};
