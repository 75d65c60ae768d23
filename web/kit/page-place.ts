import { createContext, useContext } from 'react';

export interface Crumb {
  readonly title: string;
  readonly to?: string;
}

/** What the frame tells a page of its place: the trail up to its entry of the menu. */
export interface PagePlace {
  readonly crumbs: readonly Crumb[];
  /** Whether the page is that entry itself. */
  readonly isEntry: boolean;
  /** Whether the frame already carries the reader's name over the page. */
  readonly marked: boolean;
  /** Whose list of pages opened lately a record's page enters, at which address; null: none. */
  readonly recent: { readonly accountId: string; readonly path: string } | null;
}

const nowhere: PagePlace = { crumbs: [], isEntry: true, marked: false, recent: null };

export const PagePlaceContext = createContext<PagePlace>(nowhere);

export function usePagePlace(): PagePlace {
  return useContext(PagePlaceContext);
}
