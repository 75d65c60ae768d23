/** A cell of the editor by its place. */
export interface CellAt {
  readonly row: number;
  readonly column: number;
}

/**
 * Where a key leads from a cell; null when the key does not move or would leave the grid. Right of
 * the last column goes on in the next row, left of the first in the one before.
 */
export function moved(
  key: string,
  { row, column }: CellAt,
  size: { readonly rows: number; readonly columns: number },
): CellAt | null {
  const cell = row * size.columns + column;
  const last = size.rows * size.columns - 1;
  const line = (next: number): CellAt | null =>
    next < 0 || next >= size.rows ? null : { row: next, column };
  const along = (next: number): CellAt | null =>
    next < 0 || next > last
      ? null
      : { row: Math.floor(next / size.columns), column: next % size.columns };
  switch (key) {
    case 'ArrowUp':
      return line(row - 1);
    case 'ArrowDown':
      return line(row + 1);
    case 'ArrowLeft':
      return along(cell - 1);
    case 'ArrowRight':
      return along(cell + 1);
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: size.columns - 1 };
    default:
      return null;
  }
}

/** The faulty cell after (1) or before (−1) a cell, around the end of the page; null: none. */
export function nextFault(faulty: readonly CellAt[], from: CellAt, step: 1 | -1): CellAt | null {
  const order = (cell: CellAt): number => cell.row * 10_000 + cell.column;
  const here = order(from);
  const sorted = faulty.toSorted((a, b) => step * (order(a) - order(b)));
  const further = sorted.find((one) => step * (order(one) - here) > 0);
  return further ?? sorted[0] ?? null;
}

/** Cells of a block copied from a spreadsheet: tabs between cells, the last line break dropped. */
export function pastedBlock(text: string): readonly (readonly string[])[] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return lines.map((line) => line.split('\t').map((cell) => cell.trim()));
}
