import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { HandoverCustomer } from '../rules/handover.ts';

export interface LedCustomer extends HandoverCustomer {
  readonly customerNo: string;
  readonly name: string;
  readonly kind: 'corporate' | 'individual';
  readonly corporateType: 'system' | 'independent' | null;
  readonly class: 'premium' | 'general' | 'poor' | null;
  readonly tier: 'large' | 'middle' | 'small' | null;
  readonly loansFen: bigint;
  readonly bookingPath: string;
  /** Head of his group of firms; null: he is in none. */
  readonly group: string | null;
}

/** The latest valid closing; null before the first. */
export async function latestClosing(tx: Tx): Promise<bigint | null> {
  const { rows } = await sql<{ runId: bigint }>`
    select run_id as "runId"
    from organisation_v_close
    order by quarter desc
    limit 1
  `.execute(tx.db);
  return rows[0]?.runId ?? null;
}

/**
 * All customers that an RM leads, with their open loans: a loan is open while it has a balance in
 * the latest closing, or, before the first, while its account is not closed.
 */
export async function loadLed(
  tx: Tx,
  of: { staffId: bigint; on: Day; runId: bigint | null; problemClasses: readonly string[] },
): Promise<LedCustomer[]> {
  const { rows } = await sql<LedCustomer>`
    with led as (
      select customer_id, customer_no, name, kind, corporate_type, class, tier, booking_path,
             group_id
      from customers_v_customer
      where lead_staff_id = ${of.staffId}
    ),
    last_month as (
      select m.customer_id, m.account_id, m.end_balance_fen, m.risk_class
      from led l
      join holdings_v_month m on m.customer_id = l.customer_id
      where m.run_id = ${of.runId}
        and m.kind = 'loan'
        and m.month = (select max(month) from holdings_v_month where run_id = ${of.runId})
    ),
    loan as (
      select a.customer_id, a.account_id, coalesce(m.end_balance_fen, 0) as balance, m.risk_class
      from led l
      join holdings_v_account a on a.customer_id = l.customer_id and a.kind = 'loan'
      left join last_month m on m.customer_id = a.customer_id and m.account_id = a.account_id
      where (a.closed_on is null or a.closed_on > ${of.on})
        and (m.end_balance_fen is null or m.end_balance_fen > 0)
    ),
    planned as (
      select o.customer_id, o.account_id,
             count(*) filter (where i.due_on >= ${of.on}) as instalments
      from loan o
      join holdings_v_instalment i
        on i.customer_id = o.customer_id
       and i.account_id = o.account_id
      group by o.customer_id, o.account_id
    ),
    known as (
      select o.customer_id,
             max(p.instalments)::int as instalments,
             sum(o.balance)::bigint as balance,
             coalesce(bool_or(o.risk_class = any (${[...of.problemClasses]}::text[])), false)
               as problem
      from loan o
      left join planned p on p.customer_id = o.customer_id and p.account_id = o.account_id
      group by o.customer_id
    )
    select l.customer_id as "customerId",
           l.customer_no as "customerNo",
           l.name,
           l.kind,
           l.corporate_type as "corporateType",
           l.class,
           l.tier,
           k.customer_id is not null as "hasLoan",
           k.instalments as "instalmentsLeft",
           coalesce(k.problem, false) as "problemLoan",
           coalesce(k.balance, 0)::bigint as "loansFen",
           l.booking_path as "bookingPath",
           g.name as "group"
    from led l
    left join known k on k.customer_id = l.customer_id
    left join customers_v_group m on m.group_id = l.group_id
    left join customers_v_group g on g.group_id = m.root_group_id
    order by l.customer_no
    limit 200000
  `.execute(tx.db);
  return rows;
}

/** The open hand-over that holds one of the customers; null when none does. */
export async function openHandoverOf(
  tx: Tx,
  customerIds: readonly bigint[],
): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`
    select c.handover_id as id
    from allocation_handover_customer c
    join allocation_v_open_handover o on o.handover_id = c.handover_id
    where c.customer_id = any (${[...customerIds]}::bigint[])
    order by c.handover_id
    limit 1
  `.execute(tx.db);
  return rows[0]?.id ?? null;
}

/** One proposal at a time from an RM: a second one sees what the first wrote. */
export async function lockHandovers(tx: Tx, staffId: bigint): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`handover:${staffId}`}, 0))
  `.execute(tx.db);
}
