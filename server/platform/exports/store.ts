import { sql } from 'kysely';
import type { Locale } from '../../../core/messages.ts';
import type { RefusalParams } from '../../../core/refusal.ts';
import type { Tx } from '../db/transaction.ts';
import type { ExportFormat, ExportState, ExportWish } from './contract.ts';

export interface ExportRecord {
  readonly exportId: bigint;
  readonly accountId: bigint;
  readonly list: string;
  readonly name: string;
  readonly wish: ExportWish;
  readonly format: ExportFormat;
  readonly locale: Locale;
  readonly askedAt: string;
  readonly state: ExportState | 'deleted';
  readonly attemptNo: number | null;
  readonly finishedAt: string | null;
  readonly rowCount: bigint | null;
  readonly sizeBytes: bigint | null;
  readonly fileDigest: string | null;
  readonly rowsDigest: string | null;
  readonly scopeKey: string | null;
  readonly keepUntil: string | null;
  readonly refused: string | null;
  readonly refusedParams: Readonly<Record<string, string>> | null;
}

const shown = sql`
  select e.export_id as "exportId",
         e.account_id as "accountId",
         e.list,
         e.name,
         e.wish,
         e.format,
         e.locale,
         e.asked_at as "askedAt",
         case
           when n.cause is not null then n.cause
           when r.refused is not null then 'failed'
           when r.export_id is not null then 'ready'
           when a.attempt_no is not null then 'running'
           else 'waiting'
         end as state,
         coalesce(r.attempt_no, a.attempt_no) as "attemptNo",
         r.finished_at as "finishedAt",
         r.row_count as "rowCount",
         r.size_bytes as "sizeBytes",
         r.file_digest as "fileDigest",
         r.rows_digest as "rowsDigest",
         r.scope_key as "scopeKey",
         r.keep_until as "keepUntil",
         r.refused,
         r.refused_params as "refusedParams"
  from exports_export e
  left join exports_result r on r.export_id = e.export_id
  left join exports_ending n on n.export_id = e.export_id
  left join lateral (
    select max(attempt_no) as attempt_no
    from exports_attempt
    where export_id = e.export_id
  ) a on true`;

