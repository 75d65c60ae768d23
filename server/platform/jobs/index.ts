import { isRefusal } from '../../../core/refusal.ts';
import type { Tx } from '../db/transaction.ts';
import { handle, type Module } from '../module.ts';
import { jobsRights } from './access.ts';
import { isTaking } from './boss.ts';
import { jobsApi } from './contract.ts';
import { jobsMessages, refuse } from './messages.ts';
import { paceOf } from './progress.ts';
import * as queue from './queue-store.ts';
import { callOffRun, repeatRun, startJob, type JobsRoom } from './runs.ts';
import { kindShown, runsShown } from './shown.ts';
import { loadProgress } from './store.ts';

export { enqueue, prepareJobs, startJobs, type Jobs } from './boss.ts';
export { jobPhrase } from './contract.ts';
export { beginProgress, failProgress, type ProgressReport } from './progress.ts';
export { failRunning, loadProgress } from './store.ts';
export { isThere as isQueueThere } from './queue-store.ts';
export { tellFailedJobs } from './tell.ts';
export type { JobsRoom } from './runs.ts';

/** Long work, its progress and its history as a room of the house. */
export function jobsModule(room: JobsRoom): Module {
  return {
    name: 'jobs',
    phrases: jobsMessages,
    rights: jobsRights,
    api: jobsApi,
    handlers: jobsHandlers(room),
  };
}

function jobsHandlers(room: JobsRoom) {
  const names = () => room.jobs().map((job) => job.name);
  return handle(jobsApi, {
    readProgress: async ({ tx, params }) => {
      const row = await loadProgress(tx, params.key);
      if (row === null) return refuse('progress.unknown', { key: params.key });
      const { elapsedMs: _elapsed, ...shown } = row;
      const { perSecond, secondsLeft } = paceOf(row);
      return { ...shown, perSecond, secondsLeft: row.state === 'running' ? secondsLeft : null };
    },
    listJobs: async ({ tx }) => {
      const made = await queue.isThere(tx);
      const counts = made ? await queue.countKinds(tx) : [];
      const last = made ? await runsShown(tx, room, await queue.lastRuns(tx, names())) : [];
      const now = new Date();
      const rows = room.jobs().map((job) => kindShown(job, { counts, last, now }));
      return { taking: isTaking(), rows };
    },
    listRuns: async ({ tx, query }) => {
      const wanted =
        query.name === undefined ? names() : names().filter((one) => one === query.name);
      const filter = {
        state: query.state ?? null,
        day: query.day ?? null,
        below: placeOf(query.cursor),
      };
      const rows = await listRuns(tx, wanted, { filter, limit: query.limit + 1 });
      const page = rows.slice(0, query.limit);
      const end = page.at(-1);
      const more = rows.length > query.limit && end !== undefined;
      return {
        rows: await runsShown(tx, room, page),
        next: more ? `${end.createdKey}_${end.jobId}` : null,
        total: { count: page.length, capped: more },
      };
    },
    startJob: async ({ tx, params }) => {
      const done = await startJob(tx, room, params.name);
      return isRefusal(done) ? done : { jobId: done.jobId };
    },
    repeatRun: ({ tx, params }) => repeatRun(tx, room, params.jobId),
    callOffRun: ({ tx, params }) => callOffRun(tx, room, params.jobId),
  });
}

async function listRuns(
  tx: Tx,
  names: readonly string[],
  of: { readonly filter: queue.RunFilter; readonly limit: number },
): Promise<readonly queue.RunRow[]> {
  return (await queue.isThere(tx)) ? queue.listRuns(tx, names, of.filter, of.limit) : [];
}

/** `<instant>_<job>` of the last run that was shown. */
function placeOf(cursor: string | undefined): queue.RunFilter['below'] {
  const [at, jobId] = cursor?.split('_') ?? [];
  return at === undefined || jobId === undefined ? null : { at, jobId };
}
