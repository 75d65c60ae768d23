import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';

/** Rows of a kind that no rule refused, while they stand in their temporary table. */
const good = (entity: string) => sql`
  not exists (
    select 1
    from staging_fault f
    where f.entity = ${entity}
      and f.import_file = s.import_file
      and f.import_row = s.import_row
      and f.level = 'error'
  )`;

export async function goodRows(tx: Tx, entity: string): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count
    from ${sql.table(`staging_${entity}`)} s
    where ${good(entity)}
  `.execute(tx.db);
  return rows[0]!.count;
}

/** Sum of a money column over those rows, in fen. */
export async function goodSum(tx: Tx, entity: string, column: string): Promise<bigint> {
  const { rows } = await sql<{ sum: bigint }>`
    select coalesce(sum(${sql.ref(column)}), 0)::bigint as sum
    from ${sql.table(`staging_${entity}`)} s
    where ${good(entity)}
  `.execute(tx.db);
  return rows[0]!.sum;
}

export interface StagedFault {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly level: 'error' | 'warning';
}

/** The first faults in the order of the file, errors before warnings of a row. */
export async function firstFaults(tx: Tx, limit: number): Promise<StagedFault[]> {
  const { rows } = await sql<StagedFault>`
    select import_file as file,
           import_row as row,
           column_name as "column",
           coalesce(value, '') as value,
           code,
           coalesce(params, '{}') as params,
           level
    from staging_fault
    order by import_file, import_row, level, column_name
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

/** How many rows each rule met, the commonest first. */
export async function faultsByRule(
  tx: Tx,
): Promise<{ code: string; column: string; rows: string }[]> {
  const { rows } = await sql<{ code: string; column: string; rows: string }>`
    select code,
           column_name as "column",
           (count(distinct (import_file, import_row)))::text as rows
    from staging_fault
    group by code, column_name
    order by count(distinct (import_file, import_row)) desc, code, column_name
    limit 50
  `.execute(tx.db);
  return rows;
}

/** Rows that name something the books know with other content. */
export async function differingRows(tx: Tx): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`
    select count(distinct (import_file, import_row)) as count
    from staging_fault
    where level = 'error'
      and code like '%conflict%'
  `.execute(tx.db);
  return rows[0]!.count;
}
