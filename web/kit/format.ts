import type { Locale } from '../../core/messages.ts';
import { groupedDigits } from '../../core/money.ts';
import { dayWritten } from '../../core/written.ts';

export { dayWritten, monthWritten, periodWritten, quarterWritten } from '../../core/written.ts';

/**
 * How figures are written for people. Input is the digits of the wire; only bigint is used, never a
 * float.
 */
export interface Written {
  readonly number: string;
  /** '元', '万元', '亿元', 'M', 'bn', '%' or ''. */
  readonly unit: string;
}

const yuan = 100n;
const wan = 10_000n * yuan;
const yi = 10_000n * wan;
const million = 1_000_000n * yuan;
const billion = 1_000n * million;

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Rounds half away from zero. */
export function dividedHalfUp(value: bigint, divisor: bigint): bigint {
  return (value + divisor / 2n) / divisor;
}

/** A non-negative integer shown with a decimal point before its last places. */
function pointed(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, '0');
  const whole = groupedDigits(digits.slice(0, digits.length - places));
  return places === 0 ? whole : `${whole}.${digits.slice(digits.length - places)}`;
}

/** Puts the sign back; what was rounded to zero carries none. */
function signed(value: bigint, text: string): string {
  return value < 0n && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Every fen of the amount: '-1,234.56'. */
export function fenExact(fen: string | bigint): string {
  const value = BigInt(fen);
  return signed(value, pointed(magnitude(value), 2));
}

function scaled(value: bigint, scale: bigint, unit: string): Written {
  const hundredths = dividedHalfUp(magnitude(value) * 100n, scale);
  return { number: signed(value, pointed(hundredths, 2)), unit };
}

/**
 * Whether the amount, rounded to two decimals of the smaller scale, already fills the larger one.
 */
function fills(value: bigint, scale: bigint, larger: bigint): boolean {
  return dividedHalfUp(magnitude(value) * 100n, scale) * scale >= larger * 100n;
}

/**
 * The amount by its size. Chinese: 元 below one 万, then 万元 and 亿元 with two decimals, rounded half
 * up; English: every digit below one million, then M and bn. `currency` other than CNY shows no 元.
 */
export function fenShort(fen: string | bigint, locale: Locale, currency = 'CNY'): Written {
  const value = BigInt(fen);
  const size = magnitude(value);
  if (locale === 'en') {
    if (size < million) return { number: fenExact(value), unit: '' };
    return fills(value, million, billion)
      ? scaled(value, billion, 'bn')
      : scaled(value, million, 'M');
  }
  const base = currency === 'CNY' ? '元' : '';
  if (size < wan) return { number: fenExact(value), unit: base };
  return fills(value, wan, yi) ? scaled(value, yi, `亿${base}`) : scaled(value, wan, `万${base}`);
}

/** The short amount as one text, for axes and sentences. */
export function fenWords(fen: string | bigint, locale: Locale, currency = 'CNY'): string {
  const { number, unit } = fenShort(fen, locale, currency);
  return locale === 'en' && unit !== '' ? `${number} ${unit}` : `${number}${unit}`;
}

function trimmed(text: string, least: number): string {
  const point = text.indexOf('.');
  let end = text.length;
  while (end > point + 1 + least && text[end - 1] === '0') end -= 1;
  return text.slice(0, end);
}

/** A rate in millionths as percent with two decimals, rounded half up: '30000' → '3.00'. */
export function percentShort(millionths: string | bigint): string {
  const value = BigInt(millionths);
  return signed(value, pointed(dividedHalfUp(magnitude(value), 100n), 2));
}

/** A rate in millionths as percent with all its decimals (two to four). */
export function percentExact(millionths: string | bigint): string {
  const value = BigInt(millionths);
  return signed(value, trimmed(pointed(magnitude(value), 4), 2));
}

/** A score in millionths with two decimals, rounded half up. */
export function scoreShort(millionths: string | bigint): string {
  const value = BigInt(millionths);
  return signed(value, pointed(dividedHalfUp(magnitude(value), 10_000n), 2));
}

/** A score in millionths with all its decimals (two to six). */
export function scoreExact(millionths: string | bigint): string {
  const value = BigInt(millionths);
  return signed(value, trimmed(pointed(magnitude(value), 6), 2));
}

export function countWritten(count: string | number | bigint): string {
  const value = BigInt(count);
  return signed(value, groupedDigits(magnitude(value).toString()));
}

/** The count of a list: '1,000+' when counting stopped there. */
export function cappedCount(total: { readonly count: number; readonly capped: boolean }): string {
  return `${countWritten(total.count)}${total.capped ? '+' : ''}`;
}

/** An instant in the reader's time zone, to the minute (or second). */
export function instantWritten(
  iso: string,
  locale: Locale,
  options: { readonly timeZone?: string; readonly seconds?: boolean } = {},
): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const form = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
  });
  const part = Object.fromEntries(form.formatToParts(at).map((p) => [p.type, p.value]));
  const day = dayWritten(`${part['year']}-${part['month']}-${part['day']}`, locale);
  const time = `${part['hour']}:${part['minute']}`;
  return options.seconds === true ? `${day} ${time}:${part['second']}` : `${day} ${time}`;
}

/** Fen as a number, only to place a point on a chart; never to show or to sum. */
export function fenForDrawing(fen: string): number {
  return Number(fen);
}

/** A rate or score in millionths as a number, only to place a point on a chart. */
export function millionthsForDrawing(millionths: string): number {
  return Number(millionths);
}
