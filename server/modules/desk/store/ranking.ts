import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface ClassRow {
  readonly riskClass: string;
  readonly loans: number;
  readonly balance: bigint;
  readonly overdue: bigint;
  readonly daysMost: number;
}

/** Loans in the caller's scope by class at the end of a closed month, with what is overdue. */
export async function loadClasses(tx: Tx, runId: bigint, month: Day): Promise<ClassRow[]> {
  const { rows } = await sql<ClassRow>`
    select m.risk_class as "riskClass",
           count(*)::int as loans,
           sum(m.end_balance_fen)::bigint as balance,
           sum(m.overdue_fen)::bigint as overdue,
           max(m.days_overdue) as "daysMost"
    from holdings_v_month m
    where m.run_id = ${runId}
      and m.month = ${month}
      and m.kind = 'loan'
      and m.risk_class is not null
      and m.end_balance_fen > 0
    group by m.risk_class
    order by m.risk_class
    limit 10
  `.execute(tx.db);
  return rows;
}

export interface CompletionSum {
  readonly unitId: bigint;
  readonly metric: string;
  readonly value: bigint;
  readonly target: bigint;
}

/** Values and targets of the RMs below units, summed by metric; only RMs with a target count. */
export async function loadCompletion(
  tx: Tx,
  asked: { quarter: string; unitIds: readonly bigint[] },
): Promise<CompletionSum[]> {
  const { rows } = await sql<CompletionSum>`
    select u.unit_id as "unitId",
           m.metric,
           sum(m.value)::bigint as value,
           sum(m.target)::bigint as target
    from organisation_v_unit u
    join assessment_v_metric m
      on m.unit_path >= u.path
     and m.unit_path < left(u.path, length(u.path) - 1) || '/'
    where u.unit_id = any (${asked.unitIds.map(String)}::bigint[])
      and m.quarter = ${asked.quarter}
      and m.target is not null
    group by u.unit_id, m.metric
    order by u.unit_id, m.metric
    limit 5000
  `.execute(tx.db);
  return rows;
}

export interface MigrationRow {
  readonly dimension: 'class' | 'tier';
  readonly before: string;
  readonly after: string;
  readonly customers: number;
}

/**
 * Customers managed below a path by what they were on one day and on a later one; none: not
 * classed on that day.
 */
export async function loadMigration(
  tx: Tx,
  asked: { path: string; from: Day; until: Day },
): Promise<MigrationRow[]> {
  const { path, from, until } = asked;
  const { rows } = await sql<MigrationRow>`
    with held as (
      select customer_id,
             dimension,
             max(value) filter (
               where from_day <= ${from}
                 and (until_day is null or until_day > ${from})) as before,
             max(value) filter (where until_day is null or until_day > ${until}) as after
      from segmentation_v_status
      where dimension in ('class', 'tier')
        and from_day <= ${until}
      group by customer_id, dimension
    )
    select h.dimension,
           coalesce(h.before, 'none') as before,
           h.after,
           count(*)::int as customers
    from customers_v_customer c
    join held h on h.customer_id = c.customer_id
    where c.managing_path >= ${path}
      and c.managing_path < ${`${path.slice(0, -1)}/`}
      and h.after is not null
    group by 1, 2, 3
    order by 1, 2, 3
    limit 100
  `.execute(tx.db);
  return rows;
}

export interface RankedRm {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly level: string;
  readonly sheetId: bigint;
  readonly score: bigint;
  readonly scoreBefore: bigint | null;
  readonly contribution: bigint;
  readonly contributionBefore: bigint | null;
  readonly contributionYearAgo: bigint | null;
}

/**
 * RMs below a path by score or contribution in a quarter, best or last first, with the quarter
 * before and the year before.
 */
export async function loadRanking(
  tx: Tx,
  asked: {
    quarter: string;
    before: string;
    yearAgo: string;
    path: string;
    sort: 'score' | 'contribution';
    ascending: boolean;
    skip: number;
    limit: number;
  },
): Promise<RankedRm[]> {
  const key = asked.sort === 'score' ? sql`a.total_millionths` : sql`coalesce(r.now, 0)`;
  const { rows } = await sql<RankedRm>`
    with result as (
      select staff_id,
             sum(amount) filter (where quarter = ${asked.quarter})::bigint as now,
             sum(amount) filter (where quarter = ${asked.before})::bigint as before,
             sum(amount) filter (where quarter = ${asked.yearAgo})::bigint as year_ago
      from attribution_v_person
      where quarter in (${asked.quarter}, ${asked.before}, ${asked.yearAgo})
        and measure = 'contribution'
      group by staff_id
    )
    select s.staff_id as "staffId",
           s.staff_no as "staffNo",
           s.name,
           u.name as "unitName",
           a.level,
           a.sheet_id as "sheetId",
           a.total_millionths as score,
           b.total_millionths as "scoreBefore",
           coalesce(r.now, 0) as contribution,
           r.before as "contributionBefore",
           r.year_ago as "contributionYearAgo"
    from assessment_v_sheet a
    join people_v_staff s on s.staff_id = a.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    left join assessment_v_sheet b
      on b.staff_id = a.staff_id
     and b.quarter = ${asked.before}
    left join result r on r.staff_id = a.staff_id
    where a.quarter = ${asked.quarter}
      and a.unit_path >= ${asked.path}
      and a.unit_path < ${`${asked.path.slice(0, -1)}/`}
    order by ${key} ${asked.ascending ? sql`asc` : sql`desc`}, s.staff_no
    limit ${asked.limit}
    offset ${asked.skip}
  `.execute(tx.db);
  return rows;
}
