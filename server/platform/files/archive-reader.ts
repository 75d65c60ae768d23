import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';

/** One file inside a ZIP archive, as its directory says. */
export interface ArchiveEntry {
  readonly name: string;
  readonly packed: boolean;
  readonly packedBytes: number;
  /** Bytes unpacked as the archive claims; what comes out is counted all the same. */
  readonly bytes: number;
  readonly at: number;
}

/** Why an archive or workbook from outside is not read on. */
export class ArchiveFault extends Error {
  readonly reason: 'broken' | 'too_large' | 'locked';
  constructor(reason: 'broken' | 'too_large' | 'locked') {
    super(`archive ${reason}`);
    this.reason = reason;
  }
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const entriesMax = 4096;
const directoryMax = 4 * 1_048_576;
/** XML packs ten to fifty times; a bomb some thousand times. */
const ratioMax = 200;
const ratioFrom = 16 * 1_048_576;

/** The directory of a ZIP archive. Throws ArchiveFault for none, a broken or an absurd one. */
export async function entriesOf(file: string): Promise<ReadonlyMap<string, ArchiveEntry>> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const tail = await bytesAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== endMark) {
      throw new ArchiveFault('broken');
    }
    const count = tail.readUInt16LE(end + 10);
    const length = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (count > entriesMax || length > directoryMax) throw new ArchiveFault('too_large');
    if (start + length > size) throw new ArchiveFault('broken');
    return readDirectory(await bytesAt(handle, start, length), count);
  } finally {
    await handle.close();
  }
}

function readDirectory(directory: Buffer, count: number): ReadonlyMap<string, ArchiveEntry> {
  const entries = new Map<string, ArchiveEntry>();
  let at = 0;
  for (let left = count; left > 0; left--) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== entryMark) {
      throw new ArchiveFault('broken');
    }
    const flags = directory.readUInt16LE(at + 8);
    const method = directory.readUInt16LE(at + 10);
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    if ((flags & 1) === 1) throw new ArchiveFault('locked');
    if (method !== 0 && method !== 8) throw new ArchiveFault('broken');
    entries.set(name, {
      name,
      packed: method === 8,
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * The text of one entry in pieces. Stops by ArchiveFault at `bytesMax` unpacked bytes, whatever
 * the archive claims, or when it swells like a bomb.
 */
export async function* entryText(
  file: string,
  entry: ArchiveEntry,
  bytesMax: number,
  onBytes: (packedBytes: number) => void = () => undefined,
): AsyncGenerator<string> {
  if (entry.bytes > bytesMax) throw new ArchiveFault('too_large');
  const start = await bodyOf(file, entry);
  if (entry.packedBytes === 0) return;
  const packed = createReadStream(file, { start, end: start + entry.packedBytes - 1 });
  packed.on('data', (block) => onBytes(block.length));
  const stream = entry.packed ? packed.pipe(createInflateRaw()) : packed;
  if (entry.packed) packed.on('error', (error) => stream.destroy(error));
  const decoder = new TextDecoder('utf-8');
  let bytes = 0;
  try {
    for await (const block of stream as AsyncIterable<Buffer>) {
      bytes += block.length;
      const swollen = bytes > ratioFrom && bytes > entry.packedBytes * ratioMax;
      if (bytes > bytesMax || swollen) throw new ArchiveFault('too_large');
      yield decoder.decode(block, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw code.startsWith('Z_') ? new ArchiveFault('broken') : error;
  } finally {
    packed.destroy();
  }
}

/** Where the bytes of an entry begin: behind its own heading, which has lengths of its own. */
async function bodyOf(file: string, entry: ArchiveEntry): Promise<number> {
  const handle = await open(file, 'r');
  try {
    const heading = await bytesAt(handle, entry.at, 30);
    if (heading.length < 30 || heading.readUInt32LE(0) !== localMark) {
      throw new ArchiveFault('broken');
    }
    return entry.at + 30 + heading.readUInt16LE(26) + heading.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
