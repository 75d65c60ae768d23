import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { daysBetween, parseYymmdd } from '../../../core/day.ts';
import type { Day } from '../../../core/day.ts';
import { parseMoney } from '../../../core/money.ts';
import { monthRange, monthsOf, quarter } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { realData, realDataAbsent } from '../../platform/testing/real-data.ts';
import { closeBalances, coverageFaults } from './commands.ts';
import { dailyAverage } from './rules.ts';
import { account, bring, customer, givenBank, givenRun } from './testing.ts';
import type { TestRecord } from './testing.ts';

/** The real movements of 1993: every account and month against a recomputation day by day. */
const kinds: Readonly<Record<string, string>> = {
  UROK: 'interest_paid',
  SLUZBY: 'fee',
  'SANKC. UROK': 'interest_received',
};

interface Row {
  readonly key: string;
  readonly account: string;
  readonly day: Day;
  readonly amount: string;
  readonly kind: string;
}

function cells(line: string): string[] {
  return line.split(';').map((cell) => cell.replaceAll('"', '').trim());
}

function readRows(folder: string): { rows: Row[]; opened: Map<string, Day> } {
  const file = (name: string) => readFileSync(path.join(folder, name));
  const lines = (text: Buffer) =>
    text
      .toString('latin1')
      .split(/\r?\n/)
      .slice(1)
      .filter((line) => line !== '');
  const opened = new Map(
    lines(file('account.asc')).map((line) => {
      const [no = '', , , date = ''] = cells(line);
      return [no, parseYymmdd(date)!];
    }),
  );
  const rows = lines(gunzipSync(file('trans_19930101_19940331.asc.gz'))).map((line) => {
    const [key = '', own = '', date = '', type = '', , amount = '', , symbol = ''] = cells(line);
    const kind = kinds[symbol] ?? (type === 'PRIJEM' ? 'cash_in' : 'cash_out');
    const signed = type === 'PRIJEM' ? amount : `-${amount}`;
    return { key, account: own, day: parseYymmdd(date)!, amount: signed, kind };
  });
  return { rows, opened };
}

function* recordsOf(rows: readonly Row[], opened: ReadonlyMap<string, Day>) {
  yield customer('ALL');
  for (const no of new Set(rows.map((row) => row.account))) {
    const given = { customerNo: 'ALL', opened: opened.get(no)!, coveredUntil: '1994-03-31' };
    yield* account(no, given);
  }
  for (const { account: account_no, ...row } of rows) {
    yield ['transaction', { account_no, ...row }] as TestRecord;
  }
}

/** Balance at the end of each day from the first, and the products of the days before it. */
function naive(
  rows: readonly Row[],
  from: Day,
  until: Day,
): { product: bigint[]; balance: bigint[] } {
  const days = daysBetween(from, until);
  const moved = Array.from({ length: days }, () => 0n);
  for (const row of rows) {
    const at = daysBetween(from, row.day);
    if (at < days) moved[at]! += parseMoney(row.amount)!;
  }
  const product = [0n];
  const balance = [0n];
  let held = 0n;
  for (let at = 0; at < days; at++) {
    held += moved[at]!;
    balance.push(held);
    product.push(product[at]! + held);
  }
  return { product, balance };
}

describe('the real book of 1993', () => {
  it('month and quarter averages equal a naive recomputation for every account', async (ctx) => {
    const folder = realData('berka');
    if (folder === null) return ctx.skip(realDataAbsent);
    const { rows, opened } = readRows(folder);
    const byAccount = Map.groupBy(rows, (row) => row.account);
    await testTransaction(async (tx) => {
      await givenBank(tx);
      const brought = await bring(tx, 2n, recordsOf(rows, opened));
      expect(brought.faults).toEqual([]);
      expect(brought.counts['transaction']).toEqual({ added: 49_102, alreadyThere: 0 });
      const alive = [];
      for (const name of ['1993Q1', '1993Q2', '1993Q3', '1993Q4']) {
        const run = await givenRun(tx, quarter(name));
        const result = await closeBalances(tx, run);
        if (isRefusal(result)) throw new Error(result.refused);
        const found = await sql<{
          account: string;
          month: Day;
          days: number;
          product: bigint;
          balance: bigint;
        }>`
          select account_no as account, month, days, product_fen_days as product,
                 end_balance_fen as balance
          from holdings_v_month
          where run_id = ${run.runId}
        `.execute(tx.db);
        const months = Map.groupBy(found.rows, (row) => row.account);
        alive.push(months.size);
        const yearFrom = monthRange(monthsOf(quarter('1993Q1'))[0]!).from;
        for (const [no, own] of months) {
          const truth = naive(byAccount.get(no)!, yearFrom, run.range.until);
          const upTo = (on: Day) => truth.product[daysBetween(yearFrom, on)]!;
          let product = 0n;
          for (const row of own) {
            const range = monthRange(row.month.slice(0, 7) as never);
            const expected = upTo(range.until) - upTo(range.from);
            expect(row.product).toBe(expected);
            expect(row.days).toBe(daysBetween(range.from, range.until));
            expect(row.balance).toBe(truth.balance[daysBetween(yearFrom, range.until)]);
            expect(dailyAverage(row.product, row.days)).toBe(dailyAverage(expected, row.days));
            product += row.product;
          }
          expect(product).toBe(upTo(run.range.until) - upTo(run.range.from));
        }
      }
      expect(alive).toEqual([298, 554, 858, 1139]);
      const year = await sql<{
        paid: bigint;
        fees: bigint;
        most: bigint;
        rich: bigint;
        mid: string;
      }>`
        select sum(interest_paid_fen)::bigint as paid,
               sum(fee_fen)::bigint as fees,
               max(end_balance_fen) filter (where month = '1993-12-01') as most,
               count(*) filter (where month = '1993-12-01' and end_balance_fen >= 5000000) as rich,
               (percentile_disc(0.5) within group (order by end_balance_fen)
                 filter (where month = '1993-12-01'))::text as mid
        from holdings_month
      `.execute(tx.db);
      const { paid, fees, most, rich, mid } = year.rows[0]!;
      expect({ paid, fees, rich }).toEqual({ paid: 81_086_290n, fees: 4_992_160n, rich: 155n });
      expect([Math.round(Number(most) / 100), Math.round(Number(mid) / 100)]).toEqual([
        107_784, 28_926,
      ]);
      const refused = await coverageFaults(tx, quarter('1994Q1'));
      expect(refused?.params).toMatchObject({ quarter: '1994Q1', last: '1993Q4' });
    });
  });
});
