import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { prepareJobs, startJobs, type Jobs } from '../jobs/index.ts';
import { createLog } from '../log.ts';
import { openHouse, type TestHouse } from '../testing/http.ts';
import { workbookOf } from '../files/workbook.ts';
import { importsMessages } from './messages.ts';
import { importsModule } from './routes.ts';
import { slip, slipHouse } from './slip-target.ts';
import { runTask } from './tasks.ts';
import { insertTask } from './upload-store.ts';

let house: TestHouse;
let jobs: Jobs;
let owner: pg.Client;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  const room = importsModule({ ...slipHouse, phrases: () => importsMessages });
  house = await openHouse([room]);
  owner = new pg.Client(house.ownerConfig);
  await owner.connect();
  await owner.query(`
    create table test_slip (
      key text primary key, day date, amount_fen bigint, kind text, batch_id bigint
    );
    grant all on test_slip to kejing_app;
  `);
  await prepareJobs(house.ownerConfig, String(house.appConfig.user), room.jobs ?? []);
  const { appConfig, database } = house;
  const log = createLog({ level: 'silent' });
  const given = { appConfig, database, jobs: room.jobs ?? [], log, pollSeconds: 0.5 };
  jobs = await startJobs(given);
  for (const login of ['administrator', 'auditor', 'rm'])
    cookies[login] = await house.signIn(login);
});
afterAll(async () => {
  await jobs.stop();
  await owner.end();
  await house.close();
});

const ask = (method: 'GET' | 'POST', url: string, body?: unknown, who = 'administrator') =>
  house.call({ method, url: `/api${url}`, cookie: cookies[who]!, ...(body ? { body } : {}) });

