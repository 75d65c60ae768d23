import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';
import type {
  ColumnMapping,
  ControlTotals,
  MappingRow,
  TaskResult,
  TaskView,
  UploadRow,
} from './contract.ts';
import { cursorId, type Page } from './lists.ts';

export interface NewUpload {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly form: 'text' | 'workbook';
  readonly encoding: string;
}

/** The key of the file with this content; null when it was never kept. */
export async function uploadOfHash(tx: Tx, sha256: string): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`
    select upload_id as id
    from imports_upload
    where sha256 = ${sha256}
  `.execute(tx.db);
  return rows[0]?.id ?? null;
}

/** Keeps the row of a file; null when another request kept the same content a moment before. */
export async function insertUpload(tx: Tx, file: NewUpload): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`
    insert into imports_upload (name, bytes, sha256, form, encoding, account_id, login)
    values (
      ${file.name}, ${file.bytes}, ${file.sha256}, ${file.form}, ${file.encoding},
      ${tx.actor.accountId}, ${tx.actor.login}
    )
    on conflict (sha256) do nothing
    returning upload_id as id
  `.execute(tx.db);
  return rows[0]?.id ?? null;
}

export async function insertPart(
  tx: Tx,
  part: { readonly uploadId: bigint; readonly partNo: number; readonly sealed: Buffer },
): Promise<void> {
  await sql`
    insert into imports_upload_part (upload_id, part_no, sealed)
    values (${part.uploadId}, ${part.partNo}, ${part.sealed})
  `.execute(tx.db);
}

export async function loadPart(tx: Tx, uploadId: bigint, partNo: number): Promise<Buffer | null> {
  const { rows } = await sql<{ sealed: Buffer }>`
    select sealed
    from imports_upload_part
    where upload_id = ${uploadId}
      and part_no = ${partNo}
  `.execute(tx.db);
  return rows[0]?.sealed ?? null;
}

/** Takes the content of files away whose days are over; what they were stays on record. */
export async function sweepParts(tx: Tx, days: number): Promise<number> {
  const done = await sql`
    delete from imports_upload_part
    where upload_id in (
      select upload_id
      from imports_upload u
      where uploaded_at < now() - make_interval(days => ${days})
        and not exists (
          select 1
          from imports_task t
          where t.upload_id = u.upload_id
            and t.asked_at > now() - interval '1 day'
        )
    )
  `.execute(tx.db);
  return Number(done.numAffectedRows ?? 0n); // tidy: not money
}

/** Begins the days of a file anew that was dropped again after its content had gone. */
export async function hasParts(tx: Tx, uploadId: bigint): Promise<boolean> {
  return (await loadPart(tx, uploadId, 0)) !== null;
}

const uploadColumns = sql`
  u.upload_id::text as "uploadId",
  u.name,
  u.bytes::text as bytes,
  u.sha256,
  u.form,
  u.encoding,
  u.login,
  u.uploaded_at as "uploadedAt",
  (
    select max(e.batch_id)
    from imports_task t
    join imports_task_end e on e.task_id = t.task_id
    where t.upload_id = u.upload_id
      and not exists (select 1 from imports_undo x where x.batch_id = e.batch_id)
  )::text as "batchId",
  exists (
    select 1
    from imports_upload_part p
    where p.upload_id = u.upload_id
      and p.part_no = 0
  ) as kept
`;

export async function loadUpload(tx: Tx, uploadId: bigint): Promise<UploadRow | null> {
  const { rows } = await sql<UploadRow>`
    select ${uploadColumns}
    from imports_upload u
    where u.upload_id = ${uploadId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function listUploads(tx: Tx, page: Page): Promise<UploadRow[]> {
  const before = cursorId(page);
  const { rows } = await sql<UploadRow>`
    select ${uploadColumns}
    from imports_upload u
    where ${before}::bigint = 0 or u.upload_id < ${before}::bigint
    order by u.upload_id desc
    limit ${page.limit + 1}
  `.execute(tx.db);
  return rows;
}

/** Standing imports of the same content and kind: the same rows a second time. */
export async function standingLoad(
  tx: Tx,
  given: { readonly sha256: string; readonly entity: string },
): Promise<{ readonly batchId: bigint; readonly at: string; readonly login: string } | null> {
  const { rows } = await sql<{ batchId: bigint; at: string; login: string }>`
    select b.batch_id as "batchId", b.finished_at as at, b.login
    from imports_file f
    join imports_batch b on b.batch_id = f.batch_id
    join imports_count c on c.batch_id = b.batch_id and c.entity = ${given.entity}
    where f.sha256 = ${given.sha256}
      and not exists (select 1 from imports_undo u where u.batch_id = b.batch_id)
    order by b.batch_id desc
    limit 1
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** One at a time for each file: a double click waits here and is then refused. */
export async function lockUpload(tx: Tx, uploadId: bigint): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended('imports-upload', ${uploadId}))
  `.execute(tx.db);
}

export async function nextTaskNo(
  tx: Tx,
  uploadId: bigint,
): Promise<{ readonly next: number; readonly open: bigint | null }> {
  const { rows } = await sql<{ next: number; open: bigint | null }>`
    select (coalesce(max(t.task_no), 0) + 1)::integer as next,
           max(t.task_id) filter (where e.task_id is null) as open
    from imports_task t
    left join imports_task_end e on e.task_id = t.task_id
    where t.upload_id = ${uploadId}
  `.execute(tx.db);
  return rows[0]!;
}

export interface NewTask {
  readonly uploadId: bigint;
  readonly taskNo: number;
  readonly kind: 'preview' | 'load';
  readonly sheet: string;
  readonly entity: string;
  readonly columns: readonly ColumnMapping[];
  readonly control: ControlTotals;
}

export async function insertTask(tx: Tx, task: NewTask): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into imports_task (
      upload_id, task_no, kind, sheet, entity, columns, control, account_id, login
    )
    values (
      ${task.uploadId}, ${task.taskNo}, ${task.kind}, ${task.sheet}, ${task.entity},
      ${JSON.stringify(task.columns)}::jsonb, ${JSON.stringify(task.control)}::jsonb,
      ${tx.actor.accountId}, ${tx.actor.login}
    )
    returning task_id as id
  `.execute(tx.db);
  return rows[0]!.id;
}

