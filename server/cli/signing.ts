import fs from 'node:fs';
import type { Command } from 'commander';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import { fileFault } from '../platform/start-fault.ts';
import { installCertificate, listCertificates } from '../platform/signing/index.ts';
import { atBank, type Bench } from './bank.ts';
import type { Found } from './terminal.ts';

interface InstallOptions {
  readonly key?: string;
  readonly passphraseFile?: string;
  readonly json?: boolean;
}

export function addSigning(program: Command): void {
  const signing = program
    .command('signing')
    .description('文件签名证书 / certificates that sign documents');
  signing
    .command('show')
    .description('列出证书，现用的在前 / list them, the one in use first')
    .option('--pem', '输出现用证书的 PEM / print the one in use as PEM')
    .option('--json', '输出 JSON / print JSON')
    .action((options: { pem?: boolean; json?: boolean }) =>
      atBank(options, (bench) => show(bench, options.pem === true)),
    );
  signing
    .command('install')
    .description('安装银行自己的证书（PEM 加私钥，或 .p12） / install the bank’s own certificate')
    .argument('<file>', 'PEM 证书（可含中间证书）或 .p12 / .pfx')
    .option('--key <file>', '私钥 PEM / the private key as PEM')
    .option('--passphrase-file <file>', '密码文件 / a file with the passphrase')
    .option('--json', '输出 JSON / print JSON')
    .action((file: string, options: InstallOptions) =>
      atBank(options, (bench) => install(bench, file, options)),
    );
}

async function show(bench: Bench, pem: boolean): Promise<Found> {
  const rows = await bench.open.database.transaction(bench.actor, listCertificates, {
    readOnly: true,
  });
  const lines = pem
    ? rows.slice(0, 1).map((row) => `${row.certificatePem}\n${row.chainPem}`.trim())
    : rows.map((row, at) =>
        bench.terminal.say(at === 0 ? 'cli.certificate_in_use' : 'cli.certificate_before', {
          subject: row.subject,
          until: row.validUntil.slice(0, 10),
          fingerprint: row.fingerprint,
        }),
      );
  if (rows.length === 0) lines.push(bench.terminal.say('cli.no_certificate'));
  const data = rows.map(({ subject, issuer, fingerprint, validFrom, validUntil, origin }) => ({
    subject,
    issuer,
    fingerprint,
    validFrom,
    validUntil,
    origin,
  }));
  return { data, lines };
}

async function install(
  bench: Bench,
  file: string,
  options: InstallOptions,
): Promise<Found | Refusal> {
  const passphrase =
    options.passphraseFile === undefined
      ? null
      : read(options.passphraseFile)
          .toString('utf8')
          .replace(/\r?\n$/, '');
  const given = read(file);
  const isText = given.subarray(0, 2000).includes('-----BEGIN');
  const wish = isText
    ? {
        certificatePem: given.toString('utf8'),
        keyPem: options.key === undefined ? given.toString('utf8') : read(options.key).toString(),
        passphrase,
      }
    : { p12Base64: given.toString('base64'), passphrase: passphrase ?? '' };
  return bench.open.database.transaction(bench.actor, async (tx) => {
    const done = await installCertificate(tx, wish);
    if (isRefusal(done)) return done;
    const { subject, fingerprint, validUntil } = done;
    const until = validUntil.slice(0, 10);
    const lines = [bench.terminal.say('cli.certificate_in_use', { subject, until, fingerprint })];
    return { data: { subject, fingerprint, validUntil }, lines };
  });
}

function read(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw fileFault(error, file);
  }
}