/** The caller's files but those he deleted, latest first. */
export async function listExports(
  tx: Tx,
  below: bigint | null,
  limit: number,
): Promise<readonly ExportRecord[]> {
  const { rows } = await sql<ExportRecord>`
    ${shown}
    where e.account_id = ${tx.actor.accountId}
      and (${below}::bigint is null or e.export_id < ${below})
      and n.cause is distinct from 'deleted'
    order by e.export_id desc
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

export async function loadExport(tx: Tx, exportId: bigint): Promise<ExportRecord | null> {
  const { rows } = await sql<ExportRecord>`
    ${shown}
    where e.export_id = ${exportId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function loadByRequest(tx: Tx, requestKey: string): Promise<ExportRecord | null> {
  const { rows } = await sql<ExportRecord>`
    ${shown}
    where e.account_id = ${tx.actor.accountId}
      and e.request_key = ${requestKey}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** One account's wishes are looked at one after the other: two clicks cannot both be the last. */
export async function takeAccountTurn(tx: Tx): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended('exports:' || ${tx.actor.login}, 0))
  `.execute(tx.db);
}

/** Files of the caller in the making, and how many he asked for since midnight in Beijing. */
export async function countUse(tx: Tx): Promise<{ running: number; today: number }> {
  const { rows } = await sql<{ running: number; today: number }>`
    select count(*) filter (where r.export_id is null and n.export_id is null)::int as running,
           count(*) filter (
             where e.asked_at >= date_trunc('day', now(), 'Asia/Shanghai')
           )::int as today
    from exports_export e
    left join exports_result r on r.export_id = e.export_id
    left join exports_ending n on n.export_id = e.export_id
    where e.account_id = ${tx.actor.accountId}
      and e.asked_at > now() - interval '2 days'
  `.execute(tx.db);
  return rows[0]!;
}

export async function insertExport(
  tx: Tx,
  given: {
    readonly requestKey: string;
    readonly name: string;
    readonly wish: ExportWish;
    readonly format: ExportFormat;
    readonly locale: Locale;
    readonly policyVersionId: bigint;
  },
): Promise<bigint> {
  const { rows } = await sql<{ export_id: bigint }>`
    insert into exports_export
      (account_id, request_key, list, name, wish, format, locale, policy_version_id)
    values (
      ${tx.actor.accountId},
      ${given.requestKey},
      ${given.wish.list},
      ${given.name},
      ${JSON.stringify(given.wish)}::jsonb,
      ${given.format},
      ${given.locale},
      ${given.policyVersionId}
    )
    returning export_id
  `.execute(tx.db);
  return rows[0]!.export_id;
}

/**
 * Begins to write a file anew: parts of a broken attempt go. Null when it ended already, by a file,
 * a reason or a deletion.
 */
export async function beginAttempt(
  tx: Tx,
  exportId: bigint,
): Promise<{ readonly record: ExportRecord; readonly attemptNo: number } | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended('export:' || ${exportId}, 0))`.execute(
    tx.db,
  );
  const record = await loadExport(tx, exportId);
  if (record === null || (record.state !== 'waiting' && record.state !== 'running')) return null;
  await removeParts(tx, exportId);
  const attemptNo = (record.attemptNo ?? 0) + 1;
  await sql`
    insert into exports_attempt (export_id, attempt_no)
    values (${exportId}, ${attemptNo})
  `.execute(tx.db);
  return { record, attemptNo };
}

/** Keeps a part; false when the export was deleted, or another attempt has taken its place. */
export async function insertPart(
  tx: Tx,
  part: {
    readonly exportId: bigint;
    readonly attemptNo: number;
    readonly partNo: number;
    readonly bytes: Buffer;
  },
): Promise<boolean> {
  const { rows } = await sql<{ part_no: number }>`
    insert into exports_part (export_id, attempt_no, part_no, bytes)
    select ${part.exportId}, ${part.attemptNo}, ${part.partNo}, ${part.bytes}
    where not exists (select 1 from exports_ending where export_id = ${part.exportId})
      and not exists (select 1 from exports_result where export_id = ${part.exportId})
      and not exists (
        select 1
        from exports_attempt
        where export_id = ${part.exportId}
          and attempt_no > ${part.attemptNo}
      )
    returning part_no
  `.execute(tx.db);
  return rows.length > 0;
}

export interface FileFacts {
  readonly readAt: string;
  readonly rowCount: bigint;
  readonly sizeBytes: bigint;
  readonly fileDigest: string;
  readonly rowsDigest: string;
  readonly scopeKey: string;
  readonly keepDays: number;
}

/** The file is whole; false when somebody else ended the export first. */
export async function insertFile(
  tx: Tx,
  of: { readonly exportId: bigint; readonly attemptNo: number },
  file: FileFacts,
): Promise<boolean> {
  const { rows } = await sql<{ export_id: bigint }>`
    insert into exports_result
      (export_id, attempt_no, read_at, row_count, size_bytes, file_digest, rows_digest, scope_key,
       keep_until)
    select
      ${of.exportId},
      ${of.attemptNo},
      ${file.readAt}::timestamptz,
      ${file.rowCount},
      ${file.sizeBytes},
      ${file.fileDigest},
      ${file.rowsDigest},
      ${file.scopeKey},
      now() + make_interval(days => ${file.keepDays})
    where not exists (select 1 from exports_ending where export_id = ${of.exportId})
    on conflict (export_id) do nothing
    returning export_id
  `.execute(tx.db);
  return rows.length > 0;
}

/** There will be no file, for this reason; its parts go. */
export async function insertReason(
  tx: Tx,
  of: { readonly exportId: bigint; readonly attemptNo: number },
  reason: { readonly refused: string; readonly params: RefusalParams },
): Promise<boolean> {
  const params = Object.fromEntries(
    Object.entries(reason.params).map(([name, value]) => [name, String(value)]),
  );
  const { rows } = await sql<{ export_id: bigint }>`
    insert into exports_result (export_id, attempt_no, refused, refused_params)
    values (
      ${of.exportId},
      ${of.attemptNo},
      ${reason.refused},
      ${JSON.stringify(params)}::jsonb
    )
    on conflict (export_id) do nothing
    returning export_id
  `.execute(tx.db);
  if (rows.length > 0) await removeParts(tx, of.exportId);
  return rows.length > 0;
}

/** Whether it was there to be ended. */
export async function endExport(
  tx: Tx,
  exportId: bigint,
  cause: 'deleted' | 'expired',
): Promise<boolean> {
  const { rows } = await sql<{ export_id: bigint }>`
    insert into exports_ending (export_id, cause)
    values (${exportId}, ${cause})
    on conflict (export_id) do nothing
    returning export_id
  `.execute(tx.db);
  await removeParts(tx, exportId);
  return rows.length > 0;
}

async function removeParts(tx: Tx, exportId: bigint): Promise<void> {
  await sql`delete from exports_part where export_id = ${exportId}`.execute(tx.db);
}

/** One part of a file; null after the last. */
export async function loadPart(
  tx: Tx,
  of: { readonly exportId: bigint; readonly attemptNo: number; readonly partNo: number },
): Promise<Buffer | null> {
  const { rows } = await sql<{ bytes: Buffer }>`
    select bytes
    from exports_part
    where export_id = ${of.exportId}
      and attempt_no = ${of.attemptNo}
      and part_no = ${of.partNo}
  `.execute(tx.db);
  return rows[0]?.bytes ?? null;
}

/** Files whose days are over, and work that nobody does any more (a server that died for good). */
export async function loadOverdue(
  tx: Tx,
  limit: number,
): Promise<{ readonly expired: readonly bigint[]; readonly abandoned: readonly bigint[] }> {
  const expired = await sql<{ exportId: bigint }>`
    select r.export_id as "exportId"
    from exports_result r
    where r.keep_until < now()
      and r.refused is null
      and not exists (select 1 from exports_ending n where n.export_id = r.export_id)
    order by r.export_id
    limit ${limit}
  `.execute(tx.db);
  const abandoned = await sql<{ exportId: bigint }>`
    select e.export_id as "exportId"
    from exports_export e
    where e.asked_at < now() - interval '1 day'
      and e.asked_at > now() - interval '30 days'
      and not exists (select 1 from exports_result r where r.export_id = e.export_id)
      and not exists (select 1 from exports_ending n where n.export_id = e.export_id)
    order by e.export_id
    limit ${limit}
  `.execute(tx.db);
  const ids = (rows: readonly { exportId: bigint }[]) => rows.map((row) => row.exportId);
  return { expired: ids(expired.rows), abandoned: ids(abandoned.rows) };
}

/** From here on this transaction sees one state of the bank; answers its instant. */
export async function holdState(tx: Tx): Promise<string> {
  await sql`set transaction isolation level repeatable read`.execute(tx.db);
  const { rows } = await sql<{ at: string }>`select now() as at`.execute(tx.db);
  return rows[0]!.at;
}
