import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, moneyText } from '../../../../core/money.ts';
import { quarter } from '../../../../core/period.ts';
import { table } from '../../../platform/testing/table.ts';
import { money } from '../testing.ts';
import { decideRelease, decideWithholding, type Tranche } from './risk.ts';

const jinan = {
  per: 'month' as const,
  slices: [
    { from: money('15000'), share: 500_000n },
    { from: money('8000'), share: 400_000n },
    { from: money('5000'), share: 300_000n },
    { from: money('2000'), share: 200_000n },
    { from: 0n, share: 100_000n },
  ],
};
const taiyuanOld = {
  per: 'month' as const,
  slices: [
    { from: money('5000'), share: 200_000n },
    { from: money('2000'), share: 100_000n },
    { from: 0n, share: 0n },
  ],
};

describe('risk deposit of a month (G39)', () => {
  it.each(
    table(`
      paid    | Jinan   | Taiyuan, old
      0       | 0.00    | 0.00
      0.01    | 0.00    | 0.00
      1500    | 150.00  | 0.00
      2000    | 200.00  | 0.00
      2000.10 | 200.02  | 0.01
      4000    | 600.00  | 200.00
      5000    | 800.00  | 300.00
      5000.10 | 800.03  | 300.02
      8000    | 1700.00 | 900.00
      20000   | 7000.00 | 3300.00
    `),
  )('$paid', (row) => {
    const taken = (scheme: typeof jinan) =>
      moneyText(decideWithholding(scheme, money(row.paid!), 1n));
    expect(taken(jinan)).toBe(row['Jinan']);
    expect(taken(taiyuanOld)).toBe(row['Taiyuan, old']);
  });
  it('is not a flat 200 below 2,000, as the program had it (domain rules 3.3)', () => {
    expect(decideWithholding(jinan, money('0'), 1n)).toBe(0n);
    expect(moneyText(decideWithholding(jinan, money('1500'), 1n))).not.toBe('200.00');
  });
  it('of a quarter is that of three equal months', () => {
    expect(moneyText(decideWithholding(jinan, money('12000')))).toBe('1800.00');
    expect(moneyText(decideWithholding({ ...jinan, per: 'quarter' }, money('12000')))).toBe(
      '3300.00',
    );
  });
});

/** '2023Q1 900; 2023Q2 600' */
function tranches(words: string): Tranche[] {
  return words.split(';').map((one) => {
    const [when = '', left = ''] = one.trim().split(' ');
    return { quarter: quarter(when), left: money(left) };
  });
}
const said = (entries: ReturnType<typeof decideRelease>['entries']) =>
  entries.map(({ kind, of, amount }) => `${kind} ${of} ${moneyText(amount)}`).join('; ');

describe('risk money comes back after 18 months, less what was used (Taiyuan, old)', () => {
  it.each(
    table(`
      quarter | kept                     | used | entries
      2026Q1  | 2024Q4 900; 2025Q1 600   | 0    |
      2026Q2  | 2024Q4 900; 2025Q1 600   | 0    | returned 2024Q4 900.00
      2026Q3  | 2024Q4 0; 2025Q1 600     | 0    | returned 2025Q1 600.00
      2026Q2  | 2024Q4 900; 2025Q1 600   | 200  | used 2024Q4 200.00; returned 2024Q4 700.00
      2026Q2  | 2024Q4 900; 2025Q1 600   | 1000 | used 2024Q4 900.00; used 2025Q1 100.00
      2026Q2  | 2024Q4 900; 2025Q1 600   | 9999 | used 2024Q4 900.00; used 2025Q1 600.00
    `),
  )('$quarter, kept $kept, used $used', (row) => {
    const release = decideRelease(
      { after: 'months', months: 18 },
      { quarter: quarter(row.quarter!), tranches: tranches(row.kept!), used: money(row.used!) },
    );
    expect(said(release.entries)).toBe(row.entries);
  });
});

describe('a third of last year-end’s balance comes back each year from year 4 (Jinan)', () => {
  it.each(
    table(`
      quarter | kept                     | used | entries
      2025Q4  | 2023Q2 900; 2024Q1 600   | 0    |
      2026Q1  | 2023Q2 900; 2024Q1 600   | 0    | returned 2023Q2 500.00
      2026Q2  | 2023Q2 400; 2024Q1 600   | 0    |
      2027Q1  | 2023Q2 400; 2024Q1 600   | 0    | returned 2023Q2 333.33
      2026Q1  | 2023Q2 900; 2024Q1 600   | 100  | used 2023Q2 100.00; returned 2023Q2 400.00
      2026Q1  | 2023Q2 900; 2024Q1 600   | 500  | used 2023Q2 500.00
      2028Q1  | 2023Q2 0; 2024Q1 600     | 0    | returned 2024Q1 200.00
    `),
  )('$quarter, kept $kept, used $used', (row) => {
    const release = decideRelease(
      { after: 'years', fromYear: 4, parts: 3 },
      { quarter: quarter(row.quarter!), tranches: tranches(row.kept!), used: money(row.used!) },
    );
    expect(said(release.entries)).toBe(row.entries);
  });
});

describe('law: never more comes out than was put in', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 9n }).map(fen);
  const rule = fc.oneof(
    fc.record({ after: fc.constant('months' as const), months: fc.integer({ min: 3, max: 60 }) }),
    fc.record({
      after: fc.constant('years' as const),
      fromYear: fc.integer({ min: 2, max: 6 }),
      parts: fc.integer({ min: 1, max: 6 }),
    }),
  );
  it('for any rule, any uses', () => {
    fc.assert(
      fc.property(rule, fc.array(amount, { maxLength: 8 }), amount, (release, kept, used) => {
        const list = kept.map((left, at) => ({
          quarter: quarter(`${2020 + Math.floor(at / 4)}Q${(at % 4) + 1}`),
          left,
        }));
        const decided = decideRelease(release, {
          quarter: quarter('2026Q1'),
          tranches: list,
          used,
        });
        for (const { quarter: of, left } of list) {
          const out = decided.entries
            .filter((entry) => entry.of === of)
            .reduce((sum, entry) => sum + entry.amount, 0n);
          expect(out).toBeLessThanOrEqual(left);
        }
      }),
      { seed: 20261123 },
    );
  });
});
