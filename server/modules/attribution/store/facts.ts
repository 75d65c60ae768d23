import { sql, type RawBuilder } from 'kysely';
import {
  previousQuarter,
  quarterRange,
  rangeDays,
  type DayRange,
} from '../../../../core/period.ts';
import type { QuarterRun } from '../../../../core/run.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { Measure } from '../../metrics/index.ts';

/** A range of customers by key: [after + 1, upTo]. */
export interface CustomerSlice {
  readonly after: bigint;
  readonly upTo: bigint;
}

/** What a closing counts: its quarter, the measures of the catalogue, last year's closed days. */
export interface Counting {
  readonly run: QuarterRun;
  readonly measures: readonly Measure[];
  readonly lastYear: LastYear;
}

/** The closed quarters of the year before: what increments count above. */
export interface LastYear {
  readonly runIds: readonly bigint[];
  readonly days: number;
}

export async function loadLastYear(tx: Tx, run: QuarterRun): Promise<LastYear> {
  const q4 = previousQuarter(quarterOfYear(run));
  const { rows } = await sql<{ runId: bigint; quarter: string }>`
    select run_id as "runId", quarter
    from organisation_v_close
    where quarter >= ${`${q4.slice(0, 4)}Q1`}
      and quarter <= ${q4}
    order by quarter
    limit 4
  `.execute(tx.db);
  return {
    runIds: rows.map((row) => row.runId),
    days: rows.reduce((sum, row) => sum + rangeDays(quarterRange(row.quarter as never)), 0),
  };
}

function quarterOfYear(run: QuarterRun) {
  return `${run.quarter.slice(0, 4)}Q1` as QuarterRun['quarter'];
}

function withinSlice(slice: CustomerSlice | null, table: string): RawBuilder<unknown> {
  if (slice === null) return sql`true`;
  const column = sql.ref(`${table}.customer_id`);
  return sql`${column} > ${slice.after} and ${column} <= ${slice.upTo}`;
}

/**
 * Every fact of a closing by account: customer_id, account_id, month, day (of an event), basis,
 * last_year, size_fen (principal of a loan), amount. Zero amounts are left out.
 */
export function accountFacts(of: Counting, slice: CustomerSlice | null): RawBuilder<unknown> {
  const wanted = new Set(of.measures.filter((one) => !one.lastYear).map((one) => one.basis));
  const { run } = of;
  const parts = [
    sql`
      select m.customer_id, m.account_id, m.month, null::date as day, f.basis,
             false as last_year, l.principal_fen as size_fen, f.amount
      from holdings_v_month m
      left join holdings_v_loan l on l.customer_id = m.customer_id
        and l.account_id = m.account_id
      cross join lateral (
        values (case m.kind when 'deposit' then 'deposit_product' else 'loan_product' end,
                m.product_fen_days),
               (case when m.kind = 'loan' and m.risk_class in ('substandard', 'doubtful', 'loss')
                     then 'npl_product' end,
                m.product_fen_days),
               (case when m.kind = 'loan' then 'interest_received' end,
                m.interest_received_fen)
      ) as f (basis, amount)
      where m.run_id = ${run.runId}
        and m.kind in ('deposit', 'loan')
        and f.basis = any (${[...wanted]}::text[])
        and f.amount <> 0
        and ${withinSlice(slice, 'm')}
    `,
    sql`
      select c.customer_id, c.account_id, c.month, null::date, f.basis, false, null::bigint,
             c.amount_fen
      from contribution_v_account_month c
      cross join lateral (
        values ('contribution'), (case c.component when 'fee' then 'fee_income' end)
      ) as f (basis)
      where c.run_id = ${run.runId}
        and f.basis = any (${[...wanted]}::text[])
        and c.amount_fen <> 0
        and ${withinSlice(slice, 'c')}
    `,
  ];
  if (wanted.has('interest_due')) parts.push(interestDue(run.range, slice));
  if (wanted.has('loans_granted')) parts.push(granted('loans_granted', run.range, slice));
  if (wanted.has('loan_amount_granted')) {
    parts.push(granted('loan_amount_granted', run.range, slice));
  }
  if (of.lastYear.days > 0 && of.measures.some((one) => one.lastYear)) {
    parts.push(lastYears(of, slice));
  }
  return sql.join(parts, sql` union all `);
}

