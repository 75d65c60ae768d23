import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

/** A lead RM from a day on. `staffId` null: nobody leads from that day. */
export interface LeadRow {
  readonly customerId: bigint;
  readonly staffId: bigint | null;
  readonly fromDay: Day;
  readonly reason: string;
  readonly origin: 'import' | 'allocation' | 'hand';
  readonly runId: bigint | null;
}

/**
 * Adds entries to the history in bulk and brings the scope columns up to date. An entry that says
 * what holds already on its day is not added again, so a repeated run leaves the history as it
 * was. The lead gets what the assists of that day leave of 1,000,000. Returns how many entries
 * were added.
 */
export async function insertLeads(tx: Tx, rows: Iterable<LeadRow>): Promise<number> {
  await sql`
    create temporary table if not exists customers_lead_draft (
      customer_id bigint, staff_id bigint, from_day date, reason text, origin text, run_id bigint
    ) on commit drop
  `.execute(tx.db);
  await sql`truncate customers_lead_draft`.execute(tx.db);
  await copyRows(
    tx,
    'customers_lead_draft',
    ['customer_id', 'staff_id', 'from_day', 'reason', 'origin', 'run_id'],
    entries(rows),
  );
  const { numAffectedRows } = await sql`
    insert into customers_management
      (customer_id, staff_id, part, share_millionths, from_day, reason, origin, run_id)
    select d.customer_id,
           d.staff_id,
           'lead',
           1000000 - coalesce(a.share, 0),
           d.from_day,
           d.reason,
           d.origin,
           d.run_id
    from customers_lead_draft d
    left join lateral (
      select m.staff_id
      from customers_management m
      where m.customer_id = d.customer_id
        and m.part = 'lead'
        and m.from_day <= d.from_day
      order by m.from_day desc, m.entry_id desc
      limit 1
    ) held on true
    left join lateral (
      select sum(m.share_millionths)::bigint as share
      from customers_v_management m
      where m.customer_id = d.customer_id
        and m.part = 'assist'
        and m.from_day <= d.from_day
        and (m.until_day is null or m.until_day > d.from_day)
    ) a on true
    where held.staff_id is distinct from d.staff_id
    order by d.customer_id, d.from_day
  `.execute(tx.db);
  await refreshScope(tx, 'customers_lead_draft');
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

function* entries(rows: Iterable<LeadRow>) {
  for (const row of rows) {
    yield [row.customerId, row.staffId, row.fromDay, row.reason, row.origin, row.runId];
  }
}

/**
 * Present lead, managing path and assists of the customers of a draft table, from their history.
 */
export async function refreshScope(
  tx: Tx,
  draft: 'customers_lead_draft' | 'customers_management_draft',
): Promise<void> {
  await sql`
    update customers_customer c
    set lead_staff_id = now.staff_id,
        managing_path = now.unit_path
    from (
      select d.customer_id, s.staff_id, s.unit_path
      from (select distinct customer_id from ${sql.table(draft)}) d
      left join lateral (
        select m.staff_id
        from customers_management m
        where m.customer_id = d.customer_id
          and m.part = 'lead'
        order by m.from_day desc, m.entry_id desc
        limit 1
      ) held on true
      left join people_v_staff s on s.staff_id = held.staff_id
    ) now
    where c.customer_id = now.customer_id
      and c.lead_staff_id is distinct from now.staff_id
  `.execute(tx.db);
}

/** What segmentation found of a customer, for lists. */
export interface SegmentRow {
  readonly customerId: bigint;
  readonly corporateType: string | null;
  readonly class: string | null;
  readonly tier: string | null;
  readonly grade: string | null;
}

/** Writes the present segments beside the customers; the history stays with segmentation. */
export async function updateSegments(tx: Tx, rows: Iterable<SegmentRow>): Promise<number> {
  await sql`
    create temporary table if not exists customers_segment_draft (
      customer_id bigint, corporate_type text, class text, tier text, grade text
    ) on commit drop
  `.execute(tx.db);
  await sql`truncate customers_segment_draft`.execute(tx.db);
  const names = ['customer_id', 'corporate_type', 'class', 'tier', 'grade'];
  await copyRows(tx, 'customers_segment_draft', names, segments(rows));
  const { numAffectedRows } = await sql`
    update customers_customer c
    set corporate_type = d.corporate_type,
        class = d.class,
        tier = d.tier,
        grade = d.grade
    from customers_segment_draft d
    where c.customer_id = d.customer_id
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

function* segments(rows: Iterable<SegmentRow>) {
  for (const row of rows) {
    yield [row.customerId, row.corporateType, row.class, row.tier, row.grade];
  }
}
