import { sql } from 'kysely';
import type { Day } from '../../../core/day.ts';
import type { DayRange } from '../../../core/period.ts';
import { copyRows } from '../../platform/db/copy.ts';
import { digestOf } from '../../platform/db/digest.ts';
import type { Tx } from '../../platform/db/transaction.ts';

export interface UnledCustomer {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly kind: 'corporate' | 'individual';
  readonly bookingPath: string;
  readonly corporateType: 'system' | 'independent' | null;
  readonly class: 'premium' | 'general' | 'poor' | null;
  readonly tier: 'large' | 'middle' | 'small' | null;
  readonly arrivedOn: Day;
}

/**
 * Customers without a lead RM who came in a range of days, in business order. A customer comes with
 * his first account; one without accounts comes on the day the bank has known him. Type, class and
 * tier are the list's: the opening's own segmentation is not finished while its allocation runs.
 * Who was given into the pool waits there: an RM led him before, so his days are not dealt anew.
 */
export async function loadUnled(tx: Tx, came: DayRange): Promise<UnledCustomer[]> {
  const { rows } = await sql<UnledCustomer>`
    select c.customer_id as "customerId",
           c.customer_no as "customerNo",
           c.kind,
           c.booking_path as "bookingPath",
           c.corporate_type as "corporateType",
           c.class,
           c.tier,
           c.opened_on as "arrivedOn"
    from customers_v_customer c
    where c.lead_staff_id is null
      and c.opened_on >= ${came.from}
      and c.opened_on < ${came.until}
      and not exists (
        select 1
        from allocation_pool_card p
        where p.customer_id = c.customer_id
          and p.cause <> 'unled')
    order by c.customer_no
    limit 5000000
  `.execute(tx.db);
  return rows;
}

export interface Load {
  readonly staffId: bigint;
  readonly kind: 'corporate' | 'individual';
  readonly customers: number;
}

export async function loadLoads(tx: Tx): Promise<Load[]> {
  const { rows } = await sql<Load>`
    select lead_staff_id as "staffId",
           kind,
           count(*)::int as customers
    from customers_v_customer
    where lead_staff_id is not null
    group by lead_staff_id, kind
    order by lead_staff_id, kind
    limit 200000
  `.execute(tx.db);
  return rows;
}

export interface ResultRow {
  readonly customerId: bigint;
  readonly staffId: bigint | null;
  readonly fitMillionths: bigint;
  readonly fromDay: Day | null;
  readonly reason: object;
}

export async function insertResults(
  tx: Tx,
  runId: bigint,
  results: readonly ResultRow[],
): Promise<number> {
  return copyRows(
    tx,
    'allocation_result',
    ['run_id', 'customer_id', 'staff_id', 'fit_millionths', 'from_day', 'reason'],
    results.map((one) => [
      runId,
      one.customerId,
      one.staffId,
      one.fitMillionths,
      one.fromDay,
      JSON.stringify(one.reason),
    ]),
  );
}

/**
 * Digest of who leads whom among the customers that came in a range: the standing after the
 * station, so that a repeated closing, which has nobody left to allocate, gives the same digest.
 */
export async function digestLeads(tx: Tx, came: DayRange): Promise<string> {
  return digestOf(
    tx,
    sql<{ line: string }>`
      with led as materialized (
        select customer_id, staff_id, from_day
        from customers_v_lead
        where from_day < ${came.until}
          and (until_day is null or until_day >= ${came.until})
      )
      select concat_ws('|', c.customer_no, s.staff_no, l.from_day) as line
      from customers_v_customer c
      left join led l on l.customer_id = c.customer_id
      left join people_v_staff s on s.staff_id = l.staff_id
      where c.opened_on >= ${came.from}
        and c.opened_on < ${came.until}
    `,
  );
}

export interface AllocationRow {
  readonly quarter: string;
  readonly kind: 'open' | 'close';
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly customerName: string;
  readonly staffNo: string | null;
  readonly staffName: string | null;
  readonly fit: bigint;
  readonly fromDay: Day | null;
  readonly reason: Record<string, string>;
  readonly cursor: string;
}

/** Results of a quarter's runs, newest run first; one page by keyset over the customer number. */
export async function listResults(
  tx: Tx,
  asked: { quarter: string; unplaced: boolean | null; after: string | null; limit: number },
): Promise<AllocationRow[]> {
  const placed =
    asked.unplaced === null
      ? sql`true`
      : asked.unplaced
        ? sql`r.staff_id is null`
        : sql`r.staff_id is not null`;
  const { rows } = await sql<AllocationRow>`
    select n.quarter,
           n.kind,
           r.customer_id as "customerId",
           c.customer_no as "customerNo",
           c.name as "customerName",
           s.staff_no as "staffNo",
           s.name as "staffName",
           r.fit_millionths as fit,
           r.from_day as "fromDay",
           r.reason,
           c.customer_no || '#' || n.run_id::text as cursor
    from allocation_result r
    join organisation_v_run n on n.run_id = r.run_id
    join customers_v_customer c on c.customer_id = r.customer_id
    left join people_v_staff s on s.staff_id = r.staff_id
    where n.quarter = ${asked.quarter}
      and ${placed}
      and (${asked.after}::text is null
           or (c.customer_no || '#' || n.run_id::text) > ${asked.after})
    order by (c.customer_no || '#' || n.run_id::text)
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

export interface LoadRow {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitPath: string;
  readonly unitName: string;
  readonly level: string | null;
  readonly corporate: number;
  readonly individual: number;
}

/** Each RM on a day with the customers he leads, counted once for all. */
export async function listLoads(tx: Tx, on: Day): Promise<LoadRow[]> {
  const { rows } = await sql<LoadRow>`
    with led as materialized (
      select lead_staff_id as staff_id,
             count(*) filter (where kind = 'corporate') as corporate,
             count(*) filter (where kind = 'individual') as individual
      from customers_v_customer
      where managing_path is not null
      group by lead_staff_id
    ),
    graded as materialized (
      select staff_id, level
      from people_v_grade
      where from_day <= ${on}
        and (until_day is null or until_day > ${on})
    )
    select s.staff_id as "staffId",
           s.staff_no as "staffNo",
           s.name,
           u.name as "unitName",
           u.path as "unitPath",
           g.level,
           coalesce(l.corporate, 0)::int as corporate,
           coalesce(l.individual, 0)::int as individual
    from people_v_staff s
    join organisation_v_unit u on u.unit_id = s.unit_id
    left join graded g on g.staff_id = s.staff_id
    left join led l on l.staff_id = s.staff_id
    where s.is_rm
      and (s.left_on is null or s.left_on > ${on})
    order by s.staff_no
    limit 5000
  `.execute(tx.db);
  return rows;
}
