import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { ConsentFacts } from '../rules/consent.ts';

/** What customers said of marketing up to a day, each purpose once, in one query. */
export async function loadConsentFacts(
  tx: Tx,
  customerIds: readonly bigint[],
  on: Day,
): Promise<(ConsentFacts & { readonly customerId: bigint })[]> {
  const { rows } = await sql<ConsentFacts & { readonly customerId: bigint }>`
    with wanted as (
      select unnest(${customerIds.map(String)}::bigint[]) as customer_id
    ),
    said as (
      select distinct on (e.customer_id, e.purpose)
             e.customer_id, e.purpose, e.state, e.on_day
      from wanted w
      join customers_v_consent_entry e on e.customer_id = w.customer_id
      where e.family = 'marketing'
        and e.on_day <= ${on}::date
      order by e.customer_id, e.purpose, e.turn desc
    ),
    gathered as (
      select customer_id,
             jsonb_agg(jsonb_build_object('purpose', purpose, 'state', state, 'day', on_day)
                       order by purpose) as said
      from said
      group by customer_id
    )
    select c.customer_id as "customerId",
           c.kind,
           coalesce(g.said, '[]'::jsonb) as said
    from wanted w
    join customers_v_customer c on c.customer_id = w.customer_id
    left join gathered g on g.customer_id = c.customer_id
    order by c.customer_id
    limit ${customerIds.length}
  `.execute(tx.db);
  return rows;
}
