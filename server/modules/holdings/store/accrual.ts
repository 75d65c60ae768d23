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
 * amounts, so the order of movements within a day does not matter.
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
  const { numAffectedRows } = await sql`
    insert into holdings_accrual (customer_id, account_id, day, balance_fen, product_fen_days)
    with moved as (
      select t.customer_id, t.account_id, t.day, sum(t.amount_fen)::bigint as moved_fen
      from holdings_changed c
      join holdings_transaction t
        on t.customer_id = c.customer_id
       and t.account_id = c.account_id
       and t.day >= c.from_day
      group by t.customer_id, t.account_id, t.day
    ),
    carried as (
      select c.customer_id, c.account_id, last.day, last.balance_fen, last.product_fen_days
      from holdings_changed c
      cross join lateral (
        select a.day, a.balance_fen, a.product_fen_days
        from holdings_accrual a
        where a.customer_id = c.customer_id
          and a.account_id = c.account_id
          and a.day < c.from_day
        order by a.day desc
        limit 1
      ) last
    ),
    balanced as (
      select m.customer_id,
             m.account_id,
             m.day,
             coalesce(c.product_fen_days, 0) as carried_fen_days,
             coalesce(c.balance_fen, 0) + sum(m.moved_fen) over account as balance_fen,
             coalesce(c.balance_fen, 0) + sum(m.moved_fen) over account - m.moved_fen as before_fen,
             m.day - coalesce(lag(m.day) over account, c.day) as held_days
      from moved m
      left join carried c
        on c.customer_id = m.customer_id
       and c.account_id = m.account_id
      window account as (partition by m.customer_id, m.account_id order by m.day)
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
