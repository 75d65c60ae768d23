import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, day } from '../../../core/day.ts';
import { systemActor } from '../../../core/actor.ts';
import type { Tx } from '../db/transaction.ts';
import { notify, noticesModule, type Recipients } from '../notices/index.ts';
import { addAccount, openHouse, plainAdministration, plainDoors } from '../testing/http.ts';
import type { TestHouse } from '../testing/http.ts';
import { lastingAdministrators, staffAccounts } from './admin-store.ts';
import { followStaff } from './administration.ts';
import { table } from '../testing/table.ts';
import { actorOfAccount } from './sessions.ts';

/** One account, an administrator who is a member of staff, with a closure of one day or another. */
let house: TestHouse;
let accountId: bigint;
let leftOn: string | null = null;
const doors = {
  ...plainDoors,
  ...plainAdministration,
  staffStates: async () => new Map([[7n, { leftOn }]]),
};
const notices = noticesModule({ modules: () => [notices] });

beforeAll(async () => {
  house = await openHouse([notices], { withoutAccounts: true, doors });
  accountId = await addAccount(house.database, plainDoors, {
    login: 'leaver',
    role: 'administrator',
    scope: 'bank',
    staffId: 7n,
  });
});
afterAll(() => house.close());

const work = <T>(act: (tx: Tx) => Promise<T>) =>
  house.database.transaction(systemActor('test'), act);

async function clockDay(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`select auth_clock_day() as today`.execute(tx.db);
  return rows[0]!.today;
}

async function close(tx: Tx, days: number | null): Promise<void> {
  await sql`delete from auth_closure where account_id = ${accountId}`.execute(tx.db);
  if (days === null) return;
  const from = addDays(day(await clockDay(tx)), days);
  await sql`
    insert into auth_closure (account_id, closed_by, from_day) values (${accountId}, 0, ${from})
  `.execute(tx.db);
}

const told = (tx: Tx, to: Recipients) =>
  notify(tx, { code: 'auth.notice.test', params: {}, link: '/accounts', to });

describe('an account is open until the day of its closure', () => {
  const rows = table(`
    closure   | days from today | open | stays
    none      |                 | yes  | yes
    tomorrow  | 1               | yes  | no
    today     | 0               | no   | no
    yesterday | -1              | no   | no
  `);
  it.each(rows)('closure $closure: open $open, still administers later $stays', async (row) => {
    const days = row['days from today'];
    await work((tx) => close(tx, days === '' ? null : Number(days)));
    const isOpen = row.open === 'yes';
    const signedIn = await house.signIn('leaver').then(
      () => true,
      () => false,
    );
    const seen = await work(async (tx) => ({
      background: (await actorOfAccount(tx, accountId)) !== null,
      byStaff: await told(tx, { staffIds: [7n] }),
      byAccount: await told(tx, { accountIds: [accountId] }),
      byRole: await told(tx, { role: 'administrator', unitPath: '0001.' }),
      followed: (await staffAccounts(tx)).length,
      stays: await lastingAdministrators(tx, 0n),
    }));
    const one = isOpen ? 1 : 0;
    expect({ signedIn, ...seen }).toEqual({
      signedIn: isOpen,
      background: isOpen,
      byStaff: one,
      byAccount: one,
      byRole: one,
      followed: one,
      stays: row.stays === 'yes' ? 1 : 0,
    });
  });

  it('the day is that where the bank stands, whatever zone the database server runs in', async () => {
    const days = await work(async (tx) => {
      const seen = [];
      for (const zone of ['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago']) {
        await sql`select set_config('TimeZone', ${zone}, true)`.execute(tx.db);
        seen.push(await clockDay(tx));
      }
      return seen;
    });
    expect(new Set(days).size).toBe(1);
  });

  it('a leaver with a later closure is closed on his exit day, and told of once', async () => {
    await work((tx) => close(tx, 30));
    leftOn = '2026-06-30';
    expect(await work((tx) => followStaff(tx, doors))).toEqual({ closed: 1, moved: 0 });
    expect(await work((tx) => followStaff(tx, doors))).toEqual({ closed: 0, moved: 0 });
    await expect(house.signIn('leaver')).rejects.toThrow('auth.wrong_password');
  });
});
