import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import type { Field } from '../../../core/shape.ts';
import { openWorkbook, type CellKind, type KindCell } from '../files/workbook.ts';
import { cellText, decimalText, wordsOf, type ExportCell, type Words } from './cells.ts';
import type { ExportFormat } from './contract.ts';

/** A file of rows that grows; its bytes are taken away as they come. */
export interface ExportFile {
  add(cells: readonly (ExportCell | null)[]): void;
  ready(): Promise<readonly Buffer[]>;
  /** SHA-256 of titles and rows as CSV lines: the same for both formats. */
  rowsDigest(): string;
  end(about: readonly (readonly [string, string])[]): AsyncIterable<Buffer>;
  abandon(): void;
}

export interface FileFrame {
  readonly titles: readonly string[];
  readonly fields: readonly Field[];
  readonly words: Words;
  readonly madeAt: Date;
}

/** CSV is the table alone, for programs; a workbook has a second sheet that says what it is. */
export function openFile(format: ExportFormat, frame: FileFrame): ExportFile {
  const hash = createHash('sha256');
  let digest: string | undefined;
  const sink = format === 'csv' ? csvSink() : workbookSink(frame);
  let texts: string[][] = [
    [...frame.titles].map((title) => cellText({ as: 'text', value: title })),
  ];
  const poured = () => {
    if (texts.length === 0) return;
    const lines = stringify(texts);
    texts = [];
    hash.update(lines);
    sink.lines(lines);
  };
  return {
    add: (cells) => {
      texts.push(cells.map(cellText));
      sink.row(cells);
    },
    ready: () => {
      poured();
      return sink.ready();
    },
    rowsDigest: () => {
      poured();
      digest ??= hash.digest('hex');
      return digest;
    },
    end: (about) => sink.end(about),
    abandon: () => sink.abandon(),
  };
}

interface Sink {
  lines(csv: string): void;
  row(cells: readonly (ExportCell | null)[]): void;
  ready(): Promise<readonly Buffer[]>;
  end(about: readonly (readonly [string, string])[]): AsyncIterable<Buffer>;
  abandon(): void;
}

/** UTF-8 with a byte order mark, so that Excel reads Chinese. */
function csvSink(): Sink {
  let chunks: Buffer[] = [Buffer.from('\uFEFF')];
  const take = () => {
    const all = chunks;
    chunks = [];
    return all;
  };
  return {
    lines: (csv) => chunks.push(Buffer.from(csv)),
    row: () => undefined,
    ready: async () => take(),
    end: async function* () {
      yield* take();
    },
    abandon: () => undefined,
  };
}

function workbookSink({ titles, fields, words, madeAt }: FileFrame): Sink {
  const book = openWorkbook({
    name: wordsOf(words, ['exports.sheet.rows'])!,
    columns: titles.map((title, at) => ({ title, kind: kindOf(fields[at]!) })),
    madeAt,
  });
  return {
    lines: () => undefined,
    row: (cells) => book.add(cells.map((cell) => (cell === null ? null : sheetCell(cell)))),
    ready: () => book.taken(),
    end: async function* (about) {
      yield* await book.end({ name: wordsOf(words, ['exports.sheet.notes'])!, lines: about });
    },
    abandon: () => book.abandon(),
  };
}

const kinds: Readonly<Record<string, CellKind>> = {
  fen: 'money',
  rate: 'rate',
  score: 'score',
  count: 'count',
  day: 'day',
};

function kindOf(field: Field): CellKind {
  return kinds[field.unit ?? (field.kind === 'number' ? 'count' : '')] ?? 'text';
}

/** Up to 15 digits a cell's number is exact; more stays text rather than being rounded. */
const exactDigits = 15;

/**
 * A value as a workbook's cell. Text stays text, whatever it begins with: a typed string is no
 * formula.
 */
function sheetCell(cell: ExportCell): KindCell {
  const { as, value } = cell;
  if (as === 'text') return { kind: 'text', value: value.slice(0, cellTextMax) };
  if (as === 'day') return { kind: 'day', value: new Date(`${value}T00:00:00Z`) };
  if (value.replace('-', '').length > exactDigits) return { kind: 'text', value: cellText(cell) };
  const decimal = decimalText(value, places[as], 0);
  return { kind: as, value: Number(decimal) }; // tidy: not money, but its picture in a cell
}

/** What a cell of Excel holds. */
const cellTextMax = 32_767;
/** Decimals between the digits of the wire and the cell: a rate of 30000 is 0.03, shown as 3 %. */
const places = { money: 2, rate: 6, score: 6, count: 0 } as const;
