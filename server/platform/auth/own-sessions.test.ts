import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount, openHouse, plainDoors, type TestHouse } from '../testing/http.ts';

describe('one’s own sessions and scope', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse([], { withoutAccounts: true });
    const units = { role: 'team_head', scope: 'chosen_units', unitIds: [3n, 4n] } as const;
    await addAccount(house.database, plainDoors, { login: 'li', ...units });
    const own = { role: 'rm', scope: 'own', staffId: 7n } as const;
    await addAccount(house.database, plainDoors, { login: 'wang', ...own });
  });
  afterAll(() => house.close());
  const list = async (cookie: string) =>
    (await house.call({ url: '/api/sessions', cookie })).json().rows as {
      sessionId: string;
      inUse: boolean;
    }[];
  const end = (cookie: string, sessionId = '') =>
    house.call({
      method: 'DELETE',
      url: `/api/sessions${sessionId === '' ? '' : `/${sessionId}`}`,
      cookie,
    });
  const status = async (cookie: string) =>
    (await house.call({ url: '/api/session', cookie })).statusCode;

  it('lists them with the one in use, and ends another one', async () => {
    const here = await house.signIn('li');
    const there = await house.signIn('li');
    const rows = await list(here);
    expect(rows.map((row) => row.inUse).toSorted()).toEqual([false, true]);
    const other = rows.find((row) => !row.inUse)!;
    const used = rows.find((row) => row.inUse)!;
    expect((await end(here, used.sessionId)).json().code).toBe('auth.session_is_this');
    expect((await end(here, other.sessionId)).json()).toEqual({ ended: 1 });
    expect([await status(here), await status(there)]).toEqual([200, 401]);
    expect((await end(here, other.sessionId)).json().code).toBe('auth.session_unknown');
  });

  it('never another person’s, who is not seen either', async () => {
    const mine = await house.signIn('li');
    const his = await house.signIn('wang');
    const [row] = await list(his);
    expect((await list(mine)).map((one) => one.sessionId)).not.toContain(row!.sessionId);
    expect((await end(mine, row!.sessionId)).json().code).toBe('auth.session_unknown');
    expect(await status(his)).toBe(200);
  });

  it('ends all others at once, and again none', async () => {
    const here = await house.signIn('wang');
    const others = [await house.signIn('wang'), await house.signIn('wang')];
    expect((await end(here)).json().ended).toBeGreaterThanOrEqual(2);
    expect(await Promise.all(others.map(status))).toEqual([401, 401]);
    expect((await end(here)).json()).toEqual({ ended: 0 });
    expect(await status(here)).toBe(200);
  });

  it('a stranger has neither sessions nor scope', async () => {
    for (const url of ['/api/sessions', '/api/session/scope']) {
      expect([url, (await house.call({ url })).statusCode]).toEqual([url, 401]);
    }
  });

  it('says what one sees: own customers, or the units by name', async () => {
    const scope = async (login: string) =>
      (await house.call({ url: '/api/session/scope', cookie: await house.signIn(login) })).json();
    expect(await scope('wang')).toEqual({ rows: [{ role: 'rm', scope: 'own', units: [] }] });
    expect(await scope('li')).toEqual({
      rows: [{ role: 'team_head', scope: 'chosen_units', units: ['机构3', '机构4'] }],
    });
  });
});
