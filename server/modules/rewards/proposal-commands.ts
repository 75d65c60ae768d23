import { addWorkingDays, type Day } from '../../../core/day.ts';
import { allot, moneyText, type Fen } from '../../../core/money.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce, policyVersion } from '../../platform/policy/store.ts';
import { businessDay, workCalendar } from '../organisation/index.ts';
import { staffUnit } from '../people/index.ts';
import { payAward } from './commands.ts';
import type { Choice, ProposalState } from './contract.ts';
import { refuse } from './messages.ts';
import { rewardFundKind } from './policy.ts';
import * as rules from './rules/proposal.ts';
import * as store from './store/proposals.ts';

export interface Outcome {
  readonly proposalId: bigint;
  readonly state: ProposalState;
}

/** Members of staff by number, each once and in service. */
async function staffOf(tx: Tx, staffNos: readonly string[]): Promise<Refusal | store.StaffHead[]> {
  const twice = staffNos.find((one, at) => staffNos.indexOf(one) < at);
  if (twice !== undefined) return refuse('rewards.staff_twice', { staffNo: twice });
  const found = await store.loadStaff(tx, staffNos);
  const missing = staffNos.find((one) => found.every((head) => head.staffNo !== one));
  return missing === undefined ? found : refuse('rewards.staff_unknown', { staffNo: missing });
}

/**
 * Proposes a person or team for a listed award. The amount is split evenly among the nominees, the
 * odd fen by staff number. Nobody nominates himself. The same request sent twice is one proposal.
 */
export async function propose(
  tx: Tx,
  wish: {
    readonly award: string;
    readonly amount: Fen;
    readonly team: string;
    readonly staffNos: readonly string[];
    readonly reason: string;
    readonly evidence: string;
    readonly requestKey: string;
  },
): Promise<Refusal | Outcome> {
  const before = await store.loadByRequest(tx, wish.requestKey);
  if (before !== null) return { proposalId: before, state: 'proposed' };
  const today = await businessDay(tx);
  const { body, versionId } = await policyInForce(tx, rewardFundKind, today);
  const refused = rules.decideProposal(body, wish);
  if (refused !== null) return refused;
  const nominees = await staffOf(tx, wish.staffNos);
  if (isRefusal(nominees)) return nominees;
  const { staffId } = tx.actor;
  if (nominees.some((one) => one.staffId === staffId)) return refuse('rewards.own_nomination');
  const award = body.awards.find((one) => one.key === wish.award)!;
  const parts = allot(
    wish.amount,
    nominees.map(() => 1n),
  );
  const unit = staffId === null ? null : await staffUnit(tx, staffId);
  const proposal = {
    award: award.key,
    awardName: award.name,
    awardKind: award.kind,
    amount: wish.amount,
    team: wish.team === '' ? null : wish.team,
    reason: wish.reason,
    evidence: wish.evidence,
    unitPath: unit?.path ?? '',
    policyVersionId: versionId,
    requestKey: wish.requestKey,
    proposedOn: today,
  };
  const proposalId = await store.insertProposal(
    tx,
    proposal,
    nominees.map((one, at) => ({ ...one, amount: parts[at]! })),
  );
  if (proposalId === null) return propose(tx, wish);
  await audit(tx, 'rewards.propose', proposalId, {
    award: award.key,
    amount: moneyText(wish.amount),
    staffNos: wish.staffNos,
  });
  return { proposalId, state: 'proposed' };
}

/** A proposal under its lock with the policy it was checked by. */
async function lock(tx: Tx, proposalId: bigint) {
  await store.lockProposal(tx, proposalId);
  const proposal = await store.loadProposal(tx, proposalId);
  if (proposal === null) return refuse('rewards.proposal_unknown');
  const { body } = await policyVersion(tx, rewardFundKind, proposal.policyVersionId);
  return { proposal, fund: body };
}

/**
 * Names the committee, once. Nominees, their direct heads and the proposer are kept and excluded;
 * too few left is refused, so that more are named at once.
 */
export async function nameCommittee(
  tx: Tx,
  given: { readonly proposalId: bigint; readonly staffNos: readonly string[] },
): Promise<Refusal | Outcome> {
  const found = await lock(tx, given.proposalId);
  if (isRefusal(found)) return found;
  const { proposal, fund } = found;
  const refused = rules.decideNaming(proposal, tx.actor.accountId);
  if (refused !== null) return refused;
  const named = await staffOf(tx, given.staffNos);
  if (isRefusal(named)) return named;
  const parts = await store.loadParts(tx, given.proposalId);
  const directHeads = new Set<bigint>();
  for (const path of new Set(parts.map((one) => one.unitPath))) {
    const heads = rules.directHeadsOf(path, await store.loadAbove(tx, path));
    for (const head of heads) directHeads.add(head);
  }
  const interests = {
    nominees: new Set(parts.map((one) => one.staffId)),
    directHeads,
    proposer: proposal.proposerStaffId,
  };
  const members = named.map((one) => ({
    ...one,
    conflict: rules.conflictOf(one.staffId, interests),
  }));
  const small = rules.decideCommittee(fund, members);
  if (small !== null) return small;
  await store.insertMembers(tx, proposal, members);
  await audit(tx, 'rewards.name_committee', given.proposalId, {
    members: members.map(({ staffNo, conflict }) => ({ staffNo, conflict })),
  });
  return { proposalId: given.proposalId, state: 'voting' };
}

