import { z } from 'zod';
import {
  count,
  dayText,
  fenText,
  idText,
  rateText,
  route,
  schemeName,
} from '../../../core/schema.ts';

export const productKinds = ['deposit', 'loan', 'fee'] as const;
export type ProductKind = (typeof productKinds)[number];

/** deal: the price of the day it was agreed holds to the end; month: the price of each month. */
export const ftpBases = ['deal', 'month'] as const;
export type FtpBasis = (typeof ftpBases)[number];

/** What operating cost is counted by. */
export const costActivities = ['transaction', 'account_month', 'loan_month'] as const;
export type CostActivity = (typeof costActivities)[number];

export const productRow = z.object({
  productId: idText,
  code: z.string(),
  name: schemeName,
  kind: z.enum(productKinds),
  ftpCurve: z.string().nullable(),
  ftpTenorDays: count.nullable(),
  ftpBy: z.enum(ftpBases).nullable(),
  rate: rateText,
  department: schemeName,
  /** The pricing document in use leaves it out; accounts still name it. */
  withdrawn: z.boolean(),
});
export type ProductRow = z.infer<typeof productRow>;

export const ftpPoint = z.object({
  curve: z.string(),
  tenorDays: count,
  rate: rateText,
  fromDay: dayText,
  untilDay: dayText.nullable(),
  source: z.string(),
});

export const unitCostRow = z.object({
  activity: z.string(),
  costFen: fenText,
  fromDay: dayText,
  untilDay: dayText.nullable(),
  source: z.string(),
});

export const productsApi = {
  listProducts: route({
    method: 'get',
    path: '/products',
    right: 'products.read',
    summary: 'The catalogue with transfer pricing and the last rate of each product',
    query: z.object({ kind: z.enum(productKinds).optional() }),
    response: z.object({ rows: z.array(productRow) }),
  }),
  readFtpCurves: route({
    method: 'get',
    path: '/ftp-curves',
    right: 'products.read',
    summary: 'Points of the transfer-pricing curves in force on a day, for a chart',
    query: z.object({ on: dayText.optional(), curve: z.string().max(60).optional() }),
    response: z.object({
      on: dayText,
      curves: z.array(z.string()),
      /** Days on which a price of the shown curves begins, newest first. */
      changes: z.array(dayText),
      rows: z.array(ftpPoint),
    }),
  }),
  listUnitCosts: route({
    method: 'get',
    path: '/unit-costs',
    right: 'products.read',
    summary: 'Operating cost of one activity, with validity and source',
    response: z.object({ rows: z.array(unitCostRow) }),
  }),
};
