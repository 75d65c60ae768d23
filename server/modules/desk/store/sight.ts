import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import { maskName } from '../../../../core/identity.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface Seen {
  readonly counts: readonly { readonly what: string; readonly count: bigint }[];
  readonly samples: readonly {
    readonly customerNo: string;
    readonly name: string;
    readonly unit: string;
  }[];
  /** Whether the customer asked about is among them. */
  readonly customerSeen: boolean;
}

/**
 * What the transaction's own scope shows: whole counts and the first ten customers by number,
 * names masked. Row security alone decides; RMs, whom everybody may know, are those of the scope.
 */
export async function loadSight(tx: Tx, customerNo: string, today: Day): Promise<Seen> {
  const { rows } = await sql<{
    customers: bigint;
    sheets: bigint;
    slips: bigint;
    rms: bigint;
    seen: boolean;
  }>`
    select (select count(*) from customers_v_customer) as customers,
           (select count(*) from assessment_v_sheet) as sheets,
           (select count(*) from pay_v_slip) as slips,
           (
             select count(*)
             from people_v_staff s
             where s.is_rm
               and (s.left_on is null or s.left_on > ${today})
               and (
                 ${tx.actor.bankWide}
                 or s.staff_id = ${tx.actor.staffId ?? 0n}
                 or exists (
                   select 1
                   from jsonb_to_recordset(${JSON.stringify(tx.actor.ranges)}::jsonb)
                     as r("from" text, "until" text)
                   where s.unit_path >= r."from" collate "C"
                     and s.unit_path < r."until" collate "C"
                 )
               )
           ) as rms,
           exists (
             select 1
             from customers_v_customer
             where customer_no = ${customerNo}
           ) as seen
  `.execute(tx.db);
  const { customers, sheets, slips, rms, seen } = rows[0]!;
  const samples = await sql<Seen['samples'][number]>`
    select c.customer_no as "customerNo", c.name, coalesce(u.name, '') as unit
    from customers_v_customer c
    left join organisation_v_unit u on u.unit_id = c.booking_unit_id
    order by c.customer_no
    limit 10
  `.execute(tx.db);
  return {
    counts: [
      { what: 'rms', count: rms },
      { what: 'customers', count: customers },
      { what: 'sheets', count: sheets },
      { what: 'slips', count: slips },
    ],
    samples: samples.rows.map((one) => ({ ...one, name: maskName(one.name) })),
    customerSeen: seen,
  };
}
