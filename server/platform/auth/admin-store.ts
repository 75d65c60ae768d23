import { sql } from 'kysely';
import type { Role } from '../../../core/actor.ts';
import type { Tx } from '../db/transaction.ts';
import type { GrantRow } from './account-store.ts';
import { endSessions } from './store.ts';

export interface AccountState {
  readonly accountId: bigint;
  readonly login: string;
  readonly name: string;
  readonly staffId: bigint | null;
  readonly closure: { readonly fromDay: string; readonly reason: string } | null;
  readonly lockedUntil: string | null;
  /** The last thing done to it; 0: nothing yet. */
  readonly eventId: bigint;
}

export async function accountState(tx: Tx, accountId: bigint): Promise<AccountState | null> {
  const { rows } = await sql<AccountState>`
    select a.account_id as "accountId",
           a.login,
           a.name,
           a.staff_id as "staffId",
           case when c.account_id is not null
                then jsonb_build_object('fromDay', c.from_day, 'reason', c.reason) end as closure,
           t.locked_until as "lockedUntil",
           (
             select coalesce(max(e.event_id), 0)
             from auth_event e
             where e.account_id = a.account_id
           ) as "eventId"
    from auth_account a
    left join auth_closure c on c.account_id = a.account_id
    left join auth_attempt t on t.login = a.login and t.locked_until > now()
    where a.account_id = ${accountId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** One administration at a time: two must not each close the other's last administrator. */
export async function lockAccounts(tx: Tx): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended('auth-accounts', 0))
  `.execute(tx.db);
}

/**
 * Accounts besides this one that administer the whole bank and stay: an account with a closure of
 * a day to come still signs in, but from that day the bank would be without an administrator.
 */
export async function lastingAdministrators(tx: Tx, accountId: bigint): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct g.account_id)::integer as count
    from auth_grant g
    join auth_v_open_account o on o.account_id = g.account_id
    where g.account_id <> ${accountId}
      and g.role = 'administrator'
      and g.scope = 'bank'
      and o.closes_on is null
  `.execute(tx.db);
  return rows[0]!.count;
}

/** Open accounts by the roles that they hold together; those without a role are left out. */
export async function roleHolders(
  tx: Tx,
): Promise<readonly { readonly roles: readonly Role[]; readonly accounts: number }[]> {
  const { rows } = await sql<{ roles: Role[]; accounts: number }>`
    select held.roles, count(*)::integer as accounts
    from (
      select g.account_id, array_agg(distinct g.role order by g.role) as roles
      from auth_grant g
      join auth_v_open_account o on o.account_id = g.account_id
      group by g.account_id
    ) held
    group by held.roles
    order by held.roles
    limit 1000
  `.execute(tx.db);
  return rows;
}

export type EventKind =
  | 'created'
  | 'granted'
  | 'closed'
  | 'reopened'
  | 'unlocked'
  | 'password_set'
  | 'sessions_ended'
  | 'ranges_moved';

export async function insertEvent(
  tx: Tx,
  event: {
    readonly accountId: bigint;
    readonly kind: EventKind;
    readonly reason: string;
    readonly before?: readonly GrantRow[];
    readonly after?: readonly GrantRow[];
  },
): Promise<void> {
  const json = (grants: readonly GrantRow[] | undefined) =>
    grants === undefined
      ? null
      : JSON.stringify(
          grants.map(({ role, scope, unitIds }) => ({ role, scope, unitIds: unitIds.map(String) })),
        );
  await sql`
    insert into auth_event (
      account_id, kind, before_grants, after_grants, reason, by_account, by_login
    )
    values (
      ${event.accountId}, ${event.kind}, ${json(event.before)}::jsonb,
      ${json(event.after)}::jsonb, ${event.reason}, ${tx.actor.accountId}, ${tx.actor.login}
    )
  `.execute(tx.db);
}

export interface EventRow {
  readonly eventId: string;
  readonly kind: EventKind;
  readonly before: WrittenGrant[] | null;
  readonly after: WrittenGrant[] | null;
  readonly reason: string;
  readonly byLogin: string;
  readonly at: string;
}
type WrittenGrant = Pick<GrantRow, 'role' | 'scope'> & { readonly unitIds: string[] };

export async function eventsOf(tx: Tx, accountId: bigint): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select event_id::text as "eventId",
           kind,
           before_grants as before,
           after_grants as after,
           reason,
           by_login as "byLogin",
           at
    from auth_event
    where account_id = ${accountId}
    order by event_id desc
    limit 100
  `.execute(tx.db);
  return rows;
}

/** False when it is closed already. */
export async function insertClosure(
  tx: Tx,
  closure: { readonly accountId: bigint; readonly fromDay: string; readonly reason: string },
): Promise<boolean> {
  const done = await sql`
    insert into auth_closure (account_id, closed_by, from_day, reason)
    values (${closure.accountId}, ${tx.actor.accountId}, ${closure.fromDay}, ${closure.reason})
    on conflict (account_id) do nothing
  `.execute(tx.db);
  return done.numAffectedRows === 1n;
}

/** Closes from a day at the latest; a closure of a later day makes room. */
export async function closeBy(
  tx: Tx,
  closure: { readonly accountId: bigint; readonly fromDay: string; readonly reason: string },
): Promise<boolean> {
  await sql`
    delete from auth_closure
    where account_id = ${closure.accountId}
      and from_day > ${closure.fromDay}
  `.execute(tx.db);
  return insertClosure(tx, closure);
}

export async function deleteClosure(tx: Tx, accountId: bigint): Promise<boolean> {
  const done = await sql`
    delete from auth_closure
    where account_id = ${accountId}
  `.execute(tx.db);
  return done.numAffectedRows === 1n;
}

/** Open accounts of members of staff, for what follows from their unit and their exit. */
export async function staffAccounts(
  tx: Tx,
): Promise<{ accountId: bigint; staffId: bigint | null }[]> {
  const { rows } = await sql<{ accountId: bigint; staffId: bigint | null }>`
    select a.account_id as "accountId", a.staff_id as "staffId"
    from auth_v_open_account a
    where (
        a.staff_id is not null
        or exists (
          select 1
          from auth_grant g
          where g.account_id = a.account_id
            and g.scope = 'chosen_units'
        )
      )
    order by a.account_id
    limit 100000
  `.execute(tx.db);
  return rows;
}

/**
 * Sign-in tables are open to the door and their owner only: an administrator's act on another
 * account's sessions steps through that door for its one statement and back.
 */
async function throughDoor<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`select set_config('app.account_id', '0', true)`.execute(tx.db);
  const done = await work();
  await sql`
    select set_config('app.account_id', ${tx.actor.accountId.toString()}, true)
  `.execute(tx.db);
  return done;
}

export function endSessionsOf(tx: Tx, accountId: bigint): Promise<void> {
  return throughDoor(tx, () => endSessions(tx, accountId, {}));
}

export function openSessions(tx: Tx, accountId: bigint): Promise<number> {
  return throughDoor(tx, async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count
      from auth_session
      where account_id = ${accountId}
        and ended_at is null
        and idle_until > now()
        and expires_at > now()
    `.execute(tx.db);
    return rows[0]!.count;
  });
}
