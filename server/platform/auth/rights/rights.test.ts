import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../testing/http.ts';
import { rightMessages } from './messages.ts';

describe('the matrix of roles', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse([]);
  });
  afterAll(() => house.close());
  const read = async (who: string, url: string) =>
    house.call({ url: `/api${url}`, cookie: await house.signIn(who) });

  it('is the access tables, read by administrators and auditors alone', async () => {
    const { rows } = (await read('auditor', '/role-rights?limit=200')).json();
    const change = rows.find((row: { right: string }) => row.right === 'accounts.change');
    expect(change).toMatchObject({ room: 'accounts', administrator: true, auditor: false });
    for (const who of ['rm', 'hr', 'branch_president']) {
      for (const url of ['/role-rights', '/role-holders']) {
        expect([who, (await read(who, url)).statusCode]).toEqual([who, 403]);
      }
    }
  });

  it('pages without losing or repeating a right', async () => {
    const whole = (await read('auditor', '/role-rights?limit=200')).json().rows;
    const seen = [];
    let cursor: string | null = null;
    do {
      const from = cursor === null ? '' : `&cursor=${cursor}`;
      const page: { rows: unknown[]; next: string | null } = (
        await read('auditor', `/role-rights?limit=1${from}`)
      ).json();
      seen.push(...page.rows);
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(whole);
  });

  it('counts who holds a role, and the accounts behind the count are those', async () => {
    const { rows } = (await read('administrator', '/role-holders')).json();
    expect(rows).toContainEqual({ roles: ['hr'], accounts: 1 });
    const byRole = (await read('administrator', '/accounts?role=hr')).json();
    expect(byRole.rows.map((row: { login: string }) => row.login)).toEqual(['hr']);
    const byRight = (await read('administrator', '/accounts?right=accounts.list')).json();
    expect(byRight.rows.map((row: { login: string }) => row.login)).toEqual([
      'administrator',
      'auditor',
    ]);
    expect((await read('administrator', '/accounts?right=no.such')).json().rows).toEqual([]);
  });

  it('words: every room that is named has rights that are named', () => {
    const keys = Object.keys(rightMessages);
    const rooms = new Set(
      keys.filter((key) => key.startsWith('auth.right.')).map((key) => key.split('.')[2]),
    );
    expect([...rooms].filter((room) => !keys.includes(`auth.room.${room}`))).toEqual([]);
  });
});
