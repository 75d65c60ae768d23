import { lastDay, quarterIndex, quarterRange, type Quarter } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Day } from '../../../core/day.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import {
  businessDay,
  quarterStates,
  runsOf,
  sealOf,
  unitsOf,
  workCalendar,
  type RunRow,
} from '../organisation/index.ts';
import { rmsOn } from '../people/index.ts';
import { scoringSchemeKind } from './policy.ts';
import { assessmentCycleKind } from './policy/cycle.ts';
import { refuse } from './messages.ts';
import { decidePublish, decideWindow, type CycleFacts, type MarkFacts } from './rules/cycle.ts';
import { qualitativeMetrics } from './rules/marks.ts';
import { trackFacts } from './score.ts';
import * as marks from './store/marks.ts';
import * as store from './store/cycle.ts';

export interface LoadedCycle extends CycleFacts {
  readonly backdated: boolean;
  readonly run: RunRow | null;
  readonly published: store.PublicationRow | null;
  readonly tally: store.ObjectionTally;
}

/**
 * Where a quarter stands: for the board, for publishing, and for the seal (closing asks through the
 * door). Whoever does not see the whole bank counts his own part of the objections.
 */
export async function loadCycle(tx: Tx, quarter: Quarter): Promise<LoadedCycle> {
  const today = await businessDay(tx);
  const { body } = await cycleOf(tx, quarter);
  const state = (await quarterStates(tx)).find((one) => one.quarter === quarter);
  const run =
    (await runsOf(tx, quarter)).find((one) => one.kind === 'close' && one.digest !== null) ?? null;
  const published = await store.loadPublication(tx, quarter);
  const tally = await store.loadTally(tx, { quarter, today, since: run?.startedAt ?? null });
  const backdated = state?.backdated ?? false;
  return {
    quarter,
    today,
    backdated,
    withoutWindow: backdated && body.backdatedQuarters === 'without_window',
    sealed: (await sealOf(tx, quarter)) !== null,
    closing: run === null ? null : { runId: run.runId, digest: run.digest! },
    publication: published,
    objections: tally,
    run,
    published,
    tally,
  };
}

/** The policy of the steps in force on the quarter's last day. */
export function cycleOf(tx: Tx, quarter: Quarter) {
  return policyInForce(tx, assessmentCycleKind, lastDay(quarterRange(quarter)));
}

/**
 * How many RMs × qualitative lines want marks and have enough raters, and how many marks are newer
 * than the closing. Only whoever sees the whole bank counts all.
 */
export async function loadMarkFacts(
  tx: Tx,
  quarter: Quarter,
  run: Pick<RunRow, 'startedAt'> | null,
): Promise<MarkFacts> {
  const on = lastDay(quarterRange(quarter));
  const { body: scheme } = await policyInForce(tx, scoringSchemeKind, on);
  const newer = run === null ? 0 : await marks.countMarksSince(tx, quarter, run.startedAt);
  const wanted = new Set<string>();
  const factsOf = trackFacts(await unitsOf(tx));
  const index = quarterIndex(quarter);
  for (const rm of await rmsOn(tx, on)) {
    for (const metric of qualitativeMetrics(scheme, factsOf(rm), index))
      wanted.add(`${rm.staffId} ${metric}`);
  }
  if (wanted.size === 0) return { wanted: 0, done: 0, newer };
  const { least } = scheme.raters;
  const counted = await marks.loadCountedMarks(tx, quarter);
  const done = counted.filter(
    (one) => one.marks.length >= least && wanted.has(`${one.staffId} ${one.metric}`),
  );
  return { wanted: wanted.size, done: done.length, newer };
}

/**
 * The qualitative marks of a quarter that count, for scoring (a station or a trial that sees the
 * whole bank): by RM and line of the scheme, without a word of who gave them. The scheme says how
 * many raters are needed and which marks drop out.
 */
export async function marksOf(tx: Tx, quarter: Quarter): Promise<marks.CountedMark[]> {
  return marks.loadCountedMarks(tx, quarter);
}

/**
 * Publishes the valid closing of a quarter (D2e): RMs see their sheets and may object for the
 * policy's working days. After closing again it is published again: changed sheets get a new
 * window, sheets whose figures stayed the same keep theirs. Refusals: `decidePublish`.
 */
export async function publishQuarter(
  tx: Tx,
  wanted: { quarter: Quarter; seen: string | null },
): Promise<Refusal | { publicationId: bigint; objectionsUntil: Day }> {
  const { quarter } = wanted;
  const cycle = await cycleOf(tx, quarter);
  const facts = await loadCycle(tx, quarter);
  const decided = decidePublish(facts, await loadMarkFacts(tx, quarter, facts.run), {
    bankWide: tx.actor.bankWide,
    seen: wanted.seen,
    lackingRaters: cycle.body.marks.lackingRaters,
  });
  if (isRefusal(decided)) return decided;
  const { runId, digest } = facts.closing!;
  const { until } = decideWindow(cycle.body, facts.today, await workCalendar(tx));
  const publicationId = await store.insertPublication(tx, {
    quarter,
    runId,
    digest,
    publishedOn: facts.today,
    objectionsUntil: until,
    policyVersionId: cycle.versionId,
  });
  if (publicationId === null) {
    return refuse('assessment.already_published', {
      quarter,
      publishedOn: facts.today,
      objectionsUntil: until,
    });
  }
  const before = facts.published?.publicationId ?? null;
  const sheets = await store.insertPublicationSheets(tx, { publicationId, runId, before, until });
  await recordAudit(tx, {
    verb: 'assessment.publish',
    subject: 'quarter',
    subjectKey: quarter,
    detail: { runId, digest, sheets, objectionsUntil: until },
  });
  await notify(
    tx,
    (await store.loadNewlyShown(tx, publicationId)).map(({ staffId, sheetId }) => ({
      code: 'assessment.notice.published',
      params: { quarter, untilDay: until },
      link: `/sheets/${sheetId}`,
      to: { staffIds: [staffId] },
    })),
  );
  return { publicationId, objectionsUntil: until };
}
