import type { Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { businessDay, workCalendar } from '../organisation/index.ts';
import type { remedies } from './contract/cycle.ts';
import { cycleOf } from './cycle-commands.ts';
import { assessmentMessages, refuse } from './messages.ts';
import {
  decideAnswer,
  decideAnswerDue,
  decideObjection,
  decideWithdrawal,
  type AnswerFacts,
  type ObjectionFacts,
} from './rules/cycle.ts';
import * as store from './store/objections.ts';

/** What decides on an objection to a sheet, with the sheet; null when the reader sees none. */
export async function loadObjectionFacts(
  tx: Tx,
  sheetId: bigint,
): Promise<{ facts: ObjectionFacts; sheet: store.PublishedSheet } | null> {
  const sheet = await store.loadPublishedSheet(tx, sheetId);
  if (sheet === null) return null;
  const today = await businessDay(tx);
  const { publicationId, objectionsUntil, quarter, staffId } = sheet;
  const before = await store.loadObjections(tx, filterOf({ today, quarter, staffId }), every);
  const facts = {
    quarter,
    today,
    own: tx.actor.staffId === staffId,
    sealed: sheet.sealed,
    published: objectionsUntil === null ? null : { objectionsUntil },
    metrics: await store.loadMetrics(tx, sheetId),
    before: before.filter((one) => one.publicationId === publicationId).map((one) => one.metric),
  };
  return { facts, sheet };
}

/** More objections than one RM can have in a quarter. */
const every = { skip: 0, limit: 500 };

export function filterOf(
  wish: Partial<store.ObjectionFilter> & Pick<store.ObjectionFilter, 'today'>,
): store.ObjectionFilter {
  return { quarter: null, state: null, staffId: null, objectionId: null, q: null, ...wish };
}

/**
 * An RM objects to a line of his own published sheet, with reason and evidence (D2e). It must be
 * answered within the policy's working days. Refusals: `decideObjection`.
 */
export async function raiseObjection(
  tx: Tx,
  given: { sheetId: bigint; metric: string; reason: string; evidence: string },
): Promise<Refusal | { objectionId: bigint; answerDue: Day }> {
  const loaded = await loadObjectionFacts(tx, given.sheetId);
  if (loaded === null) return refuse('assessment.sheet_unknown');
  const { facts, sheet } = loaded;
  const decided = decideObjection(facts, given.metric);
  if (isRefusal(decided)) return decided;
  const { quarter, today } = facts;
  const cycle = await cycleOf(tx, quarter);
  const answerDue = decideAnswerDue(cycle.body, today, await workCalendar(tx));
  const { staffId, unitPath } = sheet;
  const publicationId = sheet.publicationId!;
  const objectionId = await store.insertObjection(tx, {
    ...given,
    quarter,
    publicationId,
    staffId,
    unitPath,
    raisedOn: today,
    answerDue,
  });
  if (objectionId === null) return refuse('assessment.objection_twice', { metric: given.metric });
  await recordAudit(tx, {
    verb: 'assessment.object',
    subject: 'objection',
    subjectKey: String(objectionId),
    detail: { quarter, sheetId: given.sheetId, metric: given.metric, answerDue },
  });
  await notify(tx, {
    code: 'assessment.notice.objection_raised',
    params: { quarter, dueDay: answerDue },
    link: `/sheets/${given.sheetId}`,
    to: { role: ['team_head', 'hr'], unitPath },
  });
  return { objectionId, answerDue };
}

/** What decides on an answer: whose sheet it is, and who made the figure. */
export function answerFactsOf(tx: Tx, objection: store.Objection): AnswerFacts {
  const { quarter, staffId, verdict, sealed, madeFigure } = objection;
  return { quarter, sealed, verdict, isRm: tx.actor.staffId === staffId, madeFigure };
}

export interface Answer {
  readonly objectionId: bigint;
  readonly verdict: 'upheld' | 'rejected';
  readonly reason: string;
  readonly correction: string | null;
  readonly remedy: (typeof remedies)[number] | null;
}

/**
 * Answers an objection: upheld with what was corrected, in this quarter by closing again or in the
 * next by a correction; or rejected with the reason. Refusals: `decideAnswer`.
 */
export async function answerObjection(tx: Tx, given: Answer): Promise<Refusal | null> {
  return answer(tx, given, decideAnswer);
}

/** The RM takes his objection back. Refusals: `decideWithdrawal`. */
export async function withdrawObjection(
  tx: Tx,
  given: { objectionId: bigint; reason: string },
): Promise<Refusal | null> {
  const withdrawn = { ...given, verdict: 'withdrawn' as const, correction: null, remedy: null };
  return answer(tx, withdrawn, decideWithdrawal);
}

async function answer(
  tx: Tx,
  given: Omit<Answer, 'verdict'> & { readonly verdict: Answer['verdict'] | 'withdrawn' },
  decide: (facts: AnswerFacts) => Refusal | null,
): Promise<Refusal | null> {
  const today = await businessDay(tx);
  const { objectionId, verdict } = given;
  const filter = filterOf({ today, objectionId });
  const [objection] = await store.loadObjections(tx, filter, { skip: 0, limit: 1 });
  if (objection === undefined) return refuse('assessment.objection_unknown');
  const decided = decide(answerFactsOf(tx, objection));
  if (isRefusal(decided)) return decided;
  const isWritten = await store.insertAnswer(tx, { ...given, answeredOn: today });
  if (!isWritten) return refuse('assessment.answered_already', { verdict });
  await recordAudit(tx, {
    verb: verdict === 'withdrawn' ? 'assessment.withdraw' : 'assessment.answer',
    subject: 'objection',
    subjectKey: String(objectionId),
    detail: { quarter: objection.quarter, verdict, remedy: given.remedy },
  });
  const { zh, en } = assessmentMessages[`assessment.verdict.${verdict}`];
  await notify(tx, {
    code: 'assessment.notice.objection_answered',
    params: { quarter: objection.quarter, verdict: en, verdictZh: zh },
    link: `/sheets/${objection.sheetId}`,
    to: { staffIds: [objection.staffId] },
  });
  return null;
}
