import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../../../core/actor.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { rangeOfPath, type Tx } from '../../platform/db/transaction.ts';
import { installPolicy } from '../../platform/policy/install.ts';
import { freshDatabase, type FreshDatabase } from '../../platform/testing/database.ts';
import { layBank, layFirms } from '../../platform/testing/small-bank.ts';
import { people } from '../people/index.ts';
import { products } from '../products/index.ts';
import { allocation } from './index.ts';
import { poolKind } from './policy/pool.ts';
import { claimCustomers, previewClaims } from './pool-commands.ts';
import { giveIntoPool, undoReturns } from './pool-entries.ts';
import { runPoolNight } from './pool-night.ts';
import * as store from './store/pool.ts';

/**
 * R1 and R2 are junior RMs of the east branch, R3 of the west, R4 a trainee. Firms 1 to 40 are booked
 * in the east and nobody leads them; 41 is led by R1, 42 by R2.
 */
async function layWorld(tx: Tx): Promise<void> {
  await layBank(
    tx,
    [people, products, allocation],
    [
      { staffId: 911, staffNo: 'R1', name: '王明', unit: 'S1', level: 'junior' },
      { staffId: 912, staffNo: 'R2', name: '李华', unit: 'S1', level: 'junior' },
      { staffId: 913, staffNo: 'R3', name: '赵西', unit: 'S2', level: 'junior' },
      { staffId: 914, staffNo: 'R4', name: '孙新', unit: 'S1', level: 'trainee' },
    ],
  );
  await layFirms(
    tx,
    Array.from({ length: 42 }, (_, at) => ({
      n: at + 1,
      class: 'general' as const,
      leadId: at < 40 ? null : 871 + at,
    })),
  );
  // Independent firms of the general class need an approval of a junior: this bank lets him.
  await installPolicy(tx, poolKind, {
    body: { ...poolKind.initial, withApproval: true },
    note: 'test',
    assumed: '',
  });
}

const actorOf = (login: string, given: Partial<Actor>): Actor => ({
  accountId: 7n,
  login,
  staffId: null,
  roles: ['rm'],
  bankWide: false,
  ranges: [],
  ...given,
});
const r1 = actorOf('r1', { staffId: 911n });
const r2 = actorOf('r2', { staffId: 912n });
const r3 = actorOf('r3', { staffId: 913n });
const r4 = actorOf('r4', { staffId: 914n });
const head = actorOf('head', { roles: ['team_head'], ranges: [rangeOfPath('0001.0001.')] });
const said = (answer: unknown) => (isRefusal(answer) ? answer.refused : 'done');
const system = systemActor('test');

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await fresh.database.transaction(system, layWorld);
  expect(await runPoolNight(fresh.database)).toMatchObject({ unled: 40, led: 0, warned: 0 });
});
afterAll(() => fresh.drop());

const leadOf = (id: bigint) =>
  fresh.database.transaction(
    system,
    async (tx) => {
      const { rows } = await sql<{ staffId: bigint | null; fromDay: string | null }>`
        select c.lead_staff_id as "staffId", l.from_day as "fromDay"
        from customers_customer c
        left join customers_v_lead l
          on l.customer_id = c.customer_id and l.until_day is null
        where c.customer_id = ${id}
      `.execute(tx.db);
      return rows[0]!;
    },
    { readOnly: true },
  );
const setToday = (today: string) =>
  fresh.database.transaction(system, async (tx) => {
    await sql`update organisation_bank set today = ${today}::date`.execute(tx.db);
  });
const cardsSeenBy = (actor: Actor) =>
  fresh.database.transaction(
    actor,
    (tx) =>
      store.loadCards(tx, { pool: null, kind: null, cause: null }, { after: null, limit: 200 }),
    { readOnly: true },
  );
const events = (id: bigint) =>
  fresh.database.transaction(
    system,
    async (tx) => {
      const { rows } = await sql<{ kind: string; cause: string | null }>`
        select kind, cause from allocation_pool_event where customer_id = ${id} order by event_id
      `.execute(tx.db);
      return rows.map((row) => (row.cause === null ? row.kind : `${row.kind} ${row.cause}`));
    },
    { readOnly: true },
  );

