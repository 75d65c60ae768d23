import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { PoolCause } from '../contract/pool.ts';
import type { Segmented } from '../../people/index.ts';

/** A customer in the pool: the limited facts, and who may claim him. */
export interface CardRow extends Segmented {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly shownName: string;
  readonly unitName: string;
  readonly bookingPath: string;
  readonly sizeBand: number | null;
  readonly cause: PoolCause;
  readonly reasonKey: string | null;
  readonly enteredOn: Day;
  readonly reachFrom: string;
  readonly reachUntil: string;
  readonly wideOn: Day | null;
  readonly coolingStaffId: bigint | null;
  readonly coolingUntil: Day | null;
}

const cardColumns = sql`
  customer_id as "customerId",
  customer_no as "customerNo",
  shown_name as "shownName",
  kind,
  corporate_type as "corporateType",
  class,
  tier,
  unit_name as "unitName",
  booking_path as "bookingPath",
  size_band::int as "sizeBand",
  cause,
  reason_key as "reasonKey",
  entered_on as "enteredOn",
  reach_from as "reachFrom",
  reach_until as "reachUntil",
  wide_on as "wideOn",
  cooling_staff_id as "coolingStaffId",
  cooling_until as "coolingUntil"
`;

export interface CardFilter {
  readonly pool: 'unit' | 'bank' | null;
  readonly kind: 'corporate' | 'individual' | null;
  readonly cause: PoolCause | null;
}

/** One page of the pool in sight, the latest entry first. */
export async function loadCards(
  tx: Tx,
  filter: CardFilter,
  place: { readonly after: { day: string; customerId: bigint } | null; readonly limit: number },
): Promise<CardRow[]> {
  const { pool, kind, cause } = filter;
  const { after, limit } = place;
  const { rows } = await sql<CardRow>`
    select ${cardColumns}
    from allocation_pool_card
    where ${pool === null ? sql`true` : sql`(reach_until = '~') = ${pool === 'bank'}`}
      and ${kind === null ? sql`true` : sql`kind = ${kind}`}
      and ${cause === null ? sql`true` : sql`cause = ${cause}`}
      and ${
        after === null
          ? sql`true`
          : sql`(entered_on, customer_id) < (${after.day}::date, ${after.customerId}::bigint)`
      }
    order by entered_on desc, customer_id desc
    limit ${limit}
  `.execute(tx.db);
  return rows;
}

/** Cards of some customers; locked until the end of the transaction, one claims and others wait. */
export async function loadCardsOf(
  tx: Tx,
  customerIds: readonly bigint[],
  { lock }: { readonly lock: boolean },
): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    select ${cardColumns}
    from allocation_pool_card
    where customer_id = any (${[...customerIds]}::bigint[])
    order by customer_id
    ${lock ? sql`for update` : sql``}
  `.execute(tx.db);
  return rows;
}

export async function insertCards(tx: Tx, cards: readonly CardRow[]): Promise<void> {
  await copyRows(
    tx,
    'allocation_pool_card',
    [
      'customer_id',
      'customer_no',
      'shown_name',
      'kind',
      'corporate_type',
      'class',
      'tier',
      'unit_name',
      'booking_path',
      'size_band',
      'cause',
      'reason_key',
      'entered_on',
      'reach_from',
      'reach_until',
      'wide_on',
      'cooling_staff_id',
      'cooling_until',
    ],
    cards.map((one) => [
      one.customerId,
      one.customerNo,
      one.shownName,
      one.kind,
      one.corporateType,
      one.class,
      one.tier,
      one.unitName,
      one.bookingPath,
      one.sizeBand,
      one.cause,
      one.reasonKey,
      one.enteredOn,
      one.reachFrom,
      one.reachUntil,
      one.wideOn,
      one.coolingStaffId,
      one.coolingUntil,
    ]),
  );
}

/** Takes cards out; what is gone already is not counted. */
export async function removeCards(tx: Tx, customerIds: readonly bigint[]): Promise<bigint> {
  const { numAffectedRows } = await sql`
    delete from allocation_pool_card
    where customer_id = any (${[...customerIds]}::bigint[])
  `.execute(tx.db);
  return numAffectedRows ?? 0n;
}

export interface PoolEvent {
  readonly customerId: bigint;
  readonly kind:
    | 'entered'
    | 'widened'
    | 'claimed'
    | 'warned'
    | 'cleared'
    | 'proven'
    | 'undone'
    | 'led';
  readonly cause?: PoolCause;
  readonly reasonKey?: string | null;
  readonly note?: string;
  readonly customerNo: string;
  readonly shownName: string;
  readonly staffId: bigint | null;
  readonly unitPath: string | null;
  readonly day: Day;
  readonly fallsOn?: Day;
}

export async function insertEvents(tx: Tx, events: readonly PoolEvent[]): Promise<void> {
  await copyRows(
    tx,
    'allocation_pool_event',
    [
      'customer_id',
      'kind',
      'cause',
      'reason_key',
      'note',
      'customer_no',
      'shown_name',
      'staff_id',
      'unit_path',
      'day',
      'falls_on',
      'account_id',
    ],
    events.map((one) => [
      one.customerId,
      one.kind,
      one.cause ?? null,
      one.reasonKey ?? null,
      one.note ?? '',
      one.customerNo,
      one.shownName,
      one.staffId,
      one.unitPath,
      one.day,
      one.fallsOn ?? null,
      tx.actor.accountId,
    ]),
  );
}

export interface PoolFacts extends Segmented {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly bookingPath: string;
  readonly managingPath: string | null;
  readonly leadStaffId: bigint | null;
  /** Daily average of deposits in the last closed quarter; null before the first closing. */
  readonly averageFen: bigint | null;
}

/**
 * What the pool must know of customers. The average is rounded down to whole fen: it only chooses a
 * band.
 */
export async function loadPoolFacts(tx: Tx, customerIds: readonly bigint[]): Promise<PoolFacts[]> {
  const { rows } = await sql<PoolFacts>`
    with closing as (
      select run_id
      from organisation_v_close
      order by quarter desc
      limit 1
    ),
    length as (
      select sum(days)::bigint as days
      from (
        select distinct m.month,
               extract(day from (m.month + interval '1 month' - interval '1 day'))::int as days
        from holdings_v_month m
        where m.run_id = (select run_id from closing)
          and m.customer_id = any (${[...customerIds]}::bigint[])
      ) month
    ),
    size as (
      select m.customer_id, sum(m.product_fen_days)::bigint as product
      from holdings_v_month m
      where m.run_id = (select run_id from closing)
        and m.customer_id = any (${[...customerIds]}::bigint[])
        and m.kind = 'deposit'
      group by m.customer_id
    )
    select c.customer_id as "customerId",
           c.customer_no as "customerNo",
           c.name,
           c.kind,
           c.corporate_type as "corporateType",
           c.class,
           c.tier,
           u.name as "unitName",
           c.booking_path as "bookingPath",
           c.managing_path as "managingPath",
           c.lead_staff_id as "leadStaffId",
           case when (select run_id from closing) is null then null
                else coalesce(s.product, 0) / greatest((select days from length), 1) end
             as "averageFen"
    from customers_v_customer c
    join organisation_v_unit u on u.unit_id = c.booking_unit_id
    left join size s on s.customer_id = c.customer_id
    where c.customer_id = any (${[...customerIds]}::bigint[])
    order by c.customer_id
  `.execute(tx.db);
  return rows;
}
