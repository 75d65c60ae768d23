import type { Actor, Role, ScopeKind } from '../../../core/actor.ts';
import { day, type Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { sql } from 'kysely';
import { recordAudit } from '../audit/record.ts';
import type { Database, Tx } from '../db/transaction.ts';
import { policyInForce } from '../policy/store.ts';
import type { AuthDoors } from './doors.ts';
import { refuse } from './messages.ts';
import { hashPassword, hashSecret, newSecret, passwordFits } from './passwords.ts';
import { signInPolicy } from './policy.ts';
import { limitRanges, rangesOf } from './scope.ts';
import { actorOf, doorkeeper } from './sessions.ts';
import * as accounts from './account-store.ts';
import { insertEvent } from './admin-store.ts';
import * as store from './store.ts';

export interface SignedIn {
  readonly secret: string;
  readonly actor: Actor;
  readonly account: store.AccountRow;
}

/**
 * Opens a session. Refusals: `auth.wrong_password` for a wrong or unknown login alike,
 * `auth.locked`. Each step is its own transaction, so that a failure is counted and recorded
 * although it is refused.
 */
export async function signIn(
  database: Database,
  given: Given & { readonly agent?: string },
): Promise<SignedIn | Refusal> {
  const checked = await checkPassword(database, given);
  if (isRefusal(checked)) return checked;
  const secret = newSecret();
  const actor = actorOf(checked);
  await database.transaction(doorkeeper, async (tx) => {
    const policy = await signInRule(tx);
    await store.insertSession(tx, {
      secretHash: hashSecret(secret),
      accountId: checked.account_id,
      idleMinutes: policy.idleMinutes,
      hours: policy.sessionHours,
      address: given.address,
      agent: (given.agent ?? '').slice(0, 300),
    });
    await recordAudit(
      { ...tx, actor },
      {
        verb: 'auth.sign_in',
        subject: 'account',
        subjectKey: checked.login,
        detail: { address: given.address },
      },
    );
  });
  return { secret, actor, account: checked };
}

/**
 * Whether login and password belong together. The try is counted before the password is looked at;
 * the time taken is the same for an unknown login. Refusals as `signIn`.
 */
function checkPassword(database: Database, given: Given): Promise<store.AccountRow | Refusal> {
  const login = given.login.trim().toLowerCase().slice(0, 60);
  return inTurn(login, () => checkInTurn(database, { ...given, login }));
}

interface Given {
  readonly login: string;
  readonly password: string;
  readonly address: string;
}

/** Tries of one login wait for each other: many right ones at once are not taken for guessing. */
async function inTurn<T>(login: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(login);
  const mine = (before ?? Promise.resolve()).then(work, work);
  turns.set(login, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(login) === mine) turns.delete(login);
  }
}
const turns = new Map<string, Promise<unknown>>();

async function checkInTurn(database: Database, given: Given): Promise<store.AccountRow | Refusal> {
  const { login } = given;
  const found = await database.transaction(doorkeeper, async (tx) => {
    const policy = await signInRule(tx);
    const attempt = await store.countAttempt(tx, login, policy.failureWindowMinutes);
    return { policy, attempt, account: await store.accountByLogin(tx, login) };
  });
  const { policy, attempt } = found;
  const blocked = attempt.lockedUntil !== null || attempt.failures > policy.failuresMax;
  const fits = await passwordFits(found.account?.hash, given.password);
  const checked = await database.transaction(doorkeeper, async (tx) => {
    if (!blocked && fits && found.account !== undefined) {
      await store.clearAttempts(tx, login);
      return { account: found.account };
    }
    const lock = blocked || attempt.failures >= policy.failuresMax;
    const until = lock ? await store.lockLogin(tx, login, policy.lockMinutes) : '';
    await recordAudit(tx, {
      verb: lock ? 'auth.sign_in_locked' : 'auth.sign_in_failed',
      subject: 'login',
      subjectKey: login,
      detail: { address: given.address, failures: attempt.failures, ...(lock ? { until } : {}) },
    });
    // Wrapped: a plain refusal would roll back what was just counted and recorded.
    const refusal = blocked
      ? refuse('auth.locked', { until })
      : refuse('auth.wrong_password', { max: policy.failuresMax, minutes: policy.lockMinutes });
    return { refusal };
  });
  return 'account' in checked ? checked.account : checked.refusal;
}

