import type { Day } from '../../../../core/day.ts';
import { quarterOf, type Quarter } from '../../../../core/period.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import type { HandoverCause, HandoverMoves, HandoverState } from '../contract.ts';
import { refuse } from '../messages.ts';
import type { HandoverPolicy } from '../policy.ts';

/** What decides about one customer of a hand-over. */
export interface HandoverCustomer {
  readonly customerId: bigint;
  readonly hasLoan: boolean;
  /** Most instalments left of one of his loans; null for loans without a plan. */
  readonly instalmentsLeft: number | null;
  readonly problemLoan: boolean;
}

export interface HandoverFacts {
  readonly cause: HandoverCause;
  readonly leaveMonths: number | null;
  /** Loans of all customers of the RM who hands over. */
  readonly loansFen: bigint;
}

export interface Move {
  readonly moves: HandoverMoves;
  /** Key of the phrase that says why. */
  readonly rule: HandoverRule;
}

export type HandoverRule =
  | 'instalments_left'
  | 'nearly_repaid'
  | 'no_loan'
  | 'short_leave_large'
  | 'short_leave_small'
  | 'long_leave'
  | 'leaves_post'
  | 'within_team'
  | 'problem_loan';

/**
 * What a hand-over moves of a customer (HANDOVER; golden case G32). Across teams: custody alone
 * while instalments are left, nothing when nearly repaid. On a short leave custody alone from a
 * large book, else nothing (ASSUMED: a colleague stands in). Who resigns, is posted elsewhere or is
 * long away hands over both. Problem loans always move whole, to the head. ASSUMED: a customer
 * without loans, and a move within the team, hand over both; a loan without a plan counts as long.
 */
export function decideMove(
  policy: HandoverPolicy,
  facts: HandoverFacts,
  customer: HandoverCustomer,
): Move {
  const whole = wholeMove(policy, facts, customer);
  if (whole !== null) return { moves: 'both', rule: whole };
  if (facts.cause === 'leave') {
    return facts.loansFen > policy.leaveOverFen
      ? { moves: 'custody', rule: 'short_leave_large' }
      : { moves: 'nothing', rule: 'short_leave_small' };
  }
  const left = customer.instalmentsLeft;
  return left === null || left >= policy.instalmentsLeast
    ? { moves: 'custody', rule: 'instalments_left' }
    : { moves: 'nothing', rule: 'nearly_repaid' };
}

function wholeMove(
  policy: HandoverPolicy,
  { cause, leaveMonths }: HandoverFacts,
  customer: HandoverCustomer,
): HandoverRule | null {
  if (cause === 'resign' || cause === 'repost') {
    return customer.problemLoan ? 'problem_loan' : 'leaves_post';
  }
  const away = cause === 'leave' && leaveMonths! > policy.leaveMonthsMost;
  if (customer.problemLoan) return 'problem_loan';
  if (away) return 'long_leave';
  if (cause === 'within_team') return 'within_team';
  return cause === 'cross_team' && !customer.hasLoan ? 'no_loan' : null;
}

export interface HandoverPersons {
  readonly to: bigint;
  readonly head: bigint | null;
  readonly deputy: bigint | null;
  /** Customers with problem loans that the head leads already. */
  readonly headHas: number;
}

/**
 * Who takes each customer: the receiver; problem loans the head, and the deputy once the head has
 * as many as the policy says. Null where a problem loan has nobody to go to.
 */
export function receiversOf(
  policy: HandoverPolicy,
  customers: readonly HandoverCustomer[],
  persons: HandoverPersons,
): (bigint | null)[] {
  let has = persons.headHas;
  return customers.map((one) => {
    if (!one.problemLoan) return persons.to;
    if (has >= policy.headProblemsMost) return persons.deputy;
    has += 1;
    return persons.head;
  });
}

export interface ProposalFacts extends HandoverFacts {
  readonly from: { readonly staffId: bigint; readonly unitPath: string } | null;
  readonly to: {
    readonly staffId: bigint;
    readonly unitPath: string;
    readonly isRm: boolean;
    readonly leftOn: Day | null;
  } | null;
  readonly inScope: boolean;
  readonly effectiveDay: Day;
  readonly lastSealed: Quarter | null;
  readonly customers: number;
  /** Number of an open hand-over that holds one of these customers. */
  readonly openElsewhere: string | null;
  readonly withoutReceiver: number;
}

