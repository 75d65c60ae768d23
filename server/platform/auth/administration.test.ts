import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { addAccount, openHouse, plainAdministration, plainDoors } from '../testing/http.ts';
import { testPassword, type TestHouse } from '../testing/http.ts';
import { followStaff } from './administration.ts';

let house: TestHouse;
const cookies: Record<string, string> = {};
const ids: Record<string, bigint> = {};
let leftOn: string | null = null;
let path = '0001.0002.';
const doors = {
  ...plainDoors,
  unitOfStaff: async (_tx: unknown, staffId: bigint) =>
    staffId === 7n ? { path, name: '城东支行' } : null,
};
const administration = {
  ...plainAdministration,
  staffStates: async () => new Map([[7n, { leftOn }]]),
};

beforeAll(async () => {
  house = await openHouse([], { doors, administration });
  const { database } = house;
  const bank = { role: 'administrator', scope: 'bank' } as const;
  ids['second'] = await addAccount(database, doors, { login: 'second', ...bank });
  ids['lihua'] = await addAccount(database, doors, {
    login: 'lihua',
    role: 'team_head',
    scope: 'unit_and_below',
    staffId: 7n,
  });
  for (const login of ['administrator', 'auditor', 'rm']) {
    cookies[login] = await house.signIn(login);
  }
  const list = (await ask('GET', '/accounts?limit=50')).json().rows;
  for (const row of list) ids[row.login] = BigInt(row.accountId);
});
afterAll(() => house.close());

const ask = (method: 'GET' | 'POST', url: string, body?: unknown, who = 'administrator') =>
  house.call({ method, url: `/api${url}`, cookie: cookies[who]!, ...(body ? { body } : {}) });
const of = (login: string) => `/accounts/${ids[login]}`;
const reason = 'asked by the head of the branch';

