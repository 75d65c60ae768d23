import { sql } from 'kysely';
import type { Phrase } from '../../../core/messages.ts';
import { copyRows } from '../db/copy.ts';
import type { Tx } from '../db/transaction.ts';
import type { ImportTarget, ReadRecord } from './target.ts';

export interface EntityCount {
  readonly entity: string;
  readonly rowsRead: number;
  readonly rowsAdded: number;
  readonly rowsAlreadyThere: number;
  readonly rowsFaulty: number;
  readonly rowsWarned: number;
}

export interface FileRow {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rowsRead: number;
}

export interface TotalRow {
  readonly name: Phrase;
  readonly unit: 'count' | 'fen';
  readonly stated: bigint;
  readonly ours: bigint;
}

export interface DifferenceRow {
  readonly name: Phrase;
  readonly key: string;
  readonly statedFen: bigint;
  readonly oursFen: bigint;
}

/** One import at a time: two would merge what the other cannot see yet. */
export async function lockImports(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('imports', 0)) as locked
  `.execute(tx.db);
  return rows[0]!.locked;
}

export async function nextBatchId(tx: Tx): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    select nextval('imports_batch_id') as id
  `.execute(tx.db);
  return rows[0]!.id;
}

export async function insertBatch(
  tx: Tx,
  batch: Omit<EntityCount, 'entity'> & {
    batchId: bigint;
    adapter: string;
    corrects: bigint | null;
  },
): Promise<void> {
  await sql`
    insert into imports_batch (
      batch_id, adapter, corrects_batch_id, account_id, login,
      rows_read, rows_added, rows_already_there, rows_faulty, rows_warned
    )
    values (
      ${batch.batchId}, ${batch.adapter}, ${batch.corrects},
      ${tx.actor.accountId}, ${tx.actor.login},
      ${batch.rowsRead}, ${batch.rowsAdded}, ${batch.rowsAlreadyThere},
      ${batch.rowsFaulty}, ${batch.rowsWarned}
    )
  `.execute(tx.db);
}

export async function insertFiles(
  tx: Tx,
  batchId: bigint,
  files: readonly FileRow[],
): Promise<void> {
  const columns = ['batch_id', 'name', 'bytes', 'sha256', 'rows_read'];
  await copyRows(
    tx,
    'imports_file',
    columns,
    files.map((file) => [batchId, file.name, file.bytes, file.sha256, file.rowsRead]),
  );
}

export async function insertCounts(
  tx: Tx,
  batchId: bigint,
  counts: readonly EntityCount[],
): Promise<void> {
  const columns = [
    'batch_id',
    'position',
    'entity',
    'rows_read',
    'rows_added',
    'rows_already_there',
    'rows_faulty',
    'rows_warned',
  ];
  const rows = counts.map((one, at) => [
    batchId,
    at,
    one.entity,
    one.rowsRead,
    one.rowsAdded,
    one.rowsAlreadyThere,
    one.rowsFaulty,
    one.rowsWarned,
  ]);
  await copyRows(tx, 'imports_count', columns, rows);
}

export async function insertTotals(
  tx: Tx,
  batchId: bigint,
  totals: readonly TotalRow[],
): Promise<void> {
  const columns = ['batch_id', 'position', 'name_zh', 'name_en', 'unit', 'stated', 'ours'];
  const rows = totals.map((one, at) => [
    batchId,
    at,
    one.name.zh,
    one.name.en,
    one.unit,
    one.stated,
    one.ours,
  ]);
  await copyRows(tx, 'imports_total', columns, rows);
}

/** By INSERT: COPY does not go through row security. */
export async function insertDifferences(
  tx: Tx,
  batchId: bigint,
  differences: readonly DifferenceRow[],
): Promise<void> {
  if (differences.length === 0) return;
  const json = JSON.stringify(
    differences.map((one, at) => ({
      position: at,
      name_zh: one.name.zh,
      name_en: one.name.en,
      subject_key: one.key,
      stated_fen: one.statedFen.toString(),
      ours_fen: one.oursFen.toString(),
    })),
  );
  await sql`
    insert into imports_difference
      (batch_id, position, name_zh, name_en, subject_key, stated_fen, ours_fen)
    select ${batchId}::bigint, position, name_zh, name_en, subject_key, stated_fen, ours_fen
    from jsonb_to_recordset(${json}::jsonb) as given (
      position integer, name_zh text, name_en text,
      subject_key text, stated_fen bigint, ours_fen bigint
    )
  `.execute(tx.db);
}

/**
 * Rows with faults by kind: one row with two faults counts once, as an error if one of them is.
 */
