import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemActor } from '../../../core/actor.ts';
import { phrases } from '../../../core/messages.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { route } from '../../../core/schema.ts';
import { handle, type Module } from '../module.ts';
import { testTransaction } from '../testing/database.ts';
import {
  addAccount,
  openHouse,
  plainDoors,
  testPassword,
  type TestHouse,
} from '../testing/http.ts';
import { table } from '../testing/table.ts';
import { saveDemoSignIns } from './account-store.ts';
import { createAccount, setPassword } from './commands.ts';
import { limitRanges, mergeRanges, rangesOf } from './scope.ts';

const workApi = {
  work: route({
    method: 'get',
    path: '/work',
    right: 'signed_in',
    summary: 'Who works here',
    response: z.object({ login: z.string(), ranges: z.array(z.string()), bankWide: z.boolean() }),
  }),
};
const work: Module = {
  name: 'work',
  phrases: phrases({}),
  rights: {},
  api: workApi,
  handlers: handle(workApi, {
    work: async ({ actor }) => ({
      login: actor.login,
      bankWide: actor.bankWide,
      ranges: actor.ranges.map((range) => `${range.from}–${range.until}`),
    }),
  }),
};

let house: TestHouse;
let owner: pg.Client;
beforeAll(async () => {
  house = await openHouse([work]);
  owner = new pg.Client(house.ownerConfig);
  await owner.connect();
  await owner.query(`alter table auth_session no force row level security`);
  await owner.query(`alter table auth_token no force row level security`);
  await owner.query(`alter table auth_attempt no force row level security`);
});
afterAll(async () => {
  await owner.end();
  await house.close();
});
beforeEach(() => owner.query('delete from auth_attempt'));
afterEach(() => owner.query('delete from auth_attempt'));

function attempt(login: string, password: string) {
  return house.call({ method: 'POST', url: '/api/sessions', body: { login, password } });
}
const readWork = (cookie: string) => house.call({ url: '/api/work', cookie });
const audited = async (verb: string) => {
  const { rows } = await owner.query(
    'select login, subject_key, detail from audit_record where verb = $1 order by record_id',
    [verb],
  );
  return rows as { login: string; subject_key: string; detail: Record<string, unknown> }[];
};

