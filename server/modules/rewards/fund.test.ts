import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { day } from '../../../core/day.ts';
import { fen } from '../../../core/money.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { AuthDoors } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { addAccount, openHouse, type TestHouse } from '../../platform/testing/http.ts';
import { organisation } from '../organisation/index.ts';
import { people } from '../people/index.ts';
import { payAward } from './commands.ts';
import { rewards } from './index.ts';

const unitPaths = new Map([
  [801n, '0001.'],
  [802n, '0001.0001.'],
]);
const staffUnits = new Map([
  [811n, 802n],
  [812n, 802n],
  [821n, 802n],
  [831n, 801n],
  [832n, 801n],
  [833n, 801n],
  [834n, 801n],
  [835n, 801n],
]);
const doors: AuthDoors = {
  bank: async () => ({ name: '试行', currency: 'CNY', demo: false, today: day('2026-05-18') }),
  unitOfStaff: async (_tx, staffId) => {
    const unitId = staffUnits.get(staffId);
    return unitId === undefined ? null : { path: unitPaths.get(unitId)!, name: String(unitId) };
  },
  unitNames: async () => new Map(),
  unitPaths: async (_tx, ids) => new Map(ids.map((one) => [one, unitPaths.get(one)!])),
};

let house: TestHouse;
const cookies: Record<string, string> = {};
const persons = [
  ['nominee', 'rm', 'own', 811n],
  ['colleague', 'rm', 'own', 812n],
  ['head', 'team_head', 'unit_and_below', 821n],
  ['hr', 'hr', 'bank', 831n],
  ['finance', 'finance', 'bank', 832n],
  ['finance_two', 'finance', 'bank', 833n],
  ['risk', 'risk', 'bank', 834n],
  ['officer', 'department_officer', 'bank', 835n],
] as const;

