import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { Level } from '../../people/index.ts';
import type { Grant, SightFacts } from '../rules/sight.ts';

/** The scope columns of a customer that the caller sees, with the names of their units. */
export async function loadSight(
  tx: Tx,
  customerId: bigint,
): Promise<(SightFacts & { managingUnit: string | null; bookingUnit: string }) | null> {
  const { rows } = await sql<SightFacts & { managingUnit: string | null; bookingUnit: string }>`
    select c.lead_staff_id as "leadStaffId",
           c.managing_path as "managingPath",
           c.booking_path as "bookingPath",
           exists (
             select 1
             from customers_assist a
             where a.customer_id = c.customer_id
               and a.staff_id = ${tx.actor.staffId ?? 0n}) as assists,
           m.name as "managingUnit",
           b.name as "bookingUnit"
    from customers_customer c
    join organisation_v_unit b on b.unit_id = c.booking_unit_id
    left join organisation_v_unit m on m.path = c.managing_path
    where c.customer_id = ${customerId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** The caller's own grants, in order. */
export async function loadOwnGrants(tx: Tx): Promise<Grant[]> {
  const { rows } = await sql<Grant>`
    select role, scope, ranges
    from auth_grant
    where account_id = ${tx.actor.accountId}
    order by grant_no
    limit 100
  `.execute(tx.db);
  return rows;
}

/** The grade that an RM has on a day; null without one. */
export async function loadLevel(tx: Tx, staffId: bigint, on: Day): Promise<Level | null> {
  const { rows } = await sql<{ level: Level }>`
    select level
    from people_v_grade
    where staff_id = ${staffId}
      and from_day <= ${on}
      and (until_day is null or until_day > ${on})
    order by from_day desc
    limit 1
  `.execute(tx.db);
  return rows[0]?.level ?? null;
}
