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
    ...columns.filter((one) => (one.comment ?? '').trim() === '').map((one) => `${name}.${one.name}`),
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
    .filter(({ columns }) => columns.some(({ name }) => name === 'customer_id' || name === 'staff_id'))
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
