import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Month, Quarter } from '../../../../core/period.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import { digestOf } from '../../../platform/db/digest.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { Dimension } from '../contract.ts';
import type { Reason } from '../rules.ts';

/** A slice of customers by key: (after, upTo]. */
export interface Slice {
  readonly after: bigint;
  readonly upTo: bigint;
}

export interface CustomerFact {
  readonly customerId: bigint;
  readonly kind: 'corporate' | 'individual';
  readonly openedOn: Day;
  readonly head: string | null;
  readonly members: number | null;
}

/** Customers known before a day, with the tree their group stands in. */
export async function loadCustomerFacts(
  tx: Tx,
  place: { readonly after: bigint; readonly openedBefore: Day; readonly limit: number },
): Promise<CustomerFact[]> {
  const { rows } = await sql<CustomerFact>`
    with trees as (
      select g.group_id, head.name as head, size.members
      from customers_v_group g
      join customers_v_group head on head.group_id = g.root_group_id
      join (
        select t.root_group_id, count(*) filter (where c.group_part = 'member')::int as members
        from customers_v_customer c
        join customers_v_group t on t.group_id = c.group_id
        group by t.root_group_id
      ) size on size.root_group_id = g.root_group_id
    )
    select c.customer_id as "customerId",
           c.kind,
           c.opened_on as "openedOn",
           t.head,
           t.members
    from customers_v_customer c
    left join trees t on t.group_id = c.group_id
    where c.customer_id > ${place.after}
      and c.opened_on < ${place.openedBefore}
    order by c.customer_id
    limit ${place.limit}
  `.execute(tx.db);
  return rows;
}

/**
 * Runs whose results hold before a run of a quarter: earlier quarters, and for a closing its
 * opening.
 */
export async function loadEarlierRuns(
  tx: Tx,
  quarter: Quarter,
  kind: 'open' | 'close',
): Promise<bigint[]> {
  const { rows } = await sql<{ run_id: bigint }>`
    select run_id
    from organisation_v_close
    where quarter < ${quarter}
    union
    select run_id
    from organisation_v_open
    where quarter < ${quarter}
       or (quarter = ${quarter} and ${kind} = 'close')
    order by run_id
    limit 2000
  `.execute(tx.db);
  return rows.map((row) => row.run_id);
}

export interface StatusFact {
  readonly customerId: bigint;
  readonly dimension: Dimension;
  readonly value: string;
  readonly fromDay: Day;
  readonly reason: Reason;
}

/** What some runs say of each customer of a slice on a day. */
export async function loadStatuses(
  tx: Tx,
  runIds: readonly bigint[],
  on: Day,
  slice: Slice,
): Promise<StatusFact[]> {
  const { rows } = await sql<StatusFact>`
    select distinct on (customer_id, dimension)
           customer_id as "customerId",
           dimension,
           value,
           from_day as "fromDay",
           reason
    from segmentation_status
    where run_id = any (${[...runIds]}::bigint[])
      and from_day <= ${on}
      and customer_id > ${slice.after}
      and customer_id <= ${slice.upTo}
    order by customer_id, dimension, from_day desc, run_id desc
  `.execute(tx.db);
  return rows;
}

export interface RatingFact {
  readonly customerId: bigint;
  readonly scale: string;
  readonly grade: string;
  readonly fromDay: Day;
  readonly defaulted: boolean | null;
}

/** Ratings given before a day, oldest first. */
export async function loadRatings(tx: Tx, before: Day, slice: Slice): Promise<RatingFact[]> {
  const { rows } = await sql<RatingFact>`
    select customer_id as "customerId",
           scale,
           grade,
           from_day as "fromDay",
           defaulted
    from segmentation_rating
    where from_day < ${before}
      and customer_id > ${slice.after}
      and customer_id <= ${slice.upTo}
    order by customer_id, from_day, scale
  `.execute(tx.db);
  return rows;
}

export interface AverageFact {
  readonly customerId: bigint;
  readonly month: Month;
  readonly productFenDays: bigint;
}

