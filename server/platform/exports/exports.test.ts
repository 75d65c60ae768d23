import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import exceljs from 'exceljs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { auditModule } from '../audit/index.ts';
import { jobsModule, prepareJobs, startJobs, type Jobs } from '../jobs/index.ts';
import { createLog } from '../log.ts';
import type { Module } from '../module.ts';
import { noticesModule } from '../notices/index.ts';
import { installPolicy } from '../policy/install.ts';
import { addAccount, openHouse, type TestHouse } from '../testing/http.ts';
import { exportPolicy } from './policy.ts';
import { exportsOf, numbersRoom } from './testing.ts';

let house: TestHouse;
let jobs: Jobs | undefined;
let rows = 0;
let onPage: ((after: number) => Promise<void>) | undefined;
const modules: Module[] = [];
const log = createLog({ level: 'silent' });
const system = systemActor('test');

/** The room's list as the test wants it now. */
function changingRoom(): Module {
  const room = numbersRoom(0);
  const listNumbers: Module['handlers'][string] = (call) =>
    numbersRoom(rows, onPage).handlers['listNumbers']!(call);
  return { ...room, handlers: { ...room.handlers, listNumbers } };
}

beforeAll(async () => {
  const exported = exportsOf(() => modules);
  const rooms = [
    auditModule,
    jobsModule({ jobs: () => [] }),
    noticesModule({ modules: () => modules }),
  ];
  modules.push(...rooms, exported, changingRoom());
  house = await openHouse(modules);
  const user = house.appConfig.user ?? '';
  await prepareJobs(house.ownerConfig, user, exported.jobs ?? []);
  jobs = await start();
});
const start = () => {
  const own = modules.flatMap((module) => module.jobs ?? []);
  const exportJobs = own.filter(({ name }) => name.startsWith('exports.'));
  const { appConfig, database } = house;
  return startJobs({ appConfig, database, jobs: exportJobs, log, pollSeconds: 1 });
};
afterEach(() => {
  onPage = undefined;
});
afterAll(async () => {
  await jobs?.stop();
  await house.close();
});

const wish = { list: '/numbers', format: 'csv', name: '数字' };
async function ask(login: string, given: object = {}) {
  const cookie = await house.signIn(login);
  const body = { ...wish, requestKey: randomUUID(), ...given };
  return house.call({ method: 'POST', url: '/api/exports', cookie, body });
}
const read = async (login: string, url: string) =>
  house.call({ url: `/api/exports${url}`, cookie: await house.signIn(login) });