describe('sign-in', () => {
  it('opens a session: httpOnly, strict, Secure only over https; the secret is kept nowhere', async () => {
    const answer = await attempt('rm', testPassword);
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      account: { login: 'rm' },
      roles: ['rm'],
      mustChangePassword: false,
      bank: { name: '试验银行', today: '2026-06-30' },
    });
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ name: 'kejing_session', httpOnly: true, sameSite: 'Strict' });
    expect(cookie?.['secure']).toBeUndefined();
    const secure = await house.call({
      method: 'POST',
      url: '/api/sessions',
      body: { login: 'rm', password: testPassword },
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(secure.cookies[0]?.['secure']).toBe(true);
    const { rows } = await owner.query('select secret_hash from auth_session');
    expect(rows.some((row) => row.secret_hash === cookie?.value)).toBe(false);
    expect((await audited('auth.sign_in')).at(-1)).toMatchObject({ login: 'rm' });
  });

  it('tells administrators their rights and others theirs', async () => {
    const of = async (login: string) => (await attempt(login, testPassword)).json().rights;
    expect(await of('administrator')).toEqual(
      expect.arrayContaining(['accounts.create', 'accounts.list', 'platform.read_metrics']),
    );
    expect(await of('rm')).toEqual([]);
  });

  it('answers a wrong password and an unknown login with the same words', async () => {
    const wrong = await attempt('rm', 'no');
    const unknown = await attempt('nobody-here', 'no');
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401]);
    expect(unknown.json()).toEqual(wrong.json());
    expect((await audited('auth.sign_in_failed')).map((row) => row.subject_key).slice(-2)).toEqual([
      'rm',
      'nobody-here',
    ]);
    expect(JSON.stringify(await audited('auth.sign_in_failed'))).not.toContain('"no"');
  });

  it('works as hard on an unknown login, so that its answer takes as long', async () => {
    const effort = async (login: string) => {
      const before = process.cpuUsage();
      await attempt(login, 'wrong');
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await effort('warm-up');
    let known = 0;
    let unknown = 0;
    for (let i = 0; i < 4; i++) {
      known += await effort('hr');
      unknown += await effort('stranger');
    }
    expect(unknown / known).toBeGreaterThan(0.25);
    expect(unknown / known).toBeLessThan(4);
  });

  for (const login of ['finance', 'not-a-login']) {
    it(`locks ${login} after five failures, even for the right password`, async () => {
      const seen: number[] = [];
      for (let i = 0; i < 6; i++) seen.push((await attempt(login, `wrong ${i}`)).statusCode);
      expect(seen).toEqual([401, 401, 401, 401, 401, 423]);
      const locked = await attempt(login, testPassword);
      expect([locked.statusCode, locked.json().code]).toEqual([423, 'auth.locked']);
      expect((await audited('auth.sign_in_locked')).at(-1)?.subject_key).toBe(login);
    });
  }

  it('opens again when the lock has run out, and counts anew', async () => {
    for (let i = 0; i < 6; i++) await attempt('hr', 'wrong');
    await owner.query(`update auth_attempt set locked_until = now() - interval '1 second'`);
    expect((await attempt('hr', 'wrong')).statusCode).toBe(401);
    expect((await attempt('hr', testPassword)).statusCode).toBe(201);
  });

  it('does not guess faster with many tries at once, nor lock out many right ones', async () => {
    const right = await Promise.all(
      Array.from({ length: 12 }, () => attempt('risk', testPassword)),
    );
    expect(right.every((answer) => answer.statusCode === 201)).toBe(true);
    const wrong = await Promise.all(Array.from({ length: 12 }, () => attempt('risk', 'wrong')));
    expect(wrong.filter((answer) => answer.statusCode === 401)).toHaveLength(5);
  });

  it('failures far apart are not in a row', async () => {
    for (let i = 0; i < 4; i++) await attempt('hr', 'wrong');
    await owner.query(`update auth_attempt set last_at = now() - interval '61 minutes'`);
    expect((await attempt('hr', 'wrong')).statusCode).toBe(401);
    expect((await attempt('hr', 'wrong')).statusCode).toBe(401);
  });
});

describe('sessions', () => {
  for (const row of table(`
    what          | change
    signed out    | ended_at = now()
    idle too long | idle_until = now() - interval '1 second'
    too old       | expires_at = now() - interval '1 second'`)) {
    it(`${row.what}: 401`, async () => {
      const cookie = await house.signIn('rm');
      expect((await readWork(cookie)).statusCode).toBe(200);
      await owner.query(`update auth_session set ${row.change}`);
      expect((await readWork(cookie)).statusCode).toBe(401);
    });
  }

  it('use moves the idle end but never beyond the absolute end', async () => {
    const cookie = await house.signIn('rm');
    await owner.query(`
      update auth_session
      set seen_at = now() - interval '5 minutes', idle_until = now() + interval '1 minute',
          expires_at = now() + interval '10 minutes'`);
    await readWork(cookie);
    const { rows } = await owner.query(
      `select bool_or(idle_until = expires_at) as capped, max(seen_at) > now() - interval '1 minute'
         as seen from auth_session where idle_until > now() + interval '2 minutes'`,
    );
    expect(rows[0]).toEqual({ capped: true, seen: true });
  });

  it('sign-out ends the session and takes the cookie away', async () => {
    const cookie = await house.signIn('rm');
    const out = await house.call({ method: 'DELETE', url: '/api/session', cookie });
    expect(out.json()).toEqual({ signedOut: true });
    expect(out.cookies[0]).toMatchObject({ name: 'kejing_session', value: '' });
    expect((await readWork(cookie)).statusCode).toBe(401);
  });

  it('a made-up cookie or token is nobody', async () => {
    expect((await readWork('kejing_session=made-up')).statusCode).toBe(401);
    const headers = { authorization: `Bearer ${'x'.repeat(43)}` };
    expect((await house.call({ url: '/api/work', headers })).statusCode).toBe(401);
  });

  it('a closed account is out at once', async () => {
    const accountId = await addAccount(house.database, plainDoors, {
      login: 'leaver',
      role: 'rm',
      scope: 'bank',
    });
    const cookie = await house.signIn('leaver');
    await owner.query('begin');
    await owner.query(`set local app.bank_wide = 'yes'`);
    await owner.query('insert into auth_closure (account_id, closed_by) values ($1, 0)', [
      accountId,
    ]);
    await owner.query('commit');
    expect((await readWork(cookie)).statusCode).toBe(401);
    expect((await attempt('leaver', testPassword)).statusCode).toBe(401);
  });
});

