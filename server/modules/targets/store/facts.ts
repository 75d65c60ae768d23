import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Year } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { CustomerLevelKey } from '../contract.ts';

/**
 * Last year's figures of the customers of one RM at one level, each times his share in millionths.
 */
export interface PortfolioRow {
  readonly staffId: bigint;
  readonly level: CustomerLevelKey;
  readonly customers: number;
  readonly depositProduct: string;
  readonly loanProduct: string;
  readonly contribution: string;
  readonly fee: string;
}

/**
 * Who manages whom on a day, with the customer's level as segmentation last found it (in the same
 * opening, a moment before): firms by class, persons by tier. A firm without class is general
 * (domain-rules G18), a person without tier small (ASSUMED).
 */
const managedOn = (on: Day) => sql`
  select m.customer_id,
         m.staff_id,
         m.part,
         m.share_millionths,
         case c.kind
           when 'corporate' then coalesce(c.class, 'general')
           else coalesce(c.tier, 'small')
         end as level
  from customers_v_management m
  join customers_v_customer c on c.customer_id = m.customer_id
  where m.from_day <= ${on}
    and (m.until_day is null or m.until_day > ${on})
`;

const closedOf = (year: Year) => sql`
  select quarter, run_id
  from organisation_v_close
  where quarter >= ${`${year}Q1`}
    and quarter <= ${`${year}Q4`}
`;

/**
 * Last year's figures by customer, from its closed quarters, in a temporary table with statistics:
 * joined as a subquery they were compared row by row (seconds at 8,000 customers).
 */
async function stageLastYear(tx: Tx, year: Year): Promise<void> {
  await sql`
    create temporary table if not exists targets_last_year (
      customer_id bigint primary key,
      deposit numeric not null,
      loan numeric not null,
      contribution numeric not null,
      fee numeric not null
    ) on commit drop
  `.execute(tx.db);
  await sql`truncate targets_last_year`.execute(tx.db);
  const { rows } = await sql<{ runId: bigint }>`
    select closed.run_id as "runId"
    from (${closedOf(year)}) as closed
    order by closed.run_id
    limit 4
  `.execute(tx.db);
  await sql`
    insert into targets_last_year (customer_id, deposit, loan, contribution, fee)
    select customer_id, sum(deposit), sum(loan), sum(contribution), sum(fee)
    from (
      select h.customer_id,
             case h.kind when 'deposit' then h.product_fen_days else 0 end as deposit,
             case h.kind when 'loan' then h.product_fen_days else 0 end as loan,
             0 as contribution,
             0 as fee
      from holdings_v_month h
      where h.run_id = any (${rows.map((row) => String(row.runId))}::bigint[])
      union all
      select v.customer_id, 0, 0, v.pre_fen, v.fee_fen
      from contribution_v_customer v
      where v.quarter >= ${`${year}Q1`}
        and v.quarter <= ${`${year}Q4`}
    ) as figure
    group by customer_id
  `.execute(tx.db);
  await sql`analyze targets_last_year`.execute(tx.db);
}

/**
 * The portfolios of all RMs on a day, by customer level, with the figures of a year's closed
 * quarters.
 */
export async function loadPortfolios(tx: Tx, on: Day, year: Year): Promise<PortfolioRow[]> {
  await stageLastYear(tx, year);
  const { rows } = await sql<PortfolioRow>`
    with managed as materialized (${managedOn(on)})
    select m.staff_id as "staffId",
           m.level,
           count(*)::int as customers,
           coalesce(sum(b.deposit * m.share_millionths), 0)::text as "depositProduct",
           coalesce(sum(b.loan * m.share_millionths), 0)::text as "loanProduct",
           coalesce(sum(b.contribution * m.share_millionths), 0)::text as contribution,
           coalesce(sum(b.fee * m.share_millionths), 0)::text as fee
    from managed m
    left join targets_last_year b on b.customer_id = m.customer_id
    group by m.staff_id, m.level
    order by m.staff_id, m.level
    limit 1000000
  `.execute(tx.db);
  return rows;
}

/** The closed quarters of a year, in order. */
export async function loadClosedQuarters(tx: Tx, year: Year): Promise<string[]> {
  const { rows } = await sql<{ quarter: string }>`
    select closed.quarter
    from (${closedOf(year)}) as closed
    order by closed.quarter
    limit 4
  `.execute(tx.db);
  return rows.map((row) => row.quarter);
}

export interface LedCustomers {
  readonly staffId: bigint;
  readonly level: CustomerLevelKey;
  readonly customers: number;
  readonly depositProduct: string;
  readonly loanProduct: string;
}

/**
 * Customers each RM leads on a day, by level, with last year's products (unshared): for the letter.
 */
export async function loadLedByLevel(tx: Tx, on: Day, year: Year): Promise<LedCustomers[]> {
  await stageLastYear(tx, year);
  const { rows } = await sql<LedCustomers>`
    with managed as materialized (${managedOn(on)})
    select m.staff_id as "staffId",
           m.level,
           count(*)::int as customers,
           coalesce(sum(b.deposit), 0)::text as "depositProduct",
           coalesce(sum(b.loan), 0)::text as "loanProduct"
    from managed m
    left join targets_last_year b on b.customer_id = m.customer_id
    where m.part = 'lead'
    group by m.staff_id, m.level
    order by m.staff_id, m.level
    limit 1000000
  `.execute(tx.db);
  return rows;
}

export interface ListedCustomer {
  readonly staffId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly level: CustomerLevelKey;
}

/**
 * The largest customers each RM leads on a day by last year's deposits and loans, at most `most` of
 * each RM.
 */
export async function loadLargestLed(
  tx: Tx,
  on: Day,
  year: Year,
  most: number,
): Promise<ListedCustomer[]> {
  await stageLastYear(tx, year);
  const { rows } = await sql<ListedCustomer>`
    with managed as materialized (${managedOn(on)}),
    ranked as (
      select m.staff_id,
             c.customer_no,
             c.name,
             m.level,
             row_number() over (
               partition by m.staff_id
               order by coalesce(b.deposit + b.loan, 0) desc, c.customer_no
             ) as place
      from managed m
      join customers_v_customer c on c.customer_id = m.customer_id
      left join targets_last_year b on b.customer_id = m.customer_id
      where m.part = 'lead'
    )
    select staff_id as "staffId",
           customer_no as "customerNo",
           name,
           level
    from ranked
    where place <= ${most}
    order by staff_id, place
    limit 10000000
  `.execute(tx.db);
  return rows;
}
