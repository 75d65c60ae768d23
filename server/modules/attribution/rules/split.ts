import { addDays, type Day, type DayRange } from '../../../../core/day.ts';
import { allot, divide, fen } from '../../../../core/money.ts';
import {
  containsDay,
  monthRange,
  overlap,
  rangeDays,
  type Month,
  type Validity,
} from '../../../../core/period.ts';
import { unassigned } from '../contract.ts';
import {
  noClaims,
  poolsOf,
  sharesOn,
  shareWhole,
  type BookedAmount,
  type ClaimRule,
  type Claims,
  type OwnerSpan,
  type Share,
} from './claims.ts';
import { productsOwn, type AttributionRules, type Spread } from '../policy.ts';

/** Parts that a dispute made: frozen, given by a ruling, or moved later by a correction. */
export type DisputeRule = 'disputed' | 'ruling' | 'correction';

/** What the split of one measure of one customer is decided on. */
export interface SplitFacts {
  readonly customer: 'corporate' | 'individual';
  readonly amounts: readonly BookedAmount[];
  readonly spans: readonly OwnerSpan[];
  /** The day from which he is a customer: nothing arose before it. */
  readonly firstDay: Day;
  readonly claims?: Claims;
}

export interface MonthBasis {
  readonly month: Month;
  readonly amount: bigint;
  readonly days: number;
  readonly share: bigint;
  readonly part: bigint;
  /** The claim that gave it, with its number; none where it is the owner's share. */
  readonly by?: { readonly rule: ClaimRule | DisputeRule; readonly ref: string };
}

export interface Part {
  readonly party: string;
  readonly amount: bigint;
  readonly rule: string;
  readonly months: readonly MonthBasis[];
}

export interface Split {
  readonly person: readonly Part[];
  readonly branch: readonly Part[];
  readonly department: readonly Part[];
}

const whole = 1_000_000n;

/**
 * Splits one measure of one customer exactly (D4b; golden case G20): in each dimension the parts
 * add up to the whole to the last fen. `basis` is what the measure counts. Persons by days in each
 * month and then by the shares of the first source that decides (contract, rules by product,
 * owner), what nobody has to `unassigned`; an amount of one day by the shares of that day, a count
 * of events whole to the lead; branches where the business is booked; departments by the first rule
 * that fits.
 */
export function splitMeasure(rules: AttributionRules, basis: string, facts: SplitFacts): Split {
  const { amounts } = facts;
  return {
    person: countsOfEvents.includes(basis)
      ? toLeads(basis, facts)
      : toPersons(spreadOf(rules, basis), rules, facts),
    branch: toParties(amounts, (one) => ({ party: one.unitCode, rule: 'booked' })),
    department: toParties(amounts, (one) => departmentOf(rules, facts.customer, one)),
  };
}

/** Bases that count events: one loan cannot be shared, so it is the lead's of that day. */
const countsOfEvents = [
  'new_customers',
  'loans_granted',
  'customers_lost',
  'products_held',
  'products_applicable',
];

function spreadOf(rules: AttributionRules, basis: string): Spread | 'shares_on_day' {
  if (basis === 'loan_amount_granted') return 'shares_on_day';
  if (basis === 'contribution') return rules.spread.contribution;
  return ['fee_income', 'interest_received', 'interest_due'].includes(basis)
    ? rules.spread.fee_income
    : 'days_owned';
}

/**
 * By month: first the days, where owners or claims change, then the shares within those days. What
 * a customer's first month brought arose from his first day on.
 */
function toPersons(
  spread: Spread | 'shares_on_day',
  rules: AttributionRules,
  facts: SplitFacts,
): Part[] {
  const { spans, firstDay, claims = noClaims } = facts;
  const parts = new Map<string, MonthBasis[]>();
  for (const pool of poolsOf(rules, { ...facts, claims })) {
    const changes = [...spans, ...pool.contracts, ...pool.referrals, ...pool.kept];
    const given = { changes, sharesOn: (on: Day) => sharesOn(rules, pool, on, spans) };
    for (const [month, day, amount] of byMonth(pool.amounts)) {
      const calendar = monthRange(month);
      const range = containsDay(calendar, firstDay) ? { ...calendar, from: firstDay } : calendar;
      const last = spread === 'shares_on_day' && day !== null ? addDays(day, 1) : range.until;
      const counted = spread === 'days_owned' ? range : { from: addDays(last, -1), until: last };
      for (const [party, basis] of splitMonth({ month, amount, range: counted }, given)) {
        parts.set(party, [...(parts.get(party) ?? []), ...basis]);
      }
    }
  }
  return partsOf(parts, spread);
}

