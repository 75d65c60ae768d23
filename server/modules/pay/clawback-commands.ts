import { fen, sumFen } from '../../../core/money.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { actorName } from '../people/index.ts';
import { businessDay } from '../organisation/index.ts';
import { clawbackCauses, type ClawbackCause } from './contract/book.ts';
import { payRights } from './access.ts';
import { refuse } from './messages.ts';
import { decideProposal, decideSecond, decideTaking } from './rules/clawback.ts';
import type { Verdict } from './store/batches.ts';
import * as store from './store/clawbacks.ts';
import * as parts from './store/parts.ts';

export interface ProposedWish {
  readonly requestKey: string;
  readonly staffNo: string;
  readonly cause: ClawbackCause;
  readonly duty: 'main' | 'other';
  readonly fromQuarter: string;
  readonly untilQuarter: string;
  readonly shareMillionths: bigint;
  readonly facts: string;
  readonly evidenceName: string;
  readonly evidenceHash: string;
  readonly heardOn: string;
  readonly heardWords: string;
}

/**
 * Proposes to stop or take back performance pay of a period (2021 guidance, D2c), also of a person
 * who left. The same request twice is one proposal. Refuses as decideProposal does, and a staff
 * number that is not there or out of sight.
 */
export async function proposeClawback(
  tx: Tx,
  wish: ProposedWish,
): Promise<Refusal | store.ProposedClawback> {
  await parts.lockPayBook(tx);
  const before = await store.loadByRequest(tx, wish.requestKey);
  if (before !== null) return before;
  const staff = await store.loadStaff(tx, wish.staffNo);
  if (staff === null) return refuse('pay.staff_unknown', { staffNo: wish.staffNo });
  const period = { staffId: staff.staffId, from: wish.fromQuarter, until: wish.untilQuarter };
  const own = await parts.loadParts(tx, period);
  const today = await businessDay(tx);
  const decided = decideProposal(
    { ...wish, staffId: staff.staffId },
    { today, parts: own, actorStaffId: tx.actor.staffId },
  );
  if (isRefusal(decided)) return decided;
  const proposedName = await actorName(tx);
  const made = await store.insertClawback(
    tx,
    { ...wish, ...staff, unitPath: own[0]!.unitPath, granted: decided.granted, proposedName },
    Number.parseInt(today.slice(0, 4), 10),
  );
  await recordAudit(tx, {
    verb: 'pay.propose_clawback',
    subject: 'clawback',
    subjectKey: made.clawbackNo,
    detail: {
      staffNo: wish.staffNo,
      cause: wish.cause,
      period: `${wish.fromQuarter}-${wish.untilQuarter}`,
      shareMillionths: wish.shareMillionths,
      evidence: `${wish.evidenceName} ${wish.evidenceHash}`,
    },
  });
  await notify(tx, {
    code: 'pay.notice.clawback_proposed',
    params: { clawbackNo: made.clawbackNo },
    link: `/clawbacks/${made.clawbackId}`,
    to: { role: payRights['pay.rule_clawback'], unitPath: own[0]!.unitPath },
  });
  return made;
}

/** What a claw-back takes as things stand now; an approved one: what it took. */
export async function takingsOf(tx: Tx, head: store.ClawbackHead) {
  const own = await parts.loadParts(tx, {
    staffId: head.staffId,
    from: head.fromQuarter,
    until: head.untilQuarter,
  });
  const granted = sumFen(own.map((one) => one.granted));
  if (head.ruling !== null) {
    return { granted, takings: await store.loadTakings(tx, head.clawbackId) };
  }
  const { takings } = decideTaking(own, head.share);
  const quarterOf = new Map(own.map((one) => [one as unknown, one.quarter]));
  return {
    granted,
    takings: takings.map(({ part, stop, claim }) => ({
      part: part.part,
      quarter: quarterOf.get(part)!,
      number: part.number,
      stop,
      claim,
    })),
  };
}

/**
 * The second person's word: approval stops what is unpaid and claims what was paid, both at once.
 * Refused: who proposed it, the person himself, a second word, whoever sees another sum for the
 * period than was proposed (part of it lies outside his scope), and a period that has nothing left.
 */
