import { quartersOf, type Quarter } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import { sha256 } from '../../platform/db/digest.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { actorName } from '../people/index.ts';
import {
  levelsOfYear,
  quarterFigures,
  schemesByVersion,
  targetsInForce,
  type Frame,
  type InForce,
} from './commands.ts';
import type { AmendmentState, LetterSide } from './contract.ts';
import { refuse } from './messages.ts';
import {
  amendmentState,
  composeAmendment,
  decideAmendment,
  decideAmendmentSignature,
  decideEnd,
  type WantedChange,
} from './rules/amendment.ts';
import { canonicalJson, type FiguresOfYear } from './rules/letter.ts';
import { metricIn } from './rules/metric-book.ts';
import * as store from './store/amendments.ts';
import * as letters from './store/letters.ts';
import { loadMetricBook } from './store/metrics.ts';

/**
 * Proposes an amendment (domain-rules 2.3: who may change a target, reason, both sign). The letter
 * stays as it was. Refusals: `targets.letter_unknown`, as decideAmendment.
 */
export async function proposeAmendment(
  tx: Tx,
  wanted: {
    letterId: bigint;
    fromQuarter: Quarter;
    reason: string;
    changes: readonly WantedChange[];
  },
): Promise<Refusal | { amendmentId: bigint; amendmentNo: number }> {
  await store.lockLetter(tx, wanted.letterId);
  const letter = await letters.loadLetter(tx, wanted.letterId);
  if (letter === null) return refuse('targets.letter_unknown');
  const before = await store.loadAmendments(tx, letter.letterId);
  const open = before.find((one) => !['in_force', 'ended'].includes(stateOf(one)));
  const inForce = await targetsInForce(tx, letter.staffId, letter.year);
  const book = await loadMetricBook(tx);
  const changes = decideAmendment(
    { ...letter, openNo: open?.amendmentNo ?? null },
    tx.actor,
    wanted,
    {
      quarters: await store.loadQuarterStates(tx, quartersOf(letter.year)),
      book,
      inForce: new Map(inForce.map((row) => [row.metric, row.annual])),
    },
  );
  if (isRefusal(changes)) return changes;
  const amendmentNo = (before.at(-1)?.amendmentNo ?? 0) + 1;
  const after = await figuresAfter(tx, inForce, changes, wanted.fromQuarter);
  const body = composeAmendment(letter.body, {
    letterHash: letter.bodyHash,
    amendmentNo,
    fromQuarter: wanted.fromQuarter,
    reason: wanted.reason,
    policyVersionId: inForce[0]!.policyVersionId,
    changes: changes.map(({ metric }) => ({
      metric: metricIn(book, metric),
      before: figuresOf(inForce.find((row) => row.metric === metric)!),
      after: after.get(metric)!,
    })),
  });
  const text = canonicalJson(body);
  const amendmentId = await store.insertAmendment(tx, {
    letterId: letter.letterId,
    amendmentNo,
    fromQuarter: wanted.fromQuarter,
    reason: wanted.reason,
    text,
    bodyHash: sha256(text),
    proposerName: await actorName(tx),
  });
  await record(tx, 'targets.propose_amendment', letter.letterNo, { amendmentNo });
  return { amendmentId, amendmentNo };
}

type Found = NonNullable<Awaited<ReturnType<typeof store.loadAmendment>>>;

export function stateOf(amendment: Pick<Found, 'endedAt' | 'signatures'>): AmendmentState {
  return amendmentState(
    amendment.endedAt !== null,
    amendment.signatures.map((one) => one.side),
  );
}

/** An amendment as the rules of signing see it. */
export function standingOf(found: Found) {
  return { ...found, ended: found.endedAt !== null };
}

/**
 * Signs an amendment for one side; the caller has confirmed the password before. With both sides
 * its figures count for its quarters. Refusals: `targets.amendment_unknown`, as
 * decideAmendmentSignature.
 */
export async function signAmendment(
  tx: Tx,
  wanted: { amendmentId: bigint; side: LetterSide; bodyHash: string },
): Promise<Refusal | { state: AmendmentState; signedAt: string }> {
  const found = await lockAndLoad(tx, wanted.amendmentId);
  if (found === null) return refuse('targets.amendment_unknown');
  const quarters = await store.loadQuarterStates(tx, quartersOf(found.year));
  const refused = decideAmendmentSignature(standingOf(found), tx.actor, wanted, quarters);
  if (refused !== null) return refused;
  const signedAt = await store.insertAmendmentSignature(tx, {
    amendmentId: found.amendmentId,
    side: wanted.side,
    bodyHash: found.bodyHash,
    signerName: await actorName(tx),
  });
  const { amendmentNo, letterNo } = found;
  await record(tx, 'targets.sign_amendment', letterNo, { amendmentNo, side: wanted.side });
  const state = amendmentState(false, [...found.signatures.map((one) => one.side), wanted.side]);
  if (state === 'in_force') await putInForce(tx, found);
  return { state, signedAt };
}

