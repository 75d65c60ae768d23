import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Tx } from '../db/transaction.ts';
import { notify, type NewNotice } from '../notices/notify.ts';
import { policyInForce } from '../policy/store.ts';
import * as accounts from './account-store.ts';
import * as admin from './admin-store.ts';
import { resolveGrants, type GrantWish } from './commands.ts';
import type { AuthDoors } from './doors.ts';
import { refuse } from './messages.ts';
import { grantReviewPolicy } from './policy.ts';
import * as requests from './request-store.ts';
import { administers, needsSecond, sameGrants } from './review-rule.ts';

/** Done at once (no request), or waiting for a second administrator. */
export interface GrantOutcome {
  readonly accountId: bigint;
  readonly requestId: bigint | null;
}

/**
 * Whether the change must wait for a second administrator, by the policy in force on the day of
 * the clock.
 */
export async function mustWait(
  tx: Tx,
  change: { readonly before: readonly GrantWish[]; readonly after: readonly GrantWish[] },
): Promise<boolean> {
  return needsSecond((await rule(tx)).body, change);
}

async function rule(tx: Tx) {
  return policyInForce(tx, grantReviewPolicy, await requests.clockDay(tx));
}

/**
 * Asks for roles and scopes that a second administrator must accept; the other administrators are
 * told. Refusals: `auth.request_open` while one waits for the account.
 */
export async function askForGrants(
  tx: Tx,
  wish: {
    readonly state: admin.AccountState;
    readonly before: readonly accounts.GrantRow[];
    readonly after: readonly accounts.GrantRow[];
    readonly reason: string;
  },
): Promise<GrantOutcome | Refusal> {
  const { state, before, after, reason } = wish;
  const { accountId, login } = state;
  const open = await requests.openRequestOf(tx, accountId);
  if (open !== null) return refuse('auth.request_open', { login, by: open.askedLogin });
  const { openDays } = (await rule(tx)).body;
  const baseEvent = state.eventId;
  const requestId = await requests.insertRequest(tx, {
    accountId,
    baseEvent,
    before,
    after,
    reason,
    openDays,
  });
  await recordAudit(tx, {
    verb: 'auth.ask_grant',
    subject: 'account',
    subjectKey: login,
    detail: { requestId, reason, before: written(before), after: written(after) },
  });
  const accountIds = await requests.secondPersons(tx, { askedBy: tx.actor.accountId, accountId });
  await notify(tx, noticeOf('grant_asked', { state, reason }, accountIds));
  return { accountId, requestId };
}

const written = (grants: readonly GrantWish[]) =>
  grants.map(({ role, scope, unitIds }) => ({ role, scope, unitIds: unitIds.map(String) }));

function noticeOf(
  what: 'grant_asked' | 'grant_accepted' | 'grant_refused' | 'grant_withdrawn' | 'grant_given',
  about: { readonly state: admin.AccountState; readonly reason: string },
  accountIds: readonly bigint[],
): NewNotice {
  const { accountId, login, name } = about.state;
  return {
    code: `auth.notice.${what}`,
    params: { login, name, reason: about.reason },
    link: what === 'grant_given' ? '/account' : `/accounts/${accountId}`,
    to: { accountIds },
  };
}

/**
 * The second administrator accepts: the grants hold from now on, sessions of the account end.
 * Refusals: `auth.bank_wide_not_allowed`, `auth.request_unknown`, `auth.request_over`,
 * `auth.request_own` (who asked), `auth.own_account` (who gains), `auth.grants_changed` when
 * something else was done to the account meanwhile, and those of the grants themselves.
 */
export async function acceptRequest(
  tx: Tx,
  doors: AuthDoors,
  given: { readonly requestId: bigint; readonly reason: string },
): Promise<{ readonly accountId: bigint } | Refusal> {
  const found = await answerable(tx, given.requestId);
  if (isRefusal(found)) return found;
  const { request, state } = found;
  const before = await accounts.grantsOf(tx, state.accountId);
  if (!sameGrants(before, request.before)) {
    return refuse('auth.grants_changed', { login: state.login });
  }
  const after = await resolveGrants(tx, doors, state.staffId, request.after);
  if (isRefusal(after)) return after;
  const last = await losesLast(tx, { state, before, after });
  if (last !== null) return last;
  await requests.insertAnswer(tx, { ...given, verdict: 'accepted' });
  await applyGrants(tx, { state, after, reason: request.reason });
  await recordAudit(tx, {
    verb: 'auth.accept_grant',
    subject: 'account',
    subjectKey: state.login,
    detail: { requestId: given.requestId, askedBy: request.askedLogin, reason: given.reason },
  });
  const about = { state, reason: given.reason };
  await notify(tx, [
    noticeOf('grant_accepted', about, [request.askedBy]),
    noticeOf('grant_given', about, [state.accountId]),
  ]);
  return { accountId: state.accountId };
}

