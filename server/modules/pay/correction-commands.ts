import { quarter as quarterOf } from '../../../core/period.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { actorName } from '../people/index.ts';
import { quarterStates, sealOf } from '../organisation/index.ts';
import { refuse } from './messages.ts';
import { decideSecond } from './rules/clawback.ts';
import type { Verdict } from './store/batches.ts';
import * as store from './store/corrections.ts';
import { lockPayBook } from './store/parts.ts';

export interface CorrectionWish {
  readonly requestKey: string;
  readonly slipId: bigint;
  /** The open quarter whose slip carries it. */
  readonly quarter: string;
  readonly amount: bigint;
  readonly cause: string;
  readonly evidence: string;
}

/**
 * Corrects a sealed slip by a line on the slip of an open quarter (D2b): the sealed row stays. The
 * same request twice is one correction. Refused: a slip that is not sealed (close the quarter
 * again) or out of sight, one's own, and a quarter that is not open, sealed, or not after it.
 */
export async function enterCorrection(
  tx: Tx,
  wish: CorrectionWish,
): Promise<Refusal | { correctionId: bigint }> {
  await lockPayBook(tx);
  const before = await store.correctionByRequest(tx, wish.requestKey);
  if (before !== null) return { correctionId: before };
  const slip = await store.loadCorrectedSlip(tx, wish.slipId);
  if (slip === null) return refuse('pay.slip_unknown');
  if (!slip.sealed) return refuse('pay.slip_not_sealed', { quarter: slip.quarter });
  if (slip.staffId === tx.actor.staffId) return refuse('pay.own_pay');
  const refused = await notOpen(tx, wish.quarter, slip.quarter);
  if (refused !== null) return refused;
  const enteredName = await actorName(tx);
  const correctionId = await store.insertCorrection(tx, { ...wish, slip, enteredName });
  await recordAudit(tx, {
    verb: 'pay.enter_correction',
    subject: 'pay_correction',
    subjectKey: String(correctionId),
    detail: {
      slipId: wish.slipId,
      ofQuarter: slip.quarter,
      quarter: wish.quarter,
      amountFen: wish.amount,
      cause: wish.cause,
    },
  });
  return { correctionId };
}

async function notOpen(tx: Tx, wanted: string, wrong: string): Promise<Refusal | null> {
  if (wanted <= wrong) return refuse('pay.correction_too_early', { quarter: wanted, wrong });
  const seal = await sealOf(tx, quarterOf(wanted));
  if (seal !== null) return refuse('pay.correction_sealed', { quarter: wanted });
  const state = (await quarterStates(tx)).find((one) => one.quarter === wanted);
  return state === undefined || !state.opened
    ? refuse('pay.correction_not_open', { quarter: wanted })
    : null;
}

/**
 * The second person's word on a correction; the next closing of its quarter puts it on the slip.
 * Refused: who entered it, the person himself, a second word, a quarter sealed meanwhile.
 */
export async function ruleCorrection(
  tx: Tx,
  wanted: { correctionId: bigint; verdict: Verdict; reason: string },
): Promise<Refusal | { verdict: Verdict }> {
  const found = await store.loadCorrection(tx, wanted.correctionId);
  if (found === null) return refuse('pay.correction_unknown');
  const second = decideSecond(found, tx.actor);
  if (second !== null) return second;
  if (wanted.verdict === 'returned' && wanted.reason === '') return refuse('pay.reason_missing');
  if (wanted.verdict === 'approved' && (await sealOf(tx, quarterOf(found.quarter))) !== null) {
    return refuse('pay.correction_sealed', { quarter: found.quarter });
  }
  const ruledName = await actorName(tx);
  const first = await store.insertCorrectionRuling(tx, { ...wanted, ruledName });
  if (!first) return refuse('pay.ruled_before');
  await recordAudit(tx, {
    verb: wanted.verdict === 'approved' ? 'pay.approve_correction' : 'pay.return_correction',
    subject: 'pay_correction',
    subjectKey: String(wanted.correctionId),
    detail: { quarter: found.quarter, amountFen: found.amount, reason: wanted.reason },
  });
  return { verdict: wanted.verdict };
}
