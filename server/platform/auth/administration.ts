import { randomBytes } from 'node:crypto';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Tx } from '../db/transaction.ts';
import * as accounts from './account-store.ts';
import * as admin from './admin-store.ts';
import { createAccount, resolveGrants, type GrantWish, type NewAccount } from './commands.ts';
import type { AdministrationDoors, AuthDoors } from './doors.ts';
import {
  applyGrants,
  askForGrants,
  losesLast,
  mustWait,
  type GrantOutcome,
} from './grant-review.ts';
import { refuse } from './messages.ts';
import { hashPassword } from './passwords.ts';
import { clearAttempts, insertPassword } from './store.ts';

/** An act on an account, and why. */
interface Reasoned {
  readonly accountId: bigint;
  readonly reason: string;
}

/** What is recorded of each act: the event on the account and the audit, in one transaction. */
async function note(
  tx: Tx,
  state: admin.AccountState,
  event: Omit<Parameters<typeof admin.insertEvent>[1], 'accountId'>,
): Promise<void> {
  await admin.insertEvent(tx, { ...event, accountId: state.accountId });
  await recordAudit(tx, {
    verb: `auth.account_${event.kind}`,
    subject: 'account',
    subjectKey: state.login,
    detail: { reason: event.reason, before: event.before, after: event.after },
  });
}

/**
 * The account that may be administered now. Refusals: `auth.bank_wide_not_allowed`,
 * `auth.account_unknown`, `auth.own_account` (nobody administers himself).
 */
async function stateOf(tx: Tx, accountId: bigint): Promise<admin.AccountState | Refusal> {
  if (!tx.actor.bankWide) return refuse('auth.bank_wide_not_allowed');
  await admin.lockAccounts(tx);
  const state = await admin.accountState(tx, accountId);
  if (state === null) return refuse('auth.account_unknown', { login: accountId });
  return tx.actor.accountId === accountId ? refuse('auth.own_account') : state;
}

/**
 * Gives an account other roles and scopes, or asks for them when the policy wants a second
 * administrator. The change before is named: a second editor is refused. Refusals besides those of
 * the grants: `auth.grants_changed`, `auth.last_administrator`, `auth.request_open`.
 */
export async function changeGrants(
  tx: Tx,
  doors: AuthDoors,
  wish: {
    readonly accountId: bigint;
    readonly baseEvent: bigint;
    readonly reason: string;
    readonly grants: readonly GrantWish[];
  },
): Promise<GrantOutcome | Refusal> {
  const state = await stateOf(tx, wish.accountId);
  if (isRefusal(state)) return state;
  if (state.eventId !== wish.baseEvent)
    return refuse('auth.grants_changed', { login: state.login });
  const after = await resolveGrants(tx, doors, state.staffId, wish.grants);
  if (isRefusal(after)) return after;
  const before = await accounts.grantsOf(tx, wish.accountId);
  const last = await losesLast(tx, { state, before, after });
  if (last !== null) return last;
  const { reason } = wish;
  if (await mustWait(tx, { before, after })) {
    return askForGrants(tx, { state, before, after, reason });
  }
  await applyGrants(tx, { state, after, reason });
  return { accountId: wish.accountId, requestId: null };
}

/**
 * Opens an account as an administrator does: what the policy keeps for two persons is asked for,
 * and the account has the rest (perhaps nothing) until a second administrator accepted. Refusals
 * as `createAccount`.
 */
export async function openAccount(
  tx: Tx,
  doors: AuthDoors,
  wish: NewAccount,
): Promise<GrantOutcome | Refusal> {
  if (!(await mustWait(tx, { before: [], after: wish.grants }))) {
    const made = await createAccount(tx, doors, wish);
    return isRefusal(made) ? made : { ...made, requestId: null };
  }
  const after = await resolveGrants(tx, doors, wish.staffId, wish.grants);
  if (isRefusal(after)) return after;
  const free: GrantWish[] = [];
  for (const one of wish.grants) {
    if (!(await mustWait(tx, { before: [], after: [one] }))) free.push(one);
  }
  const made = await createAccount(tx, doors, { ...wish, grants: free });
  if (isRefusal(made)) return made;
  const state = await admin.accountState(tx, made.accountId);
  if (state === null) throw new Error(`account ${wish.login} is gone`);
  const before = await accounts.grantsOf(tx, made.accountId);
  return askForGrants(tx, { state, before, after, reason: openingReason });
}

/** Who opens an account gives no reason of his own. */
const openingReason = '新建账户 / new account';

