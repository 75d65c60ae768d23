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

/** Balance products by customer from the closed quarters of a year. */
const productsOf = (year: Year) => sql`
  select h.customer_id,
         coalesce(sum(h.product_fen_days) filter (where h.kind = 'deposit'), 0) as deposit,
         coalesce(sum(h.product_fen_days) filter (where h.kind = 'loan'), 0) as loan
  from holdings_v_month h
  join (${closedOf(year)}) as closed on closed.run_id = h.run_id
  group by h.customer_id
`;

/**
 * The portfolios of all RMs on a day, by customer level, with the figures of a year's closed
 * quarters.
 */
export async function loadPortfolios(tx: Tx, on: Day, year: Year): Promise<PortfolioRow[]> {
  const { rows } = await sql<PortfolioRow>`
    with managed as materialized (${managedOn(on)}),
    balance as materialized (${productsOf(year)}),
    value as materialized (
      select v.customer_id, sum(v.pre_fen) as contribution, sum(v.fee_fen) as fee
      from contribution_v_customer v
      where v.quarter >= ${`${year}Q1`}
        and v.quarter <= ${`${year}Q4`}
      group by v.customer_id
    )
    select m.staff_id as "staffId",
           m.level,
           count(*)::int as customers,
           coalesce(sum(b.deposit * m.share_millionths), 0)::text as "depositProduct",
           coalesce(sum(b.loan * m.share_millionths), 0)::text as "loanProduct",
           coalesce(sum(v.contribution * m.share_millionths), 0)::text as contribution,
           coalesce(sum(v.fee * m.share_millionths), 0)::text as fee
    from managed m
    left join balance b on b.customer_id = m.customer_id
    left join value v on v.customer_id = m.customer_id
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
  const { rows } = await sql<LedCustomers>`
    with managed as materialized (${managedOn(on)}),
    balance as materialized (${productsOf(year)})
    select m.staff_id as "staffId",
           m.level,
           count(*)::int as customers,
           coalesce(sum(b.deposit), 0)::text as "depositProduct",
           coalesce(sum(b.loan), 0)::text as "loanProduct"
    from managed m
    left join balance b on b.customer_id = m.customer_id
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
  const { rows } = await sql<ListedCustomer>`
    with managed as materialized (${managedOn(on)}),
    balance as materialized (${productsOf(year)}),
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
      left join balance b on b.customer_id = m.customer_id
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
