import { systemActor, type Actor } from '../../core/actor.ts';
import { demoMessages } from '../../fixtures/demo-bank/messages.ts';
import type { Phrases } from '../../core/messages.ts';
import type { Refusal } from '../../core/refusal.ts';
import { openDatabase, prepareDatabase, type OpenDatabase } from '../database.ts';
import { openHouse, type House } from '../house.ts';
import { sealAudit } from '../platform/audit/index.ts';
import { readConfig, type Config } from '../platform/config.ts';
import { bookOf } from '../platform/http/server.ts';
import { runningServer } from '../platform/lock.ts';
import { cliMessages } from './messages.ts';
import { conclude, openTerminal, type Found, type Terminal } from './terminal.ts';

/** A command's hands: the open bank, the house, the terminal. */
export interface Bench {
  readonly config: Config;
  readonly terminal: Terminal;
  readonly house: House;
  readonly open: OpenDatabase;
  /** Who the audit says did it. */
  readonly actor: Actor;
}

/**
 * Runs a command on the bank's database: that of a running server, or started for this command
 * and stopped afterwards. Deeds of the command are sealed at its end.
 */
export async function atBank(
  options: { readonly json?: boolean },
  command: (bench: Bench) => Promise<Found | Refusal>,
): Promise<void> {
  const terminal = openTerminal(options);
  await conclude(terminal, houseBook, async () => {
    const config = readConfig(process.env);
    const house = openHouse();
    const isServed = runningServer(config.dataDir) !== undefined;
    const open = await openDatabase(config, isServed ? () => undefined : terminal.note);
    try {
      if (!isServed) await prepareDatabase(open, house);
      const found = await command({ config, terminal, house, open, actor: operator() });
      await sealAudit(open.database);
      return found;
    } finally {
      await open.close();
    }
  });
}

/** Every phrase a refusal may use. */
export function houseBook(): Phrases {
  return { ...bookOf(openHouse().modules), ...demoMessages, ...cliMessages };
}

/** The command line acts as the program, with the name of the operating system's user. */
function operator(): Actor {
  const name = process.env['SUDO_USER'] ?? process.env['USER'] ?? 'operator';
  return systemActor(`cli:${name.slice(0, 40)}`);
}
