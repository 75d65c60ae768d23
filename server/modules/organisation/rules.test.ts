import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { table } from '../../platform/testing/table.ts';
import { decideChanges, levelOf, pathBelow, readPasted, workingDaysByMonth } from './rules.ts';

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

describe('a save of the calendar', () => {
  const off = (text: string, name = '元旦') => ({ day: day(text), kind: 'off' as const, name });
  const plain = (text: string) => ({ day: day(text), kind: 'plain' as const, name: '' });
  const rows = table(`
    in force   | given                 | answer
               | 2026-01-01 2026-12-31 | 2026-01-01 2026-12-31
    2026-01-01 | 2026-01-01 2026-12-31 | 2026-12-31
    2026-01-01 | -2026-01-01           | 2026-01-01
               | 2025-12-31            | organisation.day_outside_year
               | 2027-01-01            | organisation.day_outside_year
               | 2026-05-01 2026-05-01 | organisation.day_twice
    2026-01-01 | 2026-01-01            | organisation.calendar_unchanged
               | -2026-01-01           | organisation.calendar_unchanged
  `);
  it.each(rows)('of $given over "$in force" is $answer', (row) => {
    const { given, answer } = row;
    const days = (text: string) => text.split(' ').filter((one) => one !== '');
    const inForce = days(row['in force'] ?? '').map((one) => off(one));
    const changes = days(given!).map((one) =>
      one.startsWith('-') ? plain(one.slice(1)) : off(one),
    );
    const decided = decideChanges(2026, inForce, changes);
    expect(isRefusal(decided) ? decided.refused : decided.map((one) => one.day).join(' ')).toBe(
      answer,
    );
  });
  it('keeps a change of the name alone', () => {
    const decided = decideChanges(2026, [off('2026-01-01', '元旦')], [off('2026-01-01', '新年')]);
    expect(decided).toMatchObject([{ name: '新年' }]);
  });
  it('without holidays counts Monday to Friday', () => {
    const calendar = { publishedYears: new Set<number>(), exceptions: new Map() };
    expect(workingDaysByMonth(2027, calendar).reduce((a, b) => a + b)).toBe(261);
  });
});

describe('a pasted line', () => {
  const rows = table(`
    line                                                           | says
    2026-10-01 off 国庆节                                           | 2026-10-01 off 国庆节
    2026/10/1,放假,国庆节                                           | 2026-10-01 off 国庆节
    2026-09-20 work                                                | 2026-09-20 work
    2026-05-01, Workers' Day, off                                  | 2026-05-01 off Workers' Day
    10月10日上班                                                    | 2026-10-10 work
    2026-02-15~2026-02-17 放假 春节                                  | 2026-02-15 off 春节, 2026-02-16 off 春节, 2026-02-17 off 春节
    七、国庆节：10月1日（周四）至3日（周六）放假调休，共3天。9月20日（周日）、10月10日（周六）上班。 | 2026-09-20 work 国庆节, 2026-10-01 off 国庆节, 2026-10-02 off 国庆节, 2026-10-03 off 国庆节, 2026-10-10 work 国庆节
    1月31日至2月1日放假                                              | 2026-01-31 off, 2026-02-01 off
    国庆节放假                                                      | organisation.paste.no_day
    2026-10-01 国庆节                                               | organisation.paste.no_kind
    2026-02-29 放假                                                 | organisation.paste.no_such_day
    2026-10-07至2026-10-01 放假                                     | organisation.paste.range
    10月1日至10月31日放假调研                                        | 31 days
    10月1日至11月1日放假                                             | organisation.paste.range
    2027-01-01 放假                                                 | organisation.day_outside_year
  `);
  it.each(rows)('$line: $says', ({ line, says }) => {
    const { changes, faults } = readPasted(2026, line!);
    const found =
      faults.length > 0
        ? faults.map((one) => one.code).join(' ')
        : changes.map((one) => `${one.day} ${one.kind} ${one.name}`.trim()).join(', ');
    expect(says === '31 days' ? `${changes.length} days` : found).toBe(says);
  });
  it('is a fault with its number where it contradicts one before; the others still count', () => {
    const found = readPasted(2026, '2026-10-01 放假\n\n2026-10-01 上班\n2026-10-02 放假');
    expect(found.faults).toMatchObject([{ line: 3, code: 'organisation.day_twice' }]);
    expect(found.changes).toHaveLength(2);
  });
});