/** Balance products of deposits by person and month, as the closing run computed them. */
export async function loadDepositMonths(
  tx: Tx,
  runId: bigint,
  slice: Slice,
): Promise<AverageFact[]> {
  const { rows } = await sql<AverageFact>`
    select m.customer_id as "customerId",
           to_char(m.month, 'YYYY-MM') as month,
           sum(m.product_fen_days)::bigint as "productFenDays"
    from holdings_v_month m
    where m.run_id = ${runId}
      and m.kind = 'deposit'
      and m.customer_id > ${slice.after}
      and m.customer_id <= ${slice.upTo}
    group by m.customer_id, m.month
    order by m.customer_id, m.month
  `.execute(tx.db);
  return rows;
}

export interface StatusRow {
  readonly customerId: bigint;
  readonly dimension: Dimension;
  readonly value: string;
  readonly fromDay: Day;
  readonly reason: Reason;
}

export async function insertStatuses(
  tx: Tx,
  run: { readonly runId: bigint; readonly policyVersionId: bigint },
  rows: readonly StatusRow[],
): Promise<number> {
  return copyRows(
    tx,
    'segmentation_status',
    ['customer_id', 'run_id', 'dimension', 'value', 'from_day', 'reason', 'policy_version_id'],
    rows.map((row) => [
      row.customerId,
      run.runId,
      row.dimension,
      row.value,
      row.fromDay,
      JSON.stringify(row.reason),
      run.policyVersionId,
    ]),
  );
}

/** Digest of a run's rows over business keys: number, dimension, value, day, reason. */
export function digestOfRun(tx: Tx, runId: bigint): Promise<string> {
  return digestOf(
    tx,
    sql`
      select concat_ws('|', c.customer_no, s.dimension, s.value, s.from_day, s.reason) as line
      from segmentation_status s
      join customers_v_customer c on c.customer_id = s.customer_id
      where s.run_id = ${runId}
    `,
  );
}

export interface PresentSegments {
  readonly customerId: bigint;
  readonly corporateType: string | null;
  readonly class: string | null;
  readonly tier: string | null;
  readonly grade: string | null;
}

/**
 * Type, class, tier and grade of the customers whom some runs touched, where the list says
 * otherwise.
 */
export async function loadStaleMarks(
  tx: Tx,
  touchedBy: readonly bigint[],
  validRuns: readonly bigint[],
): Promise<PresentSegments[]> {
  const { rows } = await sql<PresentSegments>`
    with latest as (
      select distinct on (s.customer_id, s.dimension)
             s.customer_id, s.dimension, s.value, s.reason ->> 'grade' as grade
      from segmentation_status s
      where s.run_id = any (${[...validRuns]}::bigint[])
        and s.customer_id in (
          select customer_id
          from segmentation_status
          where run_id = any (${[...touchedBy]}::bigint[]))
      order by s.customer_id, s.dimension, s.from_day desc, s.run_id desc
    ),
    present as (
      select customer_id,
             max(value) filter (where dimension = 'corporate_type') as corporate_type,
             max(value) filter (where dimension = 'class') as class,
             max(value) filter (where dimension = 'tier') as tier,
             max(grade) filter (where dimension = 'class') as grade
      from latest
      group by customer_id
    )
    select p.customer_id as "customerId",
           p.corporate_type as "corporateType",
           p.class,
           p.tier,
           p.grade
    from present p
    join customers_v_customer c on c.customer_id = p.customer_id
    where (c.corporate_type, c.class, c.tier, c.grade)
      is distinct from (p.corporate_type, p.class, p.tier, p.grade)
    order by p.customer_id
  `.execute(tx.db);
  return rows;
}

/** Every run whose results hold, apart from those of one quarter and kind. */
export async function loadValidRuns(
  tx: Tx,
  without: { readonly quarter: Quarter; readonly kind: 'open' | 'close' },
): Promise<bigint[]> {
  const { rows } = await sql<{ run_id: bigint }>`
    select run_id
    from organisation_v_close
    where not (quarter = ${without.quarter} and ${without.kind} = 'close')
    union
    select run_id
    from organisation_v_open
    where not (quarter = ${without.quarter} and ${without.kind} = 'open')
    order by run_id
    limit 2000
  `.execute(tx.db);
  return rows.map((row) => row.run_id);
}