interface Shown {
  exportId: string;
  state: string;
  reason: { code: string } | null;
  fileDigest: string;
  rowsDigest: string;
  rows: string;
}
/** Waits until an export ended; each look is a request, the job runs beside it. */
async function ended(login: string, exportId: string): Promise<Shown> {
  const cookie = await house.signIn(login);
  for (;;) {
    const one = (await house.call({ url: `/api/exports/${exportId}`, cookie })).json() as Shown;
    if (one.state !== 'waiting' && one.state !== 'running') return one;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
async function made(login: string, given: object = {}): Promise<Shown> {
  const asked = (await ask(login, given)).json() as Shown;
  return ended(login, asked.exportId);
}
async function auditVerbs(exportId: string): Promise<readonly string[]> {
  const answer = await house.call({
    url: `/api/audit?subject=export&subjectKey=${exportId}`,
    cookie: await house.signIn('auditor'),
  });
  return (answer.json().rows as { verb: string }[]).map(({ verb }) => verb).toReversed();
}

describe('a list as a file', () => {
  it('CSV: titles, choices in words, exact money, no formula; audited and told', async () => {
    rows = 450;
    const columns = [{ name: 'name', title: '=称呼' }, { name: 'amount' }, { name: 'tone' }];
    const one = await made('rm', { columns: [...columns, { name: 'share' }, { name: 'on' }] });
    expect(one).toMatchObject({ state: 'ready', rows: '450' });
    const file = await read('rm', `/${one.exportId}/file`);
    expect(file.headers['content-disposition']).toContain(encodeURIComponent('数字.csv'));
    const lines = file.body.replace('\uFEFF', '').trimEnd().split('\n');
    expect(lines.length).toBe(451);
    expect(lines.slice(0, 6)).toEqual([
      "'=称呼,金额,高低,share,on",
      "'+7,1.01,低,1.00%,2026-03-31",
      "'-x,2.02,高,2.00%,2026-03-31",
      "'@home,3.03,低,,2026-03-31",
      '"普通, ""引号""",4.04,高,4.00%,2026-03-31',
      "'=1+1,5.05,低,5.00%,2026-03-31",
    ]);
    expect(sha(file.rawPayload)).toBe(one.fileDigest);
    expect(sha(Buffer.from(`${lines.join('\n')}\n`))).toBe(one.rowsDigest);
    expect(await auditVerbs(one.exportId)).toEqual([
      'exports.created',
      'exports.finished',
      'exports.downloaded',
    ]);
    const inbox = await house.call({ url: '/api/notices', cookie: await house.signIn('rm') });
    expect(inbox.json().rows[0]).toMatchObject({
      code: 'exports.notice.ready',
      params: { name: '数字', rows: '450' },
      link: '/exports',
    });
  });

  it('XLSX: money and rates as numbers, days as dates, text never a formula, a sheet about it', async () => {
    rows = 450;
    const columns = ['name', 'amount', 'share', 'tone', 'on'].map((name) => ({ name }));
    const csv = await made('rm', { columns });
    const one = await made('rm', { columns, format: 'xlsx', query: { most: '430', limit: '3' } });
    const file = await read('rm', `/${one.exportId}/file`);
    const book = new exceljs.Workbook();
    await book.xlsx.load(file.rawPayload as unknown as ArrayBuffer);
    const sheet = book.worksheets[0]!;
    expect(sheet.rowCount).toBe(431);
    const values = (at: number) => [1, 2, 3, 4, 5].map((to) => sheet.getCell(at, to).value);
    expect(values(1)).toEqual(['名称', '金额', 'share', '高低', 'on']);
    expect(values(4)).toEqual(['@home', 3.03, null, '低', new Date('2026-03-31')]);
    expect(values(6)).toEqual(['=1+1', 5.05, 0.05, '低', new Date('2026-03-31')]);
    expect(sheet.getCell(6, 1).type).toBe(exceljs.ValueType.String);
    expect(sheet.getCell(6, 2).numFmt).toBe('#,##0.00');
    const about = book.worksheets[1]!;
    const said = new Map(
      Array.from({ length: about.rowCount }, (_none, at) => [
        String(about.getCell(at + 1, 1).value),
        String(about.getCell(at + 1, 2).value),
      ]),
    );
    expect(said.get('导出人')).toBe('rm (rm)');
    expect(said.get('条件')).toBe('most: 430; limit: 3');
    expect(said.get('行数')).toBe('430');
    expect(said.get('各行摘要 SHA-256')).toBe(one.rowsDigest);
    expect(said.get('制度')).toBe('导出管理 第 1 版，保存 7 天');
    expect(one.rowsDigest).not.toBe(csv.rowsDigest);
    const again = await made('rm', { columns, query: { most: '430' } });
    expect(again.rowsDigest).toBe(one.rowsDigest);
  });

  it('in English when the reader reads English; without columns all but keys', async () => {
    rows = 1;
    const cookie = `${await house.signIn('rm')}; kejing_locale=en`;
    const body = { ...wish, requestKey: randomUUID() };
    const asked = await house.call({ method: 'POST', url: '/api/exports', cookie, body });
    const one = await ended('rm', asked.json().exportId);
    const file = await read('rm', `/${one.exportId}/file`);
    expect(file.body).toBe("\uFEFFName,Amount,share,Tone,on\n'+7,1.01,1.00%,Low,2026-03-31\n");
  });

  it('an empty list is a file of titles', async () => {
    rows = 0;
    const one = await made('rm', { columns: [{ name: 'name' }] });
    expect((await read('rm', `/${one.exportId}/file`)).body).toBe('\uFEFF名称\n');
  });
});

describe('a list of customers has a purpose (PIPL 6, 24)', () => {
  const buyers = { list: '/number-buyers', columns: [{ name: 'name' }] };
  const detailOf = async (exportId: string) => {
    const answer = await house.call({
      url: `/api/audit?subject=export&subjectKey=${exportId}`,
      cookie: await house.signIn('auditor'),
    });
    const deeds = answer.json().rows as { verb: string; detail: Record<string, unknown> }[];
    return Object.fromEntries(deeds.map((row) => [row.verb, row.detail]));
  };

  it('without one it is refused; a list of no customers needs none', async () => {
    rows = 1;
    const answer = await ask('rm', buyers);
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'exports.purpose_missing']);
    expect((await ask('rm', { ...buyers, purpose: 'curiosity' })).statusCode).toBe(400);
    expect((await made('rm')).state).toBe('ready');
  });

  it.each([
    ['service', '客户1 客户2 客户3 客户4 客户5 无主', 0],
    ['oversight', '客户1 客户2 客户3 客户4 客户5 无主', 0],
    ['marketing_phone', '客户1 客户3 客户5', 3],
    ['marketing_visit', '', 6],
  ])('for %s: %s; %i rows left out, all of it in the audit', async (purpose, names, leftOut) => {
    const one = await made('rm', { ...buyers, purpose });
    const { body } = await read('rm', `/${one.exportId}/file`);
    const lines = body.replace('\uFEFF', '').trimEnd().split('\n').slice(1);
    expect(lines.map((line) => line.trim()).join(' ')).toBe(names);
    const told = await detailOf(one.exportId);
    expect(told['exports.created']).toMatchObject({ purpose });
    expect(told['exports.finished']).toMatchObject({ leftOut });
  });

  it('the workbook says what it is for and how many were left out', async () => {
    const given = { ...buyers, format: 'xlsx', purpose: 'marketing_phone' };
    const one = await made('rm', given);
    const cookie = await house.signIn('rm');
    const file = await house.call({ url: `/api/exports/${one.exportId}/file`, cookie });
    const book = new exceljs.Workbook();
    await book.xlsx.load(file.rawPayload as unknown as Parameters<typeof book.xlsx.load>[0]);
    const about = book.worksheets.at(-1)!;
    const said = about
      .getSheetValues()
      .flatMap((row) => (Array.isArray(row) ? [row.join(' ')] : []));
    expect(said.join('\n')).toContain('电话营销');
    expect(said.join('\n')).toContain('3 行');
  });
});

