import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';

/**
 * Writes a fault for each staged customer whose number says another customer: one that stands in
 * the books, or in an earlier row of the same files, with another name, kind or opening day. The
 * first one counts. The same customer again is no fault.
 */
export async function faultConflicts(tx: Tx): Promise<void> {
  await sql`
    with good as materialized (
      select s.import_file, s.import_row, s.customer_no, s.name, s.kind, s.opened_on,
             first_value(s.import_row) over ahead as first_row,
             first_value(s.name) over ahead as first_name,
             first_value(s.kind) over ahead as first_kind,
             first_value(s.opened_on) over ahead as first_opened_on
      from staging_customer s
      join organisation_v_unit u on u.code = s.unit_code
      left join customers_group g on g.code = s.group_code
      where s.group_code is null
         or g.group_id is not null
      window ahead as (
        partition by s.customer_no
        order by s.import_file, s.import_row
      )
    )
    insert into staging_fault
      (entity, import_file, import_row, column_name, value, code, params, level)
    select 'customer', s.import_file, s.import_row, 'customer_no', s.customer_no,
           'customers.fault.number_conflict',
           jsonb_build_object('no', s.customer_no, 'name', c.name), 'error'
    from good s
    join customers_number n on n.customer_no = s.customer_no
    join customers_customer c on c.customer_id = n.customer_id
    where (s.name, s.kind, s.opened_on) is distinct from (c.name, c.kind, c.opened_on)
    union all
    select 'customer', s.import_file, s.import_row, 'customer_no', s.customer_no,
           'customers.fault.number_conflict_in_file',
           jsonb_build_object('no', s.customer_no, 'name', s.first_name, 'row', s.first_row),
           'error'
    from good s
    where (s.name, s.kind, s.opened_on)
          is distinct from (s.first_name, s.first_kind, s.first_opened_on)
      and not exists (select 1 from customers_number n where n.customer_no = s.customer_no)
  `.execute(tx.db);
}
