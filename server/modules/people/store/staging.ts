import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface StagedStaff {
  readonly staffNo: string;
  readonly name: string;
  readonly unitCode: string;
  readonly isRm: boolean;
  readonly hiredOn: Day;
  readonly leftOn: Day | null;
  readonly unitId: bigint | null;
  readonly unitPath: string | null;
  /** Name of the person who has this number already. */
  readonly presentName: string | null;
  readonly file: string;
  readonly row: number;
}

/**
 * Staged persons with their unit and whoever has the number already; the first row of a number
 * only.
 */
export async function loadStagedStaff(tx: Tx): Promise<StagedStaff[]> {
  const { rows } = await sql<StagedStaff>`
    select distinct on (n.staff_no)
           n.staff_no as "staffNo",
           n.name,
           n.unit_code as "unitCode",
           n.is_rm as "isRm",
           n.hired_on as "hiredOn",
           n.left_on as "leftOn",
           u.unit_id as "unitId",
           u.path as "unitPath",
           s.name as "presentName",
           n.import_file as "file",
           n.import_row as "row"
    from staging_staff n
    left join organisation_v_unit u on u.code = n.unit_code
    left join people_staff s on s.staff_no = n.staff_no
    order by n.staff_no, n.import_file, n.import_row
    limit 200000
  `.execute(tx.db);
  return rows;
}

export interface NewStaff {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitId: bigint;
  readonly unitPath: string;
  readonly isRm: boolean;
  readonly hiredOn: Day;
  readonly leftOn: Day | null;
  readonly searchText: string;
}

export async function insertStaff(
  tx: Tx,
  batchId: bigint | null,
  staff: readonly NewStaff[],
): Promise<number> {
  return copyRows(
    tx,
    'people_staff',
    [
      'staff_id',
      'staff_no',
      'name',
      'unit_id',
      'unit_path',
      'is_rm',
      'hired_on',
      'left_on',
      'search_text',
      'batch_id',
    ],
    staff.map((one) => [
      one.staffId,
      one.staffNo,
      one.name,
      one.unitId,
      one.unitPath,
      one.isRm,
      one.hiredOn,
      one.leftOn,
      one.searchText,
      batchId,
    ]),
  );
}

export async function nextStaffIds(tx: Tx, count: number): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select nextval('people_staff_id') as id
    from generate_series(1, ${count}::int)
  `.execute(tx.db);
  return rows.map((row) => row.id);
}

export interface GradeFault {
  readonly file: string;
  readonly row: number;
  readonly staffNo: string;
  readonly level: string;
  readonly fromDay: Day;
  readonly known: boolean;
}

/**
 * Staged grades of unknown staff, and those that differ from one that begins on the same day.
 */
export async function loadGradeFaults(tx: Tx): Promise<GradeFault[]> {
  const { rows } = await sql<GradeFault>`
    select n.import_file as "file",
           n.import_row as "row",
           n.staff_no as "staffNo",
           n.level,
           n.from_day as "fromDay",
           s.staff_id is not null as known
    from staging_grade n
    left join people_staff s on s.staff_no = n.staff_no
    left join people_grade g on g.staff_id = s.staff_id and g.from_day = n.from_day
    where s.staff_id is null
      or (g.sequence, g.level, g.step) <> (n.sequence, n.level, n.step)
    order by n.import_file, n.import_row
    limit 200000
  `.execute(tx.db);
  return rows;
}

export interface StagedFault {
  readonly entity: 'staff' | 'grade';
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly params: object;
}

/** Faults of rows that cannot be merged, for the quarantine. */
export async function insertFaults(tx: Tx, faults: readonly StagedFault[]): Promise<void> {
  await copyRows(
    tx,
    'staging_fault',
    ['entity', 'import_file', 'import_row', 'column_name', 'value', 'code', 'params', 'level'],
    faults.map((one) => [
      one.entity,
      one.file,
      one.row,
      one.column,
      one.value,
      one.code,
      JSON.stringify(one.params),
      'error',
    ]),
  );
}

/**
 * Adds the staged grades of known staff that are not there yet; of two for one day the first row is
 * taken.
 */
export async function insertStagedGrades(tx: Tx, batchId: bigint): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into people_grade (staff_id, from_day, sequence, level, step, reason, batch_id)
    select distinct on (s.staff_id, n.from_day)
           s.staff_id, n.from_day, n.sequence, n.level, n.step, n.reason, ${batchId}
    from staging_grade n
    join people_staff s on s.staff_no = n.staff_no
    order by s.staff_id, n.from_day, n.import_file, n.import_row
    on conflict (staff_id, from_day) do nothing
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

/** Staged grades that are equal to a grade of another import or of this one. */
export async function countKnownGrades(tx: Tx): Promise<number> {
  const { rows } = await sql<{ known: number }>`
    select count(*)::int as known
    from staging_grade n
    join people_staff s on s.staff_no = n.staff_no
    join people_grade g on g.staff_id = s.staff_id and g.from_day = n.from_day
    where (g.sequence, g.level, g.step) = (n.sequence, n.level, n.step)
  `.execute(tx.db);
  return rows[0]!.known;
}

export async function deleteStaffOfBatch(tx: Tx, batchId: bigint): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from people_staff
    where batch_id = ${batchId}
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

export async function deleteGradesOfBatch(tx: Tx, batchId: bigint): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from people_grade
    where batch_id = ${batchId}
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}
