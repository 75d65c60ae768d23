import { ArchiveFault, entriesOf, entryText, type ArchiveEntry } from './archive-reader.ts';

/**
 * Reads XLSX files of strangers: row by row, with limits, without following any reference out of
 * the file. A formula is never computed: its last value is read, or its text when it has none.
 */
export interface ForeignWorkbook {
  readonly sheets: readonly string[];
  /** Rows of a sheet in batches; empty rows are left out. Throws ArchiveFault at a limit. */
  readonly rows: (
    sheet: string,
    onBytes?: (packedBytes: number) => void,
  ) => AsyncGenerator<readonly SheetRow[]>;
}

export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Unpacked bytes of one sheet, of the texts, and of the small parts; columns of a sheet. */
export const workbookLimits = {
  sheetBytes: 2_147_483_648,
  textBytes: 268_435_456,
  partBytes: 16_777_216,
  columns: 1000,
  rowText: 4_194_304,
} as const;

export async function openForeignWorkbook(file: string): Promise<ForeignWorkbook> {
  const entries = await entriesOf(file);
  const book = await small(file, entries, 'xl/workbook.xml');
  if (book === '') throw new ArchiveFault('broken');
  const links = await small(file, entries, 'xl/_rels/workbook.xml.rels');
  const targets = new Map(
    tags(links, 'Relationship').map((one) => [attribute(one, 'Id'), attribute(one, 'Target')]),
  );
  const sheets = new Map<string, string>();
  for (const one of tags(book, 'sheet')) {
    const target = targets.get(attribute(one, 'id')) ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    if (entries.has(path)) sheets.set(decoded(attribute(one, 'name')), path);
  }
  const from1904 = /<(?:\w+:)?workbookPr[^>]*date1904="(?:1|true)"/.test(book);
  return {
    sheets: [...sheets.keys()],
    rows: async function* (sheet, onBytes) {
      const entry = entries.get(sheets.get(sheet) ?? '');
      if (entry === undefined) throw new ArchiveFault('broken');
      const texts = await sharedTexts(file, entries.get('xl/sharedStrings.xml'));
      const days = dayStyles(await small(file, entries, 'xl/styles.xml'));
      yield* rowsOf(file, entry, { texts, days, from1904 }, onBytes);
    },
  };
}

interface Meanings {
  readonly texts: readonly string[];
  /** Styles that show a number as a day. */
  readonly days: ReadonlySet<number>;
  readonly from1904: boolean;
}

async function* rowsOf(
  file: string,
  entry: ArchiveEntry,
  meanings: Meanings,
  onBytes?: (packedBytes: number) => void,
): AsyncGenerator<readonly SheetRow[]> {
  let last = 0;
  const parts = elements(entryText(file, entry, workbookLimits.sheetBytes, onBytes), 'row');
  for await (const found of parts) {
    const rows: SheetRow[] = [];
    for (const element of found) {
      const opening = element.slice(0, element.indexOf('>') + 1);
      const stated = Number.parseInt(attribute(opening, 'r'), 10);
      last = Number.isSafeInteger(stated) && stated > last ? stated : last + 1;
      const cells = cellsOf(element, meanings);
      if (cells.some((cell) => cell !== '')) rows.push({ row: last, cells });
    }
    if (rows.length > 0) yield rows;
  }
}

function cellsOf(row: string, meanings: Meanings): string[] {
  const cells: string[] = [];
  const pattern = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
  for (const [, attributes = '', body = ''] of row.matchAll(pattern)) {
    const opening = `<c ${attributes}>`;
    const at = columnOf(attribute(opening, 'r')) ?? cells.length;
    if (at >= workbookLimits.columns) throw new ArchiveFault('too_large');
    while (cells.length < at) cells.push('');
    cells[at] = cellText(opening, body, meanings);
  }
  return cells;
}

function cellText(opening: string, body: string, meanings: Meanings): string {
  const type = attribute(opening, 't');
  if (type === 'inlineStr') return textsIn(body);
  const value = /<(?:\w+:)?v[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/.exec(body)?.[1];
  if (value === undefined) {
    const formula = /<(?:\w+:)?f[^>]*>([\s\S]*?)<\/(?:\w+:)?f>/.exec(body)?.[1];
    return formula === undefined ? '' : `=${decoded(formula)}`;
  }
  if (type === 's') return meanings.texts[Number.parseInt(value, 10)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'str' || type === 'e' || type === 'd') return decoded(value);
  const style = Number.parseInt(attribute(opening, 's'), 10);
  return meanings.days.has(style) ? serialDay(value, meanings.from1904) : numberText(value);
}

/** 'AB12' → 27. */
function columnOf(reference: string): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;
}

