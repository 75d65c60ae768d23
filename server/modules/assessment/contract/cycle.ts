import { z } from 'zod';
import {
  count,
  dayText,
  idText,
  instantText,
  pageOf,
  quarterText,
  route,
  scoreText,
  shortListQuery,
} from '../../../../core/schema.ts';

/** The steps of a quarter in their order. */
export const cycleSteps = ['collect', 'score', 'marks', 'publish', 'objections', 'seal'] as const;
export type CycleStep = (typeof cycleSteps)[number];
export const stepStates = ['waiting', 'now', 'done', 'not_needed'] as const;
export type StepState = (typeof stepStates)[number];

/** Stands for the sheet as a whole where a line's metric is named. */
export const wholeSheet = 'total';

/** A phrase that says why something may not be done; null when it may. */
const reason = z.object({ code: z.string(), params: z.record(z.string(), z.string()) }).nullable();

const tally = z.object({ wanted: count, done: count });

export const cycleView = z.object({
  quarter: quarterText,
  from: dayText,
  until: dayText,
  today: dayText,
  backdated: z.boolean(),
  /** Backdated and, by policy, sealed without publication. */
  withoutWindow: z.boolean(),
  steps: z.array(z.object({ step: z.enum(cycleSteps), state: z.enum(stepStates) })),
  /** Figures by hand that wait for certification, in the reader's scope. */
  uncertified: count,
  closing: z.object({ digest: z.string(), closedAt: instantText, sheets: count }).nullable(),
  /** RMs × qualitative lines with enough raters; null when the reader does not see all. */
  marks: tally.extend({ newer: count }).nullable(),
  /** The reader's own marks, when he is a rater. */
  ownMarks: tally.nullable(),
  publication: z
    .object({
      publishedOn: dayText,
      publisher: z.string(),
      objectionsUntil: dayText,
      /** Whether the valid closing is the published one. */
      current: z.boolean(),
      first: count,
      changed: count,
      same: count,
    })
    .nullable(),
  objections: z.object({
    raised: count,
    unanswered: count,
    overdue: count,
    upheld: count,
    rejected: count,
    withdrawn: count,
    /** Upheld for this quarter, but not yet in the valid closing. */
    unapplied: count,
    nextDue: dayText.nullable(),
  }),
  sealed: z.boolean(),
  may: z.object({ publish: reason }),
  /** Years whose holidays are not published: deadlines there count Monday to Friday. */
  fallbackYears: z.array(count),
});
export type CycleView = z.infer<typeof cycleView>;

export const markRow = z.object({
  /** RM and line: the row's own key. */
  workKey: z.string(),
  staffId: idText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  metric: z.string(),
  /** The reader's own mark of 100, in millionths; nobody reads another's. */
  mark: scoreText.nullable(),
  markId: idText.nullable(),
  reason: z.string().nullable(),
  markedAt: instantText.nullable(),
});
export type MarkRow = z.infer<typeof markRow>;

export const objectionVerdicts = ['upheld', 'rejected', 'withdrawn'] as const;
export const remedies = ['this_quarter', 'next_quarter'] as const;

export const objectionRow = z.object({
  objectionId: idText,
  quarter: quarterText,
  sheetId: idText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  metric: z.string(),
  /** Its name in the catalogue; null for the whole sheet and for what raters mark. */
  metricName: z.object({ zh: z.string(), en: z.string() }).nullable(),
  reason: z.string(),
  evidence: z.string(),
  raisedOn: dayText,
  answerDue: dayText,
  overdue: z.boolean(),
  verdict: z.enum(objectionVerdicts).nullable(),
  answer: z
    .object({
      reason: z.string(),
      correction: z.string().nullable(),
      remedy: z.enum(remedies).nullable(),
      answeredOn: dayText,
      answerer: z.string(),
    })
    .nullable(),
  /** Why the reader may not answer it; null when he may. */
  mayAnswer: reason,
});
export type ObjectionRow = z.infer<typeof objectionRow>;

export const sheetPublication = z.object({
  quarter: quarterText,
  today: dayText,
  publishedOn: dayText.nullable(),
  /** Last day of this RM's window; null without publication. */
  objectionsUntil: dayText.nullable(),
  change: z.enum(['first', 'changed', 'same']).nullable(),
  /** A later closing than the published one is valid: a new publication follows. */
  superseded: z.boolean(),
  /** Why the reader may not object; null when he may. */
  mayObject: reason,
  objections: z.array(objectionRow),
});
export type SheetPublication = z.infer<typeof sheetPublication>;

