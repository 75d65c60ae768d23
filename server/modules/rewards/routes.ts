import { yearOf } from '../../../core/day.ts';
import { fen } from '../../../core/money.ts';
import { parseId } from '../../../core/id.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { keysetPage } from '../../../core/schema.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { policyInForce, policyVersion } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { rewardsRights } from './access.ts';
import { may } from '../../../core/actor.ts';
import { enterSource, ruleSource } from './commands.ts';
import { rewardsApi, type ProposalStep } from './contract.ts';
import { refuse } from './messages.ts';
import { rewardFundKind } from './policy.ts';
import * as verbs from './proposal-commands.ts';
import { decideSource, poolShare } from './rules/fund.ts';
import * as rules from './rules/proposal.ts';
import * as fundStore from './store/fund.ts';
import * as store from './store/proposals.ts';

export const rewardsHandlers = handle(rewardsApi, {
  readFund: async ({ tx }) => {
    const today = await businessDay(tx);
    const year = yearOf(today);
    const { body, versionNo } = await policyInForce(tx, rewardFundKind, today);
    return {
      year,
      today,
      ...(await fundStore.loadYear(tx, year)),
      budget: body.budgetYearFen,
      poolShare: body.poolShareMillionths,
      membersMin: body.membersMin,
      noticeDays: body.noticeWorkingDays,
      policyVersionNo: BigInt(versionNo),
      awards: body.awards.map(({ key, name, kind, leastFen, mostFen }) => ({
        key,
        name,
        kind,
        least: leastFen,
        most: mostFen,
      })),
    };
  },

  listEntries: async ({ tx, query }) => {
    const before = beforeOf(query.cursor);
    if (isRefusal(before)) return before;
    const rows = await fundStore.listEntries(tx, { before, limit: query.limit + 1 });
    return keysetPage(rows, query.limit, (row) => row.entryNo);
  },

  listPools: async ({ tx }) => {
    const { body } = await policyInForce(tx, rewardFundKind, await businessDay(tx));
    const pools = await fundStore.loadPools(tx, null);
    return { rows: pools.map((row) => ({ ...row, share: poolShare(body, row.pool) })) };
  },

  listSources: async ({ tx, query, actor }) => {
    const before = beforeOf(query.cursor);
    if (isRefusal(before)) return before;
    const rows = await fundStore.listSources(tx, { before, limit: query.limit + 1 });
    const mayConfirm = may(actor, rewardsRights, 'rewards.confirm');
    const shown = rows.map(({ enteredBy, ...row }) => ({
      ...row,
      mayRule: mayConfirm && decideSource({ ...row, enteredBy }, actor.accountId) === null,
    }));
    return keysetPage(shown, query.limit, (row) => row.sourceId);
  },

  enterSource: async ({ tx, body }) =>
    enterSource(tx, body.kind === 'pool' ? body : { ...body, amount: fen(BigInt(body.amount)) }),

  ruleSource: async ({ tx, params, body }) =>
    ruleSource(tx, { sourceId: BigInt(params.sourceId), verdict: body.verdict }),

  listProposals: async ({ tx, query }) => {
    const before = beforeOf(query.cursor);
    if (isRefusal(before)) return before;
    const rows = await store.listProposals(tx, {
      state: query.state ?? null,
      staffId: query.staffId === undefined ? null : BigInt(query.staffId),
      before,
      limit: query.limit + 1,
    });
    return keysetPage(rows, query.limit, (row) => row.proposalId);
  },

  readProposal: async ({ tx, params }) => readProposal(tx, BigInt(params.proposalId)),

  propose: async ({ tx, body }) => verbs.propose(tx, { ...body, amount: fen(BigInt(body.amount)) }),

  nameCommittee: async ({ tx, params, body }) =>
    verbs.nameCommittee(tx, { proposalId: BigInt(params.proposalId), ...body }),

  vote: async ({ tx, params, body }) =>
    verbs.vote(tx, { proposalId: BigInt(params.proposalId), ...body }),

  publish: async ({ tx, params }) => verbs.publish(tx, BigInt(params.proposalId)),

  object: async ({ tx, params, body }) =>
    verbs.object(tx, { proposalId: BigInt(params.proposalId), text: body.text }),

  answerObjection: async ({ tx, params, body }) =>
    verbs.answerObjection(tx, { objectionId: BigInt(params.objectionId), ...body }),

  grant: async ({ tx, params }) => verbs.grant(tx, BigInt(params.proposalId)),

  withdraw: async ({ tx, params }) => verbs.withdraw(tx, BigInt(params.proposalId)),
});

