import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../../../core/actor.ts';
import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';
import { addAccount, openHouse, plainDoors, type TestHouse } from '../testing/http.ts';
import type { AuthDoors } from '../auth/index.ts';
import type { Module } from '../module.ts';
import { noticesModule, notify, type NewNotice } from './index.ts';

/** A room whose phrases are notices, as a module brings them. */
const roomPhrases = phrases({
  'targets.notice.letter_sent': { zh: '{letterNo}', en: '{letterNo}' },
  'pay.notice.batch_waits': { zh: '{totalFen}', en: '{totalFen}' },
});
const room: Module = {
  name: 'targets',
  phrases: roomPhrases,
  rights: {},
  api: {},
  handlers: {},
};
const modules: Module[] = [];
const notices = noticesModule({ modules: () => modules });
modules.push(notices, room);

/** Head office 0001., branch 0001.0001., its team 0001.0001.0001., another branch 0001.0002. */
const paths = new Map([
  [1n, '0001.'],
  [2n, '0001.0001.'],
  [3n, '0001.0001.0001.'],
  [4n, '0001.0002.'],
]);
const doors: AuthDoors = {
  ...plainDoors,
  unitOfStaff: async (_tx, staffId) => {
    const path = paths.get(staffId % 10n);
    return path === undefined ? null : { path, name: path };
  },
  unitPaths: async (_tx, ids) => new Map(ids.map((id) => [id, paths.get(id)!])),
};

let house: TestHouse;
const ids = new Map<string, bigint>();
beforeAll(async () => {
  house = await openHouse([notices, room], { doors, withoutAccounts: true });
  const add = async (login: string, wanted: Parameters<typeof addAccount>[2]) => {
    ids.set(login, await addAccount(house.database, doors, { ...wanted, login }));
  };
  const own = { login: '', role: 'rm', scope: 'own' } as const;
  const below = { login: '', scope: 'unit_and_below' } as const;
  await add('li', { ...own, staffId: 13n });
  await add('wang', { ...own, staffId: 14n });
  await add('team', { ...below, role: 'team_head', staffId: 23n });
  await add('branch', { ...below, role: 'branch_president', staffId: 22n });
  await add('other', { ...below, role: 'branch_president', staffId: 24n });
  await add('exact', { login: '', role: 'branch_president', scope: 'unit', staffId: 32n });
  await add('head', { login: '', role: 'finance', scope: 'bank' });
});
afterAll(() => house.close());

const letter = (to: NewNotice['to'], no = 'ZR-1'): NewNotice => ({
  code: 'targets.notice.letter_sent',
  params: { letterNo: no },
  link: '/letters/1',
  to,
});
const tell = (notice: NewNotice | readonly NewNotice[], actor: Actor = systemActor('test')) =>
  house.database.transaction(actor, (tx) => notify(tx, notice));
const actorOf = (login: string): Actor => ({
  ...systemActor(login),
  accountId: ids.get(login)!,
  login,
  bankWide: false,
});

async function inboxOf(login: string, query = '') {
  const cookie = await house.signIn(login);
  const answer = await house.call({ url: `/api/notices${query}`, cookie });
  if (answer.statusCode !== 200) throw new Error(house.log.slice(-2).join());
  return answer.json<{
    rows: { noticeId: string; code: string; params: Record<string, string>; link: string }[];
    next: string | null;
    total: { count: number };
  }>();
}
const numbersOf = async (login: string, query = '') =>
  (await inboxOf(login, query)).rows.map((row) => row.params['letterNo']);

