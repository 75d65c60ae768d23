import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { Actor } from '../../../core/actor.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Database, Tx } from '../db/transaction.ts';
import { openBytes, sealBytes } from '../files/secret.ts';
import type { ForeignColumn } from './guess.ts';
import { refuse } from './messages.ts';
import { encodingOf, formOf, readSource, sheetsOf, type Source } from './source.ts';
import { ImportStop } from './target.ts';
import * as store from './upload-store.ts';

const partBytes = 1_048_576;
/** Rows looked at to know a file, and values kept of a column for guesses. */
const lookedAt = 200;
const samplesMax = 60;
/** Parts that hold enough of a text file to know it. */
const headParts = 4;

/**
 * Keeps a dropped file: on disk first, looked at, then hashed and stored in encrypted parts in one
 * transaction. The same content again answers the file that is there. Refuses what is no table;
 * then nothing is kept.
 */
export async function receiveUpload(
  database: Database,
  actor: Actor,
  upload: MultipartFile,
): Promise<{ readonly uploadId: bigint; readonly again: boolean } | Refusal> {
  if (!actor.bankWide) return refuse('imports.bank_wide_needed');
  const name = safeName(upload.filename);
  return inFolder(async (dir) => {
    const file = path.join(dir, name);
    await pipeline(upload.file, createWriteStream(file, { mode: 0o600 }));
    if (upload.file.truncated) {
      const max = Math.floor(upload.file.bytesRead / partBytes);
      return refuse('imports.file_too_large', { max });
    }
    const form = await formOf(file, name);
    const source: Source = { file, name, form, sheet: '' };
    await lookThrough(source);
    const found = {
      name,
      form,
      bytes: (await stat(file)).size,
      sha256: await hashOf(file),
      encoding: (await encodingOf(source)) ?? '',
    };
    return database.transaction(actor, (tx) => keepUpload(tx, file, found));
  });
}

async function keepUpload(tx: Tx, file: string, found: store.NewUpload) {
  const fresh = await store.insertUpload(tx, found);
  const uploadId = fresh ?? (await store.uploadOfHash(tx, found.sha256))!;
  if (fresh === null && (await store.hasParts(tx, uploadId))) return { uploadId, again: true };
  const handle = await open(file, 'r');
  try {
    for (let partNo = 0; partNo * partBytes < found.bytes; partNo++) {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(partBytes),
        0,
        partBytes,
        partNo * partBytes,
      );
      const sealed = sealBytes(buffer.subarray(0, bytesRead));
      await store.insertPart(tx, { uploadId, partNo, sealed });
    }
  } finally {
    await handle.close();
  }
  const { name, bytes, sha256 } = found;
  await recordAudit(tx, {
    verb: 'imports.upload',
    subject: 'upload',
    subjectKey: String(uploadId),
    detail: { name, bytes, sha256 },
  });
  return { uploadId, again: fresh === null };
}

/**
 * Gives the work a kept file on disk, in a folder that goes afterwards. `head`: only as much as is
 * needed to know a text file. Refuses when its content is no longer kept.
 */
export async function withUpload<T>(
  database: Database,
  actor: Actor,
  given: { readonly uploadId: bigint; readonly sheet: string; readonly head?: boolean },
  work: (source: Source, upload: NonNullable<Loaded>) => Promise<T>,
): Promise<T | Refusal> {
  const { uploadId, sheet } = given;
  const read = { readOnly: true };
  const upload = await database.transaction(actor, (tx) => store.loadUpload(tx, uploadId), read);
  if (upload === null) return refuse('imports.upload_unknown', { upload: uploadId });
  if (!upload.kept) return refuse('imports.upload_gone', { file: upload.name });
  const partial = given.head === true && upload.form === 'text';
  try {
    return await inFolder(async (dir) => {
      const file = path.join(dir, upload.name);
      await writeParts(database, actor, file, uploadId, partial ? headParts : Infinity);
      return work({ file, name: upload.name, form: upload.form, sheet }, upload);
    });
  } catch (error) {
    if (error instanceof ImportStop) return error.refusal;
    throw error;
  }
}
type Loaded = Awaited<ReturnType<typeof store.loadUpload>>;

/** Each part in a short transaction of its own: a large file holds no transaction open. */
async function writeParts(
  database: Database,
  actor: Actor,
  file: string,
  uploadId: bigint,
  most: number,
): Promise<void> {
  const out = createWriteStream(file, { mode: 0o600 });
  async function* parts() {
    for (let partNo = 0; partNo < most; partNo++) {
      const one = (tx: Tx) => store.loadPart(tx, uploadId, partNo);
      const sealed = await database.transaction(actor, one, { readOnly: true });
      if (sealed === null) return;
      yield openBytes(sealed);
    }
  }
  await pipeline(parts(), out);
}

export interface Looked {
  readonly sheets: readonly string[];
  readonly sheet: string;
  /** Row of the heading; what stands above it is title. */
  readonly headingRow: number;
  readonly columns: readonly ForeignColumn[];
}

/**
 * Sheets, headings and some values of a file. Refuses (ImportStop) what is no table, and one whose
 * rows mostly have another number of columns than the heading.
 */
export async function lookThrough(source: Source): Promise<Looked> {
  const sheets = await sheetsOf(source);
  const sheet = source.sheet === '' ? (sheets[0] ?? '') : source.sheet;
  let columns: { heading: string; samples: Set<string> }[] = [];
  let headingRow = 1;
  let rows = 0;
  let ragged = 0;
  for await (const found of readSource({ ...source, sheet }, () => undefined)) {
    if (columns.length === 0) {
      headingRow = found.headingRow;
      columns = found.heading.map((heading) => ({ heading, samples: new Set() }));
    }
    for (const row of found.rows.slice(0, lookedAt - rows)) {
      if (row.faults.length > 0) {
        ragged += row.faults.some((one) => one.code === 'imports.fault.column_count') ? 1 : 0;
        continue;
      }
      row.cells.forEach((cell, at) => {
        const samples = columns[at]!.samples;
        if (cell.trim() !== '' && samples.size < samplesMax) samples.add(cell);
      });
    }
    rows += found.rows.length;
    if (rows >= lookedAt) break;
  }
  const seen = Math.min(rows, lookedAt);
  if (ragged * 2 > seen) {
    throw new ImportStop(refuse('imports.ragged', { file: source.name, found: ragged, of: seen }));
  }
  const shown = columns.map(({ heading, samples }) => ({ heading, samples: [...samples] }));
  return { sheets, sheet, headingRow, columns: shown };
}

/** The name a file keeps inside its folder and in the import: no path, no control characters. */
export function safeName(given: string): string {
  const name = path.posix.basename(given.replaceAll('\\', '/')).replace(/[\p{Cc}/]/gu, '');
  return name === '' || name === '.' || name === '..' ? 'upload.csv' : name.slice(-80);
}

async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T | Refusal> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'kejing-upload-'));
  try {
    return await work(dir);
  } catch (error) {
    if (error instanceof ImportStop) return error.refusal;
    throw error;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(file)) hash.update(block as Buffer);
  return hash.digest('hex');
}
