import { sql } from 'kysely';
import { quartersOf, type Quarter, type Year } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { YearSheet } from '../rules/year.ts';

/** Sheets of the valid closings of a year, of one RM or of all in scope. */
export async function loadYearSheets(
  tx: Tx,
  year: Year,
  staffId: bigint | null,
): Promise<(YearSheet & { staffId: bigint })[]> {
  const [first] = quartersOf(year);
  const last = quartersOf(year).at(-1);
  const { rows } = await sql<YearSheet & { staffId: bigint; quarter: Quarter }>`
    select staff_id as "staffId",
           quarter,
           total_millionths as total,
           band,
           sealed
    from assessment_v_sheet
    where quarter >= ${first}
      and quarter <= ${last}
      and (${staffId}::bigint is null or staff_id = ${staffId}::bigint)
    order by staff_id, quarter
    limit 400000
  `.execute(tx.db);
  return rows;
}
