import { z } from 'zod';
import {
  count,
  countText,
  dayText,
  instantText,
  listQuery,
  pageOf,
  route,
} from '../../../core/schema.ts';

export const progressStates = ['running', 'done', 'failed'] as const;

export const progress = z.object({
  key: z.string(),
  state: z.enum(progressStates),
  /** Pieces done, and in all when that is known. */
  done: countText,
  total: countText.nullable(),
  /** Pieces a second since the start. */
  perSecond: countText,
  /** Whole seconds that the rest takes at that rate; null when not known. */
  secondsLeft: z.int().nullable(),
  note: z.string(),
  startedAt: instantText,
  updatedAt: instantText,
});
export type Progress = z.infer<typeof progress>;

/** `again`: an attempt failed and the next one follows by itself. */
export const jobStates = ['waiting', 'running', 'again', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

export const jobRun = z.object({
  jobId: z.uuid(),
  /** Kind of job; its phrase is `jobPhrase`. */
  name: z.string(),
  state: z.enum(jobStates),
  /** Attempts so far. */
  attempts: count,
  createdAt: instantText,
  startedAt: instantText.nullable(),
  endedAt: instantText.nullable(),
  /** Milliseconds of the last attempt, up to now while it runs; null before it began. */
  tookMs: countText.nullable(),
  /** Login of whoever asked; null: the clock. */
  askedBy: z.string().nullable(),
  askedByName: z.string().nullable(),
  /** The failed run that it repeats. */
  againOf: z.uuid().nullable(),
  /** Whether a failed run was repeated. */
  repeated: z.boolean(),
  reason: z.object({ code: z.string(), params: z.record(z.string(), z.string()) }).nullable(),
  /** The page where its work is seen. */
  page: z.string().nullable(),
  mayRepeat: z.boolean(),
  mayCallOff: z.boolean(),
  /** How far it is, while it runs and tells. */
  progress: progress.nullable(),
});
export type JobRun = z.infer<typeof jobRun>;

const schedule = z.discriminatedUnion('every', [
  z.object({ every: z.literal('minutes'), step: z.int() }),
  z.object({ every: z.literal('hour'), minute: z.int() }),
  z.object({ every: z.literal('day'), hour: z.int(), minute: z.int() }),
]);

export const jobKind = z.object({
  name: z.string(),
  /** When the clock starts it, in the time of China; null: only on demand. */
  schedule: schedule.nullable(),
  nextAt: instantText.nullable(),
  waiting: count,
  running: count,
  /** Runs of the last 24 hours that failed for good. */
  failedDay: count,
  last: jobRun.nullable(),
});
export type JobKind = z.infer<typeof jobKind>;

/** The phrase of a kind of job: `auth.sweep` is said by `auth.job.sweep`. */
export function jobPhrase(name: string): string {
  return name.replace('.', '.job.');
}

const jobId = z.object({ jobId: z.uuid() });

export const jobsApi = {
  readProgress: route({
    method: 'get',
    path: '/progress/:key',
    right: 'signed_in',
    summary: 'How far long work is, with its rate and the time left',
    params: z.object({ key: z.string().min(1).max(200) }),
    response: progress,
  }),
  listJobs: route({
    method: 'get',
    path: '/jobs',
    right: 'jobs.read',
    summary: 'Every kind of background job: schedule, next and last run, what waits and runs',
    response: z.object({
      /** Whether the queue takes jobs in this server. */
      taking: z.boolean(),
      rows: z.array(jobKind),
    }),
  }),
  listRuns: route({
    method: 'get',
    path: '/job-runs',
    right: 'jobs.read',
    summary: 'Runs of background jobs of the last 30 days, latest first',
    query: listQuery.pick({ limit: true }).extend({
      name: z.string().max(80).optional(),
      state: z.enum(jobStates).optional(),
      /** Day of China on which it was asked for. */
      day: dayText.optional(),
      cursor: z
        .string()
        .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z_[0-9a-f-]{36}$/)
        .refine((text) => !Number.isNaN(Date.parse(text.slice(0, 27))))
        .refine((text) => z.uuid().safeParse(text.slice(28)).success)
        .optional(),
    }),
    response: pageOf(jobRun),
  }),
  startJob: route({
    method: 'post',
    path: '/jobs/:name/runs',
    right: 'jobs.run',
    summary: 'Start a job of the calendar now; refused while one of its kind waits or runs',
    params: z.object({ name: z.string().min(1).max(80) }),
    body: z.object({}),
    response: jobId,
    status: 201,
  }),
  repeatRun: route({
    method: 'post',
    path: '/job-runs/:jobId/repetitions',
    right: 'jobs.run',
    summary: 'Repeat a failed run: a new one with the same input, once',
    params: jobId,
    body: z.object({}),
    response: jobId,
    status: 201,
  }),
  callOffRun: route({
    method: 'post',
    path: '/job-runs/:jobId/cancellations',
    right: 'jobs.run',
    summary: 'Call off a run that waits',
    params: jobId,
    body: z.object({}),
    response: jobId,
    status: 201,
  }),
};
