import { addWorkingDays, type Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce, policyVersion } from '../../platform/policy/store.ts';
import { businessDay, workCalendar } from '../organisation/index.ts';
import type { ReviewSide } from './contract/competence.ts';
import { refuse } from './messages.ts';
import { competenceKind, type Competence } from './policy/competence.ts';
import {
  decideCloseReview,
  decideForm,
  decideOpenReview,
  decideReview,
  proposeSeats,
  type ReviewStaff,
} from './rules/competence.ts';
import { markOf } from './rules/marks.ts';
import * as forms from './store/review-forms.ts';
import * as store from './store/review.ts';

/**
 * Opens the competence review of a period (D3a) and proposes the raters of each RM in service.
 * Refusals: `decideOpenReview`; a scope that is not the whole bank.
 */
export async function openReview(
  tx: Tx,
  period: string,
): Promise<Refusal | { reviewId: bigint; dueOn: Day; rms: number; raters: number }> {
  if (!tx.actor.bankWide) return refuse('assessment.review_part_not_allowed');
  const today = await businessDay(tx);
  const policy = await policyInForce(tx, competenceKind, today);
  const before = (await store.loadReviews(tx, null)).map((one) => one.period);
  const decided = decideOpenReview(policy.body, { period, today, before });
  if (isRefusal(decided)) return decided;
  const { day: dueOn } = addWorkingDays(
    today,
    policy.body.ratingWorkingDays,
    await workCalendar(tx),
  );
  const reviewId = await store.insertReview(tx, {
    period,
    openedOn: today,
    dueOn,
    policyVersionId: policy.versionId,
  });
  if (reviewId === null) return refuse('assessment.review_twice', { period });
  const seats = proposeSeats(policy.body, await store.loadReviewStaff(tx, today));
  await store.insertSeats(tx, reviewId, seats);
  const rms = new Set(seats.map((seat) => seat.staffId)).size;
  await recordAudit(tx, {
    verb: 'assessment.open_review',
    subject: 'review',
    subjectKey: period,
    detail: { reviewId, dueOn, rms, raters: seats.length },
  });
  return { reviewId, dueOn, rms, raters: seats.length };
}

/**
 * Names one more rater of an RM: the customers' side is always named by hand. Refuses unknown
 * people, the RM himself, RMs as raters of whom they are, a second seat, closed reviews.
 */
export async function nameRater(
  tx: Tx,
  given: { reviewId: bigint; staffNo: string; raterNo: string; side: ReviewSide },
): Promise<Refusal | null> {
  const found = await loadPair(tx, given);
  if (isRefusal(found)) return found;
  const { review, rated, rater } = found;
  if (rated.staffId === rater.staffId) return refuse('assessment.review_own_not_allowed');
  const { policy } = await policyOf(tx, review);
  if (!policy.sides.some((one) => one.side === given.side)) {
    return refuse('assessment.review_side_unknown', { side: given.side });
  }
  const isNew = await store.insertSeat(tx, review.reviewId, {
    staffId: rated.staffId,
    unitPath: rated.unitPath,
    raterStaffId: rater.staffId,
    side: given.side,
  });
  if (!isNew) return refuse('assessment.review_seat_twice', { raterNo: given.raterNo });
  await recordAudit(tx, {
    verb: 'assessment.name_rater',
    subject: 'review',
    subjectKey: review.period,
    detail: { staffNo: given.staffNo, raterNo: given.raterNo, side: given.side },
  });
  return null;
}

/**
 * Excuses a rater who has not handed in. Refuses unknown seats, forms that are in, closed reviews.
 */
export async function excuseRater(
  tx: Tx,
  given: { reviewId: bigint; staffNo: string; raterNo: string; reason: string },
): Promise<Refusal | null> {
  const found = await loadPair(tx, given);
  if (isRefusal(found)) return found;
  const { review, rated, rater } = found;
  const of = { reviewId: review.reviewId, staffId: rated.staffId };
  const seat = (await store.loadSeats(tx, of)).find((one) => one.raterStaffId === rater.staffId);
  if (seat === undefined) return refuse('assessment.review_seat_unknown');
  if (seat.handedIn) return refuse('assessment.review_form_in', { raterNo: given.raterNo });
  const raterStaffId = rater.staffId;
  const isNew = await store.insertExcuse(tx, { ...of, raterStaffId, reason: given.reason });
  if (!isNew) return refuse('assessment.review_seat_unknown');
  await recordAudit(tx, {
    verb: 'assessment.excuse_rater',
    subject: 'review',
    subjectKey: review.period,
    detail: { staffNo: given.staffNo, raterNo: given.raterNo, reason: given.reason },
  });
  return null;
}

