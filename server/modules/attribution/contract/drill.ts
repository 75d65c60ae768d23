import { z } from 'zod';
import {
  countText,
  idText,
  listQuery,
  pageOf,
  quarterText,
  route,
} from '../../../../core/schema.ts';

const phrase = z.object({ zh: z.string(), en: z.string() });

export const metricCustomer = z.object({
  customerId: idText,
  customerNo: z.string(),
  name: z.string(),
  /** What the metric is of this customer's part alone, in the metric's unit. */
  value: countText,
  /** The RM's part of each measure behind the metric, year to date. */
  parts: z.array(
    z.object({
      measure: z.string(),
      measureName: phrase,
      unit: z.enum(['fen_days', 'fen', 'count', 'customer_days']),
      amount: countText,
    }),
  ),
});
export type MetricCustomerRow = z.infer<typeof metricCustomer>;

export const drillApi = {
  listMetricCustomers: route({
    method: 'get',
    path: '/staff/:staffId/metrics/:metric/customers',
    right: 'attribution.read',
    export: { right: 'customers.export', persons: 'customerId' },
    summary:
      'The customers behind a metric of an RM, year to date, with their parts of each measure',
    params: z.object({ staffId: idText, metric: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) }),
    query: listQuery.extend({ sort: z.enum(['value']).optional(), quarter: quarterText }),
    response: pageOf(metricCustomer).extend({
      staffName: z.string(),
      metricName: phrase,
      definition: phrase,
      unit: z.enum(['fen', 'count', 'rate', 'score']),
      /** Entered by hand: it comes from no customers. */
      byHand: z.boolean(),
    }),
  }),
};
