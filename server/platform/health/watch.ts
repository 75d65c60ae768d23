import { systemActor } from '../../../core/actor.ts';
import type { Database, Tx } from '../db/transaction.ts';
import { tellFailedJobs } from '../jobs/index.ts';
import type { Log } from '../log.ts';
import { notify } from '../notices/index.ts';
import { policyInForce } from '../policy/store.ts';
import { gatherBank, gatherMachine, type HealthDoors, type Seat } from './facts.ts';
import { healthPolicy } from './policy.ts';
import { examineBank, examineMachine, type Finding } from './rules.ts';
import * as store from './store.ts';

const watcher = systemActor('watch');
/** Links of the audit looked at each time; `kejing doctor` looks at all. */
export const linksWatched = 2000;

export interface HealthRoom {
  readonly seat: Seat;
  readonly doors: HealthDoors;
}

/** All findings now, with the policy in force. */
export async function examine(
  tx: Tx,
  room: HealthRoom,
  of: { readonly latest?: number; readonly isServed: boolean },
): Promise<readonly Finding[]> {
  const { seat, doors } = room;
  const { body } = await policyInForce(tx, healthPolicy, await doors.today(tx));
  const machine = gatherMachine(seat);
  const facts = await gatherBank(tx, seat, doors, of);
  return [...examineMachine(machine, body), ...examineBank(facts, body, machine)];
}

/**
 * Notes each check whose state changed; tells administrators of those that turned red, and of jobs
 * that failed for good. One transaction; at once by one process only.
 */
export async function watchOnce(database: Database, room: HealthRoom): Promise<void> {
  await database.transaction(watcher, async (tx) => {
    if (!(await store.takeWatchTurn(tx))) return;
    const today = await room.doors.today(tx);
    const { body } = await policyInForce(tx, healthPolicy, today);
    await tellFailedJobs(tx, body.tellAgainHours);
    const before = new Map((await store.loadTurns(tx)).map((one) => [one.check, one.state]));
    const found = await examine(tx, room, { latest: linksWatched, isServed: true });
    for (const one of found) {
      if (before.get(one.check) === one.state) continue;
      await store.insertTurn(tx, one);
      if (one.state !== 'bad') continue;
      await notify(tx, {
        code: 'health.notice.red',
        params: { checkKey: `health.check.${one.check}` },
        link: '/health',
        to: { role: 'administrator', unitPath: '' },
      });
    }
  });
}

export interface Watch {
  stop(): Promise<void>;
}

/**
 * Watches while the server runs, by a clock of its own: a queue that stands still could not tell
 * that it stands still.
 */
export function startWatch(
  database: Database,
  room: HealthRoom,
  log: Log,
  everyMs = 60_000,
): Watch {
  let running = Promise.resolve();
  const pass = () =>
    watchOnce(database, room).catch((error: unknown) => {
      log.error({ err: error }, 'the watch failed; the next pass tries again');
    });
  const timer = setInterval(() => {
    running = running.then(pass);
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
