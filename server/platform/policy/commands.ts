import type { Day } from '../../../core/day.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Tx } from '../db/transaction.ts';
import { differenceOf } from './difference.ts';
import { faultDetail, readDocument } from './document.ts';
import type { PolicyKind } from './kind.ts';
import { loadBody, loadVersions, lockKind } from './lists.ts';
import { refuse } from './messages.ts';
import { insertApproval, insertVersion } from './store.ts';

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
  const read = readDocument(kind, given.text);
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
 * Approves a draft: from its first day it is in force and never changes. Refuses the author
 * himself, a version approved already, a draft older than an approved version, a first day inside a
 * sealed quarter, a document that its kind no longer accepts, and what the module itself refuses.
 */
export async function approveVersion(
  tx: Tx,
  kind: PolicyKind,
  versionNo: number,
  sealedUntil: SealedUntil,
): Promise<Refusal | { versionNo: number; validFrom: Day }> {
  await lockKind(tx, kind.kind);
  const versions = await loadVersions(tx, kind.kind);
  const version = versions.find((one) => one.versionNo === versionNo);
  const kept = await loadBody(tx, kind.kind, versionNo);
  if (version === undefined || kept === null) {
    return refuse('policy.version_unknown', { kind: kind.kind, no: versionNo });
  }
  if (version.approvedAt !== null) return refuse('policy.approved_already', { no: versionNo });
  if (version.authorId === tx.actor.accountId) {
    return refuse('policy.author_approves', { no: versionNo });
  }
  const later = versions.find((one) => one.versionNo > versionNo && one.approvedAt !== null);
  if (later !== undefined) {
    return refuse('policy.overtaken', { no: versionNo, approved: later.versionNo });
  }
  const sealed = await sealedRefusal(tx, version.validFrom, sealedUntil);
  if (sealed !== null) return sealed;
  const read = readDocument(kind, JSON.stringify(kept.body));
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
