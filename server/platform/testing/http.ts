import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { roles, systemActor, type Role, type ScopeKind } from '../../../core/actor.ts';
import { day } from '../../../core/day.ts';
import { isRefusal } from '../../../core/refusal.ts';
import {
  authModule,
  createAccount,
  hashPassword,
  identifyBy,
  type AdministrationDoors,
  type AuthDoors,
} from '../auth/index.ts';
import type { Database } from '../db/transaction.ts';
import { sessionCookieName } from '../http/caller.ts';
import { buildServer, mergeRights, type Limits } from '../http/server.ts';
import { createLog } from '../log.ts';
import type { Module } from '../module.ts';
import { installInitialPolicies } from '../policy/install.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

/**
 * A bank's door for tests: the whole server on a database of its own, spoken to without a network.
 */
export interface TestHouse extends FreshDatabase {
  readonly app: FastifyInstance;
  readonly modules: readonly Module[];
  readonly doors: AuthDoors;
  /** Lines of the log. */
  readonly log: readonly string[];
  /** Signs in and answers the cookie header. */
  signIn(login: string, password?: string): Promise<string>;
  call(request: TestCall): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

export interface TestCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly remoteAddress?: string;
}

export const testPassword = 'test-password-1';

const pathOf = (unitId: bigint) => `0001.${unitId.toString().padStart(4, '0')}.`;

/** Doors of a bank without rooms: one unit at path 0001., one member of staff with id 7 in it. */
export const plainDoors: AuthDoors = {
  bank: async () => ({ name: '试验银行', currency: 'CNY', demo: true, today: day('2026-06-30') }),
  unitOfStaff: async (_tx, staffId) =>
    staffId === 7n ? { path: '0001.0002.', name: '城东支行' } : null,
  unitNames: async (_tx, ids) => new Map(ids.map((one) => [one, `机构${one}`])),
  unitPaths: async (_tx, ids) =>
    new Map(ids.filter((one) => one < 100n).map((one) => [one, pathOf(one)])),
};

/** Of a bank without rooms: nobody left, and nothing is to be seen. */
export const plainAdministration: AdministrationDoors = {
  staffStates: async () => new Map(),
  sight: async () => ({ counts: [], samples: [], customerSeen: false }),
};

/**
 * Opens a house with the given rooms and one account for each role, named as the role, for the
 * whole bank.
 */
export async function openHouse(
  rooms: readonly Module[],
  options: {
    readonly doors?: AuthDoors;
    readonly administration?: AdministrationDoors;
    readonly limits?: Partial<Limits>;
    readonly webDir?: string;
    readonly checkAnswers?: boolean;
    /** For a bank that brings its own accounts. */
    readonly withoutAccounts?: boolean;
  } = {},
): Promise<TestHouse> {
  const fresh = await freshDatabase();
  const doors = options.doors ?? plainDoors;
  const administration = options.administration ?? plainAdministration;
  const modules: Module[] = [];
  modules.push(authModule({ doors, administration, rights: () => mergeRights(modules) }), ...rooms);
  const log: string[] = [];
  const { database } = fresh;
  await database.transaction(systemActor('test'), async (tx) => {
    await installInitialPolicies(
      tx,
      modules.flatMap((module) => module.policies ?? []),
    );
  });
  if (options.withoutAccounts !== true) await addAccounts(database, doors);
  const app = await buildServer({
    modules,
    database,
    identify: identifyBy(database),
    log: createLog({ level: 'info', terminal: false, write: (line) => log.push(line) }),
    webDir: options.webDir ?? 'no-such-directory',
    version: 'test',
    ready: async () => ({ database: true, migrations: true }),
    checkAnswers: options.checkAnswers ?? true,
    limits: { signInsPerMinute: 100_000, perMinute: 1_000_000, delayMs: 60_000, ...options.limits },
  });
  const call = (request: TestCall) => inject(app, request);
  return {
    ...fresh,
    app,
    modules,
    doors,
    log,
    call,
    signIn: async (login, password = testPassword) => {
      const body = { login, password };
      const answer = await call({ method: 'POST', url: '/api/sessions', body });
      const cookie = answer.cookies.find((one) => one.name === sessionCookieName);
      if (cookie === undefined) throw new Error(`sign-in of ${login}: ${answer.body}`);
      return `${sessionCookieName}=${cookie.value}`;
    },
    close: async () => {
      await app.close();
      await fresh.drop();
    },
  };
}

/** Adds an account directly. */
export async function addAccount(
  database: Database,
  doors: AuthDoors,
  account: {
    readonly login: string;
    readonly role: Role;
    readonly scope: ScopeKind;
    readonly staffId?: bigint;
    readonly unitIds?: readonly bigint[];
    readonly mustChange?: boolean;
  },
): Promise<bigint> {
  hashed ??= hashPassword(testPassword);
  const passwordHash = await hashed;
  const made = await database.transaction(systemActor('test'), (tx) =>
    createAccount(tx, doors, {
      login: account.login,
      name: account.login,
      staffId: account.staffId ?? null,
      passwordHash,
      mustChange: account.mustChange ?? false,
      grants: [{ role: account.role, scope: account.scope, unitIds: account.unitIds ?? [] }],
    }),
  );
  if (isRefusal(made)) throw new Error(`account ${account.login}: ${made.refused}`);
  return made.accountId;
}
let hashed: Promise<string> | undefined;

async function addAccounts(database: Database, doors: AuthDoors): Promise<void> {
  for (const role of roles) {
    await addAccount(database, doors, { login: role, role, scope: 'bank' });
  }
}

function inject(app: FastifyInstance, request: TestCall): Promise<LightMyRequestResponse> {
  const { method = 'GET', url, cookie, body, headers, remoteAddress } = request;
  return app.inject({
    method,
    url,
    headers: { ...(cookie === undefined ? {} : { cookie }), ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
  });
}
