import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { BranchFacts } from '../rules/ownership.ts';

/**
 * What customers without an RM have at each branch: first account, sizes and contribution of a
 * closing (none before the first one), basic accounts by product.
 */
export async function loadBranches(
  tx: Tx,
  given: {
    customerIds: readonly bigint[];
    runId: bigint | null;
    contributionRunId: bigint | null;
    basicProducts: readonly string[];
  },
): Promise<(BranchFacts & { customerId: bigint })[]> {
  const { rows } = await sql<BranchFacts & { customerId: bigint }>`
    with account as (
      select a.customer_id, a.account_id, a.kind, a.product_code, a.opened_on, u.path
      from holdings_v_account a
      join organisation_v_unit u on u.unit_id = a.unit_id
      where a.customer_id = any (${[...given.customerIds]}::bigint[])
    ),
    month as (
      select customer_id, account_id, sum(product_fen_days) as product
      from holdings_v_month
      where run_id = ${given.runId}
        and customer_id = any (${[...given.customerIds]}::bigint[])
      group by customer_id, account_id
    ),
    value as (
      select customer_id, account_id, sum(amount_fen) as amount
      from contribution_v_account_month
      where run_id = ${given.contributionRunId}
        and customer_id = any (${[...given.customerIds]}::bigint[])
      group by customer_id, account_id
    )
    select a.customer_id as "customerId",
           a.path as "unitPath",
           min(a.opened_on) as "firstAccountOn",
           coalesce(sum(m.product) filter (where a.kind = 'deposit'), 0)::bigint as "depositFen",
           coalesce(sum(m.product) filter (where a.kind = 'loan'), 0)::bigint as "loanFen",
           min(a.opened_on) filter (where a.kind = 'loan') as "firstLoanOn",
           coalesce(sum(v.amount), 0)::bigint as "contributionFen",
           bool_or(a.product_code = any (${[...given.basicProducts]}::text[])) as "hasBasicAccount"
    from account a
    left join month m on m.customer_id = a.customer_id and m.account_id = a.account_id
    left join value v on v.customer_id = a.customer_id and v.account_id = a.account_id
    group by a.customer_id, a.path
    order by a.customer_id, a.path
  `.execute(tx.db);
  return rows;
}

/** The latest valid closing up to a quarter; null before the first. */
export async function lastClosing(tx: Tx, upTo: string): Promise<bigint | null> {
  const { rows } = await sql<{ runId: bigint }>`
    select run_id as "runId"
    from organisation_v_close
    where quarter <= ${upTo}
    order by quarter desc
    limit 1
  `.execute(tx.db);
  return rows[0]?.runId ?? null;
}

/** Whether a run has balances of its own: a closing after its first station, never an opening. */
export async function hasBalances(tx: Tx, runId: bigint): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select 1
      from holdings_v_month
      where run_id = ${runId}
    ) as found
  `.execute(tx.db);
  return rows[0]!.found;
}
