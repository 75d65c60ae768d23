import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rights } from '../core/actor.ts';
import type { Day } from '../core/day.ts';
import { quarterRange } from '../core/period.ts';
import { importHouse, importsRoom } from './import-house.ts';
import { modules as rooms } from './modules.ts';
import {
  bankOf,
  businessDay,
  lastSealedQuarter,
  sealedImport,
  unitsOf,
  workCalendar,
} from './modules/organisation/index.ts';
import { mayOffer } from './modules/contacts/index.ts';
import { sightOf } from './modules/desk/index.ts';
import { staffStates, staffUnit } from './modules/people/index.ts';
import { auditModule } from './platform/audit/index.ts';
import { authModule, type AdministrationDoors, type AuthDoors } from './platform/auth/index.ts';
import { secretFingerprint, type Config } from './platform/config.ts';
import type { Tx } from './platform/db/transaction.ts';
import { exportsModule } from './platform/exports/index.ts';
import { mergeRights } from './platform/http/server.ts';
import type { ImportHouse } from './platform/imports/run.ts';
import { healthModule, type HealthDoors, type Seat } from './platform/health/index.ts';
import { createMeter, type Meter } from './platform/http/meter.ts';
import { jobsModule } from './platform/jobs/index.ts';
import type { Job, Module } from './platform/module.ts';
import { noticesModule } from './platform/notices/index.ts';
import type { PolicyKind } from './platform/policy/kind.ts';
import { policyModule } from './platform/policy/routes.ts';
import { signingModule } from './platform/signing/index.ts';
import { viewsModule } from './platform/views/index.ts';

export const root = path.join(import.meta.dirname, '..');
export const webDir = path.join(root, 'dist', 'web');
export const version = (
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
).version;

/** All rooms, those of the platform first, and what they bring together. */
export interface House {
  readonly modules: readonly Module[];
  readonly rights: Rights;
  readonly policies: readonly PolicyKind[];
  readonly jobs: readonly Job[];
  readonly doors: AuthDoors;
  readonly imports: ImportHouse;
  readonly meter: Meter;
  readonly health: { readonly seat: Seat; readonly doors: HealthDoors };
}

/** Where the house stands, for the checks of its health; without it they say what they can. */
export interface Place {
  readonly config?: Pick<Config, 'dataDir' | 'secret'>;
  /** When this server began; absent outside a server. */
  readonly startedAt?: string;
}

/** Puts the house together: the one place that knows both the platform and every room. */
export function openHouse(place: Place = {}): House {
  const modules: Module[] = [];
  const meter = createMeter();
  const health = { seat: seatOf(place, meter), doors: healthDoors };
  const imports = importHouse(rooms, sealedImport);
  const jobs = () => modules.flatMap((module) => module.jobs ?? []);
  const policies = () => modules.flatMap((module) => module.policies ?? []);
  modules.push(
    authModule({ doors, administration, rights: () => mergeRights(modules) }),
    auditModule,
    jobsModule({ jobs }),
    policyModule({ modules: () => modules, today: businessDay, sealedUntil }),
    signingModule,
    noticesModule({ modules: () => modules }),
    exportsModule({
      modules: () => modules,
      rights: () => mergeRights(modules),
      today: businessDay,
      bank: doors.bank,
      mayOffer,
    }),
    healthModule(health),
    viewsModule({ unitOfStaff: staffUnit }),
    importsRoom(imports, rooms),
    ...rooms,
  );
  return {
    modules,
    rights: mergeRights(modules),
    policies: policies(),
    jobs: jobs(),
    doors,
    imports,
    meter,
    health,
  };
}

function seatOf({ config, startedAt }: Place, meter: Meter): Seat {
  return {
    version,
    startedAt: startedAt ?? null,
    isBuilt: () => existsSync(path.join(webDir, 'index.html')),
    dataDir: config?.dataDir ?? null,
    secretFingerprint: config === undefined ? null : secretFingerprint(config),
    meter: startedAt === undefined ? null : meter,
  };
}

/** What the checks of health ask of the bank. */
const healthDoors: HealthDoors = {
  today: (tx) => businessDay(tx),
  calendarYears: async (tx) => [...(await workCalendar(tx)).publishedYears],
};

/** What sign-in asks of the bank. */
const doors: AuthDoors = {
  bank: async (tx) => {
    const bank = await bankOf(tx);
    return {
      name: bank?.name ?? '尚无银行 / no bank yet',
      currency: bank?.currency ?? 'CNY',
      demo: bank?.source === demoSource,
      today: await businessDay(tx),
    };
  },
  unitOfStaff: staffUnit,
  unitNames: async (tx, unitIds) => {
    const units = unitIds.length === 0 ? [] : await unitsOf(tx);
    const wanted = new Set(unitIds);
    const named = units.filter((unit) => wanted.has(unit.unitId));
    return new Map(named.map((unit) => [unit.unitId, unit.name]));
  },
  unitPaths: async (tx, unitIds) => {
    const wanted = new Set(unitIds);
    const units = wanted.size === 0 ? [] : await unitsOf(tx);
    return new Map(
      units.filter((unit) => wanted.has(unit.unitId)).map((unit) => [unit.unitId, unit.path]),
    );
  },
};

/** What the administration of accounts asks of the bank. */
const administration: AdministrationDoors = { staffStates, sight: sightOf };

/** The `source` of the invented bank. */
export const demoSource = 'demo';

async function sealedUntil(tx: Tx): Promise<Day | null> {
  const last = await lastSealedQuarter(tx);
  return last === null ? null : quarterRange(last).until;
}
