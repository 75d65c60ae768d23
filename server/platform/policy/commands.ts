import type { Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Tx } from '../db/transaction.ts';
import { notify, type Recipients } from '../notices/index.ts';
import { policyRights } from './access.ts';
import { differenceOf } from './difference.ts';
import { faultDetail, judgeDocument } from './document.ts';
import type { PolicyKind } from './kind.ts';
import { loadBody, loadVersions, lockKind, type VersionRecord } from './lists.ts';
import { refuse } from './messages.ts';
import { insertApproval, insertReview, insertVersion } from './store.ts';

/** First day that no sealed quarter holds; null while none is sealed. */
export type SealedUntil = (tx: Tx) => Promise<Day | null>;

export interface DraftGiven {
  readonly text: string;
  readonly note: string;
  readonly assumed: string;
  readonly validFrom: Day;
  readonly seenVersionNo: number;
}

/**
 * Keeps a document as the next version of its kind, as a draft. Refuses a faulty document with
 * every place, a first day inside a sealed quarter, a document equal to the newest version, and an
 * author who has not seen the newest version (another editor was faster).
 */
export async function createDraft(
  tx: Tx,
  kind: PolicyKind,
  given: DraftGiven,
  sealedUntil: SealedUntil,
): Promise<Refusal | { versionId: bigint; versionNo: number }> {
  const read = await judgeDocument(tx, kind, given.text, given.validFrom);
  if (read.faults.length > 0) {
    const details = read.faults.map(faultDetail);
    return refuse('policy.document_faulty', { count: details.length }, details);
  }
  const sealed = await sealedRefusal(tx, given.validFrom, sealedUntil);
  if (sealed !== null) return sealed;
  await lockKind(tx, kind.kind);
  const newest = (await loadVersions(tx, kind.kind))[0];
  if (newest !== undefined && newest.versionNo !== given.seenVersionNo) {
    return refuse('policy.changed_meanwhile', {
      author: newest.author ?? 'system',
      no: newest.versionNo,
      seen: given.seenVersionNo,
    });
  }
  if (newest !== undefined && newest.validFrom === given.validFrom) {
    const present = await loadBody(tx, kind.kind, newest.versionNo);
    if (differenceOf(present?.body, read.body).length === 0) {
      return refuse('policy.same_as_before', { no: newest.versionNo });
    }
  }
  const versionId = await insertVersion(tx, {
    kind: kind.kind,
    body: read.body,
    note: given.note,
    assumed: given.assumed,
    authorId: tx.actor.accountId,
    validFrom: given.validFrom,
  });
  const versionNo = (newest?.versionNo ?? 0) + 1;
  await recordAudit(tx, {
    verb: 'policy.draft',
    subject: 'policy_version',
    subjectKey: String(versionId),
    detail: { kind: kind.kind, versionNo, validFrom: given.validFrom, note: given.note },
  });
  return { versionId, versionNo };
}

/**
 * Sends a draft for review. Refuses a version that is approved, overtaken or in review already.
 */
export async function submitVersion(
  tx: Tx,
  kind: PolicyKind,
  versionNo: number,
  words: string,
): Promise<Refusal | { versionNo: number }> {
  const found = await draftOf(tx, kind, versionNo);
  if (isRefusal(found)) return found;
  if (found.review?.step === 'submitted') return refuse('policy.in_review', { no: versionNo });
  return recordReview(tx, { kind, version: found, step: 'submitted', words });
}

/**
 * Sends a draft in review back to its author with the reason. Refuses the author himself and a
 * draft that is not in review.
 */
export async function returnVersion(
  tx: Tx,
  kind: PolicyKind,
  versionNo: number,
  words: string,
): Promise<Refusal | { versionNo: number }> {
  const found = await draftOf(tx, kind, versionNo);
  if (isRefusal(found)) return found;
  if (found.authorId === tx.actor.accountId) {
    return refuse('policy.author_approves', { no: versionNo });
  }
  if (found.review?.step !== 'submitted') {
    return refuse('policy.not_in_review', { no: versionNo });
  }
  return recordReview(tx, { kind, version: found, step: 'returned', words });
}