function splitMonth(
  given: { readonly month: Month; readonly amount: bigint; readonly range: DayRange },
  claims: { readonly changes: readonly Validity[]; readonly sharesOn: (on: Day) => Share[] },
): Map<string, MonthBasis[]> {
  const pieces = cutAtChanges(given.range, claims.changes);
  const ofPieces = allot(
    fen(given.amount),
    pieces.map((piece) => BigInt(rangeDays(piece))),
  );
  const found = new Map<string, MonthBasis[]>();
  pieces.forEach((piece, at) => {
    const owners = claims.sharesOn(piece.from);
    const shares = allot(
      ofPieces[at]!,
      owners.map((owner) => owner.weight),
    );
    owners.forEach(({ party, weight, by }, index) => {
      const basis = {
        month: given.month,
        amount: given.amount,
        days: rangeDays(piece),
        share: divide(weight, shareWhole / whole, 'half_up'),
        part: shares[index]!,
        ...(by === null ? {} : { by }),
      };
      found.set(party, [...(found.get(party) ?? []), basis]);
    });
  });
  return found;
}

/** Pieces of the range within which the same claims hold. */
export function cutAtChanges(range: DayRange, spans: readonly Validity[]): DayRange[] {
  const cuts = new Set<Day>([range.from]);
  for (const span of spans) {
    const common = overlap(range, span);
    if (common === null) continue;
    cuts.add(common.from);
    if (common.until < range.until) cuts.add(common.until);
  }
  const days = [...cuts].toSorted();
  return days.map((from, at) => ({ from, until: days[at + 1] ?? range.until }));
}

/** The lead of an event's day gets it whole; without one nobody does. */
function toLeads(basis: string, { amounts, spans, firstDay }: SplitFacts): Part[] {
  const parts = new Map<string, MonthBasis[]>();
  for (const [month, day, amount] of byMonth(amounts)) {
    const on = basis === 'new_customers' ? firstDay : (day ?? firstDay);
    const lead = spans.find((span) => span.part === 'lead' && containsDay(span, on));
    const party = lead?.party ?? unassigned;
    parts.set(party, [
      ...(parts.get(party) ?? []),
      { month, amount, days: 1, share: whole, part: amount },
    ]);
  }
  return partsOf(parts, basis === 'new_customers' ? 'lead_on_first_day' : 'lead_on_day');
}

function toParties(
  amounts: readonly BookedAmount[],
  partyOf: (one: BookedAmount) => { party: string; rule: string },
): Part[] {
  const sums = new Map<string, { amount: bigint; rule: string }>();
  for (const one of amounts) {
    const { party, rule } = partyOf(one);
    const before = sums.get(party);
    sums.set(party, {
      amount: (before?.amount ?? 0n) + one.amount,
      rule: before === undefined || before.rule === rule ? rule : `${before.rule},${rule}`,
    });
  }
  return [...sums]
    .filter(([, { amount }]) => amount !== 0n)
    .map(([party, { amount, rule }]) => ({ party, amount, rule, months: [] }))
    .toSorted((a, b) => (a.party < b.party ? -1 : 1));
}

/** The first rule that fits; the policy's check makes sure that one does. */
function departmentOf(
  rules: AttributionRules,
  customer: 'corporate' | 'individual',
  one: BookedAmount,
): { party: string; rule: string } {
  const at = rules.departments.findIndex(
    (rule) =>
      (rule.business === 'any' || rule.business === one.business) &&
      (rule.customer === 'any' || rule.customer === customer),
  );
  const rule = rules.departments[at];
  const own = rule?.department === productsOwn;
  const party = own ? one.productDepartment : rule?.department;
  if (party === null || party === undefined) {
    throw new Error(`no department for ${one.business} of a ${customer} customer`);
  }
  return { party, rule: `departments.${at}` };
}

/** Sums by month, events by their day, in order. */
function byMonth(amounts: readonly BookedAmount[]): [Month, Day | null, bigint][] {
  const sums = new Map<string, [Month, Day | null, bigint]>();
  for (const { month, day = null, amount } of amounts) {
    const key = day ?? month;
    sums.set(key, [month, day, (sums.get(key)?.[2] ?? 0n) + amount]);
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

function partsOf(parts: ReadonlyMap<string, readonly MonthBasis[]>, rule: string): Part[] {
  return [...parts]
    .map(([party, months]) => ({
      party,
      amount: months.reduce((sum, one) => sum + one.part, 0n),
      rule: ruleOf(months, rule),
      months: months.toSorted((a, b) => compareMonths(a.month, b.month)),
    }))
    .filter((one) => one.amount !== 0n)
    .toSorted((a, b) => (a.party < b.party ? -1 : 1));
}

function compareMonths(a: Month, b: Month): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The one rule behind all months of a part, or that there are several. */
function ruleOf(months: readonly MonthBasis[], spread: string): string {
  const found = new Set(months.map((one) => one.by?.rule ?? spread));
  return found.size === 1 ? [...found][0]! : 'several';
}