/** Whether a hand-over may be proposed. Null when it may. */
export function decideProposal(facts: ProposalFacts): Refusal | null {
  const { from, to, effectiveDay, lastSealed } = facts;
  if (from === null || !facts.inScope) return refuse('allocation.handover_from_unknown');
  const away = to !== null && to.leftOn !== null && to.leftOn <= effectiveDay;
  if (to === null || !to.isRm || away) return refuse('allocation.handover_receiver');
  if (from.staffId === to.staffId) return refuse('allocation.handover_to_himself');
  const sameTeam = from.unitPath === to.unitPath;
  if (facts.cause === 'cross_team' && sameTeam) return refuse('allocation.handover_same_team');
  if (facts.cause === 'within_team' && !sameTeam) return refuse('allocation.handover_other_team');
  if ((facts.cause === 'leave') !== (facts.leaveMonths !== null)) {
    return refuse('allocation.handover_leave_months');
  }
  const quarter = quarterOf(effectiveDay);
  if (lastSealed !== null && quarter <= lastSealed) {
    return refuse('allocation.handover_sealed', { day: effectiveDay, quarter: lastSealed });
  }
  if (facts.customers === 0) return refuse('allocation.handover_no_customers');
  if (facts.openElsewhere !== null) {
    return refuse('allocation.handover_open_already', { no: facts.openElsewhere });
  }
  return facts.withoutReceiver === 0
    ? null
    : refuse('allocation.handover_head_needed', { customers: facts.withoutReceiver });
}

export interface AnswerFacts {
  readonly state: HandoverState;
  readonly side: 'receiver' | 'supervisor';
  readonly answered: boolean;
  readonly isReceiver: boolean;
  /** A head whose range holds one of both units and who is neither giver nor receiver. */
  readonly supervises: boolean;
  readonly verdict: 'accepted' | 'declined';
  readonly reason: string;
}

/** Whether somebody may answer a hand-over for a side. Null when he may. */
export function decideAnswer(facts: AnswerFacts): Refusal | null {
  if (facts.state !== 'proposed') {
    return refuse('allocation.handover_not_open', { state: `allocation.state.${facts.state}` });
  }
  const entitled = facts.side === 'receiver' ? facts.isReceiver : facts.supervises;
  if (!entitled) return refuse(`allocation.handover_not_${facts.side}`);
  if (facts.answered) return refuse('allocation.handover_answered');
  return facts.verdict === 'declined' && facts.reason.length < 2
    ? refuse('allocation.handover_reason')
    : null;
}

/**
 * Where a hand-over stands: carried out, withdrawn, declined, accepted by all, or waiting for
 * somebody.
 */
export function handoverState(facts: {
  readonly effected: boolean;
  readonly withdrawn: boolean;
  readonly declined: boolean;
  readonly receivers: number;
  readonly receiversAccepted: number;
  readonly supervisorAccepted: boolean;
}): HandoverState {
  if (facts.effected) return 'effected';
  if (facts.withdrawn) return 'withdrawn';
  if (facts.declined) return 'declined';
  return facts.receiversAccepted >= facts.receivers && facts.supervisorAccepted
    ? 'accepted'
    : 'proposed';
}

/**
 * Whether a hand-over may be taken back: by who proposed it, while it waits and before anybody has
 * answered. Null when it may.
 */
export function decideWithdrawal(facts: {
  readonly state: HandoverState;
  readonly proposer: boolean;
  readonly answers: number;
}): Refusal | null {
  if (!facts.proposer) return refuse('allocation.handover_not_proposer');
  if (facts.state !== 'proposed') {
    return refuse('allocation.handover_not_open', { state: `allocation.state.${facts.state}` });
  }
  return facts.answers === 0
    ? null
    : refuse('allocation.handover_answers_there', { answers: facts.answers });
}
