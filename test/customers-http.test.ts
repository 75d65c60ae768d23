import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../server/platform/testing/http.ts';
import { sealText } from '../server/platform/files/secret.ts';
import { systemActor } from '../core/actor.ts';
import { modules } from '../server/modules.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse(modules);
  await house.database.transaction(systemActor('test'), async ({ client }) => {
    await client.query(`
      insert into organisation_unit (unit_id, code, name, kind, level, path, opened_on)
      values (1, '01', '总行', 'head_office', 1, '0001.', '2000-01-01');
      insert into customers_group (group_id, code, name)
      values (1, 'G', '铁路集团');
      insert into customers_customer
        (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces, group_id,
         group_part, identity_kind, identity_mask, identity_hash, opened_on, booking_unit_id,
         booking_path)
      values (1, 'C1', 'corporate', '=铁路甲', '铁路甲', 'tlj', 'tielujia', '{铁路,路甲,tl,lj}', 1, 'member',
              'credit_code', '913***0Y43', 'x', '2020-01-01', 1, '0001.');`);
    await client.query('insert into customers_identity values (1, $1)', [sealText('91350100M0')]);
  });
});
afterAll(() => house.close());

const get = async (url: string, login: string) =>
  house.call({ url: `/api${url}`, cookie: await house.signIn(login) });
const view = async (login: string, body: unknown) =>
  house.call({
    method: 'POST',
    url: '/api/customers/1/identity-views',
    cookie: await house.signIn(login),
    body,
  });

describe('each route has its four answers', () => {
  it.each([
    '/customers',
    '/customers/count',
    '/customers/duplicates',
    '/customers/1',
    '/customers/1/management',
    '/customers/1/group',
    '/customers/1/segments',
    '/segments/distribution',
    '/segments/changes?quarter=2026Q1',
    '/segments/changes/counts?quarter=2026Q1',
  ])('%s: 401 without sign-in, 200 with', async (url) => {
    expect((await house.call({ url: `/api${url}` })).statusCode).toBe(401);
    expect((await get(url, 'administrator')).statusCode).toBe(200);
  });

  it.each([
    ['/customers?sort=colour', 400],
    ['/customers?limit=0', 400],
    ['/customers?cursor=nonsense', 422],
    ['/customers?unit=99', 404],
    ['/customers/abc', 400],
    ['/customers/99', 404],
    ['/customers/99/management', 404],
    ['/customers/99/group', 404],
    ['/customers/99/segments', 404],
    ['/segments/changes', 400],
    ['/segments/changes?quarter=2026Q1&cursor=x', 422],
    ['/segments/changes/counts?quarter=2026Q5', 400],
    ['/segments/distribution?level=99', 400],
  ])('%s: bad input is answered %s', async (url, status) => {
    expect((await get(url, 'administrator')).statusCode).toBe(status);
  });

  it.each([['/customers/duplicates', 'rm']])('%s: not allowed to %s', async (url, role) => {
    expect((await get(url, role)).statusCode).toBe(403);
  });
});

describe('what the answers say', () => {
  it('lists, counts and pages', async () => {
    const page = (await get('/customers?q=tlj', 'administrator')).json();
    expect(page).toMatchObject({
      rows: [{ customerId: '1', customerNo: 'C1', bookingUnit: '总行', leadName: null }],
      next: null,
      total: { count: 1, capped: false },
    });
    expect((await get('/customers/count?kind=corporate', 'auditor')).json()).toEqual({ count: 1 });
  });

  it('shows the group', async () => {
    expect((await get('/customers/1/group', 'administrator')).json()).toMatchObject({
      nodes: [{ code: 'G', depth: 1 }],
      members: [{ customerNo: 'C1', groupPart: 'member' }],
      hidden: 0,
    });
  });

  it('shows a full number to who may, for a purpose', async () => {
    expect(
      (await house.call({ method: 'POST', url: '/api/customers/1/identity-views', body: {} }))
        .statusCode,
    ).toBe(401);
    expect((await view('auditor', { what: 'identity', purpose: '核对' })).statusCode).toBe(403);
    expect((await view('risk', { what: 'colour', purpose: '核对' })).statusCode).toBe(400);
    const without = await view('risk', { what: 'identity' });
    expect([without.statusCode, without.json().code]).toEqual([409, 'customers.purpose_missing']);
    const shown = await view('risk', { what: 'identity', purpose: '风险核查' });
    expect([shown.statusCode, shown.json()]).toEqual([201, { number: '91350100M0' }]);
    expect((await view('risk', { what: 'phone', purpose: '风险核查' })).statusCode).toBe(409);
  });
});
