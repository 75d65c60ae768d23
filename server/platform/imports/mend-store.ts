import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';
import { cursorId, type Page } from './lists.ts';

export interface Place {
  readonly file: string;
  readonly row: number;
}

/** A quarantined record as it lies, with the corrections made to it so far. */
export interface Quarantined extends Place {
  readonly cursor: string;
  readonly record: Readonly<Record<string, string | null>>;
  readonly faults: readonly {
    readonly column: string;
    readonly code: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly level: 'error' | 'warning';
  }[];
  readonly turn: number;
  /** Corrected fields, oldest correction first. */
  readonly edits: readonly Readonly<Record<string, string>>[];
  readonly editedBy: string | null;
}

export interface OfBatch {
  readonly batchId: bigint;
  readonly entity: string;
}

/** Neither brought in corrected by an import that stands, nor given up. */
export const open = sql`
  not exists (
    select 1
    from imports_correction k
    where k.batch_id = q.batch_id
      and k.entity = q.entity
      and k.file = q.file
      and k.source_row = q.source_row
      and not exists (select 1 from imports_undo u where u.batch_id = k.corrected_by)
  )
  and not exists (
    select 1
    from imports_drop d
    where d.batch_id = q.batch_id
      and d.entity = q.entity
      and d.file = q.file
      and d.source_row = q.source_row
  )`;

const columns = sql`
  (min(q.fault_id))::text as cursor,
  q.file,
  q.source_row as row,
  (array_agg(q.record order by q.fault_id))[1] as record,
  jsonb_agg(
    jsonb_build_object(
      'column', q.column_name, 'code', q.code, 'params', q.params, 'level', q.level
    )
    order by q.fault_id
  ) as faults,
  coalesce(e.turn, 0) as turn,
  coalesce(e.edits, '[]'::jsonb) as edits,
  e.login as "editedBy"`;

const edits = sql`
  left join lateral (
    select max(turn) as turn,
           jsonb_agg(new_values order by turn) as edits,
           (array_agg(login order by turn desc))[1] as login
    from imports_edit
    where batch_id = q.batch_id
      and entity = q.entity
      and file = q.file
      and source_row = q.source_row
  ) e on true`;

/** Only rows with this fault; null: all. */
export interface RuleOfColumn {
  readonly code: string;
  readonly column: string;
}

const ofRule = (rule: RuleOfColumn | null) => sql`
  (
    ${rule?.code ?? null}::text is null
    or exists (
      select 1
      from imports_fault r
      where r.batch_id = q.batch_id
        and r.entity = q.entity
        and r.file = q.file
        and r.source_row = q.source_row
        and r.level = 'error'
        and r.code = ${rule?.code ?? ''}
        and r.column_name = ${rule?.column ?? ''}
    )
  )`;

export async function listOpen(
  tx: Tx,
  of: OfBatch,
  page: Page,
  rule: RuleOfColumn | null,
): Promise<Quarantined[]> {
  const { rows } = await sql<Quarantined>`
    select ${columns}
    from imports_fault q
    ${edits}
    where q.batch_id = ${of.batchId}
      and q.entity = ${of.entity}
      and q.level = 'error'
      and ${ofRule(rule)}
      and ${open}
    group by q.file, q.source_row, e.turn, e.edits, e.login
    having min(q.fault_id) > ${cursorId(page)}::bigint
    order by min(q.fault_id)
    limit ${page.limit + 1}
  `.execute(tx.db);
  return rows;
}

export async function countOpen(tx: Tx, of: OfBatch, rule: RuleOfColumn | null): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from (
      select distinct q.file, q.source_row
      from imports_fault q
      where q.batch_id = ${of.batchId}
        and q.entity = ${of.entity}
        and q.level = 'error'
        and ${ofRule(rule)}
        and ${open}
      limit 1001
    ) as counted
  `.execute(tx.db);
  return rows[0]!.count;
}

/** The open records at these places. */
export async function openAt(
  tx: Tx,
  of: OfBatch,
  places: readonly Place[],
): Promise<Quarantined[]> {
  const { rows } = await sql<Quarantined>`
    select ${columns}
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as wanted (file text, row integer)
    join imports_fault q on q.file = wanted.file and q.source_row = wanted.row
    ${edits}
    where q.batch_id = ${of.batchId}
      and q.entity = ${of.entity}
      and q.level = 'error'
      and ${open}
    group by q.file, q.source_row, e.turn, e.edits, e.login
    order by min(q.fault_id)
    limit 1000
  `.execute(tx.db);
  return rows;
}

/** Open records with at least one correction. */
export async function openEdited(tx: Tx, of: OfBatch, limit: number): Promise<Quarantined[]> {
  const { rows } = await sql<Quarantined>`
    select ${columns}
    from imports_fault q
    ${edits}
    where q.batch_id = ${of.batchId}
      and q.entity = ${of.entity}
      and q.level = 'error'
      and e.turn is not null
      and ${open}
    group by q.file, q.source_row, e.turn, e.edits, e.login
    order by min(q.fault_id)
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

/** False when another person corrected this row since it was read. */
export async function insertEdit(
  tx: Tx,
  of: OfBatch,
  edit: Place & {
    readonly turn: number;
    readonly oldValues: Readonly<Record<string, string>>;
    readonly newValues: Readonly<Record<string, string>>;
  },
): Promise<boolean> {
  const done = await sql`
    insert into imports_edit (
      batch_id, entity, file, source_row, turn, old_values, new_values, account_id, login
    )
    values (
      ${of.batchId}, ${of.entity}, ${edit.file}, ${edit.row}, ${edit.turn},
      ${JSON.stringify(edit.oldValues)}::jsonb, ${JSON.stringify(edit.newValues)}::jsonb,
      ${tx.actor.accountId}, ${tx.actor.login}
    )
    on conflict (batch_id, entity, file, source_row, turn) do nothing
  `.execute(tx.db);
  return done.numAffectedRows === 1n;
}

export async function insertDrops(
  tx: Tx,
  of: OfBatch,
  given: { readonly places: readonly Place[]; readonly reason: string },
): Promise<number> {
  const done = await sql`
    insert into imports_drop (batch_id, entity, file, source_row, reason, account_id, login)
    select ${of.batchId}::bigint, ${of.entity}::text, wanted.file, wanted.row,
           ${given.reason}::text, ${tx.actor.accountId}::bigint, ${tx.actor.login}::text
    from jsonb_to_recordset(${JSON.stringify(given.places)}::jsonb) as wanted (
      file text, row integer
    )
    on conflict (batch_id, entity, file, source_row) do nothing
  `.execute(tx.db);
  return Number(done.numAffectedRows ?? 0n); // tidy: not money
}
