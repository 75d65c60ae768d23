import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { commandOf, exclusively, isAlive, joinUsers } from '../lock.ts';
import { StartFault, fileFault } from '../start-fault.ts';
import type { OnNote } from '../start-fault.ts';
import {
  copyBinaries,
  findHome,
  makePrivate,
  removeFormerBinaries,
  socketDirectory,
} from './embedded-home.ts';
import type { Home } from './embedded-home.ts';

export const ownerRole = 'kejing_owner';
export const appRole = 'kejing_app';
export const databaseName = 'kejing';

export interface EmbeddedOptions {
  /** The data directory; the database lives in `<dir>/database`. */
  readonly dir: string;
  /** False only for tests: nothing is forced to disk. */
  readonly durable?: boolean;
  readonly onNote?: OnNote;
}

/**
 * A running embedded database. `stop` leaves it running while another process of the directory uses
 * it.
 */
export interface Embedded {
  readonly ownerConfig: pg.ClientConfig;
  readonly appConfig: pg.ClientConfig;
  readonly appRole: string;
  /** True when it was running already: of a server, or left by a killed one. */
  readonly adopted: boolean;
  /** The directory that really holds the data, its programs and its log. */
  readonly home: string;
  readonly pid: number;
  stop(): Promise<void>;
}

interface Postmaster {
  readonly pid: number;
  readonly socket: string;
}

/**
 * Starts PostgreSQL 18 on a directory, or takes over the one that runs there. It listens on a unix
 * socket in a private directory only. Faults: `StartFault` with one line.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const durable = options.durable ?? true;
  const onNote = options.onNote ?? (() => {});
  const home = findHome(options.dir, onNote);
  const mutex = path.join(home.dir, 'starting.lock');
  return exclusively(mutex, async () => {
    const users = joinUsers(path.join(home.dir, 'users'));
    try {
      const running = await adopt(home, durable, onNote);
      const postmaster = running ?? (await start(home, durable, onNote));
      await prepareRoles(postmaster.socket);
      return {
        ownerConfig: configOf(postmaster.socket, ownerRole, databaseName),
        appConfig: configOf(postmaster.socket, appRole, databaseName),
        appRole,
        adopted: running !== undefined,
        home: home.dir,
        pid: postmaster.pid,
        stop: once(() =>
          exclusively(mutex, async () => {
            if (users.leave() === 0) await shutDown(home, postmaster);
          }),
        ),
      };
    } catch (error) {
      users.leave();
      throw fileFault(error, home.dir);
    }
  });
}

/** What the database is told at its start. Sizes are for a machine of two cores and 4 to 24 GB. */
function settingsOf(socket: string, durable: boolean): Record<string, string> {
  const large = os.totalmem() >= 8 * 1024 ** 3;
  const common = {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    max_connections: '100',
    work_mem: large ? '32MB' : '16MB',
    maintenance_work_mem: large ? '256MB' : '64MB',
    effective_cache_size: `${Math.floor(os.totalmem() / 2 / 1024 ** 2)}MB`,
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  };
  if (durable)
    return {
      ...common,
      shared_buffers: large ? '1GB' : '256MB',
      max_wal_size: large ? '4GB' : '1GB',
      checkpoint_timeout: '15min',
    };
  return {
    ...common,
    shared_buffers: '128MB',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
  };
}

/**
 * The database that already runs here, once it answers. One with other durability is stopped
 * instead.
 */
async function adopt(
  home: Home,
  durable: boolean,
  onNote: OnNote,
): Promise<Postmaster | undefined> {
  const began = performance.now();
  for (;;) {
    const found = readPostmaster(home);
    if (found === undefined) return undefined;
    if (!isAlive(found.pid) || !isDatabase(found.pid, home)) {
      disown(home);
      return undefined;
    }
    const state = await ask(found.socket);
    if (state.ready && state.durable === durable) {
      onNote({ code: 'note_database_adopted', params: { pid: found.pid } });
      return found;
    }
    if (state.ready) {
      await shutDown(home, found);
      return undefined;
    }
    if (!state.waiting)
      throw new StartFault('database_failed', { reason: state.reason, log: home.log });
    await pause(50);
    noteRecovery(began, onNote);
  }
}

