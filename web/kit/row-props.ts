import type { KeyboardEvent, MouseEvent } from 'react';
import { meansRow } from './row-click.ts';
import type { AnyRow } from './shape.ts';

export interface Ticks {
  readonly keys: readonly string[];
  /** The ticked rows, as far as this list read them. */
  readonly rows: readonly AnyRow[];
  readonly all: boolean;
  readonly wholePage: boolean;
  /** The reader stands beyond the first page, so the list has more than this page. */
  readonly elsewhere: boolean;
  readonly set: (keys: readonly string[]) => void;
  readonly setAll: (all: boolean) => void;
  readonly toggle: (key: string) => void;
}

/**
 * Rows can be stood on; a click, or Enter on the row, opens it; a click on a link or button
 * inside does not.
 */
export function rowProps(row: AnyRow, key: string, onOpen: ((row: AnyRow) => void) | undefined) {
  return {
    'data-kj-row': key,
    ...(onOpen === undefined
      ? {}
      : {
          onClick: (event: MouseEvent) => {
            if (meansRow(event)) onOpen(row);
          },
          onKeyDown: (event: KeyboardEvent) => {
            if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
          },
        }),
  };
}
