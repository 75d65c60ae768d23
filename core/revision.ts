import { z } from 'zod';
import { phrases } from './messages.ts';
import { type Refusal, refuserOf } from './refusal.ts';

/**
 * Two editors of one value. Whoever reads a record that may be edited in place gets its `revision`
 * (1, 2, …: one more a change) and sends it back with the new value. When another was faster,
 * the verb refuses with both values; the page shows them, and writing over theirs means sending the
 * revision of the refusal: knowingly, and on the audit trail.
 */
export const revisionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

export const conflictMessages = phrases({
  'http.conflict': {
    zh: '{by} 已在您编辑期间改为“{theirs}”，您的“{mine}”没有保存',
    en: '{by} changed it to “{theirs}” while you edited; your “{mine}” was not saved',
  },
  'http.conflict.next': {
    zh: '请对照两个值：保留对方的，或明知后写入您的',
    en: 'Compare both: keep theirs, or write yours over it knowingly',
  },
});

const refuse = refuserOf(conflictMessages);

export interface Conflict {
  /** What the caller wanted to write, and what stands there now, as people read them. */
  readonly mine: string;
  readonly theirs: string;
  /** Name of who wrote what stands there, and when (an instant). */
  readonly by: string;
  readonly at: string;
  /** The revision that stands there now. */
  readonly revision: number;
}

/** The refusal of a value that was changed since the caller read it (status 409). */
export function conflictOf(conflict: Conflict): Refusal<'http.conflict'> {
  const { mine, theirs, by, at, revision } = conflict;
  return refuse('http.conflict', { mine, theirs, by, at, revision });
}

/** Reads the conflict out of a problem body's code and parameters; null for any other refusal. */
export function conflictIn(problem: {
  readonly code: string;
  readonly params?: Readonly<Record<string, string>> | undefined;
}): Conflict | null {
  const { code, params } = problem;
  const revision = revisionNumber.safeParse(params?.['revision']);
  if (code !== 'http.conflict' || params === undefined || !revision.success) return null;
  const { mine = '', theirs = '', by = '', at = '' } = params;
  return { mine, theirs, by, at, revision: revision.data };
}
