import { open } from 'node:fs/promises';
import path from 'node:path';
import { cleanText } from '../../../core/text.ts';
import { ArchiveFault } from '../files/archive-reader.ts';
import { openForeignWorkbook, type SheetRow } from '../files/workbook-reader.ts';
import { headingRowOf, headingWithin } from './heading-row.ts';
import { refuse } from './messages.ts';
import { readForeignTable, type TableRow } from './table.ts';
import { ImportStop } from './target.ts';
import { encodingOfFile, type Encoding } from './text.ts';

/** A dropped file on disk, and which of its sheets is meant. */
export interface Source {
  readonly file: string;
  /** Its name to people. */
  readonly name: string;
  readonly form: 'text' | 'workbook';
  /** Empty: the first one, or text. */
  readonly sheet: string;
}

export interface SourceRows {
  readonly heading: readonly string[];
  /** Row of the heading in the file. */
  readonly headingRow: number;
  /** In the file's own order of columns. */
  readonly rows: readonly TableRow[];
}

/** Columns a table may have; a bank's widest export has some hundred. */
export const columnsMax = 500;

/**
 * Rows of a dropped file, text or workbook, in batches, each with the heading. Refuses (ImportStop)
 * what is no table: empty, without rows, binary, headings twice, too many columns, a broken or
 * locked or swelling workbook.
 */
export async function* readSource(
  source: Source,
  onBytes: (bytes: number) => void,
): AsyncGenerator<SourceRows> {
  let heading: readonly string[] | null = null;
  let headingRow = 1;
  let some = false;
  const found = source.form === 'workbook' ? sheetRows(source, onBytes) : textRows(source, onBytes);
  try {
    for await (const rows of found) {
      const data = heading === null ? rows.slice(1) : rows;
      if (heading === null) headingRow = rows[0]!.row;
      heading ??= headingOf(rows[0]!.cells, source.name);
      if (data.length === 0) continue;
      some = true;
      const wanted = heading.length;
      yield { heading, headingRow, rows: data.map((row) => evened(row, wanted, source.form)) };
    }
  } catch (error) {
    throw error instanceof ArchiveFault ? stopOf(error, source.name) : error;
  }
  if (heading === null) throw new ImportStop(refuse('imports.file_empty', { file: source.name }));
  if (!some) throw new ImportStop(refuse('imports.no_rows', { file: source.name }));
}

/** The sheets of a workbook; none for text. Refuses a broken or locked workbook. */
export async function sheetsOf(source: Source): Promise<readonly string[]> {
  if (source.form === 'text') return [];
  try {
    const { sheets } = await openForeignWorkbook(source.file);
    if (sheets.length === 0) throw new ArchiveFault('broken');
    return sheets;
  } catch (error) {
    throw error instanceof ArchiveFault ? stopOf(error, source.name) : error;
  }
}

/**
 * Text or workbook, by the first bytes and never by the name. Refuses other known kinds of file.
 */
export async function formOf(file: string, name: string): Promise<Source['form']> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    const first = buffer.subarray(0, bytesRead);
    if (first.length === 0) throw new ImportStop(refuse('imports.file_empty', { file: name }));
    if (first.toString('latin1', 0, 4) === 'PK\x03\x04') return 'workbook';
    if (first.toString('hex').startsWith('d0cf11e0')) {
      throw new ImportStop(refuse('imports.workbook_old', { file: name }));
    }
    if (isBinary(first)) throw new ImportStop(refuse('imports.not_a_table', { file: name }));
    return 'text';
  } finally {
    await handle.close();
  }
}

/** Pictures and programs have control bytes all over; a table has a stray one at most. */
function isBinary(first: Buffer): boolean {
  const start = first.toString('hex', 0, 2);
  if (start === 'fffe' || start === 'feff' || start === '1f8b') return false;
  const control = first.filter((one) => one < 9 || (one > 13 && one < 32)).length;
  return control > 3 || (control > 0 && control * 20 > first.length);
}

export function encodingOf(source: Source): Promise<Encoding | null> {
  return source.form === 'text' ? encodingOfFile(source.file) : Promise.resolve(null);
}

async function* textRows(source: Source, onBytes: (bytes: number) => void) {
  yield* readForeignTable(source.file, onBytes);
}

async function* sheetRows(
  source: Source,
  onBytes: (bytes: number) => void,
): AsyncGenerator<readonly TableRow[]> {
  const book = await openForeignWorkbook(source.file);
  const sheet = source.sheet === '' ? book.sheets[0] : source.sheet;
  if (sheet === undefined || !book.sheets.includes(sheet)) {
    throw new ImportStop(refuse('imports.sheet_unknown', { sheet: source.sheet }));
  }
  let waiting: readonly SheetRow[] | null = [];
  for await (const rows of book.rows(sheet, onBytes)) {
    if (waiting === null) yield rows.map(tableRow);
    else {
      waiting = [...waiting, ...rows];
      if (waiting.length < headingWithin) continue;
      yield underHeading(waiting);
      waiting = null;
    }
  }
  if (waiting !== null && waiting.length > 0) yield underHeading(waiting);
}

const tableRow = ({ row, cells }: SheetRow): TableRow => ({ row, cells, faults: [] });

/** The heading first, without the title above it. */
function underHeading(rows: readonly SheetRow[]): readonly TableRow[] {
  const { at, names } = headingRowOf(rows.map((one) => one.cells));
  const data = rows.slice(at + 1).map(tableRow);
  return [{ row: rows[at]!.row, cells: names, faults: [] }, ...data];
}

/** A sheet leaves empty cells out at the end of a row; more cells than headings are a fault. */
function evened(row: TableRow, wanted: number, form: Source['form']): TableRow {
  if (row.faults.length > 0 || row.cells.length === wanted) return row;
  const surplus = row.cells.slice(wanted).some((cell) => cell !== '');
  if (form === 'workbook' && !surplus) {
    const cells = Array.from({ length: wanted }, (_none, at) => row.cells[at] ?? '');
    return { ...row, cells };
  }
  const params = { found: row.cells.length, expected: wanted };
  const value = row.cells.join(',').slice(0, 200);
  const fault = { column: '', value, code: 'imports.fault.column_count', params };
  return { ...row, cells: [row.cells.join(',')], faults: [{ ...fault, level: 'error' }] };
}

/** The names of the columns: clean, each once; one without a name is called by its place. */
function headingOf(cells: readonly string[], file: string): readonly string[] {
  const text = cells.join('').replace(/[\t\n\r]/g, '');
  if (/[\p{Cc}\uFFFD]/u.test(text)) {
    throw new ImportStop(refuse('imports.not_a_table', { file }));
  }
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  if (last < 0) throw new ImportStop(refuse('imports.file_empty', { file }));
  if (cells.length > columnsMax) {
    const numbers = { file: path.basename(file), found: cells.length, max: columnsMax };
    throw new ImportStop(refuse('imports.too_many_columns', numbers));
  }
  const names = cells.map((cell, at) => {
    const name = cleanText(cell);
    return name === '' ? `#${at + 1}` : name.slice(0, 100);
  });
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    throw new ImportStop(refuse('imports.heading_twice', { file, heading: twice }));
  }
  return names;
}

function stopOf(fault: ArchiveFault, file: string): ImportStop {
  if (fault.reason === 'locked') return new ImportStop(refuse('imports.workbook_old', { file }));
  if (fault.reason === 'too_large') return new ImportStop(refuse('imports.swollen', { file }));
  return new ImportStop(refuse('imports.not_workbook', { file }));
}
