import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { NoteSending, RevisionRow } from '../contract.ts';
import type { MarketingConsent } from '../rules/consent.ts';
import type { KeptRevision } from '../rules/note.ts';

export interface SeenCustomer {
  readonly kind: 'corporate' | 'individual';
  readonly customerNo: string;
  readonly name: string;
}

/** A customer in the caller's scope; null when there is none. */
export async function loadCustomer(tx: Tx, customerId: bigint): Promise<SeenCustomer | null> {
  const { rows } = await sql<SeenCustomer>`
    select kind,
           customer_no as "customerNo",
           name
    from customers_v_customer
    where customer_id = ${customerId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function loadStaffName(tx: Tx, staffId: bigint): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name
    from people_v_staff
    where staff_id = ${staffId}
  `.execute(tx.db);
  return rows[0]?.name ?? '';
}

/** What the customer had said of each marketing purpose by a day: the last entry counts. */
export async function loadMarketingConsents(
  tx: Tx,
  customerId: bigint,
  on: Day,
): Promise<MarketingConsent[]> {
  const { rows } = await sql<MarketingConsent>`
    select distinct on (purpose)
           purpose,
           state,
           on_day as day
    from customers_v_consent_entry
    where customer_id = ${customerId}
      and family = 'marketing'
      and on_day <= ${on}::date
    order by purpose, turn desc
    limit 100
  `.execute(tx.db);
  return rows;
}

/** Clock of the database, for what a device states. */
export async function loadNow(tx: Tx): Promise<string> {
  const { rows } = await sql<{ now: string }>`select now() as now`.execute(tx.db);
  return rows[0]!.now;
}

/** Revisions of one note, ascending. */
export async function loadChain(
  tx: Tx,
  customerId: bigint,
  noteId: string,
): Promise<(KeptRevision & Pick<RevisionRow, 'origin' | 'writtenAt'>)[]> {
  const { rows } = await sql<KeptRevision & Pick<RevisionRow, 'origin' | 'writtenAt'>>`
    select n.revision,
           n.act,
           n.staff_id as "staffId",
           s.name as "staffName",
           n.channel,
           n.initiative,
           n.purpose,
           n.happened_at as "happenedAt",
           n.words,
           n.with_whom as "withWhom",
           n.next_step as "nextStep",
           n.next_on as "nextOn",
           n.origin,
           n.written_at as "writtenAt",
           n.received_at as "receivedAt"
    from contacts_note n
    join people_v_staff s on s.staff_id = n.staff_id
    where n.customer_id = ${customerId}
      and n.note_id = ${noteId}::uuid
    order by n.revision
    limit 999
  `.execute(tx.db);
  return rows;
}

/** Contacts of other staff with the customer within some days of a day, nearest first. */
export async function loadNear(
  tx: Tx,
  of: {
    readonly customerId: bigint;
    readonly staffId: bigint;
    readonly day: Day;
    readonly days: number;
  },
): Promise<{ staffName: string; staffId: bigint; day: Day }[]> {
  const { rows } = await sql<{ staffName: string; staffId: bigint; day: Day }>`
    select s.name as "staffName",
           n.staff_id as "staffId",
           n.happened_on as day
    from contacts_v_note n
    join people_v_staff s on s.staff_id = n.staff_id
    where n.customer_id = ${of.customerId}
      and n.staff_id <> ${of.staffId}
      and n.happened_on between ${of.day}::date - ${of.days}::int
                            and ${of.day}::date + ${of.days}::int
    order by abs(n.happened_on - ${of.day}::date), n.happened_on, n.note_id
    limit 5
  `.execute(tx.db);
  return rows;
}

export interface NewRevision extends NoteSending {
  readonly customerId: bigint;
  readonly staffId: bigint;
  readonly standing: 'serving' | 'handed_over';
  readonly happenedOn: Day;
  readonly policyVersionId: bigint;
}

