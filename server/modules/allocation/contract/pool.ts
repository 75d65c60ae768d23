import { z } from 'zod';
import { bulkChoice, bulkMax, bulkOutcome, bulkPreview } from '../../../../core/bulk.ts';
import { count, dayText, idText, listQuery, pageOf, route } from '../../../../core/schema.ts';

const idKeys = z.array(idText).min(1).max(bulkMax);

export const poolCauses = ['unled', 'returned', 'put', 'recycled', 'unproven'] as const;
export type PoolCause = (typeof poolCauses)[number];

const kind = z.enum(['corporate', 'individual']);
const segment = z.enum(['large', 'middle', 'small', 'premium', 'general', 'poor']).nullable();
const serving = z.enum(['alone', 'with_approval', 'assist', 'none']);

/** What everybody in reach sees of a pooled customer: never the full name or his figures. */
export const poolRow = z.object({
  customerNo: z.string(),
  shownName: z.string(),
  kind,
  segment,
  unitName: z.string(),
  /** Bounds of the size band in fen, from the policy; null while nothing is known. */
  sizeFrom: z.string().nullable(),
  sizeUntil: z.string().nullable(),
  cause: z.enum(poolCauses),
  enteredOn: dayText,
  /** Day from which the whole bank may claim him; null once it may. */
  wideOn: dayText.nullable(),
  /** What the grade matrix says of the reader; null who is no RM with a grade. */
  mode: serving.nullable(),
  /** First day on which the reader may claim whom he gave up; null when that is no matter. */
  coolingUntil: dayText.nullable(),
  customerId: idText,
});
export type PoolRow = z.infer<typeof poolRow>;

const load = z.object({ present: count, max: count.nullable() });

/** Caps and load of an RM today. */
export const claimStanding = z.object({
  claimedToday: count,
  dailyMax: count,
  open: count,
  openMax: count,
  corporate: load,
  individual: load,
});
export type ClaimStanding = z.infer<typeof claimStanding>;

export const claimRow = z.object({
  customerNo: z.string(),
  customerName: z.string(),
  staffName: z.string(),
  claimedOn: dayText,
  protectedUntil: dayText,
  proveBy: dayText.nullable(),
  /** Set once he was warned: the day on which the customer falls back. */
  fallsOn: dayText.nullable(),
  state: z.enum(['open', 'kept', 'proven', 'returned', 'put', 'unproven', 'recycled', 'moved']),
  customerId: idText,
  claimId: idText,
});

export const returnRow = z.object({
  customerNo: z.string(),
  shownName: z.string(),
  cause: z.enum(poolCauses),
  reason: z.object({ zh: z.string(), en: z.string() }).nullable(),
  note: z.string(),
  returnedOn: dayText,
  state: z.enum(['pooled', 'undone', 'left']),
  undoable: z.boolean(),
  customerId: idText,
  eventId: idText,
});

const reason = z.string().min(1).max(40);
const returnChoice = bulkChoice.extend({ reason, note: z.string().max(500).default('') });
const returnBody = z.object({
  keys: idKeys,
  reason,
  note: z.string().trim().max(500).default(''),
});
const plainList = listQuery.omit({ q: true, sort: true, order: true });

export const poolApi = {
  listPool: route({
    method: 'get',
    path: '/pool-customers',
    right: 'allocation.read_pool',
    summary: 'Customers in the pool whom the reader may see, with limited facts',
    query: plainList.extend({
      pool: z.enum(['unit', 'bank']).optional(),
      kind: kind.optional(),
      cause: z.enum(poolCauses).optional(),
    }),
    response: pageOf(poolRow),
  }),
  readStanding: route({
    method: 'get',
    path: '/pool-standing',
    right: 'allocation.claim',
    summary: "The reader's caps, claims and load today",
    response: claimStanding,
  }),
  listReasons: route({
    method: 'get',
    path: '/pool-reasons',
    right: 'allocation.read_pool',
    summary: 'Reasons for which a customer may be returned',
    response: z.object({
      rows: z.array(z.object({ key: z.string(), zh: z.string(), en: z.string() })),
    }),
  }),
  previewClaims: route({
    method: 'post',
    path: '/pool-claim-previews',
    right: 'allocation.claim',
    summary: 'What claiming customers would do to caps, load and matrix',
    body: bulkChoice,
    response: bulkPreview,
  }),
  claim: route({
    method: 'post',
    path: '/pool-claims',
    right: 'allocation.claim',
    summary: 'Claims customers of the pool; those that cannot be claimed are named',
    body: z.object({ keys: idKeys }),
    response: bulkOutcome,
  }),
  listClaims: route({
    method: 'get',
    path: '/pool-claims',
    right: 'allocation.read_pool',
    summary: 'Claims in sight, the latest first',
    query: plainList.extend({ whose: z.enum(['mine', 'all']).optional() }),
    response: pageOf(claimRow),
  }),
  returnToPool: route({
    method: 'post',
    path: '/pool-returns',
    right: 'allocation.claim',
    summary: 'Returns customers that the caller leads into the pool, with a reason',
    body: returnBody,
    response: bulkOutcome,
  }),
  previewReturns: route({
    method: 'post',
    path: '/pool-return-previews',
    right: 'allocation.claim',
    summary: 'Which of his customers the caller may return, and why not',
    body: returnChoice,
    response: bulkPreview,
  }),
  listReturns: route({
    method: 'get',
    path: '/pool-returns',
    right: 'allocation.claim',
    summary: 'What the caller gave into the pool or lost to it',
    query: plainList,
    response: pageOf(returnRow),
  }),
  undoReturn: route({
    method: 'post',
    path: '/pool-return-undos',
    right: 'allocation.claim',
    summary: 'Takes a return of the same day back',
    body: z.object({ customerIds: idKeys }),
    response: z.object({ customers: count }),
    status: 201,
  }),
  putIntoPool: route({
    method: 'post',
    path: '/pool-entries',
    right: 'allocation.put_into_pool',
    summary: 'A head puts customers of his unit into the pool, with a reason',
    body: returnBody,
    response: bulkOutcome,
  }),
  previewEntries: route({
    method: 'post',
    path: '/pool-entry-previews',
    right: 'allocation.put_into_pool',
    summary: 'Which customers a head may put into the pool, and why not',
    body: returnChoice,
    response: bulkPreview,
  }),
};
