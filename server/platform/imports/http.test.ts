import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../testing/http.ts';
import { importsMessages } from './messages.ts';
import { importsModule } from './routes.ts';
import type { ImportTarget } from './target.ts';

/** An invented kind of record: a coin with a whole number as its worth. */
const coin: ImportTarget = {
  entity: 'coin',
  fields: ['name', 'worth', 'owner_no'],
  secret: ['owner_no'],
  staging: 'name text, worth integer',
  stagingColumns: ['name', 'worth'],
  check: (record) => {
    const value = record['worth'] ?? '';
    return /^\d+$/.test(value)
      ? { values: [record['name'], value], faults: [] }
      : { values: null, faults: [{ column: 'worth', value, code: 'test.no', level: 'error' }] };
  },
  merge: async (tx, { batchId }) => {
    const done = await sql`
      insert into test_coin (name, worth, batch_id)
      select name, worth, ${batchId}::bigint
      from staging_coin
      on conflict (name) do nothing
    `.execute(tx.db);
    return { added: Number(done.numAffectedRows), alreadyThere: 0 };
  },
  undo: async (tx, batchId) => {
    const done = await sql`delete from test_coin where batch_id = ${batchId}`.execute(tx.db);
    return Number(done.numAffectedRows);
  },
};

let house: TestHouse;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  const room = importsModule({
    targets: [coin],
    claimBank: async () => null,
    putPolicies: async () => undefined,
    sealedUse: async () => null,
    phrases: () => ({ ...importsMessages, 'test.no': { zh: '不是整数', en: 'no whole number' } }),
  });
  house = await openHouse([room]);
  const owner = new pg.Client(house.ownerConfig);
  await owner.connect();
  await owner.query(`
    create table test_coin (name text primary key, worth integer not null, batch_id bigint);
    grant all on test_coin to kejing_app;
  `);
  await owner.end();
  for (const login of ['administrator', 'auditor', 'rm', 'branch_president']) {
    cookies[login] = await house.signIn(login);
  }
});
afterAll(() => house.close());

const ask = (method: 'GET' | 'POST', url: string, who: string | null, body?: unknown) =>
  house.call({
    method,
    url: `/api${url}`,
    ...(who === null ? {} : { cookie: cookies[who]! }),
    ...(body === undefined ? {} : { body }),
  });

function upload(url: string, who: string | null, content: string, name = 'coins.csv') {
  const line = '----kejing';
  const payload = [
    `--${line}`,
    `content-disposition: form-data; name="file"; filename="${name}"`,
    'content-type: text/csv',
    '',
    content,
    `--${line}--`,
    '',
  ].join('\r\n');
  return house.app.inject({
    method: 'POST',
    url: `/api${url}`,
    headers: {
      'content-type': `multipart/form-data; boundary=${line}`,
      ...(who === null ? {} : { cookie: cookies[who]! }),
    },
    payload,
  });
}

