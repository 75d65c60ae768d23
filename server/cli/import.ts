import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { fen, moneyText } from '../../core/money.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { adapters } from '../adapters/index.ts';
import { runImport, type ImportOutcome } from '../platform/imports/run.ts';
import { beginProgress } from '../platform/jobs/index.ts';
import { atBank, type Bench } from './bank.ts';
import { openBar } from './progress.ts';
import type { Found } from './terminal.ts';

export function addImport(program: Command): void {
  const known = Object.keys(adapters).join(', ');
  program
    .command('import')
    .description(`导入一家银行的文件（${known}）/ import the files of a bank`)
    .argument('<adapter>', `${known}`)
    .argument('<dir>', '文件所在目录 / directory of the files')
    .option('--json', '输出 JSON / print JSON')
    .action((adapter: string, dir: string, options: { json?: boolean }) =>
      atBank(options, (bench) => importFiles(bench, adapter, dir)),
    );
}

async function importFiles(bench: Bench, name: string, dir: string): Promise<Found | Refusal> {
  const adapter = adapters[name]?.();
  if (adapter === undefined) {
    const known = Object.keys(adapters).join(', ');
    return { refused: 'cli.adapter_unknown', params: { name, known } };
  }
  const full = path.resolve(dir);
  if (!fs.existsSync(full)) return { refused: 'cli.directory_unknown', params: { path: full } };
  const { database } = bench.open;
  const bar = openBar(bench.terminal, 'bytes');
  const shared = await beginProgress(database, `import:${name}`);
  try {
    const outcome = await runImport(database, bench.actor, adapter, full, bench.house.imports, {
      onProgress: ({ phase, bytes, bytesTotal, rows }) => {
        const note = `${phase} ${rows}`;
        bar.report(BigInt(bytes), BigInt(bytesTotal), note);
        shared.report(BigInt(bytes), BigInt(bytesTotal), note);
      },
    });
    bar.end();
    if (isRefusal(outcome)) await shared.fail(outcome.refused);
    else await shared.finish();
    return isRefusal(outcome) ? outcome : foundOf(bench, outcome);
  } catch (error) {
    bar.end();
    await shared.fail((error as Error).message);
    throw error;
  }
}

function foundOf({ terminal }: Bench, outcome: ImportOutcome): Found {
  const lines = [
    terminal.say('cli.imported', {
      batch: outcome.batchId,
      read: outcome.rowsRead,
      added: outcome.rowsAdded,
      there: outcome.rowsAlreadyThere,
      faulty: outcome.rowsFaulty,
      warned: outcome.rowsWarned,
    }),
    ...outcome.counts.map((one) =>
      terminal.say('cli.imported_entity', {
        entity: one.entity,
        read: one.rowsRead,
        added: one.rowsAdded,
        there: one.rowsAlreadyThere,
        faulty: one.rowsFaulty,
      }),
    ),
    ...outcome.totals.map(({ name, unit, stated, ours }) => {
      const shown = (value: bigint): bigint | string =>
        unit === 'fen' ? moneyText(fen(value)) : value;
      return terminal.say(stated === ours ? 'cli.total_equal' : 'cli.total_differs', {
        name: name[terminal.locale],
        stated: shown(stated),
        ours: shown(ours),
      });
    }),
  ];
  if (outcome.differences > 0) {
    lines.push(terminal.say('cli.differences', { count: outcome.differences }));
  }
  return { data: { import: outcome }, lines };
}