async function drop(content: string | Buffer, name: string) {
  const mark = 'kejing-test-boundary';
  const head = `--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(head),
    Buffer.from(content),
    Buffer.from(`\r\n--${mark}--`),
  ]);
  const headers = { 'content-type': `multipart/form-data; boundary=${mark}` };
  const given = { method: 'POST', url: '/api/import-files', cookie: cookies['administrator']! };
  return house.call({ ...given, method: 'POST', body, headers });
}

async function ended(taskId: string) {
  return vi.waitFor(
    async () => {
      const known = (await ask('GET', `/import-tasks/${taskId}`)).json();
      expect(['done', 'refused', 'broke']).toContain(known.state);
      return known;
    },
    { timeout: 20_000, interval: 100 },
  );
}

async function task(uploadId: string, kind: 'preview' | 'load', columns: unknown, control = {}) {
  const body = { kind, entity: 'slip', columns, control };
  return ask('POST', `/import-files/${uploadId}/tasks`, body);
}

/** GBK bytes of the few Chinese words that the test writes. */
const gbk: Readonly<Record<string, string>> = {
  流水号: 'c1f7cbaebac5',
  交易日期: 'bdbbd2d7c8d5c6da',
  金额: 'bdf0b6ee',
  万元: 'cdf2d4aa',
  进项: 'bdf8cfee',
  销项: 'cffacfee',
  方向: 'b7bdcff2',
  证件号码: 'd6a4bcfebac5c2eb',
};
function inGbk(text: string): Buffer {
  const parts = text.split(new RegExp(`(${Object.keys(gbk).join('|')})`));
  return Buffer.concat(
    parts.map((part) => (gbk[part] ? Buffer.from(gbk[part], 'hex') : Buffer.from(part, 'latin1'))),
  );
}

const file = inGbk(
  '流水号;交易日期;金额(万元);收付方向;证件号码\r\n'.replace('收付', '') +
    'A1;31/03/2026;1.5;进项;110101199003074477\r\n' +
    'A2;01/04/2026;0.25;销项;110101199003074477\r\n' +
    'A3;31/02/2026;0.01;进项;110101199003074477\r\n' +
    'A4;02/04/2026;0.000001;X;110101199003074477\r\n',
);

describe('a dropped file', () => {
  let uploadId = '';
  let columns: { field: string; conversion: string; codes: Record<string, string> }[] = [];

  it('in GBK with foreign headings is kept, known and guessed; personal samples are masked', async () => {
    const first = await drop(file, '../流水.csv');
    expect(first.statusCode, first.body).toBe(201);
    uploadId = first.json().uploadId;
    const seen = (await ask('GET', `/import-files/${uploadId}`)).json();
    expect(seen).toMatchObject({ name: '流水.csv', encoding: 'gb18030', form: 'text', kept: true });
    expect(seen.columns[4]).toEqual({ heading: '证件号码', samples: ['110***********4477'] });
    const guess = (await ask('GET', `/import-files/${uploadId}/guess?entity=slip`)).json();
    columns = guess.columns;
    expect(columns.map((one) => [one.field, one.conversion])).toEqual([
      ['key', 'as_is'],
      ['day', 'day_first'],
      ['amount', 'wan'],
      ['identity_no', 'as_is'],
    ]);
    expect(guess.fields.filter((one: { required: boolean }) => one.required)).toHaveLength(4);
    const stored = await owner.query(`select string_agg(encode(sealed, 'escape'), '') as all_parts
      from imports_upload_part`);
    expect(stored.rows[0].all_parts).not.toContain('110101199003074477');
    expect((await drop(file, 'again.csv')).json()).toEqual({ uploadId, again: true });
    columns.push({
      field: 'kind',
      heading: '方向',
      conversion: 'codes',
      codes: { 进项: 'in', 销项: 'out' },
    } as never);
  });

  it('is previewed without a trace, against the control totals of its source', async () => {
    const control = { rows: '4', sums: { amount: '1751000' } };
    const begun = await task(uploadId, 'preview', columns, control);
    expect(begun.statusCode, begun.body).toBe(201);
    const done = await ended(begun.json().taskId);
    expect(done, JSON.stringify(done)).toMatchObject({ state: 'done', batchId: null });
    expect(done.result).toMatchObject({ rowsRead: '4', rowsAdded: '2', rowsFaulty: '2' });
    expect(done.result.sums).toEqual([
      { field: 'amount', file: '1760001', good: '1750000', stated: '1751000' },
    ]);
    expect(done.result.faults).toMatchObject([
      { row: 4, column: 'day', heading: '交易日期', value: '31/02/2026' },
      { row: 5, column: 'kind', value: 'X', code: 'imports.fault.code_unmapped' },
    ]);
    expect((await owner.query('select 1 from test_slip')).rowCount).toBe(0);
    expect((await ask('GET', '/imports')).json().rows).toEqual([]);
  });

  it('is loaded once whatever is clicked; the same content again is refused in words', async () => {
    const both = await Promise.all([
      task(uploadId, 'load', columns),
      task(uploadId, 'load', columns),
    ]);
    const codes = both.map((one) => one.statusCode).toSorted();
    expect(codes).toEqual([201, 409]);
    const refused = both.find((one) => one.statusCode === 409)!.json();
    expect(refused.code).toBe('imports.task_running');
    const done = await ended(both.find((one) => one.statusCode === 201)!.json().taskId);
    expect(done).toMatchObject({ state: 'done', result: { rowsAdded: '2' } });
    const again = await task(uploadId, 'load', columns);
    expect(again.json()).toMatchObject({ code: 'imports.already_loaded' });
    expect((await owner.query('select amount_fen from test_slip order by key')).rows).toEqual([
      { amount_fen: 1500000n },
      { amount_fen: 250000n },
    ]);
  });

  it('leaves faulty rows to the editor: two editors are refused, mended rows load, all is undone', async () => {
    const [{ batchId }] = (await ask('GET', '/imports')).json().rows;
    const { files } = (await ask('GET', `/imports/${batchId}`)).json();
    expect(files).toMatchObject([{ name: '流水.csv', rowsRead: '4' }]);
    const base = `/imports/${batchId}/quarantined/slip`;
    const open = (await ask('GET', base)).json();
    expect(open.rows).toHaveLength(2);
    expect(open.rows[0].values).toMatchObject({ day: '31/02/2026', identity_no: '••••••' });
    const edit = (turn: number, day: string) =>
      ask('POST', `${base}/edits`, { edits: [{ key: open.rows[0].key, turn, values: { day } }] });
    const wrong = await edit(0, '2026-02-31x');
    expect(wrong.json().rows[0].faults).toMatchObject([{ column: 'day', code: 'test.no_day' }]);
    expect((await edit(0, '2026-03-31')).json().code).toBe('imports.row_changed');
    const right = await edit(1, '2026-03-31');
    expect(right.json().rows[0]).toMatchObject({ turn: 2, faults: [], edited: ['day'] });
    const reason = 'a test row of the source';
    const dropped = await ask('POST', `${base}/drops`, { keys: [open.rows[1].key], reason });
    expect(dropped.json()).toEqual({ dropped: 1 });
    const loaded = await ask('POST', `${base}/loads`, {});
    expect(loaded.json()).toMatchObject({ rowsAdded: '1', correctsBatchId: batchId });
    expect((await ask('POST', `${base}/loads`, {})).json().code).toBe('imports.nothing_mended');
    const kept = await owner.query(
      'select old_values, new_values, login from imports_edit order by turn',
    );
    expect(kept.rows[0]).toMatchObject({
      old_values: { day: '31/02/2026' },
      new_values: { day: '2026-02-31x' },
      login: 'administrator',
    });
    const forbidden = (await ask('GET', `/imports/${batchId}/undo`)).json();
    expect(forbidden.refusal.code).toBe('imports.later_batches');
    const later = loaded.json().batchId;
    expect((await ask('GET', `/imports/${later}/undo`)).json()).toEqual({
      rows: [{ entity: 'slip', rowsRemoved: '1' }],
      refusal: null,
      later: [],
    });
    for (const id of [later, batchId]) await ask('POST', `/imports/${id}/undo`, { reason });
    expect((await owner.query('select 1 from test_slip')).rowCount).toBe(0);
  });

  it('survives kill -9 in the midst of a load: nothing is left of it, and it is then loaded once', async () => {
    const actor = { ...systemActor('imports'), accountId: 1n, login: 'administrator' };
    const taskId = await house.database.transaction(actor, (tx) =>
      insertTask(tx, {
        uploadId: BigInt(uploadId),
        taskNo: 100,
        kind: 'load',
        sheet: '',
        entity: slip.entity,
        columns: columns as never,
        control: { rows: null, sums: {} },
      }),
    );
    const child = spawn(
      process.execPath,
      [
        path.join(import.meta.dirname, 'load-and-die.ts'),
        JSON.stringify(house.appConfig),
        `${taskId}`,
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
    expect((await owner.query('select 1 from test_slip')).rowCount).toBe(0);
    await runTask(house.database, slipHouse, taskId);
    await runTask(house.database, slipHouse, taskId);
    expect((await ended(String(taskId))).result).toMatchObject({ rowsAdded: '2' });
    expect((await owner.query('select 1 from test_slip')).rowCount).toBe(2);
    expect((await owner.query('select 1 from imports_batch')).rowCount).toBe(3);
  });

  it('remembers its mapping by name and headings; a second editor of the same version is refused', async () => {
    const save = (baseVersion: number) =>
      ask('POST', `/import-files/${uploadId}/mappings`, {
        name: '核心流水',
        baseVersion,
        entity: 'slip',
        columns,
      });
    expect((await save(0)).json()).toEqual({ name: '核心流水', versionNo: 1 });
    expect((await save(0)).json().code).toBe('imports.mapping_changed');
    expect((await save(1)).json()).toEqual({ name: '核心流水', versionNo: 2 });
    const other = await drop(
      inGbk('方向;流水号;交易日期;金额(万元);证件号码\n进项;B1;31/03/2026;1;x\n'),
      'next-month.csv',
    );
    const url = `/import-files/${other.json().uploadId}/guess?entity=slip`;
    const guess = (await ask('GET', url)).json();
    expect(guess.remembered).toEqual({ name: '核心流水', versionNo: 2 });
    expect(guess.columns).toEqual(columns.map((one) => ({ constant: null, ...one })));
  });

  it('comes as a workbook too', async () => {
    const book = await workbookOf({
      name: '流水',
      head: [],
      columns: [
        { title: '流水号', width: 10, kind: 'text' },
        { title: '金额', width: 10, kind: 'money' },
        { title: '=1+1', width: 10, kind: 'text' },
      ],
      rows: (async function* () {
        yield ['007', 123456n as never, '=cmd|x'];
      })(),
      total: [null, null, null],
      madeAt: new Date(0),
    });
    const kept = await drop(book, 'book.bin');
    expect(kept.statusCode, kept.body).toBe(201);
    const seen = (await ask('GET', `/import-files/${kept.json().uploadId}`)).json();
    expect(seen).toMatchObject({ form: 'workbook', sheets: ['流水'] });
    expect(seen.columns).toEqual([
      { heading: '流水号', samples: ['007'] },
      { heading: '金额', samples: ['1234.56'] },
      { heading: '=1+1', samples: ['=cmd|x'] },
    ]);
  });

  it('has its heading under a title, in a text file and in a workbook', async () => {
    const text = await drop(
      '流水清单\n制表：王敏\n流水号;金额;方向\n"C1";"1,5";in\n',
      'titled.csv',
    );
    const seen = (await ask('GET', `/import-files/${text.json().uploadId}`)).json();
    expect(seen).toMatchObject({ headingRow: 3 });
    expect(seen.columns).toEqual([
      { heading: '流水号', samples: ['C1'] },
      { heading: '金额', samples: ['1,5'] },
      { heading: '方向', samples: ['in'] },
    ]);
    const book = await workbookOf({
      name: '流水',
      head: [['2026 年 3 月流水'], ['单位：元']],
      columns: [
        { title: '流水号', width: 10, kind: 'text' },
        { title: '金额', width: 10, kind: 'money' },
      ],
      rows: (async function* () {
        yield ['007', 123456n as never];
      })(),
      total: [null, null],
      madeAt: new Date(0),
    } as never);
    const kept = await drop(book, 'titled.xlsx');
    const sheet = (await ask('GET', `/import-files/${kept.json().uploadId}`)).json();
    expect(sheet.columns.map((one: { heading: string }) => one.heading)).toEqual([
      '流水号',
      '金额',
    ]);
    expect(sheet.headingRow).toBeGreaterThan(1);
  });

  it('is mended many rows at once: one wrong value in all of them, refused when others mend too', async () => {
    const lines = Array.from({ length: 500 }, (_none, at) => `M${at},2026-03-31,1.00,IN,x`);
    const name = 'many.csv';
    const rows = [
      'key,day,amount,kind,identity_no',
      ...lines,
      'M900,oops,2.00,out,x',
      'M901,?,2.00,out,x',
    ];
    const kept = await drop(rows.join('\n'), name);
    const plain = ['key', 'day', 'amount', 'kind', 'identity_no'].map((field) => ({
      field,
      heading: field,
      conversion: 'as_is',
      codes: {},
    }));
    const done = await ended((await task(kept.json().uploadId, 'load', plain)).json().taskId);
    const base = `/imports/${done.batchId}/quarantined/slip`;
    const page = (await ask('GET', `${base}?limit=10`)).json();
    expect(page.rules).toMatchObject([
      { code: 'test.no_kind', column: 'kind', rows: '500', edited: '0' },
      { code: 'test.no_day', column: 'day', rows: '2', edited: '0' },
    ]);
    const days = (await ask('GET', `${base}?code=test.no_day&column=day`)).json();
    expect(days.rows.map((one: { row: number }) => one.row)).toEqual([502, 503]);
    const values = `${base}/values?code=test.no_kind&column=kind`;
    expect((await ask('GET', values)).json().values).toEqual([{ value: 'IN', rows: '500' }]);

    const kinds = { code: 'test.no_kind', column: 'kind' };
    const mend = (changes: unknown, of: object = kinds) =>
      ask('POST', `${base}/replacements`, { ...of, changes });
    const one = { from: 'IN', to: 'in', rows: '500' };
    expect((await mend([{ ...one, rows: '499' }])).json().code).toBe('imports.rows_changed');
    expect((await mend([one, one])).json().code).toBe('imports.value_twice');
    const secret = { code: 'test.no_kind', column: 'identity_no' };
    expect((await mend([one], secret)).json().code).toBe('imports.field_personal');
    expect((await mend([one])).json()).toEqual({ mended: 500 });
    // The second click meets what the first left: nothing of that value is there any more.
    expect((await mend([one])).json().code).toBe('imports.rows_changed');
    const after = (await ask('GET', `${base}?limit=1`)).json();
    expect(after).toMatchObject({ edited: '500', rules: [{ edited: '500' }, { edited: '0' }] });
    expect(after.rows[0]).toMatchObject({
      values: { kind: 'in' },
      original: { kind: 'IN' },
      faults: [],
    });

    const swap = [
      { from: 'oops', to: '?', rows: '1' },
      { from: '?', to: '2026-04-01', rows: '1' },
    ];
    const dayRule = { code: 'test.no_day', column: 'day' };
    expect((await mend(swap, dayRule)).json()).toEqual({ mended: 2 });
    const swapped = (await ask('GET', `${base}?code=test.no_day&column=day`)).json();
    expect(swapped.rows.map((row: { values: { day: string } }) => row.values.day)).toEqual([
      '?',
      '2026-04-01',
    ]);

    const loaded = await ask('POST', `${base}/loads`, {});
    expect(loaded.json()).toMatchObject({ rowsAdded: '501', rowsFaulty: '0' });
    const reason = 'no day is known';
    const give = (rowsSeen: string) =>
      ask('POST', `${base}/rule-drops`, { ...dayRule, rows: rowsSeen, reason });
    expect((await give('2')).json().code).toBe('imports.rows_changed');
    expect((await give('1')).json()).toEqual({ dropped: 1 });
    expect((await ask('GET', base)).json()).toMatchObject({ rows: [], rules: [], edited: '0' });
    const waits = (await ask('GET', `/imports/${done.batchId}/undo`)).json();
    expect(waits.later.map((two: { batchId: string }) => two.batchId)).toEqual([
      loaded.json().batchId,
    ]);
    for (const id of [loaded.json().batchId, done.batchId]) {
      await ask('POST', `/imports/${id}/undo`, { reason });
    }
  });

  const wide = `${Array.from({ length: 10_000 }, (_none, at) => `c${at}`).join(',')}\n1`;
  it.each([
    ['empty', '', 'imports.file_empty'],
    ['headings only', 'a,b\n', 'imports.no_rows'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'imports.not_a_table'],
    ['a heading twice', 'a,b,a\n1,2,3\n', 'imports.heading_twice'],
    ['10,000 columns', wide, 'imports.too_many_columns'],
    ['ragged', 'a,b\n1\n2\n3,4,5\n6,7\n', 'imports.ragged'],
    ['501 columns', wide.split(',').slice(0, 501).join(',') + '\n1', 'imports.too_many_columns'],
    ['NUL in its heading', 'a,\0b\n1,2\n', 'imports.not_a_table'],
    ['a broken archive', Buffer.from('PK\x03\x04 not an archive'), 'imports.not_workbook'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'imports.workbook_old'],
  ])(
    'that is %s is refused with words, and nothing of it is kept',
    async (_what, content, code) => {
      const before = (await owner.query('select 1 from imports_upload')).rowCount;
      const answer = await drop(content, 'bad.csv');
      expect([answer.statusCode >= 400, answer.json().code]).toEqual([true, code]);
      expect((await owner.query('select 1 from imports_upload')).rowCount).toBe(before);
    },
  );

  it('is for administrators: others neither drop, map, load nor mend', async () => {
    for (const who of ['auditor', 'rm']) {
      const mending = ['edits', 'replacements', 'rule-drops'].map(
        (verb) => `/imports/1/quarantined/slip/${verb}`,
      );
      for (const url of [`/import-files/${uploadId}/tasks`, ...mending]) {
        const answer = await ask('POST', url, {}, who);
        expect([who, answer.json().code]).toEqual([who, 'auth.not_allowed']);
      }
    }
  });
});
