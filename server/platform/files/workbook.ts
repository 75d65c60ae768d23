import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import exceljs from 'exceljs';
import { moneyText, type Fen } from '../../../core/money.ts';

export interface WorkbookColumn {
  readonly title: string;
  /** Width in characters. */
  readonly width: number;
  /** Text stays text (a staff number keeps its zeros); money has two decimals. */
  readonly kind: 'text' | 'money' | 'count';
}

export type Cell = string | number | Fen | null;

export interface WorkbookSheet {
  readonly name: string;
  /** Lines above the table: what it is, whose, its number and digest. */
  readonly head: readonly (readonly string[])[];
  readonly columns: readonly WorkbookColumn[];
  readonly rows: AsyncIterable<readonly Cell[]>;
  /** The control row under the table. */
  readonly total: readonly Cell[];
  /** Stands in the file as its date, so that the same content gives the same bytes. */
  readonly madeAt: Date;
}

/**
 * One sheet as XLSX, written row by row: memory holds the packed file only. The same content gives
 * the same bytes. exceljs stands behind this file alone.
 */
export async function workbookOf(sheet: WorkbookSheet): Promise<Buffer> {
  return workbookOfSheets([sheet], sheet.madeAt);
}

/** The same of several sheets, one after another. */
export async function workbookOfSheets(
  sheets: readonly Omit<WorkbookSheet, 'madeAt'>[],
  madeAt: Date,
): Promise<Buffer> {
  const out = new PassThrough();
  const whole = buffer(out);
  const writer = new exceljs.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  });
  Object.assign(writer, { created: madeAt, modified: madeAt });
  for (const sheet of sheets) await addSheet(writer, sheet);
  await writer.commit();
  return withoutClock(await whole);
}

async function addSheet(
  writer: exceljs.stream.xlsx.WorkbookWriter,
  sheet: Omit<WorkbookSheet, 'madeAt'>,
): Promise<void> {
  const page = writer.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', ySplit: sheet.head.length + 1 }],
  });
  page.columns = sheet.columns.map(({ width, kind }) => ({ width, style: styles[kind] }));
  for (const line of sheet.head) {
    const row = page.addRow([...line]);
    row.eachCell((cell) => {
      cell.numFmt = '@';
    });
    row.commit();
  }
  const bold = { bold: true };
  const titles = page.addRow(sheet.columns.map((one) => one.title));
  titles.font = bold;
  titles.commit();
  for await (const cells of sheet.rows) page.addRow(valuesOf(sheet, cells)).commit();
  const total = page.addRow(valuesOf(sheet, sheet.total));
  total.font = bold;
  total.commit();
  page.commit();
}

const styles = {
  text: { numFmt: '@' },
  money: { numFmt: '#,##0.00' },
  count: { numFmt: '0' },
  rate: { numFmt: '0.00##%' },
  score: { numFmt: '0.00####' },
  day: { numFmt: 'yyyy-mm-dd' },
} as const satisfies Readonly<Record<string, Partial<exceljs.Style>>>;
export type CellKind = keyof typeof styles;

function valuesOf(
  sheet: Pick<WorkbookSheet, 'columns'>,
  cells: readonly Cell[],
): (string | number | null)[] {
  return sheet.columns.map((_column, at) => {
    const cell = cells[at] ?? null;
    return typeof cell === 'bigint' ? yuanNumber(cell) : cell;
  });
}

/** A cell of a long sheet: its kind, and its value as a cell takes it. */
export interface KindCell {
  readonly kind: CellKind;
  readonly value: string | number | Date;
}

/** A workbook that grows row by row; its bytes are taken away as they come. */
export interface LongWorkbook {
  add(cells: readonly (KindCell | null)[]): void;
  /** Bytes made so far and not yet taken. */
  taken(): Promise<readonly Buffer[]>;
  /** Ends the first sheet, adds one of labels and values, and gives the rest of the bytes. */
  end(about: {
    readonly name: string;
    readonly lines: readonly (readonly string[])[];
  }): Promise<readonly Buffer[]>;
  /** Forgets what is not written yet. */
  abandon(): void;
}

