import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { useKeys } from './keys.ts';
import type { KeyHint } from './keys.ts';

/**
 * Rows by keyboard: `j` `k` or the arrows move, Enter opens, Space looks, `x` ticks. One row at a
 * time stands in the order of Tab; the mark is kept in the document so that a move draws nothing
 * anew.
 */
interface Wishes {
  /** The list is the page's main one: letters work wherever the focus is. */
  readonly main: boolean;
  readonly keys: readonly string[];
  readonly onLook: ((key: string) => void) | undefined;
  readonly onTick: ((key: string) => void) | undefined;
  /** Heard whenever another row is stood on. */
  readonly onMove?: (key: string) => void;
  /** The row to stand on when the list appears. */
  readonly left: string | null;
}

const rowsOf = (place: HTMLElement | null): readonly HTMLElement[] =>
  place === null ? [] : [...place.querySelectorAll<HTMLElement>('[data-kj-row]')];

export function useRowKeys(place: RefObject<HTMLElement | null>, wishes: Wishes): void {
  const latest = useRef(wishes);
  latest.current = wishes;
  useRoving(place, wishes, latest);
  const standing = (itself: boolean) => {
    const focused = document.activeElement;
    const within = (row: HTMLElement) => (itself ? row === focused : row.contains(focused));
    return rowsOf(place.current).find(within) ?? null;
  };
  const move = (step: 1 | -1, arrow: boolean) => {
    const rows = rowsOf(place.current);
    // Inside a control of the row the arrows belong to the control.
    const now = standing(arrow);
    if (rows.length === 0 || (now === null && (arrow || !wishes.main))) return false;
    const first = rows.find((row) => row.tabIndex === 0) ?? rows[0];
    const next = now === null ? first : rows[rows.indexOf(now) + step];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
    return undefined;
  };
  const hint = (
    keys: readonly string[],
    what: KeyHint['what'],
    run: (event: KeyboardEvent) => void | false,
  ): KeyHint => ({ keys, what, run });
  const onRow = (verb: ((key: string) => void) | undefined, itself: boolean) => () => {
    const key = standing(itself)?.dataset['kjRow'];
    if (key === undefined || verb === undefined) return false;
    verb(key);
    return undefined;
  };
  const isArrow = (event: KeyboardEvent) => event.key.startsWith('Arrow');
  useKeys([
    hint(['j', 'ArrowDown'], 'web.keys.next_row', (event) => move(1, isArrow(event))),
    hint(['k', 'ArrowUp'], 'web.keys.previous_row', (event) => move(-1, isArrow(event))),
    ...(wishes.onLook === undefined
      ? []
      : [hint(['Space'], 'web.keys.quick_view', onRow(wishes.onLook, true))]),
    ...(wishes.onTick === undefined
      ? []
      : [hint(['x'], 'web.keys.select_row', onRow(wishes.onTick, false))]),
    ...(wishes.main
      ? [
          hint(['/'], 'web.keys.search', () => {
            const box = document.querySelector<HTMLElement>('[role="search"] input');
            box?.focus();
            return box === null ? false : undefined;
          }),
        ]
      : []),
  ]);
}

/** Keeps exactly one row in the order of Tab: the one stood on last, at first the one left. */
function useRoving(
  place: RefObject<HTMLElement | null>,
  wishes: Wishes,
  latest: RefObject<Wishes>,
): void {
  const drawn = wishes.keys.join(' ');
  const came = useRef(false);
  useEffect(() => {
    const rows = rowsOf(place.current);
    const left = rows.find((row) => row.dataset['kjRow'] === latest.current.left);
    const first = left ?? rows[0];
    for (const row of rows) row.tabIndex = row === first ? 0 : -1;
    if (came.current || rows.length === 0) return;
    came.current = true;
    if (left === undefined) return;
    left.focus({ preventScroll: true });
    left.scrollIntoView({ block: 'nearest' });
  }, [drawn, place, latest]);
  useEffect(() => {
    const here = place.current;
    const focused = (event: FocusEvent) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-kj-row]');
      if (row === null) return;
      for (const other of rowsOf(here)) other.tabIndex = other === row ? 0 : -1;
      const key = row.dataset['kjRow'];
      if (key !== undefined) latest.current.onMove?.(key);
    };
    here?.addEventListener('focusin', focused);
    return () => here?.removeEventListener('focusin', focused);
  }, [place, latest]);
}
