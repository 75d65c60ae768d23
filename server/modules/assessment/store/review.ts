import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { ReviewSide } from '../contract/competence.ts';
import type { ReviewStaff, Seat } from '../rules/competence.ts';

export interface Review {
  readonly reviewId: bigint;
  readonly period: string;
  readonly openedOn: Day;
  readonly dueOn: Day;
  readonly closedOn: Day | null;
  readonly policyVersionId: bigint;
}

/** Reviews, newest first; one of them when an id is given. */
export async function loadReviews(tx: Tx, reviewId: bigint | null): Promise<Review[]> {
  const { rows } = await sql<Review>`
    select r.review_id as "reviewId",
           r.period,
           r.opened_on as "openedOn",
           r.due_on as "dueOn",
           c.closed_on as "closedOn",
           r.policy_version_id as "policyVersionId"
    from assessment_review r
    left join assessment_review_closing c on c.review_id = r.review_id
    where ${reviewId}::bigint is null
       or r.review_id = ${reviewId}::bigint
    order by r.period desc
    limit 200
  `.execute(tx.db);
  return rows;
}

export interface ReviewCount {
  readonly reviewId: bigint;
  readonly rms: number;
  readonly wanted: number;
  readonly done: number;
  /** Of these, those of the reader himself that wait. */
  readonly waiting: number;
}

/** Seats that are not excused, and forms handed in, as far as the reader sees them. */
export async function countSeats(tx: Tx): Promise<ReviewCount[]> {
  const { rows } = await sql<ReviewCount>`
    select s.review_id as "reviewId",
           count(distinct s.staff_id)::int as rms,
           count(*)::int as wanted,
           (count(*) filter (where f.form_id is not null))::int as done,
           (count(*) filter (where f.form_id is null
                               and s.rater_staff_id = ${tx.actor.staffId ?? 0n}))::int as waiting
    from assessment_review_seat s
    left join assessment_v_review_form f
      on f.review_id = s.review_id
     and f.staff_id = s.staff_id
     and f.rater_staff_id = s.rater_staff_id
    where ${notExcused}
    group by s.review_id
    order by s.review_id
    limit 1000
  `.execute(tx.db);
  return rows;
}

const notExcused = sql`
  not exists (select 1
              from assessment_review_excuse e
              where e.review_id = s.review_id
                and e.staff_id = s.staff_id
                and e.rater_staff_id = s.rater_staff_id)
`;

/** Staff in service on a day, with the kind of their unit. */
export async function loadReviewStaff(tx: Tx, on: Day): Promise<ReviewStaff[]> {
  const { rows } = await sql<ReviewStaff>`
    select p.staff_id as "staffId",
           p.staff_no as "staffNo",
           p.unit_path as "unitPath",
           p.is_rm as "isRm",
           u.kind as "unitKind"
    from people_v_staff p
    join organisation_v_unit u on u.unit_id = p.unit_id
    where p.hired_on <= ${on}
      and (p.left_on is null or p.left_on > ${on})
    order by p.staff_no
    limit 1000000
  `.execute(tx.db);
  return rows;
}

/** Opens a review; null when the period has one. */
export async function insertReview(
  tx: Tx,
  given: { period: string; openedOn: Day; dueOn: Day; policyVersionId: bigint },
): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`
    insert into assessment_review (period, opened_on, due_on, policy_version_id, opened_by)
    values (
      ${given.period},
      ${given.openedOn},
      ${given.dueOn},
      ${given.policyVersionId},
      ${tx.actor.accountId}
    )
    on conflict (period) do nothing
    returning review_id as id
  `.execute(tx.db);
  return rows[0]?.id ?? null;
}

export async function insertSeats(
  tx: Tx,
  reviewId: bigint,
  seats: readonly Seat[],
): Promise<number> {
  const { accountId } = tx.actor;
  return copyRows(
    tx,
    'assessment_review_seat',
    ['review_id', 'staff_id', 'rater_staff_id', 'side', 'unit_path', 'named_by'],
    seats.map((seat) => [
      reviewId,
      seat.staffId,
      seat.raterStaffId,
      seat.side,
      seat.unitPath,
      accountId,
    ]),
  );
}

/** Names one more rater; false when he is named already. */
export async function insertSeat(tx: Tx, reviewId: bigint, seat: Seat): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into assessment_review_seat
      (review_id, staff_id, rater_staff_id, side, unit_path, named_by)
    values (
      ${reviewId},
      ${seat.staffId},
      ${seat.raterStaffId},
      ${seat.side},
      ${seat.unitPath},
      ${tx.actor.accountId}
    )
    on conflict (review_id, staff_id, rater_staff_id) do nothing
  `.execute(tx.db);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function insertExcuse(
  tx: Tx,
  given: { reviewId: bigint; staffId: bigint; raterStaffId: bigint; reason: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into assessment_review_excuse
      (review_id, staff_id, rater_staff_id, reason, excused_by)
    values (
      ${given.reviewId},
      ${given.staffId},
      ${given.raterStaffId},
      ${given.reason},
      ${tx.actor.accountId}
    )
    on conflict (review_id, staff_id, rater_staff_id) do nothing
  `.execute(tx.db);
  return (numAffectedRows ?? 0n) > 0n;
}

export interface SeatRow {
  readonly staffId: bigint;
  readonly raterStaffId: bigint;
  readonly raterNo: string;
  readonly raterName: string;
  readonly raterUnit: string;
  readonly side: ReviewSide;
  readonly handedIn: boolean;
}

/** The raters of one RM who are not excused. */
export async function loadSeats(
  tx: Tx,
  of: { reviewId: bigint; staffId: bigint },
): Promise<SeatRow[]> {
  const { rows } = await sql<SeatRow>`
    select s.staff_id as "staffId",
           s.rater_staff_id as "raterStaffId",
           p.staff_no as "raterNo",
           p.name as "raterName",
           u.name as "raterUnit",
           s.side,
           f.form_id is not null as "handedIn"
    from assessment_review_seat s
    join people_v_staff p on p.staff_id = s.rater_staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    left join assessment_v_review_form f
      on f.review_id = s.review_id
     and f.staff_id = s.staff_id
     and f.rater_staff_id = s.rater_staff_id
    where s.review_id = ${of.reviewId}
      and s.staff_id = ${of.staffId}
      and ${notExcused}
    order by p.staff_no
    limit 200
  `.execute(tx.db);
  return rows;
}

export interface ProgressCount {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly raters: number;
  readonly handedIn: number;
}

/** RMs of a review, those who lack most forms first. */
export async function loadProgress(
  tx: Tx,
  of: { reviewId: bigint; q: string; skip: number; limit: number },
): Promise<ProgressCount[]> {
  const like = `%${of.q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<ProgressCount>`
    select p.staff_id as "staffId",
           p.staff_no as "staffNo",
           p.name,
           u.name as "unitName",
           count(*)::int as raters,
           count(f.form_id)::int as "handedIn"
    from assessment_review_seat s
    join people_v_staff p on p.staff_id = s.staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    left join assessment_v_review_form f
      on f.review_id = s.review_id
     and f.staff_id = s.staff_id
     and f.rater_staff_id = s.rater_staff_id
    where s.review_id = ${of.reviewId}
      and (p.name like ${like} or p.staff_no like ${like})
      and ${notExcused}
    group by p.staff_id, p.staff_no, p.name, u.name
    order by count(f.form_id), p.staff_no
    offset ${of.skip}
    limit ${of.limit}
  `.execute(tx.db);
  return rows;
}
