import type pg from 'pg';
import type { Config } from './platform/config.ts';
import { appRole as embeddedAppRole, startEmbedded } from './platform/db/embedded.ts';
import { attachGiven } from './platform/db/given.ts';
import { migrate } from './platform/db/migrate.ts';
import { createPool } from './platform/db/pool.ts';
import { databaseOf, type Database } from './platform/db/transaction.ts';
import { systemActor } from '../core/actor.ts';
import { prepareJobs } from './platform/jobs/index.ts';
import { installInitialPolicies } from './platform/policy/install.ts';
import type { OnNote } from './platform/start-fault.ts';
import { seedCalendar } from './modules/organisation/index.ts';
import type { House } from './house.ts';

/** The bank's database while this process uses it. */
export interface OpenDatabase {
  readonly database: Database;
  readonly ownerConfig: pg.ClientConfig;
  readonly appConfig: pg.ClientConfig;
  readonly appRole: string;
  /** Where the embedded one keeps its data; null for a given one. */
  readonly home: string | null;
  close(): Promise<void>;
  /** Stops a database of our own at once, whatever still runs on it: that is rolled back. */
  abandon(): Promise<void>;
}

/**
 * Opens the given PostgreSQL, or the embedded one of the data directory: started, or attached to
 * when a server runs it already. Faults: `StartFault`, one line each.
 */
export async function openDatabase(config: Config, onNote: OnNote): Promise<OpenDatabase> {
  const source = await openSource(config, onNote);
  const pool = createPool({ ...source.appConfig, connectionTimeoutMillis: 20_000 });
  const database = databaseOf(pool);
  return {
    ...source,
    database,
    close: async () => {
      await database.end();
      await source.stop();
    },
    abandon: source.stop,
  };
}

interface Source extends Omit<OpenDatabase, 'database' | 'close' | 'abandon'> {
  stop(): Promise<void>;
}

async function openSource(config: Config, onNote: OnNote): Promise<Source> {
  if (config.given !== undefined) {
    return { ...(await attachGiven(config.given)), home: null, stop: async () => undefined };
  }
  return { ...(await startEmbedded({ dir: config.dataDir, onNote })), appRole: embeddedAppRole };
}

/** Brings the schema, the job queue, the first policies and the published holidays up to date. */
export async function prepareDatabase(open: OpenDatabase, house: House): Promise<void> {
  await migrate(open.ownerConfig, open.appRole);
  await prepareJobs(open.ownerConfig, open.appRole, house.jobs);
  await open.database.transaction(systemActor('install'), async (tx) => {
    await installInitialPolicies(tx, house.policies);
    await seedCalendar(tx);
  });
}
