import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { systemActor } from '../../../core/actor.ts';
import { migrationHashes } from './migrate.ts';
import { openingOf } from './transaction.ts';

/**
 * A backup is one gzip file of lines: a head; for each table a line that names it, its rows as
 * PostgreSQL's COPY text and the line `\.`; and the manifest with the count and SHA-256 of each
 * table, which also proves that the file is whole.
 */
export interface ArchiveHead {
  readonly kejing: 'backup';
  readonly format: 1;
  readonly version: string;
  readonly madeAt: string;
  /** Tells which secret key the sealed identities need; the key itself is not in the file. */
  readonly secretFingerprint: string;
  readonly schema: readonly { readonly name: string; readonly hash: string }[];
}

export interface ArchivedTable {
  readonly table: string;
  readonly rows: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly tables: readonly ArchivedTable[];
  readonly sequences: readonly { readonly name: string; readonly value: string }[];
}

export type OnTable = (done: number, of: number, table: string) => void;

/** The job queue and the ledger of migrations belong to the program, not to the bank's data. */
const notData = new Set(['platform_migration', 'platform_progress']);

/** Writes every table as of one moment to a file, parents before children. */
export async function writeArchive(
  owner: pg.ClientConfig,
  file: string,
  given: Pick<ArchiveHead, 'version' | 'secretFingerprint'>,
  onTable: OnTable,
): Promise<Manifest> {
  return withOwner(owner, async (client) => {
    await client.query(openingOf(systemActor('backup'), true));
    await client.query('set transaction isolation level repeatable read');
    const tables = await tablesInOrder(client);
    const found: ArchivedTable[] = [];
    let manifest: Manifest | undefined;
    async function* lines() {
      const head: ArchiveHead = {
        kejing: 'backup',
        format: 1,
        ...given,
        madeAt: new Date().toISOString(),
        schema: migrationHashes(),
      };
      yield `${JSON.stringify(head)}\n`;
      for (const [at, { table, columns }] of tables.entries()) {
        onTable(at, tables.length, table);
        yield `${JSON.stringify({ table, columns })}\n`;
        const hash = createHash('sha256');
        let rows = 0;
        const list = columns.map(pg.escapeIdentifier).join(', ');
        const source = `copy ${pg.escapeIdentifier(table)} (${list}) to stdout`;
        for await (const piece of client.query(copyTo(source))) {
          const bytes = piece as Buffer;
          hash.update(bytes);
          for (const byte of bytes) if (byte === newline) rows += 1;
          yield bytes;
        }
        yield '\\.\n';
        found.push({ table, rows, sha256: hash.digest('hex') });
      }
      manifest = { tables: found, sequences: await sequencesOf(client) };
      yield `${JSON.stringify(manifest)}\n`;
    }
    const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(Readable.from(lines(), { objectMode: false }), createGzip({ level: 6 }), target);
    await client.query('rollback');
    return manifest!;
  });
}

const newline = 10;

/** Why a file cannot be restored here; the caller finds the words. */
export type ArchiveFault =
  | { readonly fault: 'unreadable'; readonly reason: string }
  | { readonly fault: 'other_schema'; readonly name: string; readonly version: string }
  | { readonly fault: 'other_secret'; readonly theirs: string }
  | { readonly fault: 'not_empty'; readonly what: string }
  | {
      readonly fault: 'mismatch';
      readonly table: string;
      readonly rows: number;
      readonly expected: number;
    };

/**
 * Loads a backup into a migrated database without a bank and without accounts, all or nothing:
 * each table's count and SHA-256 must equal the manifest. Answers the manifest or the fault.
 */
export async function readArchive(
  owner: pg.ClientConfig,
  file: string,
  given: Pick<ArchiveHead, 'secretFingerprint'>,
  onTable: OnTable,
): Promise<Manifest | ArchiveFault> {
  return withOwner(owner, async (client) => {
    await client.query(openingOf(systemActor('restore'), false));
    try {
      const loaded = await loadAll(client, file, given, onTable);
      await client.query('fault' in loaded ? 'rollback' : 'commit');
      return loaded;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      const { code = '', message } = error as NodeJS.ErrnoException;
      // Z_: gzip. 22, 23: a value or a key that PostgreSQL does not take, so a forged row.
      const isOfFile = /^(Z_|ENOENT|EISDIR|EACCES|22...|23...)/.test(code);
      if (!isOfFile && !(error instanceof SyntaxError)) throw error;
      return { fault: 'unreadable', reason: message };
    }
  });
}

async function loadAll(
  client: pg.Client,
  file: string,
  given: Pick<ArchiveHead, 'secretFingerprint'>,
  onTable: OnTable,
): Promise<Manifest | ArchiveFault> {
  const reader = linesOf(file);
  const head = parsed<Partial<ArchiveHead>>(await reader.next());
  const fault = headFault(head, given) ?? (await emptinessFault(client));
  if (fault !== null) return fault;
  const tables = await tablesInOrder(client);
  const names = tables.map(({ table }) => pg.escapeIdentifier(table));
  await client.query(`truncate ${names.join(', ')}`);
  // COPY does not fill a table whose owner is held to row security; this transaction alone is not.
  const forced = await forcedTables(client);
  await force(client, forced, false);
  const found: ArchivedTable[] = [];
  for (;;) {
    const line = parsed<{ table?: string; columns?: string[] } & Partial<Manifest>>(
      await reader.next(),
    );
    if (line === null) return { fault: 'unreadable', reason: 'the manifest is missing' };
    if (line.table !== undefined && line.columns !== undefined) {
      onTable(found.length, tables.length, line.table);
      const known = tables.some(({ table }) => table === line.table);
      if (!known) return { fault: 'unreadable', reason: `table ${line.table}` };
      found.push(await loadTable(client, reader, { table: line.table, columns: line.columns }));
    } else if (line.tables !== undefined && line.sequences !== undefined) {
      const manifest = { tables: line.tables, sequences: line.sequences };
      const differs = compare(manifest, found);
      if (differs === null) await setSequences(client, manifest);
      await force(client, forced, true);
      return differs ?? manifest;
    }
  }
}

