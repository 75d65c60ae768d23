import { rowsBefore, shortPage } from '../../../core/schema.ts';
import { handle } from '../../platform/module.ts';
import { businessDay } from '../organisation/index.ts';
import { competenceApi } from './contract/competence.ts';
import { refuse } from './messages.ts';
import {
  closeReview,
  excuseRater,
  handInForm,
  nameRater,
  openReview,
  policyOf,
} from './review-commands.ts';
import { inReviewOrder } from './rules/competence.ts';
import * as forms from './store/review-forms.ts';
import * as store from './store/review.ts';

export const reviewHandlers = handle(competenceApi, {
  listReviews: async ({ tx }) => {
    const today = await businessDay(tx);
    const counts = new Map((await store.countSeats(tx)).map((one) => [one.reviewId, one]));
    const { bankWide } = tx.actor;
    const rows = (await store.loadReviews(tx, null)).map((review) => {
      const { reviewId, period, openedOn, dueOn, closedOn } = review;
      const count = counts.get(reviewId);
      return {
        reviewId,
        period,
        openedOn,
        dueOn,
        closedOn,
        overdue: closedOn === null && today > dueOn,
        rms: bankWide ? (count?.rms ?? 0) : null,
        wanted: bankWide ? (count?.wanted ?? 0) : null,
        done: bankWide ? (count?.done ?? 0) : null,
        waiting: closedOn === null ? (count?.waiting ?? 0) : 0,
      };
    });
    return { rows };
  },

  openReview: async ({ tx, body }) => openReview(tx, body.period),

  listReviewProgress: async ({ tx, params, query }) => {
    const reviewId = BigInt(params.reviewId);
    const [review] = await store.loadReviews(tx, reviewId);
    if (review === undefined) return refuse('assessment.review_unknown');
    const { policy } = await policyOf(tx, review);
    const found = await store.loadProgress(tx, {
      reviewId,
      q: (query.q ?? '').trim(),
      skip: rowsBefore(query),
      limit: query.limit + 1,
    });
    const rows = found.map((one) => ({
      ...one,
      enough: one.handedIn >= policy.reviewRatersLeast,
    }));
    return shortPage(rows, query);
  },

  listReviewRaters: async ({ tx, params, query }) => {
    const reviewId = BigInt(params.reviewId);
    const on = await businessDay(tx);
    const staff = (await store.loadReviewStaff(tx, on)).find(
      (one) => one.staffNo === query.staffNo,
    );
    if (staff === undefined) {
      return refuse('assessment.review_staff_unknown', { staffNo: query.staffNo });
    }
    const seats = await store.loadSeats(tx, { reviewId, staffId: staff.staffId });
    return {
      rows: seats.map(({ raterNo, raterName, raterUnit, side, handedIn }) => ({
        raterNo,
        raterName,
        raterUnit,
        side,
        handedIn,
      })),
    };
  },

  nameRater: async ({ tx, params, body }) =>
    (await nameRater(tx, { ...body, reviewId: BigInt(params.reviewId) })) ?? {
      named: true as const,
    },

  excuseRater: async ({ tx, params, body }) =>
    (await excuseRater(tx, { ...body, reviewId: BigInt(params.reviewId) })) ?? {
      excused: true as const,
    },

  closeReview: async ({ tx, params }) => closeReview(tx, BigInt(params.reviewId)),

  listReviewForms: async ({ tx, query }) => {
    const today = await businessDay(tx);
    const { staffId: raterStaffId } = tx.actor;
    const found =
      raterStaffId === null
        ? []
        : await forms.loadFormWork(tx, {
            raterStaffId,
            q: (query.q ?? '').trim(),
            reviewId: null,
            staffId: null,
            withClosed: false,
            skip: rowsBefore(query),
            limit: query.limit + 1,
          });
    const shown = shortPage(found, query);
    const versions = new Map(shown.rows.map((one) => [one.policyVersionId, one]));
    const dimensions = new Map<bigint, ReturnType<typeof dimensionsOf>>();
    for (const [versionId, one] of versions) {
      dimensions.set(versionId, dimensionsOf((await policyOf(tx, one)).policy));
    }
    return {
      ...shown,
      rows: shown.rows.map((one) => ({
        reviewId: one.reviewId,
        period: one.period,
        dueOn: one.dueOn,
        overdue: today > one.dueOn,
        staffId: one.staffId,
        staffNo: one.staffNo,
        name: one.name,
        unitName: one.unitName,
        side: one.side,
        dimensions: dimensions.get(one.policyVersionId)!,
        formId: one.formId,
        marks: Object.entries(one.marks ?? {}).map(([dimension, mark]) => ({ dimension, mark })),
        remark: one.remark,
      })),
    };
  },

  handInForm: async ({ tx, body }) =>
    handInForm(tx, {
      reviewId: BigInt(body.reviewId),
      staffId: BigInt(body.staffId),
      marks: body.marks,
      remark: body.remark,
      replaces: body.replaces === undefined ? null : BigInt(body.replaces),
    }),

  listCompetenceResults: async ({ tx, query }) => {
    const found = await forms.loadResults(tx, {
      reviewId: query.reviewId === undefined ? null : BigInt(query.reviewId),
      q: (query.q ?? '').trim(),
      skip: rowsBefore(query),
      limit: query.limit + 1,
    });
    return shortPage(
      found.map((one) => ({
        ...one,
        dimensions: one.dimensions.map((part) => ({ ...part })),
        explanation: inReviewOrder(one.explanation, one.dimensions),
      })),
      query,
    );
  },
});

function dimensionsOf(policy: Awaited<ReturnType<typeof policyOf>>['policy']) {
  return policy.dimensions.map(({ key, title, asks, weight }) => ({
    key,
    name: title,
    asks,
    weight,
  }));
}
