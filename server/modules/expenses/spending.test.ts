import fc from 'fast-check';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, systemActor } from '../../../core/actor.ts';
import { addDays, day } from '../../../core/day.ts';
import { fen } from '../../../core/money.ts';
import { quarter, quarterRange, quarterYear, yearRange } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { AuthDoors } from '../../platform/auth/index.ts';
import { type Tx, rangeOfPath } from '../../platform/db/transaction.ts';
import { installInitialPolicies } from '../../platform/policy/install.ts';
import {
  type FreshDatabase,
  freshDatabase,
  testTransaction,
} from '../../platform/testing/database.ts';
import { type TestHouse, addAccount, openHouse } from '../../platform/testing/http.ts';
import { customers } from '../customers/index.ts';
import { finishRun, organisation, startRun } from '../organisation/index.ts';
import { people } from '../people/index.ts';
import { claim as claimFor, payClaim, verifyClaim } from './claim-commands.ts';
import { lapse, openExpenses } from './commands.ts';
import { expenses } from './index.ts';
import { balanceOf } from './rules/balance.ts';
import { apply as applyFor, rule as ruleOn, withdraw } from './spending-commands.ts';
import { loadApplication } from './store/applications.ts';
import { loadPurses } from './store/ledger.ts';

/** Two sub-branches with RMs of three grades, their heads, finance and compliance, for tests. */
const testToday = day('2026-05-18');

const unitPaths = new Map([
  [901n, '0001.'],
  [902n, '0001.0001.'],
  [903n, '0001.0002.'],
]);
const staffUnits = new Map([
  [911n, 902n],
  [912n, 902n],
  [913n, 903n],
  [921n, 902n],
  [922n, 902n],
  [923n, 903n],
  [931n, 901n],
  [932n, 901n],
  [933n, 901n],
]);

const testDoors: AuthDoors = {
  bank: async () => ({ name: '试行', currency: 'CNY', demo: false, today: testToday }),
  unitOfStaff: async (_tx, staffId) => {
    const unitId = staffUnits.get(staffId);
    return unitId === undefined ? null : { path: unitPaths.get(unitId)!, name: String(unitId) };
  },
  unitNames: async () => new Map(),
  unitPaths: async (_tx, ids) => new Map(ids.map((one) => [one, unitPaths.get(one)!])),
};

/** Sign-ins of the persons of the test bank; the password is that of all test accounts. */
async function addPersons(at: TestHouse): Promise<void> {
  const persons = [
    ['senior', 'rm', 'own', 911n],
    ['junior', 'rm', 'own', 912n],
    ['west', 'rm', 'own', 913n],
    ['head', 'team_head', 'unit_and_below', 921n],
    ['president', 'branch_president', 'unit_and_below', 922n],
    ['president_west', 'branch_president', 'unit_and_below', 923n],
    ['finance_one', 'finance', 'bank', 931n],
    ['finance_two', 'finance', 'bank', 932n],
    ['compliance', 'risk', 'bank', 933n],
  ] as const;
  for (const [login, role, scope, staffId] of persons) {
    await addAccount(at.database, testDoors, { login, role, scope, staffId });
  }
}

