import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { quarter } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { openHouse, type TestHouse } from '../../platform/testing/http.ts';
import { customers } from '../customers/index.ts';
import { organisation } from '../organisation/index.ts';
import { people } from '../people/index.ts';
import { products } from '../products/index.ts';
import { closeBalances, holdings } from './index.ts';
import { account, bring, customer, finish, givenBank, givenRun, movement } from './testing.ts';

let house: TestHouse;
let cookie: string;
/** Addresses of the two accounts of P1, and of the firm F1. */
let deposit: string;
let loan: string;
let person: string;
let firm: string;

const flow = (row: Record<string, string>) =>
  ['flow', { customer_no: 'F1', counterparty: 'X', void: 'no', ...row }] as const;

beforeAll(async () => {
  house = await openHouse([organisation, people, products, customers, holdings]);
  cookie = await house.signIn('risk');
  await house.database.transaction(systemActor('test'), async (tx) => {
    await givenBank(tx);
    const brought = await bring(tx, 2n, [
      customer('P1'),
      customer('F1', 'corporate'),
      ...account('D1', { customerNo: 'P1', opened: '1993-01-01', coveredUntil: '1993-07-01' }),
      ...Array.from({ length: 5 }, (_none, at) =>
        movement('D1', `T${at}`, { day: `1993-02-0${at + 1}`, amount: '100.00' }),
      ),
      movement('D1', 'T9', { day: '1993-02-05', amount: '-0.50', kind: 'fee' }),
      ...account('L1', {
        customerNo: 'P1',
        product: 'LOAN',
        opened: '1993-01-01',
        coveredUntil: '1993-07-01',
      }),
      [
        'loan',
        { account_no: 'L1', principal: '1200', granted_on: '1993-01-01', months: '12' },
      ] as const,
      ['instalment', { account_no: 'L1', due_on: '1993-04-01', amount: '100' }] as const,
      movement('L1', 'T10', { day: '1993-01-01', amount: '-1200.00', kind: 'loan_disbursed' }),
      flow({ direction: 'out', day: '1993-03-01', net: '100', tax: '13', gross: '113' }),
      flow({ direction: 'out', day: '1993-03-02', net: '50', tax: '6', gross: '57' }),
      flow({ direction: 'in', day: '1993-03-02', net: '9', tax: '1', gross: '10', void: 'yes' }),
    ]);
    expect(brought.faults.map((fault) => [fault.code, fault.level])).toEqual([
      ['holdings.fault.parts_differ', 'warning'],
    ]);
    const run = await givenRun(tx, quarter('1993Q1'));
    const result = await closeBalances(tx, run);
    if (isRefusal(result)) throw new Error(result.refused);
    await finish(tx, run, result.digest);
    const { rows } = await tx.client.query<Record<string, bigint | string>>(
      'select account_no, customer_id, account_id from holdings_account order by account_no',
    );
    person = `/customers/${rows[0]!['customer_id']}`;
    deposit = `${person}/accounts/${rows[0]!['account_id']}`;
    loan = `${person}/accounts/${rows[1]!['account_id']}`;
    const firms = await tx.client.query<{ customer_id: bigint }>(
      `select customer_id from customers_customer where customer_no = 'F1'`,
    );
    firm = `/customers/${firms.rows[0]!.customer_id}`;
  });
});
afterAll(async () => {
  await house.close();
});

const ask = (url: string, as: string | null = cookie) =>
  house.call({ url: `/api${url}`, ...(as === null ? {} : { cookie: as }) });

const reads = () => [
  `${person}/accounts`,
  `${deposit}/transactions`,
  `${deposit}/balances`,
  `${person}/loans`,
  `${firm}/flows`,
  `${firm}/flow-months`,
];

