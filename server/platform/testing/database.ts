import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { systemActor } from '../../../core/actor.ts';
import type { Actor } from '../../../core/actor.ts';
import { onDatabase } from '../db/given.ts';
import { createPool } from '../db/pool.ts';
import { databaseOf } from '../db/transaction.ts';
import type { Database, Tx } from '../db/transaction.ts';

/** What the set-up of a test run hands to its tests. */
export interface TestServer {
  readonly ownerConfig: pg.ClientConfig;
  readonly appConfig: pg.ClientConfig;
  readonly template: string;
  readonly shared: string;
  readonly mark: string;
}

/** A migrated, empty database of a test's own. */
export interface FreshDatabase {
  readonly ownerConfig: pg.ClientConfig;
  readonly appConfig: pg.ClientConfig;
  /** Connected as the application role: under row security. */
  readonly database: Database;
  /** Ends its connections and removes it. */
  drop(): Promise<void>;
}

const variable = 'KEJING_TEST_SERVER';

export function handOver(server: TestServer): void {
  process.env[variable] = JSON.stringify(server);
}

/**
 * Runs the work on the shared test database under an actor's scope (the whole bank unless one is
 * given) and always rolls back. For tests of SQL and of commands.
 */
export async function testTransaction<T>(
  work: (tx: Tx) => Promise<T>,
  actor: Actor = systemActor('test'),
): Promise<T> {
  return sharedDatabase().transaction(actor, work, { rollBack: true });
}

/** The shared database. Whoever commits in it spoils it for others: take a fresh one for that. */
export function sharedDatabase(): Database {
  const { appConfig, shared: name } = testServer();
  shared ??= databaseOf(createPool({ ...onDatabase(appConfig, name), allowExitOnIdle: true }));
  return shared;
}
let shared: Database | undefined;

/** A database of its own for a test that commits: journeys, closes, crashes. About 50 ms. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = testServer();
  const name = `kejing_fresh_${randomBytes(6).toString('hex')}_${server.mark}`;
  await administer(server, `create database ${name} template ${server.template}`);
  const appConfig = onDatabase(server.appConfig, name);
  const database = databaseOf(createPool({ ...appConfig, allowExitOnIdle: true }));
  return {
    ownerConfig: onDatabase(server.ownerConfig, name),
    appConfig,
    database,
    drop: async () => {
      await database.end();
      await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Where the test server is; for tests of the database's own settings. */
export function testServer(): TestServer {
  const text = process.env[variable];
  if (text === undefined)
    throw new Error('run tests through vitest, whose set-up starts the database');
  return JSON.parse(text) as TestServer;
}

async function administer(server: TestServer, statement: string): Promise<void> {
  const client = new pg.Client(server.ownerConfig);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