describe('passwords', () => {
  it('the first sign-in must choose another one; until then only the own session is open', async () => {
    await addAccount(house.database, plainDoors, {
      login: 'newcomer',
      role: 'administrator',
      scope: 'bank',
      mustChange: true,
    });
    const cookie = await house.signIn('newcomer');
    const blocked = await readWork(cookie);
    expect([blocked.statusCode, blocked.json().code]).toEqual([403, 'auth.must_change_password']);
    expect((await house.call({ url: '/api/session', cookie })).json().mustChangePassword).toBe(
      true,
    );
    const other = await house.signIn('newcomer');
    const change = (current: string, next: string) =>
      house.call({ method: 'PUT', url: '/api/session/password', cookie, body: { current, next } });
    expect((await change(testPassword, 'short')).statusCode).toBe(400);
    expect((await change('wrong', 'another-password')).json().code).toBe(
      'auth.wrong_current_password',
    );
    expect((await change(testPassword, testPassword)).json().code).toBe('auth.same_password');
    const done = await change(testPassword, '另一个很长的口令 2026');
    expect([done.statusCode, done.json().mustChangePassword]).toEqual([200, false]);
    expect((await readWork(cookie)).statusCode).toBe(200);
    expect((await readWork(other)).statusCode).toBe(401);
    expect((await attempt('newcomer', testPassword)).statusCode).toBe(401);
    expect((await attempt('newcomer', '另一个很长的口令 2026')).statusCode).toBe(201);
    expect((await audited('auth.change_password')).at(-1)?.login).toBe('newcomer');
  });

  it('an administrator’s reset ends sessions and the lock', async () => {
    await addAccount(house.database, plainDoors, { login: 'forgetful', role: 'rm', scope: 'bank' });
    const cookie = await house.signIn('forgetful');
    for (let i = 0; i < 6; i++) await attempt('forgetful', 'wrong');
    const set = (login: string) =>
      house.database.transaction(systemActor('test'), (tx) =>
        setPassword(tx, { login, password: 'reset-password', mustChange: true }),
      );
    await set('forgetful');
    expect((await readWork(cookie)).statusCode).toBe(401);
    expect((await attempt('forgetful', 'reset-password')).statusCode).toBe(201);
    expect(await set('stranger')).toMatchObject({ refused: 'auth.account_unknown' });
  });
});

