import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import type { Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { documentBytesMax, type ConsentState } from './contract/file.ts';
import { refuse } from './messages.ts';
import { customerFileKind } from './policy.ts';
import { decideConsent } from './rules/consent.ts';
import { decideDocument, decideOpening, decideWithdrawal, keptName } from './rules/document.ts';
import { loadFacts } from './store/customer.ts';
import * as store from './store/file.ts';
import { lastTurn, lockBooks } from './store/relations.ts';

export interface DocumentWish {
  readonly customerId: bigint;
  readonly kind: string;
  readonly title: string;
  readonly fileName: string;
  readonly body: Buffer;
}

/**
 * Keeps a file about a customer with its hash. Refuses as `decideDocument` does, a kind that the
 * policy does not have, and bytes that stand for the customer already.
 */
export async function keepDocument(
  tx: Tx,
  wish: DocumentWish,
): Promise<Refusal | { documentId: bigint; sha256: string; bytes: number }> {
  const mediaType = decideDocument(wish.body);
  if (isRefusal(mediaType)) return mediaType;
  const { customerId, kind, body } = wish;
  const customer = await loadFacts(tx, customerId);
  if (customer === null) return refuse('customers.not_found');
  const { body: policy } = await policyInForce(tx, customerFileKind, await businessDay(tx));
  if (!policy.documentKinds.some((one) => one.key === kind)) {
    return refuse('customers.document_kind_unknown', { kind });
  }
  const sha256 = createHash('sha256').update(body).digest('hex');
  const same = await store.loadSameBytes(tx, customerId, sha256);
  const stands = same.find((one) => one.withdrawnAt === null);
  if (stands !== undefined) return sameRefused(stands);
  const title = wish.title.trim();
  const fileName = keptName(wish.fileName, mediaType);
  const copyNo = same.length + 1;
  const file = { customerId, kind, title, fileName, mediaType, sha256, copyNo, body };
  const documentId = await store.insertDocument(tx, file);
  if (documentId === null) {
    const [other] = await store.loadSameBytes(tx, customerId, sha256);
    return other === undefined ? refuse('customers.changed_meanwhile') : sameRefused(other);
  }
  await recordAudit(tx, {
    verb: 'customers.keep_document',
    subject: 'customer',
    subjectKey: customer.customerNo,
    detail: { documentId, kind, title, fileName, sha256, bytes: body.length },
  });
  return { documentId, sha256, bytes: body.length };
}

function sameRefused(one: store.DocumentRow): Refusal {
  return refuse('customers.document_stands', {
    at: one.uploadedAt.slice(0, 10),
    title: one.title,
  });
}

/** The bytes of an upload; refuses what is missing or too large. */
export async function bytesOf(upload: MultipartFile | undefined): Promise<Buffer | Refusal> {
  if (upload === undefined) return refuse('customers.document_malformed');
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of upload.file as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes <= documentBytesMax) pieces.push(piece);
  }
  return bytes > documentBytesMax
    ? refuse('customers.document_too_large', { most: documentBytesMax / 1_048_576 })
    : Buffer.concat(pieces);
}

/** Opens a file, with an audit record. Refuses an unknown one, and a withdrawn one to most. */
export async function openDocument(
  tx: Tx,
  given: { readonly customerId: bigint; readonly documentId: bigint },
): Promise<Refusal | { document: store.DocumentRow; body: Buffer }> {
  const { customerId, documentId } = given;
  const customer = await loadFacts(tx, customerId);
  const document = await store.loadDocument(tx, customerId, documentId);
  if (customer === null || document === null) return refuse('customers.document_not_found');
  const refused = decideOpening(document, tx.actor.roles);
  if (refused !== null) return refused;
  const body = await store.loadBytes(tx, customerId, documentId);
  if (body === null) return refuse('customers.document_not_found');
  await recordAudit(tx, {
    verb: 'customers.open_document',
    subject: 'customer',
    subjectKey: customer.customerNo,
    detail: { documentId, title: document.title, sha256: document.sha256 },
  });
  return { document, body };
}

/** Marks a file as no longer counting; refuses as `decideWithdrawal` does. */
export async function withdrawDocument(
  tx: Tx,
  given: { readonly customerId: bigint; readonly documentId: bigint; readonly reason: string },
): Promise<Refusal | Record<never, never>> {
  const customer = await loadFacts(tx, given.customerId);
  const document = await store.loadDocument(tx, given.customerId, given.documentId);
  if (customer === null || document === null) return refuse('customers.document_not_found');
  const refused = decideWithdrawal(document, tx.actor);
  if (refused !== null) return refused;
  if (!(await store.insertWithdrawal(tx, given))) return refuse('customers.document_withdrawn');
  await recordAudit(tx, {
    verb: 'customers.withdraw_document',
    subject: 'customer',
    subjectKey: customer.customerNo,
    detail: { documentId: given.documentId, title: document.title, reason: given.reason },
  });
  return {};
}

export interface ConsentCall {
  readonly customerId: bigint;
  readonly purpose: string;
  readonly state: ConsentState;
  readonly channel: string;
  readonly onDay: Day;
  readonly documentId: bigint | null;
  readonly note: string;
  /** The last entry that the editor saw; another one meanwhile is refused. */
  readonly seen: number;
}

/**
 * Notes a consent or its withdrawal. Refuses as `decideConsent` does, a proof that is none of this
 * customer's standing files, and an entry made after the editor looked.
 */
export async function enterConsent(tx: Tx, wish: ConsentCall): Promise<Refusal | { turn: number }> {
  const { customerId, seen, ...said } = wish;
  const customer = await loadFacts(tx, customerId);
  if (customer === null) return refuse('customers.not_found');
  await lockBooks(tx, customerId);
  const last = await lastTurn(tx, 'customers_consent', customerId);
  if (last !== seen) return refuse('customers.changed_meanwhile', { turn: last });
  if (said.documentId !== null) {
    const proof = await store.loadDocument(tx, customerId, said.documentId);
    if (proof === null) return refuse('customers.document_not_found');
    if (proof.withdrawnAt !== null) return refuse('customers.document_withdrawn');
  }
  const today = await businessDay(tx);
  const { body: policy } = await policyInForce(tx, customerFileKind, today);
  const consents = await store.loadConsents(tx, customerId);
  const stands = consents.find((one) => one.purpose === said.purpose) ?? null;
  const asked = { ...said, hasDocument: said.documentId !== null };
  const refused = decideConsent(policy, stands, asked, today);
  if (refused !== null) return refused;
  const { family } = policy.consentPurposes.find((one) => one.key === said.purpose)!;
  const turn = seen + 1;
  await store.insertConsent(tx, { ...said, customerId, turn, family });
  await recordAudit(tx, {
    verb: 'customers.enter_consent',
    subject: 'customer',
    subjectKey: customer.customerNo,
    detail: { purpose: said.purpose, state: said.state, channel: said.channel, on: said.onDay },
  });
  return { turn };
}

/**
 * Which of these customers took back, or refused in advance, what a purpose of the policy
 * `customer_file` means: other rooms ask before they call or write (PIPL 15, 24).
 */
export function withdrawnConsents(
  tx: Tx,
  purpose: string,
  customerIds: readonly bigint[],
): Promise<ReadonlySet<bigint>> {
  return store.loadWithdrawn(tx, purpose, customerIds);
}
