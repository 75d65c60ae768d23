import { sql } from 'kysely';
import type { PathRange, Role, ScopeKind } from '../../../core/actor.ts';
import type { Tx } from '../db/transaction.ts';

/** An account as a request needs it. */
export interface AccountRow {
  readonly account_id: bigint;
  readonly login: string;
  readonly name: string;
  readonly staff_id: bigint | null;
  readonly must_change: boolean;
  readonly grants: readonly { role: Role; scope: ScopeKind; ranges: PathRange[] }[];
}

const accountColumns = sql`
  a.account_id, a.login, a.name, a.staff_id, p.must_change,
  (select coalesce(
            jsonb_agg(
              jsonb_build_object('role', g.role, 'scope', g.scope, 'ranges', g.ranges)
              order by g.grant_no
            ),
            '[]'::jsonb
          )
     from auth_grant g
    where g.account_id = a.account_id) as grants`;

const openAccounts = sql`
  auth_account a
  cross join lateral (
    select hash, must_change
    from auth_password
    where account_id = a.account_id
    order by password_id desc
    limit 1
  ) p`;

const isOpen = sql`
  exists (
    select 1
    from auth_v_open_account o
    where o.account_id = a.account_id
  )`;

export async function accountByLogin(
  tx: Tx,
  login: string,
): Promise<(AccountRow & { readonly hash: string }) | undefined> {
  const { rows } = await sql<AccountRow & { hash: string }>`
    select ${accountColumns}, p.hash
    from ${openAccounts}
    where a.login = ${login}
      and ${isOpen}
  `.execute(tx.db);
  return rows[0];
}

/** An open account by its key, for work in its name that outlives its sessions. */
export async function accountByKey(tx: Tx, accountId: bigint): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns}
    from ${openAccounts}
    where a.account_id = ${accountId}
      and ${isOpen}
  `.execute(tx.db);
  return rows[0];
}

/** The account of a caller, for its name; none for the program itself. */
export async function accountOf(
  tx: Tx,
  accountId: bigint,
): Promise<{ readonly name: string } | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name
    from auth_account
    where account_id = ${accountId}
  `.execute(tx.db);
  return rows[0];
}

export async function accountBySession(
  tx: Tx,
  secretHash: string,
): Promise<(AccountRow & { readonly session_id: bigint; readonly stale: boolean }) | undefined> {
  const { rows } = await sql<AccountRow & { session_id: bigint; stale: boolean }>`
    select ${accountColumns}, s.session_id, s.seen_at < now() - interval '1 minute' as stale
    from auth_session s
    join ${openAccounts} on a.account_id = s.account_id
    where s.secret_hash = ${secretHash}
      and s.ended_at is null
      and s.idle_until > now()
      and s.expires_at > now()
      and ${isOpen}
  `.execute(tx.db);
  return rows[0];
}

export async function accountByToken(
  tx: Tx,
  secretHash: string,
): Promise<(AccountRow & { readonly token_id: bigint; readonly stale: boolean }) | undefined> {
  const { rows } = await sql<AccountRow & { token_id: bigint; stale: boolean }>`
    select ${accountColumns}, t.token_id,
           coalesce(t.last_used_at < now() - interval '1 minute', true) as stale
    from auth_token t
    join ${openAccounts} on a.account_id = t.account_id
    where t.secret_hash = ${secretHash}
      and t.revoked_at is null
      and t.expires_on >= auth_clock_day()
      and ${isOpen}
  `.execute(tx.db);
  return rows[0];
}

export async function touchSession(tx: Tx, sessionId: bigint): Promise<void> {
  await sql`
    update auth_session
    set seen_at = now(),
        idle_until = least(now() + make_interval(mins => idle_minutes), expires_at)
    where session_id = ${sessionId}
  `.execute(tx.db);
}

export async function touchToken(tx: Tx, tokenId: bigint): Promise<void> {
  await sql`
    update auth_token
    set last_used_at = now()
    where token_id = ${tokenId}
  `.execute(tx.db);
}

export interface Attempt {
  readonly failures: number;
  /** ISO instant while locked. */
  readonly lockedUntil: string | null;
}

/**
 * Counts a try before its password is looked at, so that many at once cannot guess more often than
 * allowed. A lock that ran out, or a long pause, begins the count anew.
 */
export async function countAttempt(tx: Tx, login: string, windowMinutes: number): Promise<Attempt> {
  const { rows } = await sql<{ failures: number; locked_until: string | null }>`
    insert into auth_attempt as t (login, failures, last_at)
    values (${login}, 1, now())
    on conflict (login) do update
    set failures = case
          when t.locked_until > now() then t.failures
          when t.locked_until <= now()
            or t.last_at < now() - make_interval(mins => ${windowMinutes}) then 1
          else t.failures + 1
        end,
        locked_until = case when t.locked_until > now() then t.locked_until end,
        last_at = now()
    returning failures, locked_until
  `.execute(tx.db);
  const row = rows[0]!;
  return { failures: row.failures, lockedUntil: row.locked_until };
}