/** Writes a revision; null when its number was taken at the same moment. */
export async function insertRevision(tx: Tx, one: NewRevision): Promise<string | null> {
  const { rows } = await sql<{ receivedAt: string }>`
    insert into contacts_note
      (customer_id, note_id, revision, act, staff_id, standing, channel, initiative, happened_at,
       happened_on, words, with_whom, next_step, next_on, origin, written_at, device_id,
       device_seq, account_id, policy_version_id, purpose)
    values
      (${one.customerId}, ${one.noteId}::uuid, ${one.revision}, ${one.act}, ${one.staffId},
       ${one.standing}, ${one.channel}, ${one.initiative}, ${one.happenedAt}::timestamptz,
       ${one.happenedOn}::date, ${one.words}, ${one.withWhom}, ${one.nextStep},
       ${one.nextOn}::date, ${one.origin}, ${one.writtenAt}::timestamptz, ${one.deviceId}::uuid,
       ${one.deviceSeq}, ${tx.actor.accountId}, ${one.policyVersionId},
       ${one.purpose})
    on conflict (customer_id, note_id, revision) do nothing
    returning received_at as "receivedAt"
  `.execute(tx.db);
  return rows[0]?.receivedAt ?? null;
}

/** The first note begins the book; later ones find it begun. */
export async function beginBook(tx: Tx, from: Day): Promise<void> {
  await sql`
    insert into contacts_beginning (from_day)
    values (${from}::date)
    on conflict (beginning_id) do nothing
  `.execute(tx.db);
}

export async function loadBeginning(tx: Tx): Promise<Day | null> {
  const { rows } = await sql<{ from: Day }>`
    select from_day as "from"
    from contacts_beginning
  `.execute(tx.db);
  return rows[0]?.from ?? null;
}

export interface Serving {
  readonly leadId: bigint | null;
  readonly leadName: string | null;
  readonly since: Day | null;
  readonly served: boolean;
  readonly ever: boolean;
}

/** Who serves a customer now and since when, and who of the bank served him on a day. */
export async function loadServing(
  tx: Tx,
  of: { readonly customerId: bigint; readonly staffId: bigint; readonly day: Day },
): Promise<Serving> {
  const { rows } = await sql<Serving>`
    select l.staff_id as "leadId",
           l.name as "leadName",
           l.from_day as since,
           exists (
             select 1
             from customers_v_management m
             where m.customer_id = ${of.customerId}
               and m.staff_id = ${of.staffId}
               and m.from_day <= ${of.day}::date
               and (m.until_day is null or m.until_day > ${of.day}::date)) as served,
           exists (
             select 1
             from customers_v_management m
             where m.customer_id = ${of.customerId}
               and m.staff_id = ${of.staffId}) as ever
    from (select 1) as one
    left join lateral (
      select v.staff_id, s.name, v.from_day
      from customers_v_lead v
      join people_v_staff s on s.staff_id = v.staff_id
      where v.customer_id = ${of.customerId}
        and v.until_day is null
      order by v.from_day desc
      limit 1) l on true
  `.execute(tx.db);
  return rows[0]!;
}

/** Of some staff those who served a customer and no longer do on a day: they do not see him. */
export async function loadFormer(
  tx: Tx,
  of: { readonly customerId: bigint; readonly staffIds: readonly bigint[]; readonly day: Day },
): Promise<ReadonlySet<bigint>> {
  const { rows } = await sql<{ staffId: bigint }>`
    select m.staff_id as "staffId"
    from customers_v_management m
    where m.customer_id = ${of.customerId}
      and m.staff_id = any (${[...of.staffIds]}::bigint[])
    group by m.staff_id
    having bool_and(m.until_day is not null and m.until_day <= ${of.day}::date)
    order by m.staff_id
  `.execute(tx.db);
  return new Set(rows.map((row) => row.staffId));
}

export interface BookRow {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
}

/** Customers that somebody leads or assists, by name: what his phone keeps. */
export async function loadBook(tx: Tx, staffId: bigint, limit: number): Promise<BookRow[]> {
  const { rows } = await sql<BookRow>`
    select c.customer_id as "customerId",
           c.customer_no as "customerNo",
           c.name
    from customers_v_customer c
    where c.lead_staff_id = ${staffId}
       or c.customer_id in (
         select m.customer_id
         from customers_v_management m
         where m.staff_id = ${staffId}
           and m.part = 'assist'
           and m.until_day is null)
    order by c.name, c.customer_id
    limit ${limit}
  `.execute(tx.db);
  return rows;
}