const fifteenDigits = new Intl.NumberFormat('en-US', {
  useGrouping: false,
  maximumSignificantDigits: 15,
});

/** A number as the spreadsheet shows it: plain digits, at most the 15 that it keeps exactly. */
function numberText(value: string): string {
  const plain = value.trim();
  if (/^-?\d{1,13}(\.\d{1,2})?$/.test(plain)) return plain;
  const parsed = Number(plain); // tidy: not money, but the picture of a cell
  return Number.isFinite(parsed) ? fifteenDigits.format(parsed) : plain;
}

const dayMs = 86_400_000;
const epochDay = 25_569;
const epochDay1904 = 24_107;

/** The day of a spreadsheet's day number; a time of day is dropped. */
export function serialDay(value: string, from1904 = false): string {
  const serial = Math.floor(Number(value)); // tidy: not money
  const days = serial - (from1904 ? epochDay1904 : epochDay);
  if (!Number.isFinite(days) || Math.abs(days) > 3_000_000) return value;
  return new Date(days * dayMs).toISOString().slice(0, 10);
}

/** Positions of cell styles that show a day: built-in ones and those whose pattern has y or d. */
function dayStyles(styles: string): ReadonlySet<number> {
  const own = new Map(
    tags(styles, 'numFmt').map((one) => [
      attribute(one, 'numFmtId'),
      decoded(attribute(one, 'formatCode')),
    ]),
  );
  const within = /<(?:\w+:)?cellXfs[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? '';
  const days = new Set<number>();
  tags(within, 'xf').forEach((one, at) => {
    const id = attribute(one, 'numFmtId');
    const number = Number.parseInt(id, 10);
    const builtIn = (number >= 14 && number <= 17) || number === 22;
    const chinese = (number >= 27 && number <= 36) || (number >= 50 && number <= 58);
    const pattern = (own.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
    if (builtIn || chinese || /[yd]/i.test(pattern)) days.add(at);
  });
  return days;
}

async function sharedTexts(file: string, entry: ArchiveEntry | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (entry === undefined) return texts;
  const parts = elements(entryText(file, entry, workbookLimits.textBytes), 'si');
  for await (const found of parts) for (const one of found) texts.push(textsIn(one));
  return texts;
}

/** All runs of text in an element, without the readings printed above Japanese words. */
function textsIn(element: string): string {
  const plain = element.replace(/<(?:\w+:)?rPh[\s\S]*?<\/(?:\w+:)?rPh>/g, '');
  const runs = plain.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g);
  return [...runs].map((run) => decoded(run[1] ?? '')).join('');
}

/** Whole elements of one name as they come out of a stream of text. */
async function* elements(
  stream: AsyncIterable<string>,
  name: string,
): AsyncGenerator<readonly string[]> {
  const pattern = new RegExp(
    `<(?:\\w+:)?${name}(?:\\s[^>]*)?(?:/>|>[\\s\\S]*?</(?:\\w+:)?${name}>)`,
    'g',
  );
  let rest = '';
  for await (const piece of stream) {
    rest += piece;
    const found: string[] = [];
    let end = 0;
    for (const match of rest.matchAll(pattern)) {
      found.push(match[0]);
      end = match.index + match[0].length;
    }
    rest = rest.slice(end);
    if (rest.length > workbookLimits.rowText) throw new ArchiveFault('too_large');
    if (found.length > 0) yield found;
  }
}

async function small(
  file: string,
  entries: ReadonlyMap<string, ArchiveEntry>,
  name: string,
): Promise<string> {
  const entry = entries.get(name);
  if (entry === undefined) return '';
  let text = '';
  for await (const piece of entryText(file, entry, workbookLimits.partBytes)) text += piece;
  return text;
}

function tags(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*>`, 'g')) ?? [];
}

function attribute(tag: string, name: string): string {
  return new RegExp(`[\\s:]${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[0-9a-fA-F]{1,6}|\w{2,4});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? whole;
    const hex = name[1] === 'x';
    const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
