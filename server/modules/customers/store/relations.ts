import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { actorName } from '../../people/index.ts';
import type { OwnershipKind, PartyKind, PartyRole } from '../contract/relations.ts';

/** One writer at a time in the books of a customer. */
export async function lockBooks(tx: Tx, customerId: bigint): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`customers:books:${customerId}`}, 0))
  `.execute(tx.db);
}

export interface OwnershipRow {
  readonly customerId: bigint;
  readonly turn: number;
  readonly ownerKey: string;
  readonly ownerKind: PartyKind;
  /** Null when he is no customer of the scope. */
  readonly ownerCustomerId: bigint | null;
  readonly ownerName: string;
  readonly kind: OwnershipKind;
  readonly share: bigint | null;
  readonly fromDay: Day;
  readonly untilDay: Day | null;
  readonly source: string;
  readonly enterer: string;
}

/** Every span of a firm's book, newest first; a customer outside the scope keeps only his name. */
export async function loadOwnership(tx: Tx, customerId: bigint): Promise<OwnershipRow[]> {
  const { rows } = await sql<OwnershipRow>`
    select o.customer_id as "customerId",
           o.turn,
           o.owner_key as "ownerKey",
           o.owner_kind as "ownerKind",
           c.customer_id as "ownerCustomerId",
           o.owner_name as "ownerName",
           o.kind,
           o.share_millionths as share,
           o.from_day as "fromDay",
           o.until_day as "untilDay",
           o.source,
           o.enterer
    from customers_v_ownership o
    left join customers_customer c on c.customer_id = o.owner_customer_id
    where o.customer_id = ${customerId}
    order by o.from_day desc, o.turn desc
    limit 500
  `.execute(tx.db);
  return rows;
}

export interface OwnershipBookRow {
  readonly turn: number;
  readonly ownerKey: string;
  readonly kind: OwnershipKind;
  readonly state: 'holds' | 'ended';
  readonly share: bigint | null;
  readonly fromDay: Day;
}

/** A firm's book as it was written. */
export async function loadOwnershipBook(tx: Tx, customerId: bigint): Promise<OwnershipBookRow[]> {
  const { rows } = await sql<OwnershipBookRow>`
    select turn,
           owner_key as "ownerKey",
           kind,
           state,
           share_millionths as share,
           from_day as "fromDay"
    from customers_ownership
    where customer_id = ${customerId}
    order by turn
    limit 10000
  `.execute(tx.db);
  return rows;
}

export interface NewOwnership {
  readonly customerId: bigint;
  readonly turn: number;
  readonly ownerKey: string;
  readonly ownerKind: PartyKind;
  readonly ownerCustomerId: bigint | null;
  readonly ownerName: string;
  readonly kind: OwnershipKind;
  readonly state: 'holds' | 'ended';
  readonly share: bigint | null;
  readonly fromDay: Day;
  readonly source: string;
}

export async function insertOwnership(tx: Tx, one: NewOwnership): Promise<void> {
  await sql`
    insert into customers_ownership
      (customer_id, turn, owner_key, owner_kind, owner_customer_id, owner_name, kind, state,
       share_millionths, from_day, source, entered_by, enterer)
    values (${one.customerId}, ${one.turn}, ${one.ownerKey}, ${one.ownerKind},
            ${one.ownerCustomerId}, ${one.ownerName}, ${one.kind}, ${one.state}, ${one.share},
            ${one.fromDay}, ${one.source}, ${tx.actor.accountId}, ${await actorName(tx)})
  `.execute(tx.db);
}

export interface PartyRow {
  readonly customerId: bigint;
  readonly turn: number;
  readonly partyKey: string;
  readonly partyKind: PartyKind;
  readonly partyCustomerId: bigint | null;
  readonly partyName: string;
  readonly role: PartyRole;
  readonly fromDay: Day;
  readonly untilDay: Day | null;
  readonly source: string;
  readonly enterer: string;
}

/** Every span of a customer's related parties, newest first. */
export async function loadParties(tx: Tx, customerId: bigint): Promise<PartyRow[]> {
  const { rows } = await sql<PartyRow>`
    select p.customer_id as "customerId",
           p.turn,
           p.party_key as "partyKey",
           p.party_kind as "partyKind",
           c.customer_id as "partyCustomerId",
           p.party_name as "partyName",
           p.role,
           p.from_day as "fromDay",
           p.until_day as "untilDay",
           p.source,
           p.enterer
    from customers_v_party p
    left join customers_customer c on c.customer_id = p.party_customer_id
    where p.customer_id = ${customerId}
    order by p.from_day desc, p.turn desc
    limit 500
  `.execute(tx.db);
  return rows;
}

/** The number of the last entry of a book; 0 when it is empty. */
export async function lastTurn(
  tx: Tx,
  book: 'customers_ownership' | 'customers_party' | 'customers_consent',
  customerId: bigint,
): Promise<number> {
  const { rows } = await sql<{ turn: number }>`
    select coalesce(max(turn), 0) as turn
    from ${sql.table(book)}
    where customer_id = ${customerId}
  `.execute(tx.db);
  return rows[0]!.turn;
}

export interface NewParty {
  readonly customerId: bigint;
  readonly turn: number;
  readonly partyKey: string;
  readonly partyKind: PartyKind;
  readonly partyCustomerId: bigint | null;
  readonly partyName: string;
  readonly role: PartyRole;
  readonly state: 'holds' | 'ended';
  readonly fromDay: Day;
  readonly source: string;
}

export async function insertParty(tx: Tx, one: NewParty): Promise<void> {
  await sql`
    insert into customers_party
      (customer_id, turn, party_key, party_kind, party_customer_id, party_name, role, state,
       from_day, source, entered_by, enterer)
    values (${one.customerId}, ${one.turn}, ${one.partyKey}, ${one.partyKind},
            ${one.partyCustomerId}, ${one.partyName}, ${one.role}, ${one.state}, ${one.fromDay},
            ${one.source}, ${tx.actor.accountId}, ${await actorName(tx)})
  `.execute(tx.db);
}

/** A customer of the scope by number, for naming him as a party. */
export async function loadByNo(
  tx: Tx,
  customerNo: string,
): Promise<{ readonly customerId: bigint; readonly name: string } | null> {
  const { rows } = await sql<{ customerId: bigint; name: string }>`
    select customer_id as "customerId", name
    from customers_customer
    where customer_no = ${customerNo}
    order by customer_id
    limit 1
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface HeldRow {
  readonly of: bigint;
  readonly ofName: string;
  readonly ofKind: 'corporate' | 'individual';
  readonly ownerKey: string;
  readonly ownerKind: PartyKind;
  readonly ownerId: bigint | null;
  readonly ownerName: string;
  readonly ownerIs: 'corporate' | 'individual' | null;
  readonly kind: OwnershipKind;
  readonly share: bigint | null;
}

