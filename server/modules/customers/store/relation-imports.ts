import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';

/** What the two books of relations have in common when records come in. */
export interface RelationBook {
  readonly entity: 'ownership' | 'related_party';
  readonly table: 'customers_ownership' | 'customers_party';
  /** Names of the columns of the other side, the kind, and what a row says. */
  readonly party: 'owner' | 'party';
  readonly as: 'kind' | 'role';
}

const draft = sql`customers_relation_draft`;

/**
 * Staged rows with their ids, an end of its own for each that has one; what cannot be joined
 * becomes a fault.
 */
export async function draftRelations(tx: Tx, book: RelationBook): Promise<void> {
  const staged = sql.table(`staging_${book.entity}`);
  await sql`
    create temporary table if not exists customers_relation_draft (
      customer_id bigint, party_key text, party_kind text, party_customer_id bigint,
      party_name text, as_what text, state text, share_millionths bigint, from_day date,
      source text, import_file text, import_row int
    ) on commit drop
  `.execute(tx.db);
  await sql`truncate ${draft}`.execute(tx.db);
  await sql`
    insert into staging_fault
      (entity, import_file, import_row, column_name, value, code, params, level)
    select ${book.entity}, s.import_file, s.import_row, 'customer_no', s.customer_no,
           'customers.fault.customer_unknown', jsonb_build_object('customer', s.customer_no),
           'error'
    from ${staged} s
    where not exists (select 1 from customers_number n where n.customer_no = s.customer_no)
    union all
    select ${book.entity}, s.import_file, s.import_row, 'party_no', s.party_no,
           'customers.fault.customer_unknown', jsonb_build_object('customer', s.party_no), 'error'
    from ${staged} s
    where s.party_no is not null
      and not exists (select 1 from customers_number n where n.customer_no = s.party_no)
    union all
    select ${book.entity}, s.import_file, s.import_row, 'party_no', s.party_no,
           'customers.fault.itself', '{}', 'error'
    from ${staged} s
    where s.party_no = s.customer_no
  `.execute(tx.db);
  for (const [state, day] of [
    ['holds', sql`s.from_day`],
    ['ended', sql`s.until_day`],
  ] as const) {
    await sql`
      insert into ${draft}
      select n.customer_id,
             case when s.party_no is null then s.party_key else 'c:' || p.customer_id end,
             case when s.party_no is null then s.party_kind else 'customer' end,
             p.customer_id,
             coalesce(nullif(s.party_name, ''), c.name),
             s.as_what, ${state}::text,
             ${state === 'holds' ? sql`s.share_millionths` : sql`null::bigint`}, ${day},
             s.source, s.import_file, s.import_row
      from ${staged} s
      join customers_number n on n.customer_no = s.customer_no
      left join customers_number p on p.customer_no = s.party_no
      left join customers_customer c on c.customer_id = p.customer_id
      where ${day} is not null
        and (s.party_no is null or p.customer_id is not null)
        and (s.party_no is null or s.party_no <> s.customer_no)
    `.execute(tx.db);
  }
  await sql`create index on customers_relation_draft (customer_id)`.execute(tx.db);
  await sql`analyze customers_relation_draft`.execute(tx.db);
}

