import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface OpenDispute {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly disputeId: bigint;
  readonly quarter: string;
  readonly rulingDue: Day;
}

/** The first open dispute of each of some customers. */
export async function loadOpenDisputes(
  tx: Tx,
  customerIds: readonly bigint[],
): Promise<OpenDispute[]> {
  const { rows } = await sql<OpenDispute>`
    select distinct on (d.customer_id)
           d.customer_id as "customerId",
           c.customer_no as "customerNo",
           d.dispute_id as "disputeId",
           d.quarter,
           d.ruling_due as "rulingDue"
    from attribution_dispute d
    join customers_v_customer c on c.customer_id = d.customer_id
    where d.customer_id = any (${[...customerIds]}::bigint[])
      and not exists (
        select 1
        from attribution_dispute_withdrawal w
        where w.customer_id = d.customer_id
          and w.dispute_id = d.dispute_id)
      and not exists (
        select 1
        from attribution_dispute_ruling r
        where r.customer_id = d.customer_id
          and r.dispute_id = d.dispute_id)
    order by d.customer_id, d.dispute_id
  `.execute(tx.db);
  return rows;
}
