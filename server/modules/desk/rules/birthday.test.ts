import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../../../core/day.ts';
import { table } from '../../../platform/testing/table.ts';
import { birthDaysAround, hasBirthdayWithin, nextBirthday } from './birthday.ts';

describe('the next birthday', () => {
  it.each(
    table(`
      born       | today      | next       | within 30 days
      1980-05-10 | 2026-05-09 | 2026-05-10 | yes
      1980-05-10 | 2026-05-10 | 2026-05-10 | yes
      1980-05-10 | 2026-05-11 | 2027-05-10 | no
      1980-01-05 | 2026-12-20 | 2027-01-05 | yes
      1980-02-29 | 2026-02-01 | 2026-02-28 | yes
      1980-02-29 | 2028-02-01 | 2028-02-29 | yes
      1980-06-08 | 2026-05-10 | 2026-06-08 | yes
      1980-06-09 | 2026-05-10 | 2026-06-09 | no
    `),
  )('of $born on $today is $next', (row) => {
    const [born, today] = [day(row.born), day(row.today)];
    expect(nextBirthday(born, today)).toBe(row.next);
    expect(hasBirthdayWithin(born, today, 30)).toBe(row['within 30 days'] === 'yes');
  });
});

describe('the days of the year that are looked up', () => {
  it('leave out nobody who has a birthday within 30 days, on any day of two years', () => {
    const born = Array.from({ length: 366 }, (_, at) => addDays(day('1980-01-01'), at));
    for (let at = 0; at < 731; at++) {
      const today = addDays(day('2027-01-01'), at);
      const looked = birthDaysAround(today, 30);
      const missed = born.filter(
        (one) =>
          hasBirthdayWithin(one, today, 30) && !looked.includes(one.slice(5).replace('-', '')),
      );
      expect(missed, today).toEqual([]);
      expect(looked.length, today).toBeLessThanOrEqual(31);
    }
  });
});
