import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';
import type { JobState } from './contract.ts';

/** Reads the queue's own tables (schema pgboss); they are written by pg-boss only. */
export interface RunRow {
  readonly jobId: string;
  readonly name: string;
  readonly state: JobState;
  readonly data: unknown;
  readonly attempts: number;
  readonly createdAt: string;
  /** The same to the microsecond, for the cursor. */
  readonly createdKey: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly tookMs: bigint | null;
  readonly output: unknown;
  readonly askedBy: string | null;
  readonly askedByName: string | null;
  readonly againOf: string | null;
  readonly repeated: boolean;
}

const state = sql`
  case j.state
    when 'created' then 'waiting'
    when 'retry' then 'again'
    when 'active' then 'running'
    when 'completed' then 'done'
    else j.state::text
  end`;

const columns = sql`
  j.id as "jobId",
  j.name,
  ${state} as state,
  j.data,
  case when j.started_on is null then 0 else j.retry_count + 1 end as attempts,
  j.created_on as "createdAt",
  to_char(j.created_on at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdKey",
  j.started_on as "startedAt",
  j.completed_on as "endedAt",
  case
    when j.started_on is null then null
    else greatest(
      0,
      extract(epoch from coalesce(j.completed_on, now()) - j.started_on) * 1000
    )::bigint
  end as "tookMs",
  j.output,
  a.login as "askedBy",
  c.name as "askedByName",
  a.again_of as "againOf",
  exists (select 1 from jobs_asked again where again.again_of = j.id) as repeated
`;
const asked = sql`
  left join jobs_asked a on a.job_id = j.id
  left join auth_account c on c.account_id = a.account_id and a.account_id <> 0
`;

/** Whether the queue has been made in this database. */
export async function isThere(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select to_regclass('pgboss.job') is not null as found
  `.execute(tx.db);
  return rows[0]?.found ?? false;
}

export interface RunFilter {
  readonly state: JobState | null;
  /** Day of China. */
  readonly day: string | null;
  readonly below: { readonly at: string; readonly jobId: string } | null;
}

/** Runs of these kinds, latest first: each kind through its own index. */
export async function listRuns(
  tx: Tx,
  names: readonly string[],
  filter: RunFilter,
  limit: number,
): Promise<readonly RunRow[]> {
  const { day, below } = filter;
  const { rows } = await sql<RunRow>`
    select ${columns}
    from (
      select found.*
      from unnest(${[...names]}::text[]) as kind
      cross join lateral (
        select j.*
        from pgboss.job j
        where j.name = kind
          and (${filter.state}::text is null or ${state} = ${filter.state})
          and (
            ${day}::date is null
            or j.created_on >= ${day}::date::timestamp at time zone 'Asia/Shanghai'
            and j.created_on < (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai'
          )
          and (
            ${below?.at ?? null}::timestamptz is null
            or (j.created_on, j.id) < (
              ${below?.at ?? null}::timestamptz,
              ${below?.jobId ?? null}::uuid
            )
          )
        order by j.created_on desc, j.id desc
        limit ${limit}
      ) found
      order by found.created_on desc, found.id desc
      limit ${limit}
    ) j
    ${asked}
    order by j.created_on desc, j.id desc
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

/** Of each kind the run that ended last, or else the latest one. */
export async function lastRuns(tx: Tx, names: readonly string[]): Promise<readonly RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${columns}
    from unnest(${[...names]}::text[]) as kind
    cross join lateral (
      select one.*
      from pgboss.job one
      where one.name = kind
        and one.started_on is not null
      order by one.created_on desc, one.id desc
      limit 1
    ) j
    ${asked}
    order by j.name, j.id
    limit 1000
  `.execute(tx.db);
  return rows;
}

export interface KindCounts {
  readonly name: string;
  readonly waiting: number;
  readonly running: number;
  readonly failedDay: number;
}

/** What waits and runs now, and failed for good in the last 24 hours, by kind. */
export async function countKinds(tx: Tx): Promise<readonly KindCounts[]> {
  const { rows } = await sql<KindCounts>`
    select j.name,
           (count(*) filter (where j.state < 'active'))::int as waiting,
           (count(*) filter (where j.state = 'active'))::int as running,
           (count(*) filter (
             where j.state = 'failed' and j.completed_on > now() - interval '24 hours'
           ))::int as "failedDay"
    from pgboss.job j
    where j.state in ('created', 'retry', 'active', 'failed')
    group by j.name
    order by j.name
    limit 1000
  `.execute(tx.db);
  return rows;
}

/** The run, held until the transaction ends. */
export async function lockRun(
  tx: Tx,
  jobId: string,
): Promise<Pick<RunRow, 'jobId' | 'name' | 'state' | 'data'> | null> {
  const { rows } = await sql<Pick<RunRow, 'jobId' | 'name' | 'state' | 'data'>>`
    select j.id as "jobId", j.name, ${state} as state, j.data
    from pgboss.job j
    where j.id = ${jobId}
    for update
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Waits for whoever else starts one of this kind, until the transaction ends. */
export async function lockKind(tx: Tx, name: string): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`jobs:${name}`}, 0))
  `.execute(tx.db);
}

export async function countOpen(tx: Tx, name: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from pgboss.job j
    where j.name = ${name}
      and j.state in ('created', 'retry', 'active')
  `.execute(tx.db);
  return rows[0]?.count ?? 0;
}

