import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import {
  monthRange,
  monthsOf,
  quarter,
  quarterRange,
  quarterYear,
  rangeDays,
  yearRange,
} from '../../../core/period.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { installInitialPolicies } from '../../platform/policy/install.ts';
import { openStaging } from '../../platform/imports/staging.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { closeSegmentation, openSegmentation, segmentation, segmentsOn } from './index.ts';
import { finishRun, startRun } from '../organisation/index.ts';
import { segmentsKind } from './policy.ts';
import { loadChangeCounts, loadChanges, loadDistribution, loadSpans } from './store/list.ts';

let customerIds: Map<string, bigint>;
beforeEach(() => {
  customerIds = new Map();
});

/** A bank of two branches, a group with two members, single firms and persons. */
async function seed(tx: Tx): Promise<void> {
  await installInitialPolicies(tx, [segmentsKind]);
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    values (1, null, '01', '总行', 'head_office', 1, '0001.', '2000-01-01'),
           (2, 1, '0101', '东', 'branch', 2, '0001.0001.', '2000-01-01'),
           (3, 1, '0102', '西', 'branch', 2, '0001.0002.', '2000-01-01')
  `.execute(tx.db);
  await sql`
    insert into customers_group (group_id, code, name) values (1, 'G', '铁路')
  `.execute(tx.db);
  await sql`insert into products_pricing (version_id) values (1)`.execute(tx.db);
  await sql`
    insert into products_product
      (product_id, code, name, kind, ftp_curve, ftp_tenor_days, ftp_by, department, version_id)
    values (1, 'D', '活期', 'deposit', 'c', 1, 'month', '个金', 1),
           (2, 'L', '贷款', 'loan', 'c', 1, 'month', '个金', 1)
  `.execute(tx.db);
  await customer(tx, 'F1', 'corporate', { group: 'member' });
  await customer(tx, 'F2', 'corporate', { group: 'member', unit: 3 });
  await customer(tx, 'F3', 'corporate', {});
  await customer(tx, 'P1', 'individual', {});
  await customer(tx, 'P2', 'individual', { unit: 3 });
}

async function customer(
  tx: Tx,
  no: string,
  kind: 'corporate' | 'individual',
  more: { group?: 'member'; unit?: number; openedOn?: string },
): Promise<void> {
  const unit = more.unit ?? 2;
  const { rows } = await sql<{ id: bigint }>`
    insert into customers_customer
      (customer_no, kind, name, name_key, initials, pinyin, search_pieces, group_id, group_part,
       opened_on, booking_unit_id, booking_path)
    values (${no}, ${kind}, ${no}, ${no}, '', '', '{}', ${more.group ? 1 : null},
            ${more.group ?? null}, ${more.openedOn ?? '2020-01-01'}, ${unit},
            ${unit === 2 ? '0001.0001.' : '0001.0002.'})
    returning customer_id as id
  `.execute(tx.db);
  customerIds.set(no, rows[0]!.id);
}

async function rate(tx: Tx, no: string, grade: string, fromDay: string): Promise<void> {
  await sql`
    insert into segmentation_rating (customer_id, scale, grade, from_day)
    values (${customerIds.get(no)!}, 'aaa', ${grade}, ${fromDay})
  `.execute(tx.db);
}

async function runOf(tx: Tx, of: string, kind: 'open' | 'close'): Promise<QuarterRun> {
  const q = quarter(of);
  const range = quarterRange(q);
  const runId = await startRun(tx, { quarter: q, kind, asOf: range.from, backdated: false });
  return { runId, quarter: q, range, yearFrom: yearRange(quarterYear(q)).from, backdated: false };
}

/** Month averages of a person's deposit, in yuan, as the closing's first station leaves them. */
async function balances(tx: Tx, run: QuarterRun, no: string, averages: string): Promise<void> {
  const customerId = customerIds.get(no)!;
  await sql`
    insert into holdings_account
      (customer_id, account_id, account_no, product_id, unit_id, opened_on)
    values (${customerId}, ${customerId}, ${no}, 1, 2, '2020-01-01'),
           (${customerId}, ${customerId + 1_000_000n}, ${`${no}L`}, 2, 2, '2020-01-01')
    on conflict do nothing
  `.execute(tx.db);
  for (const [at, average] of averages.split(' ').entries()) {
    const range = monthRange(monthsOf(run.quarter)[at]!);
    const product = BigInt(average) * 100n * BigInt(rangeDays(range));
    for (const [account, fenDays] of [
      [customerId, product],
      [customerId + 1_000_000n, 99_999_999_999n],
    ] as const) {
      await sql`
        insert into holdings_month
          (run_id, customer_id, account_id, month, days, product_fen_days, end_balance_fen,
           fee_fen, interest_paid_fen, interest_received_fen, transactions, counter_transactions,
           days_overdue, overdue_fen)
        values (${run.runId}, ${customerId}, ${account}, ${range.from}, ${rangeDays(range)},
                ${fenDays}, 0, 0, 0, 0, 0, 0, 0, 0)
      `.execute(tx.db);
    }
  }
}

async function rowsOf(tx: Tx, run: QuarterRun): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', c.customer_no, s.dimension, s.value, s.from_day, s.reason ->> 'rule') as line
    from segmentation_status s
    join customers_customer c on c.customer_id = s.customer_id
    where s.run_id = ${run.runId}
    order by c.customer_no, s.from_day, s.dimension
  `.execute(tx.db);
  return rows.map((row) => row.line);
}

