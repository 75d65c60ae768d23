import { parse } from 'yaml';
import { parseQuarter } from '../../../core/period.ts';
import { isRefusal, type Refusal, type RefusalDetail } from '../../../core/refusal.ts';
import { cellsOf, separatorOf } from '../../platform/imports/table.ts';
import { refuse } from './messages.ts';

/** A row of a file of figures as written; `row` as a spreadsheet counts, the heading is 1. */
export interface FileRow {
  readonly row: number;
  readonly staffNo: string;
  readonly quarter: string;
  readonly metric: string;
  readonly value: string;
  readonly evidence: string;
}

const columns = {
  staffNo: ['staff_no', '工号'],
  quarter: ['quarter', '季度'],
  metric: ['metric', '指标'],
  value: ['value', '数值'],
  evidence: ['evidence', '依据'],
} as const;
type Column = keyof typeof columns;
const names = Object.keys(columns) as Column[];

const rowsMost = 10_000;

/**
 * Reads a file of figures, CSV (comma, semicolon or tab) or YAML (a list of entries), with English
 * or Chinese names of columns. Every fault is named with its row and column; refuses the file as a
 * whole: half a file entered is worse than none.
 */
export function readFigureFile(fileName: string, text: string): Refusal | readonly FileRow[] {
  const rows = /\.ya?ml$/i.test(fileName) ? fromYaml(text) : fromCsv(text);
  if (isRefusal(rows)) return rows;
  if (rows.length === 0) return refuse('metrics.file_faulty', { faults: 0 });
  if (rows.length > rowsMost)
    return refuse('metrics.file_too_long', { rows: rows.length, rowsMost });
  const faults = rows.flatMap(faultsOf);
  return faults.length > 0
    ? refuse('metrics.file_faulty', { faults: faults.length }, faults)
    : rows;
}

function faultsOf(row: FileRow): RefusalDetail[] {
  const missing = names
    .filter((name) => row[name].trim() === '')
    .map((name) => ({ at: placeOf(row.row, name), code: 'metrics.cell_empty', params: {} }));
  if (row.quarter !== '' && parseQuarter(row.quarter) === null) {
    const params = { value: row.quarter };
    return [
      ...missing,
      { at: placeOf(row.row, 'quarter'), code: 'metrics.cell_no_quarter', params },
    ];
  }
  return missing;
}

/** Where a fault is: the row and the column as the file writes it. */
export function placeOf(row: number, column: Column): string {
  return `${row} · ${columns[column].toReversed().join(' ')}`;
}

function fromCsv(text: string): Refusal | FileRow[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const separator = separatorOf(lines[0] ?? '');
  const heading = (cellsOf(lines[0] ?? '', separator) ?? []).map((cell) => cell.trim());
  const places = new Map(
    names.map((name) => [
      name,
      heading.findIndex((cell) => (columns[name] as readonly string[]).includes(cell)),
    ]),
  );
  const absent = names.filter((name) => places.get(name) === -1);
  if (absent.length > 0) {
    const list = absent.map((name) => columns[name].join('/')).join('、');
    return refuse('metrics.columns_unreadable', { columns: list });
  }
  const rows: FileRow[] = [];
  const faults: RefusalDetail[] = [];
  lines.slice(1).forEach((line, at) => {
    if (line.trim() === '') return;
    const row = at + 2;
    const cells = cellsOf(line, separator);
    if (cells === null || cells.length < heading.length) {
      faults.push({ at: String(row), code: 'metrics.line_broken', params: {} });
      return;
    }
    const cell = (name: Column) => (cells[places.get(name)!] ?? '').trim();
    rows.push(rowFrom(row, cell));
  });
  return faults.length > 0
    ? refuse('metrics.file_faulty', { faults: faults.length }, faults)
    : rows;
}

function fromYaml(text: string): Refusal | FileRow[] {
  let list: unknown;
  try {
    // The failsafe schema keeps every value as it is written: 4.50 stays 4.50.
    list = parse(text, { schema: 'failsafe', maxAliasCount: 0 });
  } catch (error) {
    const words = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    return refuse('metrics.yaml_unreadable', { words });
  }
  if (!Array.isArray(list)) return refuse('metrics.yaml_unreadable', { words: '[ ]' });
  return list.map((one: unknown, at) => {
    const entry = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
    const cell = (name: Column) => {
      const found = columns[name].map((key) => entry[key]).find((value) => value !== undefined);
      return typeof found === 'string' ? found.trim() : '';
    };
    return rowFrom(at + 1, cell);
  });
}

function rowFrom(row: number, cell: (name: Column) => string): FileRow {
  return {
    row,
    staffNo: cell('staffNo'),
    quarter: cell('quarter').toUpperCase(),
    metric: cell('metric'),
    value: cell('value'),
    evidence: cell('evidence').slice(0, 300),
  };
}
