import type { Route } from '../../core/schema.ts';
import { callLoose } from '../api/client.ts';
import { withPage } from './seen-pages.ts';
import type { SeenPage } from './seen-pages.ts';
import type { TableWords } from './table-state.ts';

/**
 * Where a list was left: the pages seen, so that a record's page knows its neighbours and the list
 * finds its row again. Kept for this tab only, and only for whoever is signed in.
 */
export interface OpenedList {
  readonly login: string;
  readonly route: Pick<Route, 'method' | 'path'>;
  readonly params: Readonly<Record<string, string>>;
  /** Search, filters and order, without the cursor. */
  readonly words: TableWords;
  readonly rowKey: string;
  readonly pages: readonly SeenPage[];
  /** Path and query of the page the list stands on. */
  readonly address: string;
  /** The record opened last. */
  readonly at: string;
}

type ListName = Pick<OpenedList, 'route' | 'params' | 'words'>;

const seen = new Map<string, readonly SeenPage[]>();
const stored = (rowKey: string) => `kejing.list.${rowKey}`;

function nameOf({ route, params, words }: ListName): string {
  const sorted = Object.entries(words).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([route.path, params, sorted.filter(([name]) => name !== 'cursor')]);
}

/** Notes a page that the list shows. */
export function notePage(list: ListName, page: SeenPage): void {
  const name = nameOf(list);
  seen.set(name, withPage(seen.get(name) ?? [], page));
}

/** The cursor of the page before this one, if it was seen. */
export function cursorBefore(list: ListName, cursor: string): string | undefined {
  const pages = seen.get(nameOf(list)) ?? [];
  const before = pages.find((one) => one.next === cursor);
  return before === undefined || before.cursor === '' ? undefined : before.cursor;
}

/** Notes which record of the list was opened. */
export function noteOpened(list: Omit<OpenedList, 'pages'>): void {
  keep({ ...list, pages: seen.get(nameOf(list)) ?? [] });
}

function keep(list: OpenedList): void {
  sessionStorage.setItem(stored(list.rowKey), JSON.stringify(list));
}

/** The list from which records with this key were opened last by this reader. */
export function openedList(rowKey: string, login: string): OpenedList | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(stored(rowKey)) ?? 'null') as OpenedList | null;
    return kept?.login === login ? kept : null;
  } catch {
    return null;
  }
}

/** The row to come back to, when this very list was left by opening it. */
export function rowLeft(list: ListName & { rowKey: string; login: string }): string | null {
  const kept = openedList(list.rowKey, list.login);
  return kept !== null && nameOf(kept) === nameOf(list) ? kept.at : null;
}

/** Says that the reader went on to another record of the list. */
export function movedTo(list: OpenedList, key: string): void {
  keep({ ...list, at: key });
}

/** Reads the list's next page under the reader's own rights and answers the list with it. */
export async function readOn(list: OpenedList): Promise<OpenedList> {
  const cursor = list.pages.at(-1)?.next ?? null;
  if (cursor === null) return list;
  const query = { ...list.words, cursor };
  const answer = (await callLoose(list.route, { params: list.params, query })) as {
    readonly rows: readonly Readonly<Record<string, unknown>>[];
    readonly next: string | null;
  };
  const keys = answer.rows.map((row) => String(row[list.rowKey]));
  const page = { cursor, keys, next: answer.next };
  notePage(list, page);
  const whole = { ...list, pages: withPage(list.pages, page) };
  keep(whole);
  return whole;
}