/**
 * Holdings of a day around a customer, in the scope: owners above him level by level, and what he
 * owns below. A circle ends by itself, as a set grows only while it finds something new.
 */
export async function loadHoldingsAround(
  tx: Tx,
  ask: { readonly customerId: bigint; readonly on: Day; readonly levels: number },
): Promise<HeldRow[]> {
  const up = await grow(tx, ask, 'above');
  const down = await grow(tx, ask, 'below');
  const seen = new Set<string>();
  return [...up, ...down].filter((row) => {
    const key = `${row.of} ${row.kind} ${row.ownerKey}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Rows read at most in one direction: a drawing of more says nothing. */
const heldMost = 300;

async function grow(
  tx: Tx,
  ask: { readonly customerId: bigint; readonly on: Day; readonly levels: number },
  way: 'above' | 'below',
): Promise<HeldRow[]> {
  const found: HeldRow[] = [];
  const passed = new Set<bigint>([ask.customerId]);
  let front = [ask.customerId];
  for (let level = 0; level < ask.levels && front.length > 0; level++) {
    const rows = await loadHeld(tx, front, ask.on, way);
    found.push(...rows);
    const next = rows.map((row) => (way === 'above' ? row.ownerId : row.of));
    front = [...new Set(next)].filter((id): id is bigint => id !== null && !passed.has(id));
    for (const id of front) passed.add(id);
    if (found.length >= heldMost) break;
  }
  return found;
}

async function loadHeld(
  tx: Tx,
  ids: readonly bigint[],
  on: Day,
  way: 'above' | 'below',
): Promise<HeldRow[]> {
  const column = way === 'above' ? sql`o.customer_id` : sql`o.owner_customer_id`;
  const { rows } = await sql<HeldRow>`
    select o.customer_id as of,
           f.name as "ofName",
           f.kind as "ofKind",
           o.owner_key as "ownerKey",
           o.owner_kind as "ownerKind",
           c.customer_id as "ownerId",
           o.owner_name as "ownerName",
           c.kind as "ownerIs",
           o.kind,
           o.share_millionths as share
    from customers_v_ownership o
    join customers_customer f on f.customer_id = o.customer_id
    left join customers_customer c on c.customer_id = o.owner_customer_id
    where ${column} = any (${[...ids]}::bigint[])
      and o.from_day <= ${on}
      and (o.until_day is null or o.until_day > ${on})
    order by o.customer_id, o.turn
    limit ${heldMost}
  `.execute(tx.db);
  return rows;
}

export interface RelatedRow {
  readonly of: bigint;
  readonly ofName: string;
  readonly ofKind: 'corporate' | 'individual';
  readonly partyKey: string;
  readonly partyKind: PartyKind;
  readonly partyId: bigint | null;
  readonly partyName: string;
  readonly partyIs: 'corporate' | 'individual' | null;
  readonly role: PartyRole;
}

/** Related parties of a day, of this customer and those that name him, in the scope. */
export async function loadRelated(tx: Tx, customerId: bigint, on: Day): Promise<RelatedRow[]> {
  const { rows } = await sql<RelatedRow>`
    select p.customer_id as of,
           f.name as "ofName",
           f.kind as "ofKind",
           p.party_key as "partyKey",
           p.party_kind as "partyKind",
           c.customer_id as "partyId",
           p.party_name as "partyName",
           c.kind as "partyIs",
           p.role
    from customers_v_party p
    join customers_customer f on f.customer_id = p.customer_id
    left join customers_customer c on c.customer_id = p.party_customer_id
    where (p.customer_id = ${customerId} or p.party_customer_id = ${customerId})
      and p.from_day <= ${on}
      and (p.until_day is null or p.until_day > ${on})
    order by p.customer_id, p.turn
    limit 200
  `.execute(tx.db);
  return rows;
}