/** Interest that the plans of repayment call in, in the month of its due day. */
function interestDue(range: DayRange, slice: CustomerSlice | null): RawBuilder<unknown> {
  return sql`
    select i.customer_id, i.account_id, date_trunc('month', i.due_on)::date, null::date,
           'interest_due', false, l.principal_fen, i.interest_fen
    from holdings_v_instalment i
    join holdings_v_loan l on l.customer_id = i.customer_id and l.account_id = i.account_id
    where i.due_on >= ${range.from}
      and i.due_on < ${range.until}
      and i.interest_fen <> 0
      and ${withinSlice(slice, 'i')}
  `;
}

/** Loans granted in the quarter, each on its day: as one, or with its principal. */
function granted(
  basis: 'loans_granted' | 'loan_amount_granted',
  range: DayRange,
  slice: CustomerSlice | null,
): RawBuilder<unknown> {
  return sql`
    select l.customer_id, l.account_id, date_trunc('month', l.granted_on)::date, l.granted_on,
           ${basis}::text, false, l.principal_fen,
           ${basis === 'loans_granted' ? sql`1` : sql`l.principal_fen`}
    from holdings_v_loan l
    where l.granted_on >= ${range.from}
      and l.granted_on < ${range.until}
      and ${withinSlice(slice, 'l')}
  `;
}

/**
 * Last year's daily average of each account for every day of a month: its product of the closed
 * quarters × days ÷ their days, half up. It belongs to the customer, whoever leads him now.
 */
function lastYears(of: Counting, slice: CustomerSlice | null): RawBuilder<unknown> {
  const { runIds, days } = of.lastYear;
  return sql`
    select y.customer_id, y.account_id, d.month, null::date, y.basis, true, l.principal_fen,
           (sign(y.product) * div(2 * abs(y.product) * d.days + ${days}, 2 * ${days}))::bigint
    from (
      select m.customer_id, m.account_id, f.basis, sum(m.product_fen_days)::numeric as product
      from holdings_v_month m
      cross join lateral (
        values (case m.kind when 'deposit' then 'deposit_product' else 'loan_product' end),
               (case when m.kind = 'loan' and m.risk_class in ('substandard', 'doubtful', 'loss')
                     then 'npl_product' end)
      ) as f (basis)
      where m.run_id = any (${[...runIds]}::bigint[])
        and m.kind in ('deposit', 'loan')
        and f.basis = any (${basesOfLastYear(of)}::text[])
        and ${withinSlice(slice, 'm')}
      group by m.customer_id, m.account_id, f.basis
      having sum(m.product_fen_days) <> 0
    ) as y
    cross join (
      select month::date as month,
             ((month + interval '1 month')::date - month::date)::numeric as days
      from generate_series(${of.run.range.from}::timestamp, ${of.run.range.until}::timestamp
                           - interval '1 day', interval '1 month') as month
    ) as d
    left join holdings_v_loan l on l.customer_id = y.customer_id and l.account_id = y.account_id
  `;
}

function basesOfLastYear(of: Counting): string[] {
  return [...new Set(of.measures.filter((one) => one.lastYear).map((one) => one.basis))];
}

/**
 * Every fact of a closing that belongs to a customer and not to an account: customer_id, month, day
 * (of an event), basis, product, size_fen, amount. Fee accounts hold nothing and do not count.
 */
export function customerFacts(of: Counting, slice: CustomerSlice | null): RawBuilder<unknown> {
  const wanted = new Set(of.measures.map((one) => one.basis));
  const { range } = of.run;
  const parts = [newCustomers(of, slice)];
  if (wanted.has('customers_held')) parts.push(customersHeld(range, slice));
  if (wanted.has('customers_lost')) parts.push(customersLost(range, slice));
  if (wanted.has('products_held')) parts.push(productsHeld(range, slice));
  if (wanted.has('products_applicable')) parts.push(productsApplicable(range, slice));
  return sql.join(parts, sql` union all `);
}

