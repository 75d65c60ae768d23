import type { ViewState } from '../../server/platform/views/contract.ts';
import type { TableTaste, TableWords } from './table-state.ts';

/** Words of a list that a view does not keep: where the reader stands in it. */
const passing = new Set(['cursor', 'limit', 'view']);

/** What a view would keep of the list as it stands: filters, search, order, columns, density. */
export function stateOf(words: TableWords, taste: TableTaste): ViewState {
  const kept = Object.entries(words).filter(([name]) => !passing.has(name));
  return {
    words: Object.fromEntries(kept),
    columns: { hidden: [...taste.hidden], order: [...taste.order] },
    density: taste.density,
  };
}

/** A view's columns and density as the table takes them. */
export function tasteOf(view: ViewState): TableTaste {
  return { ...view.columns, density: view.density };
}

/**
 * Whether the list stands otherwise than the view says. The order of hidden columns is no matter.
 */
export function differs(now: ViewState, view: ViewState): boolean {
  const told = (state: ViewState) =>
    JSON.stringify([
      Object.entries(state.words).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      state.columns.hidden.toSorted(),
      state.columns.order,
      state.density,
    ]);
  return told(now) !== told(view);
}
