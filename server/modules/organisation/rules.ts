import {
  type Day,
  dayOf,
  daysBetween,
  eachDay,
  addDays,
  parseDay,
  workingDaysIn,
  yearOf,
} from '../../../core/day.ts';
import { halfWidth } from '../../../core/decimal.ts';
import type { WorkCalendar } from '../../../core/day.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { refuse } from './messages.ts';

const segmentLength = 4;

/**
 * The path of a unit: its parent's path, then its number among all children ever made there in base
 * 36, then a dot. Four characters allow 1,679,615 children. Throws beyond.
 */
export function pathBelow(parentPath: string, childNumber: number): string {
  const segment = childNumber.toString(36);
  if (childNumber < 1 || segment.length > segmentLength) {
    throw new RangeError(`child number ${childNumber}`);
  }
  return `${parentPath}${segment.padStart(segmentLength, '0')}.`;
}

/** How many levels a path has: head office is 1. */
export function levelOf(path: string): number {
  return path.length / (segmentLength + 1);
}

/** Working days of each month of a year. */
export function workingDaysByMonth(year: number, calendar: WorkCalendar): number[] {
  return Array.from({ length: 12 }, (_none, index) => {
    const from = dayOf({ year, month: index + 1, date: 1 });
    const until =
      index === 11
        ? dayOf({ year: year + 1, month: 1, date: 1 })
        : dayOf({ year, month: index + 2, date: 1 });
    return workingDaysIn({ from, until }, calendar).days;
  });
}

/** What a save says of one day; plain: as the week has it again. */
export interface DayChange {
  readonly day: Day;
  readonly kind: 'off' | 'work' | 'plain';
  readonly name: string;
}

/**
 * The days a save really changes. Refuses days outside the year, a day given twice, and a save
 * that leaves every day as it is.
 */
export function decideChanges(
  year: number,
  inForce: readonly DayChange[],
  changes: readonly DayChange[],
): Refusal | readonly DayChange[] {
  const outside = changes.find((one) => yearOf(one.day) !== year);
  if (outside !== undefined) {
    return refuse('organisation.day_outside_year', { day: outside.day, year });
  }
  const sorted = changes.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const twice = sorted.find((one, at) => at > 0 && sorted[at - 1]!.day === one.day);
  if (twice !== undefined) return refuse('organisation.day_twice', { day: twice.day });
  const now = new Map(inForce.map((one) => [one.day, one]));
  const real = sorted.filter((one) => {
    const before = now.get(one.day);
    return one.kind === 'plain'
      ? before !== undefined
      : before?.kind !== one.kind || before.name !== one.name;
  });
  return real.length === 0 ? refuse('organisation.calendar_unchanged', { year }) : real;
}

