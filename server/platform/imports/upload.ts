import { stat } from 'node:fs/promises';
import path from 'node:path';
import { refuse } from './messages.ts';
import { readTable, type TableRow } from './table.ts';
import type { Adapter, ImportFault, ImportRecord, ImportTarget, ReadRecord } from './target.ts';

/** Columns of a quarantine file before the fields of the record. */
export const quarantineColumns = ['file', 'row', 'column', 'value', 'reason'] as const;

/**
 * Reads one CSV file with the fields of one kind of record as its heading: the way in for a bank
 * without an adapter. The file belongs to the bank of the database.
 */
export function csvAdapter(target: ImportTarget, file: string): Adapter {
  return {
    name: 'csv',
    bank: null,
    files: (dir) => oneFile(dir, file),
    read: async function* (dir, onBytes) {
      const columns = target.fields.map((field) => `${field}?`);
      for await (const rows of readTable(path.join(dir, file), columns, onBytes)) {
        yield rows.map((row) => recordOf(target, row, { file, row: row.row }));
      }
    },
    totals: () => [],
    policies: [],
  };
}

/**
 * Reads a corrected quarantine file: each record takes the place (file, row) of the one it
 * corrects, so that the same correction loaded twice adds nothing. Rows that are not in quarantine
 * of that import are faults.
 */
export function correctionAdapter(
  target: ImportTarget,
  file: string,
  corrects: {
    batchId: bigint;
    places: ReadonlySet<string>;
    /** The key behind a heading in words. */
    keyOf?: (heading: string) => string;
  },
): Adapter {
  const { keyOf } = corrects;
  return {
    name: 'correction',
    bank: null,
    files: (dir) => oneFile(dir, file),
    read: async function* (dir, onBytes) {
      const columns = ['file', 'row', ...target.fields.map((field) => `${field}?`)];
      for await (const rows of readTable(path.join(dir, file), columns, onBytes, keyOf)) {
        yield rows.map((row) => correctionOf(target, file, row, corrects));
      }
    },
    totals: () => [],
    policies: [],
  };
}

/** How the place of a quarantined record is told apart: file and row. */
export function placeText(file: string, row: number): string {
  return `${file}\n${row}`;
}

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe in front; plain numbers
 * stay as they are. `unguarded` takes it off again, so that a quarantine file comes back as it
 * went.
 */
export function guarded(cell: string): string {
  return /^'*[=@\t\r]/.test(cell) || /^'*[+-](?![\d.,]+$)/.test(cell) ? `'${cell}` : cell;
}

export function unguarded(cell: string): string {
  return cell.startsWith("'") && guarded(cell.slice(1)) === cell ? cell.slice(1) : cell;
}

function correctionOf(
  target: ImportTarget,
  upload: string,
  row: TableRow,
  corrects: { batchId: bigint; places: ReadonlySet<string> },
): ReadRecord {
  const here = { file: upload, row: row.row };
  if (row.faults.length > 0) return recordOf(target, row, here);
  const [file = '', rowText = '', ...cells] = row.cells.map(unguarded);
  const record = recordOf(target, { ...row, cells }, here);
  const fault = (column: string, value: string, code: string, params = {}): ReadRecord => ({
    ...record,
    faults: [{ column, value, code, params, level: 'error' }],
  });
  if (!/^[1-9]\d{0,8}$/.test(rowText)) {
    return fault('row', rowText, 'imports.fault.place_unreadable');
  }
  const place = { file, row: Number.parseInt(rowText, 10) };
  if (!corrects.places.has(placeText(file, place.row))) {
    const batch = corrects.batchId.toString();
    return fault('row', rowText, 'imports.fault.not_in_quarantine', { batch });
  }
  return { ...record, place };
}

function recordOf(
  target: ImportTarget,
  row: TableRow,
  place: { file: string; row: number },
): ReadRecord {
  const { entity } = target;
  if (row.faults.length > 0) return { entity, place, record: rawRecord(row), faults: row.faults };
  const record: Record<string, string> = {};
  target.fields.forEach((field, at) => (record[field] = row.cells[at] ?? ''));
  return { entity, place, record };
}

/** A row that could not be cut into cells keeps its text. */
export function rawRecord(row: { cells: readonly string[] }): ImportRecord {
  return { raw: row.cells.join('') };
}

/**
 * A row with faults as a record of one kind: what adapters answer for rows that the reader could
 * not take.
 */
export function unreadRow(
  entity: string,
  file: string,
  row: { row: number; cells: readonly string[]; faults: readonly ImportFault[] },
): ReadRecord {
  return { entity, place: { file, row: row.row }, record: rawRecord(row), faults: row.faults };
}

async function oneFile(dir: string, file: string) {
  try {
    const { size } = await stat(path.join(dir, file));
    return [{ name: file, bytes: size }];
  } catch {
    return refuse('imports.upload_malformed');
  }
}
