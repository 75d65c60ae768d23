import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../../../core/actor.ts';
import { quarter, quarterRange } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { freshDatabase, type FreshDatabase } from '../../platform/testing/database.ts';
import { layBank, layFirms } from '../../platform/testing/small-bank.ts';
import { table } from '../../platform/testing/table.ts';
import { allocation, claimCustomers, giveIntoPool } from '../allocation/index.ts';
import { contacts } from '../contacts/index.ts';
import { metrics } from '../metrics/index.ts';
import { finishRun, startRun } from '../organisation/index.ts';
import { people } from '../people/index.ts';
import { products } from '../products/index.ts';
import { targets } from '../targets/index.ts';
import { attribution, closeAttribution } from './index.ts';

const q1 = quarter('2026Q1');

/** Firm C01 is led by R2; a deposit account with 1,000 fen on each day of the quarter. */
async function layWorld(tx: Tx): Promise<void> {
  await layBank(
    tx,
    [people, products, metrics, targets, attribution, allocation, contacts],
    [
      { staffId: 911, staffNo: 'R1', name: '王明', unit: 'S1', level: 'senior' },
      { staffId: 912, staffNo: 'R2', name: '李华', unit: 'S1', level: 'senior' },
    ],
  );
  await layFirms(tx, [{ n: 1, class: 'general', leadId: 912 }]);
  await sql`
    insert into holdings_account
      (customer_id, account_id, account_no, product_id, unit_id, opened_on)
    select 1, 951, 'A951', min(product_id), 902, '2019-01-01'::date
    from products_product
    where kind = 'deposit'
  `.execute(tx.db);
}

async function layMonths(tx: Tx, runId: bigint): Promise<void> {
  for (const { month, days } of table(`
    month      | days
    2026-01-01 | 31
    2026-02-01 | 28
    2026-03-01 | 31
  `)) {
    await sql`
      insert into holdings_month
        (run_id, customer_id, account_id, month, days, product_fen_days, end_balance_fen, fee_fen,
         interest_paid_fen, interest_received_fen, transactions, counter_transactions,
         days_overdue, overdue_fen)
      values (${runId}, 1, 951, ${month}, ${days}, ${days}::bigint * 1000, 1000, 0, 0, 0, 0, 0, 0,
        0)
    `.execute(tx.db);
  }
}

const rm = (login: string, staffId: bigint): Actor => ({
  accountId: staffId,
  login,
  staffId,
  roles: ['rm'],
  bankWide: false,
  ranges: [],
});
const r1 = rm('r1', 911n);
const r2 = rm('r2', 912n);
const system = systemActor('test');

describe('a customer of the pool who is claimed in the midst of a quarter', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    await fresh.database.transaction(system, layWorld);
  });
  afterAll(() => fresh.drop());

  const write = (work: (tx: Tx) => Promise<unknown>) => fresh.database.transaction(system, work);
  const setToday = (today: string) =>
    write((tx) => sql`update organisation_bank set today = ${today}::date`.execute(tx.db));
  const claim = async () => {
    const answer = await claimCustomers(fresh.database, r1, [1n]);
    return isRefusal(answer) ? answer : 'done';
  };

  it('is held while his results are in dispute: the claim names dispute and day of the ruling', async () => {
    await setToday('2026-01-20');
    const wanted = { customerIds: [1n], reason: 'no_need', note: '', as: 'rm' } as const;
    expect(await giveIntoPool(fresh.database, r2, wanted)).toMatchObject({ done: 1 });
    await setToday('2026-02-10');
    await write((tx) =>
      sql`
        insert into attribution_dispute
          (customer_id, quarter, claimant_staff_id, claimant_path, respondent_staff_id,
           respondent_path, claim_share_millionths, statement, published_on, opened_on,
           ruling_due, opened_by)
        values (1, '2025Q4', 911, '0001.0001.', 912, '0001.0001.', 1, 's', '2026-01-15',
          '2026-01-16', '2026-02-27', 911)
      `.execute(tx.db),
    );
    expect(await claim()).toMatchObject({
      refused: 'attribution.hold_dispute',
      params: { customer: 'C01', quarter: '2025Q4', due: '2026-02-27' },
    });
    await write((tx) =>
      sql`
        insert into attribution_dispute_withdrawal (customer_id, dispute_id, reason, withdrawn_by)
        select customer_id, dispute_id, '已商定', 911 from attribution_dispute
      `.execute(tx.db),
    );
  });

  it('is held for days after somebody else contacted him, not for his own contacts', async () => {
    const note = (noteId: number, staffId: number, on: string, nextOn: string | null) =>
      write((tx) =>
        sql`
          insert into contacts_note
            (customer_id, note_id, revision, act, staff_id, standing, channel, initiative,
             happened_at, happened_on, words, with_whom, next_step, next_on, origin, written_at,
             device_id, device_seq, account_id, policy_version_id)
          values (1, ${`00000000-0000-4000-8000-00000000000${noteId}`}, 1, 'written', ${staffId},
            'serving', 'phone', 'bank', ${`${on}T10:00:00+08:00`}, ${on}, '洽谈', '', '', ${nextOn},
            'online', now(), '00000000-0000-4000-8000-000000000099', ${noteId}, 7, 1)
        `.execute(tx.db),
      );
    await note(1, 911, '2026-02-09', null);
    await note(2, 912, '2026-02-03', null);
    expect(await claim()).toMatchObject({
      refused: 'contacts.hold_contacted',
      params: { customer: 'C01', name: '李华', day: '2026-02-03', days: 7, from: '2026-02-11' },
    });
    await note(3, 912, '2026-01-10', '2026-02-14');
    await setToday('2026-02-14');
    expect(await claim()).toMatchObject({
      refused: 'contacts.hold_planned',
      params: { name: '李华', day: '2026-02-14' },
    });
    await setToday('2026-02-15');
    expect(await claim()).toBe('done');
  });

  it('divides by days: the former RM, nobody, the new RM; the parts are the whole', async () => {
    const parts = await write(async (tx) => {
      const range = quarterRange(q1);
      const runId = await startRun(tx, {
        quarter: q1,
        kind: 'close',
        asOf: range.until,
        backdated: false,
      });
      await layMonths(tx, runId);
      const run = { runId, quarter: q1, range, yearFrom: range.from, backdated: false };
      const { digest } = await closeAttribution(tx, run);
      await finishRun(tx, runId, digest);
      const { rows } = await sql<{ line: string }>`
        select concat_ws(' ', dimension, party, amount) as line
        from attribution_part
        where run_id = ${runId}
          and measure = 'deposit_product'
        order by dimension, party
      `.execute(tx.db);
      const total = await sql<{ amount: bigint }>`
        select amount from attribution_v_total
        where quarter = ${q1} and measure = 'deposit_product'
      `.execute(tx.db);
      return [...rows.map((row) => row.line), `whole ${total.rows[0]!.amount}`];
    });
    // 1 to 19 January with R2, 26 days in the pool, 15 February to 31 March with R1.
    expect(parts).toEqual([
      'branch S1 90000',
      'department 公司部 90000',
      'person R1 45000',
      'person R2 19000',
      'person unassigned 26000',
      'whole 90000',
    ]);
  });
});