describe('the administration of accounts', () => {
  it('changes roles and scope with a history; sessions end; a second editor is refused', async () => {
    const cookie = await house.signIn('lihua');
    const before = (await ask('GET', of('lihua'))).json();
    expect(before).toMatchObject({ own: false, sessions: 1, closure: null });
    const grants = [{ role: 'rm', scope: 'own', unitIds: [] }];
    const body = { baseEvent: before.eventId, reason, grants };
    expect((await ask('POST', `${of('lihua')}/grants`, body)).statusCode).toBe(201);
    const again = await ask('POST', `${of('lihua')}/grants`, body);
    expect(again.json().code).toBe('auth.grants_changed');
    const after = (await ask('GET', of('lihua'))).json();
    expect(after).toMatchObject({ grants, sessions: 0 });
    expect(after.events[0]).toMatchObject({
      kind: 'granted',
      before: [{ role: 'team_head', scope: 'unit_and_below' }],
      after: grants,
      byLogin: 'administrator',
      reason,
    });
    expect((await house.call({ url: '/api/session', cookie })).statusCode).toBe(401);
  });

  it('takes at most four separate units', async () => {
    const { eventId } = (await ask('GET', of('lihua'))).json();
    const grants = [1, 3].map((first) => ({
      role: 'team_head',
      scope: 'chosen_units',
      unitIds: [10, 11, 12].map((one) => String(one * first)),
    }));
    const body = { baseEvent: eventId, reason, grants };
    const answer = await ask('POST', `${of('lihua')}/grants`, body);
    expect(answer.json().code).toBe('auth.too_many_units');
  });

  it('is never of the own account, and never takes the last administrator', async () => {
    const grants = [{ role: 'auditor', scope: 'bank', unitIds: [] }];
    const own = await ask('POST', `${of('administrator')}/grants`, {
      baseEvent: '0',
      reason,
      grants,
    });
    expect(own.json().code).toBe('auth.own_account');
    for (const verb of ['unlocks', 'passwords', 'session-ends']) {
      const answer = await ask('POST', `${of('administrator')}/${verb}`, { reason });
      expect([verb, answer.json().code]).toEqual([verb, 'auth.own_account']);
    }
    const system = systemActor('test');
    const { closeAccount } = await import('./administration.ts');
    const day = { fromDay: '2026-01-01', reason };
    const close = (login: string) =>
      house.database.transaction(
        system,
        (tx) => closeAccount(tx, { ...day, accountId: ids[login]! }),
        { rollBack: false },
      );
    expect(await close('second')).toEqual({ accountId: ids['second'] });
    expect(await close('administrator')).toMatchObject({ refused: 'auth.last_administrator' });
  });

  it('closes and opens again; a day to come does not close yet', async () => {
    const closing = (fromDay: string) => ask('POST', `${of('hr')}/closures`, { fromDay, reason });
    expect((await closing('2999-01-01')).statusCode).toBe(201);
    await house.signIn('hr');
    expect((await closing('2020-01-01')).json().code).toBe('auth.closed_already');
    expect((await ask('POST', `${of('hr')}/reopenings`, { reason })).statusCode).toBe(201);
    expect((await closing('2020-01-01')).statusCode).toBe(201);
    await expect(house.signIn('hr')).rejects.toThrow('auth.wrong_password');
    expect((await ask('POST', `${of('hr')}/reopenings`, { reason })).statusCode).toBe(201);
    await house.signIn('hr');
    const kinds = (await ask('GET', of('hr')))
      .json()
      .events.map((one: { kind: string }) => one.kind);
    expect(kinds.slice(0, 4)).toEqual(['reopened', 'closed', 'reopened', 'closed']);
  });

  it('gives a first password once, which must be changed; lifts a lock', async () => {
    const given = (await ask('POST', `${of('risk')}/passwords`, { reason })).json();
    await expect(house.signIn('risk')).rejects.toThrow('auth.wrong_password');
    const cookie = await house.signIn('risk', given.password);
    const list = await house.call({ url: '/api/accounts', cookie });
    expect(list.json().code).toBe('auth.must_change_password');
    for (let tries = 0; tries < 6; tries++) {
      await house.signIn('finance', 'not-the-password').catch(() => undefined);
    }
    await expect(house.signIn('finance')).rejects.toThrow('auth.locked');
    expect((await ask('POST', `${of('finance')}/unlocks`, { reason })).statusCode).toBe(201);
    await house.signIn('finance', testPassword);
    expect((await ask('POST', `${of('finance')}/unlocks`, { reason })).json().code).toBe(
      'auth.not_locked',
    );
  });

  it('follows a move of the unit, and closes the account of a leaver on his exit day', async () => {
    const run = () =>
      house.database.transaction(systemActor('test'), (tx) =>
        followStaff(tx, { ...doors, ...administration }),
      );
    const { eventId } = (await ask('GET', of('lihua'))).json();
    const grants = [{ role: 'team_head', scope: 'unit_and_below', unitIds: [] }];
    await ask('POST', `${of('lihua')}/grants`, { baseEvent: eventId, reason, grants });
    expect(await run()).toEqual({ closed: 0, moved: 0 });
    path = '0001.0005.';
    expect(await run()).toEqual({ closed: 0, moved: 1 });
    expect(await run()).toEqual({ closed: 0, moved: 0 });
    leftOn = '2026-07-01';
    expect(await run()).toEqual({ closed: 0, moved: 0 });
    leftOn = '2026-06-30';
    expect(await run()).toEqual({ closed: 1, moved: 0 });
    expect((await ask('GET', of('lihua'))).json().closure.fromDay).toBe('2026-06-30');
    await expect(house.signIn('lihua')).rejects.toThrow('auth.wrong_password');
  });

  it('previews rights and ranges, recorded; only for an administrator', async () => {
    const body = { staffId: '7', grants: [{ role: 'rm', scope: 'unit', unitIds: [] }] };
    const seen = (await ask('POST', '/account-previews', body)).json();
    expect(seen).toMatchObject({
      bankWide: false,
      ranges: [{ from: '0001.0005.', until: '0001.0005.!' }],
      customer: null,
    });
    expect(seen.rights).not.toContain('accounts.change');
    const owner = new pg.Client(house.ownerConfig);
    await owner.connect();
    const { rows } = await owner.query(
      "select login from audit_record where verb = 'auth.preview_sight'",
    );
    await owner.end();
    expect(rows).toEqual([{ login: 'administrator' }]);
    for (const who of ['auditor', 'rm']) {
      const answer = await ask('POST', '/account-previews', body, who);
      expect([who, answer.json().code]).toEqual([who, 'auth.not_allowed']);
    }
  });
});
