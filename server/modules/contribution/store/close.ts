import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { CopyValue } from '../../../platform/db/copy.ts';
import { digestOf } from '../../../platform/db/digest.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { RiskClass } from '../../holdings/index.ts';

/** A month of an account as the station `balances` wrote it. */
export interface MonthRow {
  readonly customer_id: bigint;
  readonly account_id: bigint;
  readonly account_no: string;
  readonly product_id: bigint;
  readonly kind: 'deposit' | 'loan' | 'fee';
  readonly opened_on: Day;
  readonly rate_millionths: bigint | null;
  readonly month: Day;
  readonly days: number;
  readonly product_fen_days: bigint;
  readonly fee_fen: bigint;
  readonly interest_paid_fen: bigint;
  readonly interest_received_fen: bigint;
  readonly transactions: number;
  readonly risk_class: RiskClass | null;
}

const monthColumns = sql`
  customer_id, account_id, account_no, product_id, kind, opened_on, rate_millionths, month, days,
  product_fen_days, fee_fen, interest_paid_fen, interest_received_fen, transactions, risk_class
`;

/** Months of a run in the order of customers, in blocks: the memory stays the same for any bank. */
export async function* monthsOfRun(
  tx: Tx,
  runId: bigint,
  blockRows: number,
): AsyncGenerator<readonly MonthRow[]> {
  await sql`
    declare contribution_months no scroll cursor for
    select ${monthColumns}
    from holdings_v_month
    where run_id = ${sql.raw(String(runId))}
    order by customer_id, account_id, month
  `.execute(tx.db);
  for (;;) {
    const { rows } = await sql<MonthRow>`
      fetch forward ${sql.lit(blockRows)} from contribution_months
    `.execute(tx.db);
    if (rows.length > 0) yield rows;
    if (rows.length < blockRows) break;
  }
  await sql`close contribution_months`.execute(tx.db);
}

