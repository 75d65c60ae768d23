import type { Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../db/transaction.ts';
import type { Job } from '../module.ts';
import type { JobKind, JobRun, Progress } from './contract.ts';
import { paceOf } from './progress.ts';
import type { KindCounts, RunRow } from './queue-store.ts';
import { reasonOf } from './reason.ts';
import { mayCallOff, mayRepeat, type JobsRoom } from './runs.ts';
import { nextRun, readSchedule } from './schedule.ts';
import { loadProgressOf, type ProgressRow } from './store.ts';

/** Runs as they are shown: their state, reason and page in words, with progress while they run. */
export async function runsShown(
  tx: Tx,
  room: JobsRoom,
  rows: readonly RunRow[],
): Promise<readonly JobRun[]> {
  const jobs = new Map(room.jobs().map((job) => [job.name, job]));
  const keyOf = (row: RunRow) =>
    row.state === 'running' ? jobs.get(row.name)?.progressKey?.(row.data) : undefined;
  const keys = rows.flatMap((row) => keyOf(row) ?? []);
  const progress = new Map((await loadProgressOf(tx, keys)).map((one) => [one.key, one]));
  return rows.map((row) => {
    const told = progress.get(keyOf(row) ?? '');
    return runShown(row, jobs.get(row.name), told?.state === 'running' ? told : undefined);
  });
}

function runShown(row: RunRow, job: Job | undefined, told: ProgressRow | undefined): JobRun {
  const { jobId, name, state, attempts, createdAt, startedAt, endedAt } = row;
  const { askedBy, askedByName, againOf, repeated, tookMs, data } = row;
  const isOpen = state === 'waiting' || state === 'again';
  const hasFailed = state === 'failed' || state === 'again';
  return {
    jobId,
    name,
    state,
    attempts,
    createdAt,
    startedAt,
    endedAt,
    askedBy,
    askedByName,
    againOf,
    repeated,
    tookMs: tookMs === null ? null : String(tookMs),
    reason: hasFailed ? wordsOf(reasonOf(row.output)) : null,
    page: data === null ? null : (job?.page?.(data) ?? null),
    mayRepeat: state === 'failed' && !repeated && mayRepeat(job),
    mayCallOff: isOpen && mayCallOff(job),
    progress: told === undefined ? null : progressShown(told),
  };
}

function progressShown(row: ProgressRow): Progress {
  const { elapsedMs: _elapsed, done, total, ...rest } = row;
  const { perSecond, secondsLeft } = paceOf(row);
  return {
    ...rest,
    done: String(done),
    total: total === null ? null : String(total),
    perSecond: String(perSecond),
    secondsLeft,
  };
}

function wordsOf(reason: Refusal | null): JobRun['reason'] {
  if (reason === null) return null;
  const params = Object.entries(reason.params).map(([name, value]) => [name, String(value)]);
  return { code: reason.refused, params: Object.fromEntries(params) };
}

/** A kind of job with its clock, what is open, and its last run. */
export function kindShown(
  job: Job,
  known: {
    readonly counts: readonly KindCounts[];
    readonly last: readonly JobRun[];
    readonly now: Date;
  },
): JobKind {
  const counts = known.counts.find((one) => one.name === job.name);
  const schedule = job.cron === undefined ? null : readSchedule(job.cron);
  return {
    name: job.name,
    schedule,
    nextAt: schedule === null ? null : nextRun(schedule, known.now).toISOString(),
    waiting: counts?.waiting ?? 0,
    running: counts?.running ?? 0,
    failedDay: counts?.failedDay ?? 0,
    last: known.last.find((one) => one.name === job.name) ?? null,
  };
}
