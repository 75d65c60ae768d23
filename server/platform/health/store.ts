import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';
import type { HealthState } from './contract.ts';
import type { Finding } from './rules.ts';

export interface DatabaseRow {
  readonly version: string;
  readonly sizeBytes: bigint;
  readonly used: number;
  readonly max: number;
}

export async function loadDatabase(tx: Tx): Promise<DatabaseRow> {
  const { rows } = await sql<DatabaseRow>`
    select split_part(version(), ' on ', 1) as version,
           pg_database_size(current_database()) as "sizeBytes",
           (
             select count(*)::int
             from pg_stat_activity
             where datname = current_database()
           ) as used,
           current_setting('max_connections')::int as max
  `.execute(tx.db);
  return rows[0]!;
}

export interface TableRow {
  readonly name: string;
  /** As the planner estimates them. */
  readonly rows: bigint;
  readonly bytes: bigint;
}

/** The largest tables with their indexes. */
export async function loadTables(tx: Tx, limit: number): Promise<readonly TableRow[]> {
  const { rows } = await sql<TableRow>`
    select c.relname as name,
           greatest(c.reltuples, 0)::bigint as rows,
           pg_total_relation_size(c.oid) as bytes
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'pgboss')
      and c.relkind = 'r'
    order by pg_total_relation_size(c.oid) desc, c.oid
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

export interface QueueRow {
  readonly waiting: number;
  readonly waitSeconds: number;
  readonly failedDay: number;
  readonly beatSeconds: number | null;
}

/** What waits, for how long, what failed in 24 hours, and the worker's last heart-beat. */
export async function loadQueue(tx: Tx): Promise<QueueRow> {
  const { rows } = await sql<QueueRow>`
    select (count(*) filter (where state < 'active'))::int as waiting,
           coalesce(
             max(extract(epoch from now() - start_after))
               filter (where state < 'active' and start_after < now()),
             0
           )::int as "waitSeconds",
           (count(*) filter (
             where state = 'failed' and completed_on > now() - interval '24 hours'
           ))::int as "failedDay",
           (
             select extract(epoch from now() - max(i.heartbeat_on))::int
             from pgboss.instance i
             where i.stopped_on is null
           ) as "beatSeconds"
    from pgboss.job
    where state in ('created', 'retry', 'failed')
  `.execute(tx.db);
  return rows[0]!;
}

/** Seconds that the oldest record waits to be chained; 0 when none does. */
export async function loadAuditWait(tx: Tx): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select coalesce(extract(epoch from now() - min(r.at)), 0)::int as seconds
    from audit_record r
    where r.at > now() - interval '2 days'
      and not exists (select 1 from audit_link l where l.record_id = r.record_id)
  `.execute(tx.db);
  return rows[0]?.seconds ?? 0;
}

/** Whole days until the certificate in use expires; null when there is none. */
export async function loadCertificateDays(tx: Tx): Promise<number | null> {
  const { rows } = await sql<{ days: number }>`
    select floor(extract(epoch from valid_until - now()) / 86400)::int as days
    from signing_certificate
    order by certificate_id desc
    limit 1
  `.execute(tx.db);
  return rows[0]?.days ?? null;
}

/** Whole days since the last import of each source. */
export async function loadImportDays(
  tx: Tx,
): Promise<readonly { readonly source: string; readonly days: number }[]> {
  const { rows } = await sql<{ source: string; days: number }>`
    select adapter as source,
           floor(extract(epoch from now() - max(finished_at)) / 86400)::int as days
    from imports_batch
    group by adapter
    order by adapter
    limit 200
  `.execute(tx.db);
  return rows;
}

export interface BackupRow {
  readonly file: string;
  readonly madeAt: string;
  readonly ageDays: number;
  readonly login: string;
  readonly secretFingerprint: string;
  readonly rows: bigint;
  readonly bytes: bigint;
}

/** The latest backups, newest first. */
export async function loadBackups(tx: Tx, limit: number): Promise<readonly BackupRow[]> {
  const { rows } = await sql<BackupRow>`
    select file,
           made_at as "madeAt",
           floor(extract(epoch from now() - made_at) / 86400)::int as "ageDays",
           login,
           secret_fingerprint as "secretFingerprint",
           row_count as rows,
           size_bytes as bytes
    from health_backup
    order by backup_id desc
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

export interface NewBackup {
  readonly file: string;
  readonly version: string;
  readonly secretFingerprint: string;
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
}

export async function insertBackup(tx: Tx, made: NewBackup): Promise<void> {
  await sql`
    insert into health_backup
      (file, version, secret_fingerprint, table_count, row_count, size_bytes, login)
    values (
      ${made.file},
      ${made.version},
      ${made.secretFingerprint},
      ${made.tables},
      ${made.rows},
      ${made.bytes},
      ${tx.actor.login}
    )
  `.execute(tx.db);
}

export interface TurnRow {
  readonly check: string;
  readonly state: HealthState;
  readonly since: string;
}

/** The state of each check as the watch saw it last, and since when. */
export async function loadTurns(tx: Tx): Promise<readonly TurnRow[]> {
  const { rows } = await sql<TurnRow>`
    select distinct on (check_name) check_name as "check", state, turned_at as since
    from health_turn
    order by check_name, turn_id desc
    limit 200
  `.execute(tx.db);
  return rows;
}

export async function insertTurn(tx: Tx, found: Finding): Promise<void> {
  await sql`
    insert into health_turn (check_name, state, found, params)
    values (
      ${found.check},
      ${found.state},
      ${found.found},
      ${JSON.stringify(found.params)}::jsonb
    )
  `.execute(tx.db);
}

/** Whether this transaction may watch: one at a time, over all processes. */
export async function takeWatchTurn(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('health:watch', 0)) as taken
  `.execute(tx.db);
  return rows[0]?.taken ?? false;
}
