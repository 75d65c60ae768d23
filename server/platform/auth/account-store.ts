import { sql } from 'kysely';
import type { PathRange, Role, ScopeKind } from '../../../core/actor.ts';
import type { Tx } from '../db/transaction.ts';

export interface GrantRow {
  readonly role: Role;
  readonly scope: ScopeKind;
  readonly unitIds: readonly bigint[];
  readonly ranges: readonly PathRange[];
}

/** The new account's id, or null when the login is taken. */
export async function insertAccount(
  tx: Tx,
  account: { readonly login: string; readonly name: string; readonly staffId: bigint | null },
): Promise<bigint | null> {
  const { rows } = await sql<{ account_id: bigint }>`
    insert into auth_account (login, name, staff_id, created_by)
    values (${account.login}, ${account.name}, ${account.staffId}, ${tx.actor.accountId})
    on conflict (login) do nothing
    returning account_id
  `.execute(tx.db);
  return rows[0]?.account_id ?? null;
}

/** Replaces the grants of an account. */
export async function saveGrants(
  tx: Tx,
  accountId: bigint,
  grants: readonly GrantRow[],
): Promise<void> {
  await sql`
    delete from auth_grant
    where account_id = ${accountId}
  `.execute(tx.db);
  for (const [at, grant] of grants.entries()) {
    await sql`
      insert into auth_grant (account_id, grant_no, role, scope, unit_ids, ranges, granted_by)
      values (
        ${accountId},
        ${at + 1},
        ${grant.role},
        ${grant.scope},
        ${[...grant.unitIds].map(String)}::bigint[],
        ${JSON.stringify(grant.ranges)}::jsonb,
        ${tx.actor.accountId}
      )
    `.execute(tx.db);
  }
}

export async function grantsOf(tx: Tx, accountId: bigint): Promise<readonly GrantRow[]> {
  const { rows } = await sql<{
    role: Role;
    scope: ScopeKind;
    unit_ids: bigint[];
    ranges: PathRange[];
  }>`
    select role, scope, unit_ids, ranges
    from auth_grant
    where account_id = ${accountId}
    order by grant_no
    limit 100
  `.execute(tx.db);
  return rows.map((row) => ({
    role: row.role,
    scope: row.scope,
    unitIds: row.unit_ids,
    ranges: row.ranges,
  }));
}

export interface AccountListRow {
  readonly account_id: bigint;
  readonly login: string;
  readonly name: string;
  readonly staff_id: bigint | null;
  readonly roles: string;
  readonly locked_until: string | null;
  readonly last_sign_in_at: string | null;
}

/** Accounts by login, from a login on. `descending` turns the order. */
export async function listAccounts(
  tx: Tx,
  list: {
    readonly search: string;
    /** Open accounts with one of these roles; null: every account. */
    readonly roles: readonly string[] | null;
    readonly after: string | null;
    readonly descending: boolean;
    readonly limit: number;
  },
): Promise<readonly AccountListRow[]> {
  const { rows } = await sql<AccountListRow>`
    select a.account_id, a.login, a.name, a.staff_id,
           coalesce((select string_agg(g.role, ', ' order by g.grant_no)
                       from auth_grant g
                      where g.account_id = a.account_id), '') as roles,
           t.locked_until,
           (select max(r.at)
              from audit_record r
             where r.account_id = a.account_id
               and r.verb = 'auth.sign_in') as last_sign_in_at
    from auth_account a
    left join auth_attempt t on t.login = a.login and t.locked_until > now()
    where (${list.search} = ''
           or strpos(a.login, lower(${list.search})) > 0
           or strpos(a.name, ${list.search}) > 0)
      and ${holding(list.roles)}
      and (${list.after}::text is null
           or case
                when ${list.descending} then a.login < ${list.after}
                else a.login > ${list.after}
              end)
    order by case when ${list.descending} then a.login end desc, a.login
    limit ${list.limit}
  `.execute(tx.db);
  return rows;
}

/** How many accounts fit, counted up to `cap` + 1. */
export async function countAccounts(
  tx: Tx,
  { search, roles }: { readonly search: string; readonly roles: readonly string[] | null },
  cap: number,
): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count
    from (
      select 1
      from auth_account a
      where (${search} = ''
             or strpos(a.login, lower(${search})) > 0
             or strpos(a.name, ${search}) > 0)
        and ${holding(roles)}
      limit ${cap + 1}
    ) found
  `.execute(tx.db);
  return Number(rows[0]?.count ?? 0n); // tidy: not money
}

/** Who holds a role is an open account; nobody else can use it. */
function holding(roles: readonly string[] | null) {
  if (roles === null) return sql`true`;
  return sql`exists (
        select 1
        from auth_grant g
        join auth_v_open_account o on o.account_id = g.account_id
        where g.account_id = a.account_id
          and g.role = any (${[...roles]}::text[])
      )`;
}

export interface DemoSignIn {
  readonly login: string;
  readonly role: Role;
  readonly name: string;
  readonly password: string;
}

export async function demoSignIns(tx: Tx): Promise<readonly DemoSignIn[]> {
  const { rows } = await sql<DemoSignIn>`
    select login, role, name, password
    from auth_demo_sign_in
    order by position
    limit 100
  `.execute(tx.db);
  return rows;
}

export async function saveDemoSignIns(tx: Tx, list: readonly DemoSignIn[]): Promise<void> {
  await sql`
    delete from auth_demo_sign_in
  `.execute(tx.db);
  for (const [at, one] of list.entries()) {
    await sql`
      insert into auth_demo_sign_in (position, login, role, name, password)
      values (${at + 1}, ${one.login}, ${one.role}, ${one.name}, ${one.password})
    `.execute(tx.db);
  }
}

/** Removes accounts with all that hangs on them (demo clear); their audit rows stay. */
export async function deleteAccounts(tx: Tx, accountIds: readonly bigint[]): Promise<void> {
  const ids = sql`any(${accountIds.map(String)}::bigint[])`;
  await sql`
    delete from auth_attempt
    where login in (select login from auth_account where account_id = ${ids})
  `.execute(tx.db);
  await sql`
    delete from auth_grant_answer
    where request_id in (select request_id from auth_grant_request where account_id = ${ids})
  `.execute(tx.db);
  for (const table of ofAccount) {
    await sql`
      delete from ${sql.table(table)}
      where account_id = ${ids}
    `.execute(tx.db);
  }
}

/** Those that hang on an account, then the account. */
const ofAccount = [
  'auth_grant_request',
  'auth_session',
  'auth_token',
  'auth_grant',
  'auth_password',
  'auth_closure',
  'auth_account',
];
