import { addMonths, type Day } from '../../../../core/day.ts';
import { allot, fen } from '../../../../core/money.ts';
import { containsDay, type Month, type Validity } from '../../../../core/period.ts';
import { unassigned } from '../contract.ts';
import type { AttributionRules, ProductRule } from '../policy.ts';

/** Days during which a person had a share of a customer. */
export interface OwnerSpan extends Validity {
  /** Staff number: parts are ordered by it, so a re-run is identical. */
  readonly party: string;
  readonly part: 'lead' | 'assist';
  readonly shareMillionths: bigint;
}

/** An amount of one month that was booked somewhere: fen, fen-days or a count. */
export interface BookedAmount {
  readonly month: Month;
  /** The day of an event (a loan granted, a customer lost); none for what arose over a month. */
  readonly day?: Day | null;
  readonly amount: bigint;
  readonly unitCode: string;
  /** `new_customer` stands for all that is counted by customer and not by account. */
  readonly business: 'deposit' | 'loan' | 'fee' | 'new_customer';
  /** Code of the product; none for what is counted by customer. */
  readonly product: string | null;
  /** Department of the product; none for what is counted by customer. */
  readonly productDepartment: string | null;
  /** The account, where its credit stayed with a former RM; null for all others. */
  readonly keptAccount: bigint | null;
}

/** Shares that the parties have signed, for a customer or one product of his. */
export interface ContractTerm extends Validity {
  readonly no: string;
  readonly product: string | null;
  readonly parties: readonly { readonly party: string; readonly shareMillionths: bigint }[];
}

/** An accepted referral: who brought the customer, or one product of his, and when. */
export interface ReferralTerm {
  readonly no: string;
  readonly party: string;
  readonly product: string | null;
  readonly referredOn: Day;
}

/** Credit of one account that stayed with the former RM when its custody moved. */
export interface KeptCredit extends Validity {
  readonly no: string;
  readonly accountId: bigint;
  readonly party: string;
}

export interface Claims {
  readonly contracts: readonly ContractTerm[];
  readonly referrals: readonly ReferralTerm[];
  readonly kept: readonly KeptCredit[];
}

export const noClaims: Claims = { contracts: [], referrals: [], kept: [] };

/** Which rule gave a share; the owner's shares carry none. */
export type ClaimRule = 'contract' | 'referral' | 'referral_tail' | 'product_rule' | 'kept';

export interface Share {
  readonly party: string;
  /** Of `shareWhole`: exact also where shares are multiplied. */
  readonly weight: bigint;
  readonly by: { readonly rule: ClaimRule; readonly ref: string } | null;
}

const whole = 1_000_000n;
export const shareWhole = whole * whole;

/** Days for which a referral counts, with what is left of its share. */
export interface ReferralSpan extends Validity {
  readonly no: string;
  readonly party: string;
  readonly product: string | null;
  readonly until: Day;
  readonly tail: boolean;
  readonly ofShare: bigint;
}

/**
 * The window of a referral and its tail (domain-rules 7): full share for the first months, then a
 * part of it, then nothing. An empty window or tail has no span.
 */
export function referralSpans(
  terms: AttributionRules['referral'],
  referral: ReferralTerm,
): ReferralSpan[] {
  const { no, party, product, referredOn } = referral;
  const until = addMonths(referredOn, terms.windowMonths);
  const end = addMonths(until, terms.tailMonths);
  const common = { no, party, product };
  return [
    { ...common, from: referredOn, until, tail: false, ofShare: whole },
    { ...common, from: until, until: end, tail: true, ofShare: terms.tailShare },
  ].filter((span) => span.from < span.until);
}

/** Amounts of a customer that the same claims hold for: they are divided together. */
export interface Pool {
  readonly amounts: readonly BookedAmount[];
  readonly contracts: readonly ContractTerm[];
  readonly referrals: readonly ReferralSpan[];
  readonly rule: { readonly at: number; readonly terms: ProductRule } | null;
  readonly kept: readonly KeptCredit[];
}

/**
 * Parts the amounts of a customer by the claims that hold for them. Without claims there is one
 * pool, divided as a whole: a fen is odd once and not once for each product.
 */
export function poolsOf(
  rules: AttributionRules,
  facts: {
    readonly customer: 'corporate' | 'individual';
    readonly amounts: readonly BookedAmount[];
    readonly claims: Claims;
  },
): Pool[] {
  const { claims, amounts } = facts;
  if (isUnclaimed(rules, claims)) {
    return amounts.length === 0 ? [] : [{ amounts, ...noClaims, referrals: [], rule: null }];
  }
  const spans = claims.referrals
    .flatMap((one) => referralSpans(rules.referral, one))
    .toSorted((a, b) => (`${a.from}${a.no}` < `${b.from}${b.no}` ? -1 : 1));
  const pools = new Map<string, { pool: Pool; amounts: BookedAmount[] }>();
  for (const one of amounts) {
    const pool = poolOf(rules, facts.customer, one, { ...claims, spans });
    const key = [
      ...pool.contracts.map((contract) => contract.no),
      ...pool.referrals.map((referral) => referral.no),
      ...pool.kept.map((credit) => credit.no + credit.from),
      pool.rule?.at ?? '',
    ].join('|');
    const known = pools.get(key);
    if (known === undefined) pools.set(key, { pool, amounts: [one] });
    else known.amounts.push(one);
  }
  return [...pools]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, known]) => ({ ...known.pool, amounts: known.amounts }));
}

/** Most customers: nobody claims anything and no rule of the table has shares of its own. */
function isUnclaimed(rules: AttributionRules, claims: Claims): boolean {
  const { contracts, referrals, kept } = claims;
  return (
    contracts.length + referrals.length + kept.length === 0 &&
    rules.productRules.every((rule) => rule.lead === null)
  );
}

