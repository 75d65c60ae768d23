import { dayOf, dayOfWeek, monthLength } from '../../../core/day.ts';
import type { Day } from '../../../core/day.ts';

/** One month as weeks of Monday–Sunday; null where the week belongs to another month. */
export function weeksOf(year: number, month: number): readonly (readonly (Day | null)[])[] {
  const first = dayOf({ year, month, date: 1 });
  const cells: (Day | null)[] = Array.from({ length: dayOfWeek(first) - 1 }, () => null);
  for (let date = 1; date <= monthLength(year, month); date += 1) {
    cells.push(dayOf({ year, month, date }));
  }
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_week, at) => cells.slice(at * 7, at * 7 + 7));
}

/** The name of a month (1–12) in a language. */
export function monthName(month: number, language: string): string {
  return new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(
    new Date(`2024-${String(month).padStart(2, '0')}-01T00:00:00Z`),
  );
}

/** Short names of Monday … Sunday. */
export function weekdayNames(language: string): readonly string[] {
  const format = new Intl.DateTimeFormat(language, { weekday: 'narrow', timeZone: 'UTC' });
  // 2024-01-01 was a Monday.
  return [1, 2, 3, 4, 5, 6, 7].map((date) => format.format(new Date(`2024-01-0${date}T00:00:00Z`)));
}
