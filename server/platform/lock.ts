import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartFault, fileFault } from './start-fault.ts';

/** The process that holds a lock; `born` tells it from a later process with the same number. */
export interface Holder {
  readonly pid: number;
  readonly born: string;
  readonly since: string;
}

export interface Lock {
  release(): void;
}

/**
 * Makes this process the one server of a data directory.
 * Fault: `server_running` while another one lives. A lock left by a killed server is taken over.
 */
export function lockServer(dir: string): Lock {
  const file = path.join(dir, 'server.lock');
  const taken = take(file);
  if ('release' in taken) return taken;
  throw new StartFault('server_running', { path: dir, pid: taken.pid, since: taken.since });
}

/**
 * The server that runs on a data directory, if any: the command line then attaches to its database.
 */
export function runningServer(dir: string): Holder | undefined {
  return living(path.join(dir, 'server.lock'));
}

/**
 * Runs the work while no other process of this directory does: the start and stop of its database.
 */
export async function exclusively<T>(file: string, work: () => Promise<T>): Promise<T> {
  const giveUp = performance.now() + 120_000;
  for (;;) {
    const taken = take(file);
    if ('release' in taken) {
      try {
        return await work();
      } finally {
        taken.release();
      }
    }
    if (performance.now() > giveUp)
      throw new StartFault('lock_busy', { path: path.dirname(file), pid: taken.pid });
    await pause(25);
  }
}

/**
 * Notes this process among the users of something and tells, when it leaves, whether others remain.
 */
export function joinUsers(dir: string): { leave(): number } {
  fs.mkdirSync(dir, { recursive: true });
  const mine = path.join(dir, `${process.pid}-${nextNumber()}`);
  fs.writeFileSync(mine, JSON.stringify(self()));
  return {
    leave() {
      fs.rmSync(mine, { force: true });
      return fs.readdirSync(dir).filter((name) => {
        const other = path.join(dir, name);
        if (living(other) !== undefined) return true;
        fs.rmSync(other, { force: true });
        return false;
      }).length;
    },
  };
}

/**
 * Whether a process exists; one of another user counts, a dead one that nobody has collected does
 * not.
 */
export function isAlive(pid: number): boolean {
  return bornAt(pid) !== undefined;
}

/** The command line of a process, or nothing if it is gone. */
export function commandOf(pid: number): string {
  if (process.platform === 'linux')
    return read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '';
  return ps(pid, 'command=') ?? '';
}

let lastNumber = 0;
function nextNumber(): number {
  lastNumber += 1;
  return lastNumber;
}

function self(): Holder {
  return {
    pid: process.pid,
    born: bornAt(process.pid) ?? '',
    since: new Date().toISOString(),
  };
}

/**
 * The lock, or who holds it. The file appears with its content in one step (link), never half
 * written.
 */
function take(file: string): Lock | Holder {
  const text = JSON.stringify(self());
  const draft = `${file}.${process.pid}-${nextNumber()}`;
  try {
    fs.writeFileSync(draft, text);
    for (;;) {
      try {
        fs.linkSync(draft, file);
        return { release: () => releaseOwn(file, text) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = living(file);
      if (holder !== undefined) return holder;
      removeStale(file);
    }
  } catch (error) {
    throw fileFault(error, path.dirname(file));
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function releaseOwn(file: string, text: string): void {
  if (read(file) === text) fs.rmSync(file, { force: true });
}

/** Moves a dead holder's file away; puts it back if a living one had just replaced it. */
function removeStale(file: string): void {
  const aside = `${file}.stale-${process.pid}-${nextNumber()}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  if (living(aside) !== undefined && !fs.existsSync(file)) fs.linkSync(aside, file);
  fs.rmSync(aside, { force: true });
}

function living(file: string): Holder | undefined {
  const text = read(file);
  if (text === undefined) return undefined;
  let holder: Partial<Holder>;
  try {
    holder = JSON.parse(text) as Partial<Holder>;
  } catch {
    return undefined;
  }
  const { pid, born, since } = holder;
  if (pid === undefined || born === undefined || since === undefined) return undefined;
  return bornAt(pid) === born ? { pid, born, since } : undefined;
}

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** When a process began, in whatever form the system tells it; undefined if it is gone. */
function bornAt(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const stat = read(`/proc/${pid}/stat`);
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields === undefined || fields[0] === 'Z' ? undefined : fields[19];
  }
  const [state, ...born] = ps(pid, 'stat=,lstart=')?.split(/\s+/) ?? [];
  return state === undefined || state.startsWith('Z') ? undefined : born.join(' ');
}

function ps(pid: number, columns: string): string | undefined {
  try {
    return execFileSync('ps', ['-o', columns, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
