import fs from 'node:fs';
import type { Day } from '../../../core/day.ts';
import { verifyAudit } from '../audit/index.ts';
import { migrationHashes, pendingMigrations } from '../db/migrate.ts';
import type { Tx } from '../db/transaction.ts';
import type { Meter } from '../http/meter.ts';
import { isQueueThere } from '../jobs/index.ts';
import type { Facts, Machine } from './rules.ts';
import * as store from './store.ts';

/** Where the process sits: given by whoever starts the server, or by the command line. */
export interface Seat {
  readonly version: string;
  readonly startedAt: string | null;
  readonly isBuilt: () => boolean;
  readonly dataDir: string | null;
  readonly secretFingerprint: string | null;
  readonly meter: Meter | null;
}

/** What the bank's rooms know. */
export interface HealthDoors {
  /** Today by the clock of the bank. */
  readonly today: (tx: Tx) => Promise<Day>;
  /** Years whose holidays were entered. */
  readonly calendarYears: (tx: Tx) => Promise<readonly number[]>;
}

const megabyte = 1024 ** 2;
const dayMs = 86_400_000;

export function gatherMachine(seat: Seat): Machine {
  const { version, startedAt, dataDir, secretFingerprint } = seat;
  return {
    version,
    nodeVersion: process.version,
    startedAt,
    isBuilt: seat.isBuilt(),
    dataDir,
    freeMb: dataDir === null ? null : freeMbOf(dataDir),
    secretFingerprint,
  };
}

function freeMbOf(dir: string): number {
  const { bavail, bsize } = fs.statfsSync(dir);
  return Math.floor((bavail * bsize) / megabyte);
}

/**
 * Asks the database. `latest` links of the audit are checked, all of them without it; `isServed`
 * says whether a server runs on it.
 */
export async function gatherBank(
  tx: Tx,
  seat: Pick<Seat, 'meter'>,
  doors: HealthDoors,
  of: { readonly latest?: number; readonly isServed: boolean },
): Promise<Facts> {
  const { used, max, ...database } = await store.loadDatabase(tx);
  const missing = (await pendingMigrations(tx.client)).length;
  const [backup] = await store.loadBackups(tx, 1);
  const chain = await verifyAudit(tx, of.latest === undefined ? {} : { latest: of.latest });
  const today = await doors.today(tx);
  const year = Number.parseInt(today.slice(0, 4), 10);
  const years = await doors.calendarYears(tx);
  const { meter } = seat;
  return {
    database,
    connections: { used, max },
    schema: { applied: migrationHashes().length - missing, missing },
    backup: backup ?? null,
    audit: {
      faults: chain.faults.length,
      checked: chain.checked,
      waiting: chain.waiting,
      waitSeconds: await store.loadAuditWait(tx),
    },
    queue: (await isQueueThere(tx)) ? await store.loadQueue(tx) : null,
    certificateDays: await store.loadCertificateDays(tx),
    calendar: {
      until: years.length === 0 ? null : Math.max(...years),
      year,
      daysLeft: Math.round((Date.UTC(year + 1, 0, 1) - Date.parse(today)) / dayMs),
    },
    imports: await store.loadImportDays(tx),
    isServed: of.isServed,
    traffic: meter === null ? null : { faults: await meter.faults(), routes: await meter.routes() },
  };
}