describe('a notice reaches', () => {
  it('the accounts of the staff named, and nobody else', async () => {
    expect(await tell(letter({ staffIds: [13n, 13n, 99n] }, 'staff'))).toBe(1);
    expect(await numbersOf('li')).toContain('staff');
    expect(await numbersOf('wang')).not.toContain('staff');
    expect(await numbersOf('head')).not.toContain('staff');
  });

  it.each([
    ['team_head', '0001.0001.0001.', ['team']],
    ['branch_president', '0001.0001.0001.', ['branch']],
    ['branch_president', '0001.0001.', ['branch', 'exact']],
    ['branch_president', '0001.0002.', ['other']],
    ['branch_president', '0001.', []],
    ['finance', '0001.0002.', ['head']],
    ['risk', '0001.', []],
  ] as const)('%s over %s: %j', async (role, unitPath, logins) => {
    const no = `${role} ${unitPath}`;
    expect(await tell(letter({ role, unitPath }, no), actorOf('li'))).toBe(logins.length);
    for (const login of ids.keys()) {
      expect([login, (await numbersOf(login)).includes(no)]).toEqual([
        login,
        (logins as readonly string[]).includes(login),
      ]);
    }
  });

  it('never the person whose act it is', async () => {
    const to = { accountIds: [ids.get('li')!, ids.get('wang')!, 0n] };
    expect(await tell(letter(to, 'own act'), actorOf('li'))).toBe(1);
    expect(await numbersOf('li')).not.toContain('own act');
    expect(await numbersOf('wang')).toContain('own act');
  });

  it('nobody when the deed is taken back', async () => {
    await house.database.transaction(systemActor('test'), async (tx) => {
      await notify(tx, letter({ staffIds: [13n] }, 'taken back'));
      return refuserOf(roomPhrases)('pay.notice.batch_waits');
    });
    expect(await numbersOf('li')).not.toContain('taken back');
  });

  it('thousands at once, each its own reader', async () => {
    const many = Array.from({ length: 3000 }, (_one, at) =>
      letter({ staffIds: [at % 2 === 0 ? 13n : 14n] }, `many ${at}`),
    );
    expect(await tell(many)).toBe(3000);
    const { rows, total } = await inboxOf('wang', '?limit=3');
    expect(rows.map((row) => row.params['letterNo'])).toEqual([
      'many 2999',
      'many 2997',
      'many 2995',
    ]);
    expect(total.count).toBe(1000);
  });

  it('its reader only: the tables show it to nobody else, not even to the whole bank', async () => {
    const seen = await house.database.transaction(
      { ...actorOf('head'), bankWide: true },
      async ({ client }) => {
        const { rows } = await client.query<{ reader: bigint }>(
          'select distinct account_id as reader from notices_receipt',
        );
        return rows.map((row) => row.reader);
      },
    );
    expect(seen).toEqual([ids.get('head')]);
  });
});

describe('the inbox', () => {
  it('counts the unread up to 99, is read up to a notice, and pages by its key', async () => {
    const cookie = await house.signIn('wang');
    const count = async () =>
      (await house.call({ url: '/api/notices/count', cookie })).json<object>();
    expect(await count()).toEqual({ unread: 99, capped: true });
    const first = await inboxOf('wang', '?limit=2');
    const second = await inboxOf('wang', `?limit=2&cursor=${first.next}`);
    expect(second.rows[0]!.params['letterNo']).toBe('many 2995');
    const upTo = second.rows[0]!.noticeId;
    const read = await house.call({
      method: 'POST',
      url: '/api/notices/readings',
      cookie,
      body: { upTo },
    });
    expect(read.json<{ changed: number }>().changed).toBeGreaterThan(1400);
    expect(await count()).toEqual({ unread: 2, capped: false });
    expect(await numbersOf('wang', '?unread=yes')).toEqual(['many 2999', 'many 2997']);
  });

  it('puts away and brings back, once each, and only what is one’s own', async () => {
    const cookie = await house.signIn('wang');
    const [newest] = (await inboxOf('wang', '?limit=1')).rows;
    const post = async (what: string, who = cookie) =>
      (
        await house.call({
          method: 'POST',
          url: `/api/notices/${what}`,
          cookie: who,
          body: { noticeIds: [newest!.noticeId] },
        })
      ).json<{ changed: number }>().changed;
    expect(await post('archivings', await house.signIn('li'))).toBe(0);
    expect(await post('archivings')).toBe(1);
    expect(await post('archivings')).toBe(0);
    expect((await inboxOf('wang', '?limit=1')).rows[0]!.noticeId).not.toBe(newest!.noticeId);
    expect(await numbersOf('wang', '?archived=yes')).toEqual(['many 2999']);
    expect(await post('restorings')).toBe(1);
    expect((await inboxOf('wang', '?limit=1')).rows[0]!.noticeId).toBe(newest!.noticeId);
  });

  it('leaves out kinds that are not wanted, until they are wanted or asked for', async () => {
    const cookie = await house.signIn('head');
    await tell({
      code: 'pay.notice.batch_waits',
      params: { totalFen: 12300n },
      link: '/pay',
      to: { accountIds: [ids.get('head')!] },
    });
    const wish = (unwanted: string[]) =>
      house.call({ method: 'PUT', url: '/api/notice-wishes', cookie, body: { unwanted } });
    expect((await wish(['pay'])).json()).toEqual({
      kinds: [
        { kind: 'targets', wanted: true },
        { kind: 'pay', wanted: false },
      ],
    });
    const codes = async (query = '') => (await inboxOf('head', query)).rows.map((one) => one.code);
    expect(await codes()).not.toContain('pay.notice.batch_waits');
    expect(await codes('?kind=pay')).toEqual(['pay.notice.batch_waits']);
    await wish([]);
    expect(await codes()).toContain('pay.notice.batch_waits');
    const strange = await wish(['weather']);
    expect([strange.statusCode, strange.json<{ code: string }>().code]).toEqual([
      404,
      'notices.kind_unknown',
    ]);
  });
});
