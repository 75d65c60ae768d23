import type { z } from 'zod';
import type { quarterView, QuarterRunRow } from '../../../server/modules/closing/contract.ts';
import type { Work } from '../../kit/work.ts';

export type View = z.infer<typeof quarterView>;

/** Whether a run of the quarter has not ended; an interrupted one looks the same until resumed. */
export function isRunning(view: Pick<View, 'runs'> | undefined): boolean {
  return view?.runs.some((run) => run.finishedAt === null) ?? false;
}

/** The newest run of each kind (closing first, as it is later in the quarter), and all others. */
export function parted(runs: readonly QuarterRunRow[]): {
  readonly present: readonly QuarterRunRow[];
  readonly earlier: readonly QuarterRunRow[];
} {
  const newest = runs.toSorted((a, b) => (BigInt(a.runId) > BigInt(b.runId) ? -1 : 1));
  const present = (['close', 'open'] as const).flatMap((kind) => {
    const last = newest.find((run) => run.kind === kind);
    return last === undefined ? [] : [last];
  });
  return { present, earlier: newest.filter((run) => !present.includes(run)) };
}

/** The digest of the last finished closing: what a seal refers to; null before there is one. */
export function closedDigest(runs: readonly QuarterRunRow[]): string | null {
  const closings = runs.filter((run) => run.kind === 'close' && run.finishedAt !== null);
  return parted(closings).present[0]?.digest ?? null;
}

/** A run as steps: the first station that is not done is the running one. */
export function workOf(run: QuarterRunRow): Work {
  const firstOpen = run.steps.findIndex((step) => !step.done);
  const running = run.finishedAt === null;
  return {
    state: running ? 'running' : 'done',
    steps: run.steps.map((step, at) => ({
      name: step.station,
      state: step.done ? 'done' : running && at === firstOpen ? 'running' : 'waiting',
      done: step.rowCount ?? '0',
      total: step.done ? step.rowCount : null,
    })),
  };
}

/** Whole milliseconds between two instants; null when one is missing. */
export function elapsedMs(from: string | null, until: string | null): number | null {
  if (from === null || until === null) return null;
  const elapsed = Date.parse(until) - Date.parse(from);
  return Number.isFinite(elapsed) ? elapsed : null;
}
