import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { ImportBatch, MergeCount } from '../../../platform/imports/target.ts';
import { accrueChanges, analyzeHoldings, noteChangesOfBatch, openChanges } from './accrual.ts';
import {
  countOf,
  noteUnknownAccounts,
  noteUnknownCustomers,
  removeBatch,
} from './merge-accounts.ts';

/** Smaller imports leave the planner's picture as it is. */
const analyzeFrom = 5000n;

/** Adds movements in the order of the file and accrues the accounts that moved. */
export async function mergeTransactions(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  await noteUnknownAccounts(tx, 'transaction');
  await openChanges(tx);
  const { rows } = await sql<{ added: bigint }>`
    with added as (
      insert into holdings_transaction
        (customer_id, account_id, day, amount_fen, kind, counterparty, source_balance_fen,
         derived, source_key, batch_id)
      select n.customer_id, n.account_id, s.day, s.amount_fen, s.kind, s.counterparty,
             s.source_balance_fen, s.derived, s.source_key, ${batch.batchId}
      from staging_transaction s
      join holdings_account_number n on n.account_no = s.account_no
      order by s.day, s.import_file, s.import_row
      on conflict (customer_id, source_key) do nothing
      returning customer_id, account_id, day
    ),
    changed as (
      insert into holdings_changed (customer_id, account_id, from_day)
      select customer_id, account_id, min(day)
      from added
      group by customer_id, account_id
    )
    select count(*) as added
    from added
  `.execute(tx.db);
  const added = rows[0]!.added;
  await accrueChanges(tx);
  if (added > analyzeFrom) await analyzeHoldings(tx);
  const count = await countOf(tx, 'transaction', added);
  if (count.alreadyThere > 0) await noteDifferentTransactions(tx);
  return count;
}

/** A row that is there already but reads otherwise now: never overwritten, always reported. */
async function noteDifferentTransactions(tx: Tx): Promise<void> {
  await sql`
    insert into staging_fault
      (entity, import_file, import_row, column_name, value, code, params, level)
    select 'transaction', s.import_file, s.import_row, 'key', s.source_key,
           'holdings.fault.transaction_differs',
           jsonb_build_object('day', t.day::text, 'amountFen', t.amount_fen::text), 'error'
    from staging_transaction s
    join holdings_account_number n on n.account_no = s.account_no
    join holdings_transaction t
      on t.customer_id = n.customer_id
     and t.source_key = s.source_key
    where (t.account_id, t.day, t.amount_fen, t.kind)
          is distinct from (n.account_id, s.day, s.amount_fen, s.kind)
  `.execute(tx.db);
}

/** Removes the movements of a batch and accrues their accounts anew. */
export async function removeTransactionsOfBatch(tx: Tx, batchId: bigint): Promise<number> {
  await openChanges(tx);
  await noteChangesOfBatch(tx, batchId);
  const removed = await removeBatch(tx, 'holdings_transaction', batchId);
  await accrueChanges(tx);
  return removed;
}

export async function mergeFlows(tx: Tx, batch: ImportBatch): Promise<MergeCount> {
  await noteUnknownCustomers(tx, 'flow');
  const { numAffectedRows } = await sql`
    insert into holdings_flow
      (customer_id, direction, invoice_no, day, counterparty, net_fen, tax_fen, gross_fen, void,
       fault, source_file, source_row, batch_id)
    select c.customer_id, s.direction, s.invoice_no, s.day, s.counterparty, s.net_fen, s.tax_fen,
           s.gross_fen, s.void, s.fault, s.import_file, s.import_row, ${batch.batchId}
    from staging_flow s
    join customers_v_customer c on c.customer_no = s.customer_no
    on conflict (customer_id, source_file, source_row) do nothing
  `.execute(tx.db);
  return countOf(tx, 'flow', numAffectedRows);
}
