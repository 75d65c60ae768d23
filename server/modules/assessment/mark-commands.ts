import { lastDay, quarterIndex, quarterRange, type Quarter } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay, sealOf, unitsOf } from '../organisation/index.ts';
import { rmsOn, type GradedRm } from '../people/index.ts';
import { cycleOf } from './cycle-commands.ts';
import { refuse } from './messages.ts';
import { scoringSchemeKind } from './policy.ts';
import { decideMark, markOf, qualitativeMetrics } from './rules/marks.ts';
import { loadPublication } from './store/cycle.ts';
import { trackFacts } from './score.ts';
import * as store from './store/marks.ts';

/** An RM on a qualitative line, with the rater's own mark, if there is one. */
export interface MarkWork {
  readonly rm: GradedRm;
  readonly unitName: string;
  readonly metric: string;
  readonly own: store.OwnMark | null;
}

/** What a rater has before him: the RMs of his scope on the quarter's last day, line by line. */
export async function markWork(tx: Tx, quarter: Quarter): Promise<MarkWork[]> {
  const { staffId } = tx.actor;
  if (staffId === null) return [];
  const on = lastDay(quarterRange(quarter));
  const { body: scheme } = await policyInForce(tx, scoringSchemeKind, on);
  const units = await unitsOf(tx);
  const nameOf = new Map(units.map((unit) => [unit.unitId, unit.name]));
  const factsOf = trackFacts(units);
  const own = await store.loadOwnMarks(tx, { quarter, raterStaffId: staffId });
  const mine = new Map(own.map((one) => [`${one.staffId} ${one.metric}`, one]));
  return (await rmsOn(tx, on))
    .filter((rm) => rm.staffId !== staffId && inScope(tx, rm.unitPath))
    .flatMap((rm) =>
      qualitativeMetrics(scheme, factsOf(rm), quarterIndex(quarter)).map((metric) => ({
        rm,
        unitName: nameOf.get(rm.unitId) ?? '',
        metric,
        own: mine.get(`${rm.staffId} ${metric}`) ?? null,
      })),
    );
}

/**
 * Enters a rater's mark of 100 for an RM on a qualitative line, or replaces his own earlier one by
 * a new row that names it. It enters the score at the next closing. Refusals: `decideMark`.
 */
export async function enterMark(
  tx: Tx,
  given: {
    quarter: Quarter;
    staffId: bigint;
    metric: string;
    mark: string;
    reason: string;
    replaces: bigint | null;
  },
): Promise<Refusal | { markId: bigint }> {
  const { quarter, metric, replaces } = given;
  const raterStaffId = tx.actor.staffId;
  const on = lastDay(quarterRange(quarter));
  const { body: scheme } = await policyInForce(tx, scoringSchemeKind, on);
  const cycle = await cycleOf(tx, quarter);
  const found = (await rmsOn(tx, on)).find((one) => one.staffId === given.staffId);
  const rm = found !== undefined && inScope(tx, found.unitPath) ? found : null;
  const own =
    raterStaffId === null
      ? []
      : await store.loadOwnMarks(tx, { quarter, raterStaffId, staffId: given.staffId });
  const published = await loadPublication(tx, quarter);
  const isReopened =
    published !== null && (await store.loadReopened(tx, quarter, given.staffId)).includes(metric);
  const decided = decideMark(
    cycle.body,
    {
      quarter,
      lastDay: on,
      today: await businessDay(tx),
      sealed: (await sealOf(tx, quarter)) !== null,
      closedOn: published === null || isReopened ? null : published.publishedOn,
      rm,
      metrics:
        rm === null
          ? []
          : qualitativeMetrics(scheme, trackFacts(await unitsOf(tx))(rm), quarterIndex(quarter)),
      present: own.find((one) => one.metric === metric)?.markId ?? null,
    },
    { staffId: raterStaffId, roles: tx.actor.roles },
    { metric, replaces },
  );
  if (isRefusal(decided)) return decided;
  const { staffId, unitPath, staffNo, name } = rm!;
  const mark = markOf(given.mark);
  const markId = await store.insertMark(tx, {
    quarter,
    staffId,
    unitPath,
    metric,
    raterStaffId: raterStaffId!,
    mark,
    reason: given.reason,
    replaces,
  });
  if (markId === null) return refuse('assessment.mark_changed', { name });
  await recordAudit(tx, {
    verb: 'assessment.mark',
    subject: 'staff',
    subjectKey: staffNo,
    detail: { quarter, metric, markId, replaces },
  });
  return { markId };
}

/** Whether a unit lies in the actor's ranges: the list of RMs itself is readable by everybody. */
export function inScope(tx: Tx, path: string): boolean {
  const { bankWide, ranges } = tx.actor;
  return bankWide || ranges.some((range) => path >= range.from && path < range.until);
}