async function loadPair(
  tx: Tx,
  given: { reviewId: bigint; staffNo: string; raterNo: string },
): Promise<Refusal | { review: store.Review; rated: ReviewStaff; rater: ReviewStaff }> {
  if (!tx.actor.bankWide) return refuse('assessment.review_part_not_allowed');
  const [review] = await store.loadReviews(tx, given.reviewId);
  if (review === undefined) return refuse('assessment.review_unknown');
  const { period, closedOn } = review;
  if (closedOn !== null) return refuse('assessment.review_closed', { period, closedOn });
  const staff = await store.loadReviewStaff(tx, await businessDay(tx));
  const rated = staff.find((one) => one.staffNo === given.staffNo && one.isRm);
  if (rated === undefined) {
    return refuse('assessment.review_staff_unknown', { staffNo: given.staffNo });
  }
  const rater = staff.find((one) => one.staffNo === given.raterNo);
  if (rater === undefined) {
    return refuse('assessment.review_staff_unknown', { staffNo: given.raterNo });
  }
  return { review, rated, rater };
}

/** The policy under which a review was opened. */
export async function policyOf(
  tx: Tx,
  review: Pick<store.Review, 'policyVersionId'>,
): Promise<{ policy: Competence }> {
  return { policy: (await policyVersion(tx, competenceKind, review.policyVersionId)).body };
}

/**
 * Hands in a rater's form, or replaces his own earlier one by a new row that names it. Refusals:
 * `decideForm`.
 */
export async function handInForm(
  tx: Tx,
  given: {
    reviewId: bigint;
    staffId: bigint;
    marks: readonly { readonly dimension: string; readonly mark: string }[];
    remark: string;
    replaces: bigint | null;
  },
): Promise<Refusal | { formId: bigint }> {
  const raterStaffId = tx.actor.staffId;
  if (raterStaffId === null) return refuse('assessment.rater_no_staff_not_allowed');
  const { reviewId, staffId, replaces, remark } = given;
  const [seat] = await forms.loadFormWork(tx, {
    raterStaffId,
    reviewId,
    staffId,
    q: '',
    withClosed: true,
    skip: 0,
    limit: 1,
  });
  if (seat === undefined) return refuse('assessment.review_seat_unknown');
  const { policy } = await policyOf(tx, seat);
  const decided = decideForm(
    policy,
    { period: seat.period, closedOn: seat.closedOn, present: seat.formId },
    { dimensions: given.marks.map((one) => one.dimension), replaces },
  );
  if (isRefusal(decided)) return decided;
  const marks = Object.fromEntries(
    given.marks.map((one) => [one.dimension, String(markOf(one.mark))]),
  );
  const formId = await forms.insertForm(tx, {
    reviewId,
    staffId,
    raterStaffId,
    marks,
    remark,
    replaces,
  });
  if (formId === null) return refuse('assessment.form_changed');
  await recordAudit(tx, {
    verb: 'assessment.rate',
    subject: 'review',
    subjectKey: seat.period,
    detail: { formId, replaces },
  });
  return { formId };
}

/**
 * Closes a review: every RM gets his result, or none with too few raters, and reads it from now on.
 * Refusals: `decideCloseReview`; a scope that is not the whole bank.
 */
export async function closeReview(
  tx: Tx,
  reviewId: bigint,
): Promise<Refusal | { results: number; withoutResult: number }> {
  if (!tx.actor.bankWide) return refuse('assessment.review_part_not_allowed');
  const [review] = await store.loadReviews(tx, reviewId);
  if (review === undefined) return refuse('assessment.review_unknown');
  const today = await businessDay(tx);
  const seats = await forms.loadSeatForms(tx, reviewId);
  const { period, dueOn, closedOn } = review;
  const done = seats.filter((seat) => seat.marks !== null).length;
  const facts = { period, today, dueOn, closedOn, wanted: seats.length, done };
  const decided = decideCloseReview(facts);
  if (isRefusal(decided)) return decided;
  const isFirst = await forms.insertClosing(tx, reviewId, today);
  if (!isFirst) return refuse('assessment.review_closed', { period, closedOn: today });
  const { policy } = await policyOf(tx, review);
  const results = resultsOf(policy, seats);
  await forms.insertResults(tx, reviewId, results);
  const withoutResult = results.filter((one) => one.total === null).length;
  await recordAudit(tx, {
    verb: 'assessment.close_review',
    subject: 'review',
    subjectKey: period,
    detail: { reviewId, results: results.length, withoutResult, forms: done },
  });
  return { results: results.length - withoutResult, withoutResult };
}

function resultsOf(policy: Competence, seats: readonly forms.SeatForm[]): forms.NewResult[] {
  return [...Map.groupBy(seats, (seat) => seat.staffId)].map(([staffId, own]) => {
    const handedIn = own.flatMap(({ side, marks }) =>
      marks === null
        ? []
        : [
            {
              side,
              marks: new Map(Object.entries(marks).map(([key, mark]) => [key, BigInt(mark)])),
            },
          ],
    );
    const result = decideReview(policy, handedIn);
    return {
      staffId,
      unitPath: own[0]!.unitPath,
      raters: result.raters,
      total: result.total,
      dimensions: result.dimensions.map(({ key, score }) => {
        const { title, weight } = policy.dimensions.find((one) => one.key === key)!;
        return { key, name: title, weight: String(weight), score: String(score) };
      }),
      explanation: result.explanation,
    };
  });
}