async function marks(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', customer_no, coalesce(corporate_type, '-'), coalesce(class, '-'),
                     coalesce(tier, '-'), coalesce(grade, '-')) as line
    from customers_customer
    order by customer_no
  `.execute(tx.db);
  return rows.map((row) => row.line);
}

describe('the opening says what is known on the first day', () => {
  it('writes a row for each value, and later only for changes', () =>
    testTransaction(async (tx) => {
      await seed(tx);
      await rate(tx, 'F3', 'AA', '2025-06-01');
      await rate(tx, 'F3', 'BB', '2026-01-02');
      const first = await runOf(tx, '2026Q1', 'open');
      const result = await openSegmentation(tx, first);
      expect(await rowsOf(tx, first)).toEqual([
        'F1 class general 2026-01-01 unrated',
        'F1 corporate_type system 2026-01-01 group',
        'F2 class general 2026-01-01 unrated',
        'F2 corporate_type system 2026-01-01 group',
        'F3 class premium 2026-01-01 rated',
        'F3 corporate_type independent 2026-01-01 no_group',
        'P1 tier small 2026-01-01 new',
        'P2 tier small 2026-01-01 new',
      ]);
      expect(result.rows).toBe(8);
      expect(result.notes).toEqual([
        { code: 'segmentation.note.changes', params: { customers: 5, changes: 8 } },
      ]);
      expect(await marks(tx)).toEqual([
        'F1 system general - -',
        'F2 system general - -',
        'F3 independent premium - AA',
        'P1 - - small -',
        'P2 - - small -',
      ]);
      expect(await loadSpans(tx, customerIds.get('F3')!)).toEqual([]);
      const during = await segmentsOn(tx, first, 'open', day('2026-01-01'));
      expect(during.get(customerIds.get('F1')!)).toEqual({
        corporateType: 'system',
        class: 'general',
        tier: null,
        unrated: true,
      });
      await finishRun(tx, first.runId, 'x');
      const second = await runOf(tx, '2026Q2', 'open');
      await openSegmentation(tx, second);
      expect(await rowsOf(tx, second)).toEqual(['F3 class poor 2026-04-01 rated']);
    }));

  it('gives the same digest when it runs again', () =>
    testTransaction(async (tx) => {
      await seed(tx);
      const first = await openSegmentation(tx, await runOf(tx, '2026Q1', 'open'));
      const again = await openSegmentation(tx, await runOf(tx, '2026Q1', 'open'));
      expect(again.digest).toBe(first.digest);
    }));
});

describe('the closing follows ratings and month averages', () => {
  it('moves classes on their days and tiers from the next month, across quarters', () =>
    testTransaction(async (tx) => {
      await seed(tx);
      const open = await runOf(tx, '2026Q2', 'open');
      await openSegmentation(tx, open);
      await finishRun(tx, open.runId, 'x');
      await rate(tx, 'F3', 'AA', '2026-04-15');
      await rate(tx, 'F3', 'D', '2026-05-20');
      await customer(tx, 'P3', 'individual', { openedOn: '2026-05-10' });
      const close = await runOf(tx, '2026Q2', 'close');
      await balances(tx, close, 'P1', '600000 400000 300000');
      await balances(tx, close, 'P2', '49999 50000 50000');
      const result = await closeSegmentation(tx, close);
      expect(await rowsOf(tx, close)).toEqual([
        'F3 class premium 2026-04-15 rated',
        'F3 class poor 2026-05-20 rated',
        'P1 tier large 2026-05-01 first_month',
        'P1 watch watch 2026-05-01 below',
        'P2 tier middle 2026-06-01 reached',
        'P3 tier small 2026-05-10 new',
      ]);
      expect(result.rows).toBe(6);
      await finishRun(tx, close.runId, 'x');
      const third = await runOf(tx, '2026Q3', 'close');
      await balances(tx, third, 'P1', '3000 700000 700000');
      await balances(tx, third, 'P2', '0 0 0');
      await closeSegmentation(tx, third);
      expect(await rowsOf(tx, third)).toEqual([
        'P1 tier small 2026-08-01 below_too_long',
        'P1 watch none 2026-08-01 demoted',
        'P1 tier large 2026-09-01 reached',
        'P2 watch watch 2026-07-01 below',
        'P2 tier small 2026-10-01 below_too_long',
        'P2 watch none 2026-10-01 demoted',
      ]);
    }));

  it('gives the same digest when it runs again, and lists show the last one', () =>
    testTransaction(async (tx) => {
      await seed(tx);
      const first = await runOf(tx, '2026Q2', 'close');
      await balances(tx, first, 'P1', '600000 0 0');
      const one = await closeSegmentation(tx, first);
      await finishRun(tx, first.runId, 'x');
      expect((await marks(tx))[3]).toBe('P1 - - large -');
      const again = await runOf(tx, '2026Q2', 'close');
      await balances(tx, again, 'P1', '600000 0 0');
      expect((await closeSegmentation(tx, again)).digest).toBe(one.digest);
      const other = await runOf(tx, '2026Q2', 'close');
      await balances(tx, other, 'P1', '100 0 0');
      expect((await closeSegmentation(tx, other)).digest).not.toBe(one.digest);
      expect((await marks(tx))[3]).toBe('P1 - - small -');
    }));
});

describe('what lists show', () => {
  it('tells the history, the distribution and the changes of a quarter', () =>
    testTransaction(async (tx) => {
      await seed(tx);
      const open = await runOf(tx, '2026Q2', 'open');
      await openSegmentation(tx, open);
      await finishRun(tx, open.runId, 'x');
      const close = await runOf(tx, '2026Q2', 'close');
      await balances(tx, close, 'P1', '600000 0 0');
      await closeSegmentation(tx, close);
      await finishRun(tx, close.runId, 'x');
      const spans = await loadSpans(tx, customerIds.get('P1')!);
      expect(spans.map((one) => `${one.value} ${one.fromDay} ${one.untilDay ?? '-'}`)).toEqual([
        'large 2026-05-01 -',
        'watch 2026-05-01 -',
        'small 2026-04-01 2026-05-01',
      ]);
      const filter = { quarter: quarter('2026Q2'), withFirst: false };
      const changes = await loadChanges(tx, filter, { after: null, limit: 10 });
      expect(changes.map((one) => `${one.customerNo} ${one.before} ${one.value}`)).toEqual([
        'P1 small large',
      ]);
      const counts = await loadChangeCounts(tx, quarter('2026Q2'));
      expect(counts.find((one) => one.value === 'small')).toMatchObject({ before: null, count: 2 });
      expect(await loadDistribution(tx, 2)).toMatchObject([
        { unitCode: '0101', customers: 3, system: 1, general: 2, unrated: 2, large: 1, small: 0 },
        { unitCode: '0102', customers: 2, system: 1, general: 1, unrated: 1, large: 0, small: 1 },
      ]);
      expect((await loadDistribution(tx, 1))[0]).toMatchObject({ unitCode: '01', customers: 5 });
    }));

  it('takes ratings by import, once', () =>
    testTransaction(async (tx) => {
      await seed(tx);
      const [target] = segmentation.importTargets!;
      const bring = async (batchId: bigint) => {
        await sql`drop table if exists staging_fault, staging_rating`.execute(tx.db);
        const staging = await openStaging(tx, [target!]);
        const record = (no: string, grade: string, more = {}) => ({
          entity: 'rating',
          place: { file: 'r.csv', row: 1 },
          record: { customer_no: no, scale: 'aaa', grade, from_day: '2026/1/5', ...more },
        });
        await staging.add([
          record('F1', 'AA', { defaulted: 'no' }),
          record('F9', 'AA'),
          record('F2', ''),
          record('F2', 'A', { defaulted: 'perhaps' }),
        ]);
        await staging.finish();
        return target!.merge(tx, { batchId, adapter: 'test' });
      };
      expect(await bring(5n)).toEqual({ added: 1, alreadyThere: 0 });
      const faults = await sql<{ code: string }>`
        select code from staging_fault order by code
      `.execute(tx.db);
      expect(faults.rows.map((row) => row.code)).toEqual([
        'segmentation.fault.customer_unknown',
        'segmentation.fault.defaulted_unknown',
        'segmentation.fault.grade_missing',
      ]);
      expect(await bring(6n)).toEqual({ added: 0, alreadyThere: 1 });
      expect(await target!.undo(tx, 5n)).toBe(1);
    }));
});
