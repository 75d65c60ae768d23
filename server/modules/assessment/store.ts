import { sql } from 'kysely';
import type { Explanation } from '../../../core/schema.ts';
import { copyRows } from '../../platform/db/copy.ts';
import { digestOf } from '../../platform/db/digest.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { SheetPart } from './rules/line.ts';
import type { ScoredSheet } from './rules/sheet.ts';

export interface NewSheet extends ScoredSheet {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly sequence: string;
  readonly level: string;
}

/** Writes the sheets of a run with their lines. */
export async function insertSheets(
  tx: Tx,
  run: { runId: bigint; quarter: string; policyVersionId: bigint },
  sheets: readonly NewSheet[],
): Promise<number> {
  const { rows: ids } = await sql<{ id: bigint }>`
    select nextval('assessment_sheet_id') as id
    from generate_series(1, ${sheets.length}::int)
  `.execute(tx.db);
  await copyRows(
    tx,
    'assessment_sheet',
    [
      'sheet_id',
      'run_id',
      'quarter',
      'staff_id',
      'unit_path',
      'sequence',
      'level',
      'points_millionths',
      'deducted_millionths',
      'total_millionths',
      'band',
      'track',
      'earned_level',
      'earned_step',
      'below_floor',
      'bonus_void',
      'policy_version_id',
      'explanation',
    ],
    sheets.map((sheet, at) => [
      ids[at]!.id,
      run.runId,
      run.quarter,
      sheet.staffId,
      sheet.unitPath,
      sheet.sequence,
      sheet.level,
      sheet.points,
      sheet.deducted,
      sheet.total,
      sheet.band,
      sheet.track,
      sheet.earned?.level ?? null,
      sheet.earned?.step ?? null,
      sheet.belowFloor,
      sheet.bonusVoid,
      run.policyVersionId,
      JSON.stringify(sheet.explanation),
    ]),
  );
  const lines = sheets.flatMap((sheet, at) =>
    sheet.parts.map((line, position) => [
      ids[at]!.id,
      position + 1,
      line.part,
      line.metric,
      line.scoring,
      line.weight,
      line.target,
      line.actual,
      line.score,
      line.carriedIn,
      line.carriedOut,
      JSON.stringify(line.explanation),
    ]),
  );
  return (
    sheets.length +
    (await copyRows(
      tx,
      'assessment_line',
      [
        'sheet_id',
        'position',
        'part',
        'metric',
        'scoring',
        'weight_millionths',
        'target',
        'actual',
        'score_millionths',
        'carried_in',
        'carried_out',
        'explanation',
      ],
      lines,
    ))
  );
}

export async function digestSheets(tx: Tx, runId: bigint): Promise<string> {
  return digestOf(
    tx,
    sql<{ line: string }>`
      select concat_ws('|', p.staff_no, s.total_millionths, s.band, l.part,
                       coalesce(l.metric, '-'), coalesce(l.target::text, '-'),
                       coalesce(l.actual::text, '-'), l.score_millionths,
                       coalesce(l.carried_out::text, '-'), coalesce(s.earned_level, '-'),
                       coalesce(s.earned_step::text, '-'), s.bonus_void) as line
      from assessment_sheet s
      join assessment_line l on l.sheet_id = s.sheet_id
      join people_v_staff p on p.staff_id = s.staff_id
      where s.run_id = ${runId}
    `,
  );
}

export interface SheetListRow {
  readonly sheetId: bigint;
  readonly quarter: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly sequence: string;
  readonly level: string;
  readonly total: bigint;
  readonly band: string;
  readonly sealed: boolean;
}

const listed = sql`
  s.sheet_id as "sheetId",
  s.quarter,
  p.staff_no as "staffNo",
  p.name,
  u.name as "unitName",
  s.sequence,
  s.level,
  s.total_millionths as total,
  s.band,
  s.sealed
`;

/** The latest quarter that has sheets; null while none has. */
export async function latestQuarter(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ quarter: string | null }>`
    select max(quarter) as quarter
    from assessment_v_sheet
  `.execute(tx.db);
  return rows[0]!.quarter;
}

/**
 * Sheets of a quarter: an RM count of thousands at most, paged by offset in the cursor's stead of a
 * key.
 */
