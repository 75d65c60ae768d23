import { bulkRefusedOf, type BulkOutcome, type BulkRow } from '../../../core/bulk.ts';
import { quarter, quartersOf } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import { sha256 } from '../../platform/db/digest.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { actorName } from '../people/index.ts';
import { businessDay } from '../organisation/index.ts';
import { baselineOf, figuresAfter } from './amendment-commands.ts';
import { schemesByVersion, targetsInForce } from './commands.ts';
import type { LetterEventKind, LetterSide, LetterState } from './contract.ts';
import * as notices from './letter-notices.ts';
import { refuse } from './messages.ts';
import { decideChanges, type WantedChange } from './rules/amendment.ts';
import { canonicalJson, composeVersion, versionNumber } from './rules/letter.ts';
import { hasMark, letterMarks, letterState } from './rules/letter-state.ts';
import * as verbs from './rules/letter-verbs.ts';
import * as amendments from './store/amendments.ts';
import * as store from './store/letters.ts';
import { loadMetricBook } from './store/metrics.ts';

export type Letter = store.LetterRecord & verbs.LetterStanding;

/** A letter with its signatures, as the rules of its verbs see it; null when out of sight. */
export async function loadForVerb(tx: Tx, letterId: bigint): Promise<Letter | null> {
  const letter = await store.loadLetter(tx, letterId);
  if (letter === null) return null;
  return { ...letter, signatures: await store.loadSignatures(tx, letterId) };
}

/**
 * Signs a letter for one side (C3e). The caller has confirmed the password before. With both sides
 * it is locked; a later version with other targets then counts for the quarters not closed.
 * Refusals: `targets.letter_unknown`, as decideSignature.
 */
export async function signLetter(
  tx: Tx,
  wanted: { letterId: bigint; side: LetterSide; bodyHash: string },
): Promise<Refusal | { state: LetterState; signedAt: string }> {
  await amendments.lockLetter(tx, wanted.letterId);
  const letter = await loadForVerb(tx, wanted.letterId);
  if (letter === null) return refuse('targets.letter_unknown');
  const refused = verbs.decideSignature(letter, tx.actor, wanted);
  if (refused !== null) return refused;
  const signedAt = await store.insertSignature(tx, {
    letterId: letter.letterId,
    side: wanted.side,
    bodyHash: letter.bodyHash,
    signerName: await actorName(tx),
  });
  if (signedAt === null) throw new Error('a signature appeared beside the lock of the letter');
  await record(tx, 'targets.sign_letter', letter, {
    side: wanted.side,
    bodyHash: letter.bodyHash,
  });
  await notify(tx, notices.ofSignature(letter, wanted.side, await actorName(tx)));
  const state = letterState(verbs.signedMarks(letter.marks, wanted.side));
  if (state === 'locked' && letter.version > 1) await putInForce(tx, letter);
  return { state, signedAt };
}

/** The figures of a later version that differ from those in force, for the quarters not closed. */
async function putInForce(tx: Tx, letter: Letter): Promise<void> {
  const states = await amendments.loadQuarterStates(tx, quartersOf(letter.year));
  const open = states.filter((one) => !one.closed).map((one) => one.quarter);
  const inForce = await targetsInForce(tx, letter.staffId, letter.year);
  const schemeOf = schemesByVersion(tx);
  const book = await loadMetricBook(tx);
  const rows: amendments.NewBaseline[] = [];
  for (const row of inForce) {
    const signed = letter.body.metrics.find((one) => one.metric === row.metric);
    if (signed === undefined || BigInt(signed.annual) === row.annual) continue;
    const scheme = await schemeOf(row.policyVersionId);
    rows.push(
      ...baselineOf({ scheme, book }, row, { annual: BigInt(signed.annual), quarters: open }),
    );
  }
  const { letterId, staffId, unitPath } = letter;
  await amendments.insertBaseline(tx, { letterId, amendmentNo: 0, staffId, unitPath }, rows);
}

/** The RM opened his letter: recorded the first time (C3e). Refusals as decideReading. */
export async function readLetter(
  tx: Tx,
  letterId: bigint,
): Promise<Refusal | { state: LetterState }> {
  const letter = await loadForVerb(tx, letterId);
  if (letter === null) return refuse('targets.letter_unknown');
  const decided = verbs.decideReading(letter, tx.actor);
  if (isRefusal(decided)) return decided;
  if (decided === 'known') return { state: letterState(letter.marks) };
  return happen(tx, letter, 'read', null);
}