/** A member votes, once. Refuses as `decideVote` does. */
export async function vote(
  tx: Tx,
  given: { readonly proposalId: bigint; readonly choice: Choice; readonly reason: string },
): Promise<Refusal | Outcome> {
  const found = await lock(tx, given.proposalId);
  if (isRefusal(found)) return found;
  const { proposal } = found;
  const members = await store.loadMembers(tx, given.proposalId);
  const own = members.find((one) => one.staffId === tx.actor.staffId);
  const member = own === undefined ? null : { conflict: own.conflict, voted: own.choice !== null };
  const refused = rules.decideVote(proposal, member);
  if (refused !== null) return refused;
  await store.insertVote(tx, { ...given, unitPath: proposal.unitPath });
  await audit(tx, 'rewards.vote', given.proposalId, {});
  return { proposalId: given.proposalId, state: 'voting' };
}

/** The count of a proposal; only who sees the whole bank sees all votes. */
export function tallyOf(
  tx: Tx,
  fund: { readonly membersMin: number },
  members: readonly store.MemberRow[],
): rules.Tally | null {
  if (!tx.actor.bankWide) return null;
  const voters = members.filter((one) => one.conflict === null);
  return rules.tallyOf(
    fund,
    voters.length,
    voters.flatMap((one) => (one.choice === null ? [] : [one.choice])),
  );
}

/** Puts an approved award under public notice for the policy's working days, from today. */
export async function publish(
  tx: Tx,
  proposalId: bigint,
): Promise<Refusal | (Outcome & { readonly untilDay: Day })> {
  const found = await lock(tx, proposalId);
  if (isRefusal(found)) return found;
  const { proposal, fund } = found;
  const tally = tallyOf(tx, fund, await store.loadMembers(tx, proposalId));
  if (tally === null) return refuse('rewards.bank_wide_needed');
  const refused = rules.decideNotice(proposal, tally, tx.actor.accountId);
  if (refused !== null) return refused;
  const fromDay = await businessDay(tx);
  const calendar = await workCalendar(tx);
  const { day: untilDay } = addWorkingDays(fromDay, fund.noticeWorkingDays, calendar);
  const { for: votesFor, voters } = tally;
  await store.insertNotice(tx, { proposalId, fromDay, untilDay, votesFor, voters });
  await audit(tx, 'rewards.publish', proposalId, { untilDay, votesFor, voters });
  return { proposalId, state: 'notice', untilDay };
}

/** Objects to an award under notice; once each person. */
export async function object(
  tx: Tx,
  given: { readonly proposalId: bigint; readonly text: string },
): Promise<Refusal | Outcome> {
  const found = await lock(tx, given.proposalId);
  if (isRefusal(found)) return found;
  const today = await businessDay(tx);
  const refused = rules.decideObjection(found.proposal, today);
  if (refused !== null) return refused;
  if (!(await store.insertObjection(tx, { ...given, raisedOn: today }))) {
    return refuse('rewards.objected_already');
  }
  await audit(tx, 'rewards.object', given.proposalId, {});
  return { proposalId: given.proposalId, state: 'notice' };
}

/** Answers an objection of another person; upheld, the award falls. */
export async function answerObjection(
  tx: Tx,
  given: {
    readonly objectionId: bigint;
    readonly verdict: 'upheld' | 'dismissed';
    readonly reason: string;
  },
): Promise<Refusal | Outcome> {
  const [objection] = await store.loadObjections(tx, { objectionId: given.objectionId });
  if (objection === undefined) return refuse('rewards.objection_unknown');
  const found = await lock(tx, objection.proposalId);
  if (isRefusal(found)) return found;
  if (objection.raisedBy === tx.actor.accountId) return refuse('rewards.own_objection');
  if (found.proposal.state !== 'notice') {
    return refuse('rewards.not_in_state', { state: `rewards.state.${found.proposal.state}` });
  }
  if (!(await store.insertAnswer(tx, given))) return refuse('rewards.objection_answered');
  const { proposalId } = objection;
  await audit(tx, 'rewards.answer_objection', proposalId, { verdict: given.verdict });
  return { proposalId, state: given.verdict === 'upheld' ? 'upheld' : 'notice' };
}

/** Grants an award after its notice; the money leaves the fund in the same transaction. */
export async function grant(
  tx: Tx,
  proposalId: bigint,
): Promise<Refusal | (Outcome & { readonly balance: Fen })> {
  const found = await lock(tx, proposalId);
  if (isRefusal(found)) return found;
  const { proposal } = found;
  const today = await businessDay(tx);
  const refused = rules.decideGrant(proposal, tx.actor.accountId, today);
  if (refused !== null) return refused;
  const balance = await payAward(tx, proposal);
  if (isRefusal(balance)) return balance;
  await store.insertEnding(tx, { proposalId, kind: 'granted', endedOn: today });
  await audit(tx, 'rewards.grant', proposalId, {
    amount: moneyText(proposal.amount),
    balance: moneyText(balance),
  });
  return { proposalId, state: 'granted', balance };
}

/** The proposer takes it back before its notice. */
export async function withdraw(tx: Tx, proposalId: bigint): Promise<Refusal | Outcome> {
  const found = await lock(tx, proposalId);
  if (isRefusal(found)) return found;
  const refused = rules.decideWithdrawal(found.proposal, tx.actor.accountId);
  if (refused !== null) return refused;
  const endedOn = await businessDay(tx);
  await store.insertEnding(tx, { proposalId, kind: 'withdrawn', endedOn });
  await audit(tx, 'rewards.withdraw', proposalId, {});
  return { proposalId, state: 'withdrawn' };
}

async function audit(
  tx: Tx,
  verb: string,
  proposalId: bigint,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const subjectKey = String(proposalId);
  await recordAudit(tx, { verb, subject: 'reward_proposal', subjectKey, detail });
}