/** One month of one account of a run; null when it is not there or not in the caller's scope. */
export async function loadMonth(
  tx: Tx,
  key: { runId: bigint; customerId: bigint; accountId: bigint; month: Day },
): Promise<MonthRow | null> {
  const { rows } = await sql<MonthRow>`
    select ${monthColumns}
    from holdings_v_month
    where run_id = ${key.runId}
      and customer_id = ${key.customerId}
      and account_id = ${key.accountId}
      and month = ${key.month}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface MonthTotals {
  readonly month: Day;
  readonly accounts: bigint;
  readonly loans: bigint;
  readonly transactions: bigint;
  readonly volumeFenDays: bigint;
}

/** What the operating cost of each month is counted by, over all accounts of a run. */
export async function loadMonthTotals(tx: Tx, runId: bigint): Promise<MonthTotals[]> {
  const { rows } = await sql<MonthTotals>`
    select month,
           count(*) as accounts,
           count(*) filter (where kind = 'loan') as loans,
           sum(transactions)::bigint as transactions,
           sum(abs(product_fen_days))::bigint as "volumeFenDays"
    from holdings_v_month
    where run_id = ${runId}
    group by month
    order by month
    limit 12
  `.execute(tx.db);
  return rows;
}

export interface ProductRate {
  readonly productId: bigint;
  readonly fromDay: Day;
  readonly untilDay: Day | null;
  readonly rateMillionths: bigint;
}

export async function loadProductRates(tx: Tx): Promise<ProductRate[]> {
  const { rows } = await sql<ProductRate>`
    select product_id as "productId",
           from_day as "fromDay",
           until_day as "untilDay",
           rate_millionths as "rateMillionths"
    from products_v_rate
    order by product_id, from_day
    limit 200000
  `.execute(tx.db);
  return rows;
}

const monthTarget = [
  'run_id',
  'customer_id',
  'account_id',
  'month',
  'component',
  'amount_fen',
  'inputs',
];
const customerTarget = [
  'run_id',
  'customer_id',
  'quarter',
  'deposit_fen',
  'loan_fen',
  'fee_fen',
  'cost_fen',
  'loss_fen',
  'pre_fen',
  'tax_fen',
  'net_fen',
  'capital_fen',
  'eva_fen',
  'raroc_millionths',
  'policy_version_id',
];
const stagedMonths = 'contribution_staged_month';
const stagedCustomers = 'contribution_staged_customer';

/** Tables under row security take no COPY: results go through temporary twins of the same shape. */
export async function openStaging(tx: Tx): Promise<void> {
  await sql`
    create temporary table if not exists contribution_staged_month
      (like contribution_account_month) on commit drop
  `.execute(tx.db);
  await sql`
    create temporary table if not exists contribution_staged_customer
      (like contribution_customer) on commit drop
  `.execute(tx.db);
  await sql`truncate contribution_staged_month, contribution_staged_customer`.execute(tx.db);
}

export interface Results {
  readonly months: readonly (readonly CopyValue[])[];
  readonly customers: readonly (readonly CopyValue[])[];
}

/** Adds a block of results; columns as in `monthTarget` and `customerTarget`. */
export async function stageResults(tx: Tx, results: Results): Promise<void> {
  if (results.months.length > 0) await copyRows(tx, stagedMonths, monthTarget, results.months);
  if (results.customers.length > 0) {
    await copyRows(tx, stagedCustomers, customerTarget, results.customers);
  }
}

/** Moves the staged results into the tables of record; answers how many rows. */
export async function insertStaged(tx: Tx): Promise<number> {
  const months = await sql`
    insert into contribution_account_month
      (run_id, customer_id, account_id, month, component, amount_fen, inputs)
    select run_id, customer_id, account_id, month, component, amount_fen, inputs
    from contribution_staged_month
  `.execute(tx.db);
  const customers = await sql`
    insert into contribution_customer
      (run_id, customer_id, quarter, deposit_fen, loan_fen, fee_fen, cost_fen, loss_fen, pre_fen,
       tax_fen, net_fen, capital_fen, eva_fen, raroc_millionths, policy_version_id)
    select run_id, customer_id, quarter, deposit_fen, loan_fen, fee_fen, cost_fen, loss_fen,
           pre_fen, tax_fen, net_fen, capital_fen, eva_fen, raroc_millionths, policy_version_id
    from contribution_staged_customer
  `.execute(tx.db);
  const rows = (months.numAffectedRows ?? 0n) + (customers.numAffectedRows ?? 0n);
  return Number(rows); // tidy: not money
}

export interface MonthCost {
  readonly month: Day;
  readonly ledgerFen: bigint;
  readonly activityFen: bigint;
  readonly volumeFen: bigint;
  readonly residualFen: bigint;
  readonly volumeFenDays: bigint;
}

export async function insertCosts(
  tx: Tx,
  runId: bigint,
  costs: readonly MonthCost[],
): Promise<void> {
  for (const cost of costs) {
    await sql`
      insert into contribution_cost
        (run_id, month, ledger_fen, activity_fen, volume_fen, residual_fen, volume_fen_days)
      values (
        ${runId}, ${cost.month}, ${cost.ledgerFen}, ${cost.activityFen}, ${cost.volumeFen},
        ${cost.residualFen}, ${cost.volumeFenDays}
      )
    `.execute(tx.db);
  }
}

export async function loadCosts(tx: Tx, runId: bigint): Promise<MonthCost[]> {
  const { rows } = await sql<MonthCost>`
    select month,
           ledger_fen as "ledgerFen",
           activity_fen as "activityFen",
           volume_fen as "volumeFen",
           residual_fen as "residualFen",
           volume_fen_days as "volumeFenDays"
    from contribution_cost
    where run_id = ${runId}
    order by month
    limit 12
  `.execute(tx.db);
  return rows;
}

/** Digest of a run's results over business numbers and figures. */
export async function digestOfResults(tx: Tx, runId: bigint): Promise<string> {
  return digestOf(
    tx,
    sql<{ line: string }>`
      select concat_ws('|', a.account_no, m.month, m.component, m.amount_fen) as line
      from contribution_account_month m
      join holdings_v_account a
        on a.customer_id = m.customer_id
       and a.account_id = m.account_id
      where m.run_id = ${runId}
      union all
      select concat_ws('|', c.customer_no, r.quarter, r.deposit_fen, r.loan_fen, r.fee_fen,
                       r.cost_fen, r.loss_fen, r.pre_fen, r.tax_fen, r.net_fen, r.capital_fen,
                       r.eva_fen, r.raroc_millionths)
      from contribution_customer r
      join customers_v_customer c on c.customer_id = r.customer_id
      where r.run_id = ${runId}
      union all
      select concat_ws('|', month, ledger_fen, activity_fen, volume_fen, residual_fen)
      from contribution_cost
      where run_id = ${runId}
    `,
  );
}
