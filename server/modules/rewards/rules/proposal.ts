import type { Day } from '../../../../core/day.ts';
import { fen, moneyText, type Fen } from '../../../../core/money.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import type { Choice, Conflict } from '../contract.ts';
import { refuse } from '../messages.ts';
import type { RewardFund } from '../policy.ts';

/** Whether a proposal names an award of the list with an amount in its bounds (C1c, D2d). */
export function decideProposal(
  fund: RewardFund,
  wish: { readonly award: string; readonly amount: Fen },
): Refusal | null {
  const award = fund.awards.find((one) => one.key === wish.award);
  if (award === undefined) return refuse('rewards.award_not_listed', { award: wish.award });
  if (award.kind === 'honour') {
    return wish.amount === 0n ? null : refuse('rewards.honour_costs_nothing', { name: award.name });
  }
  if (wish.amount >= award.leastFen && wish.amount <= award.mostFen) return null;
  return refuse('rewards.amount_out_of_bounds', {
    name: award.name,
    least: moneyText(fen(award.leastFen)),
    most: moneyText(fen(award.mostFen)),
    amount: moneyText(wish.amount),
  });
}

export interface Interests {
  readonly nominees: ReadonlySet<bigint>;
  readonly directHeads: ReadonlySet<bigint>;
  readonly proposer: bigint | null;
}

/** Why a member is excluded: he is nominated, heads a nominee directly, or proposed it. */
export function conflictOf(staffId: bigint, interests: Interests): Conflict | null {
  if (interests.nominees.has(staffId)) return 'nominee';
  if (interests.directHeads.has(staffId)) return 'direct_head';
  return interests.proposer === staffId ? 'proposer' : null;
}

/** A person above nominees: not an RM himself. */
export interface Above {
  readonly staffId: bigint;
  readonly unitPath: string;
}

/**
 * The direct heads of a unit: those who are not RMs in the nearest unit upward that has any.
 */
export function directHeadsOf(unitPath: string, above: readonly Above[]): readonly bigint[] {
  const over = above.filter((one) => unitPath.startsWith(one.unitPath));
  const nearest = Math.max(0, ...over.map((one) => one.unitPath.length));
  return over.filter((one) => one.unitPath.length === nearest).map((one) => one.staffId);
}

/** Whether enough members remain after the excluded are left out. */
export function decideCommittee(
  fund: Pick<RewardFund, 'membersMin'>,
  members: readonly { readonly conflict: Conflict | null }[],
): Refusal | null {
  const voters = members.filter((one) => one.conflict === null).length;
  return voters >= fund.membersMin
    ? null
    : refuse('rewards.committee_too_small', {
        named: members.length,
        excluded: members.length - voters,
        voters,
        least: fund.membersMin,
      });
}

export interface Tally {
  readonly voters: number;
  /** Votes for it that carry it: more than half of those who may vote. */
  readonly needed: number;
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  readonly outcome: 'open' | 'approved' | 'rejected';
}

/**
 * The count: approved by more than half of the voting members, and once as many as the least size
 * of a committee have voted; rejected when that can no longer be reached.
 */
export function tallyOf(
  fund: Pick<RewardFund, 'membersMin'>,
  voters: number,
  votes: readonly Choice[],
): Tally {
  const needed = Math.floor(voters / 2) + 1;
  const counted = (choice: Choice) => votes.filter((one) => one === choice).length;
  const inFavour = counted('for');
  const carried = inFavour >= needed && votes.length >= fund.membersMin;
  const lost = inFavour + (voters - votes.length) < needed;
  return {
    voters,
    needed,
    for: inFavour,
    against: counted('against'),
    abstain: counted('abstain'),
    outcome: carried ? 'approved' : lost ? 'rejected' : 'open',
  };
}

/** A proposal as its next step meets it. */
export interface Standing {
  readonly state: string;
  readonly proposedBy: bigint;
  readonly publishedBy: bigint | null;
  readonly untilDay: Day | null;
  readonly openObjections: number;
}

const inState = (standing: Standing, wanted: string): Refusal | null =>
  standing.state === wanted
    ? null
    : refuse('rewards.not_in_state', { state: `rewards.state.${standing.state}` });

/** Naming the committee: once, by another person than the proposer. */
export function decideNaming(standing: Standing, accountId: bigint): Refusal | null {
  if (standing.proposedBy === accountId) return refuse('rewards.own_proposal');
  return inState(standing, 'proposed');
}

/** Voting: a member who is not excluded, once, while it is voted on. */
export function decideVote(
  standing: Standing,
  member: { readonly conflict: Conflict | null; readonly voted: boolean } | null,
): Refusal | null {
  if (member === null) return refuse('rewards.not_a_member');
  if (member.conflict !== null) {
    return refuse('rewards.in_conflict', { conflict: `rewards.conflict.${member.conflict}` });
  }
  if (member.voted) return refuse('rewards.voted_already');
  return inState(standing, 'voting');
}

/** Putting it under notice: approved by the committee, by another person than the proposer. */
export function decideNotice(standing: Standing, tally: Tally, accountId: bigint): Refusal | null {
  if (standing.proposedBy === accountId) return refuse('rewards.own_proposal');
  const wrong = inState(standing, 'voting');
  if (wrong !== null) return wrong;
  return tally.outcome === 'approved'
    ? null
    : refuse('rewards.not_approved', {
        for: tally.for,
        needed: tally.needed,
        voters: tally.voters,
      });
}

/** Objecting: by anybody, up to the last day of the notice. */
export function decideObjection(standing: Standing, today: Day): Refusal | null {
  const wrong = inState(standing, 'notice');
  if (wrong !== null) return wrong;
  return standing.untilDay !== null && today <= standing.untilDay
    ? null
    : refuse('rewards.notice_over', { until: standing.untilDay ?? '', today });
}

/** Granting: after the notice, every objection answered, by a third person. */
export function decideGrant(standing: Standing, accountId: bigint, today: Day): Refusal | null {
  if (standing.proposedBy === accountId) return refuse('rewards.own_proposal');
  const wrong = inState(standing, 'notice');
  if (wrong !== null) return wrong;
  if (standing.publishedBy === accountId) return refuse('rewards.published_by_granter');
  if (standing.untilDay === null || today <= standing.untilDay) {
    return refuse('rewards.notice_running', { until: standing.untilDay ?? '', today });
  }
  return standing.openObjections === 0
    ? null
    : refuse('rewards.objections_open', { open: standing.openObjections });
}

/** Withdrawing: by the proposer, before the notice. */
export function decideWithdrawal(standing: Standing, accountId: bigint): Refusal | null {
  if (standing.proposedBy !== accountId) return refuse('rewards.not_own_proposal');
  return ['proposed', 'voting'].includes(standing.state)
    ? null
    : refuse('rewards.not_in_state', { state: `rewards.state.${standing.state}` });
}
