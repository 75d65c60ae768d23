import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadSecret, readConfig } from './config.ts';
import { StartFault } from './start-fault.ts';

const app = 'postgres://app:one@db:5432/bank';
const owner = 'postgres://owner:two@db:5432/bank';
const key = 'ab'.repeat(32);

function faultOf(env: Record<string, string>): string {
  try {
    readConfig(env, fileNamed);
    return '-';
  } catch (error) {
    return error instanceof StartFault ? error.code : String(error);
  }
}

function fileNamed(file: string): string {
  if (file === '/run/url') return `${app}\n`;
  throw Object.assign(new Error('gone'), { code: 'ENOENT' });
}

test('without settings the server listens on this machine only and embeds its database', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 7300,
    dataDir: path.resolve('data'),
    demo: true,
    given: undefined,
    secret: undefined,
    logLevel: 'info',
  });
});

test('a secret may stand in a file; an empty setting is not set', () => {
  const env = { DATABASE_URL_FILE: '/run/url', DATABASE_OWNER_URL: owner, KEJING_PORT: '' };
  expect(readConfig(env, fileNamed)).toMatchObject({ given: { app, owner }, port: 7300 });
});

const faults: readonly (readonly [Record<string, string>, string])[] = [
  [{ KEJING_PORT: '0' }, '-'],
  [{ KEJING_PORT: '65535' }, '-'],
  [{ KEJING_PORT: '65536' }, 'setting_wrong'],
  [{ KEJING_PORT: '-1' }, 'setting_wrong'],
  [{ KEJING_PORT: '7e3' }, 'setting_wrong'],
  [{ KEJING_DEMO: 'off' }, '-'],
  [{ KEJING_DEMO: 'false' }, 'setting_wrong'],
  [{ KEJING_LOG: 'loud' }, 'setting_wrong'],
  [{ KEJING_SECRET: key }, '-'],
  [{ KEJING_SECRET: key.slice(1) }, 'setting_wrong'],
  [{ KEJING_SECRET: key.replace('a', 'g') }, 'setting_wrong'],
  [{ DATABASE_URL: app }, 'setting_alone'],
  [{ DATABASE_OWNER_URL: owner }, 'setting_alone'],
  [{ DATABASE_URL: app, DATABASE_OWNER_URL: owner }, '-'],
  [{ DATABASE_URL: 'mysql://db/bank', DATABASE_OWNER_URL: owner }, 'setting_wrong'],
  [{ DATABASE_URL: app, DATABASE_URL_FILE: '/run/url' }, 'setting_twice'],
  [{ DATABASE_URL_FILE: '/run/none' }, 'setting_file_unreadable'],
];

test.each(faults)('%o gives %s', (env, expected) => {
  expect(faultOf(env)).toBe(expected);
});

test('the key is made once, readable by its owner only, and read again', () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kejing-key-'));
  try {
    const first = loadSecret({ secret: undefined, dataDir });
    expect(first).toHaveLength(32);
    expect(loadSecret({ secret: undefined, dataDir })).toEqual(first);
    expect(fs.statSync(path.join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
    fs.writeFileSync(path.join(dataDir, 'secret.key'), 'short');
    expect(() => loadSecret({ secret: undefined, dataDir })).toThrow(StartFault);
  } finally {
    fs.rmSync(dataDir, { recursive: true });
  }
});
