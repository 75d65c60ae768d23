import type { Command } from 'commander';
import { version } from '../house.ts';
import { startServer, type RunningServer } from '../main.ts';
import { readConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';
import { houseBook } from './bank.ts';
import { loadDemo } from './demo-bank.ts';
import { conclude, openTerminal, type Terminal } from './terminal.ts';

export function addStart(program: Command): void {
  program
    .command('start')
    .description('启动服务 / start the server')
    .option('--json', '一行 JSON 报告地址 / report the address as one JSON line')
    .action(async (options: { json?: boolean }) => {
      const terminal = openTerminal(options);
      await conclude(terminal, houseBook, async () => {
        const config = readConfig(process.env);
        const log = createLog({ level: config.logLevel });
        const stopping = new AbortController();
        const stopped = Promise.withResolvers<void>();
        // From the beginning: a stop during the first start must not leave the database behind.
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
          process.on(signal, () => {
            stopped.resolve();
            stopping.abort();
          });
        }
        const done = { data: { stopped: true }, lines: [terminal.say('cli.stopped')] };
        const server = await startServer({
          config,
          log,
          stopping: stopping.signal,
          onNote: terminal.note,
          loadDemo: (open) => loadDemo({ open, terminal }),
        }).catch((error: unknown) => {
          if (stopping.signal.aborted) return null;
          throw error;
        });
        if (server === null) return done;
        announce(terminal, server);
        await stopped.promise;
        if (!terminal.json) terminal.whisper(terminal.say('cli.stopping'));
        await server.stop();
        return done;
      });
      // Work that was broken off may still hold timers; all that matters is ended.
      process.exit();
    });
}

function announce(terminal: Terminal, server: RunningServer): void {
  const { address, bank, signIns } = server;
  if (terminal.json) {
    terminal.print(JSON.stringify({ address, version, bank, signIns }));
    return;
  }
  terminal.print(terminal.say('cli.serving', { version, address }));
  terminal.print(bank === null ? terminal.say('cli.no_bank') : terminal.say('cli.bank', { bank }));
  if (signIns.length > 0) terminal.print(terminal.say('cli.sign_ins'));
  for (const { login, password, role, name } of signIns) {
    terminal.print(`  ${login.padEnd(18)} ${password.padEnd(18)} ${role.padEnd(18)} ${name}`);
  }
  terminal.print(terminal.say('cli.stop_hint'));
}
