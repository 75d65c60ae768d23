import { sql } from 'kysely';
import type { Quarter, Year } from '../../../../core/period.ts';
import type { Explanation } from '../../../../core/schema.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import { digestOf } from '../../../platform/db/digest.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface AnnualRow {
  readonly staffId: bigint;
  readonly metric: string;
  readonly base: bigint;
  readonly annual: bigint;
  readonly startedQuarter: number;
  readonly policyVersionId: bigint;
  /** Null: the opening set no levels. */
  readonly stretch: bigint | null;
  readonly challenge: bigint | null;
}

/** Annual targets of a year that valid openings have set, by RM and metric. */
export async function loadAnnual(tx: Tx, year: Year): Promise<AnnualRow[]> {
  const { rows } = await sql<AnnualRow>`
    select staff_id as "staffId",
           metric,
           base,
           annual,
           started_quarter as "startedQuarter",
           policy_version_id as "policyVersionId",
           stretch,
           challenge
    from targets_v_target
    where year = ${year}
    order by staff_id, metric
    limit 1000000
  `.execute(tx.db);
  return rows;
}

/** Annual targets one run has set, for its own letters: they count before the run is finished. */
export async function loadAnnualOfRun(tx: Tx, runId: bigint): Promise<AnnualRow[]> {
  const { rows } = await sql<AnnualRow>`
    select staff_id as "staffId",
           metric,
           base,
           annual,
           started_quarter as "startedQuarter",
           policy_version_id as "policyVersionId",
           stretch,
           challenge
    from targets_target
    where run_id = ${runId}
    order by staff_id, metric
    limit 1000000
  `.execute(tx.db);
  return rows;
}

export interface NewTarget extends AnnualRow {
  readonly unitPath: string;
  readonly explanation: Explanation;
}

export async function insertTargets(
  tx: Tx,
  run: { runId: bigint; year: Year },
  rows: readonly NewTarget[],
): Promise<number> {
  return copyRows(
    tx,
    'targets_target',
    [
      'run_id',
      'staff_id',
      'unit_path',
      'year',
      'metric',
      'base',
      'annual',
      'started_quarter',
      'policy_version_id',
      'explanation',
      'stretch',
      'challenge',
    ],
    rows.map((row) => [
      run.runId,
      row.staffId,
      row.unitPath,
      run.year,
      row.metric,
      row.base,
      row.annual,
      row.startedQuarter,
      row.policyVersionId,
      JSON.stringify(row.explanation),
      row.stretch,
      row.challenge,
    ]),
  );
}

export interface NewQuarterTarget {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly metric: string;
  readonly target: bigint;
  readonly stretch: bigint | null;
  readonly challenge: bigint | null;
}

export async function insertQuarterTargets(
  tx: Tx,
  run: { runId: bigint; quarter: Quarter },
  rows: readonly NewQuarterTarget[],
): Promise<number> {
  return copyRows(
    tx,
    'targets_quarter',
    [
      'run_id',
      'staff_id',
      'unit_path',
      'quarter',
      'metric',
      'cumulative_target',
      'cumulative_stretch',
      'cumulative_challenge',
    ],
    rows.map((row) => [
      run.runId,
      row.staffId,
      row.unitPath,
      run.quarter,
      row.metric,
      row.target,
      row.stretch,
      row.challenge,
    ]),
  );
}

/** Digest of what an opening set: staff number, metric and figures. */
export async function digestTargets(tx: Tx, runId: bigint): Promise<string> {
  return digestOf(
    tx,
    sql<{ line: string }>`
      select concat_ws('|', s.staff_no, q.quarter, q.metric, q.cumulative_target, t.base, t.annual,
               q.cumulative_stretch, q.cumulative_challenge)
        as line
      from targets_quarter q
      join people_v_staff s on s.staff_id = q.staff_id
      left join targets_target t on t.run_id = q.run_id
        and t.staff_id = q.staff_id
        and t.metric = q.metric
      where q.run_id = ${runId}
    `,
  );
}

export interface QuarterTargetRow {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly metric: string;
  readonly cumulativeTarget: bigint;
  /** The other two levels 冲刺, 挑战; null when the opening set none. */
  readonly cumulativeStretch: bigint | null;
  readonly cumulativeChallenge: bigint | null;
  /** The letter in force, and its amendment (0: none) that set the figure; null: no letter yet. */
  readonly letterNo: string | null;
  readonly amendmentNo: number | null;
}

/** The letter in force of each RM and year: signed by both, or adopted. */
const lettersInForce = sql`
  select distinct on (l.staff_id, l.year) l.staff_id, l.year, l.letter_id, l.letter_no
  from targets_v_letter l
  where (l.marks & 1) = 1
     or (l.marks & 48) = 48
  order by l.staff_id, l.year, l.version desc
`;

