/** A page of a list that was shown, with the cursors of itself and of the next. */
export interface SeenPage {
  /** '' is the first page. */
  readonly cursor: string;
  readonly keys: readonly string[];
  readonly next: string | null;
}

/** The pages with one more: it replaces the same one, and what no longer follows it is dropped. */
export function withPage(pages: readonly SeenPage[], page: SeenPage): readonly SeenPage[] {
  const at = pages.findIndex((one) => one.cursor === page.cursor);
  if (at >= 0) {
    const stays = pages[at]!.next === page.next;
    return [...pages.slice(0, at), page, ...(stays ? pages.slice(at + 1) : [])];
  }
  const before = pages.findIndex((one) => one.next === page.cursor);
  return before >= 0 ? [...pages.slice(0, before + 1), page] : [page];
}

export interface Neighbours {
  readonly previous: string | null;
  readonly next: string | null;
  /** The next one stands on a page that was not read yet. */
  readonly more: boolean;
  /** From 1, among the rows seen; and how many were seen. */
  readonly place: number;
  readonly seen: number;
}

/** The records beside one in the pages seen; null when the list does not hold it. */
export function neighboursIn(pages: readonly SeenPage[], key: string): Neighbours | null {
  const keys = pages.flatMap((page) => page.keys);
  const at = keys.indexOf(key);
  if (at < 0) return null;
  return {
    previous: keys[at - 1] ?? null,
    next: keys[at + 1] ?? null,
    more: at === keys.length - 1 && (pages.at(-1)?.next ?? null) !== null,
    place: at + 1,
    seen: keys.length,
  };
}