/**
 * Opens a workbook for a sheet of any length (an export): memory holds what the packer has not
 * taken yet, some pages of rows. Whoever adds rows calls `taken` after each page.
 */
export function openWorkbook(given: {
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly kind: CellKind }[];
  readonly madeAt: Date;
}): LongWorkbook {
  const out = new PassThrough({ highWaterMark: 1024 ** 2 });
  let chunks: Buffer[] = [];
  out.on('data', (chunk: Buffer) => chunks.push(chunk));
  const writer = new exceljs.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  });
  Object.assign(writer, { created: given.madeAt, modified: given.madeAt });
  const page = writer.addWorksheet(given.name, { views: [{ state: 'frozen', ySplit: 1 }] });
  page.columns = given.columns.map(({ title, kind }) => ({
    width: widthOf(title, kind),
    style: styles[kind],
  }));
  const titles = page.addRow(given.columns.map((one) => one.title));
  titles.font = { bold: true };
  titles.eachCell((cell) => {
    cell.numFmt = '@';
  });
  titles.commit();
  const take = () => {
    const all = chunks;
    chunks = [];
    return all;
  };
  return {
    add: (cells) => {
      const row = page.addRow(cells.map((cell) => cell?.value ?? null));
      for (const [at, cell] of cells.entries()) {
        if (cell === null || cell.kind === given.columns[at]?.kind) continue;
        row.getCell(at + 1).numFmt = styles[cell.kind].numFmt;
      }
      row.commit();
    },
    taken: async () => {
      await setImmediate();
      return take();
    },
    end: async ({ name, lines }) => {
      page.commit();
      const about = writer.addWorksheet(name);
      about.columns = [{ width: 18 }, { width: 90 }];
      for (const line of lines) {
        const row = about.addRow([...line]);
        row.eachCell((cell) => {
          cell.numFmt = '@';
        });
        row.commit();
      }
      about.commit();
      await writer.commit();
      return take();
    },
    abandon: () => {
      chunks = [];
      out.destroy();
    },
  };
}

/** Room for the title, and for the figures that usually stand under it. */
function widthOf(title: string, kind: CellKind): number {
  const wide = [...title].reduce((sum, sign) => sum + (sign > '\u2E7F' ? 2 : 1), 0);
  return Math.min(40, Math.max(wide + 2, kind === 'text' ? 14 : kind === 'money' ? 18 : 12));
}

/** Most fen that a cell's number still tells apart. */
const exactFenMax = 10n ** 15n;

/**
 * A workbook knows binary numbers only: up to 15 digits each writes and reads back as the same two
 * decimals. More is refused rather than rounded.
 */
function yuanNumber(amount: Fen): number {
  const size = amount < 0n ? -amount : amount;
  if (size >= exactFenMax) throw new RangeError(`too large for a workbook: ${amount} fen`);
  return Number(moneyText(amount)); // tidy: not money, but its picture in a cell
}

/** Marks of a ZIP archive: its end, and each entry of its directory. */
const zipEnd = 0x06054b50;
const zipEntry = 0x02014b50;
/** 1 January 1980, the first day that a ZIP archive can name. */
const zipEpoch = 0x00210000;

/**
 * Gives the entries of an archive one date: the writer stamps them with the present one. Each entry
 * has its date in the directory at the end and again before its bytes.
 */
function withoutClock(archive: Buffer): Buffer {
  const end = archive.length - 22;
  if (archive.readUInt32LE(end) !== zipEnd) throw new Error('not the archive that exceljs writes');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== zipEntry) throw new Error('archive directory is broken');
    archive.writeUInt32LE(zipEpoch, at + 12);
    archive.writeUInt32LE(zipEpoch, archive.readUInt32LE(at + 42) + 10);
    const lengths = [28, 30, 32].map((place) => archive.readUInt16LE(at + place));
    at += 46 + lengths.reduce((sum, one) => sum + one, 0);
  }
  return archive;
}