/** The RM refuses his letter with a reason. Refusals as decideRefusal. */
export async function refuseLetter(
  tx: Tx,
  wanted: { letterId: bigint; reason: string },
): Promise<Refusal | { state: LetterState }> {
  await amendments.lockLetter(tx, wanted.letterId);
  const letter = await loadForVerb(tx, wanted.letterId);
  if (letter === null) return refuse('targets.letter_unknown');
  const refused = verbs.decideRefusal(letter, tx.actor);
  if (refused !== null) return refused;
  await notify(tx, notices.ofRefusal(letter, wanted.reason));
  return happen(tx, letter, 'refused', wanted.reason);
}

/** The bank takes back a letter that the RM has not signed. Refusals as decideTakingBack. */
export async function withdrawLetter(
  tx: Tx,
  wanted: { letterId: bigint; reason: string },
): Promise<Refusal | { state: LetterState }> {
  await amendments.lockLetter(tx, wanted.letterId);
  const letter = await loadForVerb(tx, wanted.letterId);
  if (letter === null) return refuse('targets.letter_unknown');
  const refused = verbs.decideTakingBack(letter, tx.actor);
  if (refused !== null) return refused;
  await notify(tx, notices.ofWithdrawal(letter, wanted.reason));
  return happen(tx, letter, 'withdrawn', wanted.reason);
}

/**
 * The bank issues a new version with other annual targets in place of a letter that the RM has not
 * signed; it is sent at once. Refusals: as decideTakingBack and decideChanges, and a year whose
 * quarters are all closed.
 */
export async function replaceLetter(
  tx: Tx,
  wanted: { letterId: bigint; reason: string; changes: readonly WantedChange[] },
): Promise<Refusal | { letterId: bigint; letterNo: string }> {
  await amendments.lockLetter(tx, wanted.letterId);
  const letter = await loadForVerb(tx, wanted.letterId);
  if (letter === null) return refuse('targets.letter_unknown');
  const refused = verbs.decideTakingBack(letter, tx.actor);
  if (refused !== null) return refused;
  const told = new Map(letter.body.metrics.map((one) => [one.metric, BigInt(one.annual)] as const));
  const changes = decideChanges(await loadMetricBook(tx), wanted.changes, told);
  if (isRefusal(changes)) return changes;
  const states = await amendments.loadQuarterStates(tx, quartersOf(letter.year));
  const from = states.find((one) => !one.closed)?.quarter;
  if (from === undefined) return refuse('targets.letter_year_over', { year: letter.year });
  const inForce = await targetsInForce(tx, letter.staffId, letter.year);
  const figures = await figuresAfter(tx, inForce, changes, quarter(from));
  const letterNo = versionNumber(firstNumber(letter), letter.version + 1);
  const body = composeVersion(letter.body, { letterNo, reason: wanted.reason, figures });
  const text = canonicalJson(body);
  const version = { letterNo, text, bodyHash: sha256(text) };
  const letterId = await store.insertVersion(tx, letter, version);
  if (letterId === null) return refuse('targets.letter_replaced', { letterNo: letter.letterNo });
  await happen(tx, letter, 'replaced', wanted.reason);
  await notify(tx, notices.ofVersion(letter, { letterId, letterNo, reason: wanted.reason }));
  return { letterId, letterNo };
}

/** A version's number without the mark of its version. */
function firstNumber(letter: Letter): string {
  return letter.version === 1 ? letter.letterNo : letter.letterNo.replace(/-\d+$/, '');
}

/** What came of many letters at once. */
export interface ManyDone {
  readonly done: number;
  readonly refused: readonly {
    readonly letterId: bigint;
    readonly letterNo: string;
    readonly code: string;
    readonly params: Readonly<Record<string, string>>;
  }[];
}

/** Verbs for many letters: what is told of each, and who decides. */
const manyVerbs = {
  sent: { decide: verbs.decideSending, twice: 'targets.letter_already_sent' },
  reminded: { decide: verbs.decideReminder, twice: 'targets.letter_reminded_today' },
} as const;
export type ManyVerb = keyof typeof manyVerbs;

/** What a verb would do to each of many letters, by number; nothing is written. */
export async function previewLetters(
  tx: Tx,
  letterIds: readonly bigint[],
  kind: ManyVerb,
): Promise<BulkRow[] | Refusal> {
  const decided = await decideMany(tx, letterIds, kind);
  return isRefusal(decided) ? decided : decided.map((one) => rowOf(one.letter, one.refused));
}

/** Sends drafts to their RMs; those that cannot be sent are named. */
export function sendLetters(tx: Tx, letterIds: readonly bigint[]): Promise<BulkOutcome | Refusal> {
  return eachOnce(tx, letterIds, 'sent');
}

