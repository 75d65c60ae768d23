import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';
import { refreshScope } from './management.ts';

/** Rows added: the affected count of the last part of a statement. */
interface Added {
  readonly added: number;
}

/** Groups whose parent is there already; asked again until nothing more is added. */
export async function mergeGroupLevel(tx: Tx, batchId: bigint): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into customers_group (code, name, parent_group_id, batch_id)
    select distinct on (s.code) s.code, s.name, p.group_id, ${batchId}::bigint
    from staging_customer_group s
    left join customers_group p on p.code = s.parent_code
    where (s.parent_code is null or p.group_id is not null)
      and not exists (select 1 from customers_group g where g.code = s.code)
    order by s.code, s.import_file, s.import_row
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

/** Groups that found no parent; answers how many of the staged ones are in the table now. */
export async function faultGroups(tx: Tx): Promise<number> {
  await sql`
    insert into staging_fault
      (entity, import_file, import_row, column_name, value, code, params, level)
    select 'customer_group', s.import_file, s.import_row, 'parent_code', s.parent_code,
           'customers.fault.parent_unknown', jsonb_build_object('group', s.parent_code), 'error'
    from staging_customer_group s
    where not exists (select 1 from customers_group g where g.code = s.code)
  `.execute(tx.db);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from staging_customer_group s
    where exists (select 1 from customers_group g where g.code = s.code)
  `.execute(tx.db);
  return rows[0]!.count;
}

/** Writes a fault for each staged customer whose unit or group is unknown. */
export async function faultCustomers(tx: Tx): Promise<void> {
  await sql`
    insert into staging_fault
      (entity, import_file, import_row, column_name, value, code, params, level)
    select 'customer', s.import_file, s.import_row, 'unit_code', coalesce(s.unit_code, ''),
           'customers.fault.unit_unknown', jsonb_build_object('unit', s.unit_code), 'error'
    from staging_customer s
    where not exists (select 1 from organisation_v_unit u where u.code = s.unit_code)
    union all
    select 'customer', s.import_file, s.import_row, 'group_code', s.group_code,
           'customers.fault.group_unknown', jsonb_build_object('group', s.group_code), 'error'
    from staging_customer s
    where s.group_code is not null
      and not exists (select 1 from customers_group g where g.code = s.group_code)
  `.execute(tx.db);
}

/** Staged customers without a fault: those that are or will be in the table. */
export async function countStagedCustomers(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from staging_customer s
    where not exists (
      select 1
      from staging_fault f
      where f.entity = 'customer'
        and f.import_file = s.import_file
        and f.import_row = s.import_row
        and f.level = 'error'
    )
  `.execute(tx.db);
  return rows[0]!.count;
}

/**
 * Adds the staged customers that are not there, in the order of their numbers. A member whose name
 * is the group's own is its head (ASSUMED). Numbers and sealed identities go to their own tables
 * in the same statement.
 */
export async function mergeCustomers(tx: Tx, batchId: bigint): Promise<number> {
  const { rows } = await sql<Added>`
    with fresh as materialized (
      select distinct on (s.customer_no)
             s.customer_no, s.kind, s.name, s.name_key, s.initials, s.pinyin, s.search_pieces,
             g.group_id,
             case when g.group_id is null then null
                  when lower(g.name) = lower(s.name) then 'head'
                  else 'member' end as group_part,
             s.industry, s.identity_kind, s.identity_mask, s.identity_hash, s.identity_warnings,
             s.identity_cipher, s.phone_mask, s.phone_hash, s.phone_cipher, s.birth_day,
             s.opened_on, u.unit_id, u.path
      from staging_customer s
      join organisation_v_unit u on u.code = s.unit_code
      left join customers_group g on g.code = s.group_code
      where (s.group_code is null or g.group_id is not null)
        and not exists (select 1 from customers_number n where n.customer_no = s.customer_no)
      order by s.customer_no, s.import_file, s.import_row
    ),
    added as (
      insert into customers_customer
        (customer_no, kind, name, name_key, initials, pinyin, search_pieces, group_id, group_part,
         industry, identity_kind, identity_mask, identity_hash, identity_warnings, phone_mask,
         phone_hash, birth_day, opened_on, booking_unit_id, booking_path, batch_id)
      select customer_no, kind, name, name_key, initials, pinyin, search_pieces, group_id,
             group_part, industry, identity_kind, identity_mask, identity_hash,
             identity_warnings, phone_mask,
             phone_hash, birth_day, opened_on, unit_id, path, ${batchId}::bigint
      from fresh
      order by customer_no
      returning customer_id, customer_no
    ),
    numbered as (
      insert into customers_number (customer_no, customer_id)
      select customer_no, customer_id
      from added
    ),
    sealed as (
      insert into customers_identity (customer_id, cipher, phone_cipher)
      select a.customer_id, f.identity_cipher, f.phone_cipher
      from added a
      join fresh f on f.customer_no = a.customer_no
      where f.identity_cipher is not null
         or f.phone_cipher is not null
    )
    select count(*)::int as added
    from added
  `.execute(tx.db);
  return rows[0]!.added;
}