describe('holdings over HTTP', () => {
  it('are for those who are signed in and have the right', async () => {
    const hr = await house.signIn('hr');
    for (const url of reads()) {
      expect((await ask(url, null)).statusCode, url).toBe(401);
      expect((await ask(url, hr)).statusCode, url).toBe(403);
      expect((await ask(url)).statusCode, url).toBe(200);
    }
  });

  it('answer bad input and accounts that are not there', async () => {
    for (const url of [
      '/customers/x/accounts',
      `${deposit}/transactions?limit=0`,
      `${deposit}/balances?from=1993-02-30`,
      `${firm}/flows?direction=up`,
    ]) {
      expect((await ask(url)).statusCode, url).toBe(400);
    }
    for (const url of ['transactions', 'balances']) {
      const gone = await ask(`${person}/accounts/999/${url}`);
      expect(gone.json()).toMatchObject({ code: 'holdings.account_unknown' });
    }
    const long = await ask(`${deposit}/balances?from=1900-01-01&until=2000-01-01`);
    expect(long.json()).toMatchObject({ code: 'holdings.range_too_long' });
  });

  it('show balances and averages as of the last covered day', async () => {
    const { rows } = (await ask(`${person}/accounts`)).json();
    expect(rows).toMatchObject([
      { accountNo: 'D1', balanceFen: '49950', onDay: '1993-06-30', averageFen: '49950' },
      { accountNo: 'L1', balanceFen: '120000', onDay: '1993-06-30', kind: 'loan' },
    ]);
    const { points, months } = (await ask(`${deposit}/balances`)).json();
    expect(points.at(-1)).toEqual({ day: '1993-06-30', balanceFen: '49950' });
    expect(months[1]).toEqual({
      month: '1993-02-01',
      productFenDays: String(10_000 + 20_000 + 30_000 + 40_000 + 49_950 * 24),
      days: 28,
      averageFen: '46386',
    });
    expect((await ask(`${loan}/balances`)).json().points[0].balanceFen).toBe('120000');
  });

  it('show arrears with their explanation', async () => {
    const { rows } = (await ask(`${person}/loans`)).json();
    expect(rows).toMatchObject([
      {
        accountNo: 'L1',
        daysOverdue: 90,
        overdueSince: '1993-04-01',
        overdueFen: '10000',
        riskClass: 'special_mention',
        explanation: { rule: 'holdings.rule.arrears', policyVersion: 'risk_days 1' },
      },
    ]);
    const early = (await ask(`${person}/loans?on=1993-04-01`)).json().rows[0];
    expect(early).toMatchObject({ daysOverdue: 0, riskClass: 'normal', onDay: '1993-04-01' });
  });

  it('list movements in pages, each once, and the same in the file', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const answer = await ask(`${deposit}/transactions?limit=4&cursor=${cursor}`);
      const page = answer.json<{ rows: { sourceKey: string }[]; next: string; total: object }>();
      seen.push(...page.rows.map((row) => row.sourceKey));
      cursor = page.next === null ? null : encodeURIComponent(page.next);
      expect(page.total).toEqual({ count: 6, capped: false });
    } while (cursor !== null);
    expect(seen).toEqual(['T9', 'T4', 'T3', 'T2', 'T1', 'T0']);
    const some = await ask(`${deposit}/transactions?from=1993-02-02&until=1993-02-04`);
    expect(some.json().rows).toHaveLength(2);
  });

  it('count valid invoices by month and keep void and faulty ones', async () => {
    const { rows } = (await ask(`${firm}/flow-months`)).json();
    expect(rows).toEqual([
      {
        month: '1993-03-01',
        inNetFen: '0',
        inGrossFen: '0',
        inCount: 0,
        outNetFen: '15000',
        outGrossFen: '17000',
        outCount: 2,
        voidCount: 1,
        faultCount: 1,
      },
    ]);
    const list = (await ask(`${firm}/flows?direction=out`)).json();
    expect(list.rows.map((row: { fault: string | null }) => row.fault)).toEqual([
      'holdings.fault.parts_differ',
      null,
    ]);
  });
});
