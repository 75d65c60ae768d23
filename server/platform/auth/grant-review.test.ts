import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles, scopeKinds, systemActor } from '../../../core/actor.ts';
import { noticesModule } from '../notices/index.ts';
import { addAccount, openHouse, plainDoors, type TestHouse } from '../testing/http.ts';
import { table } from '../testing/table.ts';
import { acceptRequest } from './grant-review.ts';
import { grantReviewPolicy } from './policy.ts';
import { needsSecond } from './review-rule.ts';

const policy = grantReviewPolicy.schema.parse(grantReviewPolicy.initial);
const grantOf = (text: string) => {
  const [role, scope, units = ''] = text.split(' ');
  return {
    role: roles.find((one) => one === role)!,
    scope: scopeKinds.find((one) => one === scope)!,
    unitIds: units === '' ? [] : units.split('+').map(BigInt),
  };
};
const grantsOf = (text: string) => (text === '' ? [] : text.split(', ').map(grantOf));

describe('a second administrator', () => {
  it.each(
    table(`
      held               | wished                            | second | why
                         | rm own                            | no     | his own customers
                         | hr bank                           | yes    | sees the pay of the bank
                         | hr unit_and_below                 | no     | a part of the bank
                         | department_officer bank           | no     | sees no pay
                         | administrator own                 | yes    | in any scope
      hr bank            | hr bank                           | no     | held already
      hr bank            | hr bank, rm own                   | no     | the new one needs none
      hr bank            | hr bank, finance bank             | yes    | the new one needs it
      hr bank            | rm own                            | no     | taking away
      administrator unit | administrator bank                | yes    | wider than before
      rm chosen_units 1  | rm chosen_units 1+2               | no     | units only
    `),
  )('held “$held”, wished “$wished”: $second ($why)', (row) => {
    const change = { before: grantsOf(row.held), after: grantsOf(row.wished) };
    expect(needsSecond(policy, change) ? 'yes' : 'no').toBe(row.second);
  });
});

