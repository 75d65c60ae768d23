import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';
import type { RefusalKind } from './contract.ts';
import { auditTimeZone } from './time-zone.ts';

/** Adds to the actor's count of the day; answers whether it is the first of that day. */
export async function countRefusals(
  tx: Tx,
  of: {
    readonly method: string;
    readonly route: string;
    readonly kind: RefusalKind;
    readonly count: number;
    readonly last: Date;
  },
): Promise<boolean> {
  const last = of.last.toISOString();
  const { rows } = await sql<{ first: boolean }>`
    insert into audit_refusal
      (account_id, login, method, route, kind, day, refused, first_at, last_at)
    values (
      ${tx.actor.accountId},
      ${tx.actor.login},
      ${of.method},
      ${of.route},
      ${of.kind},
      (${last}::timestamptz at time zone ${auditTimeZone})::date,
      ${of.count},
      ${last},
      ${last}
    )
    on conflict on constraint audit_refusal__once do update
    set refused = audit_refusal.refused + excluded.refused,
        last_at = greatest(audit_refusal.last_at, excluded.last_at)
    returning xmax = 0 as first
  `.execute(tx.db);
  return rows[0]!.first;
}

export interface RefusalFilter {
  readonly actor: string | null;
  readonly kind: RefusalKind | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly q: string | null;
  /** Only rows below this one; null from the latest. */
  readonly below: bigint | null;
}

export interface RefusalRow {
  readonly refusalId: bigint;
  readonly day: string;
  readonly login: string;
  readonly name: string | null;
  readonly method: string;
  readonly route: string;
  readonly kind: RefusalKind;
  readonly refused: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

function fits({ actor, kind, from, until, q }: RefusalFilter) {
  const parts = [sql`true`];
  if (actor !== null) parts.push(sql`r.login = ${actor}`);
  if (kind !== null) parts.push(sql`r.kind = ${kind}`);
  if (from !== null) parts.push(sql`r.day >= ${from}`);
  if (until !== null) parts.push(sql`r.day <= ${until}`);
  if (q !== null) {
    parts.push(sql`strpos(lower(r.login || ' ' || r.method || ' ' || r.route), lower(${q})) > 0`);
  }
  return sql.join(parts, sql` and `);
}

/** Rows that fit, the latest first. */
export async function listRefusals(
  tx: Tx,
  filter: RefusalFilter,
  limit: number,
): Promise<readonly RefusalRow[]> {
  const { rows } = await sql<RefusalRow>`
    select r.refusal_id as "refusalId",
           r.day,
           r.login,
           a.name,
           r.method,
           r.route,
           r.kind,
           r.refused,
           r.first_at as "firstAt",
           r.last_at as "lastAt"
    from audit_refusal r
    left join auth_account a on a.account_id = r.account_id
    where ${fits(filter)}
      and (${filter.below}::bigint is null or r.refusal_id < ${filter.below})
    order by r.refusal_id desc
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

/** How many rows fit, counted up to `cap` + 1. */
export async function sizeOfRefusals(tx: Tx, filter: RefusalFilter, cap: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (
      select 1
      from audit_refusal r
      where ${fits(filter)}
      limit ${cap + 1}
    ) found
  `.execute(tx.db);
  return rows[0]?.count ?? 0;
}

export interface RefusedAccountRow {
  readonly login: string;
  readonly name: string | null;
  readonly refused: number;
  readonly routes: number;
  readonly lastAt: string;
}

/** Accounts that were refused in the last days of the clock, today included, most often first. */
export async function refusedAccounts(
  tx: Tx,
  asked: { readonly days: number; readonly limit: number },
): Promise<readonly RefusedAccountRow[]> {
  const { rows } = await sql<RefusedAccountRow>`
    select r.login,
           a.name,
           sum(r.refused)::int as refused,
           count(distinct r.method || ' ' || r.route)::int as routes,
           max(r.last_at) as "lastAt"
    from audit_refusal r
    left join auth_account a on a.account_id = r.account_id
    where r.day > (now() at time zone ${auditTimeZone})::date - ${asked.days}::int
    group by r.account_id, r.login, a.name
    order by refused desc, r.account_id, r.login
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}
