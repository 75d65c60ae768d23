import { sql, type RawBuilder } from 'kysely';
import type { Quarter } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { Dimension } from '../contract.ts';
import type { Reason } from '../rules.ts';

type Value = 'system' | 'independent' | 'premium' | 'general' | 'poor' | 'large' | 'middle';
type AnyValue = Value | 'small' | 'watch' | 'none';

export interface SpanRow {
  readonly dimension: Dimension;
  readonly value: AnyValue;
  readonly fromDay: string;
  readonly untilDay: string | null;
  readonly reason: Reason;
  readonly policyVersionId: bigint;
}

/** Everything segmentation said of a customer, newest first. */
export async function loadSpans(tx: Tx, customerId: bigint): Promise<SpanRow[]> {
  const { rows } = await sql<SpanRow>`
    select dimension,
           value,
           from_day as "fromDay",
           until_day as "untilDay",
           reason,
           policy_version_id as "policyVersionId"
    from segmentation_v_status
    where customer_id = ${customerId}
    order by from_day desc, dimension
    limit 500
  `.execute(tx.db);
  return rows;
}

export interface RatingRow {
  readonly scale: string;
  readonly grade: string;
  readonly fromDay: string;
  readonly defaulted: boolean | null;
}

export async function loadRatingsOf(tx: Tx, customerId: bigint): Promise<RatingRow[]> {
  const { rows } = await sql<RatingRow>`
    select scale, grade, from_day as "fromDay", defaulted
    from segmentation_rating
    where customer_id = ${customerId}
    order by from_day desc, scale
    limit 100
  `.execute(tx.db);
  return rows;
}

export interface DistributionRow {
  readonly unitCode: string;
  readonly unitName: string;
  readonly customers: number;
  readonly system: number;
  readonly premium: number;
  readonly general: number;
  readonly poor: number;
  readonly unrated: number;
  readonly large: number;
  readonly middle: number;
  readonly small: number;
}

/**
 * Present segments of the customers in the scope, by the booking units of one depth (or their own,
 * if higher).
 */
export async function loadDistribution(tx: Tx, level: number): Promise<DistributionRow[]> {
  const { rows } = await sql<DistributionRow>`
    with counted as (
      select left(booking_path, ${level * 5}::int) as path,
             count(*)::int as customers,
             count(*) filter (where corporate_type = 'system')::int as system,
             count(*) filter (where class = 'premium')::int as premium,
             count(*) filter (where class = 'general')::int as general,
             count(*) filter (where class = 'poor')::int as poor,
             count(*) filter (where class is not null and grade is null)::int as unrated,
             count(*) filter (where tier = 'large')::int as large,
             count(*) filter (where tier = 'middle')::int as middle,
             count(*) filter (where tier = 'small')::int as small
      from customers_v_customer
      group by 1
    )
    select u.code as "unitCode",
           u.name as "unitName",
           d.customers, d.system, d.premium, d.general, d.poor, d.unrated, d.large, d.middle,
           d.small
    from counted d
    join organisation_v_unit u on u.path = d.path
    order by u.path
    limit 5000
  `.execute(tx.db);
  return rows;
}

export interface ChangeFilter {
  readonly quarter: Quarter;
  readonly dimension?: Dimension | undefined;
  readonly value?: string | undefined;
  readonly withFirst: boolean;
}

export interface ChangeRow {
  readonly fromDay: string;
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly dimension: Dimension;
  readonly before: AnyValue | null;
  readonly value: AnyValue;
  readonly reason: Reason;
}

export interface ChangePlace {
  readonly fromDay: string;
  readonly customerNo: string;
  readonly dimension: string;
}

/**
 * Changes found by the valid opening and closing of a quarter, by day, customer number and
 * dimension.
 */
export async function loadChanges(
  tx: Tx,
  filter: ChangeFilter,
  place: { readonly after: ChangePlace | null; readonly limit: number },
): Promise<ChangeRow[]> {
  const { after } = place;
  const onward =
    after === null
      ? sql`true`
      : sql`(x.from_day, x.customer_no, x.dimension) > (
          ${after.fromDay}::date, ${after.customerNo}::text collate "C", ${after.dimension}::text)`;
  const { rows } = await sql<ChangeRow>`
    select x.from_day as "fromDay",
           x.customer_id as "customerId",
           x.customer_no as "customerNo",
           x.name,
           x.dimension,
           x.before,
           x.value,
           x.reason
    from (${changes(filter)}) x
    where ${onward}
    order by x.from_day, x.customer_no, x.dimension
    limit ${place.limit}
  `.execute(tx.db);
  return rows;
}

export async function countChanges(tx: Tx, filter: ChangeFilter, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select 1 from (${changes(filter)}) x limit ${most}) counted
  `.execute(tx.db);
  return rows[0]!.count;
}

export interface ChangeCount {
  readonly dimension: Dimension;
  readonly before: AnyValue | null;
  readonly value: AnyValue;
  readonly count: number;
}

export async function loadChangeCounts(tx: Tx, quarter: Quarter): Promise<ChangeCount[]> {
  const { rows } = await sql<ChangeCount>`
    select x.dimension, x.before, x.value, count(*)::int as count
    from (${changes({ quarter, withFirst: true })}) x
    group by x.dimension, x.before, x.value
    order by x.dimension, x.before nulls first, x.value
    limit 200
  `.execute(tx.db);
  return rows;
}

/** The rows of a quarter's valid runs, each with the value held before it. */
function changes(filter: ChangeFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (filter.dimension !== undefined) parts.push(sql`s.dimension = ${filter.dimension}`);
  if (filter.value !== undefined) parts.push(sql`s.value = ${filter.value}`);
  if (!filter.withFirst) parts.push(sql`b.value is not null`);
  return sql`
    select s.from_day, s.customer_id, c.customer_no, c.name, s.dimension, b.value as before,
           s.value, s.reason
    from segmentation_v_status s
    join customers_v_customer c on c.customer_id = s.customer_id
    left join lateral (
      select p.value
      from segmentation_v_status p
      where p.customer_id = s.customer_id
        and p.dimension = s.dimension
        and p.until_day = s.from_day
      order by p.from_day desc
      limit 1
    ) b on true
    where s.run_id in (
        select run_id
        from organisation_v_open
        where quarter = ${filter.quarter}
        union all
        select run_id
        from organisation_v_close
        where quarter = ${filter.quarter})
      and ${sql.join(parts, sql` and `)}`;
}