describe('tokens', () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const create = (cookie: string, expiresOn: string) =>
    house.call({ method: 'POST', url: '/api/tokens', cookie, body: { name: 'report', expiresOn } });

  it('carry the rights of the account until revoked or past their day', async () => {
    const cookie = await house.signIn('auditor');
    const made = (await create(cookie, tomorrow)).json();
    const headers = { authorization: `Bearer ${made.secret}` };
    const read = () => house.call({ url: '/api/work', headers });
    expect((await read()).json().login).toBe('auditor');
    const listed = (await house.call({ url: '/api/tokens', cookie })).json().rows;
    expect(listed.at(-1)).toMatchObject({ tokenId: made.tokenId, name: 'report' });
    expect(JSON.stringify(listed)).not.toContain(made.secret);
    await owner.query(`update auth_token set expires_on = auth_clock_day() - 1`);
    expect((await read()).statusCode).toBe(401);
    await owner.query(`update auth_token set expires_on = auth_clock_day()`);
    expect((await read()).statusCode).toBe(200);
    const url = `/api/tokens/${made.tokenId}`;
    const stranger = await house.signIn('rm');
    expect((await house.call({ method: 'DELETE', url, cookie: stranger })).statusCode).toBe(404);
    expect((await house.call({ method: 'DELETE', url, cookie })).json()).toEqual({ revoked: true });
    expect((await read()).statusCode).toBe(401);
  });

  it('cannot make tokens or change the password, and need no origin', async () => {
    const cookie = await house.signIn('auditor');
    const { secret } = (await create(cookie, tomorrow)).json();
    const headers = { authorization: `Bearer ${secret}`, origin: 'http://elsewhere.example' };
    const body = { name: 'x', expiresOn: tomorrow };
    const answer = await house.call({ method: 'POST', url: '/api/tokens', headers, body });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'auth.session_only']);
  });

  it('live from today on and at most as long as the policy says', async () => {
    const cookie = await house.signIn('auditor');
    for (const row of table(`
      days | status
      -1   | 409
      0    | 201
      366  | 201
      367  | 409`)) {
      const { rows } = await owner.query(`select (auth_clock_day() + $1::int)::text as day`, [
        row.days,
      ]);
      expect([row.days, String((await create(cookie, rows[0].day)).statusCode)]).toEqual([
        row.days,
        row.status,
      ]);
    }
  });
});

