import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface ProductBalance {
  readonly code: string;
  readonly name: string;
  readonly kind: 'deposit' | 'loan' | 'fee';
  /** Balance products of both closings, fen-days. */
  readonly now: bigint;
  readonly before: bigint;
}

/** Balance products in the scope by product at two closings, the largest first. */
export async function loadProductBalances(
  tx: Tx,
  asked: { runId: bigint; beforeRunId: bigint | null },
): Promise<ProductBalance[]> {
  const { rows } = await sql<ProductBalance>`
    with sums as (
      select product_id,
             coalesce(sum(product_fen_days) filter (where run_id = ${asked.runId}), 0)::bigint
               as now,
             coalesce(sum(product_fen_days)
                      filter (where run_id = ${asked.beforeRunId}), 0)::bigint as before
      from holdings_v_month
      where run_id in (${asked.runId}, ${asked.beforeRunId})
        and kind in ('deposit', 'loan')
      group by product_id
    )
    select p.code,
           p.name,
           p.kind,
           s.now,
           s.before
    from sums s
    join products_v_product p on p.product_id = s.product_id
    where s.now > 0 or s.before > 0
    order by s.now desc, p.code
    limit 10
  `.execute(tx.db);
  return rows;
}

export interface PricedProduct {
  readonly code: string;
  readonly name: string;
  readonly priced: boolean;
  readonly balance: bigint;
}

/**
 * Deposits and loans of the catalogue: whether a transfer price of their curve and tenor is in
 * force on a day, and their balance at the end of a closed month.
 */
export async function loadPricing(
  tx: Tx,
  asked: { today: Day; runId: bigint | null; month: Day | null },
): Promise<PricedProduct[]> {
  const { rows } = await sql<PricedProduct>`
    with held as (
      select product_id, sum(end_balance_fen) as balance
      from holdings_v_month
      where run_id = ${asked.runId}
        and month = ${asked.month}::date
      group by product_id
    )
    select p.code,
           p.name,
           exists (
             select 1
             from products_v_ftp f
             where f.curve = p.ftp_curve
               and f.tenor_days = p.ftp_tenor_days
               and f.from_day <= ${asked.today}
               and (f.until_day is null or f.until_day > ${asked.today})) as priced,
           coalesce(h.balance, 0)::bigint as balance
    from products_v_product p
    left join held h on h.product_id = p.product_id
    where p.kind in ('deposit', 'loan')
      and not p.withdrawn
    order by coalesce(h.balance, 0) desc, p.code
    limit 1000
  `.execute(tx.db);
  return rows;
}

/** Customers with an account in a closing's last month, and those with a contribution in it. */
export async function countComputed(
  tx: Tx,
  asked: { quarter: string; runId: bigint; month: Day },
): Promise<{ customers: number; computed: number }> {
  const { rows } = await sql<{ customers: number; computed: number }>`
    select (select count(distinct customer_id)
            from holdings_v_month
            where run_id = ${asked.runId}
              and month = ${asked.month})::int as customers,
           (select count(*)
            from contribution_v_customer
            where quarter = ${asked.quarter})::int as computed
  `.execute(tx.db);
  return rows[0] ?? { customers: 0, computed: 0 };
}

export interface NonPerformingRm {
  readonly staffId: bigint;
  readonly name: string;
  readonly unitName: string;
  readonly loans: number;
  readonly nonPerforming: bigint;
  readonly balance: bigint;
}

/** RMs by the non-performing loans that their customers owe at the end of a closed month. */
export async function loadNonPerforming(
  tx: Tx,
  asked: { runId: bigint; month: Day },
): Promise<NonPerformingRm[]> {
  const { rows } = await sql<NonPerformingRm>`
    with owed as (
      select customer_id,
             sum(end_balance_fen) as balance,
             sum(end_balance_fen) filter (where risk_class in ('substandard', 'doubtful', 'loss'))
               as bad,
             count(*) filter (where risk_class in ('substandard', 'doubtful', 'loss')) as loans
      from holdings_v_month
      where run_id = ${asked.runId}
        and month = ${asked.month}
        and kind = 'loan'
        and end_balance_fen > 0
      group by customer_id
    ),
    rm as (
      select c.lead_staff_id as staff_id,
             sum(o.balance)::bigint as balance,
             coalesce(sum(o.bad), 0)::bigint as bad,
             sum(o.loans)::int as loans
      from owed o
      join customers_v_customer c on c.customer_id = o.customer_id
      where c.lead_staff_id is not null
      group by c.lead_staff_id
    )
    select s.staff_id as "staffId",
           s.name,
           u.name as "unitName",
           r.loans,
           r.bad as "nonPerforming",
           r.balance
    from rm r
    join people_v_staff s on s.staff_id = r.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    where r.bad > 0
    order by r.bad desc, s.staff_no
    limit 8
  `.execute(tx.db);
  return rows;
}

export interface CrossedLine {
  readonly line: 'bonus_void' | 'below_floor' | 'npl_over';
  readonly staffId: bigint;
  readonly name: string;
  readonly unitName: string;
  readonly value: bigint | null;
  readonly target: bigint | null;
}

/** Who crossed a red line in a closing, and how many RMs were judged. */
export async function loadRedLines(
  tx: Tx,
  quarter: string,
): Promise<{ rms: number; rows: CrossedLine[] }> {
  const { rows } = await sql<CrossedLine>`
    with crossed as (
      select 'bonus_void' as line, staff_id, null::bigint as value, null::bigint as target
      from assessment_v_sheet
      where quarter = ${quarter}
        and bonus_void
      union all
      select 'below_floor', staff_id, null, null
      from assessment_v_sheet
      where quarter = ${quarter}
        and below_floor
      union all
      select 'npl_over', staff_id, value, target
      from assessment_v_metric
      where quarter = ${quarter}
        and metric = 'npl_rate'
        and value > target
    )
    select c.line,
           s.staff_id as "staffId",
           s.name,
           u.name as "unitName",
           c.value,
           c.target
    from crossed c
    join people_v_staff s on s.staff_id = c.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    order by c.line, c.value - c.target desc nulls last, s.staff_no
    limit 20
  `.execute(tx.db);
  const judged = await sql<{ rms: number }>`
    select count(*)::int as rms
    from assessment_v_sheet
    where quarter = ${quarter}
  `.execute(tx.db);
  return { rms: judged.rows[0]?.rms ?? 0, rows };
}
