import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { parseDay } from '../../../core/day.ts';
import { parseMoney } from '../../../core/money.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { freshDatabase, type FreshDatabase } from '../testing/database.ts';
import * as lists from './lists.ts';
import { importsMessages } from './messages.ts';
import { keyOfHeading } from './quarantine-headings.ts';
import { quarantineCsv } from './quarantine.ts';
import { runImport, type ImportHouse, type ImportOutcome } from './run.ts';
import { readTable } from './table.ts';
import type { Adapter, ImportTarget } from './target.ts';
import { undoImport } from './undo.ts';
import { correctionAdapter, placeText, unreadRow } from './upload.ts';

/* An invented source: purses (number, day opened) and payments into them. */
const purse: ImportTarget = {
  entity: 'purse',
  fields: ['no', 'opened_on'],
  staging: 'no text, opened_on date',
  stagingColumns: ['no', 'opened_on'],
  check: (record) => {
    const opened = parseDay(record['opened_on'] ?? '');
    if (opened !== null) return { values: [record['no'] ?? '', opened], faults: [] };
    const value = record['opened_on'] ?? '';
    return { values: null, faults: [{ column: 'opened_on', value, code: 'day', level: 'error' }] };
  },
  merge: async (tx, { batchId }) => {
    const { numAffectedRows } = await sql`
      insert into test_purse (no, opened_on, batch_id)
      select distinct on (no) no, opened_on, ${batchId}::bigint
      from staging_purse
      order by no, import_row
      on conflict (no) do nothing
    `.execute(tx.db);
    const added = Number(numAffectedRows ?? 0n);
    return { added, alreadyThere: (await stagedRows(tx.db, 'staging_purse')) - added };
  },
  undo: async (tx, batchId) => {
    const done = await sql`delete from test_purse where batch_id = ${batchId}`.execute(tx.db);
    return Number(done.numAffectedRows ?? 0n);
  },
};

const payment: ImportTarget = {
  entity: 'payment',
  fields: ['purse_no', 'amount', 'note'],
  staging: 'purse_no text, amount_fen bigint, note text',
  stagingColumns: ['purse_no', 'amount_fen', 'note'],
  check: (record) => {
    const value = record['amount'] ?? '';
    const amount = parseMoney(value);
    if (amount === null) {
      return { values: null, faults: [{ column: 'amount', value, code: 'money', level: 'error' }] };
    }
    const values = [record['purse_no'], amount, record['note']];
    const odd = { column: 'amount', value, code: 'odd', level: 'warning' } as const;
    return { values, faults: amount === 0n ? [odd] : [] };
  },
  merge: async (tx, { batchId }) => {
    await sql`
      insert into staging_fault
        (entity, import_file, import_row, column_name, value, code, params, level)
      select 'payment', s.import_file, s.import_row, 'purse_no', s.purse_no, 'unknown', '{}',
             'error'
      from staging_payment s
      where not exists (select 1 from test_purse p where p.no = s.purse_no)
    `.execute(tx.db);
    const done = await sql`
      insert into test_payment (file, source_row, purse_no, amount_fen, note, batch_id)
      select s.import_file, s.import_row, s.purse_no, s.amount_fen, s.note, ${batchId}::bigint
      from staging_payment s
      join test_purse p on p.no = s.purse_no
      on conflict (file, source_row) do nothing
    `.execute(tx.db);
    const added = Number(done.numAffectedRows ?? 0n);
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from staging_payment s join test_purse p on p.no = s.purse_no
    `.execute(tx.db);
    return { added, alreadyThere: rows[0]!.n - added };
  },
  undo: async (tx, batchId) => {
    const done = await sql`delete from test_payment where batch_id = ${batchId}`.execute(tx.db);
    return Number(done.numAffectedRows ?? 0n);
  },
};

async function stagedRows(db: import('kysely').Kysely<unknown>, name: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from ${sql.table(name)}
  `.execute(db);
  return rows[0]!.n;
}

const actor = systemActor('test');
let fresh: FreshDatabase;
let dir: string;
let sealed: Refusal | null = null;
const house: ImportHouse = {
  targets: [purse, payment],
  claimBank: async (_tx, adapter) =>
    adapter.bank?.code === 'OTHER' ? { refused: 'test.other_bank', params: {} } : null,
  putPolicies: async () => undefined,
  sealedUse: async () => sealed,
};

beforeAll(async () => {
  fresh = await freshDatabase();
  const owner = new pg.Client(fresh.ownerConfig);
  await owner.connect();
  await owner.query(`
    create table test_purse (no text primary key, opened_on date not null, batch_id bigint);
    create table test_payment (
      file text, source_row integer, purse_no text not null references test_purse,
      amount_fen bigint not null, note text, batch_id bigint, primary key (file, source_row)
    );
    grant all on test_purse, test_payment to kejing_app;
  `);
  await owner.end();
});
afterAll(() => fresh.drop());

beforeEach(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'kejing-imports-'));
  sealed = null;
  await fresh.database.transaction(actor, async ({ db }) => {
    await sql`delete from test_payment`.execute(db);
    await sql`delete from test_purse`.execute(db);
  });
  return () => rmSync(dir, { recursive: true, force: true });
});

