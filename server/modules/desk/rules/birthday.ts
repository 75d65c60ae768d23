import {
  addDays,
  dayOf,
  yearOf,
  monthOfYear,
  dateOfMonth,
  type Day,
} from '../../../../core/day.ts';

/**
 * The next birthday on or after a day; someone born on 29 February has it on 28 in common years.
 */
export function nextBirthday(birthDay: Day, today: Day): Day {
  const inYear = (year: number): Day => {
    const leapDay = monthOfYear(birthDay) === 2 && dateOfMonth(birthDay) === 29;
    const firstOfMarch = dayOf({ year, month: 3, date: 1 });
    return leapDay
      ? addDays(firstOfMarch, -1)
      : dayOf({ year, month: monthOfYear(birthDay), date: dateOfMonth(birthDay) });
  };
  const thisYear = inYear(yearOf(today));
  return thisYear >= today ? thisYear : inYear(yearOf(today) + 1);
}

/** Whether the next birthday lies within so many days from today, today included. */
export function hasBirthdayWithin(birthDay: Day, today: Day, days: number): boolean {
  return nextBirthday(birthDay, today) < addDays(today, days);
}

/**
 * The days of the year ('MMDD') on which somebody with a birthday within so many days may be born:
 * those days themselves, and 29 February, which common years keep on 28 February.
 */
export function birthDaysAround(today: Day, days: number): readonly string[] {
  const found = Array.from({ length: days }, (_, ahead) => addDays(today, ahead));
  return [...new Set([...found.map((one) => one.slice(5).replace('-', '')), '0229'])];
}
