import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import { moneyText, sumFen, type Fen } from '../../../core/money.ts';
import { quarterOf } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { businessDay } from '../organisation/index.ts';
import { returnedEntry } from './commands.ts';
import { fileBytesMax } from './contract.ts';
import { refuse } from './messages.ts';
import * as rules from './rules/claim.ts';
import { mediaTypeOf } from './rules/invoice-file.ts';
import { audit, lockApplication, tell, type Outcome } from './spending-commands.ts';
import { loadByClaim } from './store/applications.ts';
import * as store from './store/claims.ts';
import * as ledger from './store/ledger.ts';

/**
 * Keeps the picture or PDF of an invoice with its hash, for the own application that may be
 * claimed. What it is is read from its first bytes, not from its name.
 */
export async function keepInvoiceFile(
  tx: Tx,
  given: { readonly applicationId: bigint; readonly upload: MultipartFile | undefined },
) {
  // Read before anything is locked: an upload may be slow.
  if (given.upload === undefined) return refuse('expenses.file_malformed');
  const body = await bytesOf(given.upload);
  if (body === null) return refuse('expenses.file_too_large', { max: fileBytesMax / 1_048_576 });
  const mediaType = mediaTypeOf(body);
  if (mediaType === null) return refuse('expenses.file_kind');
  const found = await lockApplication(tx, given.applicationId);
  if (isRefusal(found)) return found;
  const { application } = found;
  if (application.staffId !== tx.actor.staffId) return refuse('expenses.not_own');
  if (application.state !== 'approved') {
    return refuse('expenses.not_approved', { state: `expenses.state.${application.state}` });
  }
  const sha256 = createHash('sha256').update(body).digest('hex');
  const name = given.upload.filename.replace(/[\p{Cc}/\\]/gu, '').slice(-120) || 'invoice';
  const { applicationId } = given;
  const fileId = await store.insertFile(tx, { applicationId, name, mediaType, sha256, body });
  await audit(tx, 'expenses.keep_file', applicationId, { name, sha256 });
  return { fileId, name, bytes: body.length, sha256 };
}

/** The bytes of an upload, or null when there are too many. */
async function bytesOf(upload: MultipartFile): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of upload.file as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes <= fileBytesMax) pieces.push(piece);
  }
  return bytes > fileBytesMax ? null : Buffer.concat(pieces);
}

/**
 * Claims what was spent with its invoices. Refuses as `decideClaim` does, a file of another
 * application, and an invoice that serves another application anywhere in the bank.
 */
export async function claim(
  tx: Tx,
  given: {
    readonly applicationId: bigint;
    readonly spentOn: rules.ClaimWish['spentOn'];
    readonly note: string;
    readonly invoices: readonly (rules.InvoiceWish & { readonly fileId: bigint | null })[];
  },
): Promise<Refusal | Outcome> {
  const found = await lockApplication(tx, given.applicationId);
  if (isRefusal(found)) return found;
  const { application, scheme } = found;
  const { applicationId, invoices } = given;
  const refused = rules.decideClaim(
    scheme,
    { ...application, approvedOn: application.ruledOn ?? application.appliedOn },
    given,
    tx.actor,
    await businessDay(tx),
  );
  if (refused !== null) return refused;
  const fileIds = invoices.flatMap((one) => (one.fileId === null ? [] : [one.fileId]));
  const own = await store.filesOf(tx, applicationId, fileIds);
  if (fileIds.some((one) => !own.has(one))) return refuse('expenses.file_unknown');
  const keyed = invoices.map((one) => ({ ...one, numberKey: rules.numberKey(one.number) }));
  const taken = await store.takeNumbers(
    tx,
    applicationId,
    keyed.map((one) => one.numberKey),
  );
  const twice = keyed.find((one) => taken.includes(one.numberKey));
  if (twice !== undefined) return refuse('expenses.invoice_used', { number: twice.number });
  const amount = sumFen(invoices.map((one) => one.amount));
  const claimId = await store.insertClaim(tx, {
    applicationId,
    attempt: (application.attempt ?? 0) + 1,
    spentOn: given.spentOn,
    amount,
    note: given.note,
  });
  if (claimId === null) {
    return refuse('expenses.not_approved', { state: 'expenses.state.claimed' });
  }
  await store.insertInvoices(tx, claimId, keyed);
  await audit(tx, 'expenses.claim', applicationId, {
    claimId,
    amount: moneyText(amount),
    invoices: keyed.map((one) => one.numberKey),
  });
  return { applicationId, state: 'claimed' };
}

