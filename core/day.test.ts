import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { realData, realDataAbsent } from '../server/platform/testing/real-data.ts';
import { table } from '../server/platform/testing/table.ts';
import {
  addDays,
  addMonths,
  addWorkingDays,
  addYears,
  compareDays,
  day,
  dayNumber,
  dayOf,
  dayOfWeek,
  daysBetween,
  eachDay,
  earlierDay,
  fullYears,
  isWorkingDay,
  laterDay,
  parseDay,
  parseYymmdd,
  workingDaysIn,
} from './day.ts';
import type { Day, WorkCalendar } from './day.ts';
import { yearRange } from './period.ts';

describe('parseDay', () => {
  const rows = table(`
    text                 | day
    2025-01-20           | 2025-01-20
    2025-1-2             | 2025-01-02
    20250120             | 2025-01-20
    2025/1/20            | 2025-01-20
    2025/01/02           | 2025-01-02
    2025年1月20日         | 2025-01-20
    ２０２５年１月２０日   | 2025-01-20
    ２０２５－０１－２０   | 2025-01-20
    2024-02-29           | 2024-02-29
    2000-02-29           | 2000-02-29
    1900-02-29           | none
    2025-02-29           | none
    2025-02-28           | 2025-02-28
    2025-04-31           | none
    2025-13-01           | none
    2025-00-10           | none
    2025-01-00           | none
    0000-01-01           | none
    2025-01/20           | none
    2025120              | none
    25-01-20             | none
    2025-01-20 00:00     | none
                         | none
  `);
  for (const row of rows) {
    it(`'${row.text}' is ${row.day}`, () => expect(parseDay(row.text) ?? 'none').toBe(row.day));
  }
  it('reads only the forms of the file', () => {
    expect(parseDay('2025/1/20', ['compact'])).toBeNull();
    expect(parseDay('20250120', ['compact'])).toBe('2025-01-20');
  });
  it('reads YYMMDD in the century of the file', () => {
    expect(parseYymmdd('930105')).toBe('1993-01-05');
    expect(parseYymmdd('000229', 20)).toBe('2000-02-29');
    expect(parseYymmdd('000229')).toBeNull();
    expect(parseYymmdd('935105')).toBeNull();
    expect(parseYymmdd('93015')).toBeNull();
  });
  it('day() throws for anything but a right ISO day', () => {
    expect(day('2024-02-29')).toBe('2024-02-29');
    expect(() => day('2025-02-29')).toThrow(RangeError);
    expect(() => day('2025-1-2')).toThrow(RangeError);
    expect(() => dayOf({ year: 2025, month: 2.5, date: 1 })).toThrow(RangeError);
  });
});

describe('arithmetic', () => {
  const rows = table(`
    from       | months | to
    2024-01-31 | 1      | 2024-02-29
    2025-01-31 | 1      | 2025-02-28
    2025-01-31 | 2      | 2025-03-31
    2025-03-31 | -1     | 2025-02-28
    2025-11-30 | 3      | 2026-02-28
    2025-01-15 | -1     | 2024-12-15
    2025-01-15 | 0      | 2025-01-15
    2025-12-01 | 1      | 2026-01-01
    2025-06-30 | -18    | 2023-12-30
  `);
  for (const row of rows) {
    it(`${row.from} and ${row.months} months is ${row.to}`, () => {
      expect(addMonths(day(row.from), Number(row.months))).toBe(row.to);
    });
  }
  it('knows years, weekdays and order', () => {
    expect(addYears(day('2024-02-29'), 1)).toBe('2025-02-28');
    expect(dayNumber(day('1970-01-01'))).toBe(0);
    expect(dayOfWeek(day('2025-09-28'))).toBe(7);
    expect(dayOfWeek(day('2025-09-29'))).toBe(1);
    expect(dayOfWeek(day('1969-12-31'))).toBe(3);
    expect([day('2025-02-01'), day('2024-12-31')].toSorted(compareDays)[0]).toBe('2024-12-31');
    expect(compareDays(day('2025-02-01'), day('2025-02-01'))).toBe(0);
    expect(earlierDay(day('2025-02-01'), day('2025-02-02'))).toBe('2025-02-01');
    expect(laterDay(day('2025-02-01'), day('2025-02-02'))).toBe('2025-02-02');
  });
  it('counts full years up to the birthday', () => {
    expect(fullYears(day('1990-05-10'), day('2025-05-09'))).toBe(34);
    expect(fullYears(day('1990-05-10'), day('2025-05-10'))).toBe(35);
    expect(fullYears(day('2000-02-29'), day('2025-02-28'))).toBe(24);
    expect(fullYears(day('2000-02-29'), day('2025-03-01'))).toBe(25);
  });
  it('leaves the calendar with an error', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(day('0001-01-01'), -1)).toThrow(RangeError);
  });
  it('law: adding and counting days are inverse, weekdays run on, text order is time order', () => {
    const days = fc.integer({ min: -700_000, max: 2_900_000 });
    fc.assert(
      fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (start, step) => {
        const from = addDays(day('1970-01-01'), start);
        const to = addDays(from, step);
        expect(daysBetween(from, to)).toBe(step);
        expect(addDays(to, -step)).toBe(from);
        expect(day(to)).toBe(to);
        expect(dayOfWeek(addDays(to, 1))).toBe((dayOfWeek(to) % 7) + 1);
        expect(from < to).toBe(step > 0);
      }),
      { seed: 31 },
    );
  });
});