export async function countFaulty(
  tx: Tx,
): Promise<ReadonlyMap<string, { faulty: number; warned: number }>> {
  const { rows } = await sql<{ entity: string; faulty: number; warned: number }>`
    select entity,
           (count(*) filter (where failed))::integer as faulty,
           (count(*) filter (where not failed))::integer as warned
    from (
      select entity, bool_or(level = 'error') as failed
      from staging_fault
      group by entity, import_file, import_row
    ) as place
    group by entity
    order by entity
    limit 1000
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.entity, row]));
}

export function placeKey(entity: string, file: string, row: number): string {
  return `${entity}\n${file}\n${row}`;
}

export async function placesWithoutRecord(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ entity: string; file: string; row: number }>`
    select distinct entity, import_file as file, import_row as row
    from staging_fault
    where record is null
    order by entity, file, row
    limit 1000000
  `.execute(tx.db);
  return rows.map((row) => placeKey(row.entity, row.file, row.row));
}

export async function fillRecords(
  tx: Tx,
  records: readonly { readonly found: ReadRecord; readonly kept: string }[],
): Promise<void> {
  await sql`
    create temporary table staging_record (
      entity text not null,
      import_file text not null,
      import_row integer not null,
      record jsonb not null
    ) on commit drop
  `.execute(tx.db);
  const columns = ['entity', 'import_file', 'import_row', 'record'];
  const rows = records.map(({ found: { entity, place }, kept }) => [
    entity,
    place.file,
    place.row,
    kept,
  ]);
  await copyRows(tx, 'staging_record', columns, rows);
  await sql`
    update staging_fault f
    set record = r.record
    from staging_record r
    where f.record is null
      and r.entity = f.entity
      and r.import_file = f.import_file
      and r.import_row = f.import_row
  `.execute(tx.db);
}

export async function insertFaults(tx: Tx, batchId: bigint): Promise<void> {
  await sql`
    insert into imports_fault
      (batch_id, entity, file, source_row, column_name, value, code, params, level, record)
    select ${batchId}::bigint,
           entity,
           import_file,
           import_row,
           column_name,
           coalesce(value, ''),
           code,
           coalesce(params, '{}'),
           level,
           coalesce(record, '{}')
    from staging_fault
    order by entity, import_file, import_row, level, column_name
  `.execute(tx.db);
}

/** Marks the quarantined rows of an import that this batch brought in without a fault. */
export async function insertCorrections(
  tx: Tx,
  batchId: bigint,
  corrects: bigint,
  entities: readonly string[],
): Promise<void> {
  for (const entity of entities) {
    await sql`
      insert into imports_correction (batch_id, entity, file, source_row, corrected_by)
      select distinct
             q.batch_id,
             q.entity,
             q.file,
             q.source_row,
             ${batchId}::bigint
      from imports_fault q
      join ${sql.table(`staging_${entity}`)} s
        on s.import_file = q.file
       and s.import_row = q.source_row
      where q.batch_id = ${corrects}
        and q.entity = ${entity}
        and q.level = 'error'
        and not exists (
          select 1
          from staging_fault f
          where f.entity = q.entity
            and f.import_file = q.file
            and f.import_row = q.source_row
            and f.level = 'error'
        )
    `.execute(tx.db);
  }
}

export interface BatchState {
  readonly batchId: bigint;
  readonly adapter: string;
  readonly undoneAt: string | null;
}

export async function loadBatchState(tx: Tx, batchId: bigint): Promise<BatchState | null> {
  const { rows } = await sql<BatchState>`
    select b.batch_id as "batchId",
           b.adapter,
           u.undone_at as "undoneAt"
    from imports_batch b
    left join imports_undo u on u.batch_id = b.batch_id
    where b.batch_id = ${batchId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Imports after this one that still stand and added rows, the last one first. */
export async function laterBatches(tx: Tx, batchId: bigint): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select b.batch_id as id
    from imports_batch b
    where b.batch_id > ${batchId}
      and b.rows_added > 0
      and not exists (select 1 from imports_undo u where u.batch_id = b.batch_id)
    order by b.batch_id desc
    limit 20
  `.execute(tx.db);
  return rows.map((row) => row.id);
}

export async function undoTargets(
  tx: Tx,
  batchId: bigint,
  targets: readonly ImportTarget[],
): Promise<{ entity: string; removed: number }[]> {
  const counts: { entity: string; removed: number }[] = [];
  for (const target of targets.toReversed()) {
    const removed = await target.undo(tx, batchId);
    if (removed > 0) counts.push({ entity: target.entity, removed });
  }
  return counts;
}

export async function insertUndo(
  tx: Tx,
  undo: { batchId: bigint; removed: number; reason: string },
): Promise<void> {
  await sql`
    insert into imports_undo (batch_id, rows_removed, account_id, login, reason)
    values (
      ${undo.batchId}, ${undo.removed}, ${tx.actor.accountId}, ${tx.actor.login}, ${undo.reason}
    )
  `.execute(tx.db);
}

/** Whether a version of the kind with this note was ever installed. */
export async function hasPolicyNote(tx: Tx, kind: string, note: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select 1
      from policy_version
      where kind = ${kind}
        and note = ${note}
    ) as found
  `.execute(tx.db);
  return rows[0]!.found;
}

/** Tells the planner about rows just written, before anything reads them. About two seconds. */
export async function refreshStatistics(tx: Tx): Promise<void> {
  await sql`select imports_analyze()`.execute(tx.db);
}
