import path from 'node:path';
import { headingRowOf, headingWithin } from './heading-row.ts';
import { refuse } from './messages.ts';
import { ImportStop, type ImportFault } from './target.ts';
import { readText } from './text.ts';

/** One row of a file: its cells in the order asked for, or what is wrong with it. */
export interface TableRow {
  /** The heading is row 1; a quoted cell with line breaks does not count twice. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly faults: readonly ImportFault[];
}

/**
 * A quoted cell longer than this was never closed: its first line is a fault and reading goes on
 * after it.
 */
const quotedMax = 65_536;
const quotedLinesMax = 200;
/** A line longer than this is no line of a table. */
const lineMax = 1_048_576;

/**
 * Reads a table with a heading (`;`, `,` or tab, found in the heading) in batches of rows. Cells
 * come in the order of `columns`; names that are optional end with '?'. Never stops at a bad row:
 * wrong number of columns, a broken quote, an embedded NUL and broken bytes become faults of that
 * row. `keyOf` answers the name a heading stands for. Refuses a file without the columns.
 */
export async function* readTable(
  file: string,
  columns: readonly string[],
  onBytes: (bytes: number) => void,
  keyOf: (heading: string) => string = (heading) => heading,
): AsyncGenerator<readonly TableRow[]> {
  let shape: Shape | null = null;
  let row = 1;
  for await (const records of readRecords(file, onBytes)) {
    const rows: TableRow[] = [];
    for (const record of records) {
      if (shape === null) shape = shapeOf(record, columns, path.basename(file), keyOf);
      else rows.push(rowOf(++row, record, shape));
    }
    if (rows.length > 0) yield rows;
  }
  if (shape === null) {
    throw new ImportStop(refuse('imports.file_empty', { file: path.basename(file) }));
  }
}

/**
 * Reads a table whose columns are not known: rows in the file's own order of columns, the heading
 * first, wherever it stands; lines of a title above it are passed over.
 */
export async function* readForeignTable(
  file: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<readonly TableRow[]> {
  let shape: Shape | null = null;
  let row = 0;
  for await (const records of readRecords(file, onBytes)) {
    const rows: TableRow[] = [];
    let from = 0;
    if (shape === null) {
      const lines = records.slice(0, headingWithin).map((one) => one.text);
      const separator = usualSeparator(lines);
      const { at, names } = headingRowOf(lines.map((one) => cellsOf(one, separator) ?? [one]));
      shape = { separator, heading: names, places: null };
      from = at + 1;
      row = from;
      rows.push({ row, cells: names, faults: none });
    }
    for (const record of records.slice(from)) rows.push(rowOf(++row, record, shape));
    if (rows.length > 0) yield rows;
  }
}

interface Shape {
  readonly separator: string;
  readonly heading: readonly string[];
  /**
   * For each asked column its place in the file; -1 when it is optional and absent. Null: the same
   * order.
   */
  readonly places: readonly number[] | null;
}

/** A record as text lines; `open` when its quote is never closed. */
interface RawRecord {
  readonly text: string;
  readonly open: boolean;
}

function shapeOf(
  record: RawRecord,
  columns: readonly string[],
  file: string,
  keyOf: (heading: string) => string,
): Shape {
  const separator = separatorOf(record.text);
  const heading = cellsOf(record.text, separator)?.map((name) => keyOf(name.trim())) ?? [];
  const places = columns.map((name) => heading.indexOf(name.replace(/\?$/, '')));
  const missing = columns.filter((name, at) => places[at] === -1 && !name.endsWith('?'));
  if (missing.length > 0) {
    throw new ImportStop(refuse('imports.columns_missing', { file, columns: missing.join(', ') }));
  }
  const same = places.length === heading.length && places.every((place, at) => place === at);
  return { separator, heading, places: same ? null : places };
}

/** The separator that stands most often in the heading, outside quotes; a comma when none does. */
export function separatorOf(heading: string): string {
  const bare = heading.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((mark) => ({ mark, times: bare.split(mark).length }));
  return counts.reduce((best, one) => (one.times > best.times ? one : best)).mark;
}

/** The separator that cuts most lines into the most cells; titles above a heading have none. */
function usualSeparator(lines: readonly string[]): string {
  const usual = (mark: string): number => {
    const sizes = lines.map((one) => one.replace(/"[^"]*"/g, '').split(mark).length);
    return sizes.toSorted((a, b) => b - a)[Math.floor((sizes.length - 1) / 3)] ?? 0;
  };
  const first = separatorOf(lines[0] ?? '');
  const counts = [first, ',', ';', '\t'].map((mark) => ({ mark, times: usual(mark) }));
  return counts.reduce((best, one) => (one.times > best.times ? one : best)).mark;
}

function rowOf(row: number, record: RawRecord, shape: Shape): TableRow {
  const { text } = record;
  const fault = (code: string, column: string, value: string, params = {}): TableRow => ({
    row,
    cells: [text.slice(0, 2000)],
    faults: [{ column, value: value.slice(0, 200), code, params, level: 'error' }],
  });
  if (record.open) return fault('imports.fault.quote_open', '', text);
  const cells = cellsOf(text, shape.separator);
  if (cells === null) return fault('imports.fault.quote_broken', '', text);
  const { heading } = shape;
  if (cells.length !== heading.length) {
    const numbers = { found: cells.length, expected: heading.length };
    return fault('imports.fault.column_count', '', text, numbers);
  }
  if (text.includes('\0') || text.includes('\uFFFD')) {
    const at = cells.findIndex((cell) => cell.includes('\0') || cell.includes('\uFFFD'));
    const cell = cells[at]!;
    const code = cell.includes('\0') ? 'imports.fault.nul' : 'imports.fault.broken_bytes';
    return fault(code, heading[at]!, cell);
  }
  const { places } = shape;
  if (places === null) return { row, cells, faults: none };
  return { row, cells: places.map((place) => (place < 0 ? '' : cells[place]!)), faults: none };
}
const none: readonly ImportFault[] = [];

/**
 * Cells of one record; null when text follows a closing quote. A quote inside a bare cell is kept.
 */
export function cellsOf(line: string, separator: string): string[] | null {
  if (!line.includes('"')) return line.split(separator);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      const close = closingQuote(line, at);
      if (close < 0) return null;
      cells.push(line.slice(at + 1, close).replaceAll('""', '"'));
      at = close + 1;
      if (at >= line.length) return cells;
      if (line[at] !== separator) return null;
      at++;
    } else {
      const end = line.indexOf(separator, at);
      if (end < 0) {
        cells.push(line.slice(at));
        return cells;
      }
      cells.push(line.slice(at, end));
      at = end + 1;
    }
  }
}

function closingQuote(line: string, open: number): number {
  let at = open + 1;
  for (;;) {
    const quote = line.indexOf('"', at);
    if (quote < 0 || line[quote + 1] !== '"') return quote;
    at = quote + 2;
  }
}

/**
 * Lines put together to records: a line break inside a quoted cell belongs to it. Empty lines are
 * left out.
 */
async function* readRecords(
  file: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<readonly RawRecord[]> {
  let rest = '';
  let waiting: string[] = [];
  let separator = '';
  for await (const text of readText(file, onBytes)) {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop()!;
    if (rest.length > lineMax) {
      throw new ImportStop(refuse('imports.no_table', { file: path.basename(file) }));
    }
    if (separator === '' && lines.length > 0) {
      separator = separatorOf(lines.find((one) => /[,;\t]/.test(one)) ?? '');
    }
    const records: RawRecord[] = [];
    waiting = gather([...waiting, ...lines], separator, records, false);
    if (records.length > 0) yield records;
  }
  const records: RawRecord[] = [];
  gather(rest === '' ? waiting : [...waiting, rest], separator, records, true);
  if (records.length > 0) yield records;
}

/** Puts whole records into `into`; answers the lines that wait for their closing quote. */
function gather(
  lines: readonly string[],
  separator: string,
  into: RawRecord[],
  last: boolean,
): string[] {
  for (let at = 0; at < lines.length; at++) {
    const line = withoutReturn(lines[at]!);
    if (line === '') continue;
    if (!line.includes('"') || !isOpen(line, separator)) {
      into.push({ text: line, open: false });
      continue;
    }
    let text = line;
    let next = at + 1;
    let open = true;
    const tooLong = (): boolean => text.length > quotedMax || next - at > quotedLinesMax;
    while (open && next < lines.length && !tooLong()) {
      text += `\n${withoutReturn(lines[next++]!)}`;
      open = isOpen(text, separator);
    }
    if (open && !last && !tooLong()) return lines.slice(at);
    // Text behind the closing quote: it closed by accident in a later row, which is a row of its
    // own.
    if (!open && cellsOf(text, separator) === null) open = true;
    into.push({ text: open ? line : text, open });
    if (!open) at = next - 1;
  }
  return [];
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Whether the last quoted cell is not closed. */
function isOpen(text: string, separator: string): boolean {
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const close = closingQuote(text, at);
      if (close < 0) return true;
      at = close + 1;
    }
    const next = text.indexOf(separator, at);
    if (next < 0) return false;
    at = next + 1;
  }
}
