import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Quarter, Year } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface MetricRow {
  readonly quarter: string;
  readonly metric: string;
  readonly target: bigint | null;
  readonly value: bigint;
}

/** An RM's metrics of the last closed quarter that he may read. */
export async function loadMetrics(tx: Tx, staffId: bigint): Promise<MetricRow[]> {
  const { rows } = await sql<MetricRow>`
    select m.quarter,
           m.metric,
           m.target,
           m.value
    from assessment_v_metric m
    where m.staff_id = ${staffId}
      and m.quarter = (
        select max(l.quarter)
        from assessment_v_metric l
        where l.staff_id = ${staffId})
    order by m.metric
    limit 200
  `.execute(tx.db);
  return rows;
}

export interface TargetRow {
  readonly metric: string;
  /** Of the year to date at the end of the quarter asked for; null when it has none. */
  readonly cumulative: bigint | null;
  readonly annual: bigint;
}

/** An RM's targets in force: of the year, and at the end of a quarter. */
export async function loadTargets(
  tx: Tx,
  asked: { staffId: bigint; year: Year; quarter: Quarter },
): Promise<TargetRow[]> {
  const { rows } = await sql<TargetRow>`
    select t.metric,
           q.cumulative_target as cumulative,
           t.annual
    from targets_v_target t
    left join targets_v_quarter q
      on q.staff_id = t.staff_id
     and q.metric = t.metric
     and q.quarter = ${asked.quarter}
    where t.staff_id = ${asked.staffId}
      and t.year = ${asked.year}
    order by t.metric
    limit 200
  `.execute(tx.db);
  return rows;
}

export interface MaturityRow {
  readonly customerId: bigint;
  readonly customerName: string;
  readonly accountNo: string;
  readonly kind: 'deposit' | 'loan';
  readonly productName: string;
  readonly maturesOn: Day;
  readonly balance: bigint;
}

/** Deposits and loans of an RM's customers that fall due in a half-open range, nearest first. */
export async function loadMaturities(
  tx: Tx,
  asked: { staffId: bigint; from: Day; until: Day },
): Promise<MaturityRow[]> {
  const { rows } = await sql<MaturityRow>`
    select c.customer_id as "customerId",
           c.name as "customerName",
           m.account_no as "accountNo",
           m.kind,
           m.product_name as "productName",
           m.matures_on as "maturesOn",
           m.balance_fen as balance
    from customers_v_customer c
    join holdings_v_maturity m on m.customer_id = c.customer_id
    where c.lead_staff_id = ${asked.staffId}
      and m.matures_on >= ${asked.from}
      and m.matures_on < ${asked.until}
      and m.kind in ('deposit', 'loan')
    order by m.matures_on, m.account_no
    limit 200
  `.execute(tx.db);
  return rows;
}
