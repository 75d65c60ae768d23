import { keysChosen } from '../../../core/bulk.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { idText, keysetPage } from '../../../core/schema.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { loadProgress } from '../../platform/jobs/index.ts';
import { handle } from '../../platform/module.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { proposalApi } from './contract/proposal.ts';
import { stateOf } from './handover-commands.ts';
import { handoverNo } from './handover-draft.ts';
import { refuse } from './messages.ts';
import { allocationKind } from './policy.ts';
import {
  acceptMoves,
  previewAcceptance,
  progressKey,
  proposalNo,
  requestProposal,
} from './proposal-commands.ts';
import { loadHandoversByIds } from './store/handover.ts';
import * as store from './store/proposal.ts';

export const proposalHandlers = handle(proposalApi, {
  requestProposal: async ({ tx, body }) => requestProposal(tx, BigInt(body.unitId)),

  listProposals: async ({ tx, query }) => {
    const before = /^\d{1,18}$/.test(query.cursor ?? '') ? BigInt(query.cursor!) : null;
    const rows = await store.loadProposals(tx, { id: null, before, limit: query.limit + 1 });
    const page = keysetPage(rows, query.limit, (one) => one.proposalId);
    return { ...page, rows: page.rows.map(lineOf) };
  },

  readProposal: async ({ tx, params }) => {
    const id = BigInt(params.proposalId);
    const [proposal] = await store.loadProposals(tx, { id, before: null, limit: 1 });
    if (proposal === undefined) return refuse('allocation.proposal_unknown');
    return {
      ...lineOf(proposal),
      handovers: await handoversOf(tx, id),
      work: proposal.status === null ? await workOf(tx, proposal) : null,
      rms: (await store.loadRms(tx, id)).map((rm) => ({
        staffId: rm.staffId,
        staffNo: rm.staffNo,
        name: rm.name,
        corporate: { now: rm.corporateNow, after: rm.corporateAfter, max: rm.corporateMax },
        individual: { now: rm.individualNow, after: rm.individualAfter, max: rm.individualMax },
        fitNow: rm.fitNow,
        fitAfter: rm.fitAfter,
        unfitNow: rm.unfitNow,
        unfitAfter: rm.unfitAfter,
      })),
    };
  },

  listMoves: async ({ tx, params, query }) => {
    const rows = await store.loadMoves(tx, BigInt(params.proposalId), query, {
      after: moveCursor(query.cursor),
      limit: query.limit + 1,
    });
    const page = keysetPage(rows, query.limit, (one) => `${one.gain}.${one.customerId}`);
    return {
      ...page,
      rows: page.rows.map((one) => ({
        customerName: one.name,
        customerNo: one.customerNo,
        kind: one.kind,
        fromName: one.fromName,
        toName: one.toName,
        reason: one.reason,
        mode: one.mode,
        gain: one.gain,
        accepted: one.accepted ? ('yes' as const) : ('no' as const),
        customerId: one.customerId,
      })),
    };
  },

  previewAcceptance: async ({ database, actor, body }) => {
    const proposalId = BigInt(body.proposalId);
    const keys = await database.transaction(
      actor,
      (tx) =>
        keysChosen(body, {
          query: proposalApi.listMoves.query,
          page: async (query) => {
            const place = { after: moveCursor(query.cursor), limit: query.limit + 1 };
            const rows = await store.loadMoves(tx, proposalId, query, place);
            return keysetPage(rows, query.limit, (one) => `${one.gain}.${one.customerId}`);
          },
          keyOf: (one) => String(one.customerId),
        }),
      { readOnly: true },
    );
    if (isRefusal(keys)) return keys;
    const customerIds = keys.filter((key) => idText.safeParse(key).success).map(BigInt);
    return previewAcceptance(database, actor, { proposalId, customerIds });
  },

  acceptMoves: async ({ database, actor, body }) =>
    acceptMoves(database, actor, {
      proposalId: BigInt(body.proposalId),
      customerIds: body.keys.map(BigInt),
    }),
});

function lineOf({ proposalId, unitPath: _unitPath, status, ...one }: store.ProposalRecord) {
  const state = status === null ? 'running' : status === 'optimal' ? 'ready' : 'failed';
  return {
    ...one,
    proposalNo: proposalNo(proposalId),
    state: state as 'ready',
    proposalId,
  };
}

/** Hand-overs that accepted moves became, in sight, with what the reader may do. */
async function handoversOf(tx: Tx, proposalId: bigint) {
  const ids = await store.loadProposalHandovers(tx, proposalId);
  const records = await loadHandoversByIds(tx, ids);
  return records.map((one) => ({
    handoverId: one.handoverId,
    handoverNo: handoverNo(one.handoverId),
    fromName: one.fromName,
    toName: one.toName,
    customers: one.customers,
    state: stateOf(one),
    mayWithdraw:
      stateOf(one) === 'proposed' &&
      one.answers.length === 0 &&
      one.proposedBy === tx.actor.accountId,
  }));
}

/** How far the optimiser is: it reads the book, solves, writes the result. */
async function workOf(tx: Tx, { proposalId, asOf }: store.ProposalRecord) {
  const progress = await loadProgress(tx, progressKey(proposalId));
  const { body } = await policyInForce(tx, allocationKind, asOf);
  const at = progress === null ? 0n : progress.done;
  const step = at >= 2n ? 'write' : at === 1n ? 'solve' : 'read';
  return { step, of: 3, secondsMax: body.secondsMax } as const;
}

function moveCursor(cursor: string | undefined) {
  const found = /^(-?\d{1,18})\.(\d{1,18})$/.exec(cursor ?? '');
  return found === null ? null : { gain: BigInt(found[1]!), customerId: BigInt(found[2]!) };
}