/**
 * Targets of the year to date at a quarter's end, by RM and metric, at the three levels, as signed
 * last; empty while the quarter is not opened.
 */
export async function loadQuarterTargets(tx: Tx, quarter: Quarter): Promise<QuarterTargetRow[]> {
  const { rows } = await sql<QuarterTargetRow>`
    select q.staff_id as "staffId",
           q.unit_path as "unitPath",
           q.metric,
           q.cumulative_target as "cumulativeTarget",
           q.cumulative_stretch as "cumulativeStretch",
           q.cumulative_challenge as "cumulativeChallenge",
           coalesce(changed.letter_no, l.letter_no) as "letterNo",
           coalesce(q.amendment_no, case when l.letter_id is null then null else 0 end)::int
             as "amendmentNo"
    from targets_v_quarter q
    left join targets_v_letter changed on changed.letter_id = q.letter_id
    left join (${lettersInForce}) as l on l.staff_id = q.staff_id
      and l.year = substr(q.quarter, 1, 4)::int
    where q.quarter = ${quarter}
    order by q.staff_id, q.metric
    limit 1000000
  `.execute(tx.db);
  return rows;
}

/** The letter, and its last amendment, that an RM's targets of a quarter stand on. */
export interface LetterBehind {
  readonly letterId: bigint;
  readonly letterNo: string;
  /** 0: as the letter says. */
  readonly amendmentNo: number;
}

/** What an RM's targets of a quarter stand on; null while no letter is in force. */
export async function loadLetterBehind(
  tx: Tx,
  of: { readonly staffId: bigint; readonly quarter: Quarter },
): Promise<LetterBehind | null> {
  const { rows } = await sql<LetterBehind>`
    select coalesce(changed.letter_id, l.letter_id) as "letterId",
           coalesce(changed.letter_no, l.letter_no) as "letterNo",
           coalesce(q.amendment_no, 0)::int as "amendmentNo"
    from targets_v_quarter q
    left join targets_v_letter changed on changed.letter_id = q.letter_id
    left join (${lettersInForce}) as l on l.staff_id = q.staff_id
      and l.year = substr(q.quarter, 1, 4)::int
    where q.quarter = ${of.quarter}
      and q.staff_id = ${of.staffId}
      and coalesce(changed.letter_id, l.letter_id) is not null
    order by q.amendment_no desc nulls last, q.metric
    limit 1
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface StaffTargetRow extends AnnualRow {
  readonly name: string;
  readonly unitPath: string;
  readonly computedAnnual: bigint;
  readonly explanation: Explanation;
  readonly letterId: bigint | null;
  readonly letterNo: string | null;
  readonly amendmentNo: number | null;
}

/** One RM's annual targets with their explanations. */
export async function loadStaffTargets(
  tx: Tx,
  staffId: bigint,
  year: Year,
): Promise<StaffTargetRow[]> {
  const { rows } = await sql<StaffTargetRow>`
    select t.staff_id as "staffId",
           s.name,
           t.unit_path as "unitPath",
           t.metric,
           t.base,
           t.annual,
           t.stretch,
           t.challenge,
           t.computed_annual as "computedAnnual",
           t.started_quarter as "startedQuarter",
           t.policy_version_id as "policyVersionId",
           t.explanation,
           coalesce(changed.letter_id, l.letter_id) as "letterId",
           coalesce(changed.letter_no, l.letter_no) as "letterNo",
           coalesce(t.amendment_no, case when l.letter_id is null then null else 0 end)::int
             as "amendmentNo"
    from targets_v_target t
    join people_v_staff s on s.staff_id = t.staff_id
    left join targets_v_letter changed on changed.letter_id = t.letter_id
    left join (${lettersInForce}) as l on l.staff_id = t.staff_id and l.year = t.year
    where t.staff_id = ${staffId}
      and t.year = ${year}
    order by t.metric
    limit 100
  `.execute(tx.db);
  return rows;
}

export interface BaselineRow {
  readonly metric: string;
  readonly quarter: Quarter;
  readonly target: bigint;
  readonly stretch: bigint;
  readonly challenge: bigint;
}

/** Signed changes of one RM's targets in a year, by quarter: they stand for the computed ones. */
export async function loadBaseline(tx: Tx, staffId: bigint, year: Year): Promise<BaselineRow[]> {
  const { rows } = await sql<BaselineRow>`
    select metric,
           quarter,
           cumulative_target as target,
           cumulative_stretch as stretch,
           cumulative_challenge as challenge
    from targets_v_baseline
    where staff_id = ${staffId}
      and quarter >= ${`${year}Q1`}
      and quarter <= ${`${year}Q4`}
    order by metric, quarter
    limit 1000
  `.execute(tx.db);
  return rows;
}
