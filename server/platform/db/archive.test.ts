import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { recordAudit, sealAudit, verifyAudit } from '../audit/index.ts';
import { freshDatabase, type FreshDatabase } from '../testing/database.ts';
import { readArchive, writeArchive, type Manifest } from './archive.ts';

const system = systemActor('test');
const secretFingerprint = '0123456789abcdef';
const odd = '行一\n行二\t\\.\r\u2028 "引号" \\N 𠮷';
let dir: string;
let file: string;
let source: FreshDatabase;
let manifest: Manifest;
beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kejing-archive-'));
  file = path.join(dir, 'bank.backup');
  source = await freshDatabase();
  await source.database.transaction(system, async (tx) => {
    for (let i = 0; i < 3000; i++) {
      const subjectKey = i === 7 ? odd : `key ${i}`;
      await recordAudit(tx, { verb: 'a.b', subject: 's', subjectKey, detail: { odd, i } });
    }
  });
  await sealAudit(source.database);
  manifest = await write(file);
});
afterAll(async () => {
  await source.drop();
  fs.rmSync(dir, { recursive: true });
});

function write(to: string): Promise<Manifest> {
  const given = { version: '0.1.0', secretFingerprint };
  return writeArchive(source.ownerConfig, to, given, () => undefined);
}
async function restoreInto(fresh: FreshDatabase, from: string, fingerprint = secretFingerprint) {
  const given = { secretFingerprint: fingerprint };
  return readArchive(fresh.ownerConfig, from, given, () => undefined);
}
async function inFresh<T>(work: (fresh: FreshDatabase) => Promise<T>): Promise<T> {
  const fresh = await freshDatabase();
  try {
    return await work(fresh);
  } finally {
    await fresh.drop();
  }
}
/** The same backup with its text changed. */
function forged(change: (text: string) => string): string {
  const other = path.join(dir, `forged-${fs.readdirSync(dir).length}`);
  fs.writeFileSync(other, gzipSync(change(gunzipSync(fs.readFileSync(file)).toString('utf8'))));
  return other;
}
const rowsOf = async (fresh: FreshDatabase, question: string) => {
  const client = new pg.Client(fresh.ownerConfig);
  await client.connect();
  try {
    return (await client.query(question)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};

describe('a backup', () => {
  it('comes back whole: every row, odd signs, the audit chain, the next ids', async () => {
    await inFresh(async (fresh) => {
      const restored = await restoreInto(fresh, file);
      expect(restored).toEqual(manifest);
      const forced = `select count(*)::int as count from pg_class where relforcerowsecurity`;
      expect(await rowsOf(fresh, forced)).toEqual(await rowsOf(source, forced));
      const [row] = await rowsOf(fresh, 'select subject_key from audit_record where record_id = 8');
      expect(row?.['subject_key']).toBe(odd);
      await fresh.database.transaction(system, (tx) =>
        recordAudit(tx, { verb: 'a.b', subject: 's', subjectKey: 'next' }),
      );
      const [next] = await rowsOf(fresh, 'select max(record_id)::int as id from audit_record');
      expect(next?.['id']).toBe(3001);
      const report = await fresh.database.transaction(system, (tx) => verifyAudit(tx));
      expect(report).toMatchObject({ checked: 3000, faults: [] });
      const again = path.join(dir, 'again.backup');
      await fresh.database.transaction(system, (tx) => tx.client.query('select 1'));
      const second = await writeArchive(
        fresh.ownerConfig,
        again,
        { version: '0.1.0', secretFingerprint },
        () => undefined,
      );
      const digest = (of: Manifest) => of.tables.find((one) => one.table === 'audit_link')?.sha256;
      expect(digest(second)).toBe(digest(manifest));
    });
  });

  it('names every table but the program’s own', async () => {
    const all = await rowsOf(
      source,
      `select relname from pg_class where relkind = 'r'
      and relnamespace = 'public'::regnamespace order by relname`,
    );
    const names = manifest.tables.map((one) => one.table).toSorted();
    const expected = all
      .map((row) => String(row['relname']))
      .filter((name) => !['platform_migration', 'platform_progress'].includes(name));
    expect(names).toEqual(expected);
  });

  it('is never written over', async () => {
    await expect(write(file)).rejects.toThrow(/EEXIST/);
  });
});

describe('a restore refuses and leaves nothing', () => {
  const empty = (fresh: FreshDatabase) =>
    rowsOf(fresh, 'select record_id from audit_record limit 1');

  it('a file that was cut, is none, or is missing', async () => {
    const cut = path.join(dir, 'cut');
    fs.writeFileSync(cut, fs.readFileSync(file).subarray(0, 20_000));
    const other = path.join(dir, 'other');
    fs.writeFileSync(other, 'no gzip');
    const headless = forged(() => '{"something":"else"}\n');
    const endless = forged((text) => text.slice(0, text.lastIndexOf('{"tables"')));
    await inFresh(async (fresh) => {
      for (const one of [cut, other, headless, endless, path.join(dir, 'missing')]) {
        expect(await restoreInto(fresh, one)).toMatchObject({ fault: 'unreadable' });
      }
      expect(await empty(fresh)).toEqual([]);
    });
  });

  it('a row that was changed, added or removed', async () => {
    const changed = forged((text) => text.replace('key 99\t', 'key 98\t'));
    const removed = forged((text) => text.replace(/\n[^\n]*key 99\t[^\n]*/, ''));
    await inFresh(async (fresh) => {
      expect(await restoreInto(fresh, changed)).toMatchObject({
        fault: 'mismatch',
        table: 'audit_record',
        expected: 3000,
      });
      expect(await restoreInto(fresh, removed)).toMatchObject({ fault: 'unreadable' });
      expect(await empty(fresh)).toEqual([]);
    });
  });

  it('another secret key, another schema, a database with accounts', async () => {
    const schema = forged((text) => text.replace('0020_audit', '0020_other'));
    await inFresh(async (fresh) => {
      expect(await restoreInto(fresh, file, 'other')).toMatchObject({ fault: 'other_secret' });
      expect(await restoreInto(fresh, schema)).toMatchObject({ fault: 'other_schema' });
      await rowsOf(fresh, `alter table auth_account disable row level security`);
      await rowsOf(
        fresh,
        `insert into auth_account (login, name, created_by) values ('a1', 'A', 0)`,
      );
      expect(await restoreInto(fresh, file)).toMatchObject({
        fault: 'not_empty',
        what: 'auth_account',
      });
    });
  });
});
