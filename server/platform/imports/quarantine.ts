import { stringify } from 'csv-stringify/sync';
import { say, type Locale, type Phrases } from '../../../core/messages.ts';
import type { Tx } from '../db/transaction.ts';
import type { FaultRow } from './contract.ts';
import * as lists from './lists.ts';
import { opened } from './secrecy.ts';
import type { ImportTarget } from './target.ts';
import { fieldWord, quarantineHeadings } from './quarantine-headings.ts';
import { guarded } from './upload.ts';

const pageRows = 1000;

/**
 * The quarantined rows of one kind as CSV for a spreadsheet (BOM, CRLF): one line for each record
 * with its place, the faulty columns, values and reasons, then all fields to correct. Corrected
 * rows and those given up are left out.
 */
export async function* quarantineCsv(
  tx: Tx,
  given: { batchId: bigint; target: ImportTarget; phrases: Phrases; locale: Locale },
): AsyncGenerator<string> {
  const { batchId, target } = given;
  yield `\uFEFF${csvLines([quarantineHeadings(target, given.phrases, given.locale)])}`;
  let cursor = '0';
  let waiting: FaultRow[] = [];
  for (;;) {
    const filter = { batchId, entity: target.entity, level: 'error' as const };
    const rows = await lists.listFaults(tx, filter, { cursor, limit: pageRows });
    const lines: string[][] = [];
    for (const row of rows.slice(0, pageRows)) {
      const first = waiting[0];
      if (first !== undefined && (first.file !== row.file || first.row !== row.row)) {
        lines.push(lineOf(waiting, given));
        waiting = [];
      }
      if (row.correctedBy === null && row.droppedFor === null) waiting.push(row);
    }
    const last = rows.length <= pageRows;
    if (last && waiting.length > 0) lines.push(lineOf(waiting, given));
    if (lines.length > 0) yield csvLines(lines);
    if (last) return;
    cursor = rows[pageRows - 1]!.faultId;
  }
}

/** The faults of one record as one line. */
function lineOf(
  faults: readonly FaultRow[],
  given: { target: ImportTarget; phrases: Phrases; locale: Locale },
): string[] {
  const { record, file, row } = faults[0]!;
  const raw = record['raw'] ?? null;
  const join = (pick: (fault: FaultRow) => string): string => faults.map(pick).join('; ');
  return [
    file,
    String(row),
    join((fault) => fieldWord(fault.column, given.phrases, given.locale)),
    raw === null ? join((fault) => opened(fault.value)) : opened(raw),
    join((fault) => reasonOf(fault, given.phrases, given.locale)),
    ...given.target.fields.map((field) => opened(record[field] ?? '')),
  ];
}

/** The reason of a fault in words; an unknown key stays visible. */
export function reasonOf(
  fault: Pick<FaultRow, 'code' | 'params'>,
  phrases: Phrases,
  locale: Locale,
): string {
  const phrase = phrases[fault.code];
  return phrase === undefined ? fault.code : say(phrase, locale, fault.params);
}

function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => row.map(guarded)),
    { record_delimiter: '\r\n' },
  );
}
