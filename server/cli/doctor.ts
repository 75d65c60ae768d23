import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { systemActor } from '../../core/actor.ts';
import { openDatabase } from '../database.ts';
import { openHouse, version, webDir } from '../house.ts';
import { verifyAudit } from '../platform/audit/index.ts';
import { readConfig } from '../platform/config.ts';
import { migrationHashes, pendingMigrations } from '../platform/db/migrate.ts';
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

async function examine(terminal: Terminal): Promise<readonly Check[]> {
  const checks: Check[] = [
    { name: 'Kejing', state: 'ok', found: version },
    { name: 'Node', state: 'ok', found: `${process.version} ${process.platform} ${process.arch}` },
    fs.existsSync(path.join(webDir, 'index.html'))
      ? { name: 'web', state: 'ok', found: 'dist/web' }
      : { name: 'web', state: 'warn', found: 'not built: npm start' },
  ];
  const config = readConfig(process.env);
  fs.mkdirSync(config.dataDir, { recursive: true });
  checks.push(spaceOf(config.dataDir));
  const server = runningServer(config.dataDir);
  const running = server === undefined ? 'none' : `process ${server.pid} since ${server.since}`;
  checks.push({ name: 'server', state: 'ok', found: running });
  try {
    const open = await openDatabase(config, () => undefined);
    try {
      const { database } = open;
      const actor = systemActor('doctor');
      const found = await database.transaction(actor, async (tx) => {
        const { rows } = await tx.client.query<{ version: string; migrated: string | null }>(
          `select version() as version, to_regclass('platform_migration')::text as migrated`,
        );
        const text = rows[0]?.version.split(' on ')[0] ?? '';
        if (rows[0]?.migrated === null) return [databaseCheck(text), notMigrated];
        const pending = await pendingMigrations(tx.client);
        if (pending.length > 0) return [databaseCheck(text), migrations(pending)];
        const { name, demo, today } = await openHouse().doors.bank(tx);
        const bank = `${name}${demo ? ' (demo)' : ''}, ${today}`;
        const chain = await verifyAudit(tx);
        return [
          databaseCheck(text),
          migrations(pending),
          { name: 'bank', state: 'ok', found: bank } as const,
          {
            name: 'audit',
            state: chain.faults.length === 0 ? 'ok' : 'bad',
            found: `${chain.checked} links, ${chain.faults.length} faults`,
          } as const,
        ];
      });
      checks.push(...found);
    } finally {
      await open.close();
    }
  } catch (error) {
    if (!(error instanceof StartFault)) throw error;
    checks.push({ name: 'database', state: 'bad', found: sayStart(error, terminal.locale) });
  }
  return checks;
}

function databaseCheck(found: string): Check {
  return { name: 'database', state: 'ok', found };
}

const notMigrated: Check = { name: 'schema', state: 'warn', found: 'empty: kejing start makes it' };

function migrations(pending: readonly string[]): Check {
  const all = migrationHashes().length;
  return pending.length === 0
    ? { name: 'schema', state: 'ok', found: `${all} migrations` }
    : { name: 'schema', state: 'warn', found: `${pending.length} of ${all} not applied yet` };
}

function spaceOf(dir: string): Check {
  const { bavail, bsize } = fs.statfsSync(dir);
  const megabytes = Math.floor((bavail * bsize) / 1024 ** 2);
  const state = megabytes > 1024 ? 'ok' : megabytes > 200 ? 'warn' : 'bad';
  return { name: 'disk', state, found: `${megabytes} MB free in ${dir}` };
}