/** Firms whose shares would be more than the whole on some day: all their rows are faults. */
export async function faultOwnershipShares(tx: Tx): Promise<void> {
  await sql`
    create temporary table if not exists customers_relation_over (
      customer_id bigint, day date, share bigint
    ) on commit drop
  `.execute(tx.db);
  await sql`truncate customers_relation_over`.execute(tx.db);
  await sql`
    insert into customers_relation_over
    select distinct on (d.customer_id) d.customer_id, d.from_day, held.share
    from (select distinct customer_id, from_day from ${draft} where as_what = 'shareholder') d
    cross join lateral (
      select sum(last.share_millionths) as share
      from (
        select distinct on (e.owner_key) e.share_millionths
        from (
          select owner_key, share_millionths, from_day, turn, '' as import_file, 0 as import_row
          from customers_ownership
          where customer_id = d.customer_id and kind = 'shareholder'
          union all
          select party_key, share_millionths, from_day, 2147483647, import_file, import_row
          from ${draft}
          where customer_id = d.customer_id and as_what = 'shareholder'
        ) e
        where e.from_day <= d.from_day
        order by e.owner_key, e.from_day desc, e.turn desc, e.import_file desc,
                 e.import_row desc
      ) last
    ) held
    where held.share > 1000000
    order by d.customer_id, d.from_day
  `.execute(tx.db);
  await sql`
    insert into staging_fault
      (entity, import_file, import_row, column_name, value, code, params, level)
    select 'ownership', d.import_file, d.import_row, 'share', d.share_millionths::text,
           'customers.fault.shares_above_whole',
           jsonb_build_object('day', o.day,
                              'sum', trim_scale(o.share::numeric / 10000)::text), 'error'
    from ${draft} d
    join customers_relation_over o on o.customer_id = d.customer_id
    where d.as_what = 'shareholder'
      and d.state = 'holds'
  `.execute(tx.db);
  await sql`
    delete from ${draft}
    where as_what = 'shareholder'
      and customer_id in (select customer_id from customers_relation_over)
  `.execute(tx.db);
}

/** Adds the drafted entries that the book does not have; numbers go on from its last entry. */
export async function mergeRelations(
  tx: Tx,
  book: RelationBook,
  batchId: bigint,
): Promise<{ readonly added: number; readonly rows: number }> {
  const table = sql.table(book.table);
  const name = (word: string) => sql.ref(`${book.party}_${word}`);
  const as = sql.ref(book.as);
  const owns = book.entity === 'ownership';
  const share: RawBuilder<unknown> = owns ? sql`, share_millionths` : sql``;
  const drafted: RawBuilder<unknown> = owns ? sql`, f.share_millionths` : sql``;
  const sameShare: RawBuilder<unknown> = owns
    ? sql`and m.share_millionths is not distinct from d.share_millionths`
    : sql``;
  const { numAffectedRows } = await sql`
    insert into ${table}
      (customer_id, turn, ${name('key')}, ${name('kind')}, ${name('customer_id')}, ${name('name')},
       ${as}, state, from_day, source, entered_by, enterer, batch_id${share})
    select f.customer_id,
           coalesce((select max(b.turn) from ${table} b where b.customer_id = f.customer_id), 0)
             + row_number() over (
                 partition by f.customer_id order by f.import_file, f.import_row, f.from_day),
           f.party_key, f.party_kind, f.party_customer_id, f.party_name, f.as_what, f.state,
           f.from_day, f.source, 0, ${tx.actor.login}, ${batchId}::bigint${drafted}
    from (
      select distinct on (d.customer_id, d.party_key, d.as_what, d.state, d.from_day)
             d.customer_id, d.party_key, d.party_kind, d.party_customer_id, d.party_name,
             d.as_what, d.state, d.share_millionths, d.from_day, d.source, d.import_file,
             d.import_row
      from ${draft} d
      where not exists (
        select 1
        from ${table} m
        where m.customer_id = d.customer_id
          and m.${name('key')} = d.party_key
          and m.${as} = d.as_what
          and m.state = d.state
          and m.from_day = d.from_day
          ${sameShare})
      order by d.customer_id, d.party_key, d.as_what, d.state, d.from_day, d.import_file desc,
               d.import_row desc
    ) f
    order by f.customer_id, f.import_file, f.import_row
  `.execute(tx.db);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from ${draft}
  `.execute(tx.db);
  return { added: Number(numAffectedRows ?? 0n), rows: rows[0]!.count }; // tidy: not money
}

/** Takes what a batch brought out of a book again. */
export async function undoRelations(
  tx: Tx,
  table: RelationBook['table'],
  batchId: bigint,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)}
    where batch_id = ${batchId}
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}
