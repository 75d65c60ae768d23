import { z } from 'zod';
import {
  count,
  dayText,
  idText,
  listQuery,
  pageOf,
  quarterText,
  route,
  scoreText,
} from '../../../core/schema.ts';

export const allocationRow = z.object({
  customerNo: z.string(),
  customerName: z.string(),
  staffNo: z.string().nullable(),
  staffName: z.string().nullable(),
  fit: scoreText,
  fromDay: dayText.nullable(),
  /** A phrase and its numbers. */
  reason: z.object({ code: z.string(), params: z.record(z.string(), z.string()) }),
  customerId: idText,
});

export const loadRow = z.object({
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  level: z.string().nullable(),
  corporate: count,
  corporateMax: count,
  individual: count,
  individualMax: count,
});

export const allocationApi = {
  listAllocations: route({
    method: 'get',
    path: '/allocations',
    right: 'allocation.read',
    summary: "What a quarter's allocation decided for each customer, with the reason",
    query: listQuery.extend({
      quarter: quarterText,
      unplaced: z.enum(['yes', 'no']).optional(),
    }),
    response: pageOf(allocationRow),
  }),
  listLoads: route({
    method: 'get',
    path: '/rm-loads',
    right: 'allocation.read',
    summary: 'Customers led by each RM against the capacity of his grade',
    response: z.object({ rows: z.array(loadRow) }),
  }),
};
