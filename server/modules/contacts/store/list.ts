import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { NoteRow } from '../contract.ts';

export interface NoteFilter {
  readonly customerId?: bigint | undefined;
  readonly staffId?: bigint | undefined;
  readonly channel?: string | undefined;
  readonly initiative?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** A part of the customer's name, or his whole number. */
  readonly search?: string | undefined;
  readonly double?: boolean | undefined;
  /** By the day of the next step instead of the contact's. */
  readonly byNextStep?: boolean | undefined;
}

export interface NotePlace {
  readonly happenedAt: string;
  readonly noteId: string;
}

export type ListedNote = Omit<NoteRow, 'customerId' | 'staffId'> & {
  readonly customerId: bigint;
  readonly staffId: bigint;
};

/** Contacts of other staff with the same customer within the days, as JSON (P3). */
const near = (days: number): RawBuilder<unknown> => sql`
  select o.happened_on, s.name
  from contacts_v_note o
  join people_v_staff s on s.staff_id = o.staff_id
  where o.customer_id = n.customer_id
    and o.staff_id <> n.staff_id
    and o.happened_on between n.happened_on - ${days}::int and n.happened_on + ${days}::int
`;

/** One page of notes by keyset: newest contact first, or by the day of the next step. */
export async function loadNotes(
  tx: Tx,
  filter: NoteFilter,
  page: { readonly after: NotePlace | null; readonly limit: number; readonly doubleDays: number },
): Promise<ListedNote[]> {
  const order =
    filter.byNextStep === true
      ? sql`n.next_on, n.happened_at, n.note_id`
      : sql`n.happened_at desc, n.note_id desc`;
  const { rows } = await sql<ListedNote>`
    with page as (
      select n.*
      from contacts_v_note n
      where ${conditions(filter, page.doubleDays)}
        and ${afterPlace(page.after)}
      order by ${order}
      limit ${page.limit}
    )
    select n.note_id as "noteId",
           c.name as "customerName",
           c.customer_no as "customerNo",
           n.happened_at as "happenedAt",
           n.channel,
           n.initiative,
           n.purpose,
           n.words,
           n.with_whom as "withWhom",
           n.next_step as "nextStep",
           n.next_on as "nextOn",
           w.name as "staffName",
           w.staff_no as "staffNo",
           coalesce((
             select jsonb_agg(
               jsonb_build_object('staffName', o.name, 'day', o.happened_on)
               order by o.happened_on, o.name)
             from (${near(page.doubleDays)} order by o.happened_on limit 5) o), '[]') as near,
           n.standing,
           n.revision,
           n.received_at as "receivedAt",
           n.customer_id as "customerId",
           n.staff_id as "staffId"
    from page n
    join customers_v_customer c on c.customer_id = n.customer_id
    join people_v_staff w on w.staff_id = n.staff_id
    order by ${order}
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

/** How many notes the filter finds, counted up to `most`. */
export async function countNotes(
  tx: Tx,
  filter: NoteFilter,
  of: { readonly most: number; readonly doubleDays: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (
      select 1
      from contacts_v_note n
      where ${conditions(filter, of.doubleDays)}
      limit ${of.most}
    ) as counted
  `.execute(tx.db);
  return rows[0]!.count;
}

function afterPlace(after: NotePlace | null): RawBuilder<unknown> {
  if (after === null) return sql`true`;
  return sql`(n.happened_at, n.note_id)
    < (${after.happenedAt}::timestamptz, ${after.noteId}::uuid)`;
}

function conditions(filter: NoteFilter, doubleDays: number): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  const day = filter.byNextStep === true ? sql`n.next_on` : sql`n.happened_on`;
  if (filter.customerId !== undefined) parts.push(sql`n.customer_id = ${filter.customerId}`);
  if (filter.staffId !== undefined) parts.push(sql`n.staff_id = ${filter.staffId}`);
  if (filter.channel !== undefined) parts.push(sql`n.channel = ${filter.channel}`);
  if (filter.initiative !== undefined) parts.push(sql`n.initiative = ${filter.initiative}`);
  if (filter.from !== undefined) parts.push(sql`${day} >= ${filter.from}::date`);
  if (filter.until !== undefined) parts.push(sql`${day} <= ${filter.until}::date`);
  if (filter.double === true) parts.push(sql`exists (${near(doubleDays)})`);
  if (filter.search !== undefined && filter.search !== '') {
    parts.push(sql`exists (
      select 1
      from customers_v_customer c
      where c.customer_id = n.customer_id
        and (c.customer_no = ${filter.search} or position(${filter.search} in c.name) > 0))`);
  }
  return sql.join(parts, sql` and `);
}
