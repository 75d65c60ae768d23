import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

/** Quarters with a valid closing, oldest first. */
export async function loadClosedQuarters(tx: Tx): Promise<{ quarter: string; runId: bigint }[]> {
  const { rows } = await sql<{ quarter: string; runId: bigint }>`
    select quarter,
           run_id as "runId"
    from organisation_v_close
    order by quarter
    limit 200
  `.execute(tx.db);
  return rows;
}

export interface StaffHead {
  readonly staffNo: string;
  readonly name: string;
  readonly level: string | null;
}

export async function loadStaff(tx: Tx, staffId: bigint, today: Day): Promise<StaffHead | null> {
  const { rows } = await sql<StaffHead>`
    select s.staff_no as "staffNo",
           s.name,
           g.level
    from people_v_staff s
    left join people_v_grade g
      on g.staff_id = s.staff_id
     and g.from_day <= ${today}
     and (g.until_day is null or g.until_day > ${today})
    where s.staff_id = ${staffId}
    order by g.from_day desc
    limit 1
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Customers that an RM leads. */
export async function countLed(tx: Tx, staffId: bigint): Promise<number> {
  const { rows } = await sql<{ customers: number }>`
    select count(*)::int as customers
    from customers_v_customer
    where lead_staff_id = ${staffId}
  `.execute(tx.db);
  return rows[0]?.customers ?? 0;
}

export interface SegmentCount {
  readonly kind: string;
  readonly value: string;
  readonly customers: number;
}

/**
 * Customers by class (firms) and tier (persons) as segmentation last found them, the same that the
 * customers' list shows; of one RM, or below a path.
 */
export async function countSegments(
  tx: Tx,
  of: { staffId: bigint } | { path: string },
): Promise<SegmentCount[]> {
  const whose =
    'staffId' in of
      ? sql`c.lead_staff_id = ${of.staffId}`
      : sql`c.managing_path >= ${of.path} and c.managing_path < ${afterPath(of.path)}`;
  const { rows } = await sql<SegmentCount>`
    select c.kind,
           coalesce(case when c.kind = 'individual' then c.tier
                         when c.corporate_type = 'system' then 'system'
                         else c.class end, 'none') as value,
           count(*)::int as customers
    from customers_v_customer c
    where ${whose}
    group by 1, 2
    order by 1, 2
    limit 100
  `.execute(tx.db);
  return rows;
}

/** The first path after everything below a unit: the final '.' becomes '/'. */
function afterPath(path: string): string {
  return `${path.slice(0, -1)}/`;
}

export interface LastResult {
  readonly quarter: string;
  readonly sheetId: bigint;
  readonly total: bigint;
  readonly band: string;
  readonly slipId: bigint | null;
  readonly paidNow: bigint | null;
}

export async function loadLastResult(tx: Tx, staffId: bigint): Promise<LastResult | null> {
  const { rows } = await sql<LastResult>`
    select s.quarter,
           s.sheet_id as "sheetId",
           s.total_millionths as total,
           s.band,
           p.slip_id as "slipId",
           p.paid_now_fen as "paidNow"
    from assessment_v_sheet s
    left join pay_v_slip p on p.quarter = s.quarter and p.staff_id = s.staff_id
    where s.staff_id = ${staffId}
    order by s.quarter desc
    limit 1
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface QuarterSums {
  readonly quarter: string;
  readonly measure: string;
  readonly amount: bigint;
}

/** Measures by quarter of one RM, or of all RMs below a path. */
export async function loadSums(
  tx: Tx,
  of: { staffId: bigint } | { path: string },
): Promise<QuarterSums[]> {
  const whose =
    'staffId' in of
      ? sql`staff_id = ${of.staffId}`
      : sql`unit_path >= ${of.path} and unit_path < ${afterPath(of.path)}`;
  const { rows } = await sql<QuarterSums>`
    select quarter,
           measure,
           sum(amount)::bigint as amount
    from attribution_v_person
    where ${whose}
      and measure in ('deposit_product', 'loan_product', 'contribution')
    group by quarter, measure
    order by quarter, measure
    limit 2000
  `.execute(tx.db);
  return rows;
}

export interface ArrearsRow {
  readonly customerId: bigint;
  readonly customerName: string;
  readonly accountNo: string;
  readonly daysOverdue: number;
  readonly overdue: bigint;
  readonly riskClass: string;
}

/** Loans of an RM's customers in arrears at the end of a closed quarter, longest first. */
export async function loadArrears(
  tx: Tx,
  asked: { staffId: bigint; runId: bigint; month: Day },
): Promise<ArrearsRow[]> {
  const { rows } = await sql<ArrearsRow>`
    select c.customer_id as "customerId",
           c.name as "customerName",
           m.account_no as "accountNo",
           m.days_overdue as "daysOverdue",
           m.overdue_fen as overdue,
           m.risk_class as "riskClass"
    from customers_v_customer c
    join holdings_v_month m on m.customer_id = c.customer_id
    where c.lead_staff_id = ${asked.staffId}
      and m.run_id = ${asked.runId}
      and m.month = ${asked.month}
      and m.days_overdue > 0
    order by m.days_overdue desc, m.account_no
    limit 20
  `.execute(tx.db);
  return rows;
}

export interface MoverRow {
  readonly customerId: bigint;
  readonly customerName: string;
  readonly before: bigint;
  readonly after: bigint;
}

/** An RM's customers whose deposit product moved most between two closings (fen-days of each). */
export async function loadMovers(
  tx: Tx,
  asked: { staffId: bigint; beforeRun: bigint; afterRun: bigint },
): Promise<MoverRow[]> {
  const { rows } = await sql<MoverRow>`
    with product as (
      select m.customer_id,
             coalesce(sum(m.product_fen_days)
                      filter (where m.run_id = ${asked.beforeRun}), 0)::bigint as before,
             coalesce(sum(m.product_fen_days)
                      filter (where m.run_id = ${asked.afterRun}), 0)::bigint as after
      from customers_v_customer c
      join holdings_v_month m on m.customer_id = c.customer_id
      where c.lead_staff_id = ${asked.staffId}
        and m.kind = 'deposit'
        and m.run_id in (${asked.beforeRun}, ${asked.afterRun})
      group by m.customer_id
    )
    select c.customer_id as "customerId",
           c.name as "customerName",
           p.before,
           p.after
    from product p
    join customers_v_customer c on c.customer_id = p.customer_id
    where p.before <> p.after
    order by abs(p.after - p.before) desc, c.customer_no
    limit 10
  `.execute(tx.db);
  return rows;
}

/** Customers of an RM born on one of some days of the year ('MMDD'), whatever the year. */
export async function loadBirthDays(
  tx: Tx,
  staffId: bigint,
  daysOfYear: readonly string[],
): Promise<{ customerId: bigint; customerName: string; birthDay: Day }[]> {
  const { rows } = await sql<{ customerId: bigint; customerName: string; birthDay: Day }>`
    select customer_id as "customerId",
           name as "customerName",
           birth_day as "birthDay"
    from customers_v_customer
    where lead_staff_id = ${staffId}
      and to_char(birth_day, 'MMDD') = any (${[...daysOfYear]}::text[])
    order by customer_no
    limit 60000
  `.execute(tx.db);
  return rows;
}

export interface UnitFigures {
  readonly unitId: bigint;
  readonly name: string;
  readonly kind: string;
  readonly path: string;
  readonly rms: number;
  readonly customers: number;
  readonly depositProduct: bigint;
  readonly loanProduct: bigint;
  readonly contribution: bigint;
  readonly averageScore: bigint | null;
}

/**
 * Figures of units at or below a path, each with everything below it: RMs and customers of today,
 * results of a quarter's valid closing.
 */
export async function loadUnitFigures(
  tx: Tx,
  asked: { quarter: string; path: string; unitIds: readonly bigint[]; today: Day },
): Promise<UnitFigures[]> {
  const { rows } = await sql<UnitFigures>`
    with unit as (
      select unit_id, name, kind, path, left(path, length(path) - 1) || '/' as until
      from organisation_v_unit
      where unit_id = any (${asked.unitIds.map(String)}::bigint[])
    ),
    result as (
      select unit_path,
             sum(amount) filter (where measure = 'deposit_product') as deposit,
             sum(amount) filter (where measure = 'loan_product') as loan,
             sum(amount) filter (where measure = 'contribution') as contribution
      from attribution_v_person
      where quarter = ${asked.quarter}
        and measure in ('deposit_product', 'loan_product', 'contribution')
        and unit_path >= ${asked.path}
        and unit_path < ${afterPath(asked.path)}
      group by unit_path
    ),
    managed as materialized (
      select managing_path as unit_path, count(*) as customers
      from customers_v_customer
      where managing_path >= ${asked.path}
        and managing_path < ${afterPath(asked.path)}
      group by managing_path
    ),
    scored as materialized (
      select unit_path, sum(total_millionths) as points, count(*) as sheets
      from assessment_v_sheet
      where quarter = ${asked.quarter}
      group by unit_path
    )
    select u.unit_id as "unitId",
           u.name,
           u.kind,
           u.path,
           (select count(*)
            from people_v_staff s
            where s.is_rm
              and (s.left_on is null or s.left_on > ${asked.today})
              and s.unit_path >= u.path
              and s.unit_path < u.until)::int as rms,
           coalesce((select sum(m.customers)
                     from managed m
                     where m.unit_path >= u.path
                       and m.unit_path < u.until), 0)::int as customers,
           coalesce((select sum(r.deposit) from result r
                     where r.unit_path >= u.path and r.unit_path < u.until), 0)::bigint
             as "depositProduct",
           coalesce((select sum(r.loan) from result r
                     where r.unit_path >= u.path and r.unit_path < u.until), 0)::bigint
             as "loanProduct",
           coalesce((select sum(r.contribution) from result r
                     where r.unit_path >= u.path and r.unit_path < u.until), 0)::bigint
             as contribution,
           (select round(sum(s.points) / nullif(sum(s.sheets), 0))
            from scored s
            where s.unit_path >= u.path
              and s.unit_path < u.until)::bigint as "averageScore"
    from unit u
    order by u.path
    limit 500
  `.execute(tx.db);
  return rows;
}

export interface RmRow {
  readonly staffNo: string;
  readonly name: string;
  readonly level: string;
  readonly customers: number;
  readonly contribution: bigint;
  readonly score: bigint;
  readonly sheetId: bigint;
  /** How many RMs there are, drawn or not. */
  readonly whole: number;
}

/**
 * RMs below a path with their load, contribution and score in a quarter, best first. Of more than
 * `most` the best, the last and others evenly between them by rank: one more than `most` at the
 * utmost.
 */
export async function loadRms(
  tx: Tx,
  asked: { quarter: string; path: string; most: number },
): Promise<RmRow[]> {
  const { rows } = await sql<RmRow>`
    with result as (
      select staff_id, sum(amount)::bigint as contribution
      from attribution_v_person
      where quarter = ${asked.quarter}
        and measure = 'contribution'
      group by staff_id
    ),
    managed as (
      select lead_staff_id as staff_id, count(*)::int as customers
      from customers_v_customer
      where managing_path >= ${asked.path}
        and managing_path < ${afterPath(asked.path)}
      group by lead_staff_id
    ),
    ranked as (
      select s.staff_id,
             s.staff_no,
             s.name,
             a.level,
             a.total_millionths,
             a.sheet_id,
             row_number() over (order by a.total_millionths desc, s.staff_no) as place,
             count(*) over () as whole
      from assessment_v_sheet a
      join people_v_staff s on s.staff_id = a.staff_id
      where a.quarter = ${asked.quarter}
        and a.unit_path >= ${asked.path}
        and a.unit_path < ${afterPath(asked.path)}
    )
    select k.staff_no as "staffNo",
           k.name,
           k.level,
           coalesce(m.customers, 0) as customers,
           coalesce(r.contribution, 0) as contribution,
           k.total_millionths as score,
           k.sheet_id as "sheetId",
           k.whole::int as whole
    from ranked k
    left join result r on r.staff_id = k.staff_id
    left join managed m on m.staff_id = k.staff_id
    where k.whole <= ${asked.most}::int
       or k.place = 1
       or k.place * ${asked.most}::int / k.whole > (k.place - 1) * ${asked.most}::int / k.whole
    order by k.place
    limit ${asked.most}::int + 1
  `.execute(tx.db);
  return rows;
}
