import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemActor } from '../core/actor.ts';
import { quarter, type Quarter } from '../core/period.ts';
import { isRefusal, type Refusal } from '../core/refusal.ts';
import { demoAdapter, loadDemo } from '../fixtures/demo-bank/index.ts';
import { adapters } from '../server/adapters/index.ts';
import { openDatabase, prepareDatabase, type OpenDatabase } from '../server/database.ts';
import { openHouse } from '../server/house.ts';
import { businessDay } from '../server/modules/organisation/index.ts';
import { closeQuarter, openQuarter } from '../server/modules/closing/index.ts';
import { readConfig } from '../server/platform/config.ts';
import { runImport } from '../server/platform/imports/run.ts';
import { realData } from '../server/platform/testing/real-data.ts';

/*
 * npm run bench [-- --data <folder with berka/ and cn_sme_credit/>] [-- --requests 300]
 * Prints how fast this machine imports, closes a quarter and answers. Every bank gets a data
 * directory of its own under the temporary directory, removed at the end. Requests come one after
 * another; a customer view is the five that its page asks for at once.
 */
const root = path.resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { data: { type: 'string' }, requests: { type: 'string', default: '300' } },
});
if (values.data !== undefined) process.env['KEJING_REAL_DATA'] = path.resolve(values.data);
const requests = Math.max(20, Number.parseInt(values.requests, 10));
const demoFolder = path.join(root, 'fixtures', 'demo-bank');
const actor = systemActor('bench');

await main();

async function main(): Promise<void> {
  const { model } = os.cpus()[0] ?? { model: 'unknown' };
  const memory = Math.round(os.totalmem() / 1024 ** 3);
  const cores = `${os.cpus().length} cores (${model.trim()})`;
  say('machine', `${cores}, ${memory} GB, Node ${process.version}`);
  say(
    'load before',
    os
      .loadavg()
      .map((one) => one.toFixed(1))
      .join(' '),
  );
  const sme = realData('cn_sme_credit');
  if (sme !== null) await inBank((bank) => measureImport(bank, 'cn-sme', sme));
  const berka = realData('berka');
  if (berka !== null) await inBank((bank) => measureYear(bank, berka));
  if (sme === null || berka === null) await inBank(measureDemo);
  await inDirectory(measureServer);
  say('peak memory of this process', megabytes(process.resourceUsage().maxRSS * 1024));
  say(
    'load after',
    os
      .loadavg()
      .map((one) => one.toFixed(1))
      .join(' '),
  );
}

async function measureImport(bank: OpenDatabase, name: string, dir: string): Promise<void> {
  const { imports } = openHouse();
  const began = performance.now();
  const found = done(await runImport(bank.database, actor, adapters[name]!(), dir, imports));
  const seconds = since(began);
  const rate = Math.round(found.rowsRead / seconds);
  say(`import ${name}`, `${found.rowsRead} rows in ${shown(seconds)}: ${rate} rows/s`);
}

/** The year of a real bank; the last quarter station by station. */
async function measureYear(bank: OpenDatabase, dir: string): Promise<void> {
  await measureImport(bank, 'berka', dir);
  for (const each of ['1993Q1', '1993Q2', '1993Q3', '1993Q4'].map(quarter)) {
    done(await openQuarter(bank.database, actor, each));
    await measureClose(bank, 'Berka', each);
  }
}

async function measureClose(bank: OpenDatabase, name: string, of: Quarter): Promise<void> {
  const stations: string[] = [];
  let began = 0;
  const start = performance.now();
  done(
    await closeQuarter(bank.database, actor, of, {
      onStation: ({ station, state }) => {
        if (state === 'began') began = performance.now();
        else stations.push(`${station} ${shown(since(began))}`);
      },
    }),
  );
  say(`close ${name} ${of}`, `${shown(since(start))} (${stations.join(', ')})`);
}

/** Without real data: the invented bank's import, and its year of quarters together. */
async function measureDemo(bank: OpenDatabase): Promise<void> {
  const today = await bank.database.transaction(actor, businessDay);
  const { imports } = openHouse();
  const adapter = demoAdapter({ today });
  const began = performance.now();
  const found = done(await runImport(bank.database, actor, adapter, demoFolder, imports));
  const seconds = since(began);
  const rate = Math.round(found.rowsRead / seconds);
  say('import demo bank', `${found.rowsRead} rows in ${shown(seconds)}: ${rate} rows/s`);
  const rest = performance.now();
  const loaded = done(await loadDemo(bank.database, { today }));
  say('demo bank, quarters', `${loaded.quarters.length} closed, one opened: ${shown(since(rest))}`);
}

interface SignIn {
  readonly login: string;
  readonly password: string;
  readonly role: string;
}