/** Refuses a change that takes the last lasting administrator: `auth.last_administrator`. */
export async function losesLast(
  tx: Tx,
  change: {
    readonly state: admin.AccountState;
    readonly before: readonly GrantWish[];
    readonly after: readonly GrantWish[];
  },
): Promise<Refusal | null> {
  const { accountId, login } = change.state;
  if (!administers(change.before) || administers(change.after)) return null;
  const others = await admin.lastingAdministrators(tx, accountId);
  return others > 0 ? null : refuse('auth.last_administrator', { login });
}

/** The grants hold from now on; what the account had is kept in its history. */
export async function applyGrants(
  tx: Tx,
  change: {
    readonly state: admin.AccountState;
    readonly after: readonly accounts.GrantRow[];
    readonly reason: string;
  },
): Promise<void> {
  const { state, after, reason } = change;
  const before = await accounts.grantsOf(tx, state.accountId);
  await accounts.saveGrants(tx, state.accountId, after);
  await admin.endSessionsOf(tx, state.accountId);
  await admin.insertEvent(tx, {
    accountId: state.accountId,
    kind: 'granted',
    reason,
    before,
    after,
  });
  await recordAudit(tx, {
    verb: 'auth.account_granted',
    subject: 'account',
    subjectKey: state.login,
    detail: { reason, before, after },
  });
}

/** The second administrator refuses. Refusals as `acceptRequest`, without those of the grants. */
export async function refuseRequest(
  tx: Tx,
  given: { readonly requestId: bigint; readonly reason: string },
): Promise<{ readonly accountId: bigint } | Refusal> {
  const found = await answerable(tx, given.requestId);
  if (isRefusal(found)) return found;
  const { request, state } = found;
  await requests.insertAnswer(tx, { ...given, verdict: 'refused' });
  await recordAudit(tx, {
    verb: 'auth.refuse_grant',
    subject: 'account',
    subjectKey: state.login,
    detail: { ...given, askedBy: request.askedLogin },
  });
  await notify(tx, noticeOf('grant_refused', { state, reason: given.reason }, [request.askedBy]));
  return { accountId: state.accountId };
}

/**
 * Whoever asked takes his request back. Refusals: `auth.request_unknown`, `auth.request_over`,
 * `auth.request_not_own`.
 */
export async function withdrawRequest(
  tx: Tx,
  given: { readonly requestId: bigint; readonly reason: string },
): Promise<{ readonly accountId: bigint } | Refusal> {
  const found = await openRequest(tx, given.requestId);
  if (isRefusal(found)) return found;
  const { request, state } = found;
  if (request.askedBy !== tx.actor.accountId) {
    return refuse('auth.request_not_own', { by: request.askedLogin });
  }
  await requests.insertAnswer(tx, { ...given, verdict: 'withdrawn' });
  await recordAudit(tx, {
    verb: 'auth.withdraw_grant',
    subject: 'account',
    subjectKey: state.login,
    detail: { ...given },
  });
  const { accountId } = state;
  const told = await requests.secondPersons(tx, { askedBy: request.askedBy, accountId });
  await notify(tx, noticeOf('grant_withdrawn', { state, reason: given.reason }, told));
  return { accountId };
}

/** An open request that the actor may answer: neither who asked nor who gains. */
async function answerable(tx: Tx, requestId: bigint): ReturnType<typeof openRequest> {
  const found = await openRequest(tx, requestId);
  if (isRefusal(found)) return found;
  const { accountId } = tx.actor;
  if (found.request.askedBy === accountId) return refuse('auth.request_own');
  if (found.state.accountId === accountId) return refuse('auth.own_account');
  return found;
}

async function openRequest(
  tx: Tx,
  requestId: bigint,
): Promise<
  { readonly request: requests.GrantRequest; readonly state: admin.AccountState } | Refusal
> {
  if (!tx.actor.bankWide) return refuse('auth.bank_wide_not_allowed');
  await admin.lockAccounts(tx);
  const request = await requests.requestById(tx, requestId);
  const state = request === null ? null : await admin.accountState(tx, request.accountId);
  if (request === null || state === null) return refuse('auth.request_unknown');
  if (request.state === 'open') return { request, state };
  return refuse('auth.request_over');
}
