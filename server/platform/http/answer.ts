import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { FastifyReply } from 'fastify';
import type { Route } from '../../../core/schema.ts';
import type { FileAnswer } from '../module.ts';

export function isFileAnswer(value: unknown): value is FileAnswer {
  return typeof value === 'object' && value !== null && 'file' in value && isFile(value.file);
}

function isFile(file: unknown): boolean {
  if (typeof file !== 'object' || file === null) return false;
  return 'name' in file && 'type' in file && 'body' in file;
}

/**
 * The answer as JSON text, bigints as digits. With `check` (tests, development) an answer that
 * breaks its contract throws: a bug of the route, not of the caller.
 */
export function jsonOf(route: Route, answer: unknown, check: boolean): string {
  const text = JSON.stringify(answer, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  if (check) {
    const result = route.response.safeParse(text === undefined ? undefined : JSON.parse(text));
    if (!result.success) {
      const place = `${route.method} ${route.path}`;
      throw new Error(`answer of ${place} breaks its contract: ${result.error.message}`);
    }
  }
  return text;
}

/**
 * Sends a file. A stream is read inside the caller's transaction, so this ends only when the last
 * byte is out. Its first piece is read before the head goes out: a fault at the start still becomes
 * a problem body.
 */
export async function sendFile(reply: FastifyReply, answer: FileAnswer): Promise<void> {
  const { name, type, body, inline } = answer.file;
  reply
    .header('content-type', withCharset(type))
    .header('content-disposition', dispositionOf(name, inline ? 'inline' : 'attachment'))
    .header('x-content-type-options', 'nosniff');
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    reply.send(body);
    return;
  }
  const pieces = body[Symbol.asyncIterator]();
  const first = await pieces.next();
  let failure: unknown;
  async function* all() {
    try {
      for (let piece = first; piece.done !== true; piece = await pieces.next()) yield piece.value;
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  reply.send(Readable.from(all(), { objectMode: false }));
  const closed: unknown = await finished(reply.raw, { readable: false }).catch((why) => why);
  if (failure !== undefined) throw failure;
  // The caller may go away in the middle: no fault.
  const { code } = (closed ?? {}) as NodeJS.ErrnoException;
  if (closed !== undefined && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw closed;
}

/** A file name that every browser understands: plain ASCII first, the true name after RFC 5987. */
export function dispositionOf(name: string, how: 'attachment' | 'inline' = 'attachment'): string {
  const safe = name.toWellFormed().replace(/[\p{Cc}/\\]/gu, '_');
  const ascii = safe.replace(/[^\x20-\x7e]|["%]/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function withCharset(type: string): string {
  return type.startsWith('text/') && !type.includes('charset') ? `${type}; charset=utf-8` : type;
}
