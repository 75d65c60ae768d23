import { addDays, daysBetween, type Day } from '../../../../core/day.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import { refuse } from '../messages.ts';
import type { PoolPolicy, PoolSegment } from '../policy/pool.ts';
import type { ServeMode } from './placement.ts';

export type PoolKind = 'corporate' | 'individual';

/** Who wants customers of the pool, with what he has today. */
export interface Claimant {
  readonly staffId: bigint;
  /** Null: he has no grade on the day. */
  readonly level: 'trainee' | 'junior' | 'middle' | 'senior' | null;
  readonly unitPath: string;
  readonly load: Readonly<Record<PoolKind, number>>;
  /** Most customers of a kind he leads; null sets no limit, 0: not his ladder or grade. */
  readonly capacity: Readonly<Record<PoolKind, number | null>>;
  readonly claimedToday: number;
  readonly openClaims: number;
}

/** A customer in the pool as far as a claim is concerned. */
export interface Pooled {
  readonly customerNo: string;
  readonly kind: PoolKind;
  /** Units that may claim him: paths in this half-open range. */
  readonly reach: { readonly from: string; readonly until: string };
  /** Who returned him, and the first day on which that person may claim him again. */
  readonly cooling: { readonly staffId: bigint; readonly until: Day } | null;
  /** What the grade matrix says of the claimant. */
  readonly mode: ServeMode;
}

/**
 * Whether an RM may claim one customer of the pool: his unit is in reach, he did not return him in
 * the cooling time, and his grade leads such customers (C2d). Null when he may.
 */
export function decidePooled(
  policy: PoolPolicy,
  claimant: Pick<Claimant, 'staffId' | 'unitPath'>,
  customer: Pooled,
  today: Day,
): Refusal | null {
  const { reach, cooling, mode, customerNo } = customer;
  if (claimant.unitPath < reach.from || claimant.unitPath >= reach.until) {
    return refuse('allocation.pool_unknown');
  }
  if (cooling !== null && cooling.staffId === claimant.staffId && today < cooling.until) {
    return refuse('allocation.pool_cooling', { customer: customerNo, until: cooling.until });
  }
  if (mode === 'alone' || (mode === 'with_approval' && policy.withApproval)) return null;
  return mode === 'with_approval'
    ? refuse('allocation.pool_needs_approval', { customer: customerNo })
    : refuse('allocation.pool_not_served', { customer: customerNo });
}

/**
 * Whether an RM may claim so many customers at once: his grade may claim, the cap of the day, the
 * cap of claims not proven yet, and the capacity of his grade by kind (容量已满 50/50; C2d).
 * All or nothing. Null when he may.
 */
export function decideClaims(
  policy: PoolPolicy,
  claimant: Claimant,
  adding: Readonly<Record<PoolKind, number>>,
): Refusal | null {
  const { level } = claimant;
  if (level === null || !policy.claimants.includes(level)) {
    return refuse('allocation.pool_no_grade', {
      level: level === null ? 'allocation.grade.none' : `people.level.${level}`,
    });
  }
  const wanted = adding.corporate + adding.individual;
  if (wanted === 0) return refuse('allocation.pool_nobody');
  const daily = policy.dailyClaims[level];
  if (claimant.claimedToday + wanted > daily) {
    return refuse('allocation.pool_daily_cap', {
      claimed: claimant.claimedToday,
      wanted,
      max: daily,
    });
  }
  const open = policy.openClaims[level];
  if (claimant.openClaims + wanted > open) {
    return refuse('allocation.pool_open_cap', { open: claimant.openClaims, wanted, max: open });
  }
  for (const kind of ['corporate', 'individual'] as const) {
    const max = claimant.capacity[kind];
    if (adding[kind] === 0 || max === null || claimant.load[kind] + adding[kind] <= max) continue;
    return refuse('allocation.pool_capacity', {
      kind: `people.kind.${kind}`,
      present: claimant.load[kind],
      adding: adding[kind],
      max,
    });
  }
  return null;
}

/** Days that a claim brings with it: protection, proof and its notice; null when none is asked. */
export function claimDays(policy: PoolPolicy, on: Day) {
  const { proof, protectionDays } = policy;
  const proveBy = proof.on ? addDays(on, proof.days) : null;
  return {
    protectedUntil: addDays(on, protectionDays),
    proveBy,
    warnOn: proveBy === null ? null : addDays(proveBy, -proof.warnDays),
  };
}

