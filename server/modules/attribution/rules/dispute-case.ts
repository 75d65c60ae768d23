import { addWorkingDays, type Day, type WorkCalendar } from '../../../../core/day.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import { refuse } from '../messages.ts';
import type { AttributionRules } from '../policy.ts';

const whole = 1_000_000n;

/** The last days to open a dispute on figures, and to rule on one. */
export function disputeDeadlines(
  terms: AttributionRules['dispute'],
  days: { readonly publishedOn: Day; readonly openedOn: Day },
  calendar: WorkCalendar,
): { openUntil: Day; rulingDue: Day } {
  return {
    openUntil: addWorkingDays(days.publishedOn, terms.openWorkingDays, calendar).day,
    rulingDue: addWorkingDays(days.openedOn, terms.ruleWorkingDays, calendar).day,
  };
}

export interface OtherDispute {
  readonly no: string;
  readonly measure: string | null;
  readonly withdrawn: boolean;
}

export interface OpeningFacts {
  readonly today: Day;
  readonly openUntil: Day;
  readonly claimantId: bigint | null;
  readonly respondent: {
    readonly staffNo: string;
    readonly staffId: bigint | null;
    readonly isRm: boolean;
  };
  readonly measure: string | null;
  readonly claimShare: bigint;
  /** Whether the claimant sees results of the customer in that quarter and measure. */
  readonly hasResults: boolean;
  readonly others: readonly OtherDispute[];
}

/**
 * Whether an RM may dispute results of a closed quarter: within the working days of the policy,
 * against another RM, for a share above nothing, once for each measure. Null when he may.
 */
export function decideOpening(facts: OpeningFacts): Refusal | null {
  if (facts.claimantId === null) return refuse('attribution.dispute_not_rm');
  if (!facts.hasResults) return refuse('attribution.dispute_no_results');
  const { staffNo, staffId, isRm } = facts.respondent;
  if (staffId === null || !isRm) return refuse('attribution.dispute_respondent', { staffNo });
  if (staffId === facts.claimantId) return refuse('attribution.dispute_with_himself');
  if (facts.claimShare <= 0n || facts.claimShare > whole) {
    return refuse('attribution.dispute_share');
  }
  if (facts.today > facts.openUntil) {
    return refuse('attribution.dispute_late', { until: facts.openUntil, today: facts.today });
  }
  const other = facts.others.find(
    (one) =>
      !one.withdrawn &&
      (one.measure === null || facts.measure === null || one.measure === facts.measure),
  );
  return other === undefined ? null : refuse('attribution.dispute_already', { no: other.no });
}

/**
 * Whether somebody may rule: one of the RM management committee who is neither party nor opened it,
 * while it is open (an overdue one too), for a share of 0 to 100 %. Null when he may.
 */
export function decideRuling(facts: {
  readonly settled: boolean;
  readonly isParty: boolean;
  readonly openedIt: boolean;
  readonly claimantShare: bigint;
}): Refusal | null {
  if (facts.settled) return refuse('attribution.dispute_settled');
  if (facts.isParty || facts.openedIt) return refuse('attribution.dispute_partial');
  return facts.claimantShare < 0n || facts.claimantShare > whole
    ? refuse('attribution.dispute_share')
    : null;
}

/** Whether a dispute may be taken back: by the claimant, while nobody has ruled. */
export function decideWithdrawal(facts: {
  readonly settled: boolean;
  readonly isClaimant: boolean;
}): Refusal | null {
  if (facts.settled) return refuse('attribution.dispute_settled');
  return facts.isClaimant ? null : refuse('attribution.dispute_not_claimant');
}
