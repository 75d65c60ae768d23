/**
 * A server of jobs for the crash test: begins to write an export, says when three pages are read,
 * and never goes on. The test kills this process and looks whether the file becomes whole.
 */
import { createPool } from '../db/pool.ts';
import { databaseOf } from '../db/transaction.ts';
import { startJobs } from '../jobs/index.ts';
import { createLog } from '../log.ts';
import type { Module } from '../module.ts';
import { exportsOf, numbersRoom } from './testing.ts';

const appConfig = JSON.parse(process.argv[2] ?? '{}') as object;
const modules: Module[] = [];
const room = numbersRoom(1000, async (after) => {
  if (after < 600) return;
  process.stdout.write('three pages\n');
  await new Promise<void>(() => undefined);
});
const exported = exportsOf(() => modules);
modules.push(room, exported);
await startJobs({
  appConfig,
  database: databaseOf(createPool(appConfig)),
  jobs: exported.jobs ?? [],
  log: createLog({ level: 'silent' }),
  pollSeconds: 1,
});
