import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../../../core/actor.ts';
import { day } from '../../../core/day.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { rangeOfPath, type Tx } from '../../platform/db/transaction.ts';
import { freshDatabase, type FreshDatabase } from '../../platform/testing/database.ts';
import { layBank, layFirms } from '../../platform/testing/small-bank.ts';
import { people } from '../people/index.ts';
import { products } from '../products/index.ts';
import { previewDeed, proposeDeed, withdrawHandover } from './deed-commands.ts';
import type { WantedDeed } from './deed-plan.ts';
import { answerHandover } from './handover-commands.ts';
import { allocation } from './index.ts';

/**
 * R1 (senior) of the east leaves; he leads 4 premium firms (1–4) and 8 general ones (5–12), of which
 * 11 and 12 are one group. R2 (senior) is of the east too, R3 (junior) of the west: his grade may
 * not lead premium firms.
 */
async function layWorld(tx: Tx): Promise<void> {
  await layBank(
    tx,
    [people, products, allocation],
    [
      { staffId: 911, staffNo: 'R1', name: '王明', unit: 'S1', level: 'senior' },
      { staffId: 912, staffNo: 'R2', name: '李华', unit: 'S1', level: 'senior' },
      { staffId: 913, staffNo: 'R3', name: '赵西', unit: 'S2', level: 'junior' },
    ],
  );
  await layFirms(
    tx,
    Array.from({ length: 12 }, (_, at) => ({
      n: at + 1,
      class: at < 4 ? ('premium' as const) : ('general' as const),
      leadId: 911,
    })),
  );
  await sql`
    insert into customers_group (group_id, code, name, parent_group_id)
    values (81, 'G1', '东海集团', null)
  `.execute(tx.db);
  await sql`
    update customers_customer set group_id = 81, group_part = 'member'
    where customer_id in (11, 12)
  `.execute(tx.db);
}

const actorOf = (login: string, given: Partial<Actor>): Actor => ({
  accountId: 7n,
  login,
  staffId: null,
  roles: ['team_head'],
  bankWide: false,
  ranges: [rangeOfPath('0001.0001.')],
  ...given,
});
const head = actorOf('head', {});
const other = actorOf('other', { accountId: 8n });
const west = actorOf('west', { ranges: [rangeOfPath('0001.0002.')] });
const r2 = actorOf('r2', { staffId: 912n, roles: ['rm'], ranges: [], accountId: 12n });