/** Lines end with a line feed and nothing else: other signs of a new line may stand in a value. */
async function* linesOf(file: string): AsyncGenerator<string, undefined> {
  const bytes = createGunzip();
  const reading = pipeline(createReadStream(file), bytes).catch((error: unknown) => error);
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece as Buffer, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  const fault = await reading;
  if (fault !== undefined) throw fault;
  return undefined;
}

function parsed<T>(line: IteratorResult<string>): T | null {
  return line.done === true ? null : (JSON.parse(line.value) as T);
}

function headFault(
  head: Partial<ArchiveHead> | null,
  given: Pick<ArchiveHead, 'secretFingerprint'>,
): ArchiveFault | null {
  if (head?.kejing !== 'backup' || head.format !== 1 || head.schema === undefined) {
    return { fault: 'unreadable', reason: 'the head is missing' };
  }
  const ours = new Map(migrationHashes().map(({ name, hash }) => [name, hash]));
  const theirs = new Map(head.schema.map(({ name, hash }) => [name, hash]));
  const names = [...new Set([...ours.keys(), ...theirs.keys()])];
  const other = names.find((name) => ours.get(name) !== theirs.get(name));
  if (other !== undefined) {
    return { fault: 'other_schema', name: other, version: head.version ?? '?' };
  }
  const fingerprint = head.secretFingerprint ?? '';
  return fingerprint === given.secretFingerprint
    ? null
    : { fault: 'other_secret', theirs: fingerprint };
}

/** Policies and the calendar of a fresh installation do not count as a bank. */
async function emptinessFault(client: pg.Client): Promise<ArchiveFault | null> {
  const { rows } = await client.query<{ what: string }>(`
    select 'organisation_bank' as what from organisation_bank
    union all (select 'auth_account' from auth_account limit 1)
    union all (select 'customers_customer' from customers_customer limit 1)
    limit 1`);
  return rows[0] === undefined ? null : { fault: 'not_empty', what: rows[0].what };
}

async function loadTable(
  client: pg.Client,
  reader: AsyncIterator<string>,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
): Promise<ArchivedTable> {
  const hash = createHash('sha256');
  let rows = 0;
  async function* data() {
    let chunk = '';
    for (;;) {
      const line = await reader.next();
      if (line.done === true) throw new SyntaxError(`table ${table} ends too early`);
      if (line.value === '\\.') break;
      rows += 1;
      chunk += `${line.value}\n`;
      if (chunk.length < 65_536) continue;
      hash.update(chunk);
      yield chunk;
      chunk = '';
    }
    hash.update(chunk);
    if (chunk !== '') yield chunk;
  }
  const list = columns.map(pg.escapeIdentifier).join(', ');
  const target = client.query(copyFrom(`copy ${pg.escapeIdentifier(table)} (${list}) from stdin`));
  await pipeline(Readable.from(data(), { objectMode: false }), target);
  return { table, rows, sha256: hash.digest('hex') };
}

function compare(manifest: Manifest, found: readonly ArchivedTable[]): ArchiveFault | null {
  const byName = new Map(found.map((one) => [one.table, one]));
  for (const { table, rows: expected, sha256 } of manifest.tables) {
    const one = byName.get(table);
    if (one === undefined || one.rows !== expected || one.sha256 !== sha256) {
      return { fault: 'mismatch', table, rows: one?.rows ?? 0, expected };
    }
  }
  return null;
}

interface Table {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Every table of the bank with its written columns; what a foreign key names comes before. */
async function tablesInOrder(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace
      and c.relkind = 'r'
      and not c.relispartition
      and a.attnum > 0
      and not a.attisdropped
      and a.attgenerated = ''
    group by c.relname
    order by c.relname`);
  const { rows: links } = await client.query<{ child: string; parent: string }>(`
    select distinct child.relname as child, parent.relname as parent
    from pg_constraint k
    join pg_class child on child.oid = k.conrelid
    join pg_class parent on parent.oid = k.confrelid
    where k.contype = 'f'
      and child.oid <> parent.oid
    order by 1, 2`);
  const data = rows.filter((row) => !notData.has(row.table));
  const left = new Map(data.map((row) => [row.table, row]));
  const ordered: Table[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(
      ({ table }) => !links.some(({ child, parent }) => child === table && left.has(parent)),
    );
    if (free.length === 0) throw new Error(`a circle of tables: ${[...left.keys()].join(', ')}`);
    for (const one of free) left.delete(one.table);
    ordered.push(...free);
  }
  return ordered;
}

async function forcedTables(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select relname as name
    from pg_class
    where relnamespace = 'public'::regnamespace
      and relforcerowsecurity
    order by relname`);
  return rows.map(({ name }) => name);
}

async function force(client: pg.Client, tables: readonly string[], on: boolean): Promise<void> {
  for (const table of tables) {
    const name = pg.escapeIdentifier(table);
    await client.query(`alter table ${name} ${on ? '' : 'no '}force row level security`);
  }
}

async function sequencesOf(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string; value: string }>(`
    select sequencename as name, last_value::text as value
    from pg_sequences
    where schemaname = 'public'
      and last_value is not null
    order by sequencename`);
  return rows;
}

async function setSequences(client: pg.Client, manifest: Manifest): Promise<void> {
  for (const { name, value } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2::bigint)', [
      pg.escapeIdentifier(name),
      value,
    ]);
  }
}

async function withOwner<T>(
  owner: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
