import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { table } from '../../../platform/testing/table.ts';
import { hasBirthdayWithin, nextBirthday } from './birthday.ts';

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