const wanted: WantedDeed = {
  cause: 'resign',
  leaveMonths: null,
  fromStaffNo: 'R1',
  customerIds: null,
  receiverNos: ['R2', 'R3'],
  way: 'level',
  byHand: [],
  headStaffNo: null,
  deputyStaffNo: null,
  effectiveDay: day('2026-03-10'),
  note: '离职移交',
};
/** Premium firms to the senior by hand, the others dealt out. */
const fair: Partial<WantedDeed> = {
  way: 'even',
  byHand: [1n, 2n, 3n, 4n].map((customerId) => ({ customerId, staffNo: 'R2' })),
};
const key = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('handing many over to several receivers', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    await fresh.database.transaction(systemActor('test'), layWorld);
  });
  afterAll(() => fresh.drop());

  const preview = async (given: Partial<WantedDeed> = {}, actor = head) => {
    const shown = await previewDeed(fresh.database, actor, { ...wanted, ...given });
    if (isRefusal(shown)) throw new Error(shown.refused);
    return shown;
  };
  const codeOf = (answer: unknown) => (isRefusal(answer) ? answer.refused : 'done');
  const propose = async (n: number, given: Partial<WantedDeed> = {}) => {
    const { seen } = await preview(given);
    return proposeDeed(fresh.database, head, { ...wanted, ...given, seen, requestKey: key(n) });
  };
  const handovers = () =>
    fresh.database.transaction(
      systemActor('test'),
      async (tx) => {
        const { rows } = await sql<{ id: bigint; to: string; customers: number; cause: string }>`
          select h.handover_id as id, s.staff_no as to, h.customers, h.cause
          from allocation_v_open_handover o
          join allocation_handover h on h.handover_id = o.handover_id
          join people_staff s on s.staff_id = h.to_staff_id
          order by h.handover_id
        `.execute(tx.db);
        return rows;
      },
      { readOnly: true },
    );

  it('by level keeps to grade and room, and names loads before and after', async () => {
    const shown = await preview();
    expect(shown).toMatchObject({
      customers: 12,
      counts: { both: 12, custody: 0, nothing: 0 },
      staying: [],
      handovers: 1,
      contribution: '0',
      violations: [],
    });
    // The senior leads all of them alone; the junior would need an approval for the general ones.
    expect(shown.receivers).toMatchObject([
      { name: '李华', notServed: 0, corporate: { now: 0, adding: 12 } },
      { name: '赵西', notServed: 0, corporate: { now: 0, adding: 0 } },
    ]);
    const dealt = await preview(fair);
    expect(dealt.receivers.map((one) => one.corporate.adding)).toEqual([6, 6]);
    expect(dealt.violations).toMatchObject([
      { code: 'allocation.deed_approval', params: { name: '赵西', customers: '6' } },
      { code: 'allocation.deed_group_split' },
    ]);
  });

  it('evenly it would give a junior premium firms: refused, with the rule and its numbers', async () => {
    const shown = await preview({ way: 'even' });
    expect(shown.violations).toContainEqual({
      code: 'allocation.deed_not_served',
      params: { name: '赵西', level: 'people.level.junior', customers: '2', customer: 'C02' },
      refuses: true,
    });
    expect(shown.rows[0]).toMatchObject({ toNo: 'R3', mode: 'assist' });
    expect(await propose(1, { way: 'even' })).toMatchObject({
      refused: 'allocation.deed_not_served',
      params: { customers: 2 },
    });
    expect(await handovers()).toEqual([]);
  });

  it('a group torn apart is shown, and mended by hand', async () => {
    const split = [
      { customerId: 11n, staffNo: 'R2' },
      { customerId: 12n, staffNo: 'R3' },
    ];
    const shown = await preview({ byHand: split });
    expect(shown.violations.map((one) => one.code)).toContain('allocation.deed_group_split');
    const mended = await preview({ byHand: split.map((one) => ({ ...one, staffNo: 'R3' })) });
    expect(mended.violations.map((one) => one.code)).not.toContain('allocation.deed_group_split');
  });

  it('refuses unknown receivers, strangers, both or neither giver, and leavers without a day', async () => {
    const asked: readonly [Partial<WantedDeed>, Actor, string][] = [
      [{ receiverNos: ['R2', 'R9'] }, head, 'allocation.deed_receiver'],
      [{}, west, 'allocation.handover_from_unknown'],
      [{ fromStaffNo: null, customerIds: [1n] }, west, 'allocation.deed_customer_unknown'],
      [{ fromStaffNo: null, customerIds: [1n, 99n] }, head, 'allocation.deed_customer_unknown'],
      [{ customerIds: [1n] }, head, 'allocation.deed_whom'],
      [{ fromStaffNo: null }, head, 'allocation.deed_whom'],
      [{ cause: 'leave' }, head, 'allocation.handover_leave_months'],
    ];
    for (const [given, actor, code] of asked) {
      const answer = await previewDeed(fresh.database, actor, { ...wanted, ...given });
      expect(codeOf(answer)).toBe(code);
    }
  });

  it('is proposed once whatever the clicks: one hand-over a receiver, all of one deed', async () => {
    const { seen } = await preview(fair);
    const given = { ...wanted, ...fair, seen, requestKey: key(2) };
    const both = await Promise.all([
      proposeDeed(fresh.database, head, given),
      proposeDeed(fresh.database, head, given),
    ]);
    expect(both.map(codeOf)).toEqual(['done', 'done']);
    expect(both[0]).toEqual(both[1]);
    const open = await handovers();
    expect(open.map((one) => [one.to, one.cause])).toEqual([
      ['R2', 'resign'],
      ['R3', 'resign'],
    ]);
    expect(open.reduce((sum, one) => sum + one.customers, 0)).toBe(12);
  });

  it('two editors: the second finds the customers in hand-overs, the first preview is refused', async () => {
    const shown = await preview();
    expect(shown.staying).toEqual([{ why: 'in_handover', customers: 12 }]);
    const late = { ...wanted, seen: 'what was seen before', requestKey: key(3) };
    expect(codeOf(await proposeDeed(fresh.database, other, late))).toBe('allocation.deed_changed');
    expect(codeOf(await propose(4))).toBe('allocation.deed_nobody');
  });

  it('is taken back by who proposed it, until somebody answers', async () => {
    const [first, second] = await handovers();
    expect(codeOf(await withdrawHandover(fresh.database, other, first!.id))).toBe(
      'allocation.handover_not_proposer',
    );
    expect(codeOf(await withdrawHandover(fresh.database, west, first!.id))).toBe(
      'allocation.handover_unknown',
    );
    const accepted = { handoverId: first!.id, side: 'receiver', verdict: 'accepted' } as const;
    expect(codeOf(await answerHandover(fresh.database, r2, { ...accepted, reason: '' }))).toBe(
      'done',
    );
    expect(await withdrawHandover(fresh.database, head, first!.id)).toMatchObject({
      refused: 'allocation.handover_answers_there',
      params: { answers: 1 },
    });
    const back = await withdrawHandover(fresh.database, head, second!.id);
    expect(back).toEqual({ customers: second!.customers });
    expect(codeOf(await withdrawHandover(fresh.database, head, second!.id))).toBe(
      'allocation.handover_not_open',
    );
    expect((await preview()).staying).toEqual([
      { why: 'in_handover', customers: first!.customers },
    ]);
  });

  it('fifty thousand customers of one RM are previewed within seconds, two hundred shown', async () => {
    await fresh.database.transaction(systemActor('test'), layLargeBook);
    const given = { fromStaffNo: 'R2', receiverNos: ['R1', 'R3'], way: 'even' as const };
    const before = performance.now();
    const shown = await preview(given);
    const seconds = (performance.now() - before) / 1000;
    expect(shown.customers).toBe(50_000);
    expect(shown.rows).toHaveLength(200);
    expect(shown.violations.map((one) => one.code)).toContain('allocation.deed_over');
    expect(seconds).toBeLessThan(10);
  });
});

/** R2 leads fifty thousand persons. */
async function layLargeBook(tx: Tx): Promise<void> {
  await sql`
    insert into customers_customer
      (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces,
       opened_on, booking_unit_id, booking_path, lead_staff_id, managing_path, tier)
    select n, 'P' || n, 'individual', '个人' || n, 'x', 'x', 'x', '{}', '2019-01-01', 902,
           '0001.0001.', 912, '0001.0001.', 'small'
    from generate_series(100001, 150000) as n
  `.execute(tx.db);
}