/** One line of a pasted text that cannot be read, and why. */
export interface PasteFault {
  readonly line: number;
  readonly text: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

const offWords = /放假|休息|节假日|\boff\b|holiday/i;
const workWords = /上班|补班|工作日|\bwork(?:ing|ed|day)?\b/i;
const daysMost = 31;
const oneDay = String.raw`(?:(\d{4})[-/年.])?(?:(\d{1,2})[-/月.])?(\d{1,2})日?`;
const dates = new RegExp(String.raw`${oneDay}(?:\s*(?:至|到|~|—|–|--)\s*${oneDay})?`, 'g');

/**
 * Reads the text of a holiday notice (国庆节：10月1日至7日放假，9月20日上班) or a table with a day or a
 * range of days, off or work, and a name in each line. A day without a year is in the year of the
 * page; one without a month is in the month named before it. Lines it cannot read are faults; the
 * others still count.
 */
export function readPasted(
  year: number,
  text: string,
): { readonly changes: readonly DayChange[]; readonly faults: readonly PasteFault[] } {
  const changes = new Map<Day, DayChange>();
  const faults: PasteFault[] = [];
  text.split(/\r?\n/).forEach((raw, at) => {
    if (raw.trim() === '') return;
    for (const found of readLine(year, raw)) {
      if ('code' in found) faults.push({ line: at + 1, text: raw.trim(), ...found });
      else if ((changes.get(found.day)?.kind ?? found.kind) !== found.kind) {
        const code = 'organisation.day_twice';
        faults.push({ line: at + 1, text: raw.trim(), code, params: { day: found.day } });
      } else changes.set(found.day, found);
    }
  });
  const sorted = [...changes.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return { changes: sorted, faults };
}

type Fault = Pick<PasteFault, 'code' | 'params'>;

function readLine(year: number, raw: string): readonly (DayChange | Fault)[] {
  const plain = halfWidth(raw)
    .replace(/\([^)]*\)/g, '')
    .replace(/^\s*\d+[.、]\s*(?=\D)/, '');
  const titled = /^\s*(?:[一二三四五六七八九十]+、)?\s*([^:\d]*):(.*)$/.exec(plain);
  const clauses = (titled?.[2] ?? plain).split(/[。;]/).filter((one) => one.trim() !== '');
  const seen = { year, month: 0 };
  return clauses.flatMap((clause) => {
    const spans = [...clause.matchAll(dates)];
    if (spans.length === 0) {
      // The rest of a notice: "共8天", wishes. A whole line without a day is a fault.
      return clauses.length > 1 ? [] : [{ code: 'organisation.paste.no_day', params: {} }];
    }
    const kind = workWords.test(clause) ? 'work' : offWords.test(clause) ? 'off' : null;
    if (kind === null) {
      return /^\s*共/.test(clause) ? [] : [{ code: 'organisation.paste.no_kind', params: {} }];
    }
    const both = workWords.test(clause) && offWords.test(clause);
    const parts = both ? clause.split(/,/) : [clause];
    const name = titled?.[1]?.trim() ?? nameIn(clause);
    return parts.flatMap((part) => {
      const own = workWords.test(part) ? 'work' : 'off';
      return [...part.replace(/共\s*\d+\s*天/g, '').matchAll(dates)].flatMap((span) =>
        daysOf(year, seen, span).map((one) =>
          typeof one === 'string' ? { day: one as Day, kind: both ? own : kind, name } : one,
        ),
      );
    });
  });
}

/** The words of a table's line that are neither day nor kind. */
function nameIn(clause: string): string {
  return clause
    .replace(dates, ' ')
    .split(/[\s,]+/)
    .filter((word) => word !== '' && !offWords.test(word) && !workWords.test(word))
    .join(' ');
}

/** The days of one date or range; year and month carry over from the one before. */
function daysOf(
  year: number,
  seen: { year: number; month: number },
  span: RegExpExecArray,
): readonly (Day | Fault)[] {
  const [text, y1, m1, d1, y2, m2, d2] = span;
  seen.year = y1 === undefined ? seen.year : whole(y1);
  seen.month = m1 === undefined ? seen.month : whole(m1);
  const from = dayIn(seen.year, seen.month, whole(d1));
  const last = {
    year: y2 === undefined ? seen.year : whole(y2),
    month: m2 === undefined ? seen.month : whole(m2),
  };
  const until = d2 === undefined ? from : dayIn(last.year, last.month, whole(d2));
  if (from === null || until === null) {
    return [{ code: 'organisation.paste.no_such_day', params: { text: text.trim() } }];
  }
  const days = daysBetween(from, until) + 1;
  if (days < 1 || days > daysMost) {
    return [{ code: 'organisation.paste.range', params: { text: text.trim(), most: daysMost } }];
  }
  const all = [...eachDay({ from, until: addDays(until, 1) })];
  return all.map((one) =>
    yearOf(one) === year
      ? one
      : { code: 'organisation.day_outside_year', params: { day: one, year } },
  );
}

function whole(digits: string | undefined): number {
  return Number.parseInt(digits ?? '', 10);
}

function dayIn(year: number, month: number, date: number): Day | null {
  return parseDay(`${year}-${month}-${date}`, ['dash']);
}