export interface ProofFacts {
  readonly warnOn: Day;
  /** The day on which he falls back, as the standing warning said; null without one. */
  readonly fallsOn: Day | null;
  readonly transactions: number;
  readonly inflowFen: bigint;
}

/**
 * Where a claim stands: proven as soon as the customer brought what the policy asks; else a warning
 * from its day on, and he falls back on the day that the warning named.
 */
export function decideProof(
  proof: PoolPolicy['proof'],
  facts: ProofFacts,
  today: Day,
): 'proven' | 'waits' | 'warn' | 'falls' {
  const asked = [
    ...(proof.transactionsLeast > 0 ? [facts.transactions >= proof.transactionsLeast] : []),
    ...(proof.inflowLeastFen > 0n ? [facts.inflowFen >= proof.inflowLeastFen] : []),
  ];
  const proven = proof.need === 'all' ? asked.every(Boolean) : asked.some(Boolean);
  if (proven) return 'proven';
  if (facts.fallsOn !== null) return today >= facts.fallsOn ? 'falls' : 'waits';
  return today >= facts.warnOn ? 'warn' : 'waits';
}

export interface RecycleFacts {
  readonly segment: PoolSegment;
  /** Another room holds him: a dispute, a contact of his RM, an agreed next step. */
  readonly held: boolean;
  /** Last movement of his own, or the first day with this RM, whichever is later. */
  readonly quietSince: Day;
  /** Average of deposits in the last closed quarter; null before the first closing. */
  readonly averageFen: bigint | null;
  /** The day on which he falls, as the standing warning said; null without one. */
  readonly fallsOn: Day | null;
}

/**
 * What the night does with a led customer: nothing, a warning, taking the warning back because he
 * moved again or another room holds him, or the pool. Nobody is recycled without a warning of the
 * full days before.
 */
export function decideRecycle(
  recycle: PoolPolicy['recycle'],
  facts: RecycleFacts,
  today: Day,
): 'keeps' | 'warn' | 'clear' | 'falls' {
  const { segment, averageFen, quietSince, fallsOn } = facts;
  const rule = recycle.on
    ? recycle.rules.find((one) => one.customers.includes(segment))
    : undefined;
  const would = fallsOn ?? addDays(today, recycle.warnDays);
  const quiet =
    rule !== undefined &&
    !facts.held &&
    averageFen !== null &&
    averageFen < rule.averageBelowFen &&
    daysBetween(quietSince, would) >= rule.quietDays;
  if (fallsOn === null) return quiet ? 'warn' : 'keeps';
  if (!quiet) return 'clear';
  return today >= fallsOn ? 'falls' : 'keeps';
}

/** From where a pooled customer may be claimed: his own unit or branch first, then the bank. */
export function reachOf(
  policy: PoolPolicy['reach'],
  unitPath: string,
): { readonly from: string; readonly until: string; readonly wideAfterDays: number | null } {
  if (policy.ownDays === 0) return { from: '', until: '~', wideAfterDays: null };
  const parts = unitPath.split('.').slice(0, -1);
  const own = policy.own === 'unit' ? unitPath : `${parts.slice(0, 2).join('.')}.`;
  return { from: own, until: `${own.slice(0, -1)}/`, wideAfterDays: policy.ownDays };
}

/** Size band of a pooled customer: how many bounds its average reaches; null when unknown. */
export function sizeBandOf(bounds: readonly bigint[], averageFen: bigint | null): number | null {
  return averageFen === null ? null : bounds.filter((bound) => averageFen >= bound).length;
}

/** Whether a customer may be given into the pool. Null when he may. */
export function decideReturn(facts: {
  readonly customerNo: string;
  /** Led by the person himself, or, for a head, by an RM in his range. */
  readonly mine: boolean;
  readonly reasonKnown: boolean;
  /** A head takes nobody away who is under protection; null when he is not. */
  readonly protectedUntil: Day | null;
  readonly byHead: boolean;
  readonly today: Day;
  readonly openHandover: string | null;
}): Refusal | null {
  const { customerNo: customer, protectedUntil, today } = facts;
  if (!facts.reasonKnown) return refuse('allocation.pool_reason_unknown');
  if (!facts.mine) return refuse('allocation.pool_not_led', { customer });
  if (facts.openHandover !== null) {
    return refuse('allocation.pool_in_handover', { customer, no: facts.openHandover });
  }
  return facts.byHead && protectedUntil !== null && today < protectedUntil
    ? refuse('allocation.pool_protected', { customer, until: protectedUntil })
    : null;
}