/**
 * Whether a process is the database of this home; after a crash its number may belong to another.
 */
function isDatabase(pid: number, home: Home): boolean {
  return commandOf(pid).includes(home.data);
}

/**
 * Lets PostgreSQL see that the process number in postmaster.pid is no database (it may have gone to
 * another process, or to a dead one that nobody collects): it takes its parent's number for a stale
 * one. The rest of the file stays, as by it PostgreSQL looks for orphans on the same data.
 */
function disown(home: Home): void {
  const file = path.join(home.data, 'postmaster.pid');
  const [, ...rest] = fs.readFileSync(file, 'utf8').split('\n');
  fs.writeFileSync(file, [process.pid, ...rest].join('\n'));
}

async function start(home: Home, durable: boolean, onNote: OnNote): Promise<Postmaster> {
  const { bin, major } = copyBinaries(home);
  if (fs.existsSync(home.data)) checkVersion(home, major);
  else initialise(home, bin, durable, onNote);
  removeFormerBinaries(home, bin);
  const socket = socketDirectory(home);
  for (const left of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock'])
    fs.rmSync(path.join(socket, left), { force: true });
  keepLogSmall(home.log);
  const log = fs.openSync(home.log, 'a', 0o600);
  const logStart = fs.fstatSync(log).size;
  const settings = Object.entries(settingsOf(socket, durable));
  const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Detached: a Ctrl-C at the terminal must reach the server, which then stops the database itself.
  const child = spawn(path.join(bin, 'postgres'), ['-D', home.data, ...flags], {
    ...home.as,
    cwd: home.data,
    env: environment(),
    detached: true,
    stdio: ['ignore', 'ignore', log],
  });
  fs.closeSync(log);
  let failure: string | undefined;
  child.on('error', (error) => (failure ??= error.message));
  child.on('exit', (code, signal) => (failure ??= `exit ${code ?? signal}`));
  child.unref();
  const began = performance.now();
  for (;;) {
    if (failure !== undefined) throw logFault(home, logStart, failure);
    const state = await ask(socket);
    if (state.ready && child.pid !== undefined) return { pid: child.pid, socket };
    if (!state.ready && !state.waiting) {
      child.kill('SIGINT');
      throw new StartFault('database_failed', { reason: state.reason, log: home.log });
    }
    await pause(20);
    noteRecovery(began, onNote);
  }
}

/**
 * Makes the cluster aside and moves it into place when complete, so that a killed first start
 * leaves no half.
 */
function initialise(home: Home, bin: string, durable: boolean, onNote: OnNote): void {
  onNote({ code: 'note_database_created', params: { path: home.dir } });
  const draft = `${home.data}.draft`;
  fs.rmSync(draft, { recursive: true, force: true });
  makePrivate(draft, home.as);
  const result = spawnSync(path.join(bin, 'initdb'), initdbFlags(draft, durable), {
    ...home.as,
    cwd: draft,
    env: environment(),
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    fs.rmSync(draft, { recursive: true, force: true });
    fs.writeFileSync(home.log, `${result.stdout ?? ''}${result.stderr ?? ''}`, { flag: 'a' });
    throw logFault(home, 0, result.error?.message ?? result.stderr ?? '');
  }
  fs.renameSync(draft, home.data);
}

function initdbFlags(data: string, durable: boolean): string[] {
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const flags = `-U ${ownerRole} --auth-local=trust --auth-host=reject -E UTF8 --locale=${locale}`;
  const icu = '--locale-provider=icu --icu-locale=zh-Hans-CN --data-checksums';
  return ['-D', data, ...flags.split(' '), ...icu.split(' '), ...(durable ? [] : ['--no-sync'])];
}

function checkVersion(home: Home, needed: string): void {
  const found = fs.readFileSync(path.join(home.data, 'PG_VERSION'), 'utf8').trim();
  if (found !== needed)
    throw new StartFault('data_other_version', { path: home.dir, found, needed });
}

/** Makes the application role and the bank's database where they are missing. */
async function prepareRoles(socket: string): Promise<void> {
  const client = new pg.Client(configOf(socket, ownerRole, 'postgres'));
  await client.connect();
  try {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [appRole]);
    if (role.rowCount === 0)
      await client.query(
        `create role ${appRole} ` +
          'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls',
      );
    const known = await client.query('select 1 from pg_database where datname = $1', [
      databaseName,
    ]);
    if (known.rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}

interface Answer {
  readonly ready: boolean;
  /** Not ready, but worth waiting for: starting, recovering or stopping. */
  readonly waiting: boolean;
  readonly durable: boolean;
  readonly reason: string;
}

async function ask(socket: string): Promise<Answer> {
  const client = new pg.Client(configOf(socket, ownerRole, 'postgres'));
  client.on('error', () => {});
  try {
    await client.connect();
    const answer = await client.query<{ fsync: string }>('show fsync');
    return { ready: true, waiting: false, durable: answer.rows[0]?.fsync === 'on', reason: '' };
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const waiting = ['57P03', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code);
    const closed = message.startsWith('Connection terminated');
    return { ready: false, waiting: waiting || closed, durable: false, reason: message };
  } finally {
    await client.end().catch(() => {});
  }
}

function configOf(socket: string, user: string, database: string): pg.ClientConfig {
  return { host: socket, port: 5432, user, database, ssl: false };
}

/**
 * Stops the database after its open transactions are rolled back; all that was acknowledged is on
 * disk.
 */
async function shutDown(home: Home, { pid, socket }: Postmaster): Promise<void> {
  const file = path.join(home.data, 'postmaster.pid');
  const isGone = () => !fs.existsSync(file) || !isAlive(pid) || readPostmaster(home)?.pid !== pid;
  const began = performance.now();
  for (let signal: NodeJS.Signals = 'SIGINT'; !isGone(); await pause(10)) {
    const late = performance.now() - began > 60_000;
    if (late) signal = 'SIGQUIT';
    if (late || performance.now() - began < 10) sendTo(pid, signal);
    if (performance.now() - began > 90_000) return;
  }
  if (!socket.startsWith(home.dir)) fs.rmSync(socket, { recursive: true, force: true });
}

function sendTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

/** Process number and socket directory from postmaster.pid (lines 1 and 5). */
function readPostmaster(home: Home): Postmaster | undefined {
  let lines: string[];
  try {
    lines = fs.readFileSync(path.join(home.data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number.parseInt(lines[0] ?? '', 10);
  const socket = lines[4]?.trim() ?? '';
  return Number.isInteger(pid) && pid > 1 && socket !== '' ? { pid, socket } : undefined;
}

/** The fault behind a failed start, from the last words of the database. */
function logFault(home: Home, from: number, fallback: string): StartFault {
  const log = fs.existsSync(home.log) ? fs.readFileSync(home.log) : Buffer.alloc(0);
  const text = log.subarray(from).toString('utf8');
  if (/No space left on device|Disk quota exceeded/.test(text))
    return new StartFault('disk_full', { path: home.dir });
  const words = /(?:FATAL|PANIC|error|could not):? +(.*)/.exec(text)?.[1];
  const reason = words ?? fallback.trim().split('\n').at(-1) ?? '';
  return new StartFault('database_failed', { reason, log: home.log });
}

let lastNote = 0;
function noteRecovery(began: number, onNote: OnNote): void {
  const seconds = Math.floor((performance.now() - began) / 1000);
  if (seconds < 3 || performance.now() - lastNote < 3000) return;
  lastNote = performance.now();
  onNote({ code: 'note_database_recovering', params: { seconds } });
}

function keepLogSmall(log: string): void {
  const size = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 10 * 1024 ** 2) fs.renameSync(log, `${log}.1`);
}

/**
 * Only what the programs need: settings of a PostgreSQL client in our environment must not leak in.
 */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