async function lay(tx: Tx): Promise<void> {
  await sql`
    insert into organisation_bank (code, name, currency, source, time_zone, today)
    values ('T', '试行', 'CNY', 'test', 'Asia/Shanghai', '2026-05-18')
  `.execute(tx.db);
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    values (801, null, 'H', '总行', 'head_office', 1, '0001.', '2000-01-01'),
           (802, 801, 'S1', '城东支行', 'sub_branch', 2, '0001.0001.', '2000-01-01')
  `.execute(tx.db);
  for (const [staffId, unitId] of staffUnits) {
    await sql`
      insert into people_staff
        (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
      values (${staffId}, ${`R${staffId}`}, ${`员工${staffId}`}, ${unitId},
              ${unitPaths.get(unitId)!}, ${staffId < 820n}, '2015-01-01', '')
    `.execute(tx.db);
  }
  await sql`
    insert into organisation_run (run_id, quarter, kind, as_of, backdated, started_by)
    overriding system value
    values (1, '2026Q1', 'close', '2026-04-01', false, 'test'),
           (2, '2025Q4', 'close', '2026-01-01', false, 'test')
  `.execute(tx.db);
  await sql`
    insert into organisation_run_finished (run_id, digest) values (1, 'd'), (2, 'd')
  `.execute(tx.db);
  await sql`
    insert into organisation_seal (quarter, run_id, sealed_by, digest) values ('2026Q1', 1, 0, 'd')
  `.execute(tx.db);
  for (const [slipId, runId, quarter] of [
    [1n, 1n, '2026Q1'],
    [2n, 1n, '2026Q1'],
    [3n, 2n, '2025Q4'],
  ] as const) {
    await sql`
      insert into pay_slip
        (slip_id, run_id, quarter, staff_id, unit_path, level, gross_fen, paid_now_fen,
         deferred_fen, held_fen, deducted_fen, carried_fen, policy_version_id)
      values (${slipId}, ${runId}, ${quarter}, ${810n + slipId}, '0001.0001.', 'senior', 6000000,
              6000000, 0, 0, 0, 0, 1)
    `.execute(tx.db);
    await sql`
      insert into pay_line (slip_id, position, item, part, amount_fen, explanation)
      values (${slipId}, 1, 'base', 'base', 3000000, '{}'),
             (${slipId}, 2, 'bonus', 'bonus', 3000000, '{}')
    `.execute(tx.db);
  }
}

beforeAll(async () => {
  house = await openHouse([organisation, people, rewards], { doors, withoutAccounts: true });
  for (const [login, role, scope, staffId] of persons) {
    await addAccount(house.database, doors, { login, role, scope, staffId });
  }
  await house.database.transaction(systemActor('test'), lay);
  for (const [login] of persons) cookies[login] = await house.signIn(login);
});
afterAll(() => house.close());

async function ask(method: 'GET' | 'POST', url: string, who: string, body?: unknown) {
  const answer = await house.call({
    method,
    url: `/api${url}`,
    cookie: cookies[who]!,
    ...(body === undefined ? {} : { body }),
  });
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- whatever the route says
  const said = JSON.parse(answer.body) as Record<string, any>;
  return { status: answer.statusCode, ...said } as Record<string, any> & { status: number };
}
const moveTo = async (today: string) => {
  const { Client } = (await import('pg')).default;
  const client = new Client(house.ownerConfig);
  await client.connect();
  await client.query('update organisation_bank set today = $1', [today]);
  await client.end();
};
const wish = (change: Record<string, unknown> = {}) => ({
  award: 'outstanding',
  amount: '1000000',
  staffNos: ['R811'],
  reason: '带动存款',
  evidence: '一季度考核 118 分',
  requestKey: randomUUID(),
  ...change,
});
const propose = (who: string, change: Record<string, unknown> = {}) =>
  ask('POST', '/reward-proposals', who, wish(change));
const name = (id: string, staffNos: string[], who = 'hr') =>
  ask('POST', `/reward-proposals/${id}/members`, who, { staffNos });
const vote = (id: string, who: string, choice = 'for') =>
  ask('POST', `/reward-proposals/${id}/votes`, who, { choice });
const detail = (id: string, who: string) => ask('GET', `/reward-proposals/${id}`, who);

/** A proposal of the officer that three members approved and HR published. */
async function published(change: Record<string, unknown> = {}): Promise<string> {
  const { proposalId } = await propose('officer', change);
  await name(proposalId, ['R831', 'R832', 'R834']);
  for (const member of ['hr', 'finance', 'risk']) await vote(proposalId, member);
  const notice = await ask('POST', `/reward-proposals/${proposalId}/notices`, 'hr', {});
  expect(notice.status).toBe(200);
  return proposalId;
}

describe('money comes in by two persons', () => {
  it('3 % of a sealed quarter’s bonus pool, once a quarter', async () => {
    const pools = await ask('GET', '/reward-pools', 'finance');
    expect(pools.rows).toEqual([
      { quarter: '2026Q1', slips: 2, pool: '6000000', share: '180000', booked: null },
    ]);
    const enter = (quarter: string, who = 'finance') =>
      ask('POST', '/reward-sources', who, { kind: 'pool', quarter });
    expect(await enter('2026Q1', 'hr')).toMatchObject({ status: 403 });
    expect(await enter('2025Q4')).toMatchObject({ code: 'rewards.quarter_not_sealed' });
    const twice = await Promise.all([enter('2026Q1'), enter('2026Q1', 'finance_two')]);
    expect(twice.map((one) => one.status).toSorted()).toEqual([201, 409]);
    const { sourceId } = twice.find((one) => one.status === 201)!;
    const enteredBy = twice[0]!.status === 201 ? 'finance' : 'finance_two';
    const rule = (who: string) =>
      ask('POST', `/reward-sources/${sourceId}/rulings`, who, { verdict: 'confirmed' });
    expect(await rule(enteredBy)).toMatchObject({ code: 'rewards.own_source' });
    expect(await rule('hr')).toMatchObject({ status: 200, balance: '180000' });
    expect(await rule('hr')).toMatchObject({ code: 'rewards.source_ruled' });
    expect(await enter('2026Q1')).toMatchObject({ code: 'rewards.pool_booked' });
  });

  it('an opening balance once; a rejected source adds nothing', async () => {
    const enter = (kind: string, amount: string) =>
      ask('POST', '/reward-sources', 'finance', { kind, amount, reference: '总账 2241' });
    const { sourceId } = await enter('opening', '10000000');
    expect(await enter('opening', '1')).toMatchObject({ code: 'rewards.opened_already' });
    const rule = (id: string, verdict: string) =>
      ask('POST', `/reward-sources/${id}/rulings`, 'finance_two', { verdict });
    expect(await rule(sourceId, 'confirmed')).toMatchObject({ balance: '10180000' });
    const forfeited = await enter('forfeited', '500');
    expect(await rule(forfeited['sourceId'], 'rejected')).toMatchObject({ balance: '10180000' });
    const fund = await ask('GET', '/reward-fund', 'nominee');
    expect(fund).toMatchObject({ opening: '0', in: '10180000', out: '0', closing: '10180000' });
    expect(await ask('GET', '/reward-entries', 'nominee')).toMatchObject({ status: 403 });
  });
});

describe('from proposal to grant', () => {
  it('excludes those in conflict of interest, and recounts', async () => {
    const { proposalId: id } = await propose('officer');
    expect(await name(id, ['R831', 'R832', 'R834'], 'officer')).toMatchObject({ status: 403 });
    // The nominee, his direct head and the proposer are excluded: two of five remain.
    expect(await name(id, ['R811', 'R821', 'R835', 'R831', 'R832'])).toMatchObject({
      status: 409,
      code: 'rewards.committee_too_small',
    });
    const staffNos = ['R811', 'R821', 'R835', 'R831', 'R832', 'R834'];
    expect(await name(id, staffNos)).toMatchObject({ state: 'voting' });
    expect(await name(id, staffNos)).toMatchObject({ code: 'rewards.not_in_state' });
    expect(await vote(id, 'head')).toMatchObject({ code: 'rewards.in_conflict' });
    expect(await vote(id, 'officer')).toMatchObject({ code: 'rewards.in_conflict' });
    expect(await vote(id, 'finance_two')).toMatchObject({ code: 'rewards.not_a_member' });
    expect(await vote(id, 'risk')).toMatchObject({ status: 200 });
    expect(await vote(id, 'risk', 'against')).toMatchObject({ code: 'rewards.voted_already' });
    expect(await ask('POST', `/reward-proposals/${id}/notices`, 'hr', {})).toMatchObject({
      code: 'rewards.not_approved',
    });
    expect((await detail(id, 'hr')).tally).toMatchObject({ voters: 3, for: 1, outcome: 'open' });
    // The nominee's colleague sees nothing before the notice.
    expect(await detail(id, 'colleague')).toMatchObject({ status: 404 });
    expect(await ask('POST', `/reward-proposals/${id}/withdrawals`, 'officer', {})).toMatchObject({
      state: 'withdrawn',
    });
  });

  it('five working days of notice for everybody, objections answered, then the money leaves', async () => {
    await moveTo('2026-05-18');
    const id = await published();
    const seen = await detail(id, 'colleague');
    expect(seen).toMatchObject({ state: 'notice', untilDay: '2026-05-25', next: ['object'] });
    const object = (who: string) =>
      ask('POST', `/reward-proposals/${id}/objections`, who, { text: '数据有误' });
    expect(await object('colleague')).toMatchObject({ status: 201 });
    expect(await object('colleague')).toMatchObject({ code: 'rewards.objected_already' });
    const grant = (who: string) => ask('POST', `/reward-proposals/${id}/grants`, who, {});
    expect(await grant('finance_two')).toMatchObject({ code: 'rewards.notice_running' });
    await moveTo('2026-05-26');
    expect(await object('head')).toMatchObject({ code: 'rewards.notice_over' });
    expect(await grant('finance_two')).toMatchObject({ code: 'rewards.objections_open' });
    const { objectionId } = (await detail(id, 'hr')).objections[0];
    const answer = (who: string) =>
      ask('POST', `/reward-objections/${objectionId}/answers`, who, {
        verdict: 'dismissed',
        reason: '已复核',
      });
    expect(await answer('colleague')).toMatchObject({ status: 403 });
    expect(await answer('hr')).toMatchObject({ state: 'notice' });
    const both = await Promise.all([grant('finance'), grant('finance_two')]);
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
    expect(both.find((one) => one.status === 200)).toMatchObject({ balance: '9180000' });
    const granted = await ask('GET', '/reward-proposals?state=granted&staffId=811', 'colleague');
    expect(granted.rows).toHaveLength(1);
  });

  it('an upheld objection fells the award; an honour costs nothing', async () => {
    await moveTo('2026-05-18');
    const felled = await published({ amount: '500000' });
    await ask('POST', `/reward-proposals/${felled}/objections`, 'colleague', { text: '不实' });
    const { objectionId } = (await detail(felled, 'hr')).objections[0];
    await ask('POST', `/reward-objections/${objectionId}/answers`, 'hr', {
      verdict: 'upheld',
      reason: '属实',
    });
    const honour = await published({
      award: 'team_of_year',
      amount: '0',
      team: '东区',
      staffNos: ['R811', 'R812'],
    });
    await moveTo('2026-05-26');
    expect(
      await ask('POST', `/reward-proposals/${felled}/grants`, 'finance_two', {}),
    ).toMatchObject({ code: 'rewards.not_in_state' });
    expect(
      await ask('POST', `/reward-proposals/${honour}/grants`, 'finance_two', {}),
    ).toMatchObject({ state: 'granted', balance: '9180000' });
  });

  it('a team shares the money to the fen; nobody nominates himself; requests are sent once', async () => {
    const requestKey = randomUUID();
    const change = { amount: '500001', team: '东区', staffNos: ['R811', 'R812'], requestKey };
    const first = await propose('officer', change);
    expect((await propose('officer', change)).proposalId).toBe(first.proposalId);
    const { parts } = await detail(first.proposalId, 'officer');
    expect(parts.map((one: { amount: string }) => one.amount)).toEqual(['250001', '250000']);
    expect(await propose('officer', { staffNos: ['R835'] })).toMatchObject({
      code: 'rewards.own_nomination',
    });
    expect(await propose('officer', { staffNos: ['R999'] })).toMatchObject({ status: 404 });
    expect(await propose('nominee')).toMatchObject({ status: 403 });
  });
});

describe('awards at once', () => {
  it('never take more than the fund holds, and the chain of balances stays whole', async () => {
    const ids: bigint[] = [];
    for (let at = 0; at < 6; at++) {
      ids.push(BigInt((await propose('officer', { amount: '4000000' })).proposalId));
    }
    const outcomes = await Promise.all(
      ids.map((proposalId) =>
        house.database.transaction(systemActor('test'), (tx) =>
          payAward(tx, { proposalId, amount: fen(4_000_000n) }),
        ),
      ),
    );
    // 91,800.00 bears two awards of 40,000.00.
    expect(outcomes.filter((one) => !isRefusal(one))).toHaveLength(2);
    const { rows } = await house.database.pool.query<{ broken: string; last: string }>(`
      select count(*) filter (where balance_fen <> before + moved_fen)::text as broken,
             min(balance_fen)::text as last
      from (
        select balance_fen, moved_fen,
               coalesce(lag(balance_fen) over (order by entry_no), 0) as before
        from rewards_entry
      ) e`);
    expect(rows[0]).toEqual({ broken: '0', last: '180000' });
  });

  it('a number of the ledger cannot be written twice, nor a balance below zero', async () => {
    const write = (no: string, moved: string, balance: string) =>
      house.database.transaction(systemActor('test'), async (tx) => {
        await sql`
          insert into rewards_entry
            (entry_no, kind, moved_fen, balance_fen, source_id, entered_on, entered_by, by_name)
          select ${no}::bigint, 'forfeited', ${moved}::bigint, ${balance}::bigint, max(source_id),
                 date '2026-05-26', 0, 'x'
          from rewards_source
          where kind = 'forfeited'
        `.execute(tx.db);
      });
    await expect(write('1', '1', '1')).rejects.toThrow('rewards_entry__no');
    await expect(write('99', '1', '-1')).rejects.toThrow('never_below_zero');
  });
});
