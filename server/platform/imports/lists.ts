import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';
import type { FaultRow, ImportCount, ImportRow } from './contract.ts';

const countMax = 1000;

export interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The columns of one import as the contract shows it. */
const batchColumns = sql`
  b.batch_id::text as "batchId",
  b.adapter,
  case when u.batch_id is null then 'done' else 'undone' end as state,
  b.corrects_batch_id::text as "correctsBatchId",
  b.login,
  b.started_at as "startedAt",
  b.finished_at as "finishedAt",
  b.rows_read::text as "rowsRead",
  b.rows_added::text as "rowsAdded",
  b.rows_already_there::text as "rowsAlreadyThere",
  b.rows_faulty::text as "rowsFaulty",
  b.rows_warned::text as "rowsWarned"
`;

export async function listBatches(tx: Tx, page: Page): Promise<ImportRow[]> {
  const before = cursorId(page);
  const { rows } = await sql<ImportRow>`
    select ${batchColumns}
    from imports_batch b
    left join imports_undo u on u.batch_id = b.batch_id
    where ${before}::bigint = 0 or b.batch_id < ${before}::bigint
    order by b.batch_id desc
    limit ${page.limit + 1}
  `.execute(tx.db);
  return rows;
}

/** Imports that stand and came after this one, the last first. */
export async function listLater(tx: Tx, batchId: bigint): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    select ${batchColumns}
    from imports_batch b
    left join imports_undo u on u.batch_id = b.batch_id
    where b.batch_id > ${batchId}
      and b.rows_added > 0
      and u.batch_id is null
    order by b.batch_id desc
    limit 50
  `.execute(tx.db);
  return rows;
}

export async function countBatches(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from (select 1 from imports_batch limit ${countMax + 1}) as counted
  `.execute(tx.db);
  return rows[0]!.count;
}

export interface BatchDetail extends ImportRow {
  readonly undo: {
    readonly login: string;
    readonly reason: string;
    readonly undoneAt: string;
    readonly rowsRemoved: string;
  } | null;
}

export async function loadBatch(tx: Tx, batchId: bigint): Promise<BatchDetail | null> {
  const { rows } = await sql<
    ImportRow & {
      undo_login: string | null;
      undo_reason: string;
      undone_at: string;
      rows_removed: string;
    }
  >`
    select ${batchColumns},
           u.login as undo_login,
           u.reason as undo_reason,
           u.undone_at,
           u.rows_removed::text as rows_removed
    from imports_batch b
    left join imports_undo u on u.batch_id = b.batch_id
    where b.batch_id = ${batchId}
  `.execute(tx.db);
  const row = rows[0];
  if (row === undefined) return null;
  const { undo_login, undo_reason, undone_at, rows_removed, ...batch } = row;
  const undo =
    undo_login === null
      ? null
      : { login: undo_login, reason: undo_reason, undoneAt: undone_at, rowsRemoved: rows_removed };
  return { ...batch, undo };
}

export async function listFiles(tx: Tx, batchId: bigint) {
  const { rows } = await sql<{ name: string; bytes: string; sha256: string; rowsRead: string }>`
    select name, bytes::text as bytes, sha256, rows_read::text as "rowsRead"
    from imports_file
    where batch_id = ${batchId}
    order by name
    limit 1000
  `.execute(tx.db);
  return rows;
}

export async function listCounts(tx: Tx, batchId: bigint): Promise<ImportCount[]> {
  const { rows } = await sql<ImportCount>`
    select c.entity,
           c.rows_read::text as "rowsRead",
           c.rows_added::text as "rowsAdded",
           c.rows_already_there::text as "rowsAlreadyThere",
           c.rows_faulty::text as "rowsFaulty",
           c.rows_warned::text as "rowsWarned",
           (
             select count(distinct (k.file, k.source_row))
             from imports_correction k
             where k.batch_id = c.batch_id
               and k.entity = c.entity
               and not exists (select 1 from imports_undo u where u.batch_id = k.corrected_by)
           )::text as "rowsCorrected",
           (
             select count(*)
             from imports_drop d
             where d.batch_id = c.batch_id
               and d.entity = c.entity
           )::text as "rowsDropped"
    from imports_count c
    where c.batch_id = ${batchId}
    order by c.position, c.entity
    limit 1000
  `.execute(tx.db);
  return rows;
}