/** Units, staff, customers; policies are those a house installs. */
async function layTestBank(tx: Tx): Promise<void> {
  await sql`
    insert into organisation_bank (code, name, currency, source, time_zone, today)
    values ('T', '试行', 'CNY', 'test', 'Asia/Shanghai', ${testToday})
  `.execute(tx.db);
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    values (901, null, 'H', '总行', 'head_office', 1, '0001.', '2000-01-01'),
           (902, 901, 'S1', '城东支行', 'sub_branch', 2, '0001.0001.', '2000-01-01'),
           (903, 901, 'S2', '城西支行', 'sub_branch', 2, '0001.0002.', '2000-01-01')
  `.execute(tx.db);
  for (const [staffId, unitId] of staffUnits) {
    await sql`
      insert into people_staff
        (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
      values (${staffId}, ${`R${staffId}`}, ${`员工${staffId}`}, ${unitId},
              ${unitPaths.get(unitId)!}, ${staffId < 920n}, '2015-01-01', '')
    `.execute(tx.db);
  }
  await sql`
    insert into people_grade (staff_id, from_day, sequence, level, step, reason)
    values (911, '2020-01-01', 'corporate', 'senior', 1, 'test'),
           (912, '2020-01-01', 'retail', 'junior', 2, 'test'),
           (913, '2020-01-01', 'corporate', 'senior', 1, 'test')
  `.execute(tx.db);
  await sql`
    insert into customers_customer
      (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces, opened_on,
       booking_unit_id, booking_path, managing_path, lead_staff_id, class)
    values (941, 'C1', 'corporate', '江南机械', 'x', 'x', 'x', '{}', '2019-01-01', 902,
            '0001.0001.', '0001.0001.', 911, 'premium'),
           (942, 'C2', 'corporate', '河北钢铁', 'x', 'x', 'x', '{}', '2019-01-01', 902,
            '0001.0001.', '0001.0001.', 911, 'poor'),
           (943, 'C3', 'corporate', '西岭煤业', 'x', 'x', 'x', '{}', '2019-01-01', 903,
            '0001.0002.', '0001.0002.', 913, 'general'),
           (944, 'C4', 'individual', '周一', 'x', 'x', 'x', '{}', '2019-01-01', 902,
            '0001.0001.', '0001.0001.', 912, null)
  `.execute(tx.db);
  await sql`
    insert into customers_assist (customer_id, staff_id, share_millionths)
    values (941, 912, 300000)
  `.execute(tx.db);
}

/** A run of a quarter; the caller finishes it. */
async function beginTestRun(tx: Tx, text: string, kind: 'open' | 'close'): Promise<QuarterRun> {
  const of = quarter(text);
  const range = quarterRange(of);
  const asOf = kind === 'open' ? range.from : range.until;
  const runId = await startRun(tx, { quarter: of, kind, asOf, backdated: false });
  const yearFrom = yearRange(quarterYear(of)).from;
  return { runId, quarter: of, range, yearFrom, backdated: false };
}

/** Closes a quarter in which the RMs contributed so many fen. */
async function closeTestQuarter(
  tx: Tx,
  text: string,
  contributions: Readonly<Record<string, bigint>>,
): Promise<void> {
  const run = await beginTestRun(tx, text, 'close');
  for (const [staffId, amount] of Object.entries(contributions)) {
    await sql`
      insert into attribution_part
        (run_id, customer_id, measure, dimension, party, staff_id, unit_path, amount, basis,
         policy_version_id)
      values (${run.runId}, 941, 'contribution', 'person', ${`R${staffId}`}, ${staffId}::bigint,
              '0001.0001.', ${amount}, '[]', 1)
    `.execute(tx.db);
    await sql`
      insert into attribution_person (run_id, measure, staff_id, unit_path, amount, customers)
      values (${run.runId}, 'contribution', ${staffId}::bigint, '0001.0001.', ${amount}, 1)
    `.execute(tx.db);
  }
  await finishRun(tx, run.runId, 'test');
}

/** Opens a quarter: grants by grade and by the contribution of the quarter before. */
async function openTestQuarter(tx: Tx, text: string) {
  const run = await beginTestRun(tx, text, 'open');
  const result = await openExpenses(tx, run);
  await finishRun(tx, run.runId, result.digest);
  return { ...result, runId: run.runId };
}

let house: TestHouse;
const cookies: Record<string, string> = {};
const logins = [
  'senior',
  'junior',
  'west',
  'head',
  'president',
  'president_west',
  'finance_one',
  'finance_two',
  'compliance',
];
beforeAll(async () => {
  house = await openHouse([organisation, people, customers, expenses], {
    doors: testDoors,
    withoutAccounts: true,
  });
  await addPersons(house);
  await house.database.transaction(systemActor('test'), async (tx) => {
    await layTestBank(tx);
    await closeTestQuarter(tx, '2026Q1', { 911: 80_000_000n, 912: 50_000_000n, 913: 100_000_000n });
    await openTestQuarter(tx, '2026Q2');
  });
  for (const login of logins) cookies[login] = await house.signIn(login);
});
afterAll(() => house.close());

const ask = (method: 'GET' | 'POST', url: string, who: string | null, body?: unknown) =>
  house.call({
    method,
    url: `/api${url}`,
    ...(who === null ? {} : { cookie: cookies[who]! }),
    ...(body === undefined ? {} : { body }),
  });

/** Answers of a call: its status and what it says. */
async function told(answer: ReturnType<typeof ask>) {
  const { statusCode, body } = await answer;
  return { status: statusCode, ...(JSON.parse(body) as Record<string, never>) } as {
    readonly status: number;
    readonly code?: string;
    readonly applicationId: string;
    readonly state: string;
    readonly [key: string]: unknown;
  };
}

const wish = (change: Record<string, unknown> = {}) => ({
  customerId: '941',
  purse: 'allowance',
  kind: 'meal',
  plannedDay: '2026-05-20',
  amount: '100000',
  guests: 4,
  attendants: 2,
  subject: 'ordinary',
  purpose: '季度回访',
  requestKey: randomUUID(),
  ...change,
});
const apply = (who: string, change: Record<string, unknown> = {}) =>
  told(ask('POST', '/expense-applications', who, wish(change)));
const rule = (id: string, who: string, verdict = 'approved', reason = '因') =>
  told(ask('POST', `/expense-applications/${id}/rulings`, who, { verdict, reason }));
const invoice = (number: string, amount: string, change: Record<string, unknown> = {}) => ({
  number,
  issuedOn: '2026-05-18',
  seller: '江南饭店',
  amount,
  tax: '0',
  ...change,
});
const claim = (id: string, who: string, invoices: unknown[]) =>
  told(ask('POST', `/expense-applications/${id}/claims`, who, { spentOn: '2026-05-18', invoices }));
const verify = (id: string, who: string, verdict = 'verified', reason = '') =>
  told(ask('POST', `/expense-claims/${id}/verifications`, who, { verdict, reason }));
const pay = (id: string, who: string) =>
  told(ask('POST', `/expense-claims/${id}/payments`, who, { reference: 'P-1' }));
const detail = async (id: string, who: string) =>
  (await ask('GET', `/expense-applications/${id}`, who)).json();
const purseOf = async (who: string, purse = 'allowance') =>
  (await ask('GET', '/expense-purse', who))
    .json()
    .rows.find((row: { purse: string }) => row.purse === purse);

async function uploadTo(id: string, who: string, bytes: Buffer, name = 'invoice.pdf') {
  const line = '----kejing';
  const payload = Buffer.concat([
    Buffer.from(
      `--${line}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n` +
        'content-type: application/pdf\r\n\r\n',
    ),
    bytes,
    Buffer.from(`\r\n--${line}--\r\n`),
  ]);
  return house.app.inject({
    method: 'POST',
    url: `/api/expense-applications/${id}/files`,
    headers: { 'content-type': `multipart/form-data; boundary=${line}`, cookie: cookies[who]! },
    payload,
  });
}

describe('an opening grants (C1b, D5b, G08)', () => {
  it('quota by grade and 3 % of the contribution to seniors only', async () => {
    expect(await purseOf('senior')).toMatchObject({ granted: '2400000', left: '2400000' });
    expect(await purseOf('senior', 'quota')).toMatchObject({ granted: '300000' });
    expect(await purseOf('junior')).toMatchObject({ granted: '0', left: '0' });
    expect(await purseOf('junior', 'quota')).toMatchObject({ granted: '90000' });
  });
});

describe('from application to payment', () => {
  it('reserves, is approved, claimed, verified, paid by five persons; the rest returns', async () => {
    const before = await purseOf('senior');
    const { applicationId: id, status } = await apply('senior');
    expect(status).toBe(201);
    expect(BigInt((await purseOf('senior')).left)).toBe(BigInt(before.left) - 100_000n);
    expect(await detail(id, 'head')).toMatchObject({ state: 'submitted', next: ['rule'] });
    expect(await rule(id, 'head')).toMatchObject({ status: 200, state: 'approved' });
    const file = (await uploadTo(id, 'senior', Buffer.from('%PDF-1.7 an invoice'))).json();
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
    const made = await claim(id, 'senior', [
      invoice('24310000000000000001', '70000', { tax: '3962', fileId: file.fileId }),
      invoice('24310000000000000002', '10000'),
    ]);
    expect(made).toMatchObject({ status: 201, state: 'claimed' });
    const seen = await detail(id, 'finance_one');
    const claimId = seen.claims[0].claimId;
    expect(seen.claims[0].invoices[0]).toMatchObject({ fileName: 'invoice.pdf', fileElsewhere: 0 });
    expect(await verify(claimId, 'finance_one')).toMatchObject({ state: 'verified' });
    expect(await pay(claimId, 'finance_one')).toMatchObject({ code: 'expenses.verified_by_payer' });
    expect(await pay(claimId, 'finance_two')).toMatchObject({ used: '80000', returned: '20000' });
    expect(await pay(claimId, 'finance_two')).toMatchObject({ code: 'expenses.not_verified' });
    const after = await purseOf('senior');
    expect(BigInt(after.left)).toBe(BigInt(before.left) - 80_000n);
    expect(after).toMatchObject({ reserved: before.reserved });
    const entries = (await detail(id, 'senior')).entries as { kind: string; amount: string }[];
    expect(entries.map((one) => `${one.kind} ${one.amount}`)).toEqual([
      'reserved 100000',
      'used 80000',
      'returned 20000',
    ]);
    const got = await ask('GET', `/expense-files/${file.fileId}`, 'finance_two');
    expect([got.statusCode, got.headers['content-type'], got.body]).toEqual([
      200,
      'application/pdf',
      '%PDF-1.7 an invoice',
    ]);
    expect((await ask('GET', `/expense-files/${file.fileId}`, 'president_west')).statusCode).toBe(
      404,
    );
  });

  it('the same request sent twice is one application; an approval twice is refused', async () => {
    const requestKey = randomUUID();
    const first = await apply('senior', { requestKey });
    const again = await apply('senior', { requestKey });
    expect(again.applicationId).toBe(first.applicationId);
    const answers = await Promise.all([
      rule(first.applicationId, 'head'),
      rule(first.applicationId, 'president'),
    ]);
    expect(answers.map((one) => one.status).toSorted()).toEqual([200, 409]);
    expect(answers.find((one) => one.status === 409)?.code).toBe('expenses.not_waiting');
    await told(
      ask('POST', `/expense-applications/${first.applicationId}/withdrawals`, 'senior', {}),
    );
  });

  it('climbs: a head within 2,000, his president within 8,000, finance beyond', async () => {
    const { applicationId: id } = await apply('senior', { amount: '200001', guests: 10 });
    expect(await rule(id, 'head')).toMatchObject({ status: 409, code: 'expenses.above_own_limit' });
    expect(await rule(id, 'president_west')).toMatchObject({ status: 404 });
    expect(await rule(id, 'senior')).toMatchObject({ status: 403 });
    expect(await rule(id, 'president', 'returned', '')).toMatchObject({
      code: 'expenses.reason_needed',
    });
    const before = await purseOf('senior');
    expect(await rule(id, 'president', 'returned')).toMatchObject({ state: 'returned' });
    const after = await purseOf('senior');
    expect(BigInt(after.left) - BigInt(before.left)).toBe(200_001n);
  });

  it('refuses cash, poor firms, strangers’ customers, more attendants than guests', async () => {
    const codes = await Promise.all([
      apply('senior', { kind: 'cash' }),
      apply('senior', { customerId: '942' }),
      apply('senior', { customerId: '943' }),
      apply('senior', { attendants: 5 }),
      apply('junior', { purse: 'allowance' }),
    ]);
    expect(codes.map((one) => [one.status, one.code])).toEqual([
      [409, 'expenses.kind_barred'],
      [409, 'expenses.class_barred'],
      [404, 'expenses.customer_unknown'],
      [409, 'expenses.too_many_attendants'],
      [409, 'expenses.nothing_left'],
    ]);
    const faulty = await apply('senior', { amount: '0', guests: 0, plannedDay: '2026-02-30' });
    expect(faulty.status).toBe(400);
  });

  it('checks live what would be refused, writing nothing', async () => {
    const { purpose: _purpose, requestKey: _key, ...query } = wish({ amount: '300001' });
    const url = `/expense-application-checks?${new URLSearchParams(query as never).toString()}`;
    const answer = (await ask('GET', url, 'senior')).json();
    expect(answer.refusal.code).toBe('expenses.over_head_cap');
    expect(answer.approver).toBe('branch_president');
    expect(
      answer.checks.map((one: { rule: string; holds: boolean }) => [one.rule, one.holds]),
    ).toEqual([
      ['left', true],
      ['per_application', true],
      ['per_customer', true],
      ['per_person', true],
      ['per_head', false],
    ]);
  });

  it('a guest who is a public official needs compliance first; barred, the money returns', async () => {
    const { applicationId: id } = await apply('senior', { subject: 'public_official' });
    expect(await rule(id, 'head')).toMatchObject({ code: 'expenses.not_cleared' });
    const clear = (who: string, verdict: string) =>
      told(
        ask('POST', `/expense-applications/${id}/clearances`, who, { verdict, reason: '已核对' }),
      );
    expect(await clear('head', 'cleared')).toMatchObject({ status: 403 });
    expect(await clear('compliance', 'barred')).toMatchObject({ state: 'barred' });
    expect(await clear('compliance', 'cleared')).toMatchObject({ status: 409 });
    expect((await detail(id, 'senior')).entries.at(-1)).toMatchObject({ kind: 'returned' });
  });

  it('shows a possible split to the approver with the rows it was found from', async () => {
    const first = await apply('senior', { amount: '150000', plannedDay: '2026-06-10' });
    const second = await apply('senior', { amount: '140000', plannedDay: '2026-06-12' });
    const seen = await detail(second.applicationId, 'head');
    expect(seen.splitting).toMatchObject({
      limit: '200000',
      together: '290000',
      rows: [{ applicationId: first.applicationId, amount: '150000' }],
    });
    expect(await rule(second.applicationId, 'head')).toMatchObject({ status: 200 });
  });
});

describe('invoices', () => {
  it('serve once in the whole bank, also for those who cannot see each other', async () => {
    const east = await apply('senior', { plannedDay: '2026-05-25' });
    const west = await apply('west', { customerId: '943', plannedDay: '2026-05-25' });
    await rule(east.applicationId, 'head');
    await rule(west.applicationId, 'president_west');
    const [one, two] = await Promise.all([
      claim(east.applicationId, 'senior', [invoice('3100 1234-5678', '50000')]),
      claim(west.applicationId, 'west', [invoice('310012345678', '50000')]),
    ]);
    expect([one.status, two.status].toSorted()).toEqual([201, 409]);
    expect([one.code, two.code]).toContain('expenses.invoice_used');
  });

  it('of a returned claim may be claimed anew for the same application', async () => {
    const { applicationId: id } = await apply('senior', { plannedDay: '2026-05-28' });
    await rule(id, 'head');
    expect((await claim(id, 'senior', [invoice('88880001', '1000')])).status).toBe(201);
    expect(await claim(id, 'senior', [invoice('88880002', '1000')])).toMatchObject({
      code: 'expenses.not_approved',
    });
    const first = (await detail(id, 'finance_one')).claims[0].claimId;
    expect(await verify(first, 'finance_one', 'returned', '发票抬头错误')).toMatchObject({
      state: 'approved',
    });
    expect((await claim(id, 'senior', [invoice('88880001', '900')])).status).toBe(201);
    expect(await verify(first, 'finance_one')).toMatchObject({ code: 'expenses.claim_replaced' });
    expect((await detail(id, 'finance_one')).claims).toHaveLength(2);
  });

  it('files that are no invoice, too large or of another application are refused', async () => {
    const { applicationId: id } = await apply('senior', { plannedDay: '2026-06-01' });
    await rule(id, 'head');
    const page = await uploadTo(id, 'senior', Buffer.from('<html>'));
    expect(page.json().code).toBe('expenses.file_kind');
    const large = Buffer.alloc(5 * 1024 * 1024 + 1, '%PDF-1.7');
    expect((await uploadTo(id, 'senior', large)).json().code).toBe('expenses.file_too_large');
    expect((await uploadTo(id, 'west', Buffer.from('%PDF-'))).statusCode).toBe(404);
    const other = await claim(id, 'senior', [invoice('77770001', '1', { fileId: '1' })]);
    expect(other.code).toBe('expenses.file_unknown');
  });
});

describe('lists and scope', () => {
  it('the approver’s inbox holds what he may approve, finance’s what it may verify and pay', async () => {
    const { applicationId: small } = await apply('senior', { plannedDay: '2026-06-20' });
    const { applicationId: large } = await apply('senior', {
      plannedDay: '2026-06-25',
      amount: '250000',
      guests: 10,
    });
    const inbox = async (who: string, waiting: string) =>
      (await ask('GET', `/expense-applications?waiting=${waiting}&limit=200`, who))
        .json()
        .rows.map((row: { applicationId: string }) => row.applicationId) as string[];
    expect(await inbox('head', 'rule')).toContain(small);
    expect(await inbox('head', 'rule')).not.toContain(large);
    expect(await inbox('president', 'rule')).toEqual(expect.arrayContaining([small, large]));
    expect(await inbox('president_west', 'rule')).not.toContain(small);
    await rule(small, 'head');
    await claim(small, 'senior', [invoice('66660001', '1000')]);
    expect(await inbox('finance_one', 'verify')).toContain(small);
    await verify((await detail(small, 'finance_one')).claims[0].claimId, 'finance_one');
    expect(await inbox('finance_one', 'pay')).not.toContain(small);
    expect(await inbox('finance_two', 'pay')).toContain(small);
  });

  it('an assist sees what is spent on the customer he serves, others do not', async () => {
    const { applicationId: id } = await apply('senior', { plannedDay: '2026-06-28' });
    expect((await detail(id, 'junior')).staffNo).toBe('R911');
    expect((await ask('GET', `/expense-applications/${id}`, 'west')).statusCode).toBe(404);
    const rows = (await ask('GET', '/expense-customers?year=2026', 'junior')).json().rows;
    expect(rows.map((row: { customerNo: string }) => row.customerNo)).toEqual(['C1']);
  });

  it('pages are cut by key, and a wrong cursor is refused', async () => {
    const first = (await ask('GET', '/expense-applications?limit=2', 'finance_one')).json();
    expect(first.rows).toHaveLength(2);
    const next = await ask(
      'GET',
      `/expense-applications?limit=2&cursor=${first.next}`,
      'finance_one',
    );
    expect(next.json().rows[0].applicationId).not.toBe(first.rows[1].applicationId);
    expect((await ask('GET', '/expense-applications?cursor=x', 'head')).statusCode).toBe(422);
  });
});

describe('the tax view (G08)', () => {
  const enter = (figure: string, amount: string, replaces?: string, who = 'finance_one') =>
    told(
      ask('POST', '/expense-tax/2026/figures', who, {
        figure,
        amount,
        source: '总账 2026',
        ...(replaces === undefined ? {} : { replaces }),
      }),
    );
  it('takes revenue with its source; two editors are refused; corrections name the old row', async () => {
    expect(await enter('revenue', '10000000000', undefined, 'senior')).toMatchObject({
      status: 403,
    });
    const first = await enter('revenue', '10000000000');
    expect(first.status).toBe(201);
    expect(await enter('revenue', '1')).toMatchObject({ code: 'expenses.tax_entry_there' });
    const entry = first['entryId'] as string;
    expect((await enter('revenue', '20000000000', entry)).status).toBe(201);
    expect(await enter('revenue', '1', entry)).toMatchObject({ code: 'expenses.tax_entry_there' });
    await enter('wages', '2000000000');
    await enter('training', '65000000');
    const view = (await ask('GET', '/expense-tax/2026', 'finance_one')).json();
    expect(view.entertainment).toMatchObject({
      spent: '80000',
      byShare: '48000',
      deductible: '48000',
    });
    expect(view.training).toMatchObject({ deductible: '50000000', carriedOn: '15000000' });
    expect(view.entries).toHaveLength(4);
  });
});

describe('what the calendar brings', () => {
  it('lapses what nobody claimed, expires what is left of the year, once', async () => {
    const system = systemActor('expenses');
    const run = (today: string) =>
      house.database.transaction(system, (tx) => lapse(tx, day(today)));
    expect((await run('2026-05-18')).expired).toBe(0);
    const { lapsed } = await run('2026-12-31');
    expect(lapsed).toBeGreaterThan(0);
    const { expired } = await run('2027-01-01');
    expect(expired).toBe(5);
    expect(await run('2027-01-02')).toEqual({ lapsed: 0, expired: 0 });
    const rows = (await ask('GET', '/expense-balances/2026Q4', 'finance_one')).json().rows;
    expect(rows.map((row: { left: string }) => row.left)).toEqual(['0', '0', '0', '0', '0']);
  });
});

const person = (accountId: bigint, staffId: bigint, role: Actor['roles'][number]): Actor => ({
  accountId,
  login: `${role}${accountId}`,
  staffId,
  roles: [role],
  bankWide: role === 'finance',
  ranges: role === 'branch_president' ? [rangeOfPath('0001.0001.')] : [],
});
const senior = person(1n, 911n, 'rm');
const president = person(2n, 922n, 'branch_president');
const finance = [person(3n, 931n, 'finance'), person(4n, 932n, 'finance')] as const;

const plain = (amount: bigint, ahead = 0) => ({
  customerId: 941n,
  purse: 'allowance' as const,
  kind: 'meal',
  plannedDay: addDays(testToday, ahead),
  amount: fen(amount),
  guests: 100,
  attendants: 2,
  subject: 'ordinary' as const,
  purpose: '回访',
  requestKey: randomUUID(),
});

async function lay(tx: Tx): Promise<void> {
  const kinds = [people, expenses].flatMap((one) => one.policies ?? []);
  await installInitialPolicies(tx, kinds);
  await layTestBank(tx);
  await closeTestQuarter(tx, '2026Q1', { 911: 66_666_667n });
  await openTestQuarter(tx, '2026Q2');
}

describe('two at once', () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    await fresh.database.transaction(systemActor('test'), lay);
  });
  afterAll(() => fresh.drop());

  it('never take more than is left: of many applications as many as the purse bears', async () => {
    const tries = Array.from({ length: 8 }, () =>
      fresh.database.transaction(senior, (tx) => applyFor(tx, plain(600_000n))),
    );
    const outcomes = await Promise.all(tries);
    const refused = outcomes.filter(isRefusal).map((one) => one.refused);
    // 20,000 granted, 6,000 each: three fit; the customer's cap of 20,000 allows three as well.
    expect(refused).toEqual(Array(5).fill('expenses.nothing_left'));
    const [purse] = await fresh.database.transaction(systemActor('test'), async (tx) =>
      (await loadPurses(tx, ['2026Q2'])).filter((row) => row.purse === 'allowance'),
    );
    expect(balanceOf(purse!).left).toBe(200_000n);
  });

  it('are paid once', async () => {
    const id = await fresh.database.transaction(systemActor('test'), async (tx) => {
      const { rows } = await sql<{ id: bigint }>`
        select min(application_id) as id from expenses_application
      `.execute(tx.db);
      return rows[0]!.id;
    });
    await fresh.database.transaction(president, (tx) =>
      ruleOn(tx, { applicationId: id, verdict: 'approved', reason: '' }),
    );
    await fresh.database.transaction(senior, (tx) =>
      claimFor(tx, {
        applicationId: id,
        spentOn: testToday,
        note: '',
        invoices: [
          {
            number: '12345678',
            issuedOn: testToday,
            seller: '店',
            amount: fen(599_999n),
            tax: fen(0n),
            fileId: null,
          },
        ],
      }),
    );
    const claimId = await fresh.database.transaction(finance[0], async (tx) => {
      const found = (await loadApplication(tx, id))!.claimId!;
      await verifyClaim(tx, { claimId: found, verdict: 'verified', reason: '' });
      return found;
    });
    const outcomes = await Promise.all(
      [1, 2, 3].map(() =>
        fresh.database.transaction(finance[1], (tx) => payClaim(tx, { claimId, reference: 'x' })),
      ),
    );
    expect(outcomes.filter((one) => !isRefusal(one))).toHaveLength(1);
  });
});

type Step = {
  readonly verb: 'apply' | 'approve' | 'return' | 'withdraw' | 'claim' | 'settle' | 'lapse';
  readonly of: number;
  readonly amount: bigint;
};
const steps = fc.array(
  fc.record({
    verb: fc.constantFrom(
      'apply',
      'apply',
      'approve',
      'approve',
      'return',
      'withdraw',
      'claim',
      'claim',
      'settle',
      'settle',
      'lapse',
    ) as fc.Arbitrary<Step['verb']>,
    of: fc.nat({ max: 5 }),
    amount: fc.bigInt({ min: 1n, max: 1_100_000n }),
  }),
  { minLength: 5, maxLength: 25 },
);

it('whatever the order of verbs, no balance falls below zero and the sums hold', async () => {
  let number = 10_000_000;
  await fc.assert(
    fc.asyncProperty(steps, (list) =>
      testTransaction(async (tx) => {
        await lay(tx);
        const as = (actor: Actor): Tx => ({ ...tx, actor });
        const known: bigint[] = [];
        for (const { verb, of, amount } of list) {
          const id = known[of % Math.max(known.length, 1)];
          if (verb === 'apply') {
            const made = await applyFor(as(senior), plain(amount, of));
            if (!isRefusal(made)) known.push(made.applicationId);
          } else if (verb === 'lapse') {
            await lapse(as(systemActor('test')), addDays(testToday, 33));
          } else if (id !== undefined) {
            await step(as, verb, { id, amount, number: ++number });
          }
          await expectSound(tx);
        }
        await lapse(as(systemActor('test')), day('2028-01-01'));
        await expectSound(tx);
      }),
    ),
    { seed: 1801, numRuns: 12 },
  );
}, 120_000);

async function step(
  as: (actor: Actor) => Tx,
  verb: Step['verb'],
  given: { id: bigint; amount: bigint; number: number },
): Promise<void> {
  const applicationId = given.id;
  if (verb === 'approve' || verb === 'return') {
    const verdict = verb === 'approve' ? 'approved' : 'returned';
    await ruleOn(as(finance[0]), { applicationId, verdict, reason: '因' });
  } else if (verb === 'withdraw') {
    await withdraw(as(senior), { applicationId, reason: '' });
  } else if (verb === 'claim') {
    const amount = fen(given.amount);
    const one = { issuedOn: testToday, seller: '店', amount, tax: fen(0n), fileId: null };
    const invoices = [{ ...one, number: String(given.number) }];
    await claimFor(as(senior), { applicationId, spentOn: testToday, note: '', invoices });
  } else {
    const { claimId } = (await loadApplication(as(finance[0]), applicationId))!;
    if (claimId === null) return;
    const payer = person(5n, 933n, 'finance');
    await verifyClaim(as(finance[1]), { claimId, verdict: 'verified', reason: '' });
    await payClaim(as(payer), { claimId, reference: 'x' });
  }
}

async function expectSound(tx: Tx): Promise<void> {
  for (const row of await loadPurses(tx, ['2026Q1', '2026Q2', '2026Q3', '2026Q4'])) {
    const { granted, reserved, used, expired, left } = balanceOf(row);
    expect(left >= 0n && reserved >= 0n && used >= 0n && expired >= 0n).toBe(true);
    expect(left + reserved + used + expired).toBe(granted);
  }
}

describe('a contribution restated after its grant (domain rules 4.2)', () => {
  const granted = async (tx: Tx, runId: bigint) => {
    const { rows } = await sql<{ amount: bigint }>`
      select coalesce(sum(amount_fen), 0)::bigint as amount
      from expenses_ledger
      where run_id = ${runId} and purse = 'allowance' and staff_id = 911
    `.execute(tx.db);
    return rows[0]!.amount;
  };
  it('reduces the next grant, not the past; what it cannot bear waits for the one after', () =>
    testTransaction(async (tx) => {
      await installInitialPolicies(
        tx,
        [people, expenses].flatMap((one) => one.policies ?? []),
      );
      await layTestBank(tx);
      await closeTestQuarter(tx, '2026Q1', { 911: 100_000_000n });
      const q2 = await openTestQuarter(tx, '2026Q2');
      expect(await granted(tx, q2.runId)).toBe(3_000_000n);
      // Q1 is closed again with less: 3 % of 300,000 less were due.
      await closeTestQuarter(tx, '2026Q1', { 911: 70_000_000n });
      await closeTestQuarter(tx, '2026Q2', { 911: 20_000_000n });
      const q3 = await openTestQuarter(tx, '2026Q3');
      expect(await granted(tx, q2.runId)).toBe(3_000_000n);
      expect(await granted(tx, q3.runId)).toBe(0n);
      expect(q3.notes.map((note) => note.code)).toContain('expenses.note.restated');
      await closeTestQuarter(tx, '2026Q3', { 911: 20_000_000n });
      const q4 = await openTestQuarter(tx, '2026Q4');
      // 600,000 due, 300,000 still to be taken off.
      expect(await granted(tx, q4.runId)).toBe(300_000n);
    }));
});