/**
 * Whether the person at the keyboard is still the one who signed in: a signature asks for the
 * password again. Wrong tries count like failed sign-ins and lock the account. Opens transactions
 * of its own, so the route that calls it must too. Refusals: `auth.confirmation_wrong`,
 * `auth.locked`.
 */
export async function confirmPassword(
  database: Database,
  actor: Actor,
  given: { readonly password: string; readonly address: string },
): Promise<Refusal | null> {
  const checked = await checkPassword(database, { ...given, login: actor.login });
  if (!isRefusal(checked)) return null;
  if (checked.refused === 'auth.locked') return checked;
  return refuse('auth.confirmation_wrong', { ...checked.params });
}

export async function signOut(tx: Tx, sessionId: bigint): Promise<void> {
  await store.endSessions(tx, tx.actor.accountId, { only: sessionId });
  await recordAudit(tx, {
    verb: 'auth.sign_out',
    subject: 'account',
    subjectKey: tx.actor.login,
  });
}

/**
 * Changes the own password and ends every other session. Refusals: `auth.same_password`,
 * `auth.wrong_current_password`, `auth.locked` (wrong tries count like failed sign-ins).
 */
export async function changePassword(
  database: Database,
  actor: Actor,
  change: {
    readonly current: string;
    readonly next: string;
    readonly sessionId: bigint;
    readonly address: string;
  },
): Promise<{ readonly changed: true } | Refusal> {
  if (change.current === change.next) return refuse('auth.same_password');
  const checked = await checkPassword(database, {
    login: actor.login,
    password: change.current,
    address: change.address,
  });
  if (isRefusal(checked)) {
    return checked.refused === 'auth.locked' ? checked : refuse('auth.wrong_current_password');
  }
  const hash = await hashPassword(change.next);
  return database.transaction(actor, async (tx) => {
    await store.insertPassword(tx, { accountId: actor.accountId, hash, mustChange: false });
    await store.endSessions(tx, actor.accountId, { allBut: change.sessionId });
    await recordAudit(tx, {
      verb: 'auth.change_password',
      subject: 'account',
      subjectKey: actor.login,
    });
    return { changed: true } as const;
  });
}

/**
 * Sets another account's password (command line); ends its sessions and its lock. Refusal:
 * `auth.account_unknown`.
 */
export async function setPassword(
  tx: Tx,
  wish: { readonly login: string; readonly password: string; readonly mustChange: boolean },
): Promise<{ readonly accountId: bigint } | Refusal> {
  const account = await store.accountByLogin(tx, wish.login);
  if (account === undefined) return refuse('auth.account_unknown', { login: wish.login });
  const hash = await hashPassword(wish.password);
  const accountId = account.account_id;
  await store.insertPassword(tx, { accountId, hash, mustChange: wish.mustChange });
  await store.endSessions(tx, accountId, {});
  await store.clearAttempts(tx, wish.login);
  await recordAudit(tx, { verb: 'auth.set_password', subject: 'account', subjectKey: wish.login });
  return { accountId };
}

/** Creates an own token; its secret is shown once. Refusals: `auth.token_expiry`. */
export async function createToken(
  tx: Tx,
  wish: { readonly name: string; readonly expiresOn: Day },
): Promise<{ readonly row: store.TokenRow; readonly secret: string } | Refusal> {
  const policy = await signInRule(tx);
  const secret = newSecret();
  const row = await store.insertToken(tx, {
    accountId: tx.actor.accountId,
    name: wish.name,
    secretHash: hashSecret(secret),
    expiresOn: wish.expiresOn,
    daysMax: policy.tokenDaysMax,
  });
  if (row === undefined) return refuse('auth.token_expiry', { max: policy.tokenDaysMax });
  await recordAudit(tx, {
    verb: 'auth.create_token',
    subject: 'token',
    subjectKey: row.token_id.toString(),
    detail: { name: wish.name, expiresOn: wish.expiresOn },
  });
  return { row, secret };
}

export async function revokeToken(tx: Tx, tokenId: bigint): Promise<boolean> {
  const revoked = await store.revokeToken(tx, tx.actor.accountId, tokenId);
  if (revoked) {
    await recordAudit(tx, {
      verb: 'auth.revoke_token',
      subject: 'token',
      subjectKey: tokenId.toString(),
    });
  }
  return revoked;
}