/** Staged management rows with their ids; what cannot be joined becomes a fault. */
export async function draftManagement(tx: Tx): Promise<void> {
  await sql`
    create temporary table if not exists customers_management_draft (
      customer_id bigint, customer_no text, staff_id bigint, part text, share_millionths bigint,
      from_day date, reason text, import_file text, import_row int
    ) on commit drop
  `.execute(tx.db);
  await sql`truncate customers_management_draft`.execute(tx.db);
  await sql`
    insert into staging_fault
      (entity, import_file, import_row, column_name, value, code, params, level)
    select 'management', m.import_file, m.import_row, 'customer_no', m.customer_no,
           'customers.fault.customer_unknown', jsonb_build_object('customer', m.customer_no),
           'error'
    from staging_management m
    where not exists (select 1 from customers_number n where n.customer_no = m.customer_no)
    union all
    select 'management', m.import_file, m.import_row, 'staff_no', m.staff_no,
           'customers.fault.staff_unknown', jsonb_build_object('staff', m.staff_no), 'error'
    from staging_management m
    where not exists (select 1 from people_v_staff s where s.staff_no = m.staff_no)
  `.execute(tx.db);
  await sql`
    insert into customers_management_draft
    select n.customer_id, m.customer_no, s.staff_id, m.part, m.share_millionths, m.from_day,
           m.reason, m.import_file, m.import_row
    from staging_management m
    join customers_number n on n.customer_no = m.customer_no
    join people_v_staff s on s.staff_no = m.staff_no
  `.execute(tx.db);
  await sql`create index on customers_management_draft (customer_id)`.execute(tx.db);
  await sql`analyze customers_management_draft`.execute(tx.db);
}

/**
 * Assists that hold more than the whole together on some day of a draft: all of that customer are
 * faults.
 */
export async function faultShares(tx: Tx): Promise<void> {
  await sql`
    create temporary table if not exists customers_over (
      customer_id bigint, day date
    ) on commit drop
  `.execute(tx.db);
  await sql`truncate customers_over`.execute(tx.db);
  await sql`
    insert into customers_over
    select d.customer_id, min(d.from_day)
    from (select distinct customer_id, from_day
          from customers_management_draft
          where part = 'assist') d
    cross join lateral (
      select sum(last.share_millionths) as share
      from (
        select distinct on (e.staff_id) e.share_millionths
        from (
          select staff_id, share_millionths, from_day, entry_id
          from customers_management
          where customer_id = d.customer_id and part = 'assist'
          union all
          select staff_id, share_millionths, from_day, 9223372036854775807
          from customers_management_draft
          where customer_id = d.customer_id and part = 'assist'
        ) e
        where e.from_day <= d.from_day
        order by e.staff_id, e.from_day desc, e.entry_id desc
      ) last
    ) held
    where held.share > 1000000
    group by d.customer_id
  `.execute(tx.db);
  await sql`
    insert into staging_fault
      (entity, import_file, import_row, column_name, value, code, params, level)
    select 'management', d.import_file, d.import_row, 'share', d.share_millionths::text,
           'customers.fault.shares_over', jsonb_build_object('day', o.day), 'error'
    from customers_management_draft d
    join customers_over o on o.customer_id = d.customer_id
    where d.part = 'assist'
  `.execute(tx.db);
  await sql`
    delete from customers_management_draft
    where part = 'assist'
      and customer_id in (select customer_id from customers_over)
  `.execute(tx.db);
}

/**
 * Adds the drafted entries that say something new: first the assists, then a lead entry on each
 * day on which the lead or the share left to him changes, so that the shares of every day add up
 * to 1,000,000.
 */
