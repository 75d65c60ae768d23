import { useEffect, useRef } from 'react';
import type { ViewRow } from '../../server/platform/views/contract.ts';
import { viewsApi } from '../../server/platform/views/contract.ts';
import { useRoute } from '../api/queries.ts';
import type { TableState, TableWords } from './table-state.ts';

export interface ViewsOfList {
  readonly list: string;
  readonly views: readonly ViewRow[];
  /** The view the list stands in: the word `view` of the address. */
  readonly current: ViewRow | null;
  /** The list waits: it may open with the reader's default view. */
  readonly waiting: boolean;
  /** Goes to a view, or to the list without one. */
  readonly open: (view: Pick<ViewRow, 'viewId' | 'words'> | null) => void;
}

/**
 * The views of a list and the one it stands in. An address without words of the list opens the
 * reader's default.
 */
export function useView(list: string, state: TableState, enabled: boolean): ViewsOfList {
  const query = useRoute(viewsApi.listViews, { query: { list } }, { enabled, staleTime: 60_000 });
  const { words } = state;
  const views = query.data?.rows ?? [];
  const current = views.find((view) => view.viewId === words['view']) ?? null;
  const plain = useRef(Object.keys(words).length === 0);
  const preset = plain.current ? views.find((view) => view.byDefault) : undefined;
  const open = (view: Pick<ViewRow, 'viewId' | 'words'> | null) => {
    plain.current = false;
    const dropped = Object.fromEntries(Object.keys(words).map((name) => [name, undefined]));
    const { limit } = words;
    const kept: TableWords = view === null ? {} : { ...view.words, view: view.viewId };
    state.change({ ...dropped, ...(limit === undefined ? {} : { limit }), ...kept });
  };
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    if (!enabled || query.data === undefined) return;
    if (preset !== undefined) latest.current(preset);
    plain.current = false;
  }, [enabled, query.data, preset]);
  const asked = plain.current || words['view'] !== undefined;
  const unsure = asked && query.data === undefined && query.error === null;
  return { list, views, current, waiting: enabled && (unsure || preset !== undefined), open };
}