/** An application by its last claim, under its locks. An earlier claim is no longer open. */
async function lockClaim(tx: Tx, claimId: bigint) {
  const seen = await loadByClaim(tx, claimId);
  if (seen === null) return refuse('expenses.claim_unknown');
  const found = await lockApplication(tx, seen.applicationId);
  if (isRefusal(found)) return found;
  if (found.application.claimId !== claimId) return refuse('expenses.claim_replaced');
  return found.application;
}

/** Finance finds the invoices right, or returns the claim. Refuses as `decideVerification` does. */
export async function verifyClaim(
  tx: Tx,
  given: {
    readonly claimId: bigint;
    readonly verdict: 'verified' | 'returned';
    readonly reason: string;
  },
): Promise<Refusal | Outcome> {
  const application = await lockClaim(tx, given.claimId);
  if (isRefusal(application)) return application;
  const { verdict, reason } = given;
  if (verdict === 'returned' && reason === '') return refuse('expenses.reason_needed');
  const refused = rules.decideVerification(application, tx.actor);
  if (refused !== null) return refused;
  if (!(await store.insertVerification(tx, given))) {
    return refuse('expenses.not_claimed', { state: `expenses.state.${application.state}` });
  }
  const { applicationId } = application;
  await audit(tx, 'expenses.verify', applicationId, { claimId: given.claimId, verdict });
  const claimed = { ...application, amount: application.claimed ?? application.amount };
  if (verdict === 'returned') await tell(tx, claimed, 'claim_returned', reason);
  return { applicationId, state: verdict === 'verified' ? 'verified' : 'approved' };
}

/**
 * Pays a verified claim: what was claimed is used, the rest of the reservation returns, at once.
 * Refuses as `decidePayment` does; paid twice is refused.
 */
export async function payClaim(
  tx: Tx,
  given: { readonly claimId: bigint; readonly reference: string },
): Promise<Refusal | (Outcome & { readonly used: Fen; readonly returned: Fen })> {
  const application = await lockClaim(tx, given.claimId);
  if (isRefusal(application)) return application;
  const refused = rules.decidePayment(application, tx.actor);
  if (refused !== null) return refused;
  const { applicationId } = application;
  const claimed = application.claimed!;
  const payment = { ...given, amount: claimed, paidOn: await businessDay(tx) };
  if (!(await store.insertPayment(tx, payment))) {
    return refuse('expenses.not_verified', { state: 'expenses.state.paid' });
  }
  const { used, returned } = rules.settle(application.amount, claimed);
  await ledger.insertEntries(tx, [
    {
      staffId: application.staffId,
      unitPath: application.unitPath,
      quarter: quarterOf(application.appliedOn),
      kind: 'used',
      purse: application.purse,
      amount: used,
      policyVersionId: application.policyVersionId,
      applicationId,
      claimId: given.claimId,
      explanation: {
        rule: 'expenses.rule.used',
        formula: 'expenses.formula.used',
        inputs: { reservedFen: String(application.amount), claimedFen: String(claimed) },
      },
    },
    ...(returned > 0n ? [returnedEntry(application, returned, given.claimId)] : []),
  ]);
  await audit(tx, 'expenses.pay', applicationId, {
    claimId: given.claimId,
    used: moneyText(used),
    returned: moneyText(returned),
    reference: given.reference,
  });
  await tell(tx, { ...application, amount: claimed }, 'claim_paid');
  return { applicationId, state: 'paid', used, returned };
}