export async function listSheets(
  tx: Tx,
  asked: {
    quarter: string;
    q: string | null;
    byStaffNo: boolean;
    descending: boolean;
    skip: number;
    limit: number;
  },
): Promise<SheetListRow[]> {
  const like = asked.q === null ? null : `%${asked.q.replace(/[%_\\]/g, '\\$&')}%`;
  const direction = asked.descending ? sql`desc` : sql`asc`;
  const key = asked.byStaffNo ? sql`p.staff_no` : sql`s.total_millionths`;
  const { rows } = await sql<SheetListRow>`
    select ${listed}
    from assessment_v_sheet s
    join people_v_staff p on p.staff_id = s.staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    where s.quarter = ${asked.quarter}
      and (${like}::text is null or p.name like ${like} or p.staff_no like ${like})
    order by ${key} ${direction}, p.staff_no
    offset ${asked.skip}
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

export interface SheetHead extends SheetListRow {
  readonly staffId: bigint;
  readonly points: bigint;
  readonly deducted: bigint;
  readonly track: string | null;
  readonly earnedLevel: string | null;
  readonly earnedStep: number | null;
  readonly belowFloor: boolean;
  readonly bonusVoid: boolean;
  readonly policyVersionId: bigint;
  readonly policyVersionNo: number;
  readonly explanation: Explanation;
}

export async function loadSheet(tx: Tx, sheetId: bigint): Promise<SheetHead | null> {
  const { rows } = await sql<SheetHead>`
    select ${listed},
           s.staff_id as "staffId",
           f.points_millionths as points,
           f.deducted_millionths as deducted,
           s.track,
           s.earned_level as "earnedLevel",
           s.earned_step as "earnedStep",
           s.below_floor as "belowFloor",
           s.bonus_void as "bonusVoid",
           s.policy_version_id as "policyVersionId",
           v.version_no as "policyVersionNo",
           f.explanation
    from assessment_v_sheet s
    join assessment_sheet f on f.sheet_id = s.sheet_id
    join policy_version v on v.version_id = s.policy_version_id
    join people_v_staff p on p.staff_id = s.staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    where s.sheet_id = ${sheetId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function sheetIdOf(
  tx: Tx,
  of: { quarter: string; staffNo: string },
): Promise<bigint | null> {
  const { rows } = await sql<{ sheet_id: bigint }>`
    select s.sheet_id
    from assessment_v_sheet s
    join people_v_staff p on p.staff_id = s.staff_id
    where s.quarter = ${of.quarter}
      and p.staff_no = ${of.staffNo}
  `.execute(tx.db);
  return rows[0]?.sheet_id ?? null;
}

export interface SheetLineRow {
  readonly part: SheetPart['part'];
  readonly metric: string | null;
  readonly scoring: string;
  readonly weight: bigint;
  readonly target: bigint | null;
  readonly actual: bigint | null;
  readonly score: bigint;
  readonly carriedIn: bigint | null;
  readonly carriedOut: bigint | null;
  readonly explanation: Explanation;
}

export async function loadLines(tx: Tx, sheetId: bigint): Promise<SheetLineRow[]> {
  const { rows } = await sql<SheetLineRow>`
    select part,
           metric,
           scoring,
           weight_millionths as weight,
           target,
           actual,
           score_millionths as score,
           carried_in as "carriedIn",
           carried_out as "carriedOut",
           explanation
    from assessment_line
    where sheet_id = ${sheetId}
    order by position
    limit 200
  `.execute(tx.db);
  return rows;
}

export async function loadHistory(
  tx: Tx,
  staffId: bigint,
): Promise<{ quarter: string; total: bigint; band: string }[]> {
  const { rows } = await sql<{ quarter: string; total: bigint; band: string }>`
    select quarter,
           total_millionths as total,
           band
    from assessment_v_sheet
    where staff_id = ${staffId}
    order by quarter
    limit 200
  `.execute(tx.db);
  return rows;
}

interface BandCount {
  readonly unitName: string;
  readonly band: string;
  readonly sheets: number;
  /** The highest total in the band: the order of the bands. */
  readonly highest: bigint;
}

export async function countBands(tx: Tx, quarter: string): Promise<BandCount[]> {
  const { rows } = await sql<BandCount>`
    select u.name as "unitName",
           s.band,
           count(*)::int as sheets,
           max(s.total_millionths) as highest
    from assessment_v_sheet s
    join people_v_staff p on p.staff_id = s.staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    where s.quarter = ${quarter}
    group by u.path, u.name, s.band
    order by u.path, s.band
    limit 5000
  `.execute(tx.db);
  return rows;
}

export interface SheetForPay {
  readonly sheetId: bigint;
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly sequence: string;
  readonly level: string;
  readonly totalMillionths: bigint;
  readonly band: string;
  /** Title and step that the points earn for the next quarter's pay; null: none. */
  readonly earnedLevel: string | null;
  readonly earnedStep: number | null;
  /** The points do not reach the lowest step of his own title. */
  readonly belowFloor: boolean;
  /** A gate takes the bonus whatever the total. */
  readonly bonusVoid: boolean;
}

/** The sheets of one run, finished or not: pay reads those of its own closing. */
export async function sheetsOfRun(tx: Tx, runId: bigint): Promise<SheetForPay[]> {
  const { rows } = await sql<SheetForPay>`
    select s.sheet_id as "sheetId",
           s.staff_id as "staffId",
           s.unit_path as "unitPath",
           s.sequence,
           s.level,
           s.total_millionths as "totalMillionths",
           s.band,
           s.earned_level as "earnedLevel",
           s.earned_step as "earnedStep",
           s.below_floor as "belowFloor",
           s.bonus_void as "bonusVoid"
    from assessment_sheet s
    join people_v_staff p on p.staff_id = s.staff_id
    where s.run_id = ${runId}
    order by p.staff_no
    limit 100000
  `.execute(tx.db);
  return rows;
}
