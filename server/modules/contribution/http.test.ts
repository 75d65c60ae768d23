import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { quarter } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { openHouse, type TestHouse } from '../../platform/testing/http.ts';
import { customers } from '../customers/index.ts';
import { closeBalances, holdings } from '../holdings/index.ts';
import {
  account,
  bring,
  customer,
  finish,
  givenBank,
  givenRun,
  movement,
} from '../holdings/testing.ts';
import { organisation } from '../organisation/index.ts';
import { people } from '../people/index.ts';
import { products } from '../products/index.ts';
import { closeContribution, contribution } from './index.ts';
import { contributionPolicy } from './policy.ts';

let house: TestHouse;
let cookie: string;
let person: string;
let accountId: string;

beforeAll(async () => {
  house = await openHouse([organisation, people, products, customers, holdings, contribution]);
  cookie = await house.signIn('finance');
  await house.database.transaction(systemActor('test'), async (tx) => {
    await givenBank(tx, [contributionPolicy]);
    await bring(tx, 2n, [
      customer('P1'),
      ...account('D1', { customerNo: 'P1', opened: '1993-01-01' }),
      movement('D1', 'T1', { day: '1993-01-01', amount: '10000.00' }),
    ]);
    const run = await givenRun(tx, quarter('1993Q1'));
    const balances = await closeBalances(tx, run);
    const result = await closeContribution(tx, run);
    if (isRefusal(balances) || isRefusal(result)) throw new Error('refused');
    await finish(tx, run, result.digest);
    const { rows } = await tx.client.query<{ customer_id: bigint; account_id: bigint }>(
      'select customer_id, account_id from holdings_account',
    );
    person = `/customers/${rows[0]!.customer_id}/contribution`;
    accountId = String(rows[0]!.account_id);
  });
});
afterAll(async () => {
  await house.close();
});

const ask = (url: string, as: string | null = cookie) =>
  house.call({ url: `/api${url}`, ...(as === null ? {} : { cookie: as }) });
const explained = () => `${person}/1993Q1/accounts/${accountId}/1993-01-01`;

describe('contribution over HTTP', () => {
  it('is for those who are signed in and have the right', async () => {
    const hr = await house.signIn('hr');
    const rm = await house.signIn('rm');
    for (const url of [
      person,
      `${person}/1993Q1`,
      explained(),
      '/contribution/1993Q1/customers',
      '/contribution/1993Q1/units',
    ]) {
      expect((await ask(url, null)).statusCode, url).toBe(401);
      expect((await ask(url, hr)).statusCode, url).toBe(403);
      expect((await ask(url, rm)).statusCode, url).toBe(200);
    }
    expect((await ask('/contribution/1993Q1/costs', rm)).statusCode).toBe(403);
    expect((await ask('/contribution/1993Q1/costs')).statusCode).toBe(200);
  });

  it('answers bad input and quarters that are not closed', async () => {
    for (const url of [
      '/contribution/1993Q5/units',
      `${person}/1993`,
      `${person}/1993Q1/accounts/x/y`,
    ]) {
      expect((await ask(url)).statusCode, url).toBe(400);
    }
    for (const url of ['/contribution/1992Q1/customers', '/contribution/1992Q1/units']) {
      expect((await ask(url)).json(), url).toMatchObject({ code: 'contribution.not_closed' });
    }
    const other = `${person}/1993Q1/accounts/${accountId}/1993-07-01`;
    expect((await ask(other)).json()).toMatchObject({ code: 'contribution.month_unknown' });
  });

  it('a quarter opens to its months, a month to rule, inputs and source rows', async () => {
    const [quarterRow] = (await ask(person)).json().rows;
    expect(quarterRow).toMatchObject({
      quarter: '1993Q1',
      depositFen: '3699',
      costFen: '-510',
      preFen: '3189',
      taxFen: '-797',
      netFen: '2392',
      rarocMillionths: null,
      explanation: { inputs: { incomeTaxRate: '250000', days: '90', basis: '365' } },
    });
    const months = (await ask(`${person}/1993Q1`)).json().rows as { amountFen: string }[];
    const sum = months.reduce((total, row) => total + BigInt(row.amountFen), 0n);
    expect(String(sum)).toBe(quarterRow.preFen);
    const { components } = (await ask(explained())).json();
    expect(components[0]).toMatchObject({
      component: 'deposit_margin',
      amountFen: '1274',
      writtenFen: '1274',
      explanation: { inputs: { productFenDays: '31000000', ftpRate: '20000' } },
    });
    for (const { path } of components[0].sources) {
      const rows = await ask(path);
      expect(rows.statusCode).toBe(200);
    }
    const moved = (await ask(components[0].sources[1].path)).json().rows;
    expect(moved.map((row: { sourceKey: string }) => row.sourceKey)).toEqual(['T1']);
  });
});
