import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { CustomerFacts } from '../contract.ts';
import { listed, type ListedCustomer } from './list.ts';

type Facts = Omit<
  CustomerFacts,
  keyof ListedCustomer | 'groupId' | 'identity' | 'assists' | 'duplicates'
>;
export type LoadedFacts = ListedCustomer &
  Facts & {
    readonly groupId: bigint | null;
    readonly identityKind: CustomerFacts['identity']['kind'];
    readonly identityMask: string | null;
    readonly identityWarnings: string[];
    readonly phoneMask: string | null;
  };

export async function loadFacts(tx: Tx, customerId: bigint): Promise<LoadedFacts | null> {
  const { rows } = await sql<LoadedFacts>`
    select ${listed},
           c.industry,
           c.birth_day as "birthDay",
           c.identity_kind as "identityKind",
           c.identity_mask as "identityMask",
           c.identity_warnings as "identityWarnings",
           c.phone_mask as "phoneMask",
           c.group_id as "groupId",
           g.name as "groupName",
           c.group_part as "groupPart",
           m.name as "managingUnit"
    from customers_customer c
    join organisation_v_unit u on u.unit_id = c.booking_unit_id
    left join people_v_staff s on s.staff_id = c.lead_staff_id
    left join organisation_v_unit m on m.path = c.managing_path
    left join customers_group g on g.group_id = c.group_id
    where c.customer_id = ${customerId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface SpanRow {
  readonly part: 'lead' | 'assist';
  readonly staffId: bigint;
  readonly staffName: string;
  readonly share: bigint;
  readonly fromDay: string;
  readonly untilDay: string | null;
  readonly origin: 'import' | 'allocation' | 'hand';
  readonly reason: string;
}

/** Who managed the customer when, newest first. */
export async function loadManagement(tx: Tx, customerId: bigint): Promise<SpanRow[]> {
  const { rows } = await sql<SpanRow>`
    select m.part,
           m.staff_id as "staffId",
           s.name as "staffName",
           m.share_millionths as "share",
           m.from_day as "fromDay",
           m.until_day as "untilDay",
           m.origin,
           m.reason
    from customers_v_management m
    join people_v_staff s on s.staff_id = m.staff_id
    where m.customer_id = ${customerId}
    order by m.from_day desc, m.part desc, m.staff_id
    limit 500
  `.execute(tx.db);
  return rows;
}

export interface NodeRow {
  readonly groupId: bigint;
  readonly parentGroupId: bigint | null;
  readonly code: string;
  readonly name: string;
  readonly depth: number;
}

/** The tree around a group, from its head down. */
export async function loadGroupTree(tx: Tx, groupId: bigint): Promise<NodeRow[]> {
  const { rows } = await sql<NodeRow>`
    select g.group_id as "groupId",
           g.parent_group_id as "parentGroupId",
           g.code,
           g.name,
           g.depth
    from customers_v_group g
    where g.root_group_id = (
      select o.root_group_id
      from customers_v_group o
      where o.group_id = ${groupId})
    order by g.depth, g.code, g.group_id
    limit 1000
  `.execute(tx.db);
  return rows;
}

export type MemberRow = ListedCustomer & {
  readonly groupId: bigint;
  readonly groupPart: 'head' | 'member';
};

/** Members of some groups whom the reader may see. */
export async function loadGroupMembers(tx: Tx, groupIds: readonly bigint[]): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select ${listed},
           c.group_id as "groupId",
           c.group_part as "groupPart"
    from customers_customer c
    join organisation_v_unit u on u.unit_id = c.booking_unit_id
    left join people_v_staff s on s.staff_id = c.lead_staff_id
    where c.group_id = any (${[...groupIds]}::bigint[])
    order by c.group_part, c.customer_no, c.customer_id
    limit 1000
  `.execute(tx.db);
  return rows;
}

/** How many members some groups have, in the scope or not. */
export async function countGroupMembers(tx: Tx, groupIds: readonly bigint[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select customers_group_size(${[...groupIds]}::bigint[]) as count
  `.execute(tx.db);
  return rows[0]!.count;
}

export interface LikeRow {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly reason: string;
}

/** Others in the scope with the same identity number, or the same name and birth day. */
export async function loadLikes(tx: Tx, customerId: bigint): Promise<LikeRow[]> {
  const { rows } = await sql<LikeRow>`
    select o.customer_id as "customerId",
           o.customer_no as "customerNo",
           o.name,
           case when o.identity_hash = c.identity_hash then 'same_identity'
                else 'same_name_and_birth_day' end as reason
    from customers_customer c
    join customers_customer o
      on o.customer_id <> c.customer_id
      and (o.identity_hash = c.identity_hash
        or (o.name_key = c.name_key and o.birth_day = c.birth_day))
    where c.customer_id = ${customerId}
    order by o.customer_no, o.customer_id
    limit 20
  `.execute(tx.db);
  return rows;
}

export interface PairRow {
  readonly reason: 'same_identity' | 'same_name_and_birth_day';
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly otherId: bigint;
  readonly otherNo: string;
  readonly otherName: string;
}

/**
 * Pairs that may be one customer, by the earlier number: each later one of a set with the first.
 */
export async function loadDuplicates(
  tx: Tx,
  place: { readonly after: string; readonly limit: number },
): Promise<PairRow[]> {
  const { rows } = await sql<PairRow>`
    with same as (
      select 'same_identity' as reason,
             customer_id,
             first_value(customer_id) over (partition by identity_hash
               order by customer_no) as first_id
      from customers_customer
      where identity_hash is not null
      union all
      select 'same_name_and_birth_day' as reason,
             customer_id,
             first_value(customer_id) over (partition by name_key, birth_day
               order by customer_no) as first_id
      from customers_customer
      where birth_day is not null
    )
    select min(same.reason) as reason,
           c.customer_id as "customerId",
           c.customer_no as "customerNo",
           c.name,
           o.customer_id as "otherId",
           o.customer_no as "otherNo",
           o.name as "otherName"
    from same
    join customers_customer c on c.customer_id = same.first_id
    join customers_customer o on o.customer_id = same.customer_id
    where same.first_id <> same.customer_id
      and c.customer_no || ' ' || o.customer_no > ${place.after}
    group by c.customer_id, c.customer_no, c.name, o.customer_id, o.customer_no, o.name
    order by c.customer_no || ' ' || o.customer_no
    limit ${place.limit}
  `.execute(tx.db);
  return rows;
}

/** The sealed number of a customer; null when none is on record. */
export async function loadSealed(
  tx: Tx,
  customerId: bigint,
  what: 'identity' | 'phone',
): Promise<string | null> {
  const column = what === 'identity' ? sql`cipher` : sql`phone_cipher`;
  const { rows } = await sql<{ sealed: string | null }>`
    select ${column} as sealed
    from customers_identity
    where customer_id = ${customerId}
  `.execute(tx.db);
  return rows[0]?.sealed ?? null;
}

export async function unitPathOf(tx: Tx, code: string): Promise<string | null> {
  const { rows } = await sql<{ path: string }>`
    select path
    from organisation_v_unit
    where code = ${code}
  `.execute(tx.db);
  return rows[0]?.path ?? null;
}
