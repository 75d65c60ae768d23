import type { Refusal } from '../../../core/refusal.ts';
import type { Route } from '../../../core/schema.ts';
import type { RefusalKind } from './contract.ts';

/**
 * Whether a refusal is one of access, which the auditor sees (GB/T 22239-2019 8.1.4.3: security
 * audit): a right that is lacking, or a thing named by its key that is not there for the caller.
 * What is hidden and what does not exist get the same answer, so both count as sight. Wrong
 * passwords are recorded at the sign-in; refusals of a rule (quarter sealed) are none of access.
 */
export function refusedAccess(
  { refused }: Refusal,
  route: Pick<Route, 'path'>,
): RefusalKind | null {
  if (/[._](not_allowed|forbidden)$/.test(refused) || refused === 'auth.session_only') {
    return 'right';
  }
  const isAboutOne = route.path.includes(':');
  return isAboutOne && /[._](unknown|not_found)$/.test(refused) ? 'sight' : null;
}
