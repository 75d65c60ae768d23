import fs from 'node:fs';
import type { Command } from 'commander';
import { systemActor } from '../../core/actor.ts';
import { openDatabase } from '../database.ts';
import { say as sayPhrase, type Phrases } from '../../core/messages.ts';
import { openHouse, version, type House } from '../house.ts';
import { readConfig } from '../platform/config.ts';
import { migrationHashes, pendingMigrations } from '../platform/db/migrate.ts';
import {
  examine as examineHealth,
  examineMachine,
  gatherMachine,
  healthPolicy,
  type Finding,
} from '../platform/health/index.ts';
import { bookOf } from '../platform/http/server.ts';
import { runningServer } from '../platform/lock.ts';
import { StartFault, sayStart } from '../platform/start-fault.ts';
import { houseBook } from './bank.ts';
import { conclude, openTerminal, type Found, type Terminal } from './terminal.ts';

interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'bad';
  readonly found: string;
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      '检查运行环境、数据库和数据，不改任何东西 / check the machine, the database, the data',
    )
    .option('--json', '输出 JSON / print JSON')
    .action(async (options: { json?: boolean }) => {
      const terminal = openTerminal(options);
      await conclude(terminal, houseBook, async () => report(terminal, await examine(terminal)));
    });
}

function report(terminal: Terminal, checks: readonly Check[]): Found {
  const lines = checks.map(({ name, state, found }) =>
    terminal.say(`cli.check_${state}`, { name, found }),
  );
  const isBad = checks.some((check) => check.state === 'bad');
  return { data: { version, checks }, lines, isBad };
}

/** The same checks as the page of system health (server/platform/health), without its traffic. */
async function examine(terminal: Terminal): Promise<readonly Check[]> {
  const config = readConfig(process.env);
  fs.mkdirSync(config.dataDir, { recursive: true });
  const house = openHouse({ config });
  const book = bookOf(house.modules);
  const say = (found: Finding) => checkOf(found, book, terminal);
  const server = runningServer(config.dataDir);
  const running = server === undefined ? 'none' : `process ${server.pid} since ${server.since}`;
  const serverCheck: Check = { name: 'server', state: 'ok', found: running };
  try {
    const open = await openDatabase(config, () => undefined);
    try {
      const found = await open.database.transaction(systemActor('doctor'), async (tx) => {
        const { rows } = await tx.client.query<{ migrated: string | null }>(
          `select to_regclass('platform_migration')::text as migrated`,
        );
        if (rows[0]?.migrated === null) return [notMigrated];
        const pending = await pendingMigrations(tx.client);
        if (pending.length > 0) return [migrations(pending)];
        const { name, demo, today } = await house.doors.bank(tx);
        const bank = `${name}${demo ? ' (demo)' : ''}, ${today}`;
        const all = await examineHealth(tx, house.health, { isServed: server !== undefined });
        return [...all.map(say), { name: 'bank', state: 'ok', found: bank } as const];
      });
      const isWhole = found.length > 1;
      return isWhole ? [serverCheck, ...found] : [...machineOf(house, say), serverCheck, ...found];
    } finally {
      await open.close();
    }
  } catch (error) {
    if (!(error instanceof StartFault)) throw error;
    const found = sayStart(error, terminal.locale);
    return [...machineOf(house, say), serverCheck, { name: 'database', state: 'bad', found }];
  }
}

/** What can be told without a database, by the first thresholds of the policy. */
function machineOf(house: House, say: (found: Finding) => Check): readonly Check[] {
  const policy = healthPolicy.schema.parse(healthPolicy.initial);
  return examineMachine(gatherMachine(house.health.seat), policy).map(say);
}

const states = { good: 'ok', warn: 'warn', bad: 'bad', unknown: 'ok' } as const;

function checkOf({ check, state, found, params }: Finding, book: Phrases, of: Terminal): Check {
  const phrase = book[found];
  const size = params['sizeBytes'];
  const shown =
    size === undefined ? params : { ...params, sizeBytes: `${BigInt(size) / 1024n ** 2n} MB` };
  const words = phrase === undefined ? found : sayPhrase(phrase, of.locale, shown);
  const title = book[`health.check.${check}`];
  const next = state === 'good' || state === 'unknown' ? undefined : book[`health.next.${check}`];
  const advice = next === undefined ? '' : `; ${sayPhrase(next, of.locale)}`;
  const name = title === undefined ? check : sayPhrase(title, of.locale);
  return { name, state: states[state], found: `${words}${advice}` };
}

const notMigrated: Check = { name: 'schema', state: 'warn', found: 'empty: kejing start makes it' };

function migrations(pending: readonly string[]): Check {
  const all = migrationHashes().length;
  return { name: 'schema', state: 'warn', found: `${pending.length} of ${all} not applied yet` };
}