export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly staffId: bigint | null;
  /** From `hashPassword`; a loader hashes one demo password once for all its accounts. */
  readonly passwordHash: string;
  readonly mustChange: boolean;
  readonly grants: readonly GrantWish[];
}

export interface GrantWish {
  readonly role: Role;
  readonly scope: ScopeKind;
  readonly unitIds: readonly bigint[];
}

/**
 * Creates a sign-in account with its grants. Refusals: `auth.bank_wide_not_allowed`,
 * `auth.login_taken`, `auth.staff_unknown`, `auth.unit_unknown`, `auth.scope_needs_staff`,
 * `auth.too_many_units`.
 */
export async function createAccount(
  tx: Tx,
  doors: AuthDoors,
  wish: NewAccount,
): Promise<{ readonly accountId: bigint } | Refusal> {
  if (!tx.actor.bankWide) return refuse('auth.bank_wide_not_allowed');
  const grants = await resolveGrants(tx, doors, wish.staffId, wish.grants);
  if (isRefusal(grants)) return grants;
  const accountId = await accounts.insertAccount(tx, wish);
  if (accountId === null) return refuse('auth.login_taken', { login: wish.login });
  await store.insertPassword(tx, {
    accountId,
    hash: wish.passwordHash,
    mustChange: wish.mustChange,
  });
  await accounts.saveGrants(tx, accountId, grants);
  await insertEvent(tx, { accountId, kind: 'created', reason: '', before: [], after: grants });
  await recordAudit(tx, {
    verb: 'auth.create_account',
    subject: 'account',
    subjectKey: wish.login,
    detail: { staffId: wish.staffId, grants: wish.grants },
  });
  return { accountId };
}

/**
 * Computes the ranges of an account anew: after its member of staff moved to another unit, or a
 * unit moved in the tree. Refusals as `createAccount`.
 */
export async function recomputeRanges(
  tx: Tx,
  doors: AuthDoors,
  account: { readonly accountId: bigint; readonly staffId: bigint | null },
): Promise<{ readonly accountId: bigint } | Refusal> {
  const before = await accounts.grantsOf(tx, account.accountId);
  const grants = await resolveGrants(tx, doors, account.staffId, before);
  if (isRefusal(grants)) return grants;
  await accounts.saveGrants(tx, account.accountId, grants);
  return { accountId: account.accountId };
}

/** The ranges of each wish. Refusals as `createAccount`. */
export async function resolveGrants(
  tx: Tx,
  doors: AuthDoors,
  staffId: bigint | null,
  wishes: readonly GrantWish[],
): Promise<readonly accounts.GrantRow[] | Refusal> {
  const own = staffId === null ? null : await doors.unitOfStaff(tx, staffId);
  if (staffId !== null && own === null) {
    return refuse('auth.staff_unknown', { staff: staffId });
  }
  const unitIds = [...new Set(wishes.flatMap((wish) => wish.unitIds))];
  const paths = await doors.unitPaths(tx, unitIds);
  const unknown = unitIds.find((unitId) => !paths.has(unitId));
  if (unknown !== undefined) return refuse('auth.unit_unknown', { unit: unknown });
  const grants: accounts.GrantRow[] = [];
  for (const wish of wishes) {
    if (wish.scope === 'own' && staffId === null) {
      return refuse('auth.scope_needs_staff', { scope: wish.scope });
    }
    const chosenPaths = wish.unitIds.map((unitId) => paths.get(unitId) ?? '');
    const ranges = rangesOf({ scope: wish.scope, ownPath: own?.path ?? null, chosenPaths });
    if (isRefusal(ranges)) return ranges;
    grants.push({ ...wish, ranges });
  }
  const all = limitRanges(grants.flatMap((grant) => grant.ranges));
  return isRefusal(all) ? all : grants;
}

/**
 * The rule in force on the clock's day: sign-in does not follow the business day of an imported
 * past book.
 */
async function signInRule(tx: Tx) {
  const { rows } = await sql<{ today: string }>`select auth_clock_day() as today`.execute(tx.db);
  return (await policyInForce(tx, signInPolicy, day(rows[0]?.today ?? ''))).body;
}