describe('what is refused', () => {
  it.each([
    ['hr', {}, 403, 'auth.not_allowed'],
    ['auditor', {}, 403, 'auth.not_allowed'],
    ['rm', { list: '/no-such' }, 404, 'exports.list_unknown'],
    ['rm', { list: '/session' }, 404, 'exports.list_unknown'],
    ['rm', { columns: [{ name: 'secret' }] }, 404, 'exports.column_unknown'],
    ['rm', { query: { tone: 'loud' } }, 422, 'exports.query_invalid'],
    ['rm', { format: 'pdf' }, 400, 'http.bad_input'],
    ['rm', { requestKey: '1' }, 400, 'http.bad_input'],
  ])('%s asking %o: %s %s', async (login, given, status, code) => {
    const answer = await ask(login, given);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it('a stranger', async () => {
    const url = '/api/exports';
    expect((await house.call({ url })).statusCode).toBe(401);
    expect((await house.call({ method: 'POST', url, body: wish })).statusCode).toBe(401);
  });

  it('files of others are not there: not to read, fetch or delete', async () => {
    rows = 1;
    const one = await made('rm');
    for (const url of [`/${one.exportId}`, `/${one.exportId}/file`]) {
      expect((await read('administrator', url)).statusCode).toBe(404);
    }
    const cookie = await house.signIn('administrator');
    const url = `/api/exports/${one.exportId}`;
    expect((await house.call({ method: 'DELETE', url, cookie })).statusCode).toBe(404);
    const listed = (await read('administrator', '')).json().rows as Shown[];
    expect(listed.some(({ exportId }) => exportId === one.exportId)).toBe(false);
  });

  it('a second click makes no second file', async () => {
    rows = 1;
    const requestKey = randomUUID();
    const both = await Promise.all([ask('rm', { requestKey }), ask('rm', { requestKey })]);
    const ids = both.map((answer) => answer.json().exportId);
    expect(ids[0]).toBe(ids[1]);
    await ended('rm', ids[0]);
  });

  it('more than the policy allows: in the making, today, rows', async () => {
    const put = (body: object) =>
      house.database.transaction(system, async (tx) => {
        await installPolicy(tx, exportPolicy, { body, note: 'test', assumed: '' });
      });
    const usual = { keepDays: 7, runningMax: 3, dayMax: 1000, rowsMax: 1000 };
    await addAccount(house.database, house.doors, { login: 'rm2', role: 'rm', scope: 'bank' });
    rows = 1001;
    await put({ ...usual, runningMax: 1 });
    const go = Promise.withResolvers<void>();
    const stopped = Promise.withResolvers<void>();
    onPage = async (after) => {
      if (after === 0) return;
      stopped.resolve();
      await go.promise;
    };
    const first = (await ask('rm2')).json() as Shown;
    await stopped.promise;
    expect((await ask('rm2')).json()).toMatchObject({
      code: 'exports.too_many_running',
      params: { running: '1', max: '1' },
    });
    go.resolve();
    expect(await ended('rm2', first.exportId)).toMatchObject({
      state: 'failed',
      reason: { code: 'exports.too_many_rows', params: { max: '1000' } },
    });
    rows = 1000;
    expect(await made('rm2')).toMatchObject({ state: 'ready', rows: '1000' });
    await put({ ...usual, dayMax: 2 });
    expect((await ask('rm2')).json()).toMatchObject({
      code: 'exports.too_many_today',
      params: { count: '2', max: '2' },
    });
    await put({ ...usual, dayMax: 1000 });
  });
});

describe('rights and scope are asked again', () => {
  it('who lost the right, or the account, gets nothing and reads why', async () => {
    rows = 3;
    for (const [login, loss, code] of [
      ['loses', `delete from auth_grant where account_id = $1`, 'exports.right_lost'],
      ['leaves', `insert into auth_closure values ($1, 0)`, 'exports.account_closed'],
    ] as const) {
      const accountId = await addAccount(house.database, house.doors, {
        login,
        role: 'rm',
        scope: 'bank',
      });
      await jobs?.stop();
      jobs = undefined;
      const sender = await startJobs({
        appConfig: house.appConfig,
        database: house.database,
        jobs: [],
        log,
      });
      const asked = (await ask(login)).json() as Shown;
      await sender.stop();
      const cookie = await house.signIn(login);
      const lose = loss.replace(
        'auth_closure values',
        'auth_closure (account_id, closed_by) values',
      );
      await house.database.transaction(system, (tx) => tx.client.query(lose, [accountId]));
      jobs = await start();
      const found = await waitForReason(BigInt(asked.exportId));
      expect(found).toEqual({ refused: code, parts: 0 });
      const file = await house.call({ url: `/api/exports/${asked.exportId}/file`, cookie });
      expect(file.statusCode).toBeGreaterThanOrEqual(400);
    }
  });

  it('a file read under another scope is no longer given out', async () => {
    rows = 3;
    const accountId = await addAccount(house.database, house.doors, {
      login: 'moves',
      role: 'rm',
      scope: 'bank',
    });
    const one = await made('moves');
    expect((await read('moves', `/${one.exportId}/file`)).statusCode).toBe(200);
    await asOwner(`
      update auth_grant
      set scope = 'chosen_units', ranges = '[{"from":"0001.","until":"0001/"}]'
      where account_id = ${accountId}`);
    const answer = await read('moves', `/${one.exportId}/file`);
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'exports.scope_changed']);
  });
});