async function readProposal(tx: Tx, proposalId: bigint) {
  const proposal = await store.loadProposal(tx, proposalId);
  if (proposal === null) return refuse('rewards.proposal_unknown');
  const { body, versionNo } = await policyVersion(tx, rewardFundKind, proposal.policyVersionId);
  const members = await store.loadMembers(tx, proposalId);
  const objections = await store.loadObjections(tx, { proposalId });
  const tally = verbs.tallyOf(tx, body, members);
  const today = await businessDay(tx);
  return {
    proposalId,
    awardName: proposal.awardName,
    awardKind: proposal.awardKind,
    nominees: proposal.nominees,
    amount: proposal.amount,
    by: proposal.by,
    proposedOn: proposal.proposedOn,
    state: proposal.state,
    untilDay: proposal.untilDay,
    team: proposal.team,
    reason: proposal.reason,
    evidence: proposal.evidence,
    fromDay: proposal.fromDay,
    votesFor: proposal.votesFor,
    voters: proposal.voters,
    endedOn: proposal.endedOn,
    policyVersionNo: BigInt(versionNo),
    parts: (await store.loadParts(tx, proposalId)).map(
      ({ staffId, staffNo, name, unitName, amount }) => ({
        staffId,
        staffNo,
        name,
        unitName,
        amount,
      }),
    ),
    members,
    tally,
    objections: objections.map(({ proposalId: _of, raisedBy: _by, ...shown }) => shown),
    next: nextSteps(tx, { proposal, members, tally, objections, today }),
  };
}

/** The verbs that would not be refused now to this reader, by the same rules. */
function nextSteps(
  tx: Tx,
  facts: {
    readonly proposal: store.ProposalRecord;
    readonly members: readonly store.MemberRow[];
    readonly tally: rules.Tally | null;
    readonly objections: readonly store.ObjectionRow[];
    readonly today: store.ProposalRecord['proposedOn'];
  },
): ProposalStep[] {
  const { actor } = tx;
  const { proposal, members, tally, objections, today } = facts;
  const { accountId } = actor;
  const own = members.find((one) => one.staffId === actor.staffId);
  const member = own === undefined ? null : { conflict: own.conflict, voted: own.choice !== null };
  const open = objections.some((one) => one.verdict === null && one.raisedBy !== accountId);
  const free = (refusal: Refusal | null) => refusal === null;
  const candidates: readonly (readonly [ProposalStep, string, boolean])[] = [
    ['withdraw', 'rewards.propose', free(rules.decideWithdrawal(proposal, accountId))],
    ['name', 'rewards.name_committee', free(rules.decideNaming(proposal, accountId))],
    ['vote', 'rewards.vote', free(rules.decideVote(proposal, member))],
    [
      'publish',
      'rewards.publish',
      tally !== null && free(rules.decideNotice(proposal, tally, accountId)),
    ],
    [
      'object',
      'rewards.object',
      free(rules.decideObjection(proposal, today)) &&
        objections.every((one) => one.raisedBy !== accountId),
    ],
    ['answer', 'rewards.answer', proposal.state === 'notice' && open],
    ['grant', 'rewards.grant', free(rules.decideGrant(proposal, accountId, today))],
  ];
  return candidates.flatMap(([step, right, can]) =>
    can && may(actor, rewardsRights, right) ? [step] : [],
  );
}

function beforeOf(cursor: string | undefined): bigint | null | Refusal {
  if (cursor === undefined) return null;
  return parseId(cursor) ?? refuse('rewards.cursor_malformed');
}
