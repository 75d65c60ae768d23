import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import type { Actor } from '../../../core/actor.ts';
import { problem } from '../../../core/schema.ts';
import type { AuthDoors } from '../auth/index.ts';
import { addAccount, openHouse, plainDoors, type TestHouse } from '../testing/http.ts';
import { viewRow, viewsMax, type ViewRow } from './contract.ts';
import { viewsModule } from './index.ts';

/** Branch 0001.0001. with its team below it, another branch 0001.0002. */
const paths = new Map([
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
};

let house: TestHouse;
const cookies = new Map<string, string>();
const ids = new Map<string, bigint>();
beforeAll(async () => {
  const views = viewsModule({ unitOfStaff: doors.unitOfStaff });
  house = await openHouse([views], { doors, withoutAccounts: true });
  const add = async (login: string, role: 'rm' | 'branch_president', staffId?: bigint) => {
    const scope = staffId === undefined ? 'bank' : 'own';
    const staff = staffId === undefined ? {} : { staffId };
    ids.set(login, await addAccount(house.database, doors, { login, role, scope, ...staff }));
    cookies.set(login, await house.signIn(login));
  };
  await add('branch', 'branch_president', 12n);
  await add('team', 'rm', 13n);
  await add('colleague', 'rm', 23n);
  await add('elsewhere', 'rm', 14n);
  await add('nowhere', 'branch_president');
});
afterAll(() => house.close());

const list = '/customers';
const state = {
  words: { class: 'premium', q: '王' },
  columns: { hidden: ['grade'], order: [] },
  density: 'small',
};

function call(who: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown) {
  return house.call({ method, url: `/api${url}`, cookie: cookies.get(who)!, body });
}

async function save(who: string, name: string): Promise<ViewRow> {
  const answer = await call(who, 'POST', '/views', { ...state, list, name });
  expect([answer.statusCode, answer.body]).toEqual([201, answer.body]);
  return viewRow.parse(answer.json());
}

async function change(who: string, viewId: string, body: object) {
  return call(who, 'PUT', `/views/${viewId}`, body);
}

async function namesFor(who: string, of = list): Promise<string[]> {
  const answer = await call(who, 'GET', `/views?list=${encodeURIComponent(of)}`);
  return (answer.json() as { rows: ViewRow[] }).rows.map((row) => row.name);
}

const codeOf = (answer: { json(): unknown }) => problem.parse(answer.json()).code;

describe('saved views', () => {
  it('a view keeps filters, columns and density, and is its owner’s alone', async () => {
    const view = await save('team', '重点客户');
    expect(view).toMatchObject({
      ...state,
      list,
      own: true,
      byDefault: false,
      sharedWith: 'nobody',
      revision: 1,
    });
    expect(await namesFor('team')).toContain('重点客户');
    expect(await namesFor('colleague')).not.toContain('重点客户');
    expect(await namesFor('team', '/letters')).toEqual([]);
  });

  it('a name is used once, and a list has so many views', async () => {
    expect(codeOf(await call('team', 'POST', '/views', { ...state, list, name: '重点客户' }))).toBe(
      'views.name_taken',
    );
    for (let made = 0; made < viewsMax; made += 1) {
      const body = { ...state, list: '/many', name: `${made}` };
      expect((await call('elsewhere', 'POST', '/views', body)).statusCode).toBe(201);
    }
    const over = await call('elsewhere', 'POST', '/views', { ...state, list: '/many', name: 'x' });
    expect(codeOf(over)).toBe('views.too_many');
  });
});

describe('sharing', () => {
  it.each([
    ['nobody', { branch: true, team: false, colleague: false, elsewhere: false, nowhere: false }],
    ['unit', { branch: true, team: true, colleague: true, elsewhere: false, nowhere: false }],
    ['bank', { branch: true, team: true, colleague: true, elsewhere: true, nowhere: true }],
  ] as const)('with %s: who sees it', async (sharedWith, seen) => {
    const { viewId, revision } = await save('branch', `共享 ${sharedWith}`);
    const shared = await change('branch', viewId, { revision, sharedWith });
    expect(shared.statusCode).toBe(200);
    for (const [who, sees] of Object.entries(seen)) {
      expect([who, (await namesFor(who)).includes(`共享 ${sharedWith}`)]).toEqual([who, sees]);
    }
    expect((await change('branch', viewId, { revision: 2, sharedWith: 'nobody' })).statusCode).toBe(
      200,
    );
    expect(await namesFor('team')).not.toContain(`共享 ${sharedWith}`);
  });

  it('a team’s view does not reach the branch above it', async () => {
    const { viewId, revision } = await save('team', '团队');
    await change('team', viewId, { revision, sharedWith: 'unit' });
    expect(await namesFor('colleague')).toContain('团队');
    expect(await namesFor('branch')).not.toContain('团队');
  });

  it('a shared view carries no search text, which may name a person', async () => {
    const { viewId, revision } = await save('branch', '不带搜索');
    const shared = await change('branch', viewId, { revision, sharedWith: 'bank' });
    expect(viewRow.parse(shared.json()).words).toEqual({ class: 'premium' });
    const put = await change('branch', viewId, { revision: 2, words: { q: '李', tier: 'large' } });
    expect(viewRow.parse(put.json()).words).toEqual({ tier: 'large' });
  });

  it('an RM does not share with the whole bank; without a unit there is none to share with', async () => {
    const own = await save('team', '想给全行');
    expect(codeOf(await change('team', own.viewId, { revision: 1, sharedWith: 'bank' }))).toBe(
      'views.share_bank_not_allowed',
    );
    const far = await save('nowhere', '没有机构');
    expect(codeOf(await change('nowhere', far.viewId, { revision: 1, sharedWith: 'unit' }))).toBe(
      'views.no_unit',
    );
  });

  it('only the owner changes, removes and brings back; others do not even learn of what is his', async () => {
    const { viewId } = await save('branch', '行长的');
    await change('branch', viewId, { revision: 1, sharedWith: 'unit' });
    const verbs = async (who: string) => [
      codeOf(await change(who, viewId, { revision: 2, name: '改名' })),
      codeOf(await call(who, 'DELETE', `/views/${viewId}`)),
      codeOf(await call(who, 'POST', `/views/${viewId}/restorations`)),
    ];
    expect(await verbs('team')).toEqual(Array(3).fill('views.owner_only_not_allowed'));
    expect(await verbs('elsewhere')).toEqual(Array(3).fill('views.unknown'));
  });
});

describe('two windows', () => {
  it('the slower one is refused with both values; knowingly it writes over', async () => {
    const { viewId } = await save('branch', '原名');
    expect((await change('branch', viewId, { revision: 1, name: '甲' })).statusCode).toBe(200);
    const late = await change('branch', viewId, { revision: 1, name: '乙' });
    expect(late.statusCode).toBe(409);
    expect(problem.parse(late.json())).toMatchObject({
      code: 'http.conflict',
      params: { mine: '乙', theirs: '甲', by: 'branch', revision: '2' },
    });
    expect((await change('branch', viewId, { revision: 2, name: '乙' })).statusCode).toBe(200);
    expect(await namesFor('branch')).toContain('乙');
  });
});

describe('removing', () => {
  it('a removed view is gone for all, and comes back once; its name may be taken meanwhile', async () => {
    const { viewId } = await save('branch', '要删的');
    await change('branch', viewId, { revision: 1, sharedWith: 'bank' });
    for (let time = 0; time < 2; time += 1) {
      expect((await call('branch', 'DELETE', `/views/${viewId}`)).statusCode).toBe(200);
    }
    expect(await namesFor('branch')).not.toContain('要删的');
    expect(await namesFor('team')).not.toContain('要删的');
    const other = await save('branch', '要删的');
    const back = () => call('branch', 'POST', `/views/${viewId}/restorations`);
    expect(codeOf(await back())).toBe('views.name_taken');
    await call('branch', 'DELETE', `/views/${other.viewId}`);
    expect((await back()).statusCode).toBe(201);
    expect(await namesFor('team')).toContain('要删的');
  });
});

describe('the default', () => {
  it('is the reader’s own choice among what he sees, and falls away with the sharing', async () => {
    const { viewId } = await save('branch', '默认');
    await change('branch', viewId, { revision: 1, sharedWith: 'unit' });
    const choose = (who: string, body: object) => call(who, 'PUT', '/default-views', body);
    expect((await choose('team', { list, viewId })).statusCode).toBe(200);
    const chosenBy = async (who: string) => {
      const { rows } = (await call(who, 'GET', `/views?list=${list}`)).json() as {
        rows: ViewRow[];
      };
      return rows.filter((row) => row.byDefault).map((row) => row.name);
    };
    expect(await chosenBy('team')).toEqual(['默认']);
    expect(await chosenBy('branch')).toEqual([]);
    expect(codeOf(await choose('elsewhere', { list, viewId }))).toBe('views.unknown');
    expect(codeOf(await choose('team', { list: '/letters', viewId }))).toBe('views.list_other');
    await change('branch', viewId, { revision: 2, sharedWith: 'nobody' });
    expect(await chosenBy('team')).toEqual([]);
    expect((await choose('team', { list, viewId: null })).statusCode).toBe(200);
  });
});

describe('row security', () => {
  const actor = (login: string): Actor => ({
    accountId: ids.get(login)!,
    login,
    staffId: null,
    roles: ['rm'],
    bankWide: true,
    ranges: [],
  });

  it('without a seat nothing shared with a unit is seen, whatever the scope', async () => {
    const { viewId } = await save('branch', '座位');
    await change('branch', viewId, { revision: 1, sharedWith: 'unit' });
    const seen = await house.database.transaction(actor('team'), async (tx) => {
      const { rows } = await sql<{ name: string }>`
        select name
        from views_view
        where view_id = ${BigInt(viewId)}
      `.execute(tx.db);
      return rows.length;
    });
    expect(seen).toBe(0);
  });

  it('another’s view cannot be written, nor one in another’s name', async () => {
    const { viewId } = await save('branch', '只读');
    await change('branch', viewId, { revision: 1, sharedWith: 'bank' });
    const touched = await house.database.transaction(actor('team'), async (tx) => {
      const done = await sql`
        update views_view
        set name = '窃'
        where view_id = ${BigInt(viewId)}
      `.execute(tx.db);
      return done.numAffectedRows;
    });
    expect(touched).toBe(0n);
    const forged = house.database.transaction(actor('team'), (tx) =>
      sql`
        insert into views_view
          (account_id, owner_name, list, name, remark, words, columns, density, shared_with)
        values
          (${ids.get('branch')!}, '', '/x', 'x', '', '{}', '{}', 'small', 'bank')
      `.execute(tx.db),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
  });

  it('every verb leaves its mark in the audit', async () => {
    const { viewId } = await save('branch', '留痕');
    await change('branch', viewId, { revision: 1, remark: '季末用' });
    await call('branch', 'DELETE', `/views/${viewId}`);
    await call('branch', 'POST', `/views/${viewId}/restorations`);
    const verbs = await house.database.transaction(actor('branch'), async (tx) => {
      const { rows } = await sql<{ verb: string }>`
        select verb
        from audit_record
        where subject = 'view'
          and subject_key = ${viewId}
        order by record_id
      `.execute(tx.db);
      return rows.map((row) => row.verb);
    });
    expect(verbs).toEqual(['views.create', 'views.change', 'views.remove', 'views.restore']);
  });
});
