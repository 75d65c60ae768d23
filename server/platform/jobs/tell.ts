import type { Tx } from '../db/transaction.ts';
import { notify } from '../notices/index.ts';
import { jobPhrase } from './contract.ts';
import * as queue from './queue-store.ts';
import { reasonOf } from './reason.ts';

/**
 * Tells administrators of jobs that failed for good, each once, in the caller's transaction; of a
 * kind of which they were told within `hours` not again. Answers how many notices were written.
 */
export async function tellFailedJobs(tx: Tx, hours: number): Promise<number> {
  if (!(await queue.isThere(tx))) return 0;
  const untold = await queue.loadUntold(tx);
  if (untold.length === 0) return 0;
  const told = new Set(await queue.loadToldKinds(tx, hours));
  let written = 0;
  for (const { output, ...run } of untold) {
    const noticed = !told.has(run.name);
    if (!(await queue.insertTold(tx, { ...run, noticed })) || !noticed) continue;
    told.add(run.name);
    written += 1;
    await notify(tx, {
      code: 'jobs.notice.failed',
      params: {
        nameKey: jobPhrase(run.name),
        reasonKey: reasonOf(output)?.refused ?? 'jobs.reason.fault',
      },
      link: `/jobs?name=${run.name}&state=failed`,
      to: { role: 'administrator', unitPath: '' },
    });
  }
  return written;
}
