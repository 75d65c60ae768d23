import { sql } from 'kysely';
import type { Tx } from '../../platform/db/transaction.ts';

/** Gross pay of each RM by the slips of a valid closing. */
export async function grossOfRun(tx: Tx, runId: bigint): Promise<Map<bigint, bigint>> {
  const { rows } = await sql<{ staffId: bigint; gross: bigint }>`
    select staff_id as "staffId",
           gross_fen as gross
    from pay_v_slip
    where run_id = ${runId}
    order by staff_id
    limit 100000
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.staffId, row.gross]));
}

export interface Person {
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
}

/** Who the staff are, for a list of them. */
export async function loadPeople(
  tx: Tx,
  staffIds: readonly bigint[],
): Promise<Map<bigint, Person>> {
  const { rows } = await sql<Person & { staffId: bigint }>`
    select p.staff_id as "staffId",
           p.staff_no as "staffNo",
           p.name,
           u.name as "unitName"
    from people_v_staff p
    join organisation_v_unit u on u.unit_id = p.unit_id
    where p.staff_id = any (${[...staffIds]}::bigint[])
    order by p.staff_no
    limit ${staffIds.length}
  `.execute(tx.db);
  return new Map(rows.map(({ staffId, ...person }) => [staffId, person]));
}
