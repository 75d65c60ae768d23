import { z } from 'zod';
import { bulkRefused } from '../../../../core/bulk.ts';
import { count, dayText, fenText, idText, quarterText, route } from '../../../../core/schema.ts';

/** How customers are spread over several receivers. */
export const spreadWays = ['level', 'even', 'unit', 'hand'] as const;
export type SpreadWay = (typeof spreadWays)[number];

/** Move: within or across teams, as each pair of RMs is. */
export const deedCauses = ['move', 'leave', 'resign', 'repost'] as const;
export type DeedCause = (typeof deedCauses)[number];

/** Why a customer stays with his RM. */
export const stayReasons = [
  'no_grade',
  'no_capacity',
  'not_named',
  'own_lead',
  'in_handover',
  'protected',
  'no_head',
] as const;
export type StayReason = (typeof stayReasons)[number];

const staffNo = z.string().min(1).max(40);
/** Customers named one by one; a whole book is handed over by its RM. */
export const deedCustomersMax = 500;

export const deedBody = z.object({
  cause: z.enum(deedCauses),
  leaveMonths: z.int().min(1).max(60).nullable().default(null),
  /** Hands over all whom this RM leads; null: the customers named. */
  fromStaffNo: staffNo.nullable().default(null),
  customerIds: z.array(idText).max(deedCustomersMax).nullable().default(null),
  receiverNos: z.array(staffNo).min(1).max(20),
  way: z.enum(spreadWays),
  /** Receivers chosen by hand; they stand before the way. */
  byHand: z
    .array(z.object({ customerId: idText, staffNo }))
    .max(deedCustomersMax)
    .default([]),
  headStaffNo: staffNo.nullable().default(null),
  deputyStaffNo: staffNo.nullable().default(null),
  effectiveDay: dayText,
  note: z.string().trim().min(2).max(500),
});

const load = z.object({ now: count, adding: count, max: count.nullable() });

export const deedReceiver = z.object({
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  level: z.string().nullable(),
  corporate: load,
  individual: load,
  withApproval: count,
  notServed: count,
  contribution: fenText,
});
export type DeedReceiver = z.infer<typeof deedReceiver>;

export const deedRow = z.object({
  customerId: idText,
  customerNo: z.string(),
  customerName: z.string(),
  fromName: z.string(),
  /** The receiver by the way or by hand; null: he stays. */
  toNo: z.string().nullable(),
  receiverName: z.string().nullable(),
  moves: z.enum(['both', 'custody', 'nothing']).nullable(),
  mode: z.enum(['alone', 'with_approval', 'assist', 'none']).nullable(),
  /** A phrase: the rule of the move, or why he stays. */
  why: z.string(),
});
export type DeedRow = z.infer<typeof deedRow>;

export const deedPreview = z.object({
  /** Goes with the proposal: what was seen is what is proposed. */
  seen: z.string(),
  customers: count,
  counts: z.object({ both: count, custody: count, nothing: count }),
  staying: z.array(z.object({ why: z.enum(stayReasons), customers: count })),
  contribution: fenText,
  quarter: quarterText.nullable(),
  handovers: count,
  receivers: z.array(deedReceiver),
  violations: z.array(bulkRefused.extend({ refuses: z.boolean() })),
  /** At most 200: those against a rule first. */
  rows: z.array(deedRow),
});
export type DeedPreview = z.infer<typeof deedPreview>;

export const deedHandover = z.object({
  handoverId: idText,
  handoverNo: z.string(),
  fromName: z.string(),
  toName: z.string(),
  customers: count,
});

export const deedApi = {
  previewDeed: route({
    method: 'post',
    path: '/hand-over-deed-previews',
    right: 'allocation.propose_handover',
    summary: 'Spreads customers over several receivers: loads, contribution and rules against it',
    body: deedBody,
    response: deedPreview,
  }),
  proposeDeed: route({
    method: 'post',
    path: '/hand-over-deeds',
    right: 'allocation.propose_handover',
    summary: 'Proposes a hand-over for each pair of giver and receiver, all of one deed',
    body: deedBody.extend({
      seen: z.string().min(1).max(100),
      requestKey: z.string().regex(/^[0-9a-f-]{32,36}$/),
    }),
    response: z.object({ no: z.string(), handovers: z.array(deedHandover) }),
    status: 201,
  }),
  withdrawHandover: route({
    method: 'post',
    path: '/hand-overs/:handoverId/withdrawals',
    right: 'allocation.propose_handover',
    summary: 'Takes a hand-over back before anybody answered',
    params: z.object({ handoverId: idText }),
    response: z.object({ customers: count }),
    status: 201,
  }),
};
