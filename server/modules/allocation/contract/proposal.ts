import { z } from 'zod';
import { bulkChoice, bulkMax, bulkOutcome, bulkPreview } from '../../../../core/bulk.ts';
import {
  count,
  dayText,
  idText,
  instantText,
  listQuery,
  pageOf,
  route,
  scoreText,
} from '../../../../core/schema.ts';

import { deedHandover } from './deed.ts';

const states = ['running', 'ready', 'failed'] as const;

export const proposalRow = z.object({
  proposalNo: z.string(),
  unitName: z.string(),
  asOf: dayText,
  state: z.enum(states),
  customers: count.nullable(),
  /** Held where they are: protected or in a hand-over. */
  held: count.nullable(),
  moves: count.nullable(),
  accepted: count,
  requestedBy: z.string(),
  requestedAt: instantText,
  proposalId: idText,
});
export type ProposalRow = z.infer<typeof proposalRow>;

const beforeAfter = z.object({ now: count, after: count, max: count });

export const proposalRm = z.object({
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  corporate: beforeAfter,
  individual: beforeAfter,
  fitNow: scoreText,
  fitAfter: scoreText,
  /** Customers that his grade may not lead. */
  unfitNow: count,
  unfitAfter: count,
});
export type ProposalRm = z.infer<typeof proposalRm>;

/** A hand-over that accepted moves became; the reader may take it back until somebody answers. */
export const proposalHandover = deedHandover.extend({
  state: z.enum(['proposed', 'accepted', 'effected', 'declined', 'withdrawn']),
  mayWithdraw: z.boolean(),
});
export type ProposalHandover = z.infer<typeof proposalHandover>;

export const proposalView = proposalRow.extend({
  rms: z.array(proposalRm),
  handovers: z.array(proposalHandover),
  /** While it is computed: the step, of three, and the most seconds the optimiser takes. */
  work: z
    .object({ step: z.enum(['read', 'solve', 'write']), of: count, secondsMax: count })
    .nullable(),
});
export type ProposalView = z.infer<typeof proposalView>;

export const moveRow = z.object({
  customerName: z.string(),
  customerNo: z.string(),
  kind: z.enum(['corporate', 'individual']),
  fromName: z.string(),
  toName: z.string(),
  reason: z.enum(['not_served', 'over', 'fit', 'load']),
  mode: z.enum(['alone', 'with_approval']),
  gain: scoreText,
  accepted: z.enum(['yes', 'no']),
  customerId: idText,
});

const proposalParams = z.object({ proposalId: idText });
const moveFilter = {
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
  reason: z.enum(['not_served', 'over', 'fit', 'load']).optional(),
  accepted: z.enum(['yes', 'no']).optional(),
};
const plainList = listQuery.omit({ q: true, sort: true, order: true });

export const proposalApi = {
  requestProposal: route({
    method: 'post',
    path: '/allocation-proposals',
    right: 'allocation.read_proposals',
    summary: 'Asks the optimiser for a proposal over a unit and below',
    body: z.object({ unitId: idText }),
    response: z.object({ no: z.string(), id: idText }),
    status: 201,
  }),
  listProposals: route({
    method: 'get',
    path: '/allocation-proposals',
    right: 'allocation.read_proposals',
    summary: 'Proposals of the optimiser in sight, the latest first',
    query: plainList,
    response: pageOf(proposalRow),
  }),
  readProposal: route({
    method: 'get',
    path: '/allocation-proposals/:proposalId',
    right: 'allocation.read_proposals',
    summary: 'One proposal: each RM today and as proposed',
    params: proposalParams,
    response: proposalView,
  }),
  listMoves: route({
    method: 'get',
    path: '/allocation-proposals/:proposalId/moves',
    right: 'allocation.read_proposals',
    summary: 'Customers that would change their lead, the largest gain first',
    params: proposalParams,
    query: plainList.extend(moveFilter),
    response: pageOf(moveRow),
  }),
  previewAcceptance: route({
    method: 'post',
    path: '/allocation-proposal-acceptance-previews',
    right: 'allocation.propose_handover',
    summary: 'Which moves may still be accepted, and what changed for the others',
    body: bulkChoice.extend({ proposalId: idText }),
    response: bulkPreview,
  }),
  acceptMoves: route({
    method: 'post',
    path: '/allocation-proposal-acceptances',
    right: 'allocation.propose_handover',
    summary: 'Accepts moves: they become proposed hand-overs, one for each pair of RMs',
    body: z.object({ keys: z.array(idText).min(1).max(bulkMax), proposalId: idText }),
    response: bulkOutcome,
  }),
};
