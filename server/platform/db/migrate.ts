import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { StartFault } from '../start-fault.ts';

const server = path.join(import.meta.dirname, '..', '..');

export interface Migration {
  readonly name: string;
  readonly text: string;
}

/**
 * Migrations of every room, in the order of their numbers: platform 0001–0099, then a hundred for
 * each module in the order of the module list. A landed file is never edited: its hash is kept and
 * compared.
 */
export function findMigrations(): Migration[] {
  const files = globSync('{platform,modules}/*/migrations/*.sql', { cwd: server });
  const found = files.map((file) => ({
    name: path.basename(file, '.sql'),
    text: readFileSync(path.join(server, file), 'utf8'),
  }));
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  const numbers = found.map((one) => one.name.slice(0, 4));
  const twice = numbers.find((number, at) => numbers.indexOf(number) !== at);
  if (twice !== undefined) throw new Error(`two migrations have the number ${twice}`);
  return found;
}

/**
 * Brings the database to the present schema; safe to run at every start, and from two processes at
 * once.
 */
export async function migrate(owner: pg.ClientConfig, appRole = 'kejing_app'): Promise<number> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(7300)`);
    await client.query(ledger);
    const { rows } = await client.query<{ name: string; hash: string }>(
      'select name, hash from platform_migration',
    );
    const done = new Map(rows.map((row) => [row.name, row.hash]));
    const found = findMigrations();
    const known = new Set(found.map((one) => one.name));
    const newer = rows.find((row) => !known.has(row.name));
    if (newer !== undefined) throw new StartFault('schema_newer', { name: newer.name });
    let applied = 0;
    for (const migration of found) {
      const hash = createHash('sha256').update(migration.text).digest('hex');
      const before = done.get(migration.name);
      if (before === hash) continue;
      if (before !== undefined) throw new StartFault('schema_edited', { name: migration.name });
      await apply(client, migration, hash, appRole);
      applied++;
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** Names of the migrations that the database still lacks, or has in another form. */
export async function pendingMigrations(
  client: Pick<pg.ClientBase, 'query'>,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from platform_migration order by name limit 10000',
  );
  const done = new Map(rows.map((row) => [row.name, row.hash]));
  return migrationHashes()
    .filter(({ name, hash }) => done.get(name) !== hash)
    .map(({ name }) => name);
}

/** The schema of this program: each migration with the hash of its text. */
export function migrationHashes(): readonly { readonly name: string; readonly hash: string }[] {
  known ??= findMigrations().map(({ name, text }) => ({
    name,
    hash: createHash('sha256').update(text).digest('hex'),
  }));
  return known;
}
let known: readonly { readonly name: string; readonly hash: string }[] | undefined;

async function apply(
  client: pg.Client,
  migration: Migration,
  hash: string,
  appRole: string,
): Promise<void> {
  try {
    await client.query('begin');
    await client.query(expand(migration.text, appRole));
    await client.query('insert into platform_migration (name, hash) values ($1, $2)', [
      migration.name,
      hash,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${migration.name}: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * The few words a migration may use besides SQL:
 * `:app_role`, `:bank_wide`, `:in_ranges(column)` (the actor's path ranges) and
 * `:customer_visible(table)` (reached through a customer he may see).
 */
export function expand(text: string, appRole: string): string {
  const bankWide = `current_setting('app.bank_wide') = 'yes'`;
  return text
    .replaceAll(':app_role', pg.escapeIdentifier(appRole))
    .replace(/:in_ranges\((\w+)\)/g, (_all, column: string) => inRanges(column))
    .replace(
      /:customer_visible\((\w+)\)/g,
      (_all, table: string) =>
        `(${bankWide} or exists (select 1 from customers_customer c` +
        ` where c.customer_id = ${table}.customer_id))`,
    )
    .replaceAll(':bank_wide', bankWide);
}

function inRanges(column: string): string {
  const one = (i: number): string =>
    `(${column} >= current_setting('app.from${i}')` +
    ` and ${column} < current_setting('app.until${i}'))`;
  return `(${[1, 2, 3, 4].map(one).join(' or ')})`;
}

const ledger = `
create table if not exists platform_migration (
  name text not null constraint platform_migration__name primary key,
  hash text not null,
  applied_at timestamptz not null default now()
);
comment on table platform_migration is 'Schema changes that were applied, with the hash of their text';
comment on column platform_migration.name is 'File name without ending';
comment on column platform_migration.hash is 'SHA-256 of the text';
comment on column platform_migration.applied_at is 'When';
`;
