import type { Day } from '../../../../core/day.ts';
import { allot, divide, fen } from '../../../../core/money.ts';
import { containsDay, monthRange, rangeDays, type Validity } from '../../../../core/period.ts';
import type { AttributionRules, ShadowRule } from '../policy.ts';
import {
  referralSpans,
  type BookedAmount,
  type Claims,
  type OwnerSpan,
  type ReferralSpan,
} from './claims.ts';
import { cutAtChanges } from './split.ts';

/** A memo line of ledger B: beside the real parts, in no total. */
export interface ShadowLine {
  readonly rule: string;
  readonly party: string;
  readonly amount: bigint;
}

export interface ShadowFacts {
  readonly customer: 'corporate' | 'individual';
  readonly amounts: readonly BookedAmount[];
  readonly spans: readonly OwnerSpan[];
  readonly claims: Claims;
  /** Code of the unit of each person named in spans and referrals. */
  readonly unitOf: ReadonlyMap<string, string>;
}

/**
 * Ledger B (双计, domain-rules 7): by the policy's memo rules, what an institution or department is
 * shown besides the real parts. Each line is rounded half up by itself: these never add up to
 * anything and are never paid.
 */
export function shadowOf(rules: AttributionRules, facts: ShadowFacts): ShadowLine[] {
  return rules.shadow.flatMap((rule) => {
    const sums = new Map<string, bigint>();
    const add = (party: string, amount: bigint) => {
      sums.set(party, (sums.get(party) ?? 0n) + amount);
    };
    for (const one of facts.amounts.filter((amount) => isMeant(rule, facts.customer, amount))) {
      if (rule.to === 'department') add(rule.department, one.amount);
      else addByDays(add, rule, facts, one, rules);
    }
    return [...sums]
      .map(([party, amount]) => ({
        rule: rule.key,
        party,
        amount: divide(amount * rule.share, 1_000_000n, 'half_up'),
      }))
      .filter((line) => line.amount !== 0n)
      .toSorted((a, b) => (a.party < b.party ? -1 : 1));
  });
}

function isMeant(rule: ShadowRule, customer: string, one: BookedAmount): boolean {
  return (
    (rule.business === 'any' || rule.business === one.business) &&
    (rule.customer === 'any' || rule.customer === customer)
  );
}

function addByDays(
  add: (party: string, amount: bigint) => void,
  rule: ShadowRule,
  facts: ShadowFacts,
  one: BookedAmount,
  rules: AttributionRules,
): void {
  const referrals = facts.claims.referrals
    .filter((referral) => referral.product === null || referral.product === one.product)
    .flatMap((referral) => referralSpans(rules.referral, referral));
  const changes: readonly Validity[] = rule.to === 'referrer_unit' ? referrals : facts.spans;
  const pieces = cutAtChanges(monthRange(one.month), changes);
  const amounts = allot(
    fen(one.amount),
    pieces.map((piece) => BigInt(rangeDays(piece))),
  );
  pieces.forEach((piece, at) => {
    const units =
      rule.to === 'referrer_unit'
        ? referrerUnits(referrals, facts, piece.from)
        : assistUnits(facts, piece.from);
    for (const unit of units) add(unit, amounts[at]!);
  });
}

function referrerUnits(
  referrals: readonly ReferralSpan[],
  facts: ShadowFacts,
  on: Day,
): ReadonlySet<string> {
  return unitsOf(
    facts,
    referrals.filter((span) => containsDay(span, on)).map((span) => span.party),
  );
}

/** Units of those who assist, without the lead's own. */
function assistUnits(facts: ShadowFacts, on: Day): ReadonlySet<string> {
  const present = facts.spans.filter((span) => containsDay(span, on) && span.shareMillionths > 0n);
  const parties = (part: OwnerSpan['part']) =>
    present.filter((span) => span.part === part).map((span) => span.party);
  return unitsOf(facts, parties('assist')).difference(unitsOf(facts, parties('lead')));
}

function unitsOf(facts: ShadowFacts, parties: readonly string[]): Set<string> {
  return new Set(parties.flatMap((party) => facts.unitOf.get(party) ?? []));
}