/** Locks a login and answers until when. */
export async function lockLogin(tx: Tx, login: string, minutes: number): Promise<string> {
  const { rows } = await sql<{ locked_until: string }>`
    update auth_attempt
    set locked_until = coalesce(locked_until, now() + make_interval(mins => ${minutes}))
    where login = ${login}
    returning locked_until
  `.execute(tx.db);
  return rows[0]?.locked_until ?? '';
}

export async function clearAttempts(tx: Tx, login: string): Promise<void> {
  await sql`
    delete from auth_attempt
    where login = ${login}
  `.execute(tx.db);
}

export async function insertSession(
  tx: Tx,
  session: {
    readonly secretHash: string;
    readonly accountId: bigint;
    readonly idleMinutes: number;
    readonly hours: number;
    readonly address: string;
    readonly agent: string;
  },
): Promise<void> {
  await sql`
    insert into auth_session
      (secret_hash, account_id, idle_minutes, idle_until, expires_at, address, agent)
    values (
      ${session.secretHash},
      ${session.accountId},
      ${session.idleMinutes},
      now() + make_interval(mins => ${session.idleMinutes}),
      now() + make_interval(hours => ${session.hours}),
      ${session.address},
      ${session.agent}
    )
  `.execute(tx.db);
}

/** Ends sessions of an account: one, or all but one. */
export async function endSessions(
  tx: Tx,
  accountId: bigint,
  which: { readonly only?: bigint; readonly allBut?: bigint },
): Promise<void> {
  await sql`
    update auth_session
    set ended_at = now()
    where account_id = ${accountId}
      and ended_at is null
      and (${which.only ?? null}::bigint is null or session_id = ${which.only ?? null})
      and session_id is distinct from ${which.allBut ?? null}
  `.execute(tx.db);
}

/** Sessions that ended over 90 days ago and old tries leave; the audit keeps what happened. */
export async function sweep(tx: Tx): Promise<void> {
  await sql`
    delete from auth_session
    where least(coalesce(ended_at, expires_at), idle_until) < now() - interval '90 days'
  `.execute(tx.db);
  await sql`
    delete from auth_attempt
    where last_at < now() - interval '2 days'
  `.execute(tx.db);
}

export async function insertPassword(
  tx: Tx,
  password: { readonly accountId: bigint; readonly hash: string; readonly mustChange: boolean },
): Promise<void> {
  await sql`
    insert into auth_password (account_id, hash, must_change, set_by)
    values (${password.accountId}, ${password.hash}, ${password.mustChange}, ${tx.actor.accountId})
  `.execute(tx.db);
}

export interface TokenRow {
  readonly token_id: bigint;
  readonly name: string;
  readonly created_at: string;
  readonly last_used_at: string | null;
  readonly expires_on: string;
}

export async function tokensOf(tx: Tx, accountId: bigint): Promise<readonly TokenRow[]> {
  const { rows } = await sql<TokenRow>`
    select token_id, name, created_at, last_used_at, expires_on
    from auth_token
    where account_id = ${accountId}
      and revoked_at is null
    order by token_id
    limit 200
  `.execute(tx.db);
  return rows;
}

/** The token's row, or undefined when the last day is past or more than `daysMax` ahead. */
export async function insertToken(
  tx: Tx,
  token: {
    readonly accountId: bigint;
    readonly name: string;
    readonly secretHash: string;
    readonly expiresOn: string;
    readonly daysMax: number;
  },
): Promise<TokenRow | undefined> {
  const { rows } = await sql<TokenRow>`
    insert into auth_token (account_id, name, secret_hash, expires_on)
    select ${token.accountId}, ${token.name}, ${token.secretHash}, ${token.expiresOn}::date
    where ${token.expiresOn}::date >= auth_clock_day()
      and ${token.expiresOn}::date <= auth_clock_day() + ${token.daysMax}::int
    returning token_id, name, created_at, last_used_at, expires_on
  `.execute(tx.db);
  return rows[0];
}

/** Whether there was such a living token of the account. */
export async function revokeToken(tx: Tx, accountId: bigint, tokenId: bigint): Promise<boolean> {
  const { rows } = await sql<{ token_id: bigint }>`
    update auth_token
    set revoked_at = now()
    where token_id = ${tokenId}
      and account_id = ${accountId}
      and revoked_at is null
    returning token_id
  `.execute(tx.db);
  return rows.length > 0;
}
