import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Refusal } from '../../core/refusal.ts';
import { refuse } from '../platform/imports/messages.ts';
import { readTable, type TableRow } from '../platform/imports/table.ts';
import type { ReadRecord, SourceFile } from '../platform/imports/target.ts';
import { unreadRow } from '../platform/imports/upload.ts';
import type { Entity, RecordOf } from './records.ts';

/** The needed files of a folder with their sizes; refuses a folder that lacks some, naming all. */
export async function neededFiles(
  adapter: string,
  dir: string,
  names: readonly string[],
): Promise<readonly SourceFile[] | Refusal> {
  if (!(await isThere(dir))) return refuse('imports.folder_missing', { dir });
  const sizes = await Promise.all(names.map((name) => sizeOf(path.join(dir, name))));
  const missing = names.filter((_name, at) => sizes[at] === null);
  if (missing.length > 0) {
    return refuse('imports.files_missing', { adapter, files: missing.join(', ') });
  }
  return names.map((name, at) => ({ name, bytes: sizes[at] ?? 0 }));
}

/** A small file as a whole; large ones are streamed by `readTable`. */
export async function wholeTable(
  dir: string,
  file: string,
  columns: readonly string[],
  onBytes: (bytes: number) => void,
): Promise<TableRow[]> {
  const all: TableRow[] = [];
  for await (const rows of readTable(path.join(dir, file), columns, onBytes)) all.push(...rows);
  return all;
}

/** One record of a kind whose fields the compiler knows. */
export function recordAt<E extends Entity>(
  entity: E,
  file: string,
  row: number,
  record: RecordOf<E>,
): ReadRecord {
  return { entity, place: { file, row }, record };
}

/** Records of the rows that could be read; the others go to quarantine as they are. */
export function recordsOf<E extends Entity>(
  entity: E,
  file: string,
  rows: readonly TableRow[],
  translate: (cells: readonly string[], row: number) => RecordOf<E>,
): ReadRecord[] {
  return rows.map((one) =>
    one.faults.length > 0
      ? unreadRow(entity, file, one)
      : recordAt(entity, file, one.row, translate(one.cells, one.row)),
  );
}

async function isThere(dir: string): Promise<boolean> {
  try {
    return (await stat(dir)).isDirectory();
  } catch {
    return false;
  }
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size;
  } catch {
    return null;
  }
}
