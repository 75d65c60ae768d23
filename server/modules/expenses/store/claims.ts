import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Fen } from '../../../../core/money.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { actorName } from '../../people/index.ts';

/** Null when the same attempt was sent before. */
export async function insertClaim(
  tx: Tx,
  one: {
    readonly applicationId: bigint;
    readonly attempt: number;
    readonly spentOn: Day;
    readonly amount: Fen;
    readonly note: string;
  },
): Promise<bigint | null> {
  const { rows } = await sql<{ claimId: bigint }>`
    insert into expenses_claim
      (claim_id, application_id, attempt, spent_on, amount_fen, note, claimed_by, by_name)
    values (nextval('expenses_claim_id'), ${one.applicationId}, ${one.attempt}, ${one.spentOn},
            ${one.amount}, ${one.note}, ${tx.actor.accountId}, ${await actorName(tx)})
    on conflict on constraint expenses_claim__one_each do nothing
    returning claim_id as "claimId"
  `.execute(tx.db);
  return rows[0]?.claimId ?? null;
}

export interface NewInvoice {
  readonly numberKey: string;
  readonly number: string;
  readonly issuedOn: Day;
  readonly seller: string;
  readonly amount: Fen;
  readonly tax: Fen;
  readonly fileId: bigint | null;
}

export async function insertInvoices(
  tx: Tx,
  claimId: bigint,
  invoices: readonly NewInvoice[],
): Promise<void> {
  await copyRows(
    tx,
    'expenses_invoice',
    [
      'claim_id',
      'position',
      'number_key',
      'number',
      'issued_on',
      'seller',
      'amount_fen',
      'tax_fen',
      'file_id',
    ],
    invoices.map((one, at) => [
      claimId,
      at + 1,
      one.numberKey,
      one.number,
      one.issuedOn,
      one.seller,
      one.amount,
      one.tax,
      one.fileId,
    ]),
  );
}

/**
 * Takes invoice numbers for an application. Answers those that serve another application already,
 * also one the actor cannot see; two claims at once wait for each other here.
 */
export async function takeNumbers(
  tx: Tx,
  applicationId: bigint,
  keys: readonly string[],
): Promise<string[]> {
  await sql`
    insert into expenses_invoice_number (number_key, application_id)
    select key, ${applicationId}::bigint
    from unnest(${keys}::text[]) as k (key)
    order by key
    on conflict (number_key) do nothing
  `.execute(tx.db);
  const { rows } = await sql<{ numberKey: string }>`
    select number_key as "numberKey"
    from expenses_invoice_number
    where number_key = any (${keys})
      and application_id <> ${applicationId}
    order by number_key
    limit 100
  `.execute(tx.db);
  return rows.map((row) => row.numberKey);
}

/** False when somebody was first. */
export async function insertVerification(
  tx: Tx,
  one: {
    readonly claimId: bigint;
    readonly verdict: 'verified' | 'returned';
    readonly reason: string;
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into expenses_verification (claim_id, verdict, reason, verified_by, by_name)
    values (${one.claimId}, ${one.verdict}, ${one.reason}, ${tx.actor.accountId},
            ${await actorName(tx)})
    on conflict (claim_id) do nothing
    returning claim_id
  `.execute(tx.db);
  return rows.length === 1;
}

/** False when it is paid. */
export async function insertPayment(
  tx: Tx,
  one: {
    readonly claimId: bigint;
    readonly amount: Fen;
    readonly reference: string;
    readonly paidOn: Day;
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into expenses_payment (claim_id, amount_fen, reference, paid_on, paid_by, by_name)
    values (${one.claimId}, ${one.amount}, ${one.reference}, ${one.paidOn},
            ${tx.actor.accountId}, ${await actorName(tx)})
    on conflict (claim_id) do nothing
    returning claim_id
  `.execute(tx.db);
  return rows.length === 1;
}

export interface NewFile {
  readonly applicationId: bigint;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly body: Buffer;
}

/** Keeps a file; the same bytes for the same application are kept once. */
export async function insertFile(tx: Tx, file: NewFile): Promise<bigint> {
  const { rows } = await sql<{ fileId: bigint }>`
    insert into expenses_file
      (file_id, application_id, name, media_type, bytes, sha256, body, uploaded_by)
    values (nextval('expenses_file_id'), ${file.applicationId}, ${file.name}, ${file.mediaType},
            ${file.body.length}, ${file.sha256}, ${file.body}, ${tx.actor.accountId})
    on conflict on constraint expenses_file__once do nothing
    returning file_id as "fileId"
  `.execute(tx.db);
  if (rows[0] !== undefined) return rows[0].fileId;
  const before = await sql<{ fileId: bigint }>`
    select file_id as "fileId"
    from expenses_file
    where application_id = ${file.applicationId}
      and sha256 = ${file.sha256}
  `.execute(tx.db);
  return before.rows[0]!.fileId;
}

export async function loadFile(
  tx: Tx,
  fileId: bigint,
): Promise<{ name: string; mediaType: string; body: Buffer } | null> {
  const { rows } = await sql<{ name: string; mediaType: string; body: Buffer }>`
    select name,
           media_type as "mediaType",
           body
    from expenses_file
    where file_id = ${fileId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Which of these files belong to the application. */
export async function filesOf(
  tx: Tx,
  applicationId: bigint,
  fileIds: readonly bigint[],
): Promise<Set<bigint>> {
  const { rows } = await sql<{ fileId: bigint }>`
    select file_id as "fileId"
    from expenses_file
    where application_id = ${applicationId}
      and file_id = any (${fileIds}::bigint[])
    order by file_id
    limit 100
  `.execute(tx.db);
  return new Set(rows.map((row) => row.fileId));
}