/** Reminds RMs of letters they have not signed, each at most once a day. */
export function remindOfLetters(
  tx: Tx,
  letterIds: readonly bigint[],
): Promise<BulkOutcome | Refusal> {
  return eachOnce(tx, letterIds, 'reminded');
}

async function decideMany(tx: Tx, letterIds: readonly bigint[], kind: ManyVerb) {
  const letters = await store.loadStandings(tx, letterIds);
  if (letters.length === 0) return refuse('targets.letter_unknown');
  const { decide, twice } = manyVerbs[kind];
  const onDay = await businessDay(tx);
  const today = new Set(kind === 'reminded' ? await store.loadReminded(tx, letterIds, onDay) : []);
  return letters.map((letter) => {
    const { letterNo } = letter;
    const again = today.has(letter.letterId) ? refuse(twice, { letterNo }) : null;
    return { letter, refused: decide(letter, tx.actor) ?? again };
  });
}

async function eachOnce(
  tx: Tx,
  letterIds: readonly bigint[],
  kind: ManyVerb,
): Promise<BulkOutcome | Refusal> {
  const decided = await decideMany(tx, letterIds, kind);
  if (isRefusal(decided)) return decided;
  const wanted = decided.filter((one) => one.refused === null).map((one) => one.letter.letterId);
  const added = await store.insertEvents(tx, await eventOf(tx, kind, null), wanted);
  const rows = decided.map(({ letter, refused }) => {
    const missed = refused === null && !added.includes(letter.letterId);
    const { letterNo } = letter;
    return rowOf(letter, missed ? refuse(manyVerbs[kind].twice, { letterNo }) : refused);
  });
  const told = decided.map((one) => one.letter).filter((one) => added.includes(one.letterId));
  for (const letter of told) await record(tx, `targets.letter_${kind}`, letter, {});
  await notify(
    tx,
    told.map((letter) => notices.ofSending(letter, kind)),
  );
  return { done: added.length, rows };
}

function rowOf(
  letter: { readonly letterId: bigint; readonly letterNo: string; readonly rmName: string },
  refused: Refusal | null,
): BulkRow {
  return {
    key: String(letter.letterId),
    name: letter.letterNo,
    about: letter.rmName,
    refused: refused === null ? null : bulkRefusedOf(refused),
  };
}

/**
 * Signs many letters for the bank, each by the text that its reader was shown; the password was
 * confirmed once. Those that cannot be signed are named, the others are signed.
 */
export async function signLetters(
  tx: Tx,
  wanted: readonly { letterId: bigint; bodyHash: string }[],
): Promise<ManyDone | Refusal> {
  const ordered = wanted.toSorted((a, b) => (a.letterId < b.letterId ? -1 : 1));
  const known = await store.loadStandings(
    tx,
    ordered.map((one) => one.letterId),
  );
  if (known.length === 0) return refuse('targets.letter_unknown');
  const refused: ManyDone['refused'][number][] = [];
  let done = 0;
  for (const one of ordered) {
    const letter = known.find((found) => found.letterId === one.letterId);
    if (letter === undefined) continue;
    const signed = await signLetter(tx, { ...one, side: 'bank' });
    if (isRefusal(signed)) refused.push(lineOf(letter, signed));
    else done += 1;
  }
  return { done, refused };
}

function lineOf(
  letter: { readonly letterId: bigint; readonly letterNo: string },
  refused: Refusal,
): ManyDone['refused'][number] {
  const params = Object.fromEntries(
    Object.entries(refused.params).map(([name, value]) => [name, String(value)]),
  );
  return { letterId: letter.letterId, letterNo: letter.letterNo, code: refused.refused, params };
}

async function happen(
  tx: Tx,
  letter: Letter,
  kind: Exclude<LetterEventKind, 'sent' | 'reminded'>,
  reason: string | null,
): Promise<{ state: LetterState }> {
  await store.insertEvents(tx, await eventOf(tx, kind, reason), [letter.letterId]);
  await record(tx, `targets.letter_${kind}`, letter, reason === null ? {} : { reason });
  const mark = letterMarks[kind];
  return { state: letterState(hasMark(letter.marks, kind) ? letter.marks : letter.marks + mark) };
}

async function eventOf(tx: Tx, kind: LetterEventKind, reason: string | null) {
  return { kind, reason, onDay: await businessDay(tx), personName: await actorName(tx) };
}

async function record(
  tx: Tx,
  verb: string,
  letter: { readonly letterNo: string },
  detail: Record<string, string>,
): Promise<void> {
  await recordAudit(tx, { verb, subject: 'letter', subjectKey: letter.letterNo, detail });
}
