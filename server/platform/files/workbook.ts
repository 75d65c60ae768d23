import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
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
  const out = new PassThrough();
  const whole = buffer(out);
  const writer = new exceljs.stream.xlsx.WorkbookWriter({
    stream: out,
    useStyles: true,
    useSharedStrings: false,
  });
  Object.assign(writer, { created: sheet.madeAt, modified: sheet.madeAt });
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
  await writer.commit();
  return withoutClock(await whole);
}

const styles: Readonly<Record<WorkbookColumn['kind'], Partial<exceljs.Style>>> = {
  text: { numFmt: '@' },
  money: { numFmt: '#,##0.00' },
  count: { numFmt: '0' },
};

function valuesOf(sheet: WorkbookSheet, cells: readonly Cell[]): (string | number | null)[] {
  return sheet.columns.map((_column, at) => {
    const cell = cells[at] ?? null;
    return typeof cell === 'bigint' ? yuanNumber(cell) : cell;
  });
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
