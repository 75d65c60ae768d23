/**
 * A server of jobs for the crash test: takes the job, says so, and never ends it. The test kills
 * this process and looks whether another worker finishes the work.
 */
import { createPool } from '../db/pool.ts';
import { databaseOf } from '../db/transaction.ts';
import { createLog } from '../log.ts';
import { startJobs } from './index.ts';

const appConfig = JSON.parse(process.argv[2] ?? '{}') as object;
const stuck = {
  name: 'test.crash',
  run: () => {
    process.stdout.write('taken\n');
    return new Promise<void>(() => undefined);
  },
};
await startJobs({
  appConfig,
  database: databaseOf(createPool(appConfig)),
  jobs: [stuck],
  log: createLog({ level: 'silent' }),
  pollSeconds: 1,
});
