import { sql } from 'kysely';
import type { Role, ScopeKind } from '../../../core/actor.ts';
import type { Tx } from '../db/transaction.ts';

export interface OwnGrant {
  readonly role: Role;
  readonly scope: ScopeKind;
  readonly unitIds: readonly bigint[];
}

/** The actor's own roles, each with the part of the bank it reaches. */
export async function loadOwnGrants(tx: Tx): Promise<readonly OwnGrant[]> {
  const { rows } = await sql<OwnGrant & { unitIds: readonly string[] }>`
    select role, scope, unit_ids::text[] as "unitIds"
    from auth_grant
    where account_id = ${tx.actor.accountId}
    order by grant_no
    limit 100
  `.execute(tx.db);
  return rows.map((row) => ({ ...row, unitIds: row.unitIds.map(BigInt) }));
}

export interface SessionRow {
  readonly sessionId: bigint;
  readonly openedAt: string;
  readonly seenAt: string;
  readonly endsAt: string;
  readonly address: string;
  readonly agent: string;
}

/** The actor's own sessions that still last, the last used first. */
export async function loadOwnSessions(tx: Tx): Promise<readonly SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select session_id as "sessionId", opened_at as "openedAt", seen_at as "seenAt",
           least(idle_until, expires_at) as "endsAt", address, agent
    from auth_session
    where account_id = ${tx.actor.accountId}
      and ended_at is null
      and idle_until > now()
      and expires_at > now()
    order by seen_at desc, session_id desc
    limit 100
  `.execute(tx.db);
  return rows;
}

/** When a session ends: after so many minutes of rest, and at its longest. The last one opened. */
export async function loadSessionEnds(
  tx: Tx,
  sessionId: bigint | null,
): Promise<{ readonly idleMinutes: number; readonly at: string } | null> {
  const { rows } = await sql<{ idleMinutes: number; at: string }>`
    select idle_minutes as "idleMinutes", expires_at as at
    from auth_session
    where account_id = ${tx.actor.accountId}
      and ended_at is null
      and (${sessionId}::bigint is null or session_id = ${sessionId})
    order by session_id desc
    limit 1
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Ends one of the actor's own sessions, or all but one; answers how many ended. */
export async function endOwnSessions(
  tx: Tx,
  which: { readonly only: bigint } | { readonly allBut: bigint },
): Promise<number> {
  const chosen =
    'only' in which ? sql`session_id = ${which.only}` : sql`session_id <> ${which.allBut}`;
  const done = await sql`
    update auth_session
    set ended_at = now()
    where account_id = ${tx.actor.accountId}
      and ended_at is null
      and idle_until > now()
      and expires_at > now()
      and ${chosen}
  `.execute(tx.db);
  return Number(done.numAffectedRows ?? 0n); // tidy: not money
}
