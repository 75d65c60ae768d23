import { z } from 'zod';
import {
  count,
  dayText,
  idText,
  instantText,
  listQuery,
  pageOf,
  quarterText,
  route,
  scoreText,
} from '../../../core/schema.ts';
import { deedApi, deedHandover } from './contract/deed.ts';
import { poolApi } from './contract/pool.ts';
import { proposalApi } from './contract/proposal.ts';

export * from './contract/deed.ts';
export * from './contract/pool.ts';
export * from './contract/proposal.ts';

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

export const handoverCauses = ['cross_team', 'within_team', 'leave', 'resign', 'repost'] as const;
export type HandoverCause = (typeof handoverCauses)[number];
export const handoverMoves = ['both', 'custody', 'nothing'] as const;
export type HandoverMoves = (typeof handoverMoves)[number];
export const handoverStates = [
  'proposed',
  'accepted',
  'effected',
  'declined',
  'withdrawn',
] as const;
export type HandoverState = (typeof handoverStates)[number];

const staffNo = z.string().min(1).max(40);

export const handoverBody = z.object({
  cause: z.enum(handoverCauses),
  leaveMonths: z.int().min(1).max(60).nullable().default(null),
  fromStaffNo: staffNo,
  toStaffNo: staffNo,
  headStaffNo: staffNo.nullable().default(null),
  deputyStaffNo: staffNo.nullable().default(null),
  effectiveDay: dayText,
  /** Customers by number; null hands over all that he leads. */
  customerNos: z.array(z.string().min(1).max(40)).max(5000).nullable().default(null),
  note: z.string().trim().min(2).max(500),
});

export const handoverCustomer = z.object({
  customerNo: z.string(),
  customerName: z.string(),
  moves: z.enum(handoverMoves),
  /** Why, and what the grade matrix says of the receiver: phrases and their numbers. */
  rule: z.string(),
  receiverName: z.string(),
  mode: z.enum(['alone', 'with_approval', 'assist', 'none']),
  customerId: idText,
});
export type HandoverCustomerRow = z.infer<typeof handoverCustomer>;

const receiverLoad = z.object({
  staffNo: z.string(),
  name: z.string(),
  corporate: count,
  corporateAdded: count,
  corporateMax: count,
  individual: count,
  individualAdded: count,
  individualMax: count,
});

export const handoverPreview = z.object({
  counts: z.object({ both: count, custody: count, nothing: count }),
  /** Customers that the grade matrix gives the receiver only with approval, or not to lead. */
  needApproval: count,
  notServed: count,
  receivers: z.array(receiverLoad),
  /** At most 200; the counts tell how many there are. */
  customers: z.array(handoverCustomer),
});
export type HandoverPreview = z.infer<typeof handoverPreview>;

export const handoverRow = z.object({
  handoverNo: z.string(),
  cause: z.enum(handoverCauses),
  state: z.enum(handoverStates),
  fromName: z.string(),
  toName: z.string(),
  effectiveDay: dayText,
  customers: count,
  note: z.string(),
  handoverId: idText,
});

export const handoverView = handoverRow.extend({
  leaveMonths: count.nullable(),
  counts: z.object({ both: count, custody: count, nothing: count }),
  answers: z.array(
    z.object({
      side: z.enum(['receiver', 'supervisor']),
      name: z.string(),
      verdict: z.enum(['accepted', 'declined']),
      reason: z.string(),
      answeredAt: instantText,
    }),
  ),
  waitsFor: z.array(z.object({ side: z.enum(['receiver', 'supervisor']), name: z.string() })),
  mayAnswer: z.array(z.enum(['receiver', 'supervisor'])),
  customersShown: z.array(handoverCustomer),
  /** The reader proposed it and nobody has answered yet. */
  mayWithdraw: z.boolean(),
  /** The deed it is part of, with its hand-overs in sight; null: it stands alone. */
  deed: z.object({ no: z.string(), handovers: z.array(deedHandover) }).nullable(),
});
export type HandoverView = z.infer<typeof handoverView>;

const handoverParams = z.object({ handoverId: idText });

export const allocationOwnApi = {
  previewHandover: route({
    method: 'post',
    path: '/hand-over-previews',
    right: 'allocation.propose_handover',
    summary: 'What a hand-over would move, with load and grade matrix of the receivers',
    body: handoverBody,
    response: handoverPreview,
  }),
  proposeHandover: route({
    method: 'post',
    path: '/hand-overs',
    right: 'allocation.propose_handover',
    summary: 'Proposes to hand customers over to another RM',
    body: handoverBody,
    response: z.object({ no: z.string(), id: idText }),
    status: 201,
  }),
  listHandovers: route({
    method: 'get',
    path: '/hand-overs',
    right: 'allocation.read_handovers',
    export: {},
    summary: 'Hand-overs in sight, the latest first',
    query: listQuery.extend({ state: z.enum(handoverStates).optional() }),
    response: pageOf(handoverRow),
  }),
  readHandover: route({
    method: 'get',
    path: '/hand-overs/:handoverId',
    right: 'allocation.read_handovers',
    summary: 'One hand-over: what moves, who has answered, who must',
    params: handoverParams,
    response: handoverView,
  }),
  answerHandover: route({
    method: 'post',
    path: '/hand-overs/:handoverId/answers',
    right: 'allocation.answer_handover',
    summary: 'A receiver or the supervisor accepts or declines; all accepted carries it out',
    params: handoverParams,
    body: z.object({
      side: z.enum(['receiver', 'supervisor']),
      verdict: z.enum(['accepted', 'declined']),
      reason: z.string().trim().max(500).default(''),
    }),
    response: z.object({ state: z.enum(handoverStates) }),
    status: 201,
  }),
  listAllocations: route({
    method: 'get',
    path: '/allocations',
    right: 'allocation.read',
    export: { right: 'customers.export', persons: 'customerId' },
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

export const allocationApi = { ...allocationOwnApi, ...deedApi, ...poolApi, ...proposalApi };
