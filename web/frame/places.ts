import { groups } from '../page-row.ts';
import type { Group, PageRow } from '../page-row.ts';

/** Where a page stands: which group of the header, which entry of the menu, which record. */
export type PlacedRow = Pick<PageRow, 'path' | 'right' | 'title' | 'group'>;

/** The pages of the menu that the reader may open, group by group. */
export function menuPages<R extends PlacedRow>(
  rows: readonly R[],
  may: (right: string) => boolean,
): readonly R[] {
  return groups.flatMap((group) => rows.filter((row) => row.group === group && may(row.right)));
}

/** The row of the table whose path is the address: '/customers/7' is '/customers/$customerId'. */
export function rowOf<R extends PlacedRow>(address: string, rows: readonly R[]): R | undefined {
  const words = wordsOf(address);
  const fits = (row: R) => {
    const pattern = wordsOf(row.path);
    return (
      pattern.length === words.length &&
      pattern.every((word, at) => word.startsWith('$') || word === words[at])
    );
  };
  // A fixed word is nearer than a parameter: '/hand-overs/new' is not a hand-over.
  return rows.filter(fits).toSorted((a, b) => parameters(a) - parameters(b))[0];
}

/**
 * The entry of the menu under which a page stands: itself, else the one whose path its own begins
 * with, else the entry before it in the table (rooms list their pages after the entry).
 */
export function entryOf<R extends PlacedRow>(row: R, rows: readonly R[]): R | undefined {
  if (row.group !== undefined) return row;
  const [nearest] = rows
    .filter((one) => one.group !== undefined && row.path.startsWith(`${one.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length);
  return nearest ?? rows.slice(0, rows.indexOf(row)).findLast((one) => one.group !== undefined);
}

/** The group of an address; undefined for an address that is no page. */
export function groupOf<R extends PlacedRow>(
  address: string,
  rows: readonly R[],
): Group | undefined {
  const row = rowOf(address, rows);
  return row === undefined ? undefined : entryOf(row, rows)?.group;
}

function wordsOf(path: string): readonly string[] {
  return path.split('/').filter((word) => word !== '');
}

function parameters(row: PlacedRow): number {
  return wordsOf(row.path).filter((word) => word.startsWith('$')).length;
}
