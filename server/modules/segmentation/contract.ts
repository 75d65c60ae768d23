import { z } from 'zod';
import {
  count,
  dayText,
  idText,
  pageOf,
  listQuery,
  quarterText,
  route,
} from '../../../core/schema.ts';

export const dimensions = ['corporate_type', 'class', 'tier', 'watch'] as const;
export type Dimension = (typeof dimensions)[number];
export const segmentValues = [
  'system',
  'independent',
  'premium',
  'general',
  'poor',
  'large',
  'middle',
  'small',
  'watch',
  'none',
] as const;

/** The rule that gave a value, with its figures: amounts in fen, days, names. */
const reason = z.record(z.string(), z.string());

export const statusSpan = z.object({
  position: count,
  dimension: z.enum(dimensions),
  value: z.enum(segmentValues),
  fromDay: dayText,
  /** First day on which it no longer holds; null while it does. */
  untilDay: dayText.nullable(),
  reason,
  policyVersionId: idText,
});

export const ratingRow = z.object({
  scale: z.string(),
  grade: z.string(),
  fromDay: dayText,
  defaulted: z.boolean().nullable(),
});

export const distributionRow = z.object({
  unitCode: z.string(),
  unitName: z.string(),
  customers: count,
  system: count,
  premium: count,
  general: count,
  poor: count,
  unrated: count,
  large: count,
  middle: count,
  small: count,
});

export const changeRow = z.object({
  changeId: z.string(),
  fromDay: dayText,
  customerId: idText,
  customerNo: z.string(),
  name: z.string(),
  dimension: z.enum(dimensions),
  /** Null for a first value. */
  before: z.enum(segmentValues).nullable(),
  value: z.enum(segmentValues),
  reason,
});

export const segmentationApi = {
  listSegments: route({
    method: 'get',
    path: '/customers/:customerId/segments',
    right: 'segmentation.read',
    summary: 'Type, class, tier and watch of one customer over time, newest first, with reasons',
    params: z.object({ customerId: idText }),
    response: pageOf(statusSpan).extend({ ratings: z.array(ratingRow) }),
  }),
  listDistribution: route({
    method: 'get',
    path: '/segments/distribution',
    right: 'segmentation.read',
    summary: 'Customers in the scope by type, class and tier, for the units of one level',
    query: z.object({
      /**
       * Depth of the units: 1 head office, 2 branches, 3 sub-branches …; customers of higher units
       * count there.
       */
      level: z.coerce.number().int().min(1).max(12).default(2),
    }),
    response: z.object({ rows: z.array(distributionRow) }),
  }),
  listChanges: route({
    method: 'get',
    path: '/segments/changes',
    right: 'segmentation.read',
    export: { right: 'customers.export', persons: 'customerId' },
    summary: 'Changes that the opening and closing of a quarter found, in the order of their days',
    query: listQuery.pick({ cursor: true, limit: true }).extend({
      quarter: quarterText,
      dimension: z.enum(dimensions).optional(),
      value: z.enum(segmentValues).optional(),
      /** 'no' leaves out first values. */
      first: z.enum(['yes', 'no']).default('no'),
    }),
    response: pageOf(changeRow),
  }),
  countChanges: route({
    method: 'get',
    path: '/segments/changes/counts',
    right: 'segmentation.read',
    summary: 'How many customers went from which value to which in a quarter',
    query: z.object({ quarter: quarterText }),
    response: z.object({
      rows: z.array(
        z.object({
          dimension: z.enum(dimensions),
          before: z.enum(segmentValues).nullable(),
          value: z.enum(segmentValues),
          count,
        }),
      ),
    }),
  }),
};
