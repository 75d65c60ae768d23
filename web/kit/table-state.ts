import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';

/**
 * Where a list stands: search, filters, order and cursor. Kept in the URL, so that a link, a reload
 * and the back button show the same list; a list inside a drawer or beside another one keeps it in
 * the component.
 */
export type TableWords = Readonly<Record<string, string>>;

export interface TableState {
  readonly words: TableWords;
  /**
   * Changes some words (undefined or '' drops one); any change but the cursor's goes to the first
   * page.
   */
  readonly change: (next: Readonly<Record<string, string | undefined>>) => void;
  readonly clear: () => void;
}

const paging = new Set(['sort', 'order', 'limit', 'cursor', 'view']);

/** The words that narrow the list, for "filter too tight". */
export function narrows(words: TableWords): boolean {
  return Object.keys(words).some((name) => !paging.has(name));
}

function merged(
  words: TableWords,
  next: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...words, cursor: undefined, ...next })) {
    if (value !== undefined && value !== '') kept[name] = value;
  }
  return kept;
}

function withoutFilters(words: TableWords): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).filter(([name]) => paging.has(name) && name !== 'cursor'),
  );
}

/** The state in the URL; only the list's own words are read and written, others stay. */
export function useUrlWords(known: readonly string[]): TableState {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>;
  const navigate = useNavigate();
  const names = known.join(' ');
  const words = useMemo(
    () => Object.fromEntries(Object.entries(search).filter(([n]) => names.split(' ').includes(n))),
    [search, names],
  );
  const write = useCallback(
    (mine: Record<string, string>) => {
      const others = Object.entries(search).filter(([n]) => !names.split(' ').includes(n));
      void navigate({
        to: '.',
        search: { ...Object.fromEntries(others), ...mine } as never,
        replace: true,
        resetScroll: false,
      });
    },
    [navigate, search, names],
  );
  return {
    words,
    change: (next) => write(merged(words, next)),
    clear: () => write(withoutFilters(words)),
  };
}

/** The same state in the component. */
export function useLocalWords(): TableState {
  const [words, setWords] = useState<TableWords>({});
  return {
    words,
    change: (next) => setWords((now) => merged(now, next)),
    clear: () => setWords((now) => withoutFilters(now)),
  };
}

/**
 * What a reader likes of a list: hidden columns, their order, density. Kept on the device, per
 * sign-in.
 */
export interface TableTaste {
  readonly hidden: readonly string[];
  readonly order: readonly string[];
  readonly density: 'small' | 'medium' | 'large';
}

const plainTaste: TableTaste = { hidden: [], order: [], density: 'medium' };

function readTaste(key: string, _drawn: number): Partial<TableTaste> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<TableTaste>;
  } catch {
    return {};
  }
}

const densityKey = 'kejing.density';

/** The density of lists that the reader has not set one by one; kept on the device. */
export function usualDensity(): TableTaste['density'] {
  const kept = localStorage.getItem(densityKey);
  return kept === 'small' || kept === 'large' ? kept : 'medium';
}

export function setUsualDensity(next: TableTaste['density']): void {
  localStorage.setItem(densityKey, next);
}

/**
 * The taste of a list, or of one of its views: `base` is what the view keeps, and what the reader
 * changed since stays on the device until he saves or drops it (null).
 */
export function useTaste(
  login: string,
  list: string,
  view: { readonly viewId: string; readonly base: TableTaste } | null,
): readonly [TableTaste, (next: Partial<TableTaste> | null) => void] {
  const of = view === null ? list : `${list}.view.${view.viewId}`;
  const key = `kejing.table.${login}.${of}`;
  const base = view?.base ?? { ...plainTaste, density: usualDensity() };
  const [drawn, draw] = useState(0);
  const kept = useMemo(() => readTaste(key, drawn), [key, drawn]);
  const taste = { ...base, ...kept };
  const change = (next: Partial<TableTaste> | null) => {
    if (next === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ ...taste, ...next }));
    draw((now) => now + 1);
  };
  return [taste, change];
}

/**
 * Columns as the reader ordered them: known ones first in his order, then new ones in the
 * contract's.
 */
export function ordered(names: readonly string[], order: readonly string[]): readonly string[] {
  const kept = order.filter((name) => names.includes(name));
  return [...kept, ...names.filter((name) => !kept.includes(name))];
}

/** The order with one column moved by one place. */
export function moved(names: readonly string[], name: string, step: -1 | 1): readonly string[] {
  const at = names.indexOf(name);
  const to = at + step;
  if (at < 0 || to < 0 || to >= names.length) return names;
  const next = [...names];
  next.splice(at, 1);
  next.splice(to, 0, name);
  return next;
}
