import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../server/platform/db/embedded.ts';
import { migrate } from '../server/platform/db/migrate.ts';
import { orderOf } from './tidy-imports.ts';

const root = path.resolve(import.meta.dirname, '..');
export const dictionaryFile = path.join(root, 'docs', 'data-dictionary.md');

/** A table or view of the bank's schema with what stands in the database about it. */
export interface Relation {
  readonly name: string;
  /** The part of the name before the first underscore: the room that owns it. */
  readonly room: string;
  readonly kind: 'table' | 'view';
  readonly comment: string | null;
  readonly owner: string;
  readonly columns: readonly Column[];
  /** Names begin with the table's; unnamed ones get such names from PostgreSQL and show here. */
  readonly constraints: readonly Constraint[];
  /** A table: whether row security is enabled and forced. A view: whether it is its caller's. */
  readonly isGuarded: boolean;
}

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
  /** A view's column without its own takes that of the column of its name that the view reads. */
  readonly comment: string | null;
}

export interface Constraint {
  readonly name: string;
  readonly kind: 'key' | 'unique' | 'reference' | 'check' | 'exclusion';
  readonly definition: string;
}

/**
 * Reads the schema `public` of a migrated database. Other schemas (the job queue's) are not ours.
 */
export async function readSchema(client: Pick<pg.ClientBase, 'query'>): Promise<Relation[]> {
  const relations = await client.query<{
    oid: number;
    name: string;
    relkind: string;
    comment: string | null;
    owner: string;
    guarded: boolean;
  }>(relationsQuery);
  const columns = await client.query<{
    oid: number;
    name: string;
    type: string;
    nullable: boolean;
    comment: string | null;
  }>(columnsQuery);
  const constraints = await client.query<{
    oid: number;
    name: string;
    kind: keyof typeof constraintKinds;
    definition: string;
  }>(constraintsQuery);
  const reads = await client.query<{ view: number; oid: number }>(readsQuery);
  const columnsOf = Map.groupBy(columns.rows, (row) => row.oid);
  const constraintsOf = Map.groupBy(constraints.rows, (row) => row.oid);
  const names = new Map(relations.rows.map((row) => [row.oid, row.name]));
  const readBy = Map.groupBy(reads.rows, (row) => row.view);
  const meaningOf = (oid: number, name: string): string | null => {
    const own = columnsOf.get(oid)?.find((column) => column.name === name)?.comment ?? null;
    if (own !== null) return own;
    const room = roomOf(names.get(oid) ?? '');
    const sources = (readBy.get(oid) ?? []).map((row) => row.oid);
    const isOurs = (source: number) => roomOf(names.get(source) ?? '') === room;
    for (const source of [...sources.filter(isOurs), ...sources.filter((one) => !isOurs(one))]) {
      const found = meaningOf(source, name);
      if (found !== null) return found;
    }
    return null;
  };
  return relations.rows.map((row) => ({
    name: row.name,
    room: roomOf(row.name),
    kind: row.relkind === 'v' ? 'view' : 'table',
    comment: row.comment,
    owner: row.owner,
    isGuarded: row.guarded,
    columns: (columnsOf.get(row.oid) ?? []).map(({ name, type, nullable }) => ({
      name,
      type,
      isNullable: nullable,
      comment: meaningOf(row.oid, name),
    })),
    constraints: (constraintsOf.get(row.oid) ?? []).map(({ name, kind, definition }) => ({
      name,
      kind: constraintKinds[kind],
      definition,
    })),
  }));
}

function roomOf(relation: string): string {
  return relation.split('_')[0] ?? '';
}

const constraintKinds = {
  p: 'key',
  u: 'unique',
  f: 'reference',
  c: 'check',
  x: 'exclusion',
} as const;

const relationsQuery = `
select c.oid::int, c.relname as name, c.relkind, obj_description(c.oid, 'pg_class') as comment,
  pg_get_userbyid(c.relowner) as owner,
  case c.relkind
    when 'v' then coalesce('security_invoker=true' = any (c.reloptions), false)
    else c.relrowsecurity and c.relforcerowsecurity
  end as guarded
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
order by c.relname collate "C"`;

const columnsQuery = `
select a.attrelid::int as oid, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
  not a.attnotnull as nullable, col_description(a.attrelid, a.attnum) as comment
from pg_attribute a
join pg_class c on c.oid = a.attrelid
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
  and a.attnum > 0 and not a.attisdropped
order by a.attrelid, a.attnum`;

