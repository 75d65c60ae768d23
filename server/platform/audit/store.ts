import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';
import { copyRows } from '../db/copy.ts';

/** The record as one text: every column, instants to the microsecond, the detail as jsonb. */
const canonical = sql`
  jsonb_build_array(
    r.record_id,
    to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    r.account_id,
    r.login,
    r.verb,
    r.subject,
    r.subject_key,
    r.detail
  )::text`;

export interface Link {
  readonly linkNo: bigint;
  readonly hash: string;
}

export interface UnsealedRecord {
  readonly recordId: bigint;
  readonly text: string;
}

/** Whether this transaction may seal: one sealer at a time, over all processes. */
export async function takeSealerTurn(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('audit:sealer', 0)) as taken
  `.execute(tx.db);
  return rows[0]?.taken ?? false;
}

export async function headOf(tx: Tx): Promise<Link | null> {
  const { rows } = await sql<Link>`
    select link_no as "linkNo", hash
    from audit_link
    order by link_no desc
    limit 1
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** When the latest link was made. */
export async function sealedAt(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ at: string }>`
    select linked_at as at
    from audit_link
    order by link_no desc
    limit 1
  `.execute(tx.db);
  return rows[0]?.at ?? null;
}

export async function linkAt(tx: Tx, linkNo: bigint): Promise<Link | null> {
  const { rows } = await sql<Link>`
    select link_no as "linkNo", hash
    from audit_link
    where link_no = ${linkNo}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Records above `floor` that no link holds yet. */
export async function unsealedAbove(
  tx: Tx,
  floor: bigint,
  limit: number,
): Promise<readonly UnsealedRecord[]> {
  const { rows } = await sql<UnsealedRecord>`
    select r.record_id as "recordId", ${canonical} as text
    from audit_record r
    where r.record_id > ${floor}
      and not exists (select 1 from audit_link l where l.record_id = r.record_id)
    order by r.record_id
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

export async function insertLinks(
  tx: Tx,
  links: readonly (Link & { readonly recordId: bigint })[],
): Promise<void> {
  await copyRows(
    tx,
    'audit_link',
    ['link_no', 'record_id', 'hash'],
    links.map((link) => [link.linkNo, link.recordId, link.hash]),
  );
}

export interface ChainRow {
  readonly linkNo: bigint;
  readonly recordId: bigint;
  readonly hash: string;
  /** Microseconds since 1970; the links of one pass of the sealer share it. */
  readonly linkedAt: bigint;
  /** Null when the record is gone; so are `at` and `atText`. */
  readonly text: string | null;
  readonly at: bigint | null;
  readonly atText: string | null;
}

/** Links after one number in order, each with its record. */
export async function chainAfter(
  tx: Tx,
  linkNo: bigint,
  limit: number,
): Promise<readonly ChainRow[]> {
  const { rows } = await sql<ChainRow>`
    select l.link_no as "linkNo",
           l.record_id as "recordId",
           l.hash,
           (extract(epoch from l.linked_at) * 1000000)::bigint as "linkedAt",
           case when r.record_id is not null then ${canonical} end as text,
           (extract(epoch from r.at) * 1000000)::bigint as at,
           r.at::text as "atText"
    from audit_link l
    left join audit_record r on r.record_id = l.record_id
    where l.link_no > ${linkNo}
    order by l.link_no
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

/** Records that wait, and those among them that should have been chained by the last pass. */
export async function waitingRecords(
  tx: Tx,
): Promise<{ readonly count: number; readonly late: readonly { recordId: bigint; at: string }[] }> {
  const { rows } = await sql<{ recordId: bigint; at: string; isLate: boolean }>`
    select r.record_id as "recordId",
           r.at::text as at,
           coalesce(
             r.at < (select max(linked_at) from audit_link) - interval '6 hours',
             false
           ) as "isLate"
    from audit_record r
    where not exists (select 1 from audit_link l where l.record_id = r.record_id)
    order by r.record_id
    limit 100000
  `.execute(tx.db);
  return { count: rows.length, late: rows.filter((row) => row.isLate) };
}

export interface AuditFilter {
  readonly actor: string | null;
  readonly verb: string | null;
  readonly subject: string | null;
  readonly subjectKey: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly customer: string | null;
  readonly q: string | null;
  readonly timeZone: string;
  /** Only records below this one; null from the latest. */
  readonly below: bigint | null;
}

export interface AuditRow {
  readonly recordId: bigint;
  readonly at: string;
  readonly login: string;
  readonly name: string | null;
  readonly verb: string;
  readonly subject: string;
  readonly subjectKey: string;
  readonly linkNo: bigint | null;
  readonly detail: Record<string, unknown>;
}

function fits(filter: AuditFilter) {
  const { actor, verb, subject, subjectKey, from, until, customer, q, timeZone } = filter;
  const parts = [sql`true`];
  if (actor !== null) parts.push(sql`r.login = ${actor}`);
  if (verb !== null) parts.push(sql`starts_with(r.verb, ${verb})`);
  if (subject !== null) parts.push(sql`r.subject = ${subject}`);
  if (subjectKey !== null) parts.push(sql`r.subject_key = ${subjectKey}`);
  if (from !== null) parts.push(sql`r.at >= ${from}::date::timestamp at time zone ${timeZone}`);
  if (until !== null) {
    parts.push(sql`r.at < (${until}::date + 1)::timestamp at time zone ${timeZone}`);
  }
  if ((q !== null || customer !== null) && from === null && until === null) {
    parts.push(sql`r.at > now() - interval '92 days'`);
  }
  if (customer !== null) {
    parts.push(sql`(
      (r.subject = 'customer' and r.subject_key = ${customer})
      or r.detail ->> 'customerNo' = ${customer}
      or r.detail ->> 'customer' = ${customer}
      or starts_with(r.subject_key, ${`${customer} `})
    )`);
  }
  if (q !== null) {
    parts.push(sql`
      strpos(lower(r.subject_key || ' ' || r.login || ' ' || r.detail::text), lower(${q})) > 0
    `);
  }
  return sql.join(parts, sql` and `);
}

/** Records that fit, latest first. */
export async function listRecords(
  tx: Tx,
  filter: AuditFilter,
  limit: number,
): Promise<readonly AuditRow[]> {
  const { rows } = await sql<AuditRow>`
    select r.record_id as "recordId",
           r.at,
           r.login,
           a.name,
           r.verb,
           r.subject,
           r.subject_key as "subjectKey",
           l.link_no as "linkNo",
           r.detail
    from audit_record r
    left join audit_link l on l.record_id = r.record_id
    left join auth_account a on a.account_id = r.account_id and r.account_id <> 0
    where ${fits(filter)}
      and (${filter.below}::bigint is null or r.record_id < ${filter.below})
    order by r.record_id desc
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

/** How many fit, counted up to `cap` + 1. */
export async function countRecords(tx: Tx, filter: AuditFilter, cap: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (
      select 1
      from audit_record r
      where ${fits(filter)}
      limit ${cap + 1}
    ) found
  `.execute(tx.db);
  return rows[0]?.count ?? 0;
}