/** Marks are typed as 85 or 85.5. */
const markText = z.string().regex(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/);
const words = (least: number) => z.string().trim().min(least).max(1000);
const quarterParams = z.object({ quarter: quarterText });
const objectionParams = z.object({ objectionId: idText });

export const cycleApi = {
  readCycle: route({
    method: 'get',
    path: '/assessment-cycles/:quarter',
    right: 'assessment.read_cycle',
    summary: 'The steps of a quarter: where it stands, deadlines, what may be done',
    params: quarterParams,
    response: cycleView,
  }),
  publishQuarter: route({
    method: 'post',
    path: '/assessment-cycles/:quarter/publications',
    right: 'assessment.publish',
    summary: 'Publish the valid closing: RMs see their sheets and may object',
    params: quarterParams,
    body: z.object({ digest: z.string().min(8).max(64) }),
    response: z.object({ publicationId: idText, objectionsUntil: dayText }),
    status: 201,
  }),
  listMarks: route({
    method: 'get',
    path: '/assessment-cycles/:quarter/marks',
    right: 'assessment.mark',
    summary: "RMs in the rater's scope with his own marks of a quarter",
    params: quarterParams,
    query: shortListQuery.pick({ q: true, cursor: true, limit: true }).extend({
      open: z.enum(['yes', 'no']).optional(),
    }),
    response: pageOf(markRow),
  }),
  enterMark: route({
    method: 'post',
    path: '/assessment-cycles/:quarter/marks',
    right: 'assessment.mark',
    summary: 'Enter a mark of 100 with its reason, or replace the own earlier one',
    params: quarterParams,
    body: z.object({
      staffId: idText,
      metric: z.string().min(1).max(60),
      mark: markText,
      reason: words(2),
      /** The own mark that the page showed; absent for the first. */
      replaces: idText.optional(),
    }),
    response: z.object({ markId: idText }),
    status: 201,
  }),
  listObjections: route({
    method: 'get',
    path: '/objections',
    right: 'assessment.read',
    export: {},
    summary: "Objections in the caller's scope, those waiting first",
    query: shortListQuery.pick({ q: true, cursor: true, limit: true }).extend({
      quarter: quarterText.optional(),
      state: z.enum(['waiting', 'overdue', 'answered']).optional(),
    }),
    response: pageOf(objectionRow),
  }),
  readSheetPublication: route({
    method: 'get',
    path: '/sheets/:sheetId/publication',
    right: 'assessment.read',
    summary: 'Whether a sheet is published, until when its RM may object, and the objections',
    params: z.object({ sheetId: idText }),
    response: sheetPublication,
  }),
  raiseObjection: route({
    method: 'post',
    path: '/sheets/:sheetId/objections',
    right: 'assessment.object',
    summary: 'Object to a line of the own published sheet',
    params: z.object({ sheetId: idText }),
    body: z.object({ metric: z.string().min(1).max(60), reason: words(4), evidence: words(2) }),
    response: z.object({ objectionId: idText, answerDue: dayText }),
    status: 201,
  }),
  answerObjection: route({
    method: 'post',
    path: '/objections/:objectionId/answers',
    right: 'assessment.answer',
    summary: 'Answer an objection: upheld with what was corrected, or rejected with the reason',
    params: objectionParams,
    body: z.discriminatedUnion('verdict', [
      z.object({
        verdict: z.literal('upheld'),
        reason: words(4),
        correction: words(4),
        remedy: z.enum(remedies),
      }),
      z.object({ verdict: z.literal('rejected'), reason: words(4) }),
    ]),
    response: z.object({ answered: z.literal(true) }),
    status: 201,
  }),
  withdrawObjection: route({
    method: 'post',
    path: '/objections/:objectionId/withdrawals',
    right: 'assessment.object',
    summary: 'The RM takes his own objection back',
    params: objectionParams,
    body: z.object({ reason: words(2) }),
    response: z.object({ withdrawn: z.literal(true) }),
    status: 201,
  }),
};
