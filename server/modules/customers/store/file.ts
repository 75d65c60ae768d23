import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { actorName } from '../../people/index.ts';
import type { ConsentFamily, ConsentState, MediaType } from '../contract/file.ts';

export interface DocumentRow {
  readonly documentId: bigint;
  readonly kind: string;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: MediaType;
  readonly bytes: number;
  readonly sha256: string;
  readonly uploadedBy: bigint;
  readonly uploader: string;
  readonly uploadedAt: string;
  readonly withdrawnReason: string | null;
  readonly withdrawer: string | null;
  readonly withdrawnAt: string | null;
}

const documentColumns = sql`
  d.document_id as "documentId",
  d.kind,
  d.title,
  d.file_name as "fileName",
  d.media_type as "mediaType",
  d.bytes,
  d.sha256,
  d.uploaded_by as "uploadedBy",
  d.uploader,
  d.uploaded_at as "uploadedAt",
  d.withdrawn_reason as "withdrawnReason",
  d.withdrawer,
  d.withdrawn_at as "withdrawnAt"`;

/** Files about a customer below a key, newest first, without their bytes. */
export async function loadDocuments(
  tx: Tx,
  customerId: bigint,
  place: { readonly below: bigint | null; readonly limit: number },
): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`
    select ${documentColumns}
    from customers_v_document d
    where d.customer_id = ${customerId}
      and (${place.below}::bigint is null or d.document_id < ${place.below})
    order by d.document_id desc
    limit ${place.limit}
  `.execute(tx.db);
  return rows;
}

export async function loadDocument(
  tx: Tx,
  customerId: bigint,
  documentId: bigint,
): Promise<DocumentRow | null> {
  const { rows } = await sql<DocumentRow>`
    select ${documentColumns}
    from customers_v_document d
    where d.customer_id = ${customerId}
      and d.document_id = ${documentId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function loadBytes(
  tx: Tx,
  customerId: bigint,
  documentId: bigint,
): Promise<Buffer | null> {
  const { rows } = await sql<{ body: Buffer }>`
    select body
    from customers_document
    where customer_id = ${customerId}
      and document_id = ${documentId}
  `.execute(tx.db);
  return rows[0]?.body ?? null;
}

/** The files of a customer with the same bytes, the latest first. */
export async function loadSameBytes(
  tx: Tx,
  customerId: bigint,
  sha256: string,
): Promise<DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`
    select ${documentColumns}
    from customers_v_document d
    where d.customer_id = ${customerId}
      and d.sha256 = ${sha256}
    order by d.document_id desc
    limit 1000
  `.execute(tx.db);
  return rows;
}

export interface NewDocument {
  readonly customerId: bigint;
  readonly kind: string;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: MediaType;
  readonly sha256: string;
  readonly copyNo: number;
  readonly body: Buffer;
}

/** Keeps a file; null when another call kept the same bytes meanwhile. */
export async function insertDocument(tx: Tx, one: NewDocument): Promise<bigint | null> {
  const { rows } = await sql<{ documentId: bigint }>`
    insert into customers_document
      (customer_id, kind, title, file_name, media_type, bytes, sha256, copy_no, body, uploaded_by,
       uploader)
    values (${one.customerId}, ${one.kind}, ${one.title}, ${one.fileName}, ${one.mediaType},
            ${one.body.length}, ${one.sha256}, ${one.copyNo}, ${one.body},
            ${tx.actor.accountId}, ${await actorName(tx)})
    on conflict on constraint customers_document__once do nothing
    returning document_id as "documentId"
  `.execute(tx.db);
  return rows[0]?.documentId ?? null;
}

/** Answers whether it was this call that withdrew the file. */
export async function insertWithdrawal(
  tx: Tx,
  one: { readonly customerId: bigint; readonly documentId: bigint; readonly reason: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into customers_document_withdrawal
      (customer_id, document_id, reason, withdrawn_by, withdrawer)
    values (${one.customerId}, ${one.documentId}, ${one.reason}, ${tx.actor.accountId},
            ${await actorName(tx)})
    on conflict on constraint customers_document_withdrawal__key do nothing
  `.execute(tx.db);
  return numAffectedRows === 1n;
}

export interface ConsentRow {
  readonly turn: number;
  readonly purpose: string;
  readonly family: ConsentFamily;
  readonly state: ConsentState;
  readonly channel: string;
  readonly onDay: Day;
  readonly documentId: bigint | null;
  readonly note: string;
  readonly enterer: string;
  readonly enteredAt: string;
}

/** Everything a customer said, latest first. */
export async function loadConsents(tx: Tx, customerId: bigint): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`
    select turn,
           purpose,
           family,
           state,
           channel,
           on_day as "onDay",
           document_id as "documentId",
           note,
           enterer,
           entered_at as "enteredAt"
    from customers_consent
    where customer_id = ${customerId}
    order by turn desc
    limit 500
  `.execute(tx.db);
  return rows;
}

export interface NewConsent {
  readonly customerId: bigint;
  readonly turn: number;
  readonly purpose: string;
  readonly family: ConsentFamily;
  readonly state: ConsentState;
  readonly channel: string;
  readonly onDay: Day;
  readonly documentId: bigint | null;
  readonly note: string;
}

export async function insertConsent(tx: Tx, one: NewConsent): Promise<void> {
  await sql`
    insert into customers_consent
      (customer_id, turn, purpose, family, state, channel, on_day, document_id, note, entered_by,
       enterer)
    values (${one.customerId}, ${one.turn}, ${one.purpose}, ${one.family}, ${one.state},
            ${one.channel}, ${one.onDay}, ${one.documentId}, ${one.note},
            ${tx.actor.accountId}, ${await actorName(tx)})
  `.execute(tx.db);
}

/** Who of these took a purpose's consent back, or refused it in advance. */
export async function loadWithdrawn(
  tx: Tx,
  purpose: string,
  customerIds: readonly bigint[],
): Promise<ReadonlySet<bigint>> {
  const { rows } = await sql<{ customerId: bigint }>`
    select customer_id as "customerId"
    from customers_v_consent
    where purpose = ${purpose}
      and state = 'withdrawn'
      and customer_id = any (${[...customerIds]}::bigint[])
    order by customer_id
    limit ${Math.max(1, customerIds.length)}
  `.execute(tx.db);
  return new Set(rows.map((row) => row.customerId));
}