/** The State Council's notices for 2025 and 2026 (domain-rules 10.5); 2027 is not published. */
const calendar = calendarOf(
  [2025, 2026],
  `
  2025-01-01 2025-01-01 off  | 2025-01-28 2025-02-04 off  | 2025-04-04 2025-04-06 off
  2025-05-01 2025-05-05 off  | 2025-05-31 2025-06-02 off  | 2025-10-01 2025-10-08 off
  2025-01-26 2025-01-26 work | 2025-02-08 2025-02-08 work | 2025-04-27 2025-04-27 work
  2025-09-28 2025-09-28 work | 2025-10-11 2025-10-11 work | 2026-01-01 2026-01-03 off
  2026-02-15 2026-02-23 off  | 2026-04-04 2026-04-06 off  | 2026-05-01 2026-05-05 off
  2026-06-19 2026-06-21 off  | 2026-09-25 2026-09-27 off  | 2026-10-01 2026-10-07 off
  2026-01-04 2026-01-04 work | 2026-02-14 2026-02-14 work | 2026-02-28 2026-02-28 work
  2026-05-09 2026-05-09 work | 2026-09-20 2026-09-20 work | 2026-10-10 2026-10-10 work
  `,
);

function calendarOf(years: readonly number[], entries: string): WorkCalendar {
  const exceptions = new Map<Day, 'off' | 'work'>();
  for (const entry of entries.trim().split(/\s*[|\n]\s*/)) {
    const [first = '', last = '', kind] = entry.split(/\s+/);
    for (const on of eachDay({ from: day(first), until: addDays(day(last), 1) })) {
      exceptions.set(on, kind === 'work' ? 'work' : 'off');
    }
  }
  return { publishedYears: new Set(years), exceptions };
}

describe('working days', () => {
  const rows = table(`
    case                            | from       | count | due        | fallback
    G31 over the Spring Festival    | 2025-01-24 | 3     | 2025-02-05 |
    G31 over the National Day       | 2025-09-29 | 3     | 2025-10-10 |
    G31 a Sunday worked             | 2025-09-26 | 1     | 2025-09-28 |
    G31 of 2026                     | 2026-02-13 | 3     | 2026-02-25 |
    asked on a day off              | 2025-10-04 | 1     | 2025-10-09 |
    no day                          | 2025-10-04 | 0     | 2025-10-04 |
    into a year not published       | 2026-12-30 | 3     | 2027-01-04 | 2027
    up to the year's end            | 2026-12-30 | 1     | 2026-12-31 |
    before the first published year | 2024-12-30 | 2     | 2025-01-02 | 2024
  `);
  for (const row of rows) {
    it(row.case, () => {
      const due = addWorkingDays(day(row.from), Number(row.count), calendar);
      expect(due.day).toBe(row.due);
      expect(due.fallbackYears.join(' ')).toBe(row.fallback);
    });
  }
  it('refuses a count that is no whole number of days', () => {
    expect(() => addWorkingDays(day('2025-01-24'), -1, calendar)).toThrow(RangeError);
    expect(() => addWorkingDays(day('2025-01-24'), 0.5, calendar)).toThrow(RangeError);
  });
  it('has 248 working days in 2025 and in 2026', () => {
    expect(workingDaysIn(yearRange(2025), calendar)).toEqual({ days: 248, fallbackYears: [] });
    expect(workingDaysIn(yearRange(2026), calendar)).toEqual({ days: 248, fallbackYears: [] });
  });
  it('counts Monday to Friday of a year not published and says so', () => {
    expect(workingDaysIn(yearRange(2027), calendar)).toEqual({ days: 261, fallbackYears: [2027] });
    expect(isWorkingDay(day('2027-10-01'), calendar)).toBe(true);
  });

  it('counts the years of the State Council notices 2007–2026', ({ skip }) => {
    const holidays = realData('cn_calendar/cn_holidays_2007_2027.csv');
    const counts = realData('cn_calendar/workdays_per_year.csv');
    if (holidays === null || counts === null) return skip(realDataAbsent);
    const exceptions = new Map<Day, 'off' | 'work'>();
    const years = new Set<number>();
    for (const [on = '', , kind = '', announced = ''] of csv(holidays)) {
      exceptions.set(day(on), kind === 'work' ? 'work' : 'off');
      years.add(Number(announced));
    }
    const known: WorkCalendar = { publishedYears: years, exceptions };
    const counted = csv(counts).map(([year]) => [
      year,
      String(workingDaysIn(yearRange(Number(year)), known).days),
    ]);
    expect(counted).toEqual(csv(counts));
    expect(counted).toContainEqual(['2024', '251']);
    expect(counted).toContainEqual(['2026', '248']);
  });
});

function csv(path: string): string[][] {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}
