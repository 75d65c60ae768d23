import type { Command } from 'commander';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { demoSignIns } from '../platform/auth/index.ts';
import { atBank, type Bench } from './bank.ts';
import { demoBank, loadDemo } from './demo-bank.ts';
import type { Found } from './terminal.ts';

export function addDemo(program: Command): void {
  const demo = program.command('demo').description('演示银行 / the invented demo bank');
  const json = ['--json', '输出 JSON / print JSON'] as const;
  demo
    .command('load')
    .description('载入演示银行到空库 / load it into an empty database')
    .option(...json)
    .action((options: { json?: boolean }) => atBank(options, load));
  demo
    .command('clear')
    .description('清除演示银行，审计记录保留 / remove it; the audit record stays')
    .option(...json)
    .action((options: { json?: boolean }) => atBank(options, clear));
  demo
    .command('sign-ins')
    .description('演示登录 / its published sign-ins')
    .option(...json)
    .action((options: { json?: boolean }) => atBank(options, signIns));
}

async function load(bench: Bench): Promise<Found | Refusal> {
  const loaded = await loadDemo(bench);
  if (isRefusal(loaded)) return loaded;
  return { data: loaded, lines: [bench.terminal.say('cli.demo_loaded')] };
}

async function clear({ open, terminal }: Bench): Promise<Found | Refusal> {
  const demo = await demoBank();
  const cleared = await demo.clearDemo(open.database, open.ownerConfig);
  if (isRefusal(cleared)) return cleared;
  return { data: cleared, lines: [terminal.say('cli.demo_cleared')] };
}

async function signIns({ open, actor, house }: Bench): Promise<Found | Refusal> {
  return open.database.transaction(
    actor,
    async (tx) => {
      const { demo } = await house.doors.bank(tx);
      if (!demo) return { refused: 'auth.no_demo', params: {} };
      const rows = await demoSignIns(tx);
      const lines = rows.map(
        ({ login, password, role, name }) =>
          `${login.padEnd(18)} ${password.padEnd(18)} ${role.padEnd(18)} ${name}`,
      );
      return { data: { rows }, lines };
    },
    { readOnly: true },
  );
}
