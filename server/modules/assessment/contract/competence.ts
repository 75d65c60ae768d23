import { z } from 'zod';
import {
  count,
  dayText,
  explanationShape,
  idText,
  pageOf,
  route,
  schemeName,
  scoreText,
  shortListQuery,
} from '../../../../core/schema.ts';

/** From which side a rater looks at an RM. */
export const reviewSides = ['superior', 'peer', 'department', 'customer'] as const;
export type ReviewSide = (typeof reviewSides)[number];

/** A year, or a half year where the policy says so. */
const periodText = z.string().regex(/^(?!0000)\d{4}(H[12])?$/);
const listed = shortListQuery.pick({ q: true, cursor: true, limit: true });

export const reviewRow = z.object({
  reviewId: idText,
  period: periodText,
  openedOn: dayText,
  dueOn: dayText,
  closedOn: dayText.nullable(),
  overdue: z.boolean(),
  /** RMs, raters wanted and forms handed in; null for whoever does not see the whole bank. */
  rms: count.nullable(),
  wanted: count.nullable(),
  done: count.nullable(),
  /** Forms that wait for the reader himself. */
  waiting: count,
});
export type ReviewRow = z.infer<typeof reviewRow>;

export const progressRow = z.object({
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  raters: count,
  handedIn: count,
  /** Whether enough forms are in for a result. */
  enough: z.boolean(),
});
export type ProgressRow = z.infer<typeof progressRow>;

export const raterRow = z.object({
  raterNo: z.string(),
  raterName: z.string(),
  raterUnit: z.string(),
  side: z.enum(reviewSides),
  handedIn: z.boolean(),
});
export type RaterRow = z.infer<typeof raterRow>;

const dimension = z.object({
  key: z.string(),
  name: schemeName,
  asks: schemeName,
  weight: scoreText,
});

export const formRow = z.object({
  reviewId: idText,
  period: periodText,
  dueOn: dayText,
  overdue: z.boolean(),
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  side: z.enum(reviewSides),
  dimensions: z.array(dimension),
  /** The reader's own form, if he handed one in. */
  formId: idText.nullable(),
  marks: z.array(z.object({ dimension: z.string(), mark: scoreText })),
  remark: z.string().nullable(),
});
export type FormRow = z.infer<typeof formRow>;

export const competenceResult = z.object({
  reviewId: idText,
  period: periodText,
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  raters: count,
  /** Of 100; null with fewer raters than the policy needs. */
  total: scoreText.nullable(),
  dimensions: z.array(
    z.object({ key: z.string(), name: z.string(), weight: scoreText, score: scoreText }),
  ),
  explanation: explanationShape,
});
export type CompetenceResult = z.infer<typeof competenceResult>;

const reviewParams = z.object({ reviewId: idText });
const staffNo = z.string().trim().min(1).max(40);
const markText = z.string().regex(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/);

export const competenceApi = {
  listReviews: route({
    method: 'get',
    path: '/competence-reviews',
    right: 'assessment.rate',
    summary: 'Competence reviews, newest first, with what waits for the reader',
    response: z.object({ rows: z.array(reviewRow) }),
  }),
  openReview: route({
    method: 'post',
    path: '/competence-reviews',
    right: 'assessment.run_review',
    summary: 'Open the review of a year or half year and propose the raters of each RM',
    body: z.object({ period: periodText }),
    response: z.object({ reviewId: idText, dueOn: dayText, rms: count, raters: count }),
    status: 201,
  }),
  listReviewProgress: route({
    method: 'get',
    path: '/competence-reviews/:reviewId/progress',
    right: 'assessment.run_review',
    export: {},
    summary: 'RMs of a review with how many raters handed in; no marks',
    params: reviewParams,
    query: listed,
    response: pageOf(progressRow),
  }),
  listReviewRaters: route({
    method: 'get',
    path: '/competence-reviews/:reviewId/raters',
    right: 'assessment.run_review',
    summary: 'Raters of one RM in a review and whether they handed in; no marks',
    params: reviewParams,
    query: z.object({ staffNo }),
    response: z.object({ rows: z.array(raterRow) }),
  }),
  nameRater: route({
    method: 'post',
    path: '/competence-reviews/:reviewId/raters',
    right: 'assessment.run_review',
    summary: 'Name a rater of an RM',
    params: reviewParams,
    body: z.object({ staffNo, raterNo: staffNo, side: z.enum(reviewSides) }),
    response: z.object({ named: z.literal(true) }),
    status: 201,
  }),
  excuseRater: route({
    method: 'post',
    path: '/competence-reviews/:reviewId/excuses',
    right: 'assessment.run_review',
    summary: 'Excuse a rater who has not handed in, with the reason',
    params: reviewParams,
    body: z.object({ staffNo, raterNo: staffNo, reason: z.string().trim().min(2).max(400) }),
    response: z.object({ excused: z.literal(true) }),
    status: 201,
  }),
  closeReview: route({
    method: 'post',
    path: '/competence-reviews/:reviewId/closings',
    right: 'assessment.run_review',
    summary: 'Close a review: the results are computed and shown to the RMs',
    params: reviewParams,
    response: z.object({ results: count, withoutResult: count }),
    status: 201,
  }),
  listReviewForms: route({
    method: 'get',
    path: '/competence-forms',
    right: 'assessment.rate',
    summary: "The reader's forms of open reviews, those that wait first",
    query: listed,
    response: pageOf(formRow),
  }),
  handInForm: route({
    method: 'post',
    path: '/competence-forms',
    right: 'assessment.rate',
    summary: 'Hand in the marks of 100 for a colleague, or replace the own earlier form',
    body: z.object({
      reviewId: idText,
      staffId: idText,
      marks: z
        .array(z.object({ dimension: z.string().min(1).max(40), mark: markText }))
        .min(1)
        .max(12),
      remark: z.string().trim().max(1000),
      /** The own form that the page showed; absent for the first. */
      replaces: idText.optional(),
    }),
    response: z.object({ formId: idText }),
    status: 201,
  }),
  listCompetenceResults: route({
    method: 'get',
    path: '/competence-results',
    right: 'assessment.rate',
    export: {},
    summary: "Results of closed reviews in the caller's scope: his own, or his people's",
    query: listed.extend({ reviewId: idText.optional() }),
    response: pageOf(competenceResult),
  }),
};
