import { handle, type Module } from '../module.ts';
import { jobsApi } from './contract.ts';
import { jobsMessages, refuse } from './messages.ts';
import { paceOf } from './progress.ts';
import { loadProgress } from './store.ts';

export { enqueue, prepareJobs, startJobs, type Jobs } from './boss.ts';
export { beginProgress, type ProgressReport } from './progress.ts';
export { failRunning, loadProgress } from './store.ts';

/** Long work and its progress as a room of the house. */
export const jobsModule: Module = {
  name: 'jobs',
  phrases: jobsMessages,
  rights: {},
  api: jobsApi,
  handlers: handle(jobsApi, {
    readProgress: async ({ tx, params }) => {
      const row = await loadProgress(tx, params.key);
      if (row === null) return refuse('progress.unknown', { key: params.key });
      const { elapsedMs: _elapsed, ...shown } = row;
      const { perSecond, secondsLeft } = paceOf(row);
      return { ...shown, perSecond, secondsLeft: row.state === 'running' ? secondsLeft : null };
    },
  }),
};
