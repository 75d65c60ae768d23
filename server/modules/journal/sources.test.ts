import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../../../core/actor.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { freshDatabase, type FreshDatabase } from '../../platform/testing/database.ts';
import type { JournalKind } from './contract.ts';
import { loadJournal } from './store/sources.ts';

/**
 * C1 is led by R1. He was handed over from R2, another hand-over to R2 waits and a third one moved
 * nothing of him; R2 disputed his results twice: one was ruled, one taken back. He was in the pool.
 */
async function layWorld(tx: Tx): Promise<void> {
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    values (901, null, 'H', '总行', 'head_office', 1, '0001.', '2000-01-01'),
           (902, 901, 'S1', '城东支行', 'sub_branch', 2, '0001.0001.', '2000-01-01'),
           (903, 901, 'S2', '城西支行', 'sub_branch', 2, '0001.0002.', '2000-01-01')
  `.execute(tx.db);
  await sql`
    insert into people_staff
      (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
    values (911, 'R1', '王明', 902, '0001.0001.', true, '2015-01-01', ''),
           (912, 'R2', '李华', 903, '0001.0002.', true, '2015-01-01', ''),
           (913, 'R3', '周正', 903, '0001.0002.', true, '2015-01-01', '')
  `.execute(tx.db);
  await sql`
    insert into customers_customer
      (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces,
       opened_on, booking_unit_id, booking_path, lead_staff_id, managing_path, tier)
    values (921, 'C1', 'individual', '客户一', 'x', 'x', 'x', '{}',
            '2019-01-01', 902, '0001.0001.', 911, '0001.0001.', 'small'),
           (922, 'C2', 'individual', '客户二', 'x', 'x', 'x', '{}',
            '2019-01-01', 902, '0001.0001.', 911, '0001.0001.', 'small')
  `.execute(tx.db);
  await sql`
    insert into allocation_handover
      (handover_id, cause, from_staff_id, from_path, to_staff_id, to_path, effective_day, note,
       policy_version_id, proposed_by, proposed_at)
    values (31, 'repost', 912, '0001.0002.', 911, '0001.0001.', '2026-02-01', '', 1, 1,
            '2026-01-20T02:00:00Z'),
           (32, 'resign', 911, '0001.0001.', 912, '0001.0002.', '2026-04-01', '', 1, 1,
            '2026-03-20T02:00:00Z'),
           (33, 'resign', 911, '0001.0001.', 912, '0001.0002.', '2026-05-01', '', 1, 1,
            '2026-04-20T02:00:00Z')
  `.execute(tx.db);
  await sql`
    insert into allocation_handover_customer
      (customer_id, handover_id, receiver_staff_id, moves, reason)
    values (921, 31, 911, 'both', '{}'),
           (921, 32, 912, 'custody', '{}'),
           (921, 33, 912, 'nothing', '{}'),
           (922, 33, 912, 'both', '{}')
  `.execute(tx.db);
  await sql`
    insert into allocation_handover_effect (handover_id, effected_at)
    values (31, '2026-02-01T01:00:00Z')
  `.execute(tx.db);
  await layDisputes(tx);
  await sql`
    insert into allocation_pool_event
      (customer_id, event_id, kind, customer_no, shown_name, staff_id, unit_path, day, account_id,
       written_at)
    values (921, 51, 'entered', 'C1', '客*', 912, '0001.0002.', '2025-12-01', 1,
            '2025-12-01T02:00:00Z'),
           (921, 52, 'claimed', 'C1', '客*', 911, '0001.0001.', '2025-12-02', 1,
            '2025-12-02T02:00:00Z'),
           (921, 53, 'widened', 'C1', '客*', null, null, '2025-12-01', 1, '2025-12-01T03:00:00Z')
  `.execute(tx.db);
}

async function layDisputes(tx: Tx): Promise<void> {
  await sql`
    insert into attribution_dispute
      (customer_id, dispute_id, quarter, claimant_staff_id, claimant_path, respondent_staff_id,
       respondent_path, claim_share_millionths, statement, published_on, opened_on, ruling_due,
       opened_by, opened_at)
    values (921, 41, '2026Q1', 912, '0001.0002.', 911, '0001.0001.', 500000, '…', '2026-04-01',
            '2026-04-02', '2026-04-30', 1, '2026-04-02T02:00:00Z'),
           (921, 42, '2025Q4', 912, '0001.0002.', 911, '0001.0001.', 500000, '…', '2026-01-01',
            '2026-01-02', '2026-01-30', 1, '2026-01-02T02:00:00Z')
  `.execute(tx.db);
  await sql`
    insert into attribution_dispute_ruling
      (customer_id, dispute_id, claimant_share_millionths, reason, ruled_on, ruled_by,
       ruled_by_name, ruled_at)
    values (921, 41, 333333, '…', '2026-04-10', 1, '孙裁', '2026-04-10T02:00:00Z')
  `.execute(tx.db);
  await sql`
    insert into attribution_dispute_withdrawal
      (customer_id, dispute_id, reason, withdrawn_by, withdrawn_at)
    values (921, 42, '…', 1, '2026-01-05T02:00:00Z')
  `.execute(tx.db);
}

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await fresh.database.transaction(systemActor('test'), layWorld);
});
afterAll(() => fresh.drop());

const rm = (staffId: bigint): Actor => ({
  accountId: staffId,
  login: `rm${staffId}`,
  staffId,
  roles: ['rm'],
  bankWide: false,
  ranges: [],
});

const every = { kind: null, below: null, limit: 50 };

function journal(actor: Actor, place: Parameters<typeof loadJournal>[2] = every) {
  return fresh.database.transaction(
    actor,
    (tx) => loadJournal(tx, { customerId: 921n, customerNo: 'C1' }, place),
    { readOnly: true },
  );
}

describe('hand-overs, disputes and the pool in a customer’s journal', () => {
  it('each step is told once, newest first, by whom and between whom', async () => {
    const rows = await journal(rm(911n));
    expect(
      rows.map(({ at, key, kind, who, params }) => {
        const said = Object.entries(params)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, value]) => `${name}=${value}`);
        return [at.slice(0, 10), key, kind, who ?? '-', ...said].join(' ');
      }),
    ).toEqual([
      '2026-04-10 ruled:41 dispute_ruled 孙裁 from=李华 no=41 quarter=2026Q1 share=33.3333% to=王明',
      '2026-04-02 dispute:41 dispute_opened 李华 from=李华 no=41 quarter=2026Q1 to=王明',
      '2026-03-20 handover:32 handover_proposed - day=2026-04-01 from=王明 to=李华',
      '2026-02-01 handed:31 handover_done - day=2026-02-01 from=李华 to=王明',
      '2026-01-20 handover:31 handover_proposed - day=2026-02-01 from=李华 to=王明',
      '2026-01-05 taken_back:42 dispute_withdrawn - from=李华 no=42 quarter=2025Q4 to=王明',
      '2026-01-02 dispute:42 dispute_opened 李华 from=李华 no=42 quarter=2025Q4 to=王明',
      '2025-12-02 pool:0000000000000000052 pool 王明 step=journal.pool.claimed',
      '2025-12-01 pool:0000000000000000053 pool - step=journal.pool.widened',
      '2025-12-01 pool:0000000000000000051 pool 李华 step=journal.pool.entered',
    ]);
  });

  it.each<[JournalKind, number]>([
    ['handover_proposed', 2],
    ['handover_done', 1],
    ['dispute_opened', 2],
    ['dispute_ruled', 1],
    ['dispute_withdrawn', 1],
    ['pool', 3],
  ])('of the kind %s: %i', async (kind, count) => {
    const rows = await journal(rm(911n), { ...every, kind });
    expect(rows.map((row) => row.kind)).toEqual(Array.from({ length: count }, () => kind));
  });

  it('pages of three are the same rows, none twice and none left out', async () => {
    const whole = (await journal(rm(911n))).map((row) => row.key);
    const paged: string[] = [];
    let below: { at: string; key: string } | null = null;
    for (let page = 0; page < 5; page++) {
      const rows = await journal(rm(911n), { kind: null, below, limit: 3 });
      paged.push(...rows.map((row) => row.key));
      below = rows.at(-1) ?? null;
      if (rows.length < 3) break;
    }
    expect(paged).toEqual(whole);
  });

  it('whoever was party to a step but does not see the customer reads that step alone', async () => {
    const keys = (await journal(rm(912n))).map((row) => row.key);
    expect(keys).toContain('handover:32');
    expect(keys).toContain('dispute:41');
    expect(keys).not.toContain('handed:31');
    expect(keys).not.toContain('pool:0000000000000000052');
  });

  it('an RM of another unit with no part in them reads nothing', async () => {
    expect(await journal(rm(913n))).toEqual([]);
  });
});