/** A server of its own process on the demo bank, spoken to over HTTP by one caller at a time. */
async function measureServer(dir: string): Promise<void> {
  const first = await startServer(dir);
  say('first start, demo bank loaded', shown(first.seconds));
  await first.stop();
  const { address, signIns, pid, seconds, stop } = await startServer(dir);
  try {
    say('second start', shown(seconds));
    for (const role of ['rm', 'branch_president', 'administrator']) {
      const signIn = signIns.find((one) => one.role === role);
      if (signIn !== undefined) await measureReader(address, signIn);
    }
    say('memory of the server', megabytes(memoryOf(pid)));
  } finally {
    await stop();
  }
}

async function measureReader(address: string, { login, password, role }: SignIn): Promise<void> {
  const entered = await fetch(`${address}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const read = async (url: string): Promise<unknown> => {
    const answer = await fetch(`${address}/api${url}`, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { rows } = (await read('/customers?limit=100')) as {
    rows: readonly { readonly customerId: string; readonly name: string }[];
  };
  const at = (index: number) => rows[index % rows.length]!;
  const part = (name: string) => encodeURIComponent(name.slice(0, 2));
  const sorts = ['name', 'openedOn'];
  const results = [
    await timed('list', (i) => read(`/customers?limit=50&sort=${sorts[i % sorts.length]}`)),
    await timed('search', (i) => read(`/customers?limit=20&search=${part(at(i).name)}`)),
    await timed('customer view', (i) => wholeView(read, at(i).customerId)),
  ];
  say(`${role}, p50/p95 ms`, results.join('; '));
}

/** What the page of a customer asks at once. */
function wholeView(read: (url: string) => Promise<unknown>, id: string): Promise<unknown> {
  const parts = ['', '/accounts', '/contribution', '/management', '/segments'];
  return Promise.all(parts.map((part) => read(`/customers/${id}${part}`)));
}

async function timed(name: string, call: (index: number) => Promise<unknown>): Promise<string> {
  for (let i = 0; i < 10; i++) await call(i);
  const times: number[] = [];
  for (let i = 0; i < requests; i++) {
    const began = performance.now();
    await call(i);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const quantile = (share: number) => times[Math.floor((times.length - 1) * share)]!.toFixed(1);
  return `${name} ${quantile(0.5)}/${quantile(0.95)}`;
}

async function startServer(dir: string) {
  const began = performance.now();
  const wished = { KEJING_DEMO: 'on', KEJING_LANG: 'en', NODE_ENV: 'production' };
  const env = { ...process.env, ...settings(dir), ...wished };
  const cli = path.join(root, 'server', 'cli.ts');
  const child = spawn(process.execPath, [cli, 'start', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const said = await Promise.race([once(child.stdout, 'data'), ended]);
  const { address, signIns } = JSON.parse(String(said[0])) as {
    address: string;
    signIns: readonly SignIn[];
  };
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { address, signIns, pid: child.pid!, seconds: since(began), stop };
}

async function inBank(work: (bank: OpenDatabase) => Promise<void>): Promise<void> {
  await inDirectory(async (dir) => {
    const bank = await openDatabase(readConfig(settings(dir)), () => undefined);
    try {
      await prepareDatabase(bank, openHouse());
      await work(bank);
    } finally {
      await bank.close();
    }
  });
}

async function inDirectory(work: (dir: string) => Promise<void>): Promise<void> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kejing-bench-'));
  try {
    await work(dir);
  } finally {
    const database = path.join(dir, 'database');
    const home = fs.existsSync(database) ? fs.realpathSync(database) : database;
    for (const one of [home, dir]) fs.rmSync(one, { recursive: true, force: true });
  }
}

function settings(dir: string): Record<string, string> {
  process.env['KEJING_SECRET'] ??= 'be'.repeat(32);
  const secret = process.env['KEJING_SECRET'];
  return { KEJING_DATA: dir, KEJING_PORT: '0', KEJING_LOG: 'error', KEJING_SECRET: secret };
}

function done<T>(outcome: T | Refusal): T {
  if (isRefusal(outcome)) throw new Error(`${outcome.refused} ${JSON.stringify(outcome.params)}`);
  return outcome as T;
}

function memoryOf(pid: number): number {
  const file = `/proc/${pid}/status`;
  if (!fs.existsSync(file)) return 0;
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(file, 'utf8')) ?? [];
  return Number.parseInt(kilobytes, 10) * 1024;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`;
}

function since(began: number): number {
  return (performance.now() - began) / 1000;
}

function shown(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}

function say(what: string, found: string): void {
  console.log(`${what.padEnd(30)} ${found}`);
}
