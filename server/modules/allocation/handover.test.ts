import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../../../core/actor.ts';
import { day } from '../../../core/day.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { rangeOfPath, type Tx } from '../../platform/db/transaction.ts';
import { installInitialPolicies } from '../../platform/policy/install.ts';
import { freshDatabase, type FreshDatabase } from '../../platform/testing/database.ts';
import { addAccount, openHouse, plainDoors, type TestHouse } from '../../platform/testing/http.ts';
import { table } from '../../platform/testing/table.ts';
import { customers } from '../customers/index.ts';
import { holdings } from '../holdings/index.ts';
import { organisation } from '../organisation/index.ts';
import { people } from '../people/index.ts';
import { products } from '../products/index.ts';
import {
  answerHandover,
  carryOutDue,
  previewHandover,
  proposeHandover,
} from './handover-commands.ts';
import type { WantedHandover } from './handover-draft.ts';
import { allocation } from './index.ts';

/**
 * R1 of the east hands over to R2 of the west. C1 has a loan with four instalments after the day,
 * C2 one with two, C3 no loan, C4 a loan in substandard class, C5 is led by R2 already.
 */
async function layWorld(tx: Tx): Promise<void> {
  const rooms = [people, products, allocation];
  await installInitialPolicies(
    tx,
    rooms.flatMap((one) => one.policies ?? []),
  );
  await sql`
    insert into organisation_bank (code, name, currency, source, time_zone, today)
    values ('T', '试行', 'CNY', 'test', 'Asia/Shanghai', '2026-01-10')
  `.execute(tx.db);
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
           (914, 'H1', '赵行', 902, '0001.0001.', false, '2010-01-01', ''),
           (916, 'D1', '孙副', 902, '0001.0001.', false, '2010-01-01', '')
  `.execute(tx.db);
  await sql`
    insert into people_grade (staff_id, from_day, sequence, level, step, reason)
    values (911, '2020-01-01', 'retail', 'senior', 1, 'test'),
           (912, '2020-01-01', 'retail', 'junior', 1, 'test')
  `.execute(tx.db);
  for (const [id, lead, path] of [
    [921, 911, '0001.0001.'],
    [922, 911, '0001.0001.'],
    [923, 911, '0001.0001.'],
    [924, 911, '0001.0001.'],
    [925, 912, '0001.0002.'],
  ] as const) {
    await sql`
      insert into customers_customer
        (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces,
         opened_on, booking_unit_id, booking_path, lead_staff_id, managing_path, tier)
      values (${id}, ${`C${id - 920}`}, 'individual', ${`客户${id}`}, 'x', 'x', 'x', '{}',
        '2019-01-01', 902, '0001.0001.', ${lead}, ${path}, 'small')
    `.execute(tx.db);
    await sql`
      insert into customers_management
        (customer_id, staff_id, part, share_millionths, from_day, reason, origin)
      values (${id}, ${lead}, 'lead', 1000000, '2019-01-01', 'test', 'hand')
    `.execute(tx.db);
  }
  await layLoans(tx);
}

async function layLoans(tx: Tx): Promise<void> {
  await sql`
    insert into organisation_run (run_id, quarter, kind, as_of, backdated, started_by)
    overriding system value
    values (1, '2025Q4', 'close', '2026-01-02', false, 'test')
  `.execute(tx.db);
  await sql`insert into organisation_run_finished (run_id, digest) values (1, 'd')`.execute(tx.db);
  await sql`
    insert into holdings_account
      (customer_id, account_id, account_no, product_id, unit_id, opened_on)
    select one.customer_id, one.account_id, 'A' || one.account_id, min(p.product_id), 902,
           '2019-01-01'::date
    from (values (921, 931, 'loan'), (921, 936, 'deposit'), (922, 932, 'loan'),
            (924, 934, 'loan'), (923, 933, 'deposit')) as one (customer_id, account_id, kind)
    join products_product p on p.kind = one.kind
    group by one.customer_id, one.account_id
  `.execute(tx.db);
  const rows = table(`
    account | customer | class       | instalments
    931     | 921      | normal      | 4
    932     | 922      | normal      | 2
    934     | 924      | substandard | 4
  `);
  for (const row of rows) {
    await sql`
      insert into holdings_month
        (run_id, customer_id, account_id, month, days, product_fen_days, end_balance_fen, fee_fen,
         interest_paid_fen, interest_received_fen, transactions, counter_transactions,
         days_overdue, overdue_fen, risk_class)
      values (1, ${row.customer}, ${row.account}, '2025-12-01', 31, 31, 100000, 0, 0, 0, 0, 0, 0, 0,
        ${row.class})
    `.execute(tx.db);
    await sql`
      insert into holdings_loan
        (customer_id, account_id, principal_fen, granted_on, months, instalment_fen, first_due_on)
      values (${row.customer}, ${row.account}, 100000, '2019-01-01', 12, 25000, '2026-01-04')
    `.execute(tx.db);
    await sql`
      insert into holdings_instalment (customer_id, account_id, due_on, due_fen)
      select ${row.customer}::bigint, ${row.account}::bigint,
             ('2026-01-04'::date + (at || ' month')::interval)::date, 25000
      from generate_series(0, ${row.instalments}::int) as month (at)
    `.execute(tx.db);
  }
}

const wanted: WantedHandover = {
  cause: 'cross_team',
  leaveMonths: null,
  fromStaffNo: 'R1',
  toStaffNo: 'R2',
  headStaffNo: 'H1',
  deputyStaffNo: 'D1',
  effectiveDay: day('2026-01-05'),
  customerNos: null,
  note: '调整团队',
};
const actorOf = (login: string, given: Partial<Actor>): Actor => ({
  accountId: 7n,
  login,
  staffId: null,
  roles: [],
  bankWide: false,
  ranges: [],
  ...given,
});
const head = actorOf('head', { roles: ['team_head'], ranges: [rangeOfPath('0001.0001.')] });
const r2 = actorOf('r2', { staffId: 912n, roles: ['rm'] });
const h1 = actorOf('h1', { staffId: 914n, roles: ['team_head'] });
const codeOf = (answer: unknown) => (isRefusal(answer) ? answer.refused : 'done');

describe('handing customers over', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    await fresh.database.transaction(systemActor('test'), layWorld);
  });
  afterAll(() => fresh.drop());

  const lines = async (query: ReturnType<typeof sql<{ line: string }>>) =>
    fresh.database.transaction(systemActor('test'), async (tx) =>
      (await query.execute(tx.db)).rows.map((row) => row.line),
    );
  const leads = () =>
    lines(sql<{ line: string }>`
      select customer_no || ' ' || lead_staff_id || ' ' || managing_path as line
      from customers_customer
      order by customer_no
    `);

  it('previews what moves, to whom, with load and grade matrix', async () => {
    const preview = await previewHandover(fresh.database, head, wanted);
    if (isRefusal(preview)) throw new Error(preview.refused);
    expect(
      preview.customers.map((one) => `${one.customerNo} ${one.moves} ${one.receiverName}`),
    ).toEqual(['C1 custody 李华', 'C2 nothing 李华', 'C3 both 李华', 'C4 both 赵行']);
    expect(preview.counts).toEqual({ both: 2, custody: 1, nothing: 1 });
    expect(preview.receivers.map((one) => [one.name, one.individual, one.individualAdded])).toEqual(
      [
        ['李华', 1, 2],
        ['赵行', 0, 1],
      ],
    );
    // the head has no grade: the matrix lets him lead nobody
    expect(preview.notServed).toBe(1);
  });

  it('refuses what is out of scope, unknown, or has nobody for a problem loan', async () => {
    const ask = (given: Partial<WantedHandover>, actor = head) =>
      previewHandover(fresh.database, actor, { ...wanted, ...given }).then(codeOf);
    const west = { ...head, ranges: [rangeOfPath('0001.0002.')] };
    expect(await ask({}, west)).toBe('allocation.handover_from_unknown');
    expect(await ask({ customerNos: ['C1'] }, west)).toBe('allocation.handover_from_unknown');
    expect(await ask({ customerNos: ['C5'] })).toBe('allocation.handover_customer_missing');
    expect(await ask({ headStaffNo: 'X' })).toBe('allocation.handover_person_missing');
    expect(await ask({ headStaffNo: null })).toBe('allocation.handover_head_needed');
    expect(await ask({ headStaffNo: null, customerNos: ['C1'] })).toBe('done');
    expect(await ask({ toStaffNo: 'H1' })).toBe('allocation.handover_receiver');
    expect(await ask({ cause: 'within_team' })).toBe('allocation.handover_other_team');
  });

  it('moves nothing until each receiver and the supervisor have accepted; then once', async () => {
    const both = await Promise.all([
      proposeHandover(fresh.database, head, wanted),
      proposeHandover(fresh.database, head, wanted),
    ]);
    expect(both.map(codeOf).toSorted()).toEqual(['allocation.handover_open_already', 'done']);
    const made = both.find((one) => !isRefusal(one)) as { id: bigint };
    const before = await leads();
    const answer = (actor: Actor, side: 'receiver' | 'supervisor') =>
      answerHandover(fresh.database, actor, {
        handoverId: made.id,
        side,
        verdict: 'accepted',
        reason: '',
      });
    expect(await answer(r2, 'receiver')).toEqual({ state: 'proposed' });
    expect(codeOf(await answer(r2, 'receiver'))).toBe('allocation.handover_answered');
    expect(codeOf(await answer(r2, 'supervisor'))).toBe('allocation.handover_not_supervisor');
    expect(await answer(head, 'supervisor')).toEqual({ state: 'proposed' });
    expect(codeOf(await answer(head, 'receiver'))).toBe('allocation.handover_not_receiver');
    expect(await leads()).toEqual(before);
    expect(await answer(h1, 'receiver')).toEqual({ state: 'effected' });
    expect(codeOf(await answer(h1, 'receiver'))).toBe('allocation.handover_not_open');
    expect(await leads()).toEqual([
      'C1 912 0001.0002.',
      'C2 911 0001.0001.',
      'C3 912 0001.0002.',
      'C4 914 0001.0001.',
      'C5 912 0001.0002.',
    ]);
    // custody alone: the loan's credit stays with R1, the deposit's goes with the custody
    const credit = sql<{ line: string }>`
      select concat_ws(' ', customer_id, account_id, staff_id, from_day, until_day) as line
      from allocation_v_credit
      order by account_id
    `;
    expect(await lines(credit)).toEqual(['921 931 911 2026-01-05']);
    expect(await carryOutDue(fresh.database)).toBe(0);
  });

  it('waits for its day; a declined one frees the customers', async () => {
    const later = { ...wanted, customerNos: ['C2'], effectiveDay: day('2026-01-20') };
    const again = { ...later, cause: 'resign' as const };
    const made = (await proposeHandover(fresh.database, head, again)) as { id: bigint };
    const say = (actor: Actor, id: bigint, side: 'receiver' | 'supervisor', verdict = 'accepted') =>
      answerHandover(fresh.database, actor, {
        handoverId: id,
        side,
        verdict: verdict as 'accepted',
        reason: '客户不同意',
      });
    expect(await say(r2, made.id, 'receiver', 'declined')).toEqual({ state: 'declined' });
    const next = (await proposeHandover(fresh.database, head, again)) as { id: bigint };
    await say(r2, next.id, 'receiver');
    expect(await say(head, next.id, 'supervisor')).toEqual({ state: 'accepted' });
    expect(await carryOutDue(fresh.database)).toBe(0);
    await fresh.database.transaction(systemActor('test'), (tx) =>
      sql`update organisation_bank set today = '2026-01-20'`.execute(tx.db),
    );
    expect(await carryOutDue(fresh.database)).toBe(1);
    expect(await carryOutDue(fresh.database)).toBe(0);
    expect((await leads())[1]).toBe('C2 912 0001.0002.');
  });
});

describe('over HTTP', () => {
  let house: TestHouse;
  const cookies: Record<string, string> = {};
  beforeAll(async () => {
    house = await openHouse([organisation, people, products, customers, holdings, allocation]);
    const { database } = house;
    await database.transaction(systemActor('test'), layWorld);
    const doors = {
      ...plainDoors,
      unitOfStaff: async () => ({ path: '0001.0002.', name: '城西' }),
      unitPaths: async () => new Map([[902n, '0001.0001.']]),
    };
    await addAccount(database, doors, { login: 'r2', role: 'rm', scope: 'own', staffId: 912n });
    await addAccount(database, doors, {
      login: 'head',
      role: 'team_head',
      scope: 'chosen_units',
      unitIds: [902n],
    });
    for (const login of ['r2', 'head', 'finance', 'auditor']) {
      cookies[login] = await house.signIn(login);
    }
  });
  afterAll(() => house.close());
  const ask = (who: string, method: string, url: string, body?: object) =>
    house.call({
      method: method as 'GET',
      url: `/api${url}`,
      ...(who === '' ? {} : { cookie: cookies[who]! }),
      ...(method === 'POST' ? { body: body ?? {} } : {}),
    });
  const body = {
    cause: 'cross_team',
    fromStaffNo: 'R1',
    toStaffNo: 'R2',
    effectiveDay: '2026-01-05',
    customerNos: ['C1', 'C3'],
    note: '调整团队',
  };
  const rows = table(`
    who     | method | url                   | status
            | POST   | /hand-over-previews   | 401
            | POST   | /hand-overs           | 401
            | GET    | /hand-overs           | 401
            | GET    | /hand-overs/1         | 401
            | POST   | /hand-overs/1/answers | 401
    r2      | POST   | /hand-over-previews   | 403
    r2      | POST   | /hand-overs           | 403
    finance | GET    | /hand-overs           | 403
    auditor | POST   | /hand-overs/1/answers | 403
    head    | POST   | /hand-overs           | 400
    head    | POST   | /hand-over-previews   | 400
    head    | GET    | /hand-overs?state=x   | 400
    r2      | POST   | /hand-overs/1/answers | 400
    r2      | GET    | /hand-overs/77        | 404
    r2      | GET    | /hand-overs           | 200
    auditor | GET    | /hand-overs?state=proposed | 200
    auditor | GET    | /hand-overs?state=accepted | 200
    auditor | GET    | /hand-overs?state=declined | 200
    auditor | GET    | /hand-overs?state=effected | 200
  `);
  it.each(rows)('"$who" $method $url is $status', async ({ who, method, url, status }) => {
    const answer = await ask(who, method, url);
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(Number(status));
  });

  it('the receiver reads the names before he sees the customers, and accepts', async () => {
    expect((await ask('head', 'POST', '/hand-over-previews', body)).json().counts).toEqual({
      both: 1,
      custody: 1,
      nothing: 0,
    });
    const made = await ask('head', 'POST', '/hand-overs', body);
    expect(made.statusCode, made.body).toBe(201);
    const { id, no } = made.json() as { id: string; no: string };
    const seen = (await ask('r2', 'GET', `/hand-overs/${id}`)).json();
    expect(seen).toMatchObject({ handoverNo: no, state: 'proposed', mayAnswer: ['receiver'] });
    expect(seen.customersShown.map((one: { customerName: string }) => one.customerName)).toEqual([
      '客户921',
      '客户923',
    ]);
    const yes = { side: 'receiver', verdict: 'accepted' };
    expect((await ask('r2', 'POST', `/hand-overs/${id}/answers`, yes)).json()).toEqual({
      state: 'proposed',
    });
    const twice = await ask('r2', 'POST', `/hand-overs/${id}/answers`, yes);
    expect([twice.statusCode, twice.json().code]).toEqual([409, 'allocation.handover_answered']);
    const last = await ask('head', 'POST', `/hand-overs/${id}/answers`, {
      side: 'supervisor',
      verdict: 'accepted',
    });
    expect(last.json()).toEqual({ state: 'effected' });
  });
});