export type TaskRow = Omit<TaskView, 'state' | 'phase' | 'done' | 'total'> & {
  readonly accountId: bigint;
  readonly outcome: 'done' | 'refused' | 'broke' | null;
};

export async function loadTask(tx: Tx, taskId: bigint): Promise<TaskRow | null> {
  const { rows } = await sql<TaskRow>`
    select t.task_id::text as "taskId",
           t.upload_id::text as "uploadId",
           t.kind,
           t.sheet,
           t.entity,
           t.columns,
           t.control,
           t.account_id as "accountId",
           t.login,
           t.asked_at as "askedAt",
           e.ended_at as "endedAt",
           c.task_id is not null as "cancelAsked",
           e.outcome,
           e.batch_id::text as "batchId",
           coalesce(e.code, '') as code,
           coalesce(e.params, '{}') as params,
           case when e.result ? 'rowsRead' then e.result end as result
    from imports_task t
    left join imports_task_end e on e.task_id = t.task_id
    left join imports_task_cancel c on c.task_id = t.task_id
    where t.task_id = ${taskId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function tasksOf(tx: Tx, uploadId: bigint) {
  const { rows } = await sql<{
    taskId: string;
    kind: 'preview' | 'load';
    outcome: TaskRow['outcome'];
  }>`
    select t.task_id::text as "taskId", t.kind, e.outcome
    from imports_task t
    left join imports_task_end e on e.task_id = t.task_id
    where t.upload_id = ${uploadId}
    order by t.task_id desc
    limit 20
  `.execute(tx.db);
  return rows;
}

export async function insertCancel(tx: Tx, taskId: bigint): Promise<void> {
  await sql`
    insert into imports_task_cancel (task_id, account_id, login)
    values (${taskId}, ${tx.actor.accountId}, ${tx.actor.login})
    on conflict (task_id) do nothing
  `.execute(tx.db);
}

export interface TaskEnd {
  readonly taskId: bigint;
  readonly outcome: 'done' | 'refused' | 'broke';
  readonly batchId: bigint | null;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
  readonly result: TaskResult | null;
}

/** False when the task had ended before: a repeated job must not load a second time. */
export async function insertTaskEnd(tx: Tx, end: TaskEnd): Promise<boolean> {
  const done = await sql`
    insert into imports_task_end (task_id, outcome, batch_id, code, params, result)
    values (
      ${end.taskId}, ${end.outcome}, ${end.batchId}, ${end.code},
      ${JSON.stringify(end.params)}::jsonb, ${JSON.stringify(end.result ?? {})}::jsonb
    )
    on conflict (task_id) do nothing
  `.execute(tx.db);
  return done.numAffectedRows === 1n;
}

/** Remembered mappings for files with these headings: the latest version of each name. */
export async function mappingsFor(tx: Tx, fingerprint: string): Promise<MappingRow[]> {
  const { rows } = await sql<MappingRow>`
    select m.mapping_id::text as "mappingId",
           m.name,
           m.version_no as "versionNo",
           m.entity,
           m.columns,
           m.login,
           m.saved_at as "savedAt"
    from imports_mapping m
    where m.fingerprint = ${fingerprint}
      and not exists (
        select 1
        from imports_mapping later
        where later.name = m.name
          and later.version_no > m.version_no
      )
    order by m.saved_at desc, m.mapping_id desc
    limit 50
  `.execute(tx.db);
  return rows;
}

export async function latestVersion(tx: Tx, name: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version_no), 0)::integer as version
    from imports_mapping
    where name = ${name}
  `.execute(tx.db);
  return rows[0]!.version;
}

/** False when another person saved this version first. */
export async function insertMapping(
  tx: Tx,
  mapping: {
    readonly name: string;
    readonly versionNo: number;
    readonly entity: string;
    readonly fingerprint: string;
    readonly columns: readonly ColumnMapping[];
  },
): Promise<boolean> {
  const done = await sql`
    insert into imports_mapping (
      name, version_no, entity, fingerprint, columns, account_id, login
    )
    values (
      ${mapping.name}, ${mapping.versionNo}, ${mapping.entity}, ${mapping.fingerprint},
      ${JSON.stringify(mapping.columns)}::jsonb, ${tx.actor.accountId}, ${tx.actor.login}
    )
    on conflict (name, version_no) do nothing
  `.execute(tx.db);
  return done.numAffectedRows === 1n;
}
