import { systemActor } from '../../../core/actor.ts';
import { divide } from '../../../core/money.ts';
import type { Database, Tx } from '../db/transaction.ts';
import * as store from './store.ts';

const reporter = systemActor('progress');

/** Where long work tells how far it is, in transactions of its own: others see it at once. */
export interface ProgressReport {
  /** At most a few writes a second reach the database. */
  report(done: bigint, total: bigint | null, note: string): void;
  finish(note?: string): Promise<void>;
  fail(note: string): Promise<void>;
}

/** Begins to report on a piece of work. `everyMs` spaces the writes. */
export async function beginProgress(
  database: Database,
  key: string,
  everyMs = 300,
): Promise<ProgressReport> {
  let now = { done: 0n, total: null as bigint | null, note: '' };
  let last = performance.now();
  let writing = Promise.resolve();
  const save = (state: store.ProgressRow['state'], begin = false) => {
    const given = { ...now, key, state, begin };
    writing = writing
      .then(() => database.transaction(reporter, (tx) => store.saveProgress(tx, given)))
      // The work must not fail because its bar could not be drawn.
      .catch(() => undefined);
    return writing;
  };
  await save('running', true);
  return {
    report: (done, total, note) => {
      now = { done, total, note };
      if (performance.now() - last < everyMs) return;
      last = performance.now();
      void save('running');
    },
    finish: (note = '') => {
      now = { done: now.total ?? now.done, total: now.total, note };
      return save('done');
    },
    fail: (note) => {
      now = { ...now, note };
      return save('failed');
    },
  };
}

/** Ends a work that never began, in the caller's transaction: whoever watches it must not wait. */
export function failProgress(tx: Tx, key: string, note: string): Promise<void> {
  const nothing = { done: 0n, total: null, begin: true };
  return store.saveProgress(tx, { key, note, state: 'failed', ...nothing });
}

/** Pieces a second, and the whole seconds that the rest takes at that rate. */
export function paceOf(work: {
  readonly done: bigint;
  readonly total: bigint | null;
  readonly elapsedMs: bigint;
}): { readonly perSecond: bigint; readonly secondsLeft: number | null } {
  const { done, total, elapsedMs } = work;
  if (elapsedMs <= 0n || done <= 0n) return { perSecond: 0n, secondsLeft: null };
  const perSecond = divide(done * 1000n, elapsedMs, 'half_up');
  if (total === null) return { perSecond, secondsLeft: null };
  const left = total > done ? total - done : 0n;
  const seconds = divide(left * elapsedMs, done * 1000n, 'ceil');
  return { perSecond, secondsLeft: Number(seconds) }; // tidy: not money
}