const readsQuery = `
select distinct r.ev_class::int as view, d.refobjid::int as oid, c.relname collate "C" as name
from pg_rewrite r
join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
  and d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class
join pg_class c on c.oid = d.refobjid
where c.relnamespace = 'public'::regnamespace
order by 1, 3`;

const constraintsQuery = `
select k.conrelid::int as oid, k.conname as name, k.contype as kind,
  pg_get_constraintdef(k.oid, true) as definition
from pg_constraint k
join pg_class c on c.oid = k.conrelid
where c.relnamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'f', 'c', 'x')
order by k.conrelid, array_position(array['p', 'u', 'f', 'x', 'c'], k.contype::text),
  k.conname collate "C"`;

/** The rooms of the platform come first, then the modules in the order of server/modules.ts. */
export function roomsInOrder(relations: readonly Relation[]): string[] {
  const modules = orderOf(fs.readFileSync(path.join(root, 'server/modules.ts'), 'utf8'));
  const present = [...new Set(relations.map((one) => one.room))].sort();
  const platform = present.filter((room) => !modules.includes(room));
  return [...platform, ...modules.filter((room) => present.includes(room))];
}

/** The data dictionary as Markdown; the same schema gives the same text. */
export function dictionaryOf(relations: readonly Relation[]): string {
  const rooms = roomsInOrder(relations);
  const tables = relations.filter((one) => one.kind === 'table').length;
  const lines = [
    '# Data dictionary',
    '',
    'Made by `npm run dictionary` from the migrated schema; do not edit.',
    'A test fails when it is stale.',
    '',
    `${tables} tables, ${relations.length - tables} views.`,
    'Money columns end in `_fen` (bigint, hundredths of the bank’s currency), exact rates and',
    'scores in `_millionths`. Days are half-open: `from_day` counts, `until_day` does not.',
    '*Guarded* means row security is enabled and forced: a query sees only rows of the scope of',
    'who is signed in. A *caller’s view* shows what its caller may see. In the lists of columns',
    '*null* says whether a value may be absent; views take the words of the columns they read.',
    '',
    rooms.map((room) => `[${room}](#${room})`).join(' · '),
  ];
  for (const room of rooms) {
    lines.push('', `## ${room}`);
    for (const one of relations.filter((relation) => relation.room === room)) {
      lines.push('', ...chapterOf(one));
    }
  }
  return `${lines.join('\n')}\n`;
}

function chapterOf(one: Relation): string[] {
  const guard =
    one.kind === 'table'
      ? one.isGuarded
        ? 'table, guarded'
        : 'table'
      : one.isGuarded
        ? 'caller’s view'
        : 'view';
  const head = one.kind === 'table' ? ['column', 'type', 'null'] : ['column', 'type'];
  const lines = [
    `### ${one.name}`,
    '',
    `*${guard}.* ${one.comment ?? ''}`.trim(),
    '',
    rowOf([...head, 'meaning']),
    rowOf([...head, 'meaning'].map(() => '---')),
  ];
  for (const { name, type, isNullable, comment } of one.columns) {
    const facts = one.kind === 'table' ? [isNullable ? 'yes' : ''] : [];
    lines.push(rowOf([`\`${name}\``, type, ...facts, escaped(comment ?? '')]));
  }
  if (one.constraints.length > 0) lines.push('');
  for (const { name, kind, definition } of one.constraints) {
    lines.push(`- ${kind} \`${name}\`: \`${definition.replace(/\s+/g, ' ')}\``);
  }
  return lines;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}

/** Migrates an empty database of its own and reads it. */
async function readOwnSchema(): Promise<Relation[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kejing-dictionary-'));
  const embedded = await startEmbedded({ dir, durable: false });
  try {
    await migrate(embedded.ownerConfig, embedded.appRole);
    return await readFrom(embedded.ownerConfig);
  } finally {
    await embedded.stop();
    for (const one of [embedded.home, dir]) fs.rmSync(one, { recursive: true, force: true });
  }
}

async function readFrom(config: pg.ClientConfig): Promise<Relation[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await readSchema(client);
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  const given = process.env['DATABASE_OWNER_URL'];
  const relations =
    given === undefined ? await readOwnSchema() : await readFrom({ connectionString: given });
  fs.writeFileSync(dictionaryFile, dictionaryOf(relations));
  console.log(`${path.relative(root, dictionaryFile)}: ${relations.length} tables and views`);
}
