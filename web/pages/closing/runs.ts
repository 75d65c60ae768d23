import type { z } from 'zod';
import { groupedDigits } from '../../../core/money.ts';
import type { quarterView, QuarterRunRow } from '../../../server/modules/closing/contract.ts';
import type { Progress } from '../../../server/platform/jobs/contract.ts';
import { fenExact } from '../../kit/format.ts';
import type { Work } from '../../kit/work.ts';

export type View = z.infer<typeof quarterView>;
type Note = QuarterRunRow['steps'][number]['notes'][number];

/** An opening or closing asked for on this page, and the progress row as it stood before. */
export interface Asked {
  readonly kind: QuarterRunRow['kind'];
  /** When the last work under the same key began; null when there was none. */
  readonly before: string | null;
}

export interface Watch {
  readonly state: 'idle' | 'waiting' | 'running' | 'failed';
  /** Why it failed: a phrase and its numbers. */
  readonly reason: { readonly code: string; readonly params: Record<string, string> } | null;
}

/** The newest run without an end: under way, or interrupted. */
export function unfinishedOf(runs: readonly QuarterRunRow[]): QuarterRunRow | undefined {
  return parted(runs).present.find((run) => run.finishedAt === null);
}

/**
 * Where the work stands. What was asked for waits until the worker has begun it; a run without an
 * end is under way only while its progress says so, else it was interrupted.
 */
export function watchOf(
  asked: Asked | null,
  progress: Pick<Progress, 'state' | 'startedAt' | 'note'> | undefined,
): Watch {
  const begun = progress !== undefined && progress.startedAt !== asked?.before;
  if (!begun) return { state: asked === null ? 'idle' : 'waiting', reason: null };
  if (progress.state === 'running') return { state: 'running', reason: null };
  return progress.state === 'failed' && asked !== null
    ? { state: 'failed', reason: reasonOf(progress.note) }
    : { state: 'idle', reason: null };
}

/** The worker leaves a refusal as a phrase and its numbers. */
function reasonOf(note: string): Watch['reason'] {
  try {
    const { code, params } = JSON.parse(note) as Partial<NonNullable<Watch['reason']>>;
    return code === undefined ? null : { code, params: params ?? {} };
  } catch {
    return null;
  }
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

/** A run as steps: while it is under way the first station that is not done is the running one. */
export function workOf(run: QuarterRunRow, running: boolean): Work {
  const firstOpen = run.steps.findIndex((step) => !step.done);
  return {
    state: running ? 'running' : run.finishedAt === null ? 'failed' : 'done',
    steps: run.steps.map((step, at) => ({
      name: step.station,
      state: step.done ? 'done' : running && at === firstOpen ? 'running' : 'waiting',
      done: step.rowCount ?? '0',
      total: step.done ? step.rowCount : null,
    })),
  };
}

/**
 * The numbers of a note as they are said: amounts (`…Fen`) in the bank's currency, digits in
 * groups, a choice by its phrase (`targets.note.kind.signed`), where there is one.
 */
export function saidParams(
  { code, params }: Note,
  wordOf: (...keys: readonly [string, ...string[]]) => string,
): Record<string, string | number> {
  const said = Object.entries(params).map(([name, value]): [string, string | number] => {
    const text = String(value);
    if (name.endsWith('Fen') && /^-?\d+$/.test(text)) return [name, fenExact(text)];
    // Four digits alone may be a year.
    if (/^\d{5,}$|^\d+\.\d{2}$/.test(text)) return [name, groupedDigits(text)];
    if (/^[a-z_]+$/.test(text)) return [name, wordOf(`${kindOf(code)}.${name}.${text}`, text)];
    return [name, value];
  });
  return Object.fromEntries(said);
}

/** 'targets.note.letters' → 'targets.note': notes of a room share the words of their choices. */
function kindOf(code: string): string {
  return code.slice(0, code.lastIndexOf('.'));
}

/** Whole milliseconds between two instants; null when one is missing. */
export function elapsedMs(from: string | null, until: string | null): number | null {
  if (from === null || until === null) return null;
  const elapsed = Date.parse(until) - Date.parse(from);
  return Number.isFinite(elapsed) ? elapsed : null;
}
