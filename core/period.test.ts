import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../server/platform/testing/table.ts';
import { addDays, day, daysBetween } from './day.ts';
import {
  containsDay,
  lastDay,
  month,
  monthOf,
  monthRange,
  monthsOf,
  nextMonth,
  nextQuarter,
  overlap,
  overlapDays,
  parseMonth,
  parseQuarter,
  previousMonth,
  previousQuarter,
  quarter,
  quarterIndex,
  quarterOf,
  quarterRange,
  quartersOf,
  quarterYear,
  rangeDays,
  splitByOwner,
  yearRange,
  yearToQuarterRange,
} from './period.ts';

describe('quarters', () => {
  const rows = table(`
    quarter | from       | until      | days | index | previous | next   | months
    2024Q1  | 2024-01-01 | 2024-04-01 | 91   | 1     | 2023Q4   | 2024Q2 | 2024-01 2024-02 2024-03
    2025Q1  | 2025-01-01 | 2025-04-01 | 90   | 1     | 2024Q4   | 2025Q2 | 2025-01 2025-02 2025-03
    2025Q2  | 2025-04-01 | 2025-07-01 | 91   | 2     | 2025Q1   | 2025Q3 | 2025-04 2025-05 2025-06
    2025Q3  | 2025-07-01 | 2025-10-01 | 92   | 3     | 2025Q2   | 2025Q4 | 2025-07 2025-08 2025-09
    2025Q4  | 2025-10-01 | 2026-01-01 | 92   | 4     | 2025Q3   | 2026Q1 | 2025-10 2025-11 2025-12
  `);
  for (const row of rows) {
    it(row.quarter, () => {
      const of = quarter(row.quarter);
      const range = quarterRange(of);
      expect(range).toEqual({ from: row.from, until: row.until });
      expect(rangeDays(range)).toBe(Number(row.days));
      expect(quarterIndex(of)).toBe(Number(row.index));
      expect(previousQuarter(of)).toBe(row.previous);
      expect(nextQuarter(of)).toBe(row.next);
      expect(monthsOf(of).join(' ')).toBe(row.months);
      expect(quarterOf(range.from)).toBe(of);
      expect(quarterOf(lastDay(range))).toBe(of);
      expect(yearToQuarterRange(of).from).toBe(`${quarterYear(of)}-01-01`);
      expect(yearToQuarterRange(of).until).toBe(row.until);
    });
  }
  it('reads only YYYYQ1–YYYYQ4 and YYYY-01–YYYY-12', () => {
    for (const text of ['2025Q0', '2025Q5', '25Q1', '2025q1', '0000Q1', '']) {
      expect(parseQuarter(text)).toBeNull();
    }
    for (const text of ['2025-00', '2025-13', '2025-1', '0000-01', '']) {
      expect(parseMonth(text)).toBeNull();
    }
    expect(() => quarter('2025Q5')).toThrow(RangeError);
    expect(() => month('2025-13')).toThrow(RangeError);
  });
  it('knows months and years', () => {
    expect(monthRange(month('2024-02'))).toEqual({ from: '2024-02-01', until: '2024-03-01' });
    expect(nextMonth(month('2025-12'))).toBe('2026-01');
    expect(previousMonth(month('2026-01'))).toBe('2025-12');
    expect(monthOf(day('2026-01-31'))).toBe('2026-01');
    expect(yearRange(2025)).toEqual({ from: '2025-01-01', until: '2026-01-01' });
    expect(quartersOf(2025)).toEqual(['2025Q1', '2025Q2', '2025Q3', '2025Q4']);
  });
});

describe('overlap of 2025-04-01 … 2025-07-01 (half-open)', () => {
  const rows = table(`
    from       | until      | days
    2025-03-01 | 2025-04-01 | 0
    2025-03-01 | 2025-04-02 | 1
    2025-04-01 | 2025-07-01 | 91
    2025-06-30 | 2025-07-02 | 1
    2025-07-01 | 2025-08-01 | 0
    2025-06-30 | open       | 1
    2025-07-01 | open       | 0
    2025-01-01 | open       | 91
    2025-05-05 | 2025-05-05 | 0
  `);
  const range = quarterRange(quarter('2025Q2'));
  for (const row of rows) {
    it(`${row.from} … ${row.until} shares ${row.days}`, () => {
      const until = row.until === 'open' ? null : day(row.until);
      expect(overlapDays(range, { from: day(row.from), until })).toBe(Number(row.days));
    });
  }
  it('contains its first day and not its last', () => {
    expect(containsDay(range, day('2025-03-31'))).toBe(false);
    expect(containsDay(range, day('2025-04-01'))).toBe(true);
    expect(containsDay(range, day('2025-06-30'))).toBe(true);
    expect(containsDay(range, day('2025-07-01'))).toBe(false);
    expect(containsDay({ from: day('2025-07-01'), until: null }, day('9999-12-31'))).toBe(true);
    expect(overlap(range, { from: day('2025-06-01'), until: null })).toEqual({
      from: '2025-06-01',
      until: '2025-07-01',
    });
  });
});

describe('splitByOwner', () => {
  const range = quarterRange(quarter('2025Q2'));
  const rows = table(`
    case                         | spans                                      | pieces
    G20 change on day 46 of 91   | a 2025-01-01 2025-05-16, b 2025-05-16 open | a45 b46
    one owner                    | a 2020-01-01 open                          | a91
    nobody                       | a 2020-01-01 2025-04-01                    | -91
    nobody around and between   | a 2025-04-02 2025-04-03, b 2025-04-04 2025-06-30 | -1 a1 -1 b87 -1
    in any order                 | b 2025-05-16 open, a 2025-01-01 2025-05-16 | a45 b46
    an owner of the next quarter | a 2025-01-01 2025-07-01, b 2025-07-01 open | a91
  `);
  for (const row of rows) {
    it(row.case, () => {
      const spans = row.spans.split(', ').map((span) => {
        const [owner = '', from = '', until = ''] = span.split(' ');
        return { owner, from: day(from), until: until === 'open' ? null : day(until) };
      });
      const pieces = splitByOwner(range, spans);
      const found = pieces.map((piece) => `${piece.owner ?? '-'}${piece.days}`);
      expect(found.join(' ')).toBe(row.pieces);
      expect(pieces[0]?.from).toBe(range.from);
      expect(pieces.at(-1)?.until).toBe(range.until);
    });
  }
  it('takes two owners of one day for a bug', () => {
    const owners = [
      { owner: 'a', from: day('2025-01-01'), until: day('2025-05-17') },
      { owner: 'b', from: day('2025-05-16'), until: null },
    ];
    expect(() => splitByOwner(range, owners)).toThrow(RangeError);
  });
  it('law: the days of the pieces are the days of the range', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: -30, max: 120 }), { maxLength: 8 });
    fc.assert(
      fc.property(cuts, fc.boolean(), (list, open) => {
        const days = list.toSorted((a, b) => a - b).map((cut) => addDays(range.from, cut));
        const spans = days.map((from, owner) => ({
          owner,
          from,
          until: days[owner + 1] ?? (open ? null : addDays(from, 10)),
        }));
        const pieces = splitByOwner(
          range,
          spans.filter((span) => span.owner % 3 !== 2),
        );
        const sum = pieces.reduce((total, piece) => total + piece.days, 0);
        expect(sum).toBe(daysBetween(range.from, range.until));
        pieces.forEach((piece, at) => {
          expect(piece.until).toBe(pieces[at + 1]?.from ?? range.until);
        });
      }),
      { seed: 20 },
    );
  });
});