describe('ends', () => {
  it('deleted: its bytes go at once, also in the middle of the work', async () => {
    rows = 900;
    const go = Promise.withResolvers<void>();
    const stopped = Promise.withResolvers<void>();
    onPage = async (after) => {
      if (after < 400) return;
      stopped.resolve();
      await go.promise;
    };
    const one = (await ask('rm')).json() as Shown;
    await stopped.promise;
    const cookie = await house.signIn('rm');
    const url = `/api/exports/${one.exportId}`;
    expect((await house.call({ method: 'DELETE', url, cookie })).json()).toEqual({ deleted: true });
    go.resolve();
    expect((await house.call({ url, cookie })).statusCode).toBe(404);
    onPage = undefined;
    await made('rm');
    expect(await partsOf(one.exportId)).toBe(0);
  });

  it('expired: after its days the bytes go, the line stays', async () => {
    rows = 3;
    const one = await made('rm');
    const { rows: old } = await asOwner(`
      update exports_result set keep_until = now() - interval '1 second'
      where export_id = ${one.exportId} returning export_id`);
    expect(old.length).toBe(1);
    const sweep = modules.flatMap((module) => module.jobs ?? []);
    await sweep.find(({ name }) => name === 'exports.sweep')!.run(house.database, {});
    expect((await read('rm', `/${one.exportId}`)).json().state).toBe('expired');
    expect(await partsOf(one.exportId)).toBe(0);
    const answer = await read('rm', `/${one.exportId}/file`);
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'exports.gone']);
  });

  it('kill -9 in the middle: another server begins anew and the file is whole once', async () => {
    await jobs?.stop();
    jobs = undefined;
    rows = 1000;
    const worker = spawn(
      process.execPath,
      [path.join(import.meta.dirname, 'crash-writer.ts'), JSON.stringify(house.appConfig)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const said = once(worker.stdout, 'data');
    const sender = await startJobs({
      appConfig: house.appConfig,
      database: house.database,
      jobs: [],
      log,
    });
    const one = (await ask('rm', { columns: [{ name: 'amount' }] })).json() as Shown;
    expect(String((await said)[0])).toContain('three pages');
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    await sender.stop();
    jobs = await start();
    const done = await ended('rm', one.exportId);
    expect(done).toMatchObject({ state: 'ready', rows: '1000' });
    const file = await read('rm', `/${one.exportId}/file`);
    expect(file.body.trimEnd().split('\n').length).toBe(1001);
    expect(sha(file.rawPayload)).toBe(done.fileDigest);
    const attempts = await asOwner(
      `select count(*)::int as count from exports_attempt where export_id = ${one.exportId}`,
    );
    expect(attempts.rows[0]).toEqual({ count: 2 });
  }, 60_000);
});

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function asOwner(text: string) {
  const { default: pg } = await import('pg');
  const client = new pg.Client(house.ownerConfig);
  await client.connect();
  try {
    await client.query(`set row_security = off`);
    return await client.query(text);
  } finally {
    await client.end();
  }
}

async function partsOf(exportId: string): Promise<number> {
  const { rows: found } = await asOwner(
    `select count(*)::int as count from exports_part where export_id = ${exportId}`,
  );
  return (found[0] as { count: number }).count;
}

async function waitForReason(exportId: bigint) {
  for (;;) {
    const { rows: found } = await house.database.transaction(system, (tx) =>
      tx.client.query<{ refused: string }>(
        'select refused from exports_result where export_id = $1',
        [exportId],
      ),
    );
    if (found[0] !== undefined) {
      return { refused: found[0].refused, parts: await partsOf(String(exportId)) };
    }
  }
}
