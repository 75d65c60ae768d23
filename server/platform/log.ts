import pino from 'pino';
import type { LogLevel } from './config.ts';

export type Log = pino.Logger;

export interface LogOptions {
  readonly level: LogLevel;
  /** Whether a person reads along; decides between plain lines and JSON. */
  readonly terminal?: boolean;
  readonly write?: (line: string) => void;
}

/**
 * The program's log, on standard error: JSON lines for machines, plain lines at a terminal.
 * Passwords, tokens and keys are hidden by the name of their field, identity and phone numbers and
 * passwords in URLs by their form.
 */
export function createLog(options: LogOptions): Log {
  const write = options.write ?? ((line: string) => void process.stderr.write(line));
  const terminal = options.terminal ?? process.stderr.isTTY === true;
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => hide(fields, 0) as Record<string, unknown>,
      },
      serializers: { err: (error: unknown) => hide(pino.stdSerializers.err(error as Error), 0) },
    },
    { write: (line: string) => write(mask(terminal ? plainLine(line) : line)) },
  );
}

const hidden = '[hidden]';
const secretName =
  /pass(word|wd)|secret|token|cookie|authori[sz]ation|api_?key|otp|id_?card|id_?number|identity/i;
/**
 * The 18 characters of an identity card with its birth date, a mobile number, a password in a URL.
 */
const identity =
  /(?<!\d)(\d{6})(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2}(\d[\dXx])(?!\d)/g;
const mobile = /(?<![\d.-])(1[3-9]\d)\d{4}(\d{4})(?![\d.])/g;
const urlPassword = /(\w:\/\/[^:@/\s"]*:)[^@/\s"]+@/g;

/** Masks what its form gives away, wherever it stands in a line. */
export function mask(line: string): string {
  return line
    .replace(identity, '$1**********$2')
    .replace(mobile, '$1****$2')
    .replace(urlPassword, '$1***@');
}

function hide(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || depth > 5) return value;
  if (Array.isArray(value)) return value.map((one) => hide(one, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (depth > 0 && prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      secretName.test(name) ? hidden : hide(one, depth + 1),
    ]),
  );
}

function plainLine(line: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const fields = Object.entries(rest).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  const stack = (err as { stack?: string } | undefined)?.stack;
  const clock = String(time).slice(11, 19);
  const trace = stack === undefined ? '' : `\n${stack}`;
  return `${clock} ${String(level)} ${String(msg ?? '')}${fields.join('')}${trace}\n`;
}