describe('scope', () => {
  it('the actor gets the ranges of all his grants', async () => {
    await addAccount(house.database, plainDoors, {
      login: 'head',
      role: 'team_head',
      scope: 'unit_and_below',
      staffId: 7n,
    });
    const answer = (await readWork(await house.signIn('head'))).json();
    expect(answer).toMatchObject({ bankWide: false, ranges: ['0001.0002.–0001.0002/'] });
  });

  it('grants are computed from unit paths, joined, and refused above four', () => {
    for (const row of table(`
      scope          | own        | chosen                                                     | ranges
      own            | 0001.0002. |                                                            |
      bank           |            |                                                            |
      unit           | 0001.0002. |                                                            | 0001.0002.–0001.0002.!
      unit_and_below | 0001.0002. |                                                            | 0001.0002.–0001.0002/
      chosen_units   |            | 0001.0003. 0001.0001.                                      | 0001.0001.–0001.0001/ 0001.0003.–0001.0003/
      chosen_units   |            | 0001. 0001.0002.                                           | 0001.–0001/
      chosen_units   |            | 0001.0001. 0001.0003. 0001.0005. 0001.0007.                | 0001.0001.–0001.0001/ 0001.0003.–0001.0003/ 0001.0005.–0001.0005/ 0001.0007.–0001.0007/
      chosen_units   |            | 0001.0001. 0001.0003. 0001.0005. 0001.0007. 0001.0009.     | auth.too_many_units
      unit           |            |                                                            | auth.scope_needs_staff`)) {
      const found = rangesOf({
        scope: row.scope as 'own',
        ownPath: row.own === '' ? null : row.own,
        chosenPaths: row.chosen === '' ? [] : row.chosen.split(/ +/),
      });
      const limited = isRefusal(found) ? found : limitRanges(found);
      const text = isRefusal(limited)
        ? limited.refused
        : limited.map((range) => `${range.from}–${range.until}`).join(' ');
      expect(text).toBe(row.ranges);
    }
  });

  it('neighbouring ranges become one', () => {
    const joined = mergeRanges([
      { from: 'b', until: 'c' },
      { from: 'a', until: 'b' },
      { from: 'd', until: 'e' },
    ]);
    expect(joined).toEqual([
      { from: 'a', until: 'c' },
      { from: 'd', until: 'e' },
    ]);
  });

  it('creating an account refuses what cannot be', async () => {
    for (const row of table(`
      login | staff | scope        | units | refusal
      rm    |       | bank         |       | auth.login_taken
      fresh | 8     | own          |       | auth.staff_unknown
      fresh |       | own          |       | auth.scope_needs_staff
      fresh |       | chosen_units | 500   | auth.unit_unknown
      fresh | 7     | own          |       | ok`)) {
      const made = await house.database.transaction(
        systemActor('test'),
        (tx) =>
          createAccount(tx, plainDoors, {
            login: row.login,
            name: row.login,
            staffId: row.staff === '' ? null : BigInt(row.staff),
            passwordHash: 'x',
            mustChange: true,
            grants: [
              {
                role: 'rm',
                scope: row.scope as 'own',
                unitIds: row.units === '' ? [] : [BigInt(row.units)],
              },
            ],
          }),
        { rollBack: true },
      );
      expect(isRefusal(made) ? made.refused : 'ok').toBe(row.refusal);
    }
  });

  it('accounts are listed and created over HTTP by administrators', async () => {
    const cookie = await house.signIn('administrator');
    const created = await house.call({
      method: 'POST',
      url: '/api/accounts',
      cookie,
      body: {
        login: 'zhang.wei',
        name: '张伟',
        staffId: '7',
        password: 'first-password',
        grants: [{ role: 'rm', scope: 'own' }],
      },
    });
    expect(created.statusCode).toBe(201);
    const found = await house.call({ url: `/api/accounts?q=${encodeURIComponent('张')}`, cookie });
    expect(found.json()).toMatchObject({
      rows: [{ login: 'zhang.wei', roles: 'rm', staffId: '7' }],
      next: null,
      total: { count: 1, capped: false },
    });
    const first = (await house.call({ url: '/api/accounts?limit=2', cookie })).json();
    const second = (
      await house.call({ url: `/api/accounts?limit=2&cursor=${first.next}`, cookie })
    ).json();
    expect(first.rows.map((row: { login: string }) => row.login)).toEqual([
      'administrator',
      'auditor',
    ]);
    expect(second.rows[0].login).toBe('branch_president');
  });
});

describe('the narrow door', () => {
  it('shows secrets of sign-in to nobody but the door itself and their owner', async () => {
    const person = { ...systemActor('x'), accountId: 99n };
    for (const name of ['auth_password', 'auth_session', 'auth_token']) {
      const count = await house.database.transaction(person, async (tx) => {
        const { rows } = await tx.client.query(`select count(*)::int as count from ${name}`);
        return rows[0].count as number;
      });
      expect([name, count]).toEqual([name, 0]);
    }
  });

  it('demo sign-ins are shown only in the demo bank', async () => {
    const one = { login: 'rm', role: 'rm', name: '张伟', password: 'published' } as const;
    const system = systemActor('test');
    await house.database.transaction(system, (tx) => saveDemoSignIns(tx, [one]));
    const list = await house.call({ url: '/api/sign-ins' });
    expect(list.json()).toEqual({ rows: [one] });
    const bank = async () => ({ ...(await plainDoors.bank(undefined as never)), demo: false });
    const real = await openHouse([], { doors: { ...plainDoors, bank } });
    try {
      await real.database.transaction(system, (tx) => saveDemoSignIns(tx, [one]));
      expect((await real.call({ url: '/api/sign-ins' })).json()).toEqual({ rows: [] });
    } finally {
      await real.close();
    }
  });

  it('without a scope nothing can be read', async () => {
    await testTransaction(async (tx) => {
      await tx.client.query('savepoint closed');
      await tx.client.query(`reset app.account_id`);
      await expect(tx.client.query('select account_id from auth_session')).rejects.toThrow();
      await tx.client.query('rollback to closed');
    });
  });
});