export async function listTotals(tx: Tx, batchId: bigint) {
  const { rows } = await sql<{
    zh: string;
    en: string;
    unit: 'count' | 'fen';
    stated: string;
    ours: string;
    difference: string;
  }>`
    select name_zh as zh,
           name_en as en,
           unit,
           stated::text as stated,
           ours::text as ours,
           (ours - stated)::text as difference
    from imports_total
    where batch_id = ${batchId}
    order by position
    limit 1000
  `.execute(tx.db);
  return rows.map(({ zh, en, ...rest }) => ({ name: { zh, en }, ...rest }));
}

export async function listDifferences(tx: Tx, batchId: bigint, page: Page) {
  const after = cursorId(page);
  const { rows } = await sql<{
    position: number;
    zh: string;
    en: string;
    key: string;
    stated: string;
    ours: string;
    difference: string;
  }>`
    select position,
           name_zh as zh,
           name_en as en,
           subject_key as key,
           stated_fen::text as stated,
           ours_fen::text as ours,
           (ours_fen - stated_fen)::text as difference
    from imports_difference
    where batch_id = ${batchId}
      and position >= ${after}::bigint
    order by position
    limit ${page.limit + 1}
  `.execute(tx.db);
  return rows.map(({ zh, en, ...rest }) => ({ name: { zh, en }, ...rest }));
}

export async function countDifferences(tx: Tx, batchId: bigint): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from imports_difference
    where batch_id = ${batchId}
  `.execute(tx.db);
  return rows[0]!.count;
}

export interface FaultFilter {
  readonly batchId: bigint;
  readonly entity?: string | undefined;
  readonly level?: 'error' | 'warning' | undefined;
}

function faultWhere({ batchId, entity, level }: FaultFilter) {
  return sql`
    q.batch_id = ${batchId}
      and (${entity ?? null}::text is null or q.entity = ${entity ?? null})
      and (${level ?? null}::text is null or q.level = ${level ?? null})
  `;
}

export async function listFaults(tx: Tx, filter: FaultFilter, page: Page): Promise<FaultRow[]> {
  const { rows } = await sql<FaultRow>`
    select q.fault_id::text as "faultId",
           q.entity,
           q.file,
           q.source_row as row,
           q.column_name as "column",
           q.value,
           q.code,
           q.params,
           q.level,
           q.record,
           (
             select max(k.corrected_by)
             from imports_correction k
             where k.batch_id = q.batch_id
               and k.entity = q.entity
               and k.file = q.file
               and k.source_row = q.source_row
               and q.level = 'error'
               and not exists (select 1 from imports_undo u where u.batch_id = k.corrected_by)
           )::text as "correctedBy",
           (
             select d.reason
             from imports_drop d
             where d.batch_id = q.batch_id
               and d.entity = q.entity
               and d.file = q.file
               and d.source_row = q.source_row
               and q.level = 'error'
           ) as "droppedFor"
    from imports_fault q
    where ${faultWhere(filter)}
      and q.fault_id > ${cursorId(page)}::bigint
    order by q.fault_id
    limit ${page.limit + 1}
  `.execute(tx.db);
  return rows.map((row) => ({ ...row, params: textParams(row.params) }));
}

export async function countFaults(tx: Tx, filter: FaultFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from (
      select 1
      from imports_fault q
      where ${faultWhere(filter)}
      limit ${countMax + 1}
    ) as counted
  `.execute(tx.db);
  return rows[0]!.count;
}

/** Where the quarantined rows of one kind stand that no later import has corrected. */
export async function listQuarantinedPlaces(
  tx: Tx,
  batchId: bigint,
  entity: string,
): Promise<{ file: string; row: number }[]> {
  const { rows } = await sql<{ file: string; row: number }>`
    select distinct q.file, q.source_row as row
    from imports_fault q
    where q.batch_id = ${batchId}
      and q.entity = ${entity}
      and q.level = 'error'
      and not exists (
        select 1
        from imports_drop d
        where d.batch_id = q.batch_id
          and d.entity = q.entity
          and d.file = q.file
          and d.source_row = q.source_row
      )
    order by q.file, q.source_row
    limit 200000
  `.execute(tx.db);
  return rows;
}

/** A count of a list up to the cap. */
export function cappedTotal(count: number) {
  return { count: Math.min(count, countMax), capped: count > countMax };
}

export function cursorId(page: Page): string {
  return page.cursor !== undefined && /^\d{1,18}$/.test(page.cursor) ? page.cursor : '0';
}

function textParams(params: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}
