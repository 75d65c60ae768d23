import {
  addDays,
  addMonths,
  day,
  dayOf,
  daysBetween,
  laterDay,
  monthOfYear,
  yearOf,
} from './day.ts';
import type { Day, DayRange } from './day.ts';

export type { DayRange } from './day.ts';

declare const form: unique symbol;

/** A calendar quarter 'YYYYQn'. */
export type Quarter = string & { readonly [form]: 'quarter' };
/** A calendar month 'YYYY-MM'. */
export type Month = string & { readonly [form]: 'month' };
/** A calendar year. */
export type Year = number;

/** A validity as rows keep it: half-open, without an end while it lasts. */
export interface Validity {
  readonly from: Day;
  readonly until: Day | null;
}

/** A quarter known to be right; throws RangeError otherwise. */
export function quarter(text: string): Quarter {
  const found = parseQuarter(text);
  if (found === null) throw new RangeError(`not a quarter: '${text}'`);
  return found;
}

/** 'YYYYQn' as a person gives it, or null. */
export function parseQuarter(text: string): Quarter | null {
  return /^(?!0000)\d{4}Q[1-4]$/.test(text) ? (text as Quarter) : null;
}

/** A month known to be right; throws RangeError otherwise. */
export function month(text: string): Month {
  const found = parseMonth(text);
  if (found === null) throw new RangeError(`not a month: '${text}'`);
  return found;
}

/** 'YYYY-MM' as a person gives it, or null. */
export function parseMonth(text: string): Month | null {
  return /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : null;
}

export function quarterOf(on: Day): Quarter {
  return quarterAt(yearOf(on), Math.ceil(monthOfYear(on) / 3));
}

export function monthOf(on: Day): Month {
  return on.slice(0, 7) as Month;
}

export function monthRange(of: Month): DayRange {
  const from = day(`${of}-01`);
  return { from, until: addMonths(from, 1) };
}

export function quarterRange(of: Quarter): DayRange {
  const from = dayOf({ year: quarterYear(of), month: quarterIndex(of) * 3 - 2, date: 1 });
  return { from, until: addMonths(from, 3) };
}

export function yearRange(of: Year): DayRange {
  const from = dayOf({ year: of, month: 1, date: 1 });
  return { from, until: addMonths(from, 12) };
}

/** The year to date at the end of a quarter: [1 January, end of the quarter). */
export function yearToQuarterRange(of: Quarter): DayRange {
  return { from: yearRange(quarterYear(of)).from, until: quarterRange(of).until };
}

export function quarterYear(of: Quarter): Year {
  return Number(of.slice(0, 4));
}

/** 1–4. */
export function quarterIndex(of: Quarter): number {
  return Number(of.slice(5));
}

export function quartersOf(of: Year): readonly Quarter[] {
  return [1, 2, 3, 4].map((index) => quarterAt(of, index));
}

export function monthsOf(of: Quarter): readonly Month[] {
  const { from } = quarterRange(of);
  return [0, 1, 2].map((months) => monthOf(addMonths(from, months)));
}

export function previousQuarter(of: Quarter): Quarter {
  return quarterOf(addDays(quarterRange(of).from, -1));
}

export function nextQuarter(of: Quarter): Quarter {
  return quarterOf(quarterRange(of).until);
}

export function previousMonth(of: Month): Month {
  return monthOf(addMonths(monthRange(of).from, -1));
}

export function nextMonth(of: Month): Month {
  return monthOf(monthRange(of).until);
}

export function rangeDays(range: DayRange): number {
  return daysBetween(range.from, range.until);
}

/** The last day that belongs to the range (a closing day). */
export function lastDay(range: DayRange): Day {
  return addDays(range.until, -1);
}

export function containsDay(range: Validity, on: Day): boolean {
  return range.from <= on && (range.until === null || on < range.until);
}

/** The common part of a range and a validity, or null when they share no day. */
export function overlap(range: DayRange, other: Validity): DayRange | null {
  const from = laterDay(range.from, other.from);
  const until = other.until === null || other.until > range.until ? range.until : other.until;
  return from < until ? { from, until } : null;
}

/** How many days a range and a validity share. */
export function overlapDays(range: DayRange, other: Validity): number {
  const common = overlap(range, other);
  return common === null ? 0 : rangeDays(common);
}

/** A piece of a range with the one owner of its days; null where nobody owned them. */
export interface OwnedPiece<Owner> extends DayRange {
  readonly owner: Owner | null;
  readonly days: number;
}

/**
 * Cuts a range where the owner changes: pieces in order of day, without hole, their days sum to
 * the days of the range (values over time follow the days owned, golden case G20). Throws
 * RangeError when two owners share a day, which the database's rules make impossible.
 */
export function splitByOwner<Owner>(
  range: DayRange,
  spans: readonly (Validity & { readonly owner: Owner })[],
): readonly OwnedPiece<Owner>[] {
  const pieces: OwnedPiece<Owner>[] = [];
  const add = (owner: Owner | null, from: Day, until: Day) => {
    if (from < until) pieces.push({ owner, from, until, days: daysBetween(from, until) });
  };
  let reached = range.from;
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const common = overlap(range, span);
    if (common === null) continue;
    if (common.from < reached) throw new RangeError(`two owners on ${common.from}`);
    add(null, reached, common.from);
    add(span.owner, common.from, common.until);
    reached = common.until;
  }
  add(null, reached, range.until);
  return pieces;
}

function quarterAt(year: Year, index: number): Quarter {
  return `${String(year).padStart(4, '0')}Q${index}` as Quarter;
}
