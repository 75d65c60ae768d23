import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { ImportBatch, MergeCount } from '../../../platform/imports/target.ts';

/**
 * Merges of rows that hang on accounts: unknown references go to quarantine, rows that are there
 * stay as they are.
 */

export async function mergeAccounts(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  await noteUnknownCustomers(tx, 'account');
  await sql`
    insert into staging_fault
      (entity, import_file, import_row, column_name, value, code, params, level)
    select 'account', s.import_file, s.import_row, 'product_code', s.product_code,
           'holdings.fault.product_unknown', '{}'::jsonb, 'error'
    from staging_account s
    left join products_v_product p on p.code = s.product_code
    where p.product_id is null
    union all
    select 'account', s.import_file, s.import_row, 'unit_code', s.unit_code,
           'holdings.fault.unit_unknown', '{}'::jsonb, 'error'
    from staging_account s
    left join organisation_v_unit u on u.code = s.unit_code
    where u.unit_id is null
    union all
    select 'account', s.import_file, s.import_row, 'customer_no', s.customer_no,
           'holdings.fault.account_of_another', '{}'::jsonb, 'error'
    from staging_account s
    join holdings_account_number n on n.account_no = s.account_no
    join customers_v_customer c on c.customer_no = s.customer_no
    where n.customer_id <> c.customer_id
  `.execute(tx.db);
  const { numAffectedRows } = await sql`
    with wanted as (
      select distinct on (s.account_no)
             c.customer_id, s.account_no, p.product_id, u.unit_id, s.opened_on, s.closed_on,
             s.rate_millionths, s.statement, s.matures_on
      from staging_account s
      join customers_v_customer c on c.customer_no = s.customer_no
      join products_v_product p on p.code = s.product_code
      join organisation_v_unit u on u.code = s.unit_code
      left join holdings_account_number n on n.account_no = s.account_no
      where n.account_no is null
      order by s.account_no, s.import_file, s.import_row
    ),
    fresh as materialized (
      select nextval('holdings_account_id') as account_id, customer_id, account_no, product_id,
             unit_id, opened_on, closed_on, rate_millionths, statement, matures_on
      from wanted
    ),
    numbered as (
      insert into holdings_account_number (account_no, customer_id, account_id)
      select account_no, customer_id, account_id
      from fresh
    )
    insert into holdings_account
      (customer_id, account_id, account_no, product_id, unit_id, opened_on, closed_on,
       rate_millionths, statement, matures_on, batch_id)
    select customer_id, account_id, account_no, product_id, unit_id, opened_on, closed_on,
           rate_millionths, statement, matures_on, ${batch.batchId}
    from fresh
  `.execute(tx.db);
  return countOf(tx, 'account', numAffectedRows);
}

export async function mergeParties(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  await noteUnknownAccounts(tx, 'party');
  await noteUnknownCustomers(tx, 'party');
  const { numAffectedRows } = await sql`
    insert into holdings_party (customer_id, account_id, party_customer_id, role, batch_id)
    select n.customer_id, n.account_id, c.customer_id, s.role, ${batch.batchId}
    from staging_party s
    join holdings_account_number n on n.account_no = s.account_no
    join customers_v_customer c on c.customer_no = s.customer_no
    on conflict do nothing
  `.execute(tx.db);
  return countOf(tx, 'party', numAffectedRows);
}

export async function mergeOrders(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  await noteUnknownAccounts(tx, 'order');
  const { numAffectedRows } = await sql`
    insert into holdings_order
      (customer_id, account_id, order_no, bank_to, account_to, amount_fen, purpose, batch_id)
    select n.customer_id, n.account_id, s.order_no, s.bank_to, s.account_to, s.amount_fen,
           s.purpose, ${batch.batchId}
    from staging_order s
    join holdings_account_number n on n.account_no = s.account_no
    on conflict do nothing
  `.execute(tx.db);
  return countOf(tx, 'order', numAffectedRows);
}

export async function mergeCards(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  await noteUnknownAccounts(tx, 'card');
  await noteUnknownCustomers(tx, 'card');
  const { numAffectedRows } = await sql`
    insert into holdings_card
      (customer_id, account_id, card_no, holder_customer_id, type, issued_on, batch_id)
    select n.customer_id, n.account_id, s.card_no, c.customer_id, s.type, s.issued_on,
           ${batch.batchId}
    from staging_card s
    join holdings_account_number n on n.account_no = s.account_no
    join customers_v_customer c on c.customer_no = s.customer_no
    on conflict do nothing
  `.execute(tx.db);
  return countOf(tx, 'card', numAffectedRows);
}

