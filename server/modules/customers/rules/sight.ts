import type { Actor, Role, ScopeKind } from '../../../../core/actor.ts';

/** The columns that decide who sees a customer. */
export interface SightFacts {
  readonly leadStaffId: bigint | null;
  readonly managingPath: string | null;
  readonly bookingPath: string;
  /** Whether the asking RM assists. */
  readonly assists: boolean;
}

export interface Grant {
  readonly role: Role;
  readonly scope: ScopeKind;
  readonly ranges: readonly { readonly from: string; readonly until: string }[];
}

export const sightWays = ['lead', 'assist', 'managing', 'booking', 'bank'] as const;
export type SightWay = (typeof sightWays)[number];

export interface SightReason {
  readonly way: SightWay;
  /** The grant that opens it; null when the person himself does. */
  readonly grant: Grant | null;
}

/**
 * Why somebody sees a customer: the same five terms as the row security of customers_customer, each
 * with the grant that opens it. Empty exactly when he does not see him.
 */
export function sightReasons(
  actor: Pick<Actor, 'staffId' | 'bankWide' | 'ranges'>,
  grants: readonly Grant[],
  customer: SightFacts,
): readonly SightReason[] {
  const reasons: SightReason[] = [];
  const { staffId } = actor;
  if (staffId !== null && customer.leadStaffId === staffId) {
    reasons.push({ way: 'lead', grant: null });
  }
  if (staffId !== null && customer.assists) reasons.push({ way: 'assist', grant: null });
  if (actor.bankWide) {
    const grant = grants.find((one) => one.scope === 'bank') ?? null;
    return [...reasons, { way: 'bank', grant }];
  }
  for (const [way, path] of [
    ['managing', customer.managingPath],
    ['booking', customer.bookingPath],
  ] as const) {
    if (path === null || !actor.ranges.some((range) => holds(range, path))) continue;
    const grant = grants.find((one) => one.ranges.some((range) => holds(range, path))) ?? null;
    reasons.push({ way, grant });
  }
  return reasons;
}

/** Half-open, by code points as COLLATE "C" has it; paths are plain ASCII. */
function holds(range: { readonly from: string; readonly until: string }, path: string): boolean {
  return path >= range.from && path < range.until;
}