export async function ruleClawback(
  tx: Tx,
  wanted: { clawbackId: bigint; verdict: Verdict; reason: string },
): Promise<Refusal | { verdict: Verdict; stopped: bigint; claimed: bigint }> {
  await parts.lockPayBook(tx);
  const head = await store.loadClawback(tx, wanted.clawbackId);
  if (head === null) return refuse('pay.clawback_unknown');
  const second = decideSecond(
    {
      preparedBy: head.proposedBy,
      verdict: head.ruling?.verdict ?? null,
      staffId: head.staffId,
    },
    tx.actor,
  );
  if (second !== null) return second;
  if (wanted.verdict === 'returned' && wanted.reason === '') return refuse('pay.reason_missing');
  const own = await parts.loadParts(tx, {
    staffId: head.staffId,
    from: head.fromQuarter,
    until: head.untilQuarter,
  });
  const decided = decideTaking(own, wanted.verdict === 'approved' ? head.share : 0n);
  const { stopped, claimed } = decided;
  if (decided.granted !== head.granted) {
    return refuse('pay.clawback_differs', { proposedFen: head.granted, seenFen: decided.granted });
  }
  if (wanted.verdict === 'approved' && stopped + claimed === 0n) {
    return refuse('pay.clawback_nothing', { from: head.fromQuarter, until: head.untilQuarter });
  }
  const ruledName = await actorName(tx);
  const first = await store.insertClawbackRuling(tx, { ...wanted, stopped, claimed, ruledName });
  if (!first) return refuse('pay.ruled_before');
  const pathOf = new Map(own.map((one) => [one as unknown, one.unitPath]));
  await parts.insertEvents(
    tx,
    { clawbackId: head.clawbackId },
    decided.takings.flatMap(({ part, stop, claim }) => {
      const of = { ...part, staffId: head.staffId, unitPath: pathOf.get(part)! };
      return [
        { ...of, kind: 'stopped' as const, amount: stop },
        { ...of, kind: 'clawed_back' as const, amount: claim },
      ];
    }),
  );
  await recordAudit(tx, {
    verb: wanted.verdict === 'approved' ? 'pay.approve_clawback' : 'pay.return_clawback',
    subject: 'clawback',
    subjectKey: head.clawbackNo,
    detail: { stoppedFen: stopped, claimedFen: claimed, reason: wanted.reason },
  });
  if (wanted.verdict === 'approved') {
    await notify(tx, {
      code: 'pay.notice.clawback_approved',
      params: { clawbackNo: head.clawbackNo, stoppedFen: stopped, claimedFen: claimed },
      link: `/clawbacks/${head.clawbackId}`,
      to: { staffIds: [head.staffId] },
    });
  }
  return { verdict: wanted.verdict, stopped, claimed };
}

/** Whether a claw-back obliges the bank, by its cause. */
export function obliges(cause: ClawbackCause): boolean {
  return clawbackCauses[cause] === 'must';
}

/**
 * Money that came in on a claim. Refused: more than is open, a day to come, a voucher that was
 * entered before, and a claw-back without claim.
 */
export async function enterReceipt(
  tx: Tx,
  wanted: { clawbackId: bigint; voucherNo: string; receivedOn: string; amount: bigint },
): Promise<Refusal | { open: bigint }> {
  await parts.lockPayBook(tx);
  const head = await store.loadClawback(tx, wanted.clawbackId);
  if (head === null) return refuse('pay.clawback_unknown');
  const today = await businessDay(tx);
  if (wanted.receivedOn > today) {
    return refuse('pay.receipt_later', { receivedOn: wanted.receivedOn, today });
  }
  const earlier = await store.loadReceipts(tx, head.clawbackId);
  if (earlier.some((one) => one.voucherNo === wanted.voucherNo)) {
    return refuse('pay.voucher_known', { voucherNo: wanted.voucherNo });
  }
  const open = fen(head.claimed - head.received);
  if (wanted.amount > open) return refuse('pay.receipt_too_much', { openFen: open });
  const first = await store.insertReceipt(tx, head.clawbackId, wanted);
  if (!first) return refuse('pay.voucher_known', { voucherNo: wanted.voucherNo });
  await recordAudit(tx, {
    verb: 'pay.enter_receipt',
    subject: 'clawback',
    subjectKey: head.clawbackNo,
    detail: { voucherNo: wanted.voucherNo, amountFen: wanted.amount },
  });
  return { open: open - wanted.amount };
}