export async function mergeLoans(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  await noteUnknownAccounts(tx, 'loan');
  const { numAffectedRows } = await sql`
    insert into holdings_loan
      (customer_id, account_id, principal_fen, granted_on, months, instalment_fen, first_due_on,
       payment_account_no, source_status, batch_id)
    select n.customer_id, n.account_id, s.principal_fen, s.granted_on, s.months,
           s.instalment_fen, s.first_due_on, s.payment_account_no, s.source_status,
           ${batch.batchId}
    from staging_loan s
    join holdings_account_number n on n.account_no = s.account_no
    on conflict do nothing
  `.execute(tx.db);
  return countOf(tx, 'loan', numAffectedRows);
}

export async function mergeInstalments(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  await noteUnknownAccounts(tx, 'instalment');
  const { numAffectedRows } = await sql`
    insert into holdings_instalment
      (customer_id, account_id, due_on, due_fen, interest_fen, batch_id)
    select n.customer_id, n.account_id, s.due_on, s.due_fen, s.interest_fen, ${batch.batchId}
    from staging_instalment s
    join holdings_account_number n on n.account_no = s.account_no
    on conflict do nothing
  `.execute(tx.db);
  return countOf(tx, 'instalment', numAffectedRows);
}

export async function mergeCoverage(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  await noteUnknownAccounts(tx, 'coverage');
  const { numAffectedRows } = await sql`
    insert into holdings_coverage (customer_id, account_id, from_day, until_day, batch_id)
    select n.customer_id, n.account_id, s.from_day, s.until_day, ${batch.batchId}
    from staging_coverage s
    join holdings_account_number n on n.account_no = s.account_no
    on conflict do nothing
  `.execute(tx.db);
  return countOf(tx, 'coverage', numAffectedRows);
}

/** Quarantines staged rows whose account the bank does not have. */
export async function noteUnknownAccounts(tx: Tx, entity: string): Promise<void> {
  await sql`
    insert into staging_fault
      (entity, import_file, import_row, column_name, value, code, params, level)
    select ${entity}::text, s.import_file, s.import_row, 'account_no', s.account_no,
           'holdings.fault.account_unknown', '{}'::jsonb, 'error'
    from ${sql.table(`staging_${entity}`)} s
    left join holdings_account_number n on n.account_no = s.account_no
    where n.account_no is null
  `.execute(tx.db);
}

/** Quarantines staged rows whose customer the bank does not have. */
export async function noteUnknownCustomers(tx: Tx, entity: string): Promise<void> {
  await sql`
    insert into staging_fault
      (entity, import_file, import_row, column_name, value, code, params, level)
    select ${entity}::text, s.import_file, s.import_row, 'customer_no', s.customer_no,
           'holdings.fault.customer_unknown', '{}'::jsonb, 'error'
    from ${sql.table(`staging_${entity}`)} s
    left join customers_v_customer c on c.customer_no = s.customer_no
    where c.customer_id is null
  `.execute(tx.db);
}

/** Rows that were staged and neither added nor quarantined were there already. */
export async function countOf(
  tx: Tx,
  entity: string,
  affected: bigint | undefined,
): Promise<MergeCount> {
  const { rows } = await sql<{ staged: bigint }>`
    select count(*) as staged
    from ${sql.table(`staging_${entity}`)} s
    where not exists (
      select 1
      from staging_fault f
      where f.entity = ${entity}
        and f.import_file = s.import_file
        and f.import_row = s.import_row
        and f.level = 'error'
    )
  `.execute(tx.db);
  const added = Number(affected ?? 0n); // tidy: not money
  return { added, alreadyThere: Number(rows[0]!.staged) - added }; // tidy: not money
}

/** Removes what a batch brought to one of the small tables; answers how many rows. */
export async function removeBatch(tx: Tx, table: string, batchId: bigint): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)}
    where batch_id = ${batchId}
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

export async function removeAccountsOfBatch(tx: Tx, batchId: bigint): Promise<number> {
  await sql`
    delete from holdings_account_number n
    using holdings_account a
    where a.account_no = n.account_no
      and a.batch_id = ${batchId}
  `.execute(tx.db);
  return removeBatch(tx, 'holdings_account', batchId);
}