function poolOf(
  rules: AttributionRules,
  customer: 'corporate' | 'individual',
  one: BookedAmount,
  claims: Claims & { readonly spans: readonly ReferralSpan[] },
): Pool {
  const fits = (product: string | null) => product === null || product === one.product;
  const on = (source: string) => rules.sources.some((of) => of.source === source && of.on);
  const at = on('products') ? ruleAt(rules, customer, one) : -1;
  const terms = rules.productRules[at];
  const referrals =
    terms === undefined || terms.referral === 0n
      ? []
      : claims.spans.filter((span) => fits(span.product));
  const decides = terms !== undefined && (terms.lead !== null || referrals.length > 0);
  return {
    amounts: [],
    contracts: on('contract') ? claims.contracts.filter((contract) => fits(contract.product)) : [],
    referrals,
    rule: decides ? { at, terms } : null,
    kept: claims.kept.filter((credit) => credit.accountId === one.keptAccount),
  };
}

/** The first line of the rule table that fits an amount; -1 when none does. */
export function ruleAt(
  rules: AttributionRules,
  customer: 'corporate' | 'individual',
  one: Pick<BookedAmount, 'business' | 'product'>,
): number {
  return rules.productRules.findIndex(
    (rule) =>
      (rule.business === 'any' || rule.business === one.business) &&
      (rule.customer === 'any' || rule.customer === customer) &&
      (rule.products.length === 0 || (one.product !== null && rule.products.includes(one.product))),
  );
}

/**
 * Who shares a day of a pool: the first source of the policy that decides. Shares add up to
 * `shareWhole`, by party, what nobody has last.
 */
export function sharesOn(
  rules: AttributionRules,
  pool: Pool,
  on: Day,
  spans: readonly OwnerSpan[],
): Share[] {
  for (const { source } of rules.sources.filter((one) => one.on)) {
    const found =
      source === 'contract'
        ? contractShares(pool, on)
        : source === 'products'
          ? productShares(pool, on, spans)
          : ownerShares(on, spans, pool.kept);
    if (found.length > 0) return withRest(found);
  }
  return withRest([]);
}

function contractShares(pool: Pool, on: Day): Share[] {
  const contract = pool.contracts.find((one) => containsDay(one, on));
  if (contract === undefined) return [];
  return contract.parties.map(({ party, shareMillionths }) => ({
    party,
    weight: shareMillionths * whole,
    by: { rule: 'contract', ref: contract.no },
  }));
}

function productShares(pool: Pool, on: Day, spans: readonly OwnerSpan[]): Share[] {
  if (pool.rule === null) return [];
  const { terms } = pool.rule;
  const led = leadShares(pool, on, spans);
  const referral = pool.referrals.find((one) => containsDay(one, on));
  if (referral === undefined) return led ?? [];
  const weight = terms.referral * referral.ofShare;
  const owners = withRest(led ?? ownerShares(on, spans, pool.kept));
  const rest = allot(
    fen(shareWhole - weight),
    owners.map((owner) => owner.weight),
  );
  const rule = referral.tail ? ('referral_tail' as const) : ('referral' as const);
  return [
    { party: referral.party, weight, by: { rule, ref: referral.no } },
    ...owners.map((owner, at) => ({ ...owner, weight: rest[at]! })),
  ];
}

/** Lead and assists by the rule's own shares; null where it has none or nobody assists. */
function leadShares(pool: Pool, on: Day, spans: readonly OwnerSpan[]): Share[] | null {
  const { terms, at } = pool.rule!;
  if (terms.lead === null) return null;
  const present = spans.filter((span) => containsDay(span, on) && span.shareMillionths > 0n);
  const lead = present.find((span) => span.part === 'lead');
  const assists = present
    .filter((span) => span.part === 'assist')
    .toSorted((a, b) => (a.party < b.party ? -1 : 1));
  if (lead === undefined || assists.length === 0) return null;
  const by = { rule: 'product_rule' as const, ref: String(at + 1) };
  const rest = allot(
    fen((whole - terms.lead) * whole),
    assists.map((one) => one.shareMillionths),
  );
  const held = pool.kept.find((credit) => containsDay(credit, on));
  return [
    { party: held?.party ?? lead.party, weight: terms.lead * whole, by },
    ...assists.map((one, index) => ({ party: one.party, weight: rest[index]!, by })),
  ];
}

/** Lead and assists by the shares on record; a kept credit stands in the lead's place. */
function ownerShares(on: Day, spans: readonly OwnerSpan[], kept: readonly KeptCredit[]): Share[] {
  const held = kept.find((credit) => containsDay(credit, on));
  const shares = new Map<string, Share>();
  for (const span of spans) {
    if (!containsDay(span, on) || span.shareMillionths === 0n) continue;
    const credit = span.part === 'lead' ? held : undefined;
    const party = credit?.party ?? span.party;
    const by = credit === undefined ? null : { rule: 'kept' as const, ref: credit.no };
    const key = `${party}|${by?.rule ?? ''}`;
    const weight = (shares.get(key)?.weight ?? 0n) + span.shareMillionths * whole;
    shares.set(key, { party, weight, by });
  }
  return [...shares.values()];
}

function withRest(shares: readonly Share[]): Share[] {
  const ordered = shares
    .filter((one) => one.party !== unassigned && one.weight > 0n)
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const named = ordered.reduce((sum, one) => sum + one.weight, 0n);
  return named >= shareWhole
    ? ordered
    : [...ordered, { party: unassigned, weight: shareWhole - named, by: null }];
}

function orderOf(share: Share): string {
  return `${share.party}|${share.by?.rule ?? ''}`;
}
