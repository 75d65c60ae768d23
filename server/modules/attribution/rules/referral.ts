import { addMonths, type Day } from '../../../../core/day.ts';
import type { Quarter } from '../../../../core/period.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import type { ReferralState } from '../contract.ts';
import { refuse } from '../messages.ts';
import type { AttributionRules } from '../policy.ts';
import { decideSealed } from './agreement.ts';

/** The days of a referral's share: full until `windowUntil`, a part of it until `tailUntil`. */
export function referralDays(
  terms: AttributionRules['referral'],
  referredOn: Day,
): { windowUntil: Day; tailUntil: Day } {
  const windowUntil = addMonths(referredOn, terms.windowMonths);
  return { windowUntil, tailUntil: addMonths(windowUntil, terms.tailMonths) };
}

export interface OtherReferral {
  readonly no: string;
  readonly product: string | null;
  readonly referredOn: Day;
  readonly rejected: boolean;
}

export interface RegistrationFacts {
  readonly referrer: {
    readonly staffNo: string;
    readonly staffId: bigint | null;
    readonly leftOn: Day | null;
  };
  readonly leadStaffId: bigint | null;
  readonly product: string | null;
  readonly referredOn: Day;
  readonly today: Day;
  readonly lastSealed: Quarter | null;
  readonly others: readonly OtherReferral[];
  readonly policy: AttributionRules;
}

/**
 * Whether a referral may be registered: by somebody in service other than the lead, not in the
 * future or on a sealed day, where the rule table gives referrals a share, and while no other
 * referral of the same product still counts. Null when it may.
 */
export function decideRegistration(facts: RegistrationFacts): Refusal | null {
  const { referrer, referredOn, policy } = facts;
  const { staffNo, leftOn } = referrer;
  if (referrer.staffId === null || (leftOn !== null && leftOn <= referredOn)) {
    return refuse('attribution.referral_no_staff', { staffNo });
  }
  if (referrer.staffId === facts.leadStaffId) {
    return refuse('attribution.referral_by_lead', { staffNo });
  }
  if (referredOn > facts.today) {
    return refuse('attribution.referral_future', { day: referredOn, today: facts.today });
  }
  const sealed = decideSealed(referredOn, facts.lastSealed);
  if (sealed !== null) return sealed;
  const shares = policy.productRules.some(
    (rule) =>
      rule.referral > 0n &&
      (facts.product === null ||
        rule.products.length === 0 ||
        rule.products.includes(facts.product)),
  );
  if (!shares) return refuse('attribution.referral_without_rule');
  const other = facts.others.find(
    (one) =>
      !one.rejected &&
      (one.product === null || facts.product === null || one.product === facts.product) &&
      overlaps(policy.referral, one.referredOn, referredOn),
  );
  return other === undefined
    ? null
    : refuse('attribution.referral_already', {
        no: other.no,
        until: referralDays(policy.referral, other.referredOn).tailUntil,
      });
}

function overlaps(terms: AttributionRules['referral'], a: Day, b: Day): boolean {
  const [earlier, later] = a < b ? [a, b] : [b, a];
  return later < referralDays(terms, earlier).tailUntil || earlier === later;
}

/**
 * Whether a head may rule on a referral: his range holds the customer's lead, he is not the
 * referrer, nobody has ruled, and a rejection gives its reason. Null when he may.
 */
export function decideReferralRuling(facts: {
  readonly ruled: boolean;
  readonly headsLead: boolean;
  readonly isReferrer: boolean;
  readonly verdict: 'accepted' | 'rejected';
  readonly reason: string;
}): Refusal | null {
  if (facts.ruled) return refuse('attribution.referral_ruled');
  if (!facts.headsLead) return refuse('attribution.referral_not_head');
  if (facts.isReferrer) return refuse('attribution.referral_own');
  return facts.verdict === 'rejected' && facts.reason.length < 2
    ? refuse('attribution.reason_needed')
    : null;
}

/** Where a referral stands on a day. */
export function referralState(
  facts: {
    readonly verdict: 'accepted' | 'rejected' | null;
    readonly referredOn: Day;
    readonly terms: AttributionRules['referral'];
  },
  today: Day,
): ReferralState {
  if (facts.verdict === null) return 'registered';
  if (facts.verdict === 'rejected') return 'rejected';
  return today >= referralDays(facts.terms, facts.referredOn).tailUntil ? 'expired' : 'accepted';
}
