import type { Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { actorName } from '../people/index.ts';
import { businessDay } from '../organisation/index.ts';
import { refuse } from './messages.ts';
import { decideObjection } from './rules/objection.ts';
import { paymentOf } from './slip-pdf.ts';
import * as store from './store/objections.ts';

/** Payment, objection and answer of a slip, and whether the caller may object now. */
export async function paymentOfSlip(tx: Tx, slipId: bigint) {
  const slip = await store.loadSlipToObject(tx, slipId);
  if (slip === null) return refuse('pay.slip_unknown');
  const payment = await paymentOf(tx, slipId);
  const objection = await store.loadObjection(tx, slipId);
  const refused = decideObjection(
    { ...slip, until: payment?.until ?? null, objected: objection !== null },
    { actorStaffId: tx.actor.staffId, today: await businessDay(tx) },
  );
  return { payment, objection, mayObject: refused === null };
}

/** An RM objects to his own slip within its window; refuses as decideObjection does. */
export async function objectToSlip(
  tx: Tx,
  wanted: { slipId: bigint; words: string },
): Promise<Refusal | { until: string }> {
  const slip = await store.loadSlipToObject(tx, wanted.slipId);
  if (slip === null) return refuse('pay.slip_unknown');
  const until = (await paymentOf(tx, wanted.slipId))?.until ?? null;
  const objected = (await store.loadObjection(tx, wanted.slipId)) !== null;
  const refused = decideObjection(
    { ...slip, until, objected },
    { actorStaffId: tx.actor.staffId, today: await businessDay(tx) },
  );
  if (refused !== null || until === null) return refused ?? refuse('pay.objection_too_early');
  const first = await store.insertObjection(tx, slip, { until, words: wanted.words });
  if (!first) return refuse('pay.objection_again');
  await recordAudit(tx, {
    verb: 'pay.object_to_slip',
    subject: 'slip',
    subjectKey: `${slip.quarter} ${slip.staffNo}`,
  });
  return { until };
}

/**
 * The bank's answer to an objection, with its reasons. Upheld, the slip is corrected by a line on
 * the next one (enterCorrection). Refused: one's own objection, a second answer, none there.
 */
export async function answerObjection(
  tx: Tx,
  wanted: { slipId: bigint; verdict: 'upheld' | 'dismissed'; words: string },
): Promise<Refusal | { verdict: 'upheld' | 'dismissed' }> {
  const slip = await store.loadSlipToObject(tx, wanted.slipId);
  const objection = slip === null ? null : await store.loadObjection(tx, wanted.slipId);
  if (slip === null || objection === null) return refuse('pay.objection_unknown');
  if (slip.staffId === tx.actor.staffId) return refuse('pay.own_pay');
  const answeredName = await actorName(tx);
  const { objectionId } = objection;
  const first = await store.insertAnswer(tx, { ...wanted, objectionId, answeredName });
  if (!first) return refuse('pay.ruled_before');
  await recordAudit(tx, {
    verb: 'pay.answer_objection',
    subject: 'slip',
    subjectKey: `${slip.quarter} ${slip.staffNo}`,
    detail: { verdict: wanted.verdict, words: wanted.words },
  });
  return { verdict: wanted.verdict };
}
