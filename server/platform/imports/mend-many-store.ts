import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';
import { open, type OfBatch, type RuleOfColumn } from './mend-store.ts';

export interface OpenRule extends RuleOfColumn {
  /** Numbers and names of the first such fault. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly rows: string;
  readonly edited: string;
}

/** Open faults by rule and field, the commonest first, and how many rows were corrected so far. */
export async function openRules(tx: Tx, of: OfBatch): Promise<OpenRule[]> {
  const { rows } = await sql<OpenRule>`
    select q.code,
           q.column_name as "column",
           (array_agg(q.params order by q.fault_id))[1] as params,
           (count(distinct (q.file, q.source_row)))::text as rows,
           (
             count(distinct (q.file, q.source_row)) filter (
               where exists (
                 select 1
                 from imports_edit e
                 where e.batch_id = q.batch_id
                   and e.entity = q.entity
                   and e.file = q.file
                   and e.source_row = q.source_row
               )
             )
           )::text as edited
    from imports_fault q
    where q.batch_id = ${of.batchId}
      and q.entity = ${of.entity}
      and q.level = 'error'
      and ${open}
    group by q.code, q.column_name
    order by count(distinct (q.file, q.source_row)) desc, q.code, q.column_name
    limit 50
  `.execute(tx.db);
  return rows;
}

/** Open rows with at least one correction. */
export async function countEdited(tx: Tx, of: OfBatch): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`
    select count(distinct (q.file, q.source_row)) as count
    from imports_fault q
    where q.batch_id = ${of.batchId}
      and q.entity = ${of.entity}
      and q.level = 'error'
      and exists (
        select 1
        from imports_edit e
        where e.batch_id = q.batch_id
          and e.entity = q.entity
          and e.file = q.file
          and e.source_row = q.source_row
      )
      and ${open}
  `.execute(tx.db);
  return rows[0]!.count;
}

/** Open rows with one fault, each with the value that its field has by now. */
const withFault = (of: OfBatch, rule: RuleOfColumn) => sql`
  select distinct q.file,
         q.source_row,
         coalesce(
           (
             select e.new_values ->> ${rule.column}::text
             from imports_edit e
             where e.batch_id = q.batch_id
               and e.entity = q.entity
               and e.file = q.file
               and e.source_row = q.source_row
               and e.new_values ? ${rule.column}::text
             order by e.turn desc
             limit 1
           ),
           q.record ->> ${rule.column}::text,
           ''
         ) as value
  from imports_fault q
  where q.batch_id = ${of.batchId}
    and q.entity = ${of.entity}
    and q.level = 'error'
    and q.code = ${rule.code}
    and q.column_name = ${rule.column}
    and ${open}`;

/** The values that stand at one fault and in how many rows, the commonest first. */
export async function valuesAt(
  tx: Tx,
  of: OfBatch,
  rule: RuleOfColumn,
): Promise<{ value: string; rows: string }[]> {
  const { rows } = await sql<{ value: string; rows: string }>`
    select value, count(*)::text as rows
    from (${withFault(of, rule)}) as found
    group by value
    order by count(*) desc, value
    limit 100
  `.execute(tx.db);
  return rows;
}

/** Writes new values over old ones wherever these stand at one fault; answers the rows. */
export async function replaceValues(
  tx: Tx,
  of: OfBatch,
  rule: RuleOfColumn,
  changes: readonly { readonly from: string; readonly to: string }[],
): Promise<number> {
  const wanted = JSON.stringify(
    changes.map(({ from, to }) => ({ old_value: from, new_value: to })),
  );
  const done = await sql`
    insert into imports_edit (
      batch_id, entity, file, source_row, turn, old_values, new_values, account_id, login
    )
    select ${of.batchId}::bigint,
           ${of.entity}::text,
           found.file,
           found.source_row,
           1 + coalesce(
             (
               select max(e.turn)
               from imports_edit e
               where e.batch_id = ${of.batchId}
                 and e.entity = ${of.entity}
                 and e.file = found.file
                 and e.source_row = found.source_row
             ),
             0
           ),
           jsonb_build_object(${rule.column}::text, found.value),
           jsonb_build_object(${rule.column}::text, wanted.new_value),
           ${tx.actor.accountId}::bigint,
           ${tx.actor.login}::text
    from (${withFault(of, rule)}) as found
    join jsonb_to_recordset(${wanted}::jsonb) as wanted (
      old_value text, new_value text
    ) on wanted.old_value = found.value
    on conflict (batch_id, entity, file, source_row, turn) do nothing
  `.execute(tx.db);
  return Number(done.numAffectedRows ?? 0n); // tidy: not money
}

/** Gives up all open rows with one fault; answers how many. */
export async function dropAtRule(
  tx: Tx,
  of: OfBatch,
  given: { readonly rule: RuleOfColumn; readonly reason: string },
): Promise<number> {
  const { rule, reason } = given;
  const done = await sql`
    insert into imports_drop (batch_id, entity, file, source_row, reason, account_id, login)
    select ${of.batchId}::bigint, ${of.entity}::text, found.file, found.source_row,
           ${reason}::text, ${tx.actor.accountId}::bigint, ${tx.actor.login}::text
    from (${withFault(of, rule)}) as found
    on conflict (batch_id, entity, file, source_row) do nothing
  `.execute(tx.db);
  return Number(done.numAffectedRows ?? 0n); // tidy: not money
}
