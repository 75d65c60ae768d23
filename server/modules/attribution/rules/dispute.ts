import type { Day } from '../../../../core/day.ts';
import { allot, fen } from '../../../../core/money.ts';
import type { Month, Quarter } from '../../../../core/period.ts';
import { disputed, type DisputeState } from '../contract.ts';
import type { DisputeRule, MonthBasis, Part } from './split.ts';

export interface RulingShare {
  readonly party: string;
  readonly shareMillionths: bigint;
}

/** A dispute of two persons about a customer's results of a quarter; a null measure means all. */
export interface DisputeTerm {
  readonly no: string;
  readonly quarter: Quarter;
  readonly measure: string | null;
  readonly claimant: string;
  readonly respondent: string;
  /** Shares of the two in what they had together; null while nobody has ruled. */
  readonly ruling: readonly RulingShare[] | null;
}

/** Whether a dispute is about a measure. */
export function concerns(dispute: Pick<DisputeTerm, 'measure'>, measure: string): boolean {
  return dispute.measure === null || dispute.measure === measure;
}

/**
 * Takes what the two parties of each dispute have and freezes it with the party `disputed`, or
 * divides it by the ruling, month by month (domain-rules 7). The sum never changes.
 */
export function settleDisputes(
  parts: readonly Part[],
  disputes: readonly DisputeTerm[],
): readonly Part[] {
  return disputes.reduce<readonly Part[]>(settle, parts);
}

function settle(parts: readonly Part[], dispute: DisputeTerm): readonly Part[] {
  const parties = [dispute.claimant, dispute.respondent];
  const theirs = parts.filter((part) => parties.includes(part.party));
  if (theirs.length === 0) return parts;
  const found = new Map<string, MonthBasis[]>();
  for (const one of pooledMonths(theirs)) {
    for (const [party, basis] of divided(one, dispute)) {
      found.set(party, [...(found.get(party) ?? []), basis]);
    }
  }
  const others = parts.filter((part) => !parties.includes(part.party));
  return merged(others, found, dispute.ruling === null ? 'disputed' : 'ruling');
}

/** What the parties have together in each month. */
function pooledMonths(parts: readonly Part[]): { month: Month; amount: bigint; days: number }[] {
  const months = Map.groupBy(
    parts.flatMap((part) => part.months),
    (basis) => basis.month,
  );
  return [...months]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, bases]) => ({
      month,
      amount: bases.reduce((sum, basis) => sum + basis.part, 0n),
      days: Math.max(...bases.map((basis) => basis.days)),
    }));
}

function divided(
  pooled: { readonly month: Month; readonly amount: bigint; readonly days: number },
  dispute: DisputeTerm,
): [string, MonthBasis][] {
  const shares = ruledShares(dispute);
  const rule = dispute.ruling === null ? ('disputed' as const) : ('ruling' as const);
  const amounts = allot(
    fen(pooled.amount),
    shares.map((one) => one.shareMillionths),
  );
  return shares.map(({ party, shareMillionths }, at) => [
    party,
    { ...pooled, share: shareMillionths, part: amounts[at]!, by: { rule, ref: dispute.no } },
  ]);
}

/** Shares of what the parties have together, by party; all of it to `disputed` before a ruling. */
function ruledShares(dispute: DisputeTerm): readonly RulingShare[] {
  const frozen = [{ party: disputed, shareMillionths: 1_000_000n }];
  return (dispute.ruling ?? frozen).toSorted((a, b) => (a.party < b.party ? -1 : 1));
}

/** One sealed amount of a person, or of `disputed`. */
export interface SealedAmount {
  readonly party: string;
  readonly amount: bigint;
}

/**
 * What a ruling on a sealed quarter moves in the open one: for each party what it was to have less
 * what it had. Adds up to zero, so no total changes; nothing for who keeps what he had.
 */
export function correctionOf(
  dispute: DisputeTerm,
  sealed: readonly SealedAmount[],
): readonly SealedAmount[] {
  if (dispute.ruling === null) return [];
  const parties = [dispute.claimant, dispute.respondent, disputed];
  const had = new Map(parties.map((party) => [party, 0n]));
  for (const one of sealed) {
    const before = had.get(one.party);
    if (before !== undefined) had.set(one.party, before + one.amount);
  }
  const together = [...had.values()].reduce((sum, amount) => sum + amount, 0n);
  const shares = ruledShares(dispute);
  const due = allot(
    fen(together),
    shares.map((one) => one.shareMillionths),
  );
  return parties
    .map((party) => {
      const at = shares.findIndex((one) => one.party === party);
      return { party, amount: (at === -1 ? 0n : due[at]!) - had.get(party)! };
    })
    .filter((one) => one.amount !== 0n);
}

/** Adds the corrections of earlier quarters to the parts of a measure. */
export function withCorrections(
  parts: readonly Part[],
  corrections: readonly (SealedAmount & { readonly no: string; readonly month: Month })[],
): readonly Part[] {
  if (corrections.length === 0) return parts;
  const found = new Map<string, MonthBasis[]>();
  for (const { party, amount, no, month } of corrections) {
    const by = { rule: 'correction' as const, ref: no };
    const basis = { month, amount, days: 0, share: 1_000_000n, part: amount, by };
    found.set(party, [...(found.get(party) ?? []), basis]);
  }
  return merged(parts, found, 'correction');
}

function merged(
  parts: readonly Part[],
  added: ReadonlyMap<string, readonly MonthBasis[]>,
  rule: DisputeRule,
): readonly Part[] {
  const bases = new Map(parts.map((part) => [part.party, part]));
  for (const [party, months] of added) {
    const before = bases.get(party);
    bases.set(party, {
      party,
      rule: before === undefined ? rule : 'several',
      amount: months.reduce((sum, basis) => sum + basis.part, before?.amount ?? 0n),
      months: [...(before?.months ?? []), ...months],
    });
  }
  return [...bases.values()]
    .filter((part) => part.amount !== 0n)
    .toSorted((a, b) => (a.party < b.party ? -1 : 1));
}

/** Where a dispute stands: what happened to it, else whether its arbiter is late. */
export function disputeState(
  dispute: { readonly withdrawn: boolean; readonly ruled: boolean; readonly rulingDue: Day },
  today: Day,
): DisputeState {
  if (dispute.withdrawn) return 'withdrawn';
  if (dispute.ruled) return 'ruled';
  return today > dispute.rulingDue ? 'overdue' : 'open';
}