/**
 * Customers whose first day lies in the quarter, with the daily average of their deposits since
 * then as their size; rounded down, so that a bound is reached when the exact average reaches it.
 */
function newCustomers(of: Counting, slice: CustomerSlice | null): RawBuilder<unknown> {
  const { run } = of;
  return sql`
    select c.customer_id, date_trunc('month', c.opened_on)::date as month, c.opened_on as day,
           'new_customers' as basis, null::text as product,
           div(coalesce(m.product, 0), ${run.range.until}::date - c.opened_on)::bigint as size_fen,
           1::bigint as amount
    from customers_v_customer c
    left join lateral (
      select sum(m.product_fen_days) as product
      from holdings_v_month m
      where m.customer_id = c.customer_id
        and m.run_id = ${run.runId}
        and m.kind = 'deposit'
    ) as m on true
    where c.opened_on >= ${run.range.from}
      and c.opened_on < ${run.range.until}
      and ${withinSlice(slice, 'c')}
  `;
}

/** Days of each month on which a customer had an open account, gaps between accounts included. */
function customersHeld(range: DayRange, slice: CustomerSlice | null): RawBuilder<unknown> {
  return sql`
    select h.customer_id, d.month, null::date, 'customers_held', null, null::bigint,
           (least(h.until_day, d.until_day) - greatest(h.from_day, d.month))::bigint
    from (
      select a.customer_id,
             min(greatest(a.opened_on, ${range.from}::date)) as from_day,
             max(least(coalesce(a.closed_on, ${range.until}::date), ${range.until}::date))
               as until_day
      from holdings_v_account a
      where a.kind in ('deposit', 'loan')
        and a.opened_on < ${range.until}::date
        and coalesce(a.closed_on, ${range.until}::date) > ${range.from}::date
        and ${withinSlice(slice, 'a')}
      group by a.customer_id
    ) as h
    join (
      select month::date as month, (month + interval '1 month')::date as until_day
      from generate_series(${range.from}::timestamp, ${range.until}::timestamp - interval '1 day',
                           interval '1 month') as month
    ) as d on d.month < h.until_day and d.until_day > h.from_day
  `;
}

/** Customers whose last open account was closed in the quarter, on that day. */
function customersLost(range: DayRange, slice: CustomerSlice | null): RawBuilder<unknown> {
  return sql`
    select a.customer_id, date_trunc('month', max(a.closed_on))::date, max(a.closed_on),
           'customers_lost', null, null::bigint, 1
    from holdings_v_account a
    where a.kind in ('deposit', 'loan')
      and a.opened_on < ${range.until}::date
      and ${withinSlice(slice, 'a')}
    group by a.customer_id
    having bool_and(a.closed_on is not null)
      and max(a.closed_on) >= ${range.from}::date
      and max(a.closed_on) < ${range.until}::date
  `;
}

/** Products that a customer has on the last day, each once. */
function productsHeld(range: DayRange, slice: CustomerSlice | null): RawBuilder<unknown> {
  return sql`
    select distinct a.customer_id, date_trunc('month', ${range.until}::date - 1)::date,
           ${range.until}::date - 1, 'products_held', a.product_code, null::bigint, 1
    from holdings_v_account a
    where ${openAtEnd(range, slice)}
  `;
}

/** Customers with an open account on the last day: each has the products that apply to him. */
function productsApplicable(range: DayRange, slice: CustomerSlice | null): RawBuilder<unknown> {
  return sql`
    select distinct a.customer_id, date_trunc('month', ${range.until}::date - 1)::date,
           ${range.until}::date - 1, 'products_applicable', null, null::bigint, 1
    from holdings_v_account a
    where ${openAtEnd(range, slice)}
  `;
}

function openAtEnd(range: DayRange, slice: CustomerSlice | null): RawBuilder<unknown> {
  return sql`
    a.kind in ('deposit', 'loan')
    and a.opened_on < ${range.until}::date
    and coalesce(a.closed_on, ${range.until}::date) >= ${range.until}::date
    and ${withinSlice(slice, 'a')}
  `;
}
