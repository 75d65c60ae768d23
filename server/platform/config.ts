import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { StartFault, fileFault } from './start-fault.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The settings of one Kejing server, all from the environment. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absolute path of the data directory. */
  readonly dataDir: string;
  /** Whether the first start on an empty database loads the invented demo bank. */
  readonly demo: boolean;
  /** The two roles of a given PostgreSQL; undefined means the embedded one. */
  readonly given: { readonly app: string; readonly owner: string } | undefined;
  /**
   * The key for personal data as 64 hexadecimal characters; undefined means `<data>/secret.key`.
   */
  readonly secret: string | undefined;
  readonly logLevel: LogLevel;
}

type Environment = Readonly<Record<string, string | undefined>>;
type ReadFile = (path: string) => string;

/**
 * Reads the settings. A secret may stand in a file instead, named by the setting with `_FILE`
 * behind it. Empty counts as not set. Faults: `setting_wrong`, `setting_twice`, `setting_alone`,
 * `setting_file_unreadable`.
 */
export function readConfig(env: Environment, readFile: ReadFile = readText): Config {
  const app = secretOf(env, 'DATABASE_URL', readFile);
  const owner = secretOf(env, 'DATABASE_OWNER_URL', readFile);
  for (const [name, url] of [
    ['DATABASE_URL', app],
    ['DATABASE_OWNER_URL', owner],
  ] as const)
    if (url !== undefined && !/^postgres(ql)?:\/\/./.test(url))
      throw wrong(name, 'postgres://user:password@host:5432/database');
  if (app === undefined && owner !== undefined) throw alone('DATABASE_OWNER_URL', 'DATABASE_URL');
  if (app !== undefined && owner === undefined) throw alone('DATABASE_URL', 'DATABASE_OWNER_URL');
  const secret = secretOf(env, 'KEJING_SECRET', readFile);
  if (secret !== undefined && !isKey(secret))
    throw wrong('KEJING_SECRET', '64 hexadecimal characters', ' 64 个十六进制字符');
  return {
    host: plain(env, 'KEJING_HOST') ?? '127.0.0.1',
    port: portOf(plain(env, 'KEJING_PORT') ?? '7300'),
    dataDir: path.resolve(plain(env, 'KEJING_DATA') ?? './data'),
    demo: isOn(plain(env, 'KEJING_DEMO') ?? 'on'),
    given: app === undefined || owner === undefined ? undefined : { app, owner },
    secret: secret?.toLowerCase(),
    logLevel: levelOf(plain(env, 'KEJING_LOG') ?? 'info'),
  };
}

/**
 * The 32 bytes that encrypt personal data. Without a given one it is made on the first start in
 * `<data>/secret.key`, readable by its owner only; whoever loses it loses the encrypted values.
 */
export function loadSecret(config: Pick<Config, 'secret' | 'dataDir'>): Buffer {
  if (config.secret !== undefined) return Buffer.from(config.secret, 'hex');
  const file = path.join(config.dataDir, 'secret.key');
  try {
    if (!fs.existsSync(file)) makeSecret(file);
    const text = fs.readFileSync(file, 'utf8').trim();
    if (!isKey(text)) throw new StartFault('secret_wrong', { path: file });
    return Buffer.from(text, 'hex');
  } catch (error) {
    throw fileFault(error, file);
  }
}

/** Names the key without giving it away. */
export function secretFingerprint(config: Pick<Config, 'secret' | 'dataDir'>): string {
  const digest = createHash('sha256').update('kejing backup').update(loadSecret(config));
  return digest.digest('hex').slice(0, 16);
}

/** The whole key appears at once (link), so that two processes that start together agree on one. */
function makeSecret(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(draft);
  }
}

function plain(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function secretOf(env: Environment, name: string, readFile: ReadFile): string | undefined {
  const value = plain(env, name);
  const file = plain(env, `${name}_FILE`);
  if (file === undefined) return value;
  if (value !== undefined) throw new StartFault('setting_twice', { name });
  try {
    return plain({ [name]: readFile(file) }, name);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new StartFault('setting_file_unreadable', { name: `${name}_FILE`, path: file, reason });
  }
}

function readText(file: string): string {
  return fs.readFileSync(file, 'utf8');
}

function portOf(text: string): number {
  const port = Number.parseInt(text, 10);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw wrong('KEJING_PORT', 'a port from 0 to 65535', ' 0 到 65535 的端口号');
  return port;
}

function isOn(text: string): boolean {
  if (text !== 'on' && text !== 'off') throw wrong('KEJING_DEMO', 'on or off', ' on 或 off');
  return text === 'on';
}

function levelOf(text: string): LogLevel {
  const level = logLevels.find((one) => one === text);
  const all = logLevels.join(', ');
  if (level === undefined) throw wrong('KEJING_LOG', `one of ${all}`, `其一：${all}`);
  return level;
}

function isKey(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text);
}

function wrong(name: string, expected: string, expectedZh = ` ${expected}`): StartFault {
  return new StartFault('setting_wrong', { name, expected, expectedZh });
}

function alone(name: string, other: string): StartFault {
  return new StartFault('setting_alone', { name, other });
}
