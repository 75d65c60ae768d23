import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { readConfig } from '../config.ts';
import { startEmbedded } from '../db/embedded.ts';
import { attachGiven, onDatabase } from '../db/given.ts';
import { migrate } from '../db/migrate.ts';
import { isAlive } from '../lock.ts';
import { handOver } from './database.ts';

const prefix = 'kejing-test-';

/**
 * Before all tests: a PostgreSQL of this run's own (or the one of KEJING_TEST_DATABASE_URL and
 * KEJING_TEST_DATABASE_OWNER_URL), and in it a migrated template and the database that the tests
 * share.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  if (process.env['KEJING_TEST_NO_DATABASE'] === 'yes') return async () => {};
  process.env['KEJING_SECRET'] ??= '5a'.repeat(32);
  await removeLeftovers();
  const server = await openServer();
  const mark = `${process.pid}_${Date.now().toString(36)}`;
  const names = { template: `kejing_template_${mark}`, shared: `kejing_shared_${mark}` };
  const drop = async () => {
    await runOn(server.ownerConfig, async (client) => {
      const { rows } = await client.query<{ datname: string }>(
        'select datname from pg_database where datname like $1 order by datname',
        [`kejing\\_%\\_${mark}`],
      );
      for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
    });
  };
  try {
    await runOn(server.ownerConfig, (client) => client.query(`create database ${names.template}`));
    await migrate(onDatabase(server.ownerConfig, names.template), server.appRole);
    await runOn(server.ownerConfig, (client) =>
      client.query(`create database ${names.shared} template ${names.template}`),
    );
  } catch (error) {
    await drop().finally(() => server.stop());
    throw error;
  }
  handOver({ ...names, mark, ownerConfig: server.ownerConfig, appConfig: server.appConfig });
  return () => drop().finally(() => server.stop());
}

interface Server {
  readonly ownerConfig: pg.ClientConfig;
  readonly appConfig: pg.ClientConfig;
  readonly appRole: string;
  stop(): Promise<void>;
}

async function openServer(): Promise<Server> {
  const { given } = readConfig({
    DATABASE_URL: process.env['KEJING_TEST_DATABASE_URL'],
    DATABASE_OWNER_URL: process.env['KEJING_TEST_DATABASE_OWNER_URL'],
  });
  if (given !== undefined) return { ...(await attachGiven(given)), stop: async () => {} };
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  const embedded = await startEmbedded({ dir, durable: false });
  const stop = async () => {
    await embedded.stop();
    removeHome(dir);
  };
  return { ...embedded, stop };
}

async function runOn<T>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Stops and removes the databases of test runs that were killed. */
async function removeLeftovers(): Promise<void> {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue; // tidy: not money
    const dir = path.join(os.tmpdir(), name);
    try {
      await (await startEmbedded({ dir, durable: false })).stop();
    } catch {
      // Half made, or another user's: nothing runs there for us to stop.
    }
    removeHome(dir);
  }
}

function removeHome(dir: string): void {
  try {
    const home = fs.realpathSync(path.join(dir, 'database'));
    for (const one of [home, dir]) fs.rmSync(one, { recursive: true, force: true });
  } catch {
    // Another user's leftover stays.
  }
}