function source(name: string, content: string | Buffer): void {
  writeFileSync(path.join(dir, name), content);
}

/** Reads purses.csv and payments.csv; `crashAt` throws while that many payments are read. */
function twoFiles(options: { crashAt?: number; bank?: string } = {}): Adapter {
  let sum = 0n;
  let read = 0;
  return {
    name: 'two-files',
    bank: {
      code: options.bank ?? 'TEST',
      name: 'Test',
      currency: 'CNY',
      today: '2026-01-01',
    },
    files: async (at) =>
      ['purses.csv', 'payments.csv'].map((name) => ({
        name,
        bytes: statSync(path.join(at, name)).size,
      })),
    read: async function* (at, onBytes) {
      sum = 0n;
      for await (const rows of readTable(path.join(at, 'purses.csv'), ['no', 'day'], onBytes)) {
        yield rows.map((row) =>
          row.faults.length > 0
            ? unreadRow('purse', 'purses.csv', row)
            : {
                entity: 'purse',
                place: { file: 'purses.csv', row: row.row },
                record: { no: row.cells[0], opened_on: row.cells[1] },
              },
        );
      }
      const columns = ['purse', 'amount', 'note?'];
      for await (const rows of readTable(path.join(at, 'payments.csv'), columns, onBytes)) {
        read += rows.length;
        if (options.crashAt !== undefined && read >= options.crashAt) throw new Error('killed');
        for (const row of rows) sum += parseMoney(row.cells[1] ?? '') ?? 0n;
        yield rows.map((row) => ({
          entity: 'payment',
          place: { file: 'payments.csv', row: row.row },
          record: { purse_no: row.cells[0], amount: row.cells[1], note: row.cells[2] },
        }));
      }
    },
    totals: () => [
      {
        name: { zh: '金额', en: 'Amounts' },
        unit: 'fen',
        stated: sum,
        ours: async (tx) => {
          const { rows } = await sql<{ sum: bigint }>`
            select coalesce(sum(amount_fen), 0)::bigint as sum from test_payment
          `.execute(tx.db);
          return rows[0]!.sum;
        },
      },
    ],
    policies: [],
  };
}

async function load(adapter = twoFiles()): Promise<ImportOutcome> {
  const outcome = await runImport(fresh.database, actor, adapter, dir, house);
  if (isRefusal(outcome)) throw new Error(outcome.refused);
  return outcome;
}

async function contents(): Promise<string> {
  return await fresh.database.transaction(actor, async ({ db }) => {
    const { rows } = await sql<{ line: string }>`
      select concat_ws('/', purse_no, amount_fen, nullif(note, '')) as line
      from test_payment
      order by line
    `.execute(db);
    return rows.map((row) => row.line).join(' ');
  });
}

async function batchCount(): Promise<number> {
  return await fresh.database.transaction(actor, (tx) => lists.countBatches(tx));
}

const purses = 'no;day\nA;2026-01-05\nB;2026/1/6\nC;20260107\n';

test('good, repeated and faulty rows; totals are compared', async () => {
  source('purses.csv', `${purses}D;2026-02-30\nE;2026-01-05;x\n`);
  source(
    'payments.csv',
    'purse,amount,note\nA,１２.５０,全角\nZ,1.00,\nB,x,\nA,0,\nA,12.50,全角\n',
  );
  const outcome = await load();
  expect(outcome.counts).toEqual([
    {
      entity: 'purse',
      rowsRead: 5,
      rowsAdded: 3,
      rowsAlreadyThere: 0,
      rowsFaulty: 2,
      rowsWarned: 0,
    },
    {
      entity: 'payment',
      rowsRead: 5,
      rowsAdded: 3,
      rowsAlreadyThere: 0,
      rowsFaulty: 2,
      rowsWarned: 1,
    },
  ]);
  expect(await contents()).toBe('A/0 A/1250/全角 A/1250/全角');
  expect(outcome.totals).toMatchObject([{ stated: 2600n, ours: 2500n }]);
  const { batchId } = outcome;
  const faults = await fresh.database.transaction(actor, (tx) =>
    lists.listFaults(tx, { batchId }, { limit: 10 }),
  );
  expect(faults.map((f) => [f.file, f.row, f.column, f.value, f.code, f.level])).toEqual([
    ['payments.csv', 3, 'purse_no', 'Z', 'unknown', 'error'],
    ['payments.csv', 4, 'amount', 'x', 'money', 'error'],
    ['payments.csv', 5, 'amount', '0', 'odd', 'warning'],
    ['purses.csv', 5, 'opened_on', '2026-02-30', 'day', 'error'],
    ['purses.csv', 6, '', 'E;2026-01-05;x', 'imports.fault.column_count', 'error'],
  ]);
  expect(faults[0]?.record).toEqual({ purse_no: 'Z', amount: '1.00', note: '' });
  const again = await load();
  expect(again.rowsAdded).toBe(0);
  expect(await contents()).toBe('A/0 A/1250/全角 A/1250/全角');
});

