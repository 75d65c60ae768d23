import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { table } from '../server/platform/testing/table.ts';

/** The program as an operator meets it: real processes, a real database, real signals. */
const root = path.join(import.meta.dirname, '..');
const dirs: string[] = [];
const children = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all([...children].map((child) => once(child, 'exit')));
  for (const dir of dirs) removeData(dir);
});

function dataDir(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'kejing-cli-'));
  dirs.push(dir);
  return dir;
}
function removeData(dir: string): void {
  const database = path.join(dir, 'database');
  const home = fs.existsSync(database) ? fs.realpathSync(database) : database;
  for (const one of [home, dir]) fs.rmSync(one, { recursive: true, force: true });
}

function kejing(dir: string, args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [path.join(root, 'server', 'cli.ts'), ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      KEJING_DATA: dir,
      KEJING_DEMO: 'off',
      KEJING_LANG: 'en',
      KEJING_LOG: 'error',
      KEJING_PORT: '0',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

async function run(
  dir: string,
  args: readonly string[],
  options: { readonly env?: Record<string, string>; readonly input?: string } = {},
) {
  const child = kejing(dir, args, options.env);
  child.stdin.end(options.input ?? '');
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { out, err, code };
}

async function start(dir: string, env: Record<string, string> = {}) {
  const child = kejing(dir, ['start', '--json'], env);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const said = await Promise.race([once(child.stdout, 'data'), ended.then(() => ['{}'])]);
  const { address = '' } = JSON.parse(String(said[0])) as { address?: string };
  return {
    address,
    child,
    stop: async (signal: NodeJS.Signals) => {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}

const post = (address: string, url: string, body: unknown) =>
  fetch(`${address}${url}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('usage', () => {
  it('help names every command and the exit codes', async () => {
    const { out, code } = await run(dataDir(), ['--help']);
    expect(code).toBe(0);
    for (const name of 'start import quarter demo user doctor audit backup restore'.split(' ')) {
      expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    }
    expect(out).toContain('exit codes');
  });

  for (const row of table(`
    args                      | code
    nonsense                  | 2
    quarter                   | 2
    quarter open              | 2
    quarter publish           | 2
    help quarter publish      | 0
    user add someone          | 2
    start --nonsense          | 2
    help quarter              | 0`)) {
    it(`kejing ${row.args} ends with ${row.code}`, async () => {
      const { code } = await run(dataDir(), row.args.split(' '));
      expect(String(code)).toBe(row.code);
    });
  }
});

describe('faults of the start are one line with code 4', () => {
  const oneLine = (words: string) => expect(words.trim().split('\n')).toHaveLength(1);

  it('a wrong DATABASE_URL', async () => {
    const url = 'postgres://kejing:secret-word@127.0.0.1:1/kejing';
    const env = { DATABASE_URL: url, DATABASE_OWNER_URL: url };
    const { err, code } = await run(dataDir(), ['start'], { env });
    expect(code).toBe(4);
    oneLine(err);
    expect(err).toContain('127.0.0.1:1');
    expect(err).not.toContain('secret-word');
  });

  it('wrong settings', async () => {
    const { err, code } = await run(dataDir(), ['start'], { env: { KEJING_PORT: 'x' } });
    expect([code, err.includes('KEJING_PORT')]).toEqual([4, true]);
    oneLine(err);
  });

  it('a data directory that cannot be written', async () => {
    const file = path.join(dataDir(), 'file');
    fs.writeFileSync(file, '');
    const { err, code } = await run(path.join(file, 'data'), ['start']);
    expect(code).toBe(4);
    oneLine(err);
  });
});

describe('a server', () => {
  it('lives its life: start, second start, commands beside it, kill, recovery, stop', async () => {
    const dir = dataDir();
    const first = await start(dir);
    expect(first.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const ready = await fetch(`${first.address}/readyz`);
    expect(await ready.json()).toEqual({ ready: true, database: true, migrations: true });

    const second = await run(dir, ['start']);
    expect([second.code, second.err.includes('Another Kejing server')]).toEqual([4, true]);

    const args = ['user', 'add', 'boss', '--role', 'administrator', '--scope', 'bank', '--json'];
    const added = await run(dir, args, { input: 'a-first-password\n' });
    expect([added.code, JSON.parse(added.out)]).toEqual([
      0,
      { ok: true, login: 'boss', accountId: '1' },
    ]);
    const again = await run(dir, args, { input: 'a-first-password\n' });
    expect([again.code, JSON.parse(again.out).code]).toEqual([3, 'auth.login_taken']);
    const short = await run(dir, ['user', 'set-password', 'boss'], { input: 'short\n' });
    expect([short.code, short.err.trim()]).toEqual([3, 'A password has at least 10 characters']);

    const session = await post(first.address, '/api/sessions', {
      login: 'boss',
      password: 'a-first-password',
    });
    expect(session.status).toBe(201);
    expect(await session.json()).toMatchObject({ mustChangePassword: true });

    expect(await first.stop('SIGKILL')).toBeNull();
    const back = await start(dir);
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const kept = await fetch(`${back.address}/api/session`, { headers: { cookie } });
    expect(kept.status).toBe(200);

    const audit = await run(dir, ['audit', 'verify', '--json']);
    expect([audit.code, JSON.parse(audit.out).ok]).toEqual([0, true]);
    const doctor = await run(dir, ['doctor', '--json']);
    expect(doctor.code).toBe(0);

    expect(await back.stop('SIGTERM')).toBe(0);
    expect(fs.existsSync(path.join(dir, 'server.lock'))).toBe(false);
    const database = path.join(fs.realpathSync(path.join(dir, 'database')), 'data');
    expect(fs.existsSync(path.join(database, 'postmaster.pid'))).toBe(false);
  }, 90_000);

  it('a taken port is one line, and the database is stopped again', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const dir = dataDir();
    try {
      const { err, code } = await run(dir, ['start'], { env: { KEJING_PORT: String(port) } });
      expect([code, err.includes(String(port))]).toEqual([4, true]);
      expect(err).not.toContain('    at ');
      const database = path.join(fs.realpathSync(path.join(dir, 'database')), 'data');
      expect(fs.existsSync(path.join(database, 'postmaster.pid'))).toBe(false);
    } finally {
      other.close();
    }
  }, 60_000);

  it('a stop while it still starts ends cleanly', async () => {
    const dir = dataDir();
    const child = kejing(dir, ['start']);
    await once(child.stderr, 'data');
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    const database = path.join(fs.realpathSync(path.join(dir, 'database')), 'data');
    expect(fs.existsSync(path.join(database, 'postmaster.pid'))).toBe(false);
  }, 60_000);
});

describe('backup and restore', () => {
  it('refuse what cannot be, and bring an empty bank back', async () => {
    const dir = dataDir();
    const file = path.join(dir, 'bank.backup');
    const made = await run(dir, ['backup', file, '--json']);
    expect(made.code).toBe(0);
    expect(JSON.parse(made.out).secretFingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect((await run(dir, ['backup', file])).code).toBe(3);
    const other = dataDir();
    const refused = await run(other, ['restore', file]);
    expect([refused.code, refused.err.includes('secret.key')]).toEqual([3, true]);
    fs.copyFileSync(path.join(dir, 'secret.key'), path.join(other, 'secret.key'));
    const restored = await run(other, ['restore', file, '--json']);
    expect(restored.code).toBe(0);
    expect(JSON.parse(restored.out).manifest).toEqual(JSON.parse(made.out).manifest);
  }, 90_000);
});
