import { sql, type RawBuilder } from 'kysely';
import { may } from '../../../../core/actor.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { journalRights } from '../access.ts';
import type { JournalKind } from '../contract.ts';

/** Whose journal it is. */
export interface JournalOf {
  readonly customerId: bigint;
  readonly customerNo: string;
}

/** A row of the journal; `at` sorts: a day, or an instant to the microsecond. */
export interface JournalRow {
  readonly at: string;
  readonly key: string;
  readonly kind: JournalKind;
  readonly who: string | null;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * One room's part of a customer's journal: a query with the columns at, key, kind, who, params over
 * that room's views. `null` when the caller may see none of it.
 */
type Source = (of: JournalOf, tx: Tx) => RawBuilder<unknown> | null;

const instant = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const percent = (column: string) => sql`trim_scale(${sql.ref(column)}::numeric / 10000) || '%'`;

const management: Source = (of) => sql`
  select m.from_day::text as at,
         'management:' || m.part || ':' || m.staff_id as key,
         m.part as kind,
         s.name as who,
         jsonb_build_object('share', ${percent('m.share_millionths')}) as params
  from customers_v_management m
  join people_v_staff s on s.staff_id = m.staff_id
  where m.customer_id = ${of.customerId}`;

const segments: Source = (of) => sql`
  select t.from_day::text as at,
         'segment:' || t.dimension as key,
         'segment' as kind,
         null as who,
         jsonb_build_object('dimension', 'segmentation.dimension.' || t.dimension,
                            'value', 'segmentation.value.' || t.value) as params
  from segmentation_v_status t
  where t.customer_id = ${of.customerId}`;

const owners: Source = (of) => sql`
  select ${instant('o.entered_at')} as at,
         'owner:' || lpad(o.turn::text, 7, '0') as key,
         'owner_' || o.state as kind,
         o.enterer as who,
         jsonb_build_object(
           'name', o.owner_name,
           'as', case when o.share_millionths is null then 'customers.as.' || o.kind
                 else ${percent('o.share_millionths')} end,
           'day', o.from_day::text) as params
  from customers_v_ownership_entry o
  where o.customer_id = ${of.customerId}`;

const parties: Source = (of) => sql`
  select ${instant('p.entered_at')} as at,
         'party:' || lpad(p.turn::text, 7, '0') as key,
         'party_' || p.state as kind,
         p.enterer as who,
         jsonb_build_object('name', p.party_name, 'as', 'customers.role.' || p.role,
                            'day', p.from_day::text) as params
  from customers_v_party_entry p
  where p.customer_id = ${of.customerId}`;

const documents: Source = (of, tx) =>
  may(tx.actor, journalRights, 'journal.read_documents')
    ? sql`
  select ${instant('d.uploaded_at')} as at,
         'document:' || d.document_id as key,
         'document_kept' as kind,
         d.uploader as who,
         jsonb_build_object('title', d.title) as params
  from customers_v_document d
  where d.customer_id = ${of.customerId}
  union all
  select ${instant('d.withdrawn_at')} as at,
         'withdrawn:' || d.document_id as key,
         'document_withdrawn' as kind,
         d.withdrawer as who,
         jsonb_build_object('title', d.title, 'reason', d.withdrawn_reason) as params
  from customers_v_document d
  where d.customer_id = ${of.customerId}
    and d.withdrawn_at is not null`
    : null;

const consents: Source = (of) => sql`
  select ${instant('c.entered_at')} as at,
         'consent:' || lpad(c.turn::text, 7, '0') as key,
         'consent_' || c.state as kind,
         c.enterer as who,
         jsonb_build_object('purpose', c.purpose, 'day', c.on_day::text) as params
  from customers_v_consent_entry c
  where c.customer_id = ${of.customerId}`;

/** Full numbers and files that were opened: one's own, or all for who watches over it. */
const openings: Source = (of, tx) => sql`
  select ${instant('r.at')} as at,
         'audit:' || lpad(r.record_id::text, 19, '0') as key,
         case r.verb when 'customers.view_identity' then 'identity_viewed'
              else 'document_opened' end as kind,
         r.login as who,
         case r.verb when 'customers.view_identity'
              then jsonb_build_object('what', 'customers.what.' || (r.detail ->> 'what'),
                                      'purpose', r.detail ->> 'purpose')
              else jsonb_build_object('title', r.detail ->> 'title') end as params
  from audit_record r
  where r.subject = 'customer'
    and r.subject_key = ${of.customerNo}
    and r.verb in ('customers.view_identity', 'customers.open_document')
    and (${may(tx.actor, journalRights, 'journal.read_openings')}::boolean
      or r.account_id = ${tx.actor.accountId})`;

const contacts: Source = (of) => sql`
  select n.happened_on::text as at,
         'contact:' || n.note_id as key,
         'contact' as kind,
         s.name as who,
         jsonb_build_object('channel', 'contacts.channel.' || n.channel) as params
  from contacts_v_note n
  left join people_v_staff s on s.staff_id = n.staff_id
  where n.customer_id = ${of.customerId}`;

const agreements: Source = (of) => sql`
  select a.from_day::text as at,
         'agreement:' || a.contract_id as key,
         'agreement' as kind,
         null as who,
         jsonb_build_object('no', a.contract_id::text) as params
  from attribution_v_contract a
  where a.customer_id = ${of.customerId}`;

/** A hand-over is told twice: when it was proposed, and when it was carried out. */
const handovers: Source = (of) => sql`
  select ${instant('t.at')} as at,
         t.key || ':' || h.handover_id as key,
         t.kind,
         null as who,
         jsonb_build_object('from', f.name, 'to', r.name, 'day', h.effective_day::text) as params
  from allocation_v_handover_customer h
  join people_v_staff f on f.staff_id = h.from_staff_id
  join people_v_staff r on r.staff_id = h.receiver_staff_id
  cross join lateral (
    values ('handover', 'handover_proposed', h.proposed_at),
           ('handed', 'handover_done', h.effected_at)
  ) t (key, kind, at)
  where h.customer_id = ${of.customerId}
    and t.at is not null`;

/** A dispute is told when it was opened, and when it was ruled or taken back. */
const disputes: Source = (of) => sql`
  select ${instant('t.at')} as at,
         t.key || ':' || d.dispute_id as key,
         t.kind,
         t.who,
         jsonb_strip_nulls(jsonb_build_object(
           'no', d.dispute_id::text, 'from', c.name, 'to', r.name, 'quarter', d.quarter,
           'share', case when t.kind = 'dispute_ruled'
                    then ${percent('d.claimant_share_millionths')} end)) as params
  from attribution_v_dispute d
  join people_v_staff c on c.staff_id = d.claimant_staff_id
  join people_v_staff r on r.staff_id = d.respondent_staff_id
  cross join lateral (
    values ('dispute', 'dispute_opened', d.opened_at, c.name),
           ('ruled', 'dispute_ruled', d.ruled_at, d.ruled_by_name),
           ('taken_back', 'dispute_withdrawn', d.withdrawn_at, null)
  ) t (key, kind, at, who)
  where d.customer_id = ${of.customerId}
    and t.at is not null`;

const pool: Source = (of) => sql`
  select ${instant('e.written_at')} as at,
         'pool:' || lpad(e.event_id::text, 19, '0') as key,
         'pool' as kind,
         s.name as who,
         jsonb_build_object('step', 'journal.pool.' || e.kind) as params
  from allocation_v_pool_event e
  left join people_v_staff s on s.staff_id = e.staff_id
  where e.customer_id = ${of.customerId}`;

/** THE SOURCES. A room's part is one function above and its name here. */
const sources: readonly Source[] = [
  management,
  segments,
  owners,
  parties,
  documents,
  consents,
  openings,
  contacts,
  agreements,
  handovers,
  disputes,
  pool,
];

/** One page of a customer's journal below a place, newest first. */
export async function loadJournal(
  tx: Tx,
  of: JournalOf,
  place: {
    readonly kind: JournalKind | null;
    readonly below: { readonly at: string; readonly key: string } | null;
    readonly limit: number;
  },
): Promise<JournalRow[]> {
  const parts = sources.map((source) => source(of, tx)).filter((part) => part !== null);
  const { kind, below, limit } = place;
  const { rows } = await sql<JournalRow>`
    select j.at, j.key, j.kind, j.who, j.params
    from (${sql.join(parts, sql` union all `)}) j
    where (${kind}::text is null or j.kind = ${kind})
      and (${below?.at ?? null}::text is null
        or (j.at collate "C", j.key collate "C")
          < (${below?.at ?? null}::text collate "C", ${below?.key ?? null}::text collate "C"))
    order by j.at collate "C" desc, j.key collate "C" desc
    limit ${limit}
  `.execute(tx.db);
  return rows;
}
