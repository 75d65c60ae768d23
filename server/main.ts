import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { systemActor } from '../core/actor.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { bankOf } from './modules/organisation/index.ts';
import { startSealer } from './platform/audit/index.ts';
import { demoSignIns, identifyBy, type DemoSignIn } from './platform/auth/index.ts';
import { loadSecret, type Config } from './platform/config.ts';
import { prepareDirectory } from './platform/db/embedded-home.ts';
import { startWatch } from './platform/health/index.ts';
import { pendingMigrations } from './platform/db/migrate.ts';
import type { Database } from './platform/db/transaction.ts';
import { buildServer } from './platform/http/server.ts';
import { failRunning, loadProgress, startJobs } from './platform/jobs/index.ts';
import { lockServer } from './platform/lock.ts';
import type { Log } from './platform/log.ts';
import { StartFault, type OnNote } from './platform/start-fault.ts';
import { openDatabase, prepareDatabase, type OpenDatabase } from './database.ts';
import { demoSource, openHouse, version, webDir } from './house.ts';

export interface StartParts {
  readonly config: Config;
  readonly log: Log;
  readonly onNote: OnNote;
  /** Loads the invented bank into an empty database; absent: none is loaded. */
  /** Aborted when the operator stops a server that is still starting. */
  readonly stopping?: AbortSignal;
  readonly loadDemo?: (open: OpenDatabase) => Promise<Refusal | object>;
}

/** Under this key the load of the demo bank shows how far it is; `done` when it is complete. */
export const demoProgressKey = 'demo-load';

/** A server that answers, until it is stopped. */
export interface RunningServer {
  readonly address: string;
  readonly port: number;
  /** Published sign-ins while the bank is the invented one. */
  readonly signIns: readonly DemoSignIn[];
  readonly bank: string | null;
  stop(): Promise<void>;
}

/**
 * Starts the one server of a data directory: lock, database, schema, first policies, the demo bank
 * on the first start, jobs and the sealer, then the door. What was begun is ended again when a
 * later step fails. Faults: `StartFault`, one line each.
 */
export async function startServer(parts: StartParts): Promise<RunningServer> {
  const { config, log, onNote } = parts;
  const endings: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const end of endings.splice(0).toReversed()) {
      try {
        await end();
      } catch (error) {
        log.error({ err: error }, 'a part did not stop cleanly');
      }
    }
  };
  let isStarting = true;
  const isBrokenOff = () => isStarting && parts.stopping?.aborted === true;
  try {
    prepareDirectory(config.dataDir);
    const lock = lockServer(config.dataDir);
    endings.push(() => lock.release());
    loadSecret(config);
    const house = openHouse({ config, startedAt: new Date().toISOString() });
    const open = await openDatabase(config, onNote);
    endings.push(() => (isBrokenOff() ? open.abandon() : open.close()));
    parts.stopping?.addEventListener('abort', () => {
      if (isBrokenOff()) void open.abandon();
    });
    parts.stopping?.throwIfAborted();
    const { database, appConfig } = open;
    await prepareDatabase(open, house);
    await database.transaction(systemActor('start'), (tx) => failRunning(tx, 'stopped'));
    await loadFirst(parts, open);
    const sealer = startSealer(database, log);
    endings.push(() => sealer.stop());
    const jobs = await startJobs({ appConfig, database, jobs: house.jobs, log });
    endings.push(() => jobs.stop());
    const watch = startWatch(database, house.health, log);
    endings.push(() => watch.stop());
    const app = await buildServer({
      modules: house.modules,
      database,
      identify: identifyBy(database),
      log,
      webDir,
      version,
      meter: house.meter,
      ready: () => readinessOf(database),
      checkAnswers: process.env['NODE_ENV'] !== 'production',
    });
    endings.push(() => app.close());
    parts.stopping?.throwIfAborted();
    const port = await listen(app, config);
    const found = await standing(database);
    isStarting = false;
    return { ...found, address: addressOf(config.host, port), port, stop };
  } catch (error) {
    await stop();
    throw faultOf(error, config);
  }
}

/** The first start loads the demo bank; a start after a broken load goes on with it. */
async function loadFirst(parts: StartParts, open: OpenDatabase): Promise<void> {
  if (!parts.config.demo || parts.loadDemo === undefined) return;
  const isWanted = await open.database.transaction(
    systemActor('start'),
    async (tx) => {
      const bank = await bankOf(tx);
      if (bank === null) return true;
      if (bank.source !== demoSource) return false;
      return (await loadProgress(tx, demoProgressKey))?.state === 'failed';
    },
    { readOnly: true },
  );
  if (!isWanted) return;
  const loaded = await parts.loadDemo(open);
  if (isRefusal(loaded)) parts.log.warn({ code: loaded.refused }, 'the demo bank was not loaded');
}

async function standing(database: Database) {
  return database.transaction(
    systemActor('start'),
    async (tx) => {
      const bank = await bankOf(tx);
      const signIns = bank?.source === demoSource ? await demoSignIns(tx) : [];
      return { bank: bank?.name ?? null, signIns };
    },
    { readOnly: true },
  );
}

async function readinessOf(database: Database) {
  try {
    const pending = await database.transaction(
      systemActor('readiness'),
      (tx) => pendingMigrations(tx.client),
      { readOnly: true },
    );
    return { database: true, migrations: pending.length === 0 };
  } catch {
    return { database: false, migrations: false };
  }
}

async function listen(app: FastifyInstance, config: Config): Promise<number> {
  const { host, port } = config;
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new StartFault('port_taken', { host, port }, error);
    if (['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EINVAL', 'EAI_AGAIN'].includes(code)) {
      throw new StartFault('address_refused', { host, port, reason: code }, error);
    }
    throw error;
  }
  return (app.server.address() as AddressInfo).port;
}

/** What a person types into a browser. */
function addressOf(host: string, port: number): string {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}

/** PostgreSQL tells a full disk in its own words. */
function faultOf(error: unknown, config: Config): unknown {
  const { code } = error as { code?: string };
  const isFull = code === '53100' || code === 'ENOSPC' || code === 'EDQUOT';
  return isFull ? new StartFault('disk_full', { path: config.dataDir }, error) : error;
}