export interface NewAsked {
  readonly jobId: string;
  readonly name: string;
  readonly againOf: string | null;
}

/** Notes that the actor of this transaction asked for the job. */
export async function insertAsked(tx: Tx, asking: NewAsked): Promise<void> {
  await sql`
    insert into jobs_asked (job_id, job_name, account_id, login, again_of)
    values (
      ${asking.jobId},
      ${asking.name},
      ${tx.actor.accountId},
      ${tx.actor.login},
      ${asking.againOf}
    )
  `.execute(tx.db);
}

/** Who repeated the run, if anybody. */
export async function loadRepetition(
  tx: Tx,
  jobId: string,
): Promise<{ readonly login: string } | null> {
  const { rows } = await sql<{ login: string }>`
    select login
    from jobs_asked
    where again_of = ${jobId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface UntoldRow {
  readonly jobId: string;
  readonly name: string;
  readonly failedAt: string;
  readonly output: unknown;
}

/** Runs that failed for good and were not looked at yet, oldest first. */
export async function loadUntold(tx: Tx): Promise<readonly UntoldRow[]> {
  const { rows } = await sql<UntoldRow>`
    select j.id as "jobId", j.name, j.completed_on as "failedAt", j.output
    from pgboss.job j
    where j.state = 'failed'
      and not exists (select 1 from jobs_told t where t.job_id = j.id)
    order by j.completed_on, j.id
    limit 200
  `.execute(tx.db);
  return rows;
}

/** Kinds of which administrators were told within the last so many hours. */
export async function loadToldKinds(tx: Tx, hours: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    select distinct job_name as name
    from jobs_told
    where noticed
      and told_at > now() - make_interval(hours => ${hours})
    order by job_name
    limit 1000
  `.execute(tx.db);
  return new Set(rows.map((row) => row.name));
}

/** Answers whether it was not noted before. */
export async function insertTold(
  tx: Tx,
  told: Omit<UntoldRow, 'output'> & { readonly noticed: boolean },
): Promise<boolean> {
  const { rows } = await sql<{ jobId: string }>`
    insert into jobs_told (job_id, job_name, failed_at, noticed)
    values (${told.jobId}, ${told.name}, ${told.failedAt}, ${told.noticed})
    on conflict (job_id) do nothing
    returning job_id as "jobId"
  `.execute(tx.db);
  return rows.length > 0;
}
