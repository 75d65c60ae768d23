import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { onDatabase } from '../server/platform/db/given.ts';
import { testServer } from '../server/platform/testing/database.ts';
import { dictionaryFile, dictionaryOf, readSchema } from '../tools/dictionary.ts';
import type { Relation } from '../tools/dictionary.ts';

const root = path.resolve(import.meta.dirname, '..');
let relations: readonly Relation[] = [];

beforeAll(async () => {
  const { ownerConfig, shared } = testServer();
  const client = new pg.Client(onDatabase(ownerConfig, shared));
  await client.connect();
  try {
    relations = await readSchema(client);
  } finally {
    await client.end();
  }
});

test('the data dictionary is that of the present schema', () => {
  const text = fs.readFileSync(dictionaryFile, 'utf8');
  expect(text === dictionaryOf(relations), 'stale: npm run dictionary').toBe(true);
});

test('every table, view and column says what it is', () => {
  const silent = relations.flatMap(({ name, comment, columns }) => [
    ...((comment ?? '').trim() === '' ? [name] : []),
    ...columns
      .filter((one) => (one.comment ?? '').trim() === '')
      .map((one) => `${name}.${one.name}`),
  ]);
  expect(silent).toEqual([]);
});

test('every constraint is named after its table and its meaning', () => {
  const odd = relations.flatMap(({ name, constraints }) =>
    constraints.map((one) => one.name).filter((one) => !one.startsWith(`${name}__`)),
  );
  expect(odd).toEqual([]);
});

/** Tables that every signed-in person reads: who works where, at which grade, is no secret inside. */
const readByAll = ['people_staff', 'people_grade'];

test('what belongs to a customer or to a member of staff is guarded by row security', () => {
  const open = relations
    .filter(({ kind }) => kind === 'table')
    .filter(({ columns }) =>
      columns.some(({ name }) => name === 'customer_id' || name === 'staff_id'),
    )
    .filter(({ name, isGuarded }) => !isGuarded && !readByAll.includes(name))
    .map(({ name }) => name);
  expect(open).toEqual([]);
  const views = relations.filter(({ kind, isGuarded }) => kind === 'view' && !isGuarded);
  expect(views.map(({ name }) => name)).toEqual([]);
});

test('the application role owns nothing', () => {
  const { appConfig } = testServer();
  const role = appConfig.user;
  expect(role).toBeTruthy();
  expect(relations.filter(({ owner }) => owner === role).map(({ name }) => name)).toEqual([]);
});

/** The ids of the paper's clauses, in the order of the page. */
const clauses = `
  N1 N2 P1 P2 P3 P4 P5 P5b P6 P7 P8 P9 P10
  A1 A2 A3 A4 A5 B1 B2 B3 B4 B5 B6 B7
  C0 C1 C1b C1c C2a C2b C2c C2d C2e C3a C3b C3c C3d C3e
  D1a D1b D1c D1d D2a D2b D2c D2d D2e D3a D3b D3c D3d D3e D4a D4b D5a D5b D5c`
  .trim()
  .split(/\s+/);

test('each clause of the paper has its one row, and what the rows name is there', () => {
  const text = read('docs/requirements.md');
  const rows = text
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 8 && /^[A-DNP]\d+[a-e]?$/.test(cells[1] ?? ''));
  expect(rows.map((cells) => cells[1])).toEqual(clauses);
  const states = /^(done(: .+)?|partly: .+|not yet([:;] .+)?)$/;
  const stateless = rows.filter((cells) => !states.test(cells[6] ?? ''));
  expect(
    stateless.map((cells) => cells[1]),
    'done, partly: …, not yet',
  ).toEqual([]);
  const untested = rows.filter(
    (cells) => !cells[6]?.startsWith('not yet') && !cells[5]?.startsWith('`'),
  );
  expect(
    untested.map((cells) => cells[1]),
    'done without a test',
  ).toEqual([]);

  const named = [...text.matchAll(/`([\w./-]+\.test\.tsx?)`(?: › ([^|]+))?/g)];
  expect(named.length).toBeGreaterThan(rows.length / 3);
  const missing = named.flatMap(([, file = '', title = '']) => {
    if (!fs.existsSync(path.join(root, file))) return [file];
    const words = read(file).replaceAll(/\\(['"])/g, '$1');
    return words.includes(title.trim()) ? [] : [`${file} › ${title}`];
  });
  expect(missing).toEqual([]);

  const code = fs
    .globSync('{core,server,web}/**/*.{ts,tsx,sql}', { cwd: root })
    .map(read)
    .join('\n');
  const rules = rows.flatMap((cells) => [...(cells[4] ?? '').matchAll(/`(\w+)`/g)]);
  const unknown = rules.map(([, rule = '']) => rule).filter((rule) => !code.includes(rule));
  expect(unknown, 'rules that no code names').toEqual([]);
});

/** Words that docs/glossary.md gives up for another. */
const retired = ['结账', '封存', '口令', '薪酬单', '工资条', '目标书', '客户号', '政策', '网点'];

test('phrases use the words of the glossary', async () => {
  const files = fs.globSync('{core,server,web,fixtures}/**/*messages.ts', { cwd: root });
  const odd: string[] = [];
  for (const file of files) {
    const exported = (await import(path.join(root, file))) as Record<string, unknown>;
    const tables = Object.values(exported).filter((one) => typeof one === 'object' && one !== null);
    for (const [key, phrase] of tables.flatMap((one) => Object.entries(one as object))) {
      const { zh } = phrase as { readonly zh?: unknown };
      if (typeof zh !== 'string') continue;
      odd.push(...retired.filter((word) => zh.includes(word)).map((word) => `${key}: ${word}`));
    }
  }
  expect(odd).toEqual([]);
});

test('links between the documents lead somewhere', () => {
  const pages = fs
    .globSync(['README*.md', 'docs/**/*.md', 'server/**/README.md', 'web/README.md'], { cwd: root })
    .filter((file) => !file.includes('node_modules'));
  const broken = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^(https?:|mailto:)/.test(target))
      .filter((target) => !fs.existsSync(path.join(root, path.dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});

function read(file: string): string {
  return fs.readFileSync(path.join(root, file), 'utf8');
}
