import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { systemActor } from '../../../core/actor.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Database, Tx } from '../../platform/db/transaction.ts';
import { pdfOf } from '../../platform/files/typst.ts';
import { signingIdentity, signPdf } from '../../platform/signing/index.ts';
import { bankOf } from '../organisation/index.ts';
import { stateOf } from './amendment-commands.ts';
import { loadForVerb, type Letter } from './letter-verbs.ts';
import { letterState } from './rules/letter-state.ts';
import { printAmendment, printLetter, type PrintedLetter } from './rules/letter-print.ts';
import { loadAmendment } from './store/amendments.ts';
import * as store from './store/files.ts';

/** A letter, or an amendment of it. */
export interface FileOf {
  readonly letterId: bigint;
  readonly amendmentId: bigint | null;
}

interface Source {
  readonly letterId: bigint;
  readonly amendmentNo: number;
  readonly no: string;
  readonly complete: boolean;
  readonly draw: () => Buffer;
}

/** The words and figures of a letter as it stands now. */
export async function printedLetter(tx: Tx, letter: Letter): Promise<PrintedLetter> {
  const { bodyHash: hash, signatures } = letter;
  return printLetter(letter.body, { hash, signatures, timeZone: await timeZoneOf(tx) });
}

async function timeZoneOf(tx: Tx): Promise<string> {
  return (await bankOf(tx))?.timeZone ?? 'Asia/Shanghai';
}

async function sourceOf(tx: Tx, of: FileOf): Promise<Source | null> {
  if (of.amendmentId === null) {
    const letter = await loadForVerb(tx, of.letterId);
    if (letter === null) return null;
    const printed = await printedLetter(tx, letter);
    return {
      letterId: letter.letterId,
      amendmentNo: 0,
      no: letter.letterNo,
      complete: letterState(letter.marks) === 'locked',
      draw: () => pdfOf(template('letter.typ'), printed),
    };
  }
  const found = await loadAmendment(tx, of.amendmentId);
  if (found === null) return null;
  const { bodyHash: hash, signatures } = found;
  const timeZone = await timeZoneOf(tx);
  return {
    letterId: found.letterId,
    amendmentNo: found.amendmentNo,
    no: `${found.letterNo} 补 ${found.amendmentNo}`,
    complete: stateOf(found) === 'in_force',
    draw: () =>
      pdfOf(template('amendment.typ'), printAmendment(found.body, { hash, signatures, timeZone })),
  };
}

/**
 * The PDF of a letter or amendment: a draft while a signature is missing; afterwards the one file
 * that was signed by the installation (PAdES) and kept, made now if it was not yet. Null: out of
 * sight. Refusal: the certificate in use has expired.
 */
export async function pdfFor(
  tx: Tx,
  of: FileOf,
): Promise<{ readonly no: string; readonly pdf: Buffer } | Refusal | null> {
  const source = await sourceOf(tx, of);
  if (source === null) return null;
  const { no } = source;
  if (!source.complete) return { no, pdf: source.draw() };
  const kept = await store.loadPdf(tx, source);
  const pdf = kept ?? (await makeFile(tx, source));
  return isRefusal(pdf) ? pdf : { no, pdf };
}

async function makeFile(tx: Tx, source: Source): Promise<Buffer | Refusal> {
  const name = (await bankOf(tx))?.name ?? '';
  const identity = await signingIdentity(tx, name);
  if (isRefusal(identity)) return identity;
  const pdf = await signPdf(source.draw(), identity, {
    reason: `双方已在系统签署：${source.no}`,
    name,
    place: '',
    at: new Date(),
  });
  const pdfHash = createHash('sha256').update(pdf).digest('hex');
  const { certificateId } = identity;
  const isOurs = await store.insertFile(tx, source, { pdf, pdfHash, certificateId });
  if (!isOurs) return (await store.loadPdf(tx, source))!;
  await recordAudit(tx, {
    verb: 'targets.keep_file',
    subject: 'letter',
    subjectKey: source.no,
    detail: { pdfHash, certificateId },
  });
  return pdf;
}

const filesAtOnce = 200;

/** Makes the signed files that are still missing, each in a transaction of its own. */
export async function makeMissingFiles(database: Database): Promise<void> {
  const actor = systemActor('targets.files');
  const missing = await database.transaction(
    actor,
    (tx) => store.loadFilesToMake(tx, filesAtOnce),
    { readOnly: true },
  );
  for (const one of missing) await database.transaction(actor, (tx) => pdfFor(tx, one));
}

const templates = new Map<string, string>();
function template(name: 'letter.typ' | 'amendment.typ'): string {
  const known = templates.get(name) ?? readFileSync(path.join(import.meta.dirname, name), 'utf8');
  templates.set(name, known);
  return known;
}
