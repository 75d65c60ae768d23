import { sql } from 'kysely';
import type { Fen } from '../../../../core/money.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { actorName } from '../../people/index.ts';
import type { TaxFigure } from '../contract.ts';

/** Entertainment paid in a year through applications. */
export async function loadEntertainment(tx: Tx, year: number): Promise<Fen> {
  const { rows } = await sql<{ spent: Fen }>`
    select coalesce(sum(a.claimed_fen), 0)::bigint as spent
    from expenses_v_application a
    where a.tax = 'entertainment'
      and a.state = 'paid'
      and a.paid_on >= make_date(${year}, 1, 1)
      and a.paid_on < make_date(${year} + 1, 1, 1)
  `.execute(tx.db);
  return rows[0]!.spent;
}

export interface TaxEntry {
  readonly entryId: bigint;
  readonly year: number;
  readonly figure: TaxFigure;
  readonly amount: Fen;
  readonly source: string;
  readonly replaces: bigint | null;
  readonly replaced: boolean;
  readonly by: string;
  readonly enteredAt: string;
}

/** Figures entered for years up to one, oldest first. */
export async function loadTaxEntries(tx: Tx, until: number): Promise<TaxEntry[]> {
  const { rows } = await sql<TaxEntry>`
    select e.entry_id as "entryId",
           e.year,
           e.figure,
           e.amount_fen as amount,
           e.source,
           e.replaces,
           exists (
             select 1
             from expenses_tax_entry n
             where n.replaces = e.entry_id) as replaced,
           e.by_name as by,
           e.entered_at as "enteredAt"
    from expenses_tax_entry e
    where e.year <= ${until}
    order by e.entry_id
    limit 2000
  `.execute(tx.db);
  return rows;
}

/** Null when somebody was first. */
export async function insertTaxEntry(
  tx: Tx,
  one: {
    readonly year: number;
    readonly figure: TaxFigure;
    readonly amount: Fen;
    readonly source: string;
    readonly replaces: bigint | null;
  },
): Promise<bigint | null> {
  const { rows } = await sql<{ entryId: bigint }>`
    insert into expenses_tax_entry
      (entry_id, year, figure, amount_fen, source, replaces, entered_by, by_name)
    values (nextval('expenses_tax_entry_id'), ${one.year}, ${one.figure}, ${one.amount},
            ${one.source}, ${one.replaces}, ${tx.actor.accountId},
            ${await actorName(tx)})
    on conflict do nothing
    returning entry_id as "entryId"
  `.execute(tx.db);
  return rows[0]?.entryId ?? null;
}
