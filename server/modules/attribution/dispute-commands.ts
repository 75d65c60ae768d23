import type { Day } from '../../../core/day.ts';
import type { Quarter } from '../../../core/period.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay, workCalendar } from '../organisation/index.ts';
import { staffByNos } from '../people/index.ts';
import { numberOf, type DisputeState } from './contract.ts';
import { refuse } from './messages.ts';
import { attributionKind } from './policy.ts';
import { disputeState } from './rules/dispute.ts';
import {
  decideOpening,
  decideRuling,
  decideWithdrawal,
  disputeDeadlines,
} from './rules/dispute-case.ts';
import * as store from './store/disputes.ts';
import { loadOwnFile, lockShares } from './store/people.ts';

export interface WantedDispute {
  readonly customerId: bigint;
  readonly quarter: Quarter;
  readonly measure: string | null;
  readonly respondentNo: string;
  readonly claimShare: bigint;
  readonly statement: string;
}

/**
 * An RM disputes results of a closed quarter (domain-rules 7): what both parties have freezes at
 * the next closing. The figures are out on the business day of the valid closing (ASSUMED: the
 * publication of the sheets comes later, when results are final). Refuses as decideOpening does and
 * a quarter that is not closed.
 */
export async function openDispute(
  tx: Tx,
  wanted: WantedDispute,
): Promise<Refusal | { no: string; id: bigint; rulingDue: Day }> {
  const { customerId, quarter, measure, respondentNo } = wanted;
  const publication = await store.loadPublication(tx, quarter);
  if (publication === null) return refuse('attribution.quarter_not_closed', { quarter });
  await lockShares(tx, customerId);
  const { runId, publishedOn } = publication;
  const openedOn = await businessDay(tx);
  const { body } = await policyInForce(tx, attributionKind, openedOn);
  const days = { publishedOn, openedOn };
  const { openUntil, rulingDue } = disputeDeadlines(body.dispute, days, await workCalendar(tx));
  const [respondent] = await staffByNos(tx, [respondentNo]);
  const { staffId } = tx.actor;
  const refused = decideOpening({
    today: openedOn,
    openUntil,
    claimantId: staffId,
    respondent: {
      staffNo: respondentNo,
      staffId: respondent?.staffId ?? null,
      isRm: respondent?.isRm ?? false,
    },
    measure,
    claimShare: wanted.claimShare,
    hasResults: await store.seesParts(tx, { customerId, runId, measure }),
    others: await store.loadDisputesOf(tx, customerId, quarter),
  });
  if (refused !== null) return refused;
  const own = await loadOwnFile(tx);
  const id = await store.insertDispute(tx, {
    ...wanted,
    claimantId: staffId!,
    claimantPath: own.unitPath ?? '',
    respondentId: respondent!.staffId,
    respondentPath: respondent!.unitPath,
    publishedOn,
    openedOn,
    rulingDue,
  });
  const no = numberOf('dispute', id);
  await recordAudit(tx, {
    verb: 'attribution.open_dispute',
    subject: 'dispute',
    subjectKey: no,
    detail: { quarter, measure, respondentNo, claimShare: wanted.claimShare },
  });
  await notify(tx, {
    code: 'attribution.notice.dispute_opened',
    params: { no, quarter, name: own.name, dueDay: rulingDue },
    link: '/attribution?tab=disputes',
    to: { staffIds: [respondent!.staffId] },
  });
  return { no, id, rulingDue };
}