describe('imports over HTTP', () => {
  const reading = [
    '/imports',
    '/import-entities',
    '/imports/1',
    '/imports/1/faults',
    '/imports/1/differences',
    '/imports/1/quarantine/coin',
  ];
  it.each(reading)('%s is for administrators and auditors', async (url) => {
    expect((await ask('GET', url, null)).statusCode).toBe(401);
    for (const login of ['rm', 'branch_president']) {
      expect((await ask('GET', url, login)).statusCode, login).toBe(403);
    }
  });

  it('are loaded and undone by administrators only', async () => {
    for (const url of ['/import-uploads/coin', '/imports/1/corrections/coin']) {
      expect((await upload(url, null, 'name,worth\n')).statusCode).toBe(401);
      expect((await upload(url, 'auditor', 'name,worth\n')).statusCode).toBe(403);
    }
    expect((await ask('POST', '/imports/1/undo', null, { reason: 'x' })).statusCode).toBe(401);
    expect((await ask('POST', '/imports/1/undo', 'auditor', { reason: 'x' })).statusCode).toBe(403);
  });

  it('refuse bad input', async () => {
    const load = (url: string, content: string) => upload(url, 'administrator', content);
    expect((await load('/import-uploads/nothing', 'a\n')).statusCode).toBe(404);
    expect((await load('/import-uploads/coin', '')).json().code).toBe('imports.file_empty');
    expect((await load('/imports/77/corrections/coin', 'a\n')).statusCode).toBe(404);
    expect((await ask('POST', '/import-uploads/coin', 'administrator', {})).statusCode).toBe(422);
    expect((await ask('POST', '/imports/1/undo', 'administrator', {})).statusCode).toBe(400);
    for (const url of ['/imports/x', '/imports/77', '/imports/77/quarantine/coin']) {
      expect([400, 404]).toContain((await ask('GET', url, 'auditor')).statusCode);
    }
    expect((await ask('GET', '/imports?limit=0', 'auditor')).statusCode).toBe(400);
  });

  it('load, quarantine, correct and undo', async () => {
    const first = await upload(
      '/import-uploads/coin',
      'administrator',
      'name;worth;owner_no\nducat;3;\nthaler;x;110101199003074477\n',
      '../../etc/coins.csv',
    );
    expect(first.statusCode, first.body).toBe(201);
    const { batchId } = first.json();
    expect(first.json()).toMatchObject({ rowsRead: '2', rowsAdded: '1', rowsFaulty: '1' });

    const detail = (await ask('GET', `/imports/${batchId}`, 'auditor')).json();
    expect(detail.files).toMatchObject([{ name: 'coins.csv', rowsRead: '2' }]);
    const faults = (await ask('GET', `/imports/${batchId}/faults`, 'auditor')).json();
    expect(faults.rows).toMatchObject([
      { row: 3, column: 'worth', value: 'x', level: 'error', record: { owner_no: '••••••' } },
    ]);
    const owner = new pg.Client(house.ownerConfig);
    await owner.connect();
    const { rows } = await owner.query(`
      select (select string_agg(record::text, ' ') from imports_fault) as kept,
             (select count(*) from audit_record where verb = 'imports.read_quarantine') as reads
    `);
    await owner.end();
    expect(rows[0].kept).toContain('sealed:');
    expect(rows[0].kept).not.toContain('110101199003074477');
    expect(rows[0].reads).toBe(0n);
    const url = `/imports/${batchId}/quarantine/coin`;
    const file = await ask('GET', url, 'auditor');
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.body).toBe(
      '\uFEFF原文件,原行号,出错的列,出错的值,错误说明,名称,worth,owner_no\r\n' +
        'coins.csv,3,worth,x,不是整数,thaler,x,110101199003074477\r\n',
    );

    const corrected = file.body.replace('thaler,x', 'thaler,9');
    const correction = `/imports/${batchId}/corrections/coin`;
    const second = await upload(correction, 'administrator', corrected, 'fixed.csv');
    expect(second.statusCode, second.body).toBe(201);
    expect(second.json()).toMatchObject({ rowsAdded: '1', correctsBatchId: batchId });
    const after = (await ask('GET', `/imports/${batchId}`, 'auditor')).json();
    expect(after.counts).toMatchObject([{ entity: 'coin', rowsFaulty: '1', rowsCorrected: '1' }]);
    expect((await ask('GET', url, 'auditor')).body.trim().split('\r\n')).toHaveLength(1);

    const undo = (id: string) =>
      ask('POST', `/imports/${id}/undo`, 'administrator', { reason: 'by mistake' });
    expect((await undo(batchId)).json().code).toBe('imports.later_batches');
    expect((await undo(second.json().batchId)).json()).toMatchObject({ rowsRemoved: '1' });
    expect((await undo(batchId)).json()).toMatchObject({ rowsRemoved: '1' });
    const undone = (await ask('GET', `/imports/${batchId}`, 'auditor')).json();
    expect(undone).toMatchObject({ state: 'undone', undo: { reason: 'by mistake' } });
    const list = (await ask('GET', '/imports?limit=1', 'auditor')).json();
    expect([list.rows.length, list.next !== null, list.total.count]).toEqual([1, true, 2]);
    const next = (await ask('GET', `/imports?limit=1&cursor=${list.next}`, 'auditor')).json();
    expect([next.rows[0].batchId, next.next]).toEqual([batchId, null]);
  });
});
