import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Tx } from '../db/transaction.ts';
import type { Job } from '../module.ts';
import { callOff, enqueue, isTaking } from './boss.ts';
import { refuse } from './messages.ts';
import * as queue from './queue-store.ts';

/** What the house gives: the jobs of all its rooms. */
export interface JobsRoom {
  readonly jobs: () => readonly Job[];
}

/**
 * Starts a job of the calendar now. Refusals: unknown, asked for on a page only, one of its kind
 * waits or runs (so that two clicks start one), the queue does not run.
 */
export async function startJob(
  tx: Tx,
  room: JobsRoom,
  name: string,
): Promise<{ readonly jobId: string } | Refusal> {
  const job = room.jobs().find((one) => one.name === name);
  if (job === undefined) return refuse('jobs.unknown', { name });
  if (job.cron === undefined) return refuse('jobs.asked_only');
  const free = await mayTakeOne(tx, name);
  if (isRefusal(free)) return free;
  const jobId = await enqueue(tx, name, {});
  await record(tx, 'jobs.start', name, { run: jobId });
  return { jobId };
}

/**
 * Repeats a failed run as a new one that names it. Refusals: unknown, not failed, repeated before,
 * its asker must ask anew, one of a calendar's kind waits or runs, the queue does not run.
 */
export async function repeatRun(
  tx: Tx,
  room: JobsRoom,
  jobId: string,
): Promise<{ readonly jobId: string } | Refusal> {
  const found = await lockedRun(tx, room, jobId);
  if (isRefusal(found)) return found;
  const { job, run } = found;
  if (run.state !== 'failed') return refuse('jobs.not_failed');
  if (!mayRepeat(job)) return refuse('jobs.asker_repeats');
  const before = await queue.loadRepetition(tx, jobId);
  if (before !== null) return refuse('jobs.repeated_already', { login: before.login });
  const free = job.cron === undefined ? takesOne() : await mayTakeOne(tx, job.name);
  if (isRefusal(free)) return free;
  const again = await enqueue(tx, job.name, run.data ?? {}, { againOf: jobId });
  await record(tx, 'jobs.repeat', job.name, { run: again, againOf: jobId });
  return { jobId: again };
}

/**
 * Calls off a run that waits; its room notes it in the same transaction. Refusals: unknown, begun
 * or ended, its asker calls it off himself, the queue does not run.
 */
export async function callOffRun(
  tx: Tx,
  room: JobsRoom,
  jobId: string,
): Promise<{ readonly jobId: string } | Refusal> {
  const found = await lockedRun(tx, room, jobId);
  if (isRefusal(found)) return found;
  const { job, run } = found;
  if (run.state !== 'waiting' && run.state !== 'again') return refuse('jobs.not_waiting');
  if (!mayCallOff(job)) return refuse('jobs.asker_calls_off');
  const free = takesOne();
  if (isRefusal(free)) return free;
  await callOff(tx, job.name, jobId);
  await job.byHand?.callOff?.(tx, run.data);
  await record(tx, 'jobs.call_off', job.name, { run: jobId });
  return { jobId };
}

/** Whether a failed run of this kind may be repeated here. */
export function mayRepeat(job: Job | undefined): boolean {
  return job?.cron !== undefined || job?.byHand?.repeat === true;
}

/** Whether a waiting run of this kind may be called off here. */
export function mayCallOff(job: Job | undefined): boolean {
  return job?.cron !== undefined || job?.byHand?.callOff !== undefined;
}

/** Held until the transaction ends, so that two clicks are decided one after the other. */
async function lockedRun(tx: Tx, room: JobsRoom, jobId: string) {
  const run = (await queue.isThere(tx)) ? await queue.lockRun(tx, jobId) : null;
  const job = room.jobs().find((one) => one.name === run?.name);
  return run === null || job === undefined ? refuse('jobs.run_unknown') : { job, run };
}

function takesOne(): Refusal | null {
  return isTaking() ? null : refuse('jobs.not_running');
}

async function mayTakeOne(tx: Tx, name: string): Promise<Refusal | null> {
  const stopped = takesOne();
  if (stopped !== null) return stopped;
  await queue.lockKind(tx, name);
  const open = await queue.countOpen(tx, name);
  return open > 0 ? refuse('jobs.open_already', { count: open }) : null;
}

function record(tx: Tx, verb: string, name: string, detail: Readonly<Record<string, string>>) {
  return recordAudit(tx, { verb, subject: 'job', subjectKey: name, detail });
}
