import { type Day, dayOf, daysBetween, workingDaysIn, yearOf } from '../../../core/day.ts';
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

/** Whether the given days may stand as the calendar of a year: each in it, none twice. */
export function decideCalendarYear(
  year: number,
  days: readonly { readonly day: Day }[],
): Refusal | null {
  const outside = days.find((one) => yearOf(one.day) !== year);
  if (outside !== undefined) {
    return refuse('organisation.day_outside_year', { day: outside.day, year });
  }
  const sorted = days.map((one) => one.day).toSorted();
  const twice = sorted.find((one, at) => at > 0 && daysBetween(sorted[at - 1]!, one) === 0);
  return twice === undefined ? null : refuse('organisation.day_twice', { day: twice });
}
