import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Quarter } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { Component } from '../contract.ts';

/** The valid closing of a quarter, or null. */
export async function closingOf(
  tx: Tx,
  quarter: Quarter,
): Promise<{ runId: bigint; sealed: boolean } | null> {
  const { rows } = await sql<{ runId: bigint; sealed: boolean }>`
    select run_id as "runId", sealed
    from organisation_v_close
    where quarter = ${quarter}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface CustomerRow {
  readonly quarter: Quarter;
  readonly sealed: boolean;
  readonly depositFen: bigint;
  readonly loanFen: bigint;
  readonly feeFen: bigint;
  readonly costFen: bigint;
  readonly lossFen: bigint;
  readonly preFen: bigint;
  readonly taxFen: bigint;
  readonly netFen: bigint;
  readonly capitalFen: bigint;
  readonly evaFen: bigint;
  readonly rarocMillionths: bigint | null;
  readonly policyVersionId: bigint;
}

/** Contribution of a customer by the valid closing of each quarter, newest first. */
export async function loadCustomerQuarters(tx: Tx, customerId: bigint): Promise<CustomerRow[]> {
  const { rows } = await sql<CustomerRow>`
    select c.quarter,
           v.sealed,
           c.deposit_fen as "depositFen",
           c.loan_fen as "loanFen",
           c.fee_fen as "feeFen",
           c.cost_fen as "costFen",
           c.loss_fen as "lossFen",
           c.pre_fen as "preFen",
           c.tax_fen as "taxFen",
           c.net_fen as "netFen",
           c.capital_fen as "capitalFen",
           c.eva_fen as "evaFen",
           c.raroc_millionths as "rarocMillionths",
           c.policy_version_id as "policyVersionId"
    from organisation_v_close v
    join contribution_customer c on c.run_id = v.run_id
    where c.customer_id = ${customerId}
    order by c.quarter desc
    limit 200
  `.execute(tx.db);
  return rows;
}

export interface WrittenComponent {
  readonly component: Component;
  readonly amountFen: bigint;
  readonly inputs: Readonly<Record<string, string>>;
}

/** The components of one account and month as the closing wrote them, and the policy it applied. */
export async function loadWritten(
  tx: Tx,
  key: { runId: bigint; customerId: bigint; accountId: bigint; month: Day },
): Promise<{ policyVersionId: bigint; components: readonly WrittenComponent[] } | null> {
  const of = await sql<{ policyVersionId: bigint }>`
    select policy_version_id as "policyVersionId"
    from contribution_customer
    where run_id = ${key.runId}
      and customer_id = ${key.customerId}
  `.execute(tx.db);
  const version = of.rows[0];
  if (version === undefined) return null;
  const { rows } = await sql<WrittenComponent>`
    select component, amount_fen as "amountFen", inputs
    from contribution_account_month
    where run_id = ${key.runId}
      and customer_id = ${key.customerId}
      and account_id = ${key.accountId}
      and month = ${key.month}
    order by component
    limit 10
  `.execute(tx.db);
  return { ...version, components: rows };
}

export interface AccountMonthFigure {
  readonly accountId: bigint;
  readonly accountNo: string;
  readonly productName: string;
  readonly month: Day;
  readonly component: Component;
  readonly amountFen: bigint;
}

export async function loadCustomerMonths(
  tx: Tx,
  key: { runId: bigint; customerId: bigint },
): Promise<AccountMonthFigure[]> {
  const { rows } = await sql<AccountMonthFigure>`
    select m.account_id as "accountId",
           a.account_no as "accountNo",
           p.name as "productName",
           m.month,
           m.component,
           m.amount_fen as "amountFen"
    from contribution_account_month m
    join holdings_v_account a
      on a.customer_id = m.customer_id
     and a.account_id = m.account_id
    join products_v_product p on p.product_id = a.product_id
    where m.run_id = ${key.runId}
      and m.customer_id = ${key.customerId}
    order by m.month, m.account_id, m.component
    limit 5000
  `.execute(tx.db);
  return rows;
}

const rankedColumns: RawBuilder<unknown> = sql`
  c.customer_id as "customerId",
  k.customer_no as "customerNo",
  k.name,
  c.deposit_fen as "depositFen",
  c.loan_fen as "loanFen",
  c.fee_fen as "feeFen",
  c.cost_fen as "costFen",
  c.loss_fen as "lossFen",
  c.pre_fen as "preFen",
  c.tax_fen as "taxFen",
  c.net_fen as "netFen",
  c.capital_fen as "capitalFen",
  c.eva_fen as "evaFen",
  c.raroc_millionths as "rarocMillionths"
`;

export interface RankedCustomer extends Omit<
  CustomerRow,
  'quarter' | 'sealed' | 'policyVersionId'
> {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
}

/** Customers of a run by contribution before tax, after a place in the list. */
export async function loadRanked(
  tx: Tx,
  runId: bigint,
  page: { descending: boolean; after: { preFen: bigint; id: bigint } | null; limit: number },
): Promise<RankedCustomer[]> {
  const { after, descending } = page;
  const operator = descending ? sql`<` : sql`>`;
  const beyond =
    after === null
      ? sql`true`
      : sql`(c.pre_fen, c.customer_id) ${operator} (${after.preFen}::bigint, ${after.id}::bigint)`;
  const order = descending
    ? sql`c.pre_fen desc, c.customer_id desc`
    : sql`c.pre_fen, c.customer_id`;
  const { rows } = await sql<RankedCustomer>`
    select ${rankedColumns}
    from contribution_customer c
    join customers_v_customer k on k.customer_id = c.customer_id
    where c.run_id = ${runId}
      and ${beyond}
    order by ${order}
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

export async function countRanked(tx: Tx, runId: bigint, cap: number): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from (
      select 1
      from contribution_customer c
      where c.run_id = ${runId}
      limit ${cap + 1}
    ) as counted
  `.execute(tx.db);
  return rows[0]!.found;
}

export interface UnitRow extends Omit<
  CustomerRow,
  'quarter' | 'sealed' | 'policyVersionId' | 'rarocMillionths'
> {
  readonly unitCode: string;
  readonly unitName: string;
  readonly customers: number;
}

/** Sums by the unit that books the customer, within the caller's scope. */
export async function loadUnits(tx: Tx, runId: bigint): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    select u.code as "unitCode",
           u.name as "unitName",
           count(*)::int as customers,
           sum(c.deposit_fen)::bigint as "depositFen",
           sum(c.loan_fen)::bigint as "loanFen",
           sum(c.fee_fen)::bigint as "feeFen",
           sum(c.cost_fen)::bigint as "costFen",
           sum(c.loss_fen)::bigint as "lossFen",
           sum(c.pre_fen)::bigint as "preFen",
           sum(c.tax_fen)::bigint as "taxFen",
           sum(c.net_fen)::bigint as "netFen",
           sum(c.capital_fen)::bigint as "capitalFen",
           sum(c.eva_fen)::bigint as "evaFen"
    from contribution_customer c
    join customers_v_customer k on k.customer_id = c.customer_id
    join organisation_v_unit u on u.unit_id = k.booking_unit_id
    where c.run_id = ${runId}
    group by u.unit_id, u.code, u.name, u.path
    order by u.path, u.unit_id
    limit 20000
  `.execute(tx.db);
  return rows;
}