describe('a request for a grant', () => {
  let house: TestHouse;
  const ids: Record<string, bigint> = {};
  const cookies: Record<string, string> = {};
  const notices = noticesModule({ modules: () => [notices] });
  const reason = 'the head of HR asked in writing';
  const hr = [{ role: 'hr', scope: 'bank', unitIds: [] }];

  beforeAll(async () => {
    house = await openHouse([notices], { withoutAccounts: true });
    const bank = { role: 'administrator', scope: 'bank' } as const;
    for (const login of ['asker', 'second', 'gainer']) {
      ids[login] = await addAccount(house.database, plainDoors, { ...bank, login });
    }
    for (const login of ['li', 'wang', 'zhao', 'qian']) {
      const own = { role: 'rm', scope: 'own', staffId: 7n } as const;
      ids[login] = await addAccount(house.database, plainDoors, { ...own, login });
    }
    const part = { role: 'administrator', scope: 'unit', staffId: 7n } as const;
    ids['part'] = await addAccount(house.database, plainDoors, { ...part, login: 'part' });
    for (const login of ['asker', 'second', 'gainer', 'part', 'li']) {
      cookies[login] = await house.signIn(login);
    }
  });
  afterAll(() => house.close());

  async function asOwner(text: string, values: unknown[]) {
    const owner = new pg.Client(house.ownerConfig);
    await owner.connect();
    await owner.query(`set app.bank_wide = 'yes'`);
    await owner.query(text, values);
    await owner.end();
  }
  const ask = (who: string, method: 'GET' | 'POST', url: string, body?: unknown) =>
    house.call({ method, url: `/api${url}`, cookie: cookies[who]!, ...(body ? { body } : {}) });
  const detail = async (login: string, who = 'second') =>
    (await ask(who, 'GET', `/accounts/${ids[login]}`)).json();
  async function request(login: string, grants: unknown = hr) {
    const { eventId } = await detail(login, 'asker');
    const body = { baseEvent: eventId, reason, grants };
    return (await ask('asker', 'POST', `/accounts/${ids[login]}/grants`, body)).json();
  }
  const answer = async (who: string, requestId: string, verdict = 'accepted') =>
    (await ask(who, 'POST', `/grant-requests/${requestId}/answers`, { verdict, reason })).json();
  const inbox = async (login: string) =>
    (await house.call({ url: '/api/notices', cookie: await house.signIn(login) }))
      .json()
      .rows.map((one: { code: string }) => one.code);

  it('holds only once a second administrator accepted; both sides are told', async () => {
    const { requestId } = await request('li');
    expect(requestId).toMatch(/^\d+$/);
    expect((await detail('li')).grants).toEqual([{ role: 'rm', scope: 'own', unitIds: [] }]);
    expect((await request('li')).code).toBe('auth.request_open');
    expect(await inbox('second')).toEqual(['auth.notice.grant_asked']);
    expect(await inbox('asker')).toEqual([]);
    expect((await answer('asker', requestId)).code).toBe('auth.request_own');
    expect((await answer('part', requestId)).code).toBe('auth.bank_wide_not_allowed');
    expect((await answer('li', requestId)).code).toBe('auth.not_allowed');
    expect(await answer('second', requestId)).toEqual({ accountId: String(ids['li']) });
    const after = await detail('li');
    expect(after.grants).toEqual(hr);
    expect(after.requests[0]).toMatchObject({ state: 'accepted', answeredLogin: 'second' });
    expect(after.events[0]).toMatchObject({ kind: 'granted', reason, byLogin: 'second' });
    expect((await answer('second', requestId)).code).toBe('auth.request_over');
    expect(await inbox('asker')).toEqual(['auth.notice.grant_accepted']);
    expect(await inbox('li')).toEqual(['auth.notice.grant_given']);
  });

  it('is never accepted by who gains', async () => {
    const wider = [
      { role: 'administrator', scope: 'bank', unitIds: [] },
      { role: 'hr', scope: 'bank', unitIds: [] },
    ];
    const { requestId } = await request('gainer', wider);
    expect((await answer('gainer', requestId)).code).toBe('auth.own_account');
    expect(await answer('second', requestId, 'refused')).toMatchObject({});
    expect((await detail('gainer')).requests[0]).toMatchObject({ state: 'refused' });
    expect(await inbox('asker')).toContain('auth.notice.grant_refused');
  });

  it('is withdrawn by who asked alone', async () => {
    const { requestId } = await request('wang');
    const url = `/grant-requests/${requestId}/withdrawals`;
    expect((await ask('second', 'POST', url, { reason })).json().code).toBe('auth.request_not_own');
    expect((await ask('asker', 'POST', url, { reason })).statusCode).toBe(201);
    expect((await answer('second', requestId)).code).toBe('auth.request_over');
    expect((await detail('wang')).requests[0].state).toBe('withdrawn');
  });

  it('lapses on its day by the clock', async () => {
    const { requestId } = await request('zhao');
    const reset = (days: number) =>
      asOwner(
        `update auth_grant_request set lapses_on = auth_clock_day() + $1::int
          where request_id = $2`,
        [days, requestId],
      );
    await reset(0);
    expect((await detail('zhao')).requests[0].state).toBe('lapsed');
    expect((await answer('second', requestId)).code).toBe('auth.request_over');
    await reset(1);
    expect((await detail('zhao')).requests[0].state).toBe('open');
  });

  it('is void once the grants are others', async () => {
    const { requestId } = await request('qian');
    const { eventId } = await detail('qian');
    const grants = [{ role: 'team_head', scope: 'unit', unitIds: [] }];
    const body = { baseEvent: eventId, reason, grants };
    expect((await ask('second', 'POST', `/accounts/${ids['qian']}/grants`, body)).json()).toEqual({
      accountId: String(ids['qian']),
      requestId: null,
    });
    expect((await answer('second', requestId)).code).toBe('auth.grants_changed');
  });

  it('a new account has at once what needs no second person', async () => {
    const made = (
      await ask('asker', 'POST', '/accounts', {
        login: 'newhr',
        name: '新人',
        staffId: '7',
        password: 'first-password-1',
        grants: [
          { role: 'rm', scope: 'own' },
          { role: 'hr', scope: 'bank' },
        ],
      })
    ).json();
    ids['newhr'] = BigInt(made.accountId);
    expect((await detail('newhr')).grants).toEqual([{ role: 'rm', scope: 'own', unitIds: [] }]);
    // A reset of the password meanwhile changes no grant.
    await ask('second', 'POST', `/accounts/${made.accountId}/passwords`, { reason });
    await answer('second', made.requestId);
    expect((await detail('newhr')).grants).toHaveLength(2);
  });

  it('with one administrator alone the owner of the machine is the second person', async () => {
    await asOwner(`delete from auth_grant where account_id = any ($1::bigint[])`, [
      [ids['second'], ids['gainer']].map(String),
    ]);
    const { requestId } = await request('wang');
    const own = await detail('wang', 'asker');
    expect(own).toMatchObject({ seconds: 0, requests: [{ own: true, state: 'open' }, {}] });
    const done = await house.database.transaction(systemActor('cli:root'), (tx) =>
      acceptRequest(tx, plainDoors, { requestId: BigInt(requestId), reason }),
    );
    expect(done).toEqual({ accountId: ids['wang'] });
    const after = await detail('wang', 'asker');
    expect(after.requests[0]).toMatchObject({
      state: 'accepted',
      answeredLogin: 'system:cli:root',
    });
  });
});
