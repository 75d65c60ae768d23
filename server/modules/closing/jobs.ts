import { systemActor, type Actor } from '../../../core/actor.ts';
import { quarter, type Quarter } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Database } from '../../platform/db/transaction.ts';
import { beginProgress, failProgress } from '../../platform/jobs/index.ts';
import type { Job } from '../../platform/module.ts';
import { runQuarter, type RunOptions, type RunOutcome } from './commands.ts';
import { refuse } from './messages.ts';
import { closeStations, openStations } from './stations.ts';

export const runJobName = 'closing.run';

/** What a request leaves for the worker: digits and words only. */
export interface RunRequest {
  readonly quarter: string;
  readonly kind: 'open' | 'close';
  readonly accountId: string;
  readonly login: string;
}

export function progressKeyOf(of: { quarter: string; kind: 'open' | 'close' }): string {
  return `quarter-${of.kind}-${of.quarter}`;
}

/** Opens a quarter: its stations in order. Refusals: `decideOpen`, or a station's own. */
export function openQuarter(
  database: Database,
  actor: Actor,
  of: Quarter,
  options?: RunOptions,
): Promise<RunOutcome | Refusal> {
  const what = { quarter: of, kind: 'open' as const, stations: openStations };
  return runQuarter(database, actor, what, options);
}

/** Closes a quarter, again if need be. Refusals: `decideClose`, or a station's own. */
export function closeQuarter(
  database: Database,
  actor: Actor,
  of: Quarter,
  options?: RunOptions,
): Promise<RunOutcome | Refusal> {
  const what = { quarter: of, kind: 'close' as const, stations: closeStations };
  return runQuarter(database, actor, what, options);
}

/**
 * The worker's side of an opening or closing asked for on a page: the whole bank in the asker's
 * name, with progress by station. A refusal is written into the progress; nothing is retried.
 */
async function runInBackground(database: Database, input: unknown): Promise<void> {
  const request = input as RunRequest;
  const actor = {
    ...systemActor('closing'),
    accountId: BigInt(request.accountId),
    login: request.login,
  };
  const progress = await beginProgress(database, progressKeyOf(request));
  const run = request.kind === 'open' ? openQuarter : closeQuarter;
  const outcome = await run(database, actor, quarter(request.quarter), {
    onStation: ({ position, of, state, station }) =>
      progress.report(BigInt(state === 'began' ? position - 1 : position), BigInt(of), station),
  }).catch(async (fault: unknown) => {
    // Whoever watches must not wait for a work that broke; the fault itself goes to the log.
    await progress.fail(wordsOf(refuse('closing.broke')));
    throw fault;
  });
  if (isRefusal(outcome)) await progress.fail(wordsOf(outcome));
  else await progress.finish(outcome.digest);
}

/** A refusal as text for the progress row: its phrase and numbers, as a page can say them. */
function wordsOf({ refused, params }: Refusal): string {
  return JSON.stringify({ code: refused, params }, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

export const closingJobs: readonly Job[] = [
  {
    name: runJobName,
    run: runInBackground,
    progressKey: (input) => progressKeyOf(input as RunRequest),
    page: (input) => `/quarters/${(input as RunRequest).quarter}`,
    byHand: {
      repeat: true,
      callOff: (tx, input) =>
        failProgress(tx, progressKeyOf(input as RunRequest), wordsOf(refuse('closing.called_off'))),
    },
  },
];