test('a kill in the middle, or another bank, leaves nothing', async () => {
  source('purses.csv', purses);
  source('payments.csv', `purse,amount\n${'A,1.00\n'.repeat(30_000)}`);
  const before = await batchCount();
  await expect(load(twoFiles({ crashAt: 25_000 }))).rejects.toThrow('killed');
  const other = twoFiles({ bank: 'OTHER' });
  const refusal = await runImport(fresh.database, actor, other, dir, house);
  expect(refusal).toMatchObject({ refused: 'test.other_bank' });
  expect(await contents()).toBe('');
  expect(await batchCount()).toBe(before);
  expect((await load()).rowsAdded).toBe(30_003);
});

test('an undo takes out all and only its rows; the last import goes first', async () => {
  source('purses.csv', purses);
  source('payments.csv', 'purse,amount\nA,1.00\n');
  const first = await load();
  source('purses.csv', 'no;day\nF;2026-01-05\n');
  source('payments.csv', 'purse,amount\nA,1.00\nF,2.00\n');
  const second = await load();
  expect(second.rowsAdded).toBe(2);
  const undo = (batchId: bigint) =>
    undoImport(fresh.database, actor, { batchId, reason: 'test' }, house);
  expect(await undo(first.batchId)).toMatchObject({ refused: 'imports.later_batches' });
  sealed = { refused: 'test.sealed', params: {} };
  expect(await undo(second.batchId)).toMatchObject({ refused: 'test.sealed' });
  sealed = null;
  expect(await undo(second.batchId)).toMatchObject({ batchId: second.batchId, rowsRemoved: 2 });
  expect(await undo(second.batchId)).toMatchObject({ refused: 'imports.already_undone' });
  expect(await contents()).toBe('A/100');
  expect(await undo(999_999n)).toMatchObject({ refused: 'imports.batch_unknown' });
  await fresh.database.transaction(actor, ({ db }) =>
    sql`insert into test_payment values ('by hand', 1, 'B', 1, null, null)`.execute(db),
  );
  expect(await undo(first.batchId)).toMatchObject({ refused: 'imports.still_used' });
  expect(await contents()).toBe('A/100 B/1');
});

test('quarantine goes out as CSV, comes back corrected, and marks what it corrected', async () => {
  source('purses.csv', purses);
  source('payments.csv', 'purse;amount;note\nA;1.00;ok\nZ;-2,00;=1+1\nB;zwei;"a;b"\nB;x;\n');
  const { batchId } = await load();
  const given = { batchId, target: payment, phrases: importsMessages, locale: 'en' } as const;
  const download = () =>
    fresh.database.transaction(actor, async (tx) => {
      let text = '';
      for await (const part of quarantineCsv(tx, given)) text += part;
      return text;
    });
  const text = await download();
  expect(text).toBe(
    '\uFEFFFile,Row,Faulty column,Faulty value,What is wrong,purse_no,Amount,note\r\n' +
      'payments.csv,3,Amount,"-2,00",money,Z,"-2,00",\'=1+1\r\n' +
      'payments.csv,4,Amount,zwei,money,B,zwei,a;b\r\n' +
      'payments.csv,5,Amount,x,money,B,x,\r\n',
  );
  const corrected = text
    .replace('Z,"-2,00"', 'A,-2.00')
    .replace('B,zwei', 'B,2.00')
    .replace(/payments\.csv,5.*\r\n/, 'payments.csv,2,,,,A,9.00,\r\n');
  source('fixed.csv', corrected);
  const places = new Set([3, 4, 5].map((row) => placeText('payments.csv', row)));
  const keyOf = keyOfHeading(payment, importsMessages);
  const adapter = correctionAdapter(payment, 'fixed.csv', { batchId, places, keyOf });
  const correct = () =>
    runImport(fresh.database, actor, adapter, dir, house, { corrects: batchId });
  expect(await correct()).toMatchObject({ rowsAdded: 2, rowsFaulty: 1, rowsRead: 3 });
  expect(await contents()).toBe('A/-200/=1+1 A/100/ok B/200/a;b');
  expect(await correct()).toMatchObject({ rowsAdded: 0, rowsFaulty: 1 });
  expect(await download()).toContain('payments.csv,5,');
  expect(await download()).not.toContain('zwei');
  const counts = await fresh.database.transaction(actor, (tx) => lists.listCounts(tx, batchId));
  expect(counts.find((one) => one.entity === 'payment')?.rowsCorrected).toBe('2');
});

test('quarantine is closed to whoever does not see the whole bank', async () => {
  source('purses.csv', 'no;day\nA;never\n');
  source('payments.csv', 'purse,amount\n');
  const { batchId } = await load();
  const branch = { ...actor, bankWide: false, ranges: [{ from: '0001.', until: '0001/' }] };
  const faults = await fresh.database.transaction(branch, (tx) =>
    lists.listFaults(tx, { batchId }, { limit: 10 }),
  );
  expect(faults).toEqual([]);
});
