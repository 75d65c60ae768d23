import type { Role } from '../../../core/actor.ts';
import type { GrantWish } from './commands.ts';

/**
 * Whether a change of grants needs a second administrator: it does when a grant is new that the
 * policy names. Taking away never needs one, nor what the account holds already.
 */
export function needsSecond(
  policy: { readonly anyScope: readonly Role[]; readonly bankWide: readonly Role[] },
  change: { readonly before: readonly GrantWish[]; readonly after: readonly GrantWish[] },
): boolean {
  return change.after.some((wish) => {
    const named =
      policy.anyScope.includes(wish.role) ||
      (wish.scope === 'bank' && policy.bankWide.includes(wish.role));
    return named && !change.before.some((held) => sameGrant(held, wish));
  });
}

function sameGrant(a: GrantWish, b: GrantWish): boolean {
  const units = (one: GrantWish) => one.unitIds.map(String).toSorted().join();
  return a.role === b.role && a.scope === b.scope && units(a) === units(b);
}

/** Whether the same roles and scopes stand in both lists, in whatever order. */
export function sameGrants(a: readonly GrantWish[], b: readonly GrantWish[]): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => sameGrant(one, other)));
}

/** Whether one of the grants administers the whole bank. */
export function administers(grants: readonly GrantWish[]): boolean {
  return grants.some((one) => one.role === 'administrator' && one.scope === 'bank');
}
