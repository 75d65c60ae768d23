import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';

/**
 * Balance products (积数) are accrued only for accounts that moved, from the first day that changed:
 * a backdated movement rebuilds its account from that day on. The days are named by the temporary
 * table `holdings_changed`.
 */
export async function openChanges(tx: Tx): Promise<void> {
  await sql`
    create temporary table if not exists holdings_changed (
      customer_id bigint not null,
      account_id bigint not null,
      from_day date not null
    ) on commit drop
  `.execute(tx.db);
  await sql`truncate holdings_changed`.execute(tx.db);
}

/** Notes the accounts that movements of a batch touch, and their first day. */
export async function noteChangesOfBatch(tx: Tx, batchId: bigint): Promise<void> {
  await sql`
    insert into holdings_changed (customer_id, account_id, from_day)
    select customer_id, account_id, min(day)
    from holdings_transaction
    where batch_id = ${batchId}
    group by customer_id, account_id
  `.execute(tx.db);
}

/**
 * Writes the accrual rows of the noted accounts anew; answers how many. Balances are sums of
 * amounts, so the order of movements within a day does not matter. What stood before the first
 * changed day is carried in a temporary table, so that the planner knows its size.
 */
export async function accrueChanges(tx: Tx): Promise<number> {
  await sql`analyze holdings_changed`.execute(tx.db);
  await sql`
    delete from holdings_accrual a
    using holdings_changed c
    where a.customer_id = c.customer_id
      and a.account_id = c.account_id
      and a.day >= c.from_day
  `.execute(tx.db);
  await carryBalances(tx);
  const { numAffectedRows } = await sql`
    insert into holdings_accrual (customer_id, account_id, day, balance_fen, product_fen_days)
    with moved as (
      select c.customer_id, c.account_id, t.day, c.carried_day, c.carried_fen, c.carried_fen_days,
             sum(t.amount_fen)::bigint as moved_fen
      from holdings_carried c
      join holdings_transaction t
        on t.customer_id = c.customer_id
       and t.account_id = c.account_id
       and t.day >= c.from_day
      group by c.customer_id, c.account_id, t.day, c.carried_day, c.carried_fen,
               c.carried_fen_days
    ),
    balanced as (
      select customer_id,
             account_id,
             day,
             carried_fen_days,
             carried_fen + sum(moved_fen) over account as balance_fen,
             carried_fen + sum(moved_fen) over account - moved_fen as before_fen,
             day - coalesce(lag(day) over account, carried_day) as held_days
      from moved
      window account as (partition by customer_id, account_id order by day)
    )
    select customer_id,
           account_id,
           day,
           balance_fen::bigint,
           (carried_fen_days
             + sum(before_fen * coalesce(held_days, 0)) over account)::bigint
    from balanced
    window account as (partition by customer_id, account_id order by day)
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

async function carryBalances(tx: Tx): Promise<void> {
  await sql`
    create temporary table if not exists holdings_carried (
      customer_id bigint not null,
      account_id bigint not null,
      from_day date not null,
      carried_day date,
      carried_fen bigint not null,
      carried_fen_days bigint not null
    ) on commit drop
  `.execute(tx.db);
  await sql`truncate holdings_carried`.execute(tx.db);
  await sql`
    insert into holdings_carried
      (customer_id, account_id, from_day, carried_day, carried_fen, carried_fen_days)
    select c.customer_id, c.account_id, c.from_day, last.day, coalesce(last.balance_fen, 0),
           coalesce(last.product_fen_days, 0)
    from holdings_changed c
    left join lateral (
      select a.day, a.balance_fen, a.product_fen_days
      from holdings_accrual a
      where a.customer_id = c.customer_id
        and a.account_id = c.account_id
        and a.day < c.from_day
      order by a.day desc
      limit 1
    ) last on true
  `.execute(tx.db);
  await sql`analyze holdings_carried`.execute(tx.db);
}

/**
 * Tells the planner how large the tables have become: a close right after a first import would
 * otherwise be planned for empty ones.
 */
export async function analyzeHoldings(tx: Tx): Promise<void> {
  await sql`select holdings_analyze()`.execute(tx.db);
}
