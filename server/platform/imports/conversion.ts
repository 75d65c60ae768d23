import { halfWidth, parseDecimal } from '../../../core/decimal.ts';
import { dayOf, parseDay } from '../../../core/day.ts';
import { fen, moneyText } from '../../../core/money.ts';
import { serialDay } from '../files/workbook-reader.ts';
import type { ColumnMapping, Conversion } from './contract.ts';
import type { ImportFault, ImportRecord, ReadRecord } from './target.ts';

const noWords = new Set(['否', 'no', 'n', 'false', '0', '无', '不是', 'f']);
const yesWords = new Set(['是', 'yes', 'y', 'true', '1', '有', 't', '√']);

const codeOf = {
  day_first: 'imports.fault.day_unreadable',
  month_first: 'imports.fault.day_unreadable',
  day_serial: 'imports.fault.day_unreadable',
  with_time: 'imports.fault.day_unreadable',
  yuan: 'imports.fault.money_unreadable',
  wan: 'imports.fault.money_unreadable',
  fen: 'imports.fault.money_unreadable',
  fraction: 'imports.fault.rate_unreadable',
  permille: 'imports.fault.rate_unreadable',
  bp: 'imports.fault.rate_unreadable',
  yes_no: 'imports.fault.yes_no_unreadable',
  codes: 'imports.fault.code_unmapped',
} as const;

/**
 * A foreign value in the words of the bank's files: days as YYYY-MM-DD, money in yuan, rates in
 * percent. Exact: a value with more places than fen or a hundredth of a basis point is null, as is
 * one that cannot be read. An empty value stays empty.
 */
export function converted(
  value: string,
  conversion: Conversion,
  codes: Readonly<Record<string, string>> = {},
): string | null {
  const text = halfWidth(value).trim();
  if (conversion === 'as_is' || text === '') return conversion === 'as_is' ? value : '';
  switch (conversion) {
    case 'day_first':
    case 'month_first':
      return dayWithYearLast(text, conversion);
    case 'day_serial':
      return /^\d{4,6}(\.\d+)?$/.test(text) ? serialDay(text) : null;
    case 'with_time':
      return parseDay(text.replace(/[ T]+\d{1,2}[:时].*$/, ''));
    case 'yuan':
      return money(text, 2);
    case 'wan':
      return money(text, 6);
    case 'fen':
      return money(text, 0);
    case 'fraction':
      return percent(parseDecimal(text, 6));
    case 'permille':
      return percent(parseDecimal(text.replace(/‰$/, ''), 3));
    case 'bp':
      return percent(parseDecimal(text.replace(/\s*bps?$/i, ''), 2));
    case 'yes_no':
      if (yesWords.has(text.toLowerCase())) return 'yes';
      return noWords.has(text.toLowerCase()) ? 'no' : null;
    case 'codes':
      return codes[text] ?? codes[value.trim()] ?? null;
  }
}

/**
 * One row of a foreign table as a record of the bank's fields. What cannot be converted is a fault
 * at its field; the record keeps it as it was read.
 */
export function mappedRecord(
  cells: readonly string[],
  places: readonly Place[],
): { readonly record: ImportRecord; readonly faults: readonly ImportFault[] } {
  const record: Record<string, string> = {};
  const faults: ImportFault[] = [];
  for (const { field, at, constant, conversion, codes } of places) {
    const value = at < 0 ? constant : (cells[at] ?? '');
    const found = at < 0 ? value : converted(value, conversion, codes);
    record[field] = found ?? value;
    if (found !== null || conversion === 'as_is') continue;
    faults.push({ column: field, value, code: codeOf[conversion], level: 'error' });
  }
  return { record, faults };
}

/** Where a field comes from; `at` −1: the constant. */
export interface Place {
  readonly field: string;
  readonly at: number;
  readonly constant: string;
  readonly conversion: Conversion;
  readonly codes: Readonly<Record<string, string>>;
}

/** Mapped columns found in a heading. A heading that is not there is left out. */
export function placesOf(
  columns: readonly ColumnMapping[],
  heading: readonly string[],
): readonly Place[] {
  return columns.flatMap(({ field, heading: name, constant, conversion, codes }) => {
    const at = name === null ? -1 : heading.indexOf(name);
    if (name !== null && at < 0) return [];
    return [{ field, at, constant: constant ?? '', conversion, codes }];
  });
}

/** The record and faults of a row as the engine takes it. */
export function readMapped(
  of: { readonly entity: string; readonly file: string },
  row: { readonly row: number; readonly cells: readonly string[] },
  places: readonly Place[],
): ReadRecord {
  const { record, faults } = mappedRecord(row.cells, places);
  const place = { file: of.file, row: row.row };
  return { entity: of.entity, place, record, ...(faults.length === 0 ? {} : { faults }) };
}

function dayWithYearLast(text: string, order: 'day_first' | 'month_first'): string | null {
  const match = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  if (match === null) return null;
  const [one = 0, two = 0, year = 0] = match.slice(1).map((part) => Number.parseInt(part, 10));
  const [date, month] = order === 'day_first' ? [one, two] : [two, one];
  try {
    return dayOf({ year, month, date });
  } catch {
    return null;
  }
}

/** Signs of money dropped, accountants' brackets as minus; `decimals` places make one fen. */
function money(text: string, decimals: number): string | null {
  const bare = text.replace(/[¥￥\s]|CNY|RMB|元|万/gi, '');
  const negative = /^\((.*)\)$/.exec(bare)?.[1];
  const amount = parseDecimal(negative === undefined ? bare : `-${negative}`, decimals);
  return amount === null ? null : moneyText(fen(amount));
}

/** Millionths as percent with four decimals: 35000 → '3.5000'. */
function percent(millionths: bigint | null): string | null {
  if (millionths === null) return null;
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(5, '0');
  return `${millionths < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
