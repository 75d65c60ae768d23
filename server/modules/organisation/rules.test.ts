import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { table } from '../../platform/testing/table.ts';
import { decideCalendarYear, levelOf, pathBelow, workingDaysByMonth } from './rules.ts';

describe('the path of a unit', () => {
  const rows = table(`
    parent      | child   | path
                | 1       | 0001.
    0001.       | 1       | 0001.0001.
    0001.       | 35      | 0001.000z.
    0001.       | 36      | 0001.0010.
    0001.0010.  | 1679615 | 0001.0010.zzzz.
  `);
  it.each(rows)('of child $child below "$parent" is $path', ({ parent, child, path }) => {
    expect(pathBelow(parent!, Number(child))).toBe(path);
    expect(levelOf(path!)).toBe(levelOf(parent!) + 1);
  });
  it.each([0, 1_679_616])('is refused for child number %i', (child) => {
    expect(() => pathBelow('', child)).toThrow(RangeError);
  });
});

describe('a calendar year', () => {
  const off = (text: string) => ({ day: day(text) });
  it('takes its own days, each once', () => {
    expect(decideCalendarYear(2026, [off('2026-01-01'), off('2026-12-31')])).toBeNull();
  });
  it('refuses the day before and after it', () => {
    for (const text of ['2025-12-31', '2027-01-01']) {
      const refusal = decideCalendarYear(2026, [off(text)]);
      expect(isRefusal(refusal) && refusal.refused).toBe('organisation.day_outside_year');
    }
  });
  it('refuses a day given twice', () => {
    const refusal = decideCalendarYear(2026, [off('2026-01-01'), off('2026-01-01')]);
    expect(isRefusal(refusal) && refusal.refused).toBe('organisation.day_twice');
  });
  it('without holidays counts Monday to Friday', () => {
    const calendar = { publishedYears: new Set<number>(), exceptions: new Map() };
    expect(workingDaysByMonth(2027, calendar).reduce((a, b) => a + b)).toBe(261);
  });
});
