import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import { rangeOfPath, type Tx } from '../../../platform/db/transaction.ts';
import type { CustomerKind, CustomerRow, CustomerSort } from '../contract.ts';

/** A row of the list with its ids as the database gives them. */
export type ListedCustomer = Omit<CustomerRow, 'customerId' | 'leadStaffId'> & {
  readonly customerId: bigint;
  readonly leadStaffId: bigint | null;
};

/** What narrows a list. Absent words do not narrow. */
export interface CustomerFilter {
  readonly search?: SearchKeys;
  readonly kind?: CustomerKind | undefined;
  readonly class?: string | undefined;
  readonly tier?: string | undefined;
  readonly lead?: bigint | 'none' | undefined;
  /** Path of a unit: booked or managed in it or below it. */
  readonly unitPath?: string | undefined;
}

/** A search as the database compares it; fingerprints instead of numbers. */
export interface SearchKeys {
  readonly pieces: readonly string[] | null;
  readonly words: string | null;
  readonly number: string | null;
  readonly identityHash: string | null;
  readonly phoneHash: string | null;
}

export interface CustomerPlace {
  readonly sort: CustomerSort;
  readonly descending: boolean;
  /** The last row of the page before. */
  readonly after: { readonly value: string; readonly customerId: bigint } | null;
  readonly limit: number;
}

const columns: Readonly<Record<CustomerSort, RawBuilder<unknown>>> = {
  name: sql`c.name`,
  customerNo: sql`c.customer_no`,
  openedOn: sql`c.opened_on`,
};
const casts: Readonly<Record<CustomerSort, RawBuilder<unknown>>> = {
  name: sql`::text`,
  customerNo: sql`::text collate "C"`,
  openedOn: sql`::date`,
};

/** The end of every text that begins with the given one. */
const last = '\u{10FFFF}';

/**
 * One page by keyset: the key follows the sorted column, so that equal names neither repeat nor
 * vanish.
 */
export async function loadCustomers(
  tx: Tx,
  filter: CustomerFilter,
  place: CustomerPlace,
): Promise<ListedCustomer[]> {
  const column = columns[place.sort];
  const direction = place.descending ? sql`desc` : sql`asc`;
  const { rows } = await sql<ListedCustomer>`
    with page as (
      select c.customer_id, c.customer_no, c.name, c.kind, c.corporate_type, c.class, c.tier,
             c.grade, c.lead_staff_id, c.booking_unit_id, c.opened_on
      from customers_customer c
      where ${conditions(filter)}
        and ${inScope(tx)}
        and ${after(place)}
      order by ${column} ${direction}, c.customer_id ${direction}
      limit ${place.limit}
    )
    select ${listed}
    from page c
    join organisation_v_unit u on u.unit_id = c.booking_unit_id
    left join people_v_staff s on s.staff_id = c.lead_staff_id
    order by ${column} ${direction}, c.customer_id ${direction}
    limit ${place.limit}
  `.execute(tx.db);
  return rows;
}

/** Columns of a row of a list; `c` the customer, `u` its booking unit, `s` the lead. */
export const listed = sql`
  c.customer_id as "customerId",
  c.customer_no as "customerNo",
  c.name,
  c.kind,
  c.corporate_type as "corporateType",
  c.class,
  c.tier,
  c.grade,
  s.name as "leadName",
  c.lead_staff_id as "leadStaffId",
  u.name as "bookingUnit",
  c.opened_on as "openedOn"`;

/** How many the filter finds, counted up to `most`. */
export async function countCustomers(
  tx: Tx,
  filter: CustomerFilter,
  most: number | null,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (
      select 1
      from customers_customer c
      where ${conditions(filter)}
        and ${inScope(tx)}
      limit ${most}
    ) as counted
  `.execute(tx.db);
  return rows[0]!.count;
}

/** The value a row is sorted by, for the cursor. */
export function sortedBy(row: ListedCustomer, sort: CustomerSort): string | Day {
  return row[sort];
}

function after(place: CustomerPlace): RawBuilder<unknown> {
  if (place.after === null) return sql`true`;
  const { value, customerId } = place.after;
  const sign = place.descending ? sql`<` : sql`>`;
  return sql`(${columns[place.sort]}, c.customer_id)
    ${sign} (${value}${casts[place.sort]}, ${customerId}::bigint)`;
}

function conditions(filter: CustomerFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (filter.search !== undefined) parts.push(found(filter.search));
  if (filter.kind !== undefined) parts.push(sql`c.kind = ${filter.kind}`);
  if (filter.class !== undefined) parts.push(sql`c.class = ${filter.class}`);
  if (filter.tier !== undefined) parts.push(sql`c.tier = ${filter.tier}`);
  if (filter.lead === 'none') parts.push(sql`c.lead_staff_id is null`);
  else if (filter.lead !== undefined) parts.push(sql`c.lead_staff_id = ${filter.lead}`);
  if (filter.unitPath !== undefined) parts.push(within(filter.unitPath));
  return sql.join(parts, sql` and `);
}

/**
 * The caller's scope once more, in words that the planner can weigh. Row security decides; but it
 * reads settings, whose values no statistics know, so that a branch of a large bank was looked for
 * by walking through the names of all customers.
 */
function inScope({ actor }: Tx): RawBuilder<unknown> {
  // Of one RM the statistics know how many customers he leads; the condition twice would mislead.
  if (actor.bankWide || actor.ranges.length === 0) return sql`true`;
  const staffId = actor.staffId ?? 0n;
  return sql.join(
    [
      sql`(c.lead_staff_id = ${staffId}`,
      ...actor.ranges.flatMap(({ from, until }) => [
        sql`(c.managing_path >= ${from} and c.managing_path < ${until})`,
        sql`(c.booking_path >= ${from} and c.booking_path < ${until})`,
      ]),
      sql`c.customer_id = any (array(
        select a.customer_id
        from customers_assist a
        where a.staff_id = ${staffId})))`,
    ],
    sql` or `,
  );
}

function within(path: string): RawBuilder<unknown> {
  const { from, until } = rangeOfPath(path);
  return sql`((c.managing_path >= ${from} and c.managing_path < ${until})
    or (c.booking_path >= ${from} and c.booking_path < ${until}))`;
}

/**
 * The one search: customers_search applies the scope itself, as row security cannot use the index
 * of pieces.
 */
function found(search: SearchKeys): RawBuilder<unknown> {
  const { words, number } = search;
  return sql`c.customer_id in (
    select customers_search(
      ${search.pieces === null ? null : [...search.pieces]}::text[],
      ${words}::text, ${words === null ? null : words + last}::text,
      ${number}::text, ${number === null ? null : number + last}::text,
      ${search.identityHash}::text, ${search.phoneHash}::text))`;
}
