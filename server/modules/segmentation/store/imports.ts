import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';

/** Faults of staged ratings: unknown customers, and another grade on the same scale and day. */
export async function faultRatings(tx: Tx): Promise<void> {
  await sql`
    insert into staging_fault
      (entity, import_file, import_row, column_name, value, code, params, level)
    select 'rating', s.import_file, s.import_row, 'customer_no', s.customer_no,
           'segmentation.fault.customer_unknown', jsonb_build_object('customer', s.customer_no),
           'error'
    from staging_rating s
    where not exists (
      select 1 from customers_v_customer c where c.customer_no = s.customer_no)
    union all
    select 'rating', s.import_file, s.import_row, 'grade', s.grade,
           'segmentation.fault.rating_differs', jsonb_build_object('grade', r.grade), 'error'
    from staging_rating s
    join customers_v_customer c on c.customer_no = s.customer_no
    join segmentation_rating r
      on r.customer_id = c.customer_id and r.scale = s.scale and r.from_day = s.from_day
    where r.grade <> s.grade
  `.execute(tx.db);
}

/**
 * Adds the staged ratings that are not there; the first of a file counts when it names a day
 * twice.
 */
export async function mergeRatings(tx: Tx, batchId: bigint): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into segmentation_rating (customer_id, scale, grade, from_day, defaulted, batch_id)
    select distinct on (c.customer_id, s.from_day, s.scale)
           c.customer_id, s.scale, s.grade, s.from_day, s.defaulted, ${batchId}::bigint
    from staging_rating s
    join customers_v_customer c on c.customer_no = s.customer_no
    order by c.customer_id, s.from_day, s.scale, s.import_file, s.import_row
    on conflict (customer_id, from_day, scale) do nothing
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

/** Staged ratings of known customers. */
export async function countStaged(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from staging_rating s
    join customers_v_customer c on c.customer_no = s.customer_no
  `.execute(tx.db);
  return rows[0]!.count;
}

export async function undoRatings(tx: Tx, batchId: bigint): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from segmentation_rating
    where batch_id = ${batchId}
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}