const claim = (actor: Actor, ...ids: number[]) =>
  claimCustomers(fresh.database, actor, ids.map(BigInt));
/** The refusal of the one customer as if it were the whole answer. */
const giveBack = async (actor: Actor, id: number, as: 'rm' | 'head' = 'rm', reason = 'no_need') => {
  const wanted = { customerIds: [BigInt(id)], reason, note: '', as };
  const answer = await giveIntoPool(fresh.database, actor, wanted);
  const refused = isRefusal(answer) ? null : answer.rows[0]!.refused;
  return refused === null ? answer : { refused: refused.code, params: refused.params };
};

describe('the pool', () => {
  it('takes customers whom nobody leads, once', async () => {
    expect(await runPoolNight(fresh.database)).toMatchObject({ unled: 0, led: 0, widened: 0 });
    expect(await events(1n)).toEqual(['entered unled']);
    expect(await events(41n)).toEqual([]);
  });

  it('shows limited facts to RMs in reach and to heads, nothing to others', async () => {
    const seen = await cardsSeenBy(r1);
    expect(seen).toHaveLength(40);
    expect(seen.at(-1)).toMatchObject({ customerNo: 'C01', shownName: '客**', sizeBand: null });
    expect(await cardsSeenBy(head)).toHaveLength(40);
    expect(await cardsSeenBy(r3)).toEqual([]);
    const customers = await fresh.database.transaction(
      r1,
      async (tx) => {
        const { rows } = await sql<{ no: string }>`
          select customer_no as no from customers_customer order by customer_no
        `.execute(tx.db);
        return rows.map((row) => row.no);
      },
      { readOnly: true },
    );
    expect(customers).toEqual(['C41']);
  });

  it('is claimed: the lead changes from the business day, the claimer sees the whole file', async () => {
    const preview = await previewClaims(fresh.database, r1, [1n]);
    expect(preview).toMatchObject({
      rows: [{ key: '1', name: '客**', about: 'C01', refused: null }],
      figures: [
        { name: 'allocation.pool_today_claimed', value: '0 → 1 / 5' },
        { name: 'allocation.pool_load_firms', value: '1 → 2 / 150' },
        { name: 'allocation.pool_load_persons', value: '0 → 0 / 0' },
        { name: 'allocation.field.protectedUntil', value: '2026-05-09' },
        { name: 'allocation.field.proveBy', value: '2026-06-08' },
      ],
    });
    expect(await leadOf(1n)).toEqual({ staffId: null, fromDay: null });
    expect(await claim(r1, 1)).toMatchObject({ done: 1 });
    expect(await leadOf(1n)).toEqual({ staffId: 911n, fromDay: '2026-03-10' });
    expect(await cardsSeenBy(r2)).toHaveLength(39);
    expect(await events(1n)).toEqual(['entered unled', 'claimed']);
    expect(await claim(r1, 1)).toMatchObject({ refused: 'allocation.pool_taken' });
  });

  it('refuses who is out of reach, has no grade for it, or is no RM', async () => {
    expect(said(await claim(r3, 2))).toBe('allocation.pool_unknown');
    expect(said(await claim(r4, 2))).toBe('allocation.pool_no_grade');
    expect(said(await claim(head, 2))).toBe('allocation.pool_no_grade');
    expect(said(await claim(r1, 999))).toBe('allocation.pool_unknown');
    expect(said(await claim(r1, 41))).toBe('allocation.pool_unknown');
  });

  it('of two at one moment exactly one wins; the other is told who', async () => {
    const answers = await Promise.all([claim(r1, 2), claim(r2, 2)]);
    const codes = answers.map(said).toSorted();
    expect(codes).toEqual(['allocation.pool_taken', 'done']);
    const winner = isRefusal(answers[0]) ? '李华' : '王明';
    expect(answers.find(isRefusal)?.params).toEqual({
      customer: 'C02',
      name: winner,
      day: '2026-03-10',
    });
  });

  it('is all or none: one taken customer stops the others', async () => {
    expect(said(await claim(r2, 3, 1))).toBe('allocation.pool_taken');
    expect((await leadOf(3n)).staffId).toBeNull();
  });

  it('of many takes those that may be claimed and names the rest; caps count those before', async () => {
    const many = await previewClaims(fresh.database, r2, [1n, 30n, 31n, 32n, 33n, 34n, 35n]);
    if (isRefusal(many)) throw new Error(many.refused);
    const codes = many.rows.map((row) => row.refused?.code.slice('allocation.'.length) ?? 'goes');
    expect(codes[0]).toBe('pool_taken');
    const left = codes.filter((code) => code === 'goes').length;
    expect(codes.slice(1)).toEqual([
      ...Array.from({ length: left }, () => 'goes'),
      ...Array.from({ length: 6 - left }, () => 'pool_daily_cap'),
    ]);
    const partly = { whole: false };
    const done = await claimCustomers(fresh.database, r2, [1n, 30n], partly);
    expect(done).toMatchObject({ done: 1, rows: [{ about: '' }, { about: 'C30', refused: null }] });
    expect((await leadOf(30n)).staffId).toBe(912n);
  });

  it('takes a return with a reason, cools it down for who gave it, and undoes it within the day', async () => {
    expect(said(await giveBack(r1, 42))).toBe('allocation.pool_unknown');
    expect(said(await giveBack(r1, 41, 'rm', 'no_such'))).toBe('allocation.pool_reason_unknown');
    expect(said(await giveBack(r1, 41))).toBe('done');
    expect((await leadOf(41n)).staffId).toBeNull();
    expect(await claim(r1, 41)).toMatchObject({
      refused: 'allocation.pool_cooling',
      params: { until: '2026-06-08' },
    });
    expect(said(await undoReturns(fresh.database, r2, [41n]))).toBe('allocation.pool_not_undone');
    expect(said(await undoReturns(fresh.database, r1, [41n]))).toBe('done');
    expect((await leadOf(41n)).staffId).toBe(911n);
    expect(said(await undoReturns(fresh.database, r1, [41n]))).toBe('allocation.pool_not_undone');
    expect(await events(41n)).toEqual(['entered returned', 'undone']);
  });

  it('an undone return keeps the claim and its proof', async () => {
    expect(said(await giveBack(r1, 1))).toBe('done');
    expect(said(await undoReturns(fresh.database, r1, [1n]))).toBe('done');
    const [again] = await fresh.database.transaction(system, async (tx) => {
      const { rows } = await sql<{ proveBy: string; how: string | null }>`
        select prove_by as "proveBy", how from allocation_v_pool_claim
        where customer_id = 1 order by claim_id desc limit 1
      `.execute(tx.db);
      return rows;
    });
    expect(again).toEqual({ proveBy: '2026-06-08', how: null });
  });

  it('a head puts customers of his range there, but no protected one', async () => {
    expect(await giveBack(head, 1, 'head')).toMatchObject({
      refused: 'allocation.pool_protected',
      params: { customer: 'C01', until: '2026-05-09' },
    });
    const west = { ...head, ranges: [rangeOfPath('0001.0002.')] };
    expect(said(await giveBack(west, 42, 'head'))).toBe('allocation.pool_unknown');
    expect(said(await giveBack(head, 42, 'head'))).toBe('done');
    expect(said(await giveBack(head, 42, 'head'))).toBe('allocation.pool_not_led');
    expect(said(await undoReturns(fresh.database, r2, [42n]))).toBe('allocation.pool_not_undone');
    expect(said(await claim(r1, 42))).toBe('done');
  });

  it('never gives more than the cap of the day, in whatever order claims come (law)', async () => {
    // R1 has claimed 1, 42 and perhaps 2 today.
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(r1, r2), fc.integer({ min: 3, max: 40 })), {
          minLength: 2,
          maxLength: 8,
        }),
        async (wishes) => {
          await Promise.all(wishes.map(([actor, id]) => claim(actor, id)));
          const { rows } = await fresh.database.transaction(system, (tx) =>
            sql<{ most: number; leads: number }>`
              select (select max(n) from (select count(*)::int as n from allocation_pool_turn
                      group by staff_id, day) t) as most,
                     (select coalesce(max(n), 0) from (select count(*)::int as n
                      from customers_v_lead where until_day is null
                      group by customer_id) l) as leads
            `.execute(tx.db),
          );
          expect(rows[0]!.most).toBeLessThanOrEqual(5);
          expect(rows[0]!.leads).toBe(1);
        },
      ),
      { numRuns: 10, seed: 820 },
    );
    for (let id = 3; id <= 20; id += 1) await claim(r1, id);
    expect(await claim(r1, 40)).toMatchObject({
      refused: 'allocation.pool_daily_cap',
      params: { claimed: 5, wanted: 1, max: 5 },
    });
    const counted = await fresh.database.transaction(system, (tx) =>
      sql<{ claims: number; leads: number }>`
        select count(*)::int as claims, count(distinct k.customer_id)::int as leads
        from allocation_v_pool_claim k
        join customers_customer c on c.customer_id = k.customer_id
        where k.how is null and c.lead_staff_id = k.staff_id
      `.execute(tx.db),
    );
    expect(counted.rows[0]!.claims).toBe(counted.rows[0]!.leads);
  });

  it('the cap counts the business day: the next day it is free again', async () => {
    await setToday('2026-03-11');
    expect(said(await claim(r1, 39))).toBe('done');
  });

  it('the night opens cards to the bank on their day, warns of an unproven claim, lets it fall', async () => {
    await setToday('2026-03-24');
    expect((await runPoolNight(fresh.database)).widened).toBe(0);
    await setToday('2026-03-25');
    expect((await runPoolNight(fresh.database)).widened).toBeGreaterThan(0);
    expect((await cardsSeenBy(r3)).length).toBeGreaterThan(0);
    expect((await runPoolNight(fresh.database)).widened).toBe(0);
    await setToday('2026-05-24');
    const warned = await runPoolNight(fresh.database);
    expect(warned).toMatchObject({ unproven: 0, recycled: 0 });
    expect(warned.warned).toBeGreaterThan(0);
    expect(await runPoolNight(fresh.database)).toMatchObject({ warned: 0 });
    await setToday('2026-06-07');
    expect(await runPoolNight(fresh.database)).toMatchObject({ unproven: 0 });
    await setToday('2026-06-08');
    await fresh.database.transaction(system, bringBusiness);
    const fallen = await runPoolNight(fresh.database);
    expect(fallen).toMatchObject({ proven: 1, unproven: warned.warned - 1 });
    expect((await leadOf(1n)).staffId).toBe(911n);
    expect((await events(1n)).at(-1)).toBe('proven');
    const fell = await leadOf(42n);
    expect(fell.staffId).toBeNull();
    expect((await events(42n)).slice(-2)).toEqual(['warned unproven', 'entered unproven']);
    expect(await runPoolNight(fresh.database)).toMatchObject({ proven: 0, unproven: 0 });
  });
});

/** C01 moves money: a transfer in on a deposit account. */
async function bringBusiness(tx: Tx): Promise<void> {
  await sql`
    insert into holdings_account
      (customer_id, account_id, account_no, product_id, unit_id, opened_on)
    select 1, 951, 'A951', min(product_id), 902, '2026-03-12'::date
    from products_product
    where kind = 'deposit'
  `.execute(tx.db);
  await sql`
    insert into holdings_transaction
      (customer_id, account_id, day, amount_fen, kind, derived, source_key)
    values (1, 951, '2026-03-12', 100, 'transfer_in', false, 't1'),
           (1, 951, '2026-03-12', 5, 'interest_paid', false, 't2')
  `.execute(tx.db);
}