/** Another may sign or end it at the same moment: the second waits and sees what the first did. */
async function lockAndLoad(tx: Tx, amendmentId: bigint): Promise<Found | null> {
  const found = await store.loadAmendment(tx, amendmentId);
  if (found === null) return null;
  await store.lockLetter(tx, found.letterId);
  return store.loadAmendment(tx, amendmentId);
}

async function putInForce(tx: Tx, found: Found): Promise<void> {
  const inForce = await targetsInForce(tx, found.staffId, found.year);
  const quarters = quartersOf(found.year).filter((one) => one >= found.fromQuarter);
  const schemeOf = schemesByVersion(tx);
  const book = await loadMetricBook(tx);
  const rows: store.NewBaseline[] = [];
  for (const { metric, after } of found.body.changes) {
    const row = inForce.find((one) => one.metric === metric)!;
    const scheme = await schemeOf(row.policyVersionId);
    rows.push(...baselineOf({ scheme, book }, row, { annual: BigInt(after.annual), quarters }));
  }
  const { letterId, amendmentNo, staffId, unitPath } = found;
  await store.insertBaseline(tx, { letterId, amendmentNo, staffId, unitPath }, rows);
}

/** Refuses or takes back a proposal with a reason. Refusals as decideEnd. */
export async function endAmendment(
  tx: Tx,
  wanted: { amendmentId: bigint; reason: string },
): Promise<Refusal | { state: AmendmentState }> {
  const found = await lockAndLoad(tx, wanted.amendmentId);
  if (found === null) return refuse('targets.amendment_unknown');
  const side = decideEnd(standingOf(found), tx.actor);
  if (isRefusal(side)) return side;
  const { amendmentId, amendmentNo, letterNo } = found;
  const personName = await actorName(tx);
  await store.insertEnd(tx, { amendmentId, side, reason: wanted.reason, personName });
  await record(tx, 'targets.end_amendment', letterNo, { amendmentNo, reason: wanted.reason });
  return { state: 'ended' };
}

/**
 * Figures of the changed metrics for the year: the new annual target at three levels; quarters from
 * `from` on by the rule of cumulative shares from it (G12), those before as they were.
 */
export async function figuresAfter(
  tx: Tx,
  inForce: readonly InForce[],
  changes: readonly WantedChange[],
  from: Quarter,
): Promise<Map<string, FiguresOfYear>> {
  const schemeOf = schemesByVersion(tx);
  const book = await loadMetricBook(tx);
  const found = new Map<string, FiguresOfYear>();
  for (const { metric, annual } of changes) {
    const row = inForce.find((one) => one.metric === metric)!;
    const scheme = await schemeOf(row.policyVersionId);
    const levels = levelsOfYear(scheme, metricIn(book, metric), annual);
    const quarters = row.quarters.map(({ quarter, target }) => ({
      quarter,
      target:
        quarter < from
          ? target
          : (quarterFigures({ scheme, book }, quarter, { ...row, annual, ...levels })?.target ??
            null),
    }));
    found.set(metric, figuresOf({ annual, ...levels, quarters }));
  }
  return found;
}

function figuresOf(row: {
  readonly annual: bigint;
  readonly stretch: bigint | null;
  readonly challenge: bigint | null;
  readonly quarters: readonly { readonly quarter: Quarter; readonly target: bigint | null }[];
}): FiguresOfYear {
  return {
    annual: String(row.annual),
    stretch: String(row.stretch ?? row.annual),
    challenge: String(row.challenge ?? row.annual),
    quarters: row.quarters.map(({ quarter, target }) => ({
      quarter,
      target: target === null ? null : String(target),
    })),
  };
}

/** Rows that put a new annual target in force for quarters in which the RM has targets. */
export function baselineOf(
  frame: Frame,
  row: InForce,
  given: { annual: bigint; quarters: readonly Quarter[] },
): store.NewBaseline[] {
  const { metric } = row;
  const { annual } = given;
  const levels = levelsOfYear(frame.scheme, metricIn(frame.book, metric), annual);
  return given.quarters.flatMap((quarter) => {
    const figures = quarterFigures(frame, quarter, { ...row, annual, ...levels });
    if (figures === null) return [];
    return [
      {
        quarter,
        metric,
        annual,
        ...levels,
        cumulative: figures.target,
        cumulativeStretch: figures.stretch!,
        cumulativeChallenge: figures.challenge!,
      },
    ];
  });
}

async function record(
  tx: Tx,
  verb: string,
  letterNo: string,
  detail: Record<string, string | number>,
): Promise<void> {
  await recordAudit(tx, { verb, subject: 'letter', subjectKey: letterNo, detail });
}
