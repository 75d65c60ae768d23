import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface ContactSince {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly happenedOn: Day;
  /** A next step agreed for the day or later; null: none. */
  readonly nextOn: Day | null;
}

/**
 * The latest contact of each of some customers since a day, or with a next step from `today` on;
 * `by`: of these customers' own lead, or of anybody but one person.
 */
export async function loadContactsSince(
  tx: Tx,
  customerIds: readonly bigint[],
  asked: {
    readonly since: Day;
    readonly today: Day;
    readonly by: 'lead' | { readonly not: bigint | null };
  },
): Promise<ContactSince[]> {
  const { since, today, by } = asked;
  const writer =
    by === 'lead'
      ? sql`n.staff_id = c.lead_staff_id`
      : sql`n.staff_id is distinct from ${by.not}::bigint`;
  const { rows } = await sql<ContactSince>`
    select distinct on (n.customer_id)
           n.customer_id as "customerId",
           c.customer_no as "customerNo",
           s.name,
           n.happened_on as "happenedOn",
           case when n.next_on >= ${today} then n.next_on end as "nextOn"
    from contacts_v_note n
    join customers_v_customer c on c.customer_id = n.customer_id
    join people_v_staff s on s.staff_id = n.staff_id
    where n.customer_id = any (${[...customerIds]}::bigint[])
      and (n.happened_on >= ${since} or n.next_on >= ${today})
      and ${writer}
    order by n.customer_id, (n.next_on >= ${today}) desc nulls last, n.happened_on desc, n.note_id
  `.execute(tx.db);
  return rows;
}
