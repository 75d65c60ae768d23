import { inputsIn, type Locale, type Phrases } from '../../../core/messages.ts';
import { fen, moneyText } from '../../../core/money.ts';
import type { Field } from '../../../core/shape.ts';
import { quarterWritten } from '../../../core/written.ts';
import { schemeNameIn, type SchemeNames } from '../policy/names.ts';

/** A value of a list as a file shows it: its kind, and its text of the wire or in words. */
export interface ExportCell {
  readonly as: 'text' | 'money' | 'rate' | 'score' | 'count' | 'day';
  readonly value: string;
}

/** Phrases of every room, in one language. */
export interface Words {
  readonly locale: Locale;
  readonly module: string;
  readonly book: Phrases;
  /** English names that the bank's schemes give. */
  readonly names: SchemeNames;
}

const perUnit = { fen: 'money', rate: 'rate', score: 'score', count: 'count', day: 'day' } as const;
/** What `unit` of a row or of an answer may call a figure that changes its unit from row to row. */
const namedUnits: Readonly<Record<string, ExportCell['as']>> = perUnit;

/**
 * A value as a cell: money, rates, scores, counts and days by the unit of the contract, choices in
 * words, instants in Beijing time. A figure whose unit stands beside it (`unit` of its row, else of
 * the answer) follows that. What is no plain value (a reason, an explanation) stays exact JSON.
 */
export function cellOf(
  field: Field,
  value: unknown,
  beside: unknown,
  words: Words,
): ExportCell | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'object') return { as: 'text', value: objectText(field, value, words) };
  const text = String(value);
  const { unit } = field;
  if (unit === 'count' && field.kind === 'text' && typeof beside === 'string') {
    const as = namedUnits[beside];
    if (as !== undefined) return { as, value: text };
  }
  if (unit === 'quarter') return plain(quarterWritten(text, words.locale));
  if (unit === 'scheme_name') return plain(schemeNameIn(words.names, words.locale, text));
  if (unit === 'instant') return { as: 'text', value: instantText(text) };
  if (unit !== undefined && unit in perUnit) return { as: perUnit[unit as 'fen'], value: text };
  if (field.kind === 'number') return { as: 'count', value: text };
  if (field.kind === 'boolean') return plain(wordsOf(words, text === 'true' ? yes : no) ?? text);
  if (unit === undefined) return plain(choiceText(field.property, text, words));
  return plain(text);
}

const yes = ['exports.yes'];
const no = ['exports.no'];
const plain = (value: string): ExportCell => ({ as: 'text', value });

function objectText(field: Field, value: object, words: Words): string {
  if (Array.isArray(value)) {
    if (value.some((one) => typeof one === 'object')) return JSON.stringify(value);
    const said = value.map((one) => choiceText(field.property, String(one), words));
    return said.join(words.locale === 'zh' ? '、' : ', ');
  }
  const phrase = value as Readonly<Record<string, unknown>>;
  const own = phrase[words.locale];
  const isPhrase = Object.keys(phrase).length === 2 && 'zh' in phrase && 'en' in phrase;
  if (isPhrase && typeof own === 'string') return own;
  if (Object.values(phrase).every((one) => typeof one === 'string')) {
    const inputs = inputsIn(phrase as Readonly<Record<string, string>>, words.locale);
    return inputs.map(([name, one]) => `${name}: ${one}`).join('; ');
  }
  return JSON.stringify(value);
}

/** A word of a contract (premium, bank_signed) by its phrase; any other text as it is. */
function choiceText(property: string, value: string, words: Words): string {
  if (!/^[a-z][a-z0-9_.]*$/.test(value)) return value;
  const one = property.replace(/s$/, '');
  const keys = [property, one].flatMap((name) => [
    `${words.module}.${name}.${value}`,
    `${name}.${value}`,
  ]);
  return wordsOf(words, keys) ?? elsewhere(words, property, value) ?? value;
}

/** Another room's word for the same property: the level of a slip is a word of people. */
function elsewhere({ book, locale }: Words, property: string, value: string): string | undefined {
  let known = endings.get(book);
  if (known === undefined) {
    known = new Map();
    for (const key of Object.keys(book)) {
      const rest = key.slice(key.indexOf('.') + 1);
      if (!known.has(rest)) known.set(rest, key);
    }
    endings.set(book, known);
  }
  const key = known.get(`${property}.${value}`);
  return key === undefined ? undefined : book[key]?.[locale];
}
const endings = new WeakMap<Phrases, Map<string, string>>();

/** The first of the phrases that there is. */
export function wordsOf({ book, locale }: Words, keys: readonly string[]): string | undefined {
  const key = keys.find((one) => Object.hasOwn(book, one));
  return key === undefined ? undefined : book[key]?.[locale];
}

/** The title of a column: what the page called it, else the room's phrase, else its name. */
export function titleOf(column: { name: string; title?: string | undefined }, words: Words) {
  const { name, title } = column;
  return title ?? wordsOf(words, [`${words.module}.field.${name}`, `field.${name}`]) ?? name;
}

/** An instant in Beijing time to the second: 2026-03-01 09:30:00. */
export function instantText(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return new Date(at.getTime() + beijingAheadMs).toISOString().slice(0, 19).replace('T', ' ');
}
/** ASSUMED: instants are shown in the time of China, which has no summer time. */
const beijingAheadMs = 8 * 3_600_000;

/**
 * A cell as exact text, for CSV and for the digest of the rows: money in yuan with two decimals,
 * rates in percent, counts without separators. Text that a spreadsheet would take for a formula
 * gets an apostrophe before it (CWE-1236).
 */
export function cellText(cell: ExportCell | null): string {
  if (cell === null) return '';
  switch (cell.as) {
    case 'money':
      return moneyText(fen(BigInt(cell.value)));
    case 'rate':
      return `${decimalText(cell.value, 4, 2)}%`;
    case 'score':
      return decimalText(cell.value, 6, 2);
    case 'count':
    case 'day':
      return cell.value;
    case 'text':
      return formula.test(cell.value) ? `'${cell.value}` : cell.value;
  }
}

const formula = /^[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/;

/** Whole units at `places` decimals as a decimal number, with at least `least` of them. */
export function decimalText(digits: string, places: number, least: number): string {
  const negative = digits.startsWith('-');
  const size = (negative ? digits.slice(1) : digits).padStart(places + 1, '0');
  const whole = size.slice(0, size.length - places);
  const fraction = size.slice(size.length - places);
  const kept = fraction.slice(0, least) + fraction.slice(least).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${kept === '' ? '' : `.${kept}`}`;
}
