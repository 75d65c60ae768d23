import type { Command } from 'commander';
import type { Refusal } from '../../core/refusal.ts';
import { headText, parseHead, sealAudit, verifyAudit } from '../platform/audit/index.ts';
import { atBank, houseBook, type Bench } from './bank.ts';
import { openBar } from './progress.ts';
import { refusalLines, type Found } from './terminal.ts';

export function addAudit(program: Command): void {
  program
    .command('audit')
    .description('审计记录 / the audit record')
    .command('verify')
    .description('查出被改、被删、被插入的记录 / find changed, removed and inserted records')
    .option('--head <head>', '另行留存的链头 / a head kept elsewhere: link:digest')
    .option('--json', '输出 JSON / print JSON')
    .action((options: { head?: string; json?: boolean }) =>
      atBank(options, (bench) => verify(bench, options.head)),
    );
}

async function verify(bench: Bench, given?: string): Promise<Found | Refusal> {
  const { terminal, open } = bench;
  const expected = given === undefined ? undefined : parseHead(given);
  if (expected === null) return { refused: 'cli.head_invalid', params: { given: given ?? '' } };
  const bar = openBar(terminal, 'links');
  await sealAudit(open.database);
  const report = await open.database.transaction(
    bench.actor,
    (tx) =>
      verifyAudit(tx, {
        ...(expected === undefined ? {} : { expected }),
        onProgress: (done) => bar.report(BigInt(done), null, ''),
      }),
    { readOnly: true },
  );
  bar.end();
  const { checked, waiting, faults } = report;
  const head = report.head === null ? '-' : headText(report.head);
  const data = { checked, waiting, head, faults };
  if (faults.length === 0) {
    return { data, lines: [terminal.say('cli.chain_holds', { checked, waiting, head })] };
  }
  const book = houseBook();
  const lines = [
    terminal.say('cli.chain_broken', { count: faults.length }),
    ...faults.flatMap((fault) => refusalLines(book, fault)),
  ];
  return { data, lines, isBad: true };
}