export async function mergeManagement(tx: Tx, batchId: bigint): Promise<number> {
  const assists = await sql`
    insert into customers_management
      (customer_id, staff_id, part, share_millionths, from_day, reason, origin, batch_id)
    select distinct on (d.customer_id, d.staff_id, d.from_day)
           d.customer_id, d.staff_id, 'assist', d.share_millionths, d.from_day, d.reason,
           'import', ${batchId}::bigint
    from customers_management_draft d
    where d.part = 'assist'
      and not exists (
        select 1
        from customers_management m
        where m.customer_id = d.customer_id
          and m.part = 'assist'
          and m.staff_id = d.staff_id
          and m.from_day = d.from_day
          and m.share_millionths = d.share_millionths)
    order by d.customer_id, d.staff_id, d.from_day, d.import_file, d.import_row
  `.execute(tx.db);
  const leads = await sql`
    insert into customers_management
      (customer_id, staff_id, part, share_millionths, from_day, reason, origin, batch_id)
    with days as (
      select customer_id, from_day
      from customers_management_draft
      union
      select m.customer_id, m.from_day
      from customers_management m
      where m.customer_id in (select customer_id from customers_management_draft)
    ),
    state as (
      select y.customer_id,
             y.from_day,
             led.staff_id,
             led.reason,
             1000000 - coalesce(helped.share, 0) as share
      from days y
      cross join lateral (
        select e.staff_id, e.reason
        from (
          select staff_id, reason, from_day, entry_id, '' as import_file, 0 as import_row
          from customers_management
          where customer_id = y.customer_id and part = 'lead'
          union all
          select staff_id, reason, from_day, 9223372036854775807, import_file, import_row
          from customers_management_draft
          where customer_id = y.customer_id and part = 'lead'
        ) e
        where e.from_day <= y.from_day
        order by e.from_day desc, e.entry_id desc, e.import_file desc, e.import_row desc
        limit 1
      ) led
      left join lateral (
        select sum(m.share_millionths)::bigint as share
        from customers_v_management m
        where m.customer_id = y.customer_id
          and m.part = 'assist'
          and m.from_day <= y.from_day
          and (m.until_day is null or m.until_day > y.from_day)
      ) helped on true
    ),
    changes as (
      select customer_id, from_day, staff_id, share, reason,
             lag(staff_id) over w as staff_before,
             lag(share) over w as share_before
      from state
      window w as (partition by customer_id order by from_day)
    )
    select c.customer_id, c.staff_id, 'lead', c.share, c.from_day, c.reason, 'import',
           ${batchId}::bigint
    from changes c
    left join customers_v_lead l
      on l.customer_id = c.customer_id
      and l.from_day <= c.from_day
      and (l.until_day is null or l.until_day > c.from_day)
    where (c.staff_id is distinct from c.staff_before or c.share is distinct from c.share_before)
      and (l.staff_id is distinct from c.staff_id or l.share_millionths is distinct from c.share)
    order by c.customer_id, c.from_day
  `.execute(tx.db);
  await refreshScope(tx, 'customers_management_draft');
  await refreshAssists(tx);
  return Number((assists.numAffectedRows ?? 0n) + (leads.numAffectedRows ?? 0n)); // tidy: not money
}

/** Present assists of the drafted customers. */
async function refreshAssists(tx: Tx): Promise<void> {
  await sql`
    delete from customers_assist
    where customer_id in (select customer_id from customers_management_draft)
  `.execute(tx.db);
  await sql`
    insert into customers_assist (customer_id, staff_id, share_millionths)
    select m.customer_id, m.staff_id, m.share_millionths
    from customers_v_management m
    where m.customer_id in (select customer_id from customers_management_draft)
      and m.part = 'assist'
      and m.until_day is null
  `.execute(tx.db);
}

/** How many staged management rows were joined to a customer and a person, faults left out. */
export async function countDraft(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from customers_management_draft
  `.execute(tx.db);
  return rows[0]!.count;
}

/** Takes a batch's management back and restores what stood before. */
export async function undoManagement(tx: Tx, batchId: bigint): Promise<number> {
  await sql`
    create temporary table if not exists customers_management_draft (
      customer_id bigint, customer_no text, staff_id bigint, part text, share_millionths bigint,
      from_day date, reason text, import_file text, import_row int
    ) on commit drop
  `.execute(tx.db);
  await sql`truncate customers_management_draft`.execute(tx.db);
  const { numAffectedRows } = await sql`
    with gone as (
      delete from customers_management
      where batch_id = ${batchId}
      returning customer_id
    )
    insert into customers_management_draft (customer_id)
    select customer_id
    from gone
  `.execute(tx.db);
  await refreshScope(tx, 'customers_management_draft');
  await refreshAssists(tx);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

const owned = [
  'customers_identity',
  'customers_number',
  'customers_management',
  'customers_assist',
];

/** Takes a batch's customers back with all that hangs on them in this room. */
export async function undoCustomers(tx: Tx, batchId: bigint): Promise<number> {
  for (const table of owned) {
    await sql`
      delete from ${sql.table(table)}
      where customer_id in (
        select customer_id
        from customers_customer
        where batch_id = ${batchId})
    `.execute(tx.db);
  }
  const { numAffectedRows } = await sql`
    delete from customers_customer
    where batch_id = ${batchId}
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

export async function undoGroups(tx: Tx, batchId: bigint): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from customers_group
    where batch_id = ${batchId}
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}
