import { sql } from 'kysely';
import type { Quarter } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

/**
 * Excess that the sheets of a quarter's valid closing hand to the next, by 'staffId metric'. Only
 * what is above 0 is listed.
 */
export async function loadCarried(tx: Tx, quarter: Quarter): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ staffId: bigint; metric: string; carried: bigint }>`
    select s.staff_id as "staffId",
           l.metric,
           l.carried_out as carried
    from assessment_v_sheet s
    join assessment_line l on l.sheet_id = s.sheet_id
    where s.quarter = ${quarter}
      and l.carried_out > 0
    order by s.staff_id, l.position
    limit 1000000
  `.execute(tx.db);
  return new Map(rows.map((row) => [`${row.staffId} ${row.metric}`, row.carried]));
}
