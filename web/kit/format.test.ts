import { describe, expect, it } from 'vitest';
import { table } from '../../server/platform/testing/table.ts';
import {
  cappedCount,
  dayWritten,
  fenExact,
  fenShort,
  fenWords,
  instantWritten,
  percentExact,
  percentShort,
  periodWritten,
  quarterWritten,
  scoreExact,
  scoreShort,
} from './format.ts';

function rows(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

describe('amounts by size', () => {
  it.each(
    rows(`
      0                    | 0.00元         | 0.00
      1                    | 0.01元         | 0.01
      -1                   | -0.01元        | -0.01
      999999               | 9,999.99元     | 9,999.99
      1000000              | 1.00万元       | 10,000.00
      1000499              | 1.00万元       | 10,004.99
      1005000              | 1.01万元       | 10,050.00
      -1005000             | -1.01万元      | -10,050.00
      99999999             | 100.00万元     | 999,999.99
      100000000            | 100.00万元     | 1.00 M
      999949999            | 999.95万元     | 10.00 M
      9999994999           | 9,999.99万元   | 100.00 M
      9999995000           | 1.00亿元       | 100.00 M
      10000000000          | 1.00亿元       | 100.00 M
      99999499999          | 10.00亿元      | 999.99 M
      99999500000          | 10.00亿元      | 1.00 bn
      100000000000         | 10.00亿元      | 1.00 bn
      -123456789012345     | -12,345.68亿元 | -1,234.57 bn
      999999999999999999   | 100,000,000.00亿元 | 10,000,000.00 bn
    `),
  )('%s fen', (fen, zh, en) => {
    expect(fenWords(fen!, 'zh')).toBe(zh);
    expect(fenWords(fen!, 'en')).toBe(en);
  });

  it('shows no 元 for another currency', () => {
    expect(fenShort('123456', 'zh', 'CZK')).toEqual({ number: '1,234.56', unit: '' });
    expect(fenShort('12345678', 'zh', 'CZK')).toEqual({ number: '12.35', unit: '万' });
  });

  it('keeps every fen of the exact form', () => {
    expect(fenExact('-123456789012345678')).toBe('-1,234,567,890,123,456.78');
    expect(fenExact(-5n)).toBe('-0.05');
  });
});

describe('rates and scores', () => {
  it.each(
    rows(`
      0        | 0.00    | 0.00
      30000    | 3.00    | 3.00
      49       | 0.00    | 0.0049
      50       | 0.01    | 0.005
      -49      | 0.00    | -0.0049
      -50      | -0.01   | -0.005
      1043249  | 104.32  | 104.3249
      1043250  | 104.33  | 104.325
    `),
  )('%s millionths as percent', (digits, short, exact) => {
    expect(percentShort(digits!)).toBe(short);
    expect(percentExact(digits!)).toBe(exact);
  });

  it.each(
    rows(`
      86500000  | 86.50 | 86.50
      86504999  | 86.50 | 86.504999
      86505000  | 86.51 | 86.505
      -4999     | 0.00  | -0.004999
    `),
  )('%s millionths as score', (digits, short, exact) => {
    expect(scoreShort(digits!)).toBe(short);
    expect(scoreExact(digits!)).toBe(exact);
  });
});

describe('times and counts', () => {
  it('writes days and quarters in the reader’s language', () => {
    expect(dayWritten('2026-03-01', 'zh')).toBe('2026-03-01');
    expect(dayWritten('2026-03-01', 'en')).toBe('1 Mar 2026');
    expect(quarterWritten('2026Q3', 'zh')).toBe('2026年三季度');
    expect(quarterWritten('1993Q4', 'en')).toBe('Q4 1993');
    expect(quarterWritten('all', 'zh')).toBe('all');
  });

  it('writes a period of the wire whatever its length, and leaves other text alone', () => {
    for (const row of table(`
      text       | zh         | en
      2026-03-01 | 2026-03-01 | 1 Mar 2026
      2026-03    | 2026-03    | Mar 2026
      2026-13    | 2026-13    | 2026-13
      2026Q3     | 2026年三季度 | Q3 2026
      2026Q5     | 2026Q5     | 2026Q5
      云山支行    | 云山支行    | 云山支行`)) {
      const written = (['zh', 'en'] as const).map((one) => periodWritten(row.text!, one));
      expect(written).toEqual([row.zh, row.en]);
    }
  });

  it('writes an instant in a time zone', () => {
    const zone = { timeZone: 'Asia/Shanghai' };
    expect(instantWritten('2026-02-28T16:05:09Z', 'zh', zone)).toBe('2026-03-01 00:05');
    expect(instantWritten('2026-02-28T16:05:09Z', 'en', { ...zone, seconds: true })).toBe(
      '1 Mar 2026 00:05:09',
    );
  });

  it('marks a count that stopped', () => {
    expect(cappedCount({ count: 1000, capped: true })).toBe('1,000+');
    expect(cappedCount({ count: 999, capped: false })).toBe('999');
  });
});
