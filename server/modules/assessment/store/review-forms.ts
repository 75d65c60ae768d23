import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Explanation } from '../../../../core/schema.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { ReviewSide } from '../contract/competence.ts';

export interface FormWork {
  readonly reviewId: bigint;
  readonly period: string;
  readonly dueOn: Day;
  readonly closedOn: Day | null;
  readonly policyVersionId: bigint;
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly side: ReviewSide;
  readonly formId: bigint | null;
  readonly marks: Readonly<Record<string, string>> | null;
  readonly remark: string | null;
}

/** The reader's own seats in open reviews with his forms, those that wait first. */
export async function loadFormWork(
  tx: Tx,
  of: {
    raterStaffId: bigint;
    q: string;
    reviewId: bigint | null;
    staffId: bigint | null;
    withClosed: boolean;
    skip: number;
    limit: number;
  },
): Promise<FormWork[]> {
  const like = `%${of.q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<FormWork>`
    select s.review_id as "reviewId",
           r.period,
           r.due_on as "dueOn",
           c.closed_on as "closedOn",
           r.policy_version_id as "policyVersionId",
           s.staff_id as "staffId",
           p.staff_no as "staffNo",
           p.name,
           u.name as "unitName",
           s.side,
           f.form_id as "formId",
           f.marks,
           f.remark
    from assessment_review_seat s
    join assessment_review r on r.review_id = s.review_id
    left join assessment_review_closing c on c.review_id = s.review_id
    join people_v_staff p on p.staff_id = s.staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    left join assessment_v_review_form f
      on f.review_id = s.review_id
     and f.staff_id = s.staff_id
     and f.rater_staff_id = s.rater_staff_id
    where s.rater_staff_id = ${of.raterStaffId}
      and (${of.withClosed}::boolean or c.review_id is null)
      and (${of.reviewId}::bigint is null or s.review_id = ${of.reviewId}::bigint)
      and (${of.staffId}::bigint is null or s.staff_id = ${of.staffId}::bigint)
      and (p.name like ${like} or p.staff_no like ${like})
      and not exists (select 1
                      from assessment_review_excuse e
                      where e.review_id = s.review_id
                        and e.staff_id = s.staff_id
                        and e.rater_staff_id = s.rater_staff_id)
    order by (f.form_id is not null), r.due_on, p.staff_no
    offset ${of.skip}
    limit ${of.limit}
  `.execute(tx.db);
  return rows;
}

/** Writes a form; null when the same rater handed one in at the same moment. */
export async function insertForm(
  tx: Tx,
  given: {
    reviewId: bigint;
    staffId: bigint;
    raterStaffId: bigint;
    marks: Readonly<Record<string, string>>;
    remark: string;
    replaces: bigint | null;
  },
): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`
    insert into assessment_review_form
      (review_id, staff_id, rater_staff_id, marks, remark, replaces, handed_in_by)
    values (
      ${given.reviewId},
      ${given.staffId},
      ${given.raterStaffId},
      ${JSON.stringify(given.marks)}::jsonb,
      ${given.remark},
      ${given.replaces},
      ${tx.actor.accountId}
    )
    on conflict do nothing
    returning form_id as id
  `.execute(tx.db);
  return rows[0]?.id ?? null;
}

export interface SeatForm {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly side: ReviewSide;
  /** Null while the form is missing. */
  readonly marks: Readonly<Record<string, string>> | null;
}

/** Every seat of a review that is not excused, with its form; for whoever sees the whole bank. */
export async function loadSeatForms(tx: Tx, reviewId: bigint): Promise<SeatForm[]> {
  const { rows } = await sql<SeatForm>`
    select s.staff_id as "staffId",
           s.unit_path as "unitPath",
           s.side,
           f.marks
    from assessment_review_seat s
    left join assessment_v_review_form f
      on f.review_id = s.review_id
     and f.staff_id = s.staff_id
     and f.rater_staff_id = s.rater_staff_id
    where s.review_id = ${reviewId}
      and not exists (select 1
                      from assessment_review_excuse e
                      where e.review_id = s.review_id
                        and e.staff_id = s.staff_id
                        and e.rater_staff_id = s.rater_staff_id)
    order by s.staff_id
    limit 1000000
  `.execute(tx.db);
  return rows;
}

/** Closes a review; false when it is closed already. */
export async function insertClosing(tx: Tx, reviewId: bigint, closedOn: Day): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into assessment_review_closing (review_id, closed_on, closed_by)
    values (${reviewId}, ${closedOn}, ${tx.actor.accountId})
    on conflict (review_id) do nothing
  `.execute(tx.db);
  return (numAffectedRows ?? 0n) > 0n;
}

export interface NewResult {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly raters: number;
  readonly total: bigint | null;
  readonly dimensions: readonly ResultDimension[];
  readonly explanation: Explanation;
}

/** As it stands in the row: digits as text. */
export interface ResultDimension {
  readonly key: string;
  readonly name: string;
  readonly weight: string;
  readonly score: string;
}

export async function insertResults(
  tx: Tx,
  reviewId: bigint,
  results: readonly NewResult[],
): Promise<number> {
  return copyRows(
    tx,
    'assessment_review_result',
    [
      'review_id',
      'staff_id',
      'unit_path',
      'raters',
      'total_millionths',
      'dimensions',
      'explanation',
    ],
    results.map((one) => [
      reviewId,
      one.staffId,
      one.unitPath,
      one.raters,
      one.total,
      JSON.stringify(one.dimensions),
      JSON.stringify(one.explanation),
    ]),
  );
}

export interface ResultRow extends Omit<NewResult, 'unitPath'> {
  readonly reviewId: bigint;
  readonly period: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
}

/** Results in scope, the newest review first, then the best. */
export async function loadResults(
  tx: Tx,
  of: { reviewId: bigint | null; q: string; skip: number; limit: number },
): Promise<ResultRow[]> {
  const like = `%${of.q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<ResultRow>`
    select t.review_id as "reviewId",
           r.period,
           t.staff_id as "staffId",
           p.staff_no as "staffNo",
           p.name,
           u.name as "unitName",
           t.raters,
           t.total_millionths as total,
           t.dimensions,
           t.explanation
    from assessment_review_result t
    join assessment_review r on r.review_id = t.review_id
    join people_v_staff p on p.staff_id = t.staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    where (${of.reviewId}::bigint is null or t.review_id = ${of.reviewId}::bigint)
      and (p.name like ${like} or p.staff_no like ${like})
    order by r.period desc, t.total_millionths desc nulls last, p.staff_no
    offset ${of.skip}
    limit ${of.limit}
  `.execute(tx.db);
  return rows;
}
