import { systemActor, type Actor, type Role } from '../../../core/actor.ts';
import type { Database, Tx } from '../db/transaction.ts';
import type { Caller, Identify } from '../http/caller.ts';
import { hashSecret } from './passwords.ts';
import { mergeRanges } from './scope.ts';
import * as store from './store.ts';

/**
 * The narrow door: sign-in tables are read before there is an actor, with this fixed scope and
 * nothing else.
 */
export const doorkeeper = systemActor('sign-in');

/** Finds who calls by the session cookie, else by the token of the header. */
export function identifyBy(database: Database): Identify {
  return async ({ cookie, bearer }) => {
    if (bearer !== undefined) return byToken(database, hashSecret(bearer));
    return cookie === undefined ? undefined : bySession(database, hashSecret(cookie));
  };
}

/** Roles and ranges of all grants in one actor. */
export function actorOf(account: store.AccountRow): Actor {
  const roles = [...new Set<Role>(account.grants.map((grant) => grant.role))];
  const bankWide = account.grants.some((grant) => grant.scope === 'bank');
  return {
    accountId: account.account_id,
    login: account.login,
    staffId: account.staff_id,
    roles,
    bankWide,
    ranges: bankWide ? [] : mergeRanges(account.grants.flatMap((grant) => grant.ranges)),
  };
}

/**
 * Who an account is now, for background work in its name: null when it was closed or must change
 * its password first, like a caller who would be refused.
 */
export async function actorOfAccount(
  tx: Tx,
  accountId: bigint,
): Promise<{ readonly actor: Actor; readonly name: string } | null> {
  const found = await store.accountByKey(tx, accountId);
  if (found === undefined || found.must_change) return null;
  return { actor: actorOf(found), name: found.name };
}

async function bySession(database: Database, secretHash: string): Promise<Caller | undefined> {
  return database.transaction(doorkeeper, async (tx) => {
    const found = await store.accountBySession(tx, secretHash);
    if (found === undefined) return undefined;
    if (found.stale) await store.touchSession(tx, found.session_id);
    return callerOf(found, 'session', found.session_id);
  });
}

async function byToken(database: Database, secretHash: string): Promise<Caller | undefined> {
  return database.transaction(doorkeeper, async (tx) => {
    const found = await store.accountByToken(tx, secretHash);
    if (found === undefined) return undefined;
    if (found.stale) await store.touchToken(tx, found.token_id);
    return callerOf(found, 'token', found.token_id);
  });
}

function callerOf(account: store.AccountRow, via: Caller['via'], key: bigint): Caller {
  return { actor: actorOf(account), via, key, mustChangePassword: account.must_change };
}
