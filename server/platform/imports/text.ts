import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import path from 'node:path';
import { ImportStop } from './target.ts';
import { refuse } from './messages.ts';

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

const blockBytes = 262_144;

/**
 * The text of a file in pieces: `.gz` is unpacked by its content, not its name; UTF-8 with or
 * without BOM, GBK/GB18030 and UTF-16 with BOM (in either order) are told apart. Bytes that are no
 * character become U+FFFD: a fault of their row. `onBytes` counts bytes on disk. Stops with a
 * refusal when the file cannot be unpacked.
 */
export async function* readText(
  file: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const bytes of unpackedBytes(file, onBytes)) {
    if (decoder === null) {
      // Plain ASCII says nothing about the encoding: the first block with other bytes decides.
      if (isAscii(bytes)) {
        yield bytes.toString('latin1');
        continue;
      }
      decoder = new TextDecoder(encodingOf(bytes));
    }
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text.startsWith('\uFEFF') ? text.slice(1) : text;
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}

/**
 * Which encoding a block of bytes has: a BOM decides; valid UTF-8 (a character cut at either end
 * aside) is UTF-8; else the one that leaves fewer broken characters, GB18030 only when it explains
 * more.
 */
export function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (isUtf8(wholeCharacters(bytes))) return 'utf-8';
  const utf8 = judge(bytes, 'utf-8');
  const chinese = judge(bytes, 'gb18030');
  if (utf8.read > utf8.broken) return 'utf-8';
  return chinese.broken < utf8.broken ? 'gb18030' : 'utf-8';
}

/** The encoding that `readText` finds in a file; plain ASCII counts as UTF-8. */
export async function encodingOfFile(file: string): Promise<Encoding> {
  for await (const bytes of unpackedBytes(file, () => undefined)) {
    if (!isAscii(bytes)) return encodingOf(bytes);
  }
  return 'utf-8';
}

function judge(bytes: Buffer, encoding: Encoding): { read: number; broken: number } {
  const text = new TextDecoder(encoding).decode(bytes);
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  const foreign = text.match(/[^\0-\x7F]/gu)?.length ?? 0;
  return { read: foreign - broken, broken };
}

/** Without the bytes of a character that the block's end cuts. */
function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}

async function* unpackedBytes(
  file: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const packed = createReadStream(file, { highWaterMark: blockBytes });
  const counted = new Transform({
    highWaterMark: blockBytes,
    transform(block: Buffer, _encoding, done) {
      onBytes(block.length);
      done(null, block);
    },
  });
  const first = await firstBytes(file);
  const stages: NodeJS.ReadWriteStream[] = [packed as never, counted];
  if (first[0] === 0x1f && first[1] === 0x8b) {
    stages.push(createGunzip({ chunkSize: blockBytes }));
  }
  const last = stages.at(-1)!;
  const flow = pipeline(stages as never) as Promise<void>;
  flow.catch(() => undefined);
  try {
    for await (const block of last) yield block as unknown as Buffer;
    await flow;
  } catch (error) {
    const name = path.basename(file);
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code.startsWith('Z_')) throw new ImportStop(refuse('imports.file_broken', { file: name }));
    throw error;
  } finally {
    packed.destroy();
  }
}

async function firstBytes(file: string): Promise<Buffer> {
  for await (const block of createReadStream(file, { end: 3 })) return block as Buffer;
  return Buffer.alloc(0);
}
