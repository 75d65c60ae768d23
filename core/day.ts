import { halfWidth } from './decimal.ts';

declare const form: unique symbol;

/** A calendar day 'YYYY-MM-DD' (years 0001–9999). Days compare as text. */
export type Day = string & { readonly [form]: 'day' };

/** A half-open range of days: `from` belongs to it, `until` does not. */
export interface DayRange {
  readonly from: Day;
  readonly until: Day;
}

/** How a file may write a day. `dash` and `slash` also take one digit for month and day. */
export type DayForm = 'dash' | 'compact' | 'slash' | 'chinese';

const patterns: Readonly<Record<DayForm, RegExp>> = {
  dash: /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  compact: /^(\d{4})(\d{2})(\d{2})$/,
  slash: /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  chinese: /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$/,
};
export const dayForms: readonly DayForm[] = ['dash', 'compact', 'slash', 'chinese'];

/** A day known to be right, such as one of the database. Throws RangeError otherwise. */
export function day(text: string): Day {
  const exact = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const found = exact === null ? null : civilDay(exact);
  if (found === null) throw new RangeError(`not a calendar day: '${text}'`);
  return found;
}

/** A day as a person or file writes it; null when in none of the forms or not on the calendar. */
export function parseDay(text: string, forms: readonly DayForm[] = dayForms): Day | null {
  const plain = halfWidth(text).trim();
  for (const name of forms) {
    const match = patterns[name].exec(plain);
    if (match !== null) return civilDay(match);
  }
  return null;
}

/** 'YYMMDD' of an old file; `century` 19 reads '930105' as 1993-01-05. Null for no calendar day. */
export function parseYymmdd(text: string, century = 19): Day | null {
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(halfWidth(text).trim());
  if (match === null) return null;
  const [, year = '', month = '', date = ''] = match;
  return civilDay(['', `${century}${year}`, month, date]);
}

/** The day of year, month 1–12 and date; throws RangeError when it is not on the calendar. */
export function dayOf(parts: { year: number; month: number; date: number }): Day {
  const { year, month, date } = parts;
  if (!onCalendar(year, month, date)) {
    throw new RangeError(`not a calendar day: ${year}-${month}-${date}`);
  }
  return dayText(year, month, date);
}

export function yearOf(of: Day): number {
  return Number(of.slice(0, 4));
}

/** 1–12. */
export function monthOfYear(of: Day): number {
  return Number(of.slice(5, 7));
}

/** 1–31. */
export function dateOfMonth(of: Day): number {
  return Number(of.slice(8, 10));
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** 28–31; month 1–12. */
export function monthLength(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 (negative before), for arithmetic. */
export function dayNumber(of: Day): number {
  const month = monthOfYear(of);
  const year = yearOf(of) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const march = month + (month > 2 ? -3 : 9);
  const dayOfYear = Math.floor((153 * march + 2) / 5) + dateOfMonth(of) - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of `dayNumber`. Throws RangeError outside the years 0001–9999. */
export function dayOfNumber(days: number): Day {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  const date = dayOfYear - Math.floor((153 * march + 2) / 5) + 1;
  return dayOf({ year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date });
}

export function addDays(to: Day, days: number): Day {
  return dayOfNumber(dayNumber(to) + days);
}

/** The same date `months` later (or earlier), clamped to the end of a shorter month. */
export function addMonths(to: Day, months: number): Day {
  const index = yearOf(to) * 12 + monthOfYear(to) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dayOf({ year, month, date: Math.min(dateOfMonth(to), monthLength(year, month)) });
}

/** The same date `years` later; 02-29 becomes 02-28 in a common year. */
export function addYears(to: Day, years: number): Day {
  return addMonths(to, years * 12);
}

/** Days in [from, until): 1 for a day and its next, negative when `until` is earlier. */
export function daysBetween(from: Day, until: Day): number {
  return dayNumber(until) - dayNumber(from);
}

/** Monday 1 … Sunday 7. */
export function dayOfWeek(of: Day): number {
  return ((((dayNumber(of) + 3) % 7) + 7) % 7) + 1;
}

/** For sorting: below, at or above zero. */
export function compareDays(a: Day, b: Day): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function earlierDay(a: Day, b: Day): Day {
  return a < b ? a : b;
}

export function laterDay(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** Full years lived or served on a day; a birthday of 02-29 falls on 03-01 in a common year. */
export function fullYears(since: Day, on: Day): number {
  return yearOf(on) - yearOf(since) - (on.slice(5) < since.slice(5) ? 1 : 0);
}

/** The bank's calendar: the exceptions from Monday–Friday and the years whose holidays it has. */
export interface WorkCalendar {
  /** Years whose holidays the State Council has published and the bank has entered. */
  readonly publishedYears: ReadonlySet<number>;
  readonly exceptions: ReadonlyMap<Day, 'off' | 'work'>;
}

/** Whether the bank works that day; without an entry Monday–Friday are worked. */
export function isWorkingDay(on: Day, calendar: WorkCalendar): boolean {
  const exception = calendar.exceptions.get(on);
  return exception === undefined ? dayOfWeek(on) <= 5 : exception === 'work';
}

/**
 * The deadline `count` working days after a day; counting starts on the next day (golden case
 * G31), zero is the day itself. `fallbackYears` names, ascending, the years passed whose holidays
 * are not published and that were counted Monday–Friday: the page warns. Throws for a negative
 * count.
 */
export function addWorkingDays(
  from: Day,
  count: number,
  calendar: WorkCalendar,
): { readonly day: Day; readonly fallbackYears: readonly number[] } {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`working days: ${count}`);
  const fallback = new Set<number>();
  let number = dayNumber(from);
  let reached = from;
  for (let left = count; left > 0;) {
    number += 1;
    reached = dayOfNumber(number);
    noteFallback(reached, calendar, fallback);
    if (isWorkingDay(reached, calendar)) left -= 1;
  }
  return { day: reached, fallbackYears: [...fallback] };
}

/** Working days in a half-open range, and the years in it that were counted Monday–Friday. */
export function workingDaysIn(
  range: DayRange,
  calendar: WorkCalendar,
): { readonly days: number; readonly fallbackYears: readonly number[] } {
  const fallback = new Set<number>();
  let days = 0;
  for (const on of eachDay(range)) {
    noteFallback(on, calendar, fallback);
    if (isWorkingDay(on, calendar)) days += 1;
  }
  return { days, fallbackYears: [...fallback] };
}

/** Every day of a half-open range in order. */
export function* eachDay(range: DayRange): Generator<Day> {
  const until = dayNumber(range.until);
  for (let number = dayNumber(range.from); number < until; number += 1) yield dayOfNumber(number);
}

function noteFallback(on: Day, calendar: WorkCalendar, fallback: Set<number>): void {
  const year = yearOf(on);
  if (!calendar.publishedYears.has(year)) fallback.add(year);
}

function civilDay(match: readonly string[]): Day | null {
  const [year, month, date] = match.slice(1, 4).map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  return onCalendar(year, month, date) ? dayText(year, month, date) : null;
}

function onCalendar(year: number, month: number, date: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(date)) return false;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || date < 1) return false;
  return date <= monthLength(year, month);
}

function dayText(year: number, month: number, date: number): Day {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}` as Day;
}
