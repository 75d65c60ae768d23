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