/** The claimant takes his dispute back. Refuses as decideWithdrawal does. */
export async function withdrawDispute(
  tx: Tx,
  wanted: { disputeId: bigint; reason: string },
): Promise<Refusal | { state: DisputeState }> {
  const dispute = await store.loadDispute(tx, wanted.disputeId);
  if (dispute === null) return refuse('attribution.dispute_unknown');
  const refused = decideWithdrawal({
    settled: isSettled(dispute),
    isClaimant: dispute.claimantId === tx.actor.staffId,
  });
  if (refused !== null) return refused;
  const { customerId, disputeId } = dispute;
  const { reason } = wanted;
  await lockShares(tx, customerId);
  const again = (await store.loadDispute(tx, disputeId))!;
  if (isSettled(again)) return refuse('attribution.dispute_settled');
  const first = await store.insertWithdrawal(tx, { customerId, disputeId, reason });
  if (!first) return refuse('attribution.dispute_settled');
  await audit(tx, 'attribution.withdraw_dispute', disputeId, { reason });
  return { state: 'withdrawn' };
}

function isSettled(dispute: store.DisputeRecord): boolean {
  return dispute.withdrawn || dispute.ruledShare !== null;
}

/**
 * The arbiter divides what both parties had; final. It enters the results at the next closing of
 * the quarter, or as a correction of the next one to be closed when the quarter is sealed. Refuses
 * as decideRuling does.
 */
export async function ruleDispute(
  tx: Tx,
  wanted: { disputeId: bigint; claimantShare: bigint; reason: string },
): Promise<Refusal | { state: DisputeState; appliesIn: 'closing' | 'correction' }> {
  const seen = await store.loadDispute(tx, wanted.disputeId);
  if (seen === null) return refuse('attribution.dispute_unknown');
  await lockShares(tx, seen.customerId);
  const dispute = (await store.loadDispute(tx, wanted.disputeId))!;
  const { customerId, disputeId } = dispute;
  const { claimantShare, reason } = wanted;
  const refused = decideRuling({ ...partiality(tx, dispute), claimantShare });
  if (refused !== null) return refused;
  const first = await store.insertRuling(tx, {
    customerId,
    disputeId,
    claimantShare,
    reason,
    ruledOn: await businessDay(tx),
    name: (await loadOwnFile(tx)).name,
  });
  if (!first) return refuse('attribution.dispute_settled');
  await audit(tx, 'attribution.rule_dispute', disputeId, { claimantShare, reason });
  await notify(tx, {
    code: 'attribution.notice.dispute_ruled',
    params: { no: numberOf('dispute', disputeId), quarter: dispute.quarter, reason },
    link: '/attribution?tab=disputes',
    to: { staffIds: [dispute.claimantId, dispute.respondentId] },
  });
  const publication = await store.loadPublication(tx, dispute.quarter);
  return { state: 'ruled', appliesIn: publication?.sealed === true ? 'correction' : 'closing' };
}

function partiality(tx: Tx, dispute: store.DisputeRecord) {
  const { staffId, accountId } = tx.actor;
  return {
    settled: isSettled(dispute),
    isParty:
      staffId !== null && (staffId === dispute.claimantId || staffId === dispute.respondentId),
    openedIt: accountId === dispute.openedBy,
  };
}

/** What the reader may do with a dispute: rule on it, or take it back. */
export function mayWithDispute(
  tx: Tx,
  dispute: store.DisputeRecord,
): { mayRule: boolean; mayWithdraw: boolean } {
  const ruling = decideRuling({ ...partiality(tx, dispute), claimantShare: 0n });
  const isClaimant = dispute.claimantId === tx.actor.staffId;
  const arbiter = tx.actor.roles.some((role) => role === 'hr' || role === 'branch_president');
  return {
    mayRule: arbiter && ruling === null,
    mayWithdraw: decideWithdrawal({ settled: isSettled(dispute), isClaimant }) === null,
  };
}

/** Where a loaded dispute stands. */
export function stateOfDispute(dispute: store.DisputeRecord, today: Day): DisputeState {
  const { withdrawn, rulingDue } = dispute;
  return disputeState({ withdrawn, ruled: dispute.ruledShare !== null, rulingDue }, today);
}

async function audit(tx: Tx, verb: string, disputeId: bigint, detail: object): Promise<void> {
  const subjectKey = numberOf('dispute', disputeId);
  await recordAudit(tx, { verb, subject: 'dispute', subjectKey, detail: { ...detail } });
}