async function recordReview(
  tx: Tx,
  given: {
    readonly kind: PolicyKind;
    readonly version: VersionRecord;
    readonly step: 'submitted' | 'returned';
    readonly words: string;
  },
): Promise<{ versionNo: number }> {
  const { kind, version, step, words } = given;
  const { versionId, versionNo } = version;
  await insertReview(tx, { versionId, step, reason: words, byAccount: tx.actor.accountId });
  await recordAudit(tx, {
    verb: step === 'submitted' ? 'policy.submit' : 'policy.return',
    subject: 'policy_version',
    subjectKey: String(versionId),
    detail: { kind: kind.kind, versionNo, words },
  });
  const to =
    step === 'submitted'
      ? { role: policyRights['policy.approve'], unitPath: '' }
      : { accountIds: [version.authorId] };
  await tell(tx, kind, { what: step, no: versionNo, reason: words, to });
  return { versionNo };
}

/** Tells who waits for a version: those who may approve it, then its author. */
function tell(
  tx: Tx,
  kind: PolicyKind,
  given: {
    readonly what: 'submitted' | 'returned' | 'approved';
    readonly no: number;
    readonly reason?: string;
    readonly fromDay?: Day;
    readonly to: Recipients;
  },
): Promise<number> {
  const { what, no, reason = '', fromDay = '', to } = given;
  return notify(tx, {
    code: `policy.notice.${what}`,
    params: { title: kind.title.en, titleZh: kind.title.zh, no, reason, fromDay },
    link: `/policies/${kind.kind}`,
    to,
  });
}

/** A version that is still to be decided: not approved, and not older than an approved one. */
async function draftOf(
  tx: Tx,
  kind: PolicyKind,
  versionNo: number,
): Promise<VersionRecord | Refusal> {
  await lockKind(tx, kind.kind);
  const versions = await loadVersions(tx, kind.kind);
  const version = versions.find((one) => one.versionNo === versionNo);
  if (version === undefined) {
    return refuse('policy.version_unknown', { kind: kind.kind, no: versionNo });
  }
  if (version.approvedAt !== null) return refuse('policy.approved_already', { no: versionNo });
  const later = versions.find((one) => one.versionNo > versionNo && one.approvedAt !== null);
  return later === undefined
    ? version
    : refuse('policy.overtaken', { no: versionNo, approved: later.versionNo });
}

/**
 * Approves a draft in review: from its first day it is in force and never changes. Refuses the
 * author himself, a draft that was not sent for review, a version approved already, a draft older
 * than an approved version, a first day inside a sealed quarter, a document that its kind no longer
 * accepts, and what the module itself refuses.
 */
export async function approveVersion(
  tx: Tx,
  kind: PolicyKind,
  versionNo: number,
  sealedUntil: SealedUntil,
): Promise<Refusal | { versionNo: number; validFrom: Day }> {
  const version = await draftOf(tx, kind, versionNo);
  if (isRefusal(version)) return version;
  const kept = await loadBody(tx, kind.kind, versionNo);
  if (kept === null) return refuse('policy.version_unknown', { kind: kind.kind, no: versionNo });
  if (version.authorId === tx.actor.accountId) {
    return refuse('policy.author_approves', { no: versionNo });
  }
  if (version.review?.step !== 'submitted') {
    return refuse('policy.not_in_review', { no: versionNo });
  }
  const sealed = await sealedRefusal(tx, version.validFrom, sealedUntil);
  if (sealed !== null) return sealed;
  const read = await judgeDocument(tx, kind, JSON.stringify(kept.body), version.validFrom);
  if (read.faults.length > 0) {
    const details = read.faults.map(faultDetail);
    return refuse('policy.document_faulty', { count: details.length }, details);
  }
  const { versionId } = kept;
  await insertApproval(tx, { versionId, approvedBy: tx.actor.accountId });
  const refusal = await kind.onApproved?.(tx, { versionId, body: kind.schema.parse(kept.body) });
  if (refusal !== undefined && refusal !== null) return refusal;
  await recordAudit(tx, {
    verb: 'policy.approve',
    subject: 'policy_version',
    subjectKey: String(versionId),
    detail: { kind: kind.kind, versionNo, validFrom: version.validFrom },
  });
  const fromDay = version.validFrom;
  const to = { accountIds: [version.authorId] };
  await tell(tx, kind, { what: 'approved', no: versionNo, fromDay, to });
  return { versionNo, validFrom: version.validFrom };
}

/** Sealed quarters keep the version they used: nothing may begin before their end. */
async function sealedRefusal(
  tx: Tx,
  validFrom: Day,
  sealedUntil: SealedUntil,
): Promise<Refusal | null> {
  const until = await sealedUntil(tx);
  return until === null || validFrom >= until
    ? null
    : refuse('policy.valid_in_sealed', { day: validFrom, until });
}