/** Closes from a day on. Refusals: `auth.closed_already`, `auth.last_administrator`. */
export async function closeAccount(
  tx: Tx,
  given: { readonly accountId: bigint; readonly fromDay: string; readonly reason: string },
): Promise<{ readonly accountId: bigint } | Refusal> {
  const { accountId, reason } = given;
  const state = await stateOf(tx, accountId);
  if (isRefusal(state)) return state;
  const before = await accounts.grantsOf(tx, accountId);
  const last = await losesLast(tx, { state, before, after: [] });
  if (last !== null) return last;
  if (!(await admin.insertClosure(tx, given))) {
    return refuse('auth.closed_already', { login: state.login });
  }
  await note(tx, state, { kind: 'closed', reason });
  return { accountId };
}

export async function reopenAccount(
  tx: Tx,
  given: { readonly accountId: bigint; readonly reason: string },
): Promise<{ readonly accountId: bigint } | Refusal> {
  const { accountId, reason } = given;
  const state = await stateOf(tx, accountId);
  if (isRefusal(state)) return state;
  if (!(await admin.deleteClosure(tx, accountId))) {
    return refuse('auth.not_closed', { login: state.login });
  }
  await note(tx, state, { kind: 'reopened', reason });
  return { accountId };
}

export async function unlockAccount(
  tx: Tx,
  { accountId, reason }: Reasoned,
): Promise<{ readonly accountId: bigint } | Refusal> {
  const state = await stateOf(tx, accountId);
  if (isRefusal(state)) return state;
  if (state.lockedUntil === null) return refuse('auth.not_locked', { login: state.login });
  await clearAttempts(tx, state.login);
  await note(tx, state, { kind: 'unlocked', reason });
  return { accountId };
}

/** A new first password, answered once and kept as a hash; it must be changed at the sign-in. */
export async function resetPassword(
  tx: Tx,
  { accountId, reason }: Reasoned,
): Promise<{ readonly password: string } | Refusal> {
  const state = await stateOf(tx, accountId);
  if (isRefusal(state)) return state;
  const password = randomBytes(12).toString('base64url');
  const hash = await hashPassword(password);
  await insertPassword(tx, { accountId, hash, mustChange: true });
  await admin.endSessionsOf(tx, accountId);
  await clearAttempts(tx, state.login);
  await note(tx, state, { kind: 'password_set', reason });
  return { password };
}

export async function endAllSessions(
  tx: Tx,
  { accountId, reason }: Reasoned,
): Promise<{ readonly accountId: bigint } | Refusal> {
  const state = await stateOf(tx, accountId);
  if (isRefusal(state)) return state;
  await admin.endSessionsOf(tx, accountId);
  await note(tx, state, { kind: 'sessions_ended', reason });
  return { accountId };
}

/**
 * What follows from the members of staff: accounts of those who left are closed on their exit day,
 * and the ranges of those whose unit or who themselves moved are computed anew. Bears repetition.
 */
export async function followStaff(
  tx: Tx,
  doors: AuthDoors & AdministrationDoors,
): Promise<{ readonly closed: number; readonly moved: number }> {
  await admin.lockAccounts(tx);
  const staff = await doors.staffStates(tx);
  const { today } = await doors.bank(tx);
  let closed = 0;
  let moved = 0;
  for (const { accountId, staffId } of await admin.staffAccounts(tx)) {
    const state = await admin.accountState(tx, accountId);
    if (state === null) continue;
    const member = staffId === null ? undefined : staff.get(staffId);
    const leftOn = member?.leftOn ?? null;
    if (leftOn !== null && leftOn <= today) {
      const reason = `left on ${leftOn}`;
      if (!(await admin.closeBy(tx, { accountId, fromDay: leftOn, reason }))) continue;
      await note(tx, state, { kind: 'closed', reason });
      closed += 1;
      continue;
    }
    const before = await accounts.grantsOf(tx, accountId);
    const after = await resolveGrants(tx, doors, staffId, before);
    if (isRefusal(after) || sameRanges(before, after)) continue;
    await accounts.saveGrants(tx, accountId, after);
    await note(tx, state, { kind: 'ranges_moved', reason: '', before, after });
    moved += 1;
  }
  return { closed, moved };
}

const sameRanges = (a: readonly accounts.GrantRow[], b: readonly accounts.GrantRow[]): boolean =>
  JSON.stringify(a.map((one) => one.ranges)) === JSON.stringify(b.map((one) => one.ranges));
