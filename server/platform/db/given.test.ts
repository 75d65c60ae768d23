import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StartFault } from '../start-fault.ts';
import { testServer } from '../testing/database.ts';
import { attachGiven, onDatabase } from './given.ts';

/** Databases and roles of this file, each in one way unfit, on the test server. */
const mark = randomBytes(4).toString('hex');
const role = (name: string) => `kejing_${name}_${mark}`;
const { ownerConfig, mark: run } = testServer();
const fit = `kejing_given_${mark}_${run}`;
const latin = `kejing_latin_${mark}_${run}`;
const plain = `kejing_plain_${mark}_${run}`;

async function runAs(config: pg.ClientConfig, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  await runAs(ownerConfig, [
    `create role ${role('own')} login createdb`,
    `create role ${role('app')} login`,
    `create role ${role('bypass')} login bypassrls`,
    `create role ${role('member')} login in role ${role('bypass')}`,
    `create role ${role('keeper')} login`,
    `create role ${role('king')} login superuser`,
    `create database ${fit} owner ${role('own')}`,
    `create database ${plain} owner ${role('own')} template template0 locale 'C' locale_provider libc`,
    `create database ${latin} owner ${role('own')} template template0 encoding 'SQL_ASCII'
       locale 'C' locale_provider libc`,
  ]);
  await runAs(onDatabase(ownerConfig, fit), [
    'create table kept (a int)',
    `alter table kept owner to ${role('keeper')}`,
  ]);
});

afterAll(async () => {
  const names = ['own', 'app', 'member', 'bypass', 'keeper', 'king'];
  await runAs(ownerConfig, [
    ...[fit, latin, plain].map((name) => `drop database if exists ${name} with (force)`),
    ...names.map((name) => `drop role if exists ${role(name)}`),
  ]);
});

/** The address of the test server for a role: its socket directory, or the host that was given. */
function urlOf(name: string, database: string): string {
  const host = ownerConfig.host;
  if (host !== undefined) return `postgres://${role(name)}@/${database}?host=${host}`;
  const url = onDatabase(ownerConfig, database).connectionString ?? '';
  return url.replace(/:\/\/[^@/]*@/, `://${role(name)}@`);
}

const cases: readonly (readonly [string, string, string, string, string])[] = [
  ['app', fit, 'own', fit, '-'],
  ['own', fit, 'own', fit, 'given_same_role'],
  ['king', fit, 'own', fit, 'given_superuser'],
  ['bypass', fit, 'own', fit, 'given_bypasses'],
  ['member', fit, 'own', fit, 'given_bypasses'],
  ['keeper', fit, 'own', fit, 'given_owns'],
  ['app', fit, 'app', plain, 'given_two_databases'],
  ['app', plain, 'own', plain, 'given_character_type'],
  ['app', latin, 'own', latin, 'given_not_utf8'],
  ['app', fit, 'keeper', fit, 'given_owner_powerless'],
  ['app', 'kejing_none', 'own', fit, 'given_unreachable'],
];

test.each(cases)('%s on %s with owner %s on %s: %s', async (app, on, owner, ownerOn, expected) => {
  const given = attachGiven({ app: urlOf(app, on), owner: urlOf(owner, ownerOn) });
  const outcome = await given.then(
    () => '-',
    (error: unknown) => (error instanceof StartFault ? error.code : String(error)),
  );
  expect(outcome).toBe(expected);
});

test.each([
  ['postgres://a:b@h:1/one?sslmode=require', 'postgres://a:b@h:1/two?sslmode=require'],
  ['postgres://a@/one?host=/run/x', 'postgres://a@/two?host=/run/x'],
  ['postgres://h', 'postgres://h/two'],
])('%s on another database is %s', (url, expected) => {
  expect(onDatabase({ connectionString: url }, 'two').connectionString).toBe(expected);
});

test('a refused connection names the target without the password', async () => {
  const url = 'postgres://app:secret@127.0.0.1:1/bank';
  const error = (await attachGiven({ app: url, owner: url }).catch(
    (e: unknown) => e,
  )) as StartFault;
  expect(error.message).toMatch(/127\.0\.0\.1:1\/bank given by DATABASE_URL: .*ECONNREFUSED/);
  expect(error.message).not.toContain('secret');
});
