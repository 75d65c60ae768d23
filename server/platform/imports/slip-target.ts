import { sql } from 'kysely';
import type { ImportHouse } from './run.ts';
import type { ImportTarget } from './target.ts';

/** An invented kind of record: a deposit slip with a day, an amount and an owner. */
export const slip: ImportTarget = {
  entity: 'slip',
  fields: ['key', 'day', 'amount', 'kind', 'identity_no'],
  secret: ['identity_no'],
  choices: { kind: ['in', 'out'] },
  staging: 'key text, day date, amount_fen bigint, kind text',
  stagingColumns: ['key', 'day', 'amount_fen', 'kind'],
  check: (record) => {
    const faults: { column: string; value: string; code: string; level: 'error' }[] = [];
    const fault = (column: string, code: string): void => {
      faults.push({ column, value: record[column] ?? '', code, level: 'error' });
    };
    if ((record['key'] ?? '') === '') fault('key', 'test.missing');
    if (!/^\d{4}-\d\d-\d\d$/.test(record['day'] ?? '')) fault('day', 'test.no_day');
    const amount = /^(\d+)\.(\d\d)$/.exec(record['amount'] ?? '');
    if (amount === null) fault('amount', 'test.no_amount');
    if (!['in', 'out'].includes(record['kind'] ?? '')) fault('kind', 'test.no_kind');
    const values = [record['key'], record['day'], `${amount?.[1]}${amount?.[2]}`, record['kind']];
    return { values: faults.length === 0 ? values : null, faults };
  },
  merge: async (tx, { batchId }) => {
    await sql`
      insert into staging_fault (entity, import_file, import_row, column_name, value, code, level)
      select 'slip', s.import_file, s.import_row, 'amount', '', 'test.slip_conflict', 'error'
      from staging_slip s
      join test_slip t on t.key = s.key and t.amount_fen <> s.amount_fen
    `.execute(tx.db);
    const staged = await sql<{ n: number }>`
      select count(*)::integer as n
      from staging_slip s
      join test_slip t on t.key = s.key and t.amount_fen = s.amount_fen
    `.execute(tx.db);
    const done = await sql`
      insert into test_slip (key, day, amount_fen, kind, batch_id)
      select key, day, amount_fen, kind, ${batchId}::bigint
      from staging_slip
      on conflict (key) do nothing
    `.execute(tx.db);
    const added = Number(done.numAffectedRows); // tidy: not money
    return { added, alreadyThere: staged.rows[0]!.n };
  },
  undo: async (tx, batchId) => {
    const done = await sql`delete from test_slip where batch_id = ${batchId}`.execute(tx.db);
    return Number(done.numAffectedRows); // tidy: not money
  },
};

/** A bank for tests that knows slips only. */
export const slipHouse: ImportHouse = {
  targets: [slip],
  claimBank: async () => null,
  putPolicies: async () => undefined,
  sealedUse: async () => null,
};
