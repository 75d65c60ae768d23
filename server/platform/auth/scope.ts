import { pathRangesMax, type PathRange, type ScopeKind } from '../../../core/actor.ts';
import { rangeOfPath, rangeOfUnitOnly } from '../db/transaction.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { refuse } from './messages.ts';

/** One scope as asked for, with the paths it stands on. */
export interface ScopeWish {
  readonly scope: ScopeKind;
  /** Path of the member of staff's unit; null without staff or unit. */
  readonly ownPath: string | null;
  readonly chosenPaths: readonly string[];
}

/**
 * The path ranges of one scope. `own` and `bank` need none. Refusals: `auth.scope_needs_staff` when
 * the scope stands on the own unit and there is none.
 */
export function rangesOf(wish: ScopeWish): readonly PathRange[] | Refusal {
  switch (wish.scope) {
    case 'own':
    case 'bank':
      return [];
    case 'unit':
    case 'unit_and_below':
      if (wish.ownPath === null) return refuse('auth.scope_needs_staff', { scope: wish.scope });
      return [wish.scope === 'unit' ? rangeOfUnitOnly(wish.ownPath) : rangeOfPath(wish.ownPath)];
    case 'chosen_units':
      return wish.chosenPaths.map(rangeOfPath);
  }
}

/** Ranges in order, those inside or next to another one joined. */
export function mergeRanges(ranges: readonly PathRange[]): readonly PathRange[] {
  const merged: PathRange[] = [];
  for (const range of ranges.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = merged.at(-1);
    if (last === undefined || range.from > last.until) merged.push(range);
    else if (range.until > last.until) {
      merged[merged.length - 1] = { from: last.from, until: range.until };
    }
  }
  return merged;
}

/**
 * Row security knows four ranges for one account, over all its roles. Refusal:
 * `auth.too_many_units` beyond them.
 */
export function limitRanges(ranges: readonly PathRange[]): readonly PathRange[] | Refusal {
  const merged = mergeRanges(ranges);
  if (merged.length <= pathRangesMax) return merged;
  return refuse('auth.too_many_units', { max: pathRangesMax, chosen: merged.length });
}
