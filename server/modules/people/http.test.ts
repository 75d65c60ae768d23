import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { day } from '../../../core/day.ts';
import { openHouse, type TestHouse } from '../../platform/testing/http.ts';
import { organisation } from '../organisation/index.ts';
import { staffSearchText } from './import-target.ts';
import { people } from './index.ts';
import { insertStaff } from './store/staging.ts';

let house: TestHouse;
let cookie: string;

beforeAll(async () => {
  house = await openHouse([organisation, people]);
  await house.database.transaction(systemActor('test'), async (tx) => {
    await sql`
      insert into organisation_unit (unit_id, code, name, kind, level, path, opened_on)
      values (1, '01', '总行', 'head_office', 1, '0001.', '2000-01-01')
    `.execute(tx.db);
    const names = ['张三丰', '李四', '王五'];
    await insertStaff(
      tx,
      null,
      names.map((name, at) => ({
        staffId: BigInt(at + 1),
        staffNo: `A0${at + 1}`,
        name,
        unitId: 1n,
        unitPath: '0001.',
        isRm: at < 2,
        hiredOn: day('2020-01-01'),
        leftOn: null,
        searchText: staffSearchText(`A0${at + 1}`, name),
      })),
    );
  });
  cookie = await house.signIn('rm');
});
afterAll(async () => {
  await house.close();
});

const ask = (url: string, signedIn = true) =>
  house.call({ url: `/api${url}`, ...(signedIn ? { cookie } : {}) });
const numbers = async (url: string): Promise<string> =>
  (await ask(url))
    .json()
    .rows.map((row: { staffNo: string }) => row.staffNo)
    .join(' ');

describe('staff over HTTP', () => {
  it('is for those who are signed in', async () => {
    for (const url of ['/staff', '/staff/1', '/head-counts']) {
      expect((await ask(url, false)).statusCode, url).toBe(401);
      expect((await ask(url)).statusCode, url).toBe(200);
    }
  });

  it('answers bad input and unknown keys', async () => {
    for (const url of [
      '/staff?level=boss',
      '/staff?sort=salary',
      '/staff?limit=0',
      '/staff/x',
      '/staff?q=%00',
    ]) {
      expect((await ask(url)).statusCode, url).toBe(400);
    }
    expect((await ask('/staff/99')).json().code).toBe('people.staff_unknown');
    expect((await ask('/staff?unitId=99')).statusCode).toBe(404);
  });

  it('searches, filters and pages through every row once', async () => {
    expect(await numbers('/staff?q=%E4%B8%89%E4%B8%B0')).toBe('A01');
    expect(await numbers('/staff?q=ZSF')).toBe('A01');
    expect(await numbers('/staff?rm=no')).toBe('A03');
    expect(await numbers('/staff?unitId=1&sort=staffNo&order=desc')).toBe('A03 A02 A01');
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page = (await ask(`/staff?limit=1&sort=name${cursor}`)).json();
      expect(page.total).toEqual({ count: 3, capped: false });
      seen.push(...page.rows.map((row: { staffNo: string }) => row.staffNo));
      next = page.next;
    }
    expect(seen.toSorted()).toEqual(['A01', 'A02', 'A03']);
    expect(await numbers('/staff?cursor=nonsense')).toBe('A01 A02 A03');
  });

  it('shows a file; without a grade there are no rights', async () => {
    const file = (await ask('/staff/1')).json();
    expect(file).toMatchObject({ name: '张三丰', unitPath: ['总行'], grades: [], rights: null });
  });
});
