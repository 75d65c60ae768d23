import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

/* What the bank holds, added up the way a source states it: for reconciliation after an import. */

export interface MovementTotal {
  readonly kind: string;
  readonly year: number;
  readonly derived: boolean;
  readonly count: bigint;
  readonly amountFen: bigint;
}

/** Movements by kind and year; amounts signed for the holder. */
export async function movementTotals(tx: Tx): Promise<MovementTotal[]> {
  const { rows } = await sql<MovementTotal>`
    select kind,
           extract(year from day)::int as year,
           derived,
           count(*) as count,
           sum(amount_fen)::bigint as "amountFen"
    from holdings_transaction
    group by kind, extract(year from day)::int, derived
    order by kind, year, derived
    limit 10000
  `.execute(tx.db);
  return rows;
}

/** The sum of the source's own movements of every account that has some. */
export async function accountSums(tx: Tx): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await sql<{ accountNo: string; sumFen: bigint }>`
    select a.account_no as "accountNo",
           t.sum_fen as "sumFen"
    from (
      select customer_id, account_id, sum(amount_fen)::bigint as sum_fen
      from holdings_transaction
      where not derived
      group by customer_id, account_id
    ) as t
    join holdings_account a
      on a.customer_id = t.customer_id
     and a.account_id = t.account_id
    order by a.account_no
    limit 10000000
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.accountNo, row.sumFen]));
}

export interface HoldingCounts {
  readonly accounts: bigint;
  readonly parties: bigint;
  readonly orders: bigint;
  readonly cards: bigint;
  readonly loans: bigint;
  readonly flows: bigint;
}

/** How many rows of each kind there are; accounts without those that loans have for themselves. */
export async function holdingCounts(tx: Tx): Promise<HoldingCounts> {
  const { rows } = await sql<HoldingCounts>`
    select (
             select count(*)
             from holdings_account a
             left join holdings_loan l
               on l.customer_id = a.customer_id
              and l.account_id = a.account_id
             where l.account_id is null
           ) as accounts,
           (select count(*) from holdings_party) as parties,
           (select count(*) from holdings_order) as orders,
           (select count(*) from holdings_card) as cards,
           (select count(*) from holdings_loan) as loans,
           (select count(*) from holdings_flow) as flows
  `.execute(tx.db);
  return rows[0]!;
}

/** Accounts alive at the end of a day, without those that loans have for themselves. */
export async function accountsAt(tx: Tx, on: Day): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count
    from holdings_account a
    left join holdings_loan l
      on l.customer_id = a.customer_id
     and l.account_id = a.account_id
    where l.account_id is null
      and a.opened_on <= ${on}
      and (a.closed_on is null or a.closed_on > ${on})
  `.execute(tx.db);
  return rows[0]!.count;
}

export interface FlowTotal {
  readonly file: string;
  readonly void: boolean;
  readonly count: bigint;
  readonly flagged: bigint;
  readonly netFen: bigint;
  readonly grossFen: bigint;
}

/** Business flows by the file they came from, valid and void apart. */
export async function flowTotals(tx: Tx): Promise<FlowTotal[]> {
  const { rows } = await sql<FlowTotal>`
    select source_file as file,
           void,
           count(*) as count,
           count(fault) as flagged,
           sum(net_fen)::bigint as "netFen",
           sum(gross_fen)::bigint as "grossFen"
    from holdings_flow
    group by source_file, void
    order by source_file, void
    limit 10000
  `.execute(tx.db);
  return rows;
}
