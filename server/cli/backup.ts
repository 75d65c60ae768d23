import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { Refusal } from '../../core/refusal.ts';
import { version } from '../house.ts';
import { recordAudit, sealAudit } from '../platform/audit/index.ts';
import { secretFingerprint } from '../platform/config.ts';
import {
  readArchive,
  writeArchive,
  type ArchiveFault,
  type Manifest,
} from '../platform/db/archive.ts';
import { recordBackup } from '../platform/health/index.ts';
import { runningServer } from '../platform/lock.ts';
import { atBank, type Bench } from './bank.ts';
import { openBar } from './progress.ts';
import type { Found } from './terminal.ts';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description(
      '备份全库到一个文件，可在运行中做 / back the bank up into one file, also while running',
    )
    .argument('<file>')
    .option('--json', '输出 JSON / print JSON')
    .action((file: string, options: { json?: boolean }) =>
      atBank(options, (bench) => backup(bench, path.resolve(file))),
    );
  program
    .command('restore')
    .description('恢复到空库，逐表核对摘要 / restore into an empty database, every digest compared')
    .argument('<file>')
    .option('--json', '输出 JSON / print JSON')
    .action((file: string, options: { json?: boolean }) =>
      atBank(options, (bench) => restore(bench, path.resolve(file))),
    );
}

async function backup(bench: Bench, file: string): Promise<Found | Refusal> {
  const { terminal, open, config, actor } = bench;
  if (fs.existsSync(file)) return { refused: 'cli.backup_exists', params: { file } };
  const fingerprint = secretFingerprint(config);
  await open.database.transaction(actor, (tx) =>
    recordAudit(tx, { verb: 'platform.backup', subject: 'file', subjectKey: path.basename(file) }),
  );
  await sealAudit(open.database);
  const bar = openBar(terminal, 'tables');
  const draft = `${file}.draft`;
  fs.rmSync(draft, { force: true });
  let manifest: Manifest;
  try {
    manifest = await writeArchive(
      open.ownerConfig,
      draft,
      { version, secretFingerprint: fingerprint },
      (done, of, table) => bar.report(BigInt(done), BigInt(of), table),
    );
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  } finally {
    bar.end();
  }
  fs.renameSync(draft, file);
  const keyFile = path.join(config.dataDir, 'secret.key');
  const place = config.secret === undefined ? keyFile : 'KEJING_SECRET';
  const counts = countsOf(manifest);
  await open.database.transaction(actor, (tx) =>
    recordBackup(tx, {
      file: path.basename(file),
      version,
      secretFingerprint: fingerprint,
      ...counts,
      bytes: fs.statSync(file).size,
    }),
  );
  return {
    data: { file, ...counts, secretFingerprint: fingerprint, manifest },
    lines: [
      terminal.say('cli.backed_up', { ...counts, file }),
      terminal.say('cli.backup_secret', { place, fingerprint }),
    ],
  };
}

async function restore(bench: Bench, file: string): Promise<Found | Refusal> {
  const { terminal, open, config, actor } = bench;
  const server = runningServer(config.dataDir);
  if (server !== undefined) return { refused: 'cli.server_running', params: { pid: server.pid } };
  const ours = secretFingerprint(config);
  const bar = openBar(terminal, 'tables');
  const loaded = await readArchive(
    open.ownerConfig,
    file,
    { secretFingerprint: ours },
    (done, of, table) => bar.report(BigInt(done), BigInt(of), table),
  );
  bar.end();
  if ('fault' in loaded) return refusalOf(loaded, file, ours);
  await open.database.transaction(actor, (tx) =>
    recordAudit(tx, { verb: 'platform.restore', subject: 'file', subjectKey: path.basename(file) }),
  );
  const counts = countsOf(loaded);
  return {
    data: { file, ...counts, manifest: loaded },
    lines: [terminal.say('cli.restored', counts)],
  };
}

function refusalOf(found: ArchiveFault, file: string, ours: string): Refusal {
  switch (found.fault) {
    case 'unreadable':
      return { refused: 'cli.backup_unreadable', params: { file, reason: found.reason } };
    case 'other_schema':
      return {
        refused: 'cli.backup_other_schema',
        params: { name: found.name, version: found.version },
      };
    case 'other_secret':
      return { refused: 'cli.backup_other_secret', params: { theirs: found.theirs, ours } };
    case 'not_empty':
      return { refused: 'cli.restore_not_empty', params: { what: found.what } };
    case 'mismatch': {
      const { table, rows, expected } = found;
      return { refused: 'cli.backup_mismatch', params: { table, rows, expected } };
    }
  }
}

function countsOf(manifest: Manifest): { readonly tables: number; readonly rows: number } {
  const rows = manifest.tables.reduce((sum, one) => sum + one.rows, 0);
  return { tables: manifest.tables.length, rows };
}
