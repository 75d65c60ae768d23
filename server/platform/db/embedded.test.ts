import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { lockServer, runningServer } from '../lock.ts';
import { sayStart } from '../start-fault.ts';
import type { StartNote } from '../start-fault.ts';
import { startEmbedded } from './embedded.ts';

const dirs: string[] = [];

function newDirectory(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), `kejing-test-${process.pid}-embedded-`));
  fs.chmodSync(dir, 0o755);
  dirs.push(dir);
  return dir;
}

afterAll(() => {
  for (const dir of dirs) fs.rmSync(dir, { recursive: true, force: true });
});

async function ask(config: pg.ClientConfig, text: string): Promise<unknown[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat() as unknown[];
  } finally {
    await client.end();
  }
}

/** A program of its own that starts the database of a directory and then does as told. */
function startElsewhere(dir: string, then: string, durable = false): ChildProcess {
  const module = JSON.stringify(path.join(import.meta.dirname, 'embedded.ts'));
  const lock = JSON.stringify(path.join(import.meta.dirname, '..', 'lock.ts'));
  const script = `
    const { startEmbedded } = await import(${module});
    const { lockServer } = await import(${lock});
    const dir = ${JSON.stringify(dir)};
    const server = await startEmbedded({ dir, durable: ${durable} });
    ${then}`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

async function said(child: ChildProcess): Promise<void> {
  await once(child.stdout!, 'data');
}

const faultOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.catch((fault: unknown) => fault);
  return sayStart(error as StartNote, 'en');
};

test('a first start makes a Chinese database and a role that owns nothing', async () => {
  const notes: StartNote[] = [];
  const dir = newDirectory();
  const server = await startEmbedded({ dir, durable: false, onNote: (note) => notes.push(note) });
  try {
    expect(server.adopted).toBe(false);
    expect(notes.map((note) => note.code)).toContain('note_database_created');
    const facts = `select current_user::text, d.datlocprovider::text, d.datlocale, d.datctype <> 'C',
                          pg_encoding_to_char(d.encoding)::text, r.rolsuper or r.rolbypassrls
                     from pg_database d, pg_roles r
                    where d.datname = current_database()
                      and r.rolname = current_user`;
    expect(await ask(server.appConfig, facts)).toEqual([
      'kejing_app',
      'i',
      'zh-Hans-CN',
      true,
      'UTF8',
      false,
    ]);
    await expect(ask(server.appConfig, 'create table mine (a int)')).rejects.toThrow('permission');
    expect(await ask(server.ownerConfig, 'show listen_addresses')).toEqual(['']);
    expect(fs.statSync(String(server.appConfig.host)).mode & 0o777).toBe(0o700);
  } finally {
    await server.stop();
  }
  expect(fs.existsSync(path.join(server.home, 'data', 'postmaster.pid'))).toBe(false);
});

test('after kill -9 of its server the database is taken over, and nothing is lost', async () => {
  const dir = newDirectory();
  const child = startElsewhere(dir, 'console.log("up"); process.stdin.resume();', true);
  await said(child);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const server = await startEmbedded({ dir });
  try {
    expect(server.adopted).toBe(true);
    await ask(server.ownerConfig, 'create table kept as select 7 as a');
    process.kill(server.pid, 'SIGQUIT');
    while (fs.existsSync(path.join(server.home, 'data', 'postmaster.pid')))
      await ask(server.ownerConfig, 'select 1').catch(() => []);
    const again = await startEmbedded({ dir });
    expect(again.adopted).toBe(false);
    expect(await ask(again.ownerConfig, 'select a from kept')).toEqual([7]);
    await server.stop();
    await again.stop();
  } finally {
    await server.stop();
  }
});

test('a process number that now belongs to another program does not hinder the start', async () => {
  const dir = newDirectory();
  const first = await startEmbedded({ dir, durable: false });
  const file = path.join(first.home, 'data', 'postmaster.pid');
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const { uid, gid } = fs.statSync(file);
  await first.stop();
  fs.writeFileSync(file, [process.ppid, ...lines.slice(1)].join('\n'));
  fs.chownSync(file, uid, gid);
  const second = await startEmbedded({ dir, durable: false });
  await second.stop();
  expect(second.adopted).toBe(false);
});

test('the database stays while another process of the directory uses it', async () => {
  const dir = newDirectory();
  const child = startElsewhere(
    dir,
    'console.log("up"); process.stdin.on("data", async () => { await server.stop(); process.exit(); })',
  );
  await said(child);
  const tool = await startEmbedded({ dir, durable: false });
  expect(tool.adopted).toBe(true);
  await tool.stop();
  expect(await ask(tool.ownerConfig, 'select 1')).toEqual([1]);
  child.stdin!.write('stop\n');
  await once(child, 'exit');
  await expect(ask(tool.ownerConfig, 'select 1')).rejects.toThrow();
});

test('a long directory gets a short socket elsewhere', async () => {
  const dir = path.join(newDirectory(), '客户经理'.repeat(10));
  const server = await startEmbedded({ dir, durable: false });
  expect(`${String(server.appConfig.host)}/.s.PGSQL.5432`.length).toBeLessThan(100);
  await server.stop();
  expect(fs.existsSync(String(server.appConfig.host))).toBe(false);
});

test('data of another PostgreSQL, an impossible directory: one line each', async () => {
  const dir = newDirectory();
  const data = path.join(dir, 'database', 'data');
  fs.mkdirSync(data, { recursive: true });
  fs.writeFileSync(path.join(data, 'PG_VERSION'), '16\n');
  if (process.getuid?.() === 0) fs.chownSync(data, 65534, 65534);
  expect(await faultOf(startEmbedded({ dir }))).toMatch(
    /made by PostgreSQL 16, this program brings 18/,
  );
  fs.writeFileSync(path.join(dir, 'file'), '');
  expect(await faultOf(startEmbedded({ dir: path.join(dir, 'file', 'x') }))).toMatch(
    /not writable/,
  );
});

test('one server a directory: a second is refused, a dead one is replaced', async () => {
  const dir = newDirectory();
  const child = startElsewhere(
    dir,
    'await server.stop(); lockServer(dir); console.log("up"); process.stdin.resume();',
  );
  await said(child);
  expect(runningServer(dir)?.pid).toBe(child.pid);
  expect(() => lockServer(dir)).toThrow(`process ${child.pid}`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(runningServer(dir)).toBeUndefined();
  const lock = lockServer(dir);
  expect(runningServer(dir)?.pid).toBe(process.pid);
  lock.release();
  expect(fs.readdirSync(dir).filter((name) => name.includes('lock'))).toEqual([]);
});

test('a full disk is told as such', async (context) => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return context.skip('only root on Linux can make a small disk');
  const dir = newDirectory();
  const size = 'size=20m,mode=0755';
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', dir]).status === 0;
  if (!mounted) return context.skip('this machine lets nobody mount a small disk');
  try {
    expect(await faultOf(startEmbedded({ dir }))).toMatch(/^The disk of .* is full/);
  } finally {
    spawnSync('umount', [dir]);
  }
});
