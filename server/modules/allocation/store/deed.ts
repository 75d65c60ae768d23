import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { DeedCause, SpreadWay } from '../contract/deed.ts';

/** The RMs who lead some customers, with how many of those; customers nobody leads have no row. */
export async function loadGivers(
  tx: Tx,
  customerIds: readonly bigint[],
): Promise<{ readonly staffNo: string; readonly customerIds: readonly bigint[] }[]> {
  const { rows } = await sql<{ staffNo: string; customerIds: readonly string[] }>`
    select s.staff_no as "staffNo",
           array_agg(c.customer_id::text order by c.customer_id) as "customerIds"
    from customers_v_customer c
    join people_v_staff s on s.staff_id = c.lead_staff_id
    where c.customer_id = any (${[...customerIds]}::bigint[])
    group by s.staff_no
    order by s.staff_no
    limit 500
  `.execute(tx.db);
  return rows.map((row) => ({ ...row, customerIds: row.customerIds.map(BigInt) }));
}

/** Customers that some RMs lead, by RM and kind. */
export async function loadLoadsOf(
  tx: Tx,
  staffIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, { readonly corporate: number; readonly individual: number }>> {
  const { rows } = await sql<{ staffId: bigint; corporate: number; individual: number }>`
    select lead_staff_id as "staffId",
           count(*) filter (where kind = 'corporate')::int as corporate,
           count(*) filter (where kind = 'individual')::int as individual
    from customers_v_customer
    where lead_staff_id = any (${[...staffIds]}::bigint[])
    group by lead_staff_id
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.staffId, row]));
}

/** Net contribution of the last closed quarter of the customers that some RMs lead. */
export async function loadNet(
  tx: Tx,
  staffIds: readonly bigint[],
): Promise<{ readonly quarter: string | null; readonly netFen: ReadonlyMap<bigint, bigint> }> {
  const closed = await sql<{ quarter: string }>`
    select quarter
    from organisation_v_close
    order by quarter desc
    limit 1
  `.execute(tx.db);
  const quarter = closed.rows[0]?.quarter ?? null;
  if (quarter === null) return { quarter, netFen: new Map() };
  const { rows } = await sql<{ customerId: bigint; netFen: bigint }>`
    select v.customer_id as "customerId",
           v.net_fen as "netFen"
    from customers_v_customer c
    join contribution_v_customer v
      on v.customer_id = c.customer_id
     and v.quarter = ${quarter}
    where c.lead_staff_id = any (${[...staffIds]}::bigint[])
  `.execute(tx.db);
  return { quarter, netFen: new Map(rows.map((row) => [row.customerId, row.netFen])) };
}

export interface NewDeed {
  readonly requestKey: string;
  readonly way: SpreadWay;
  readonly cause: DeedCause;
  readonly customers: number;
  readonly staying: number;
  readonly contributionFen: bigint;
  readonly digest: string;
}

/** Writes a deed; null when the same request made one before. */
export async function insertDeed(tx: Tx, one: NewDeed): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`
    insert into allocation_deed
      (request_key, way, cause, customers, staying, contribution_fen, digest, account_id)
    values (${one.requestKey}::uuid, ${one.way}, ${one.cause}, ${one.customers}, ${one.staying},
      ${one.contributionFen}, ${one.digest}, ${tx.actor.accountId})
    on conflict (request_key) do nothing
    returning deed_id as id
  `.execute(tx.db);
  return rows[0]?.id ?? null;
}

/** The deed that a request made, if it is this account's; null when there is none. */
export async function loadDeedOf(tx: Tx, requestKey: string): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`
    select deed_id as id
    from allocation_deed
    where request_key = ${requestKey}::uuid
      and account_id = ${tx.actor.accountId}
  `.execute(tx.db);
  return rows[0]?.id ?? null;
}

export interface DeedHandoverRow {
  readonly handoverId: bigint;
  readonly fromName: string;
  readonly toName: string;
  readonly customers: number;
  readonly effectiveDay: Day;
}

/** The hand-overs of a deed that are in sight. */
export async function loadDeedHandovers(tx: Tx, deedId: bigint): Promise<DeedHandoverRow[]> {
  const { rows } = await sql<DeedHandoverRow>`
    select h.handover_id as "handoverId",
           f.name as "fromName",
           t.name as "toName",
           h.customers,
           h.effective_day as "effectiveDay"
    from allocation_handover h
    join people_v_staff f on f.staff_id = h.from_staff_id
    join people_v_staff t on t.staff_id = h.to_staff_id
    where h.deed_id = ${deedId}
    order by h.handover_id
    limit 500
  `.execute(tx.db);
  return rows;
}

/** Takes a hand-over back; false when it was already. */
export async function insertWithdrawal(tx: Tx, handoverId: bigint): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into allocation_handover_withdrawal (handover_id, account_id)
    values (${handoverId}, ${tx.actor.accountId})
    on conflict (handover_id) do nothing
  `.execute(tx.db);
  return numAffectedRows === 1n;
}
