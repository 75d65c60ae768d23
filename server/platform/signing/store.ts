import { sql } from 'kysely';
import type { Tx } from '../db/transaction.ts';

export interface CertificateRow {
  readonly certificateId: bigint;
  readonly origin: 'made' | 'installed';
  readonly subject: string;
  readonly issuer: string;
  readonly fingerprint: string;
  readonly certificatePem: string;
  readonly chainPem: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly addedAt: string;
}

const columns = sql`
  certificate_id as "certificateId",
  origin,
  subject,
  issuer,
  fingerprint,
  certificate_pem as "certificatePem",
  chain_pem as "chainPem",
  valid_from as "validFrom",
  valid_until as "validUntil",
  added_at as "addedAt"
`;

/** All certificates, the one in use first. */
export async function loadCertificates(tx: Tx): Promise<CertificateRow[]> {
  const { rows } = await sql<CertificateRow>`
    select ${columns}
    from signing_certificate
    order by certificate_id desc
    limit 1000
  `.execute(tx.db);
  return rows;
}

/** The certificate in use with its sealed key; null before the first signature. */
export async function loadInUse(
  tx: Tx,
): Promise<(CertificateRow & { readonly keySealed: string }) | null> {
  const { rows } = await sql<CertificateRow & { keySealed: string }>`
    select ${columns}, key_sealed as "keySealed"
    from signing_certificate
    order by certificate_id desc
    limit 1
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Waits for whoever else makes or installs one, until the transaction ends. */
export async function lockCertificates(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('signing_certificate'))`.execute(tx.db);
}

/** The moment of the transaction, by the database's clock. */
export async function loadNow(tx: Tx): Promise<string> {
  const { rows } = await sql<{ now: string }>`select now() as now`.execute(tx.db);
  return rows[0]!.now;
}

export interface NewCertificate {
  readonly origin: 'made' | 'installed';
  readonly subject: string;
  readonly issuer: string;
  readonly fingerprint: string;
  readonly certificatePem: string;
  readonly chainPem: string;
  readonly keySealed: string;
  readonly validFrom: string;
  readonly validUntil: string;
}

export async function insertCertificate(tx: Tx, row: NewCertificate): Promise<CertificateRow> {
  const { rows } = await sql<CertificateRow>`
    insert into signing_certificate
      (origin, subject, issuer, fingerprint, certificate_pem, chain_pem, key_sealed, valid_from,
       valid_until, added_by)
    values (
      ${row.origin}, ${row.subject}, ${row.issuer}, ${row.fingerprint}, ${row.certificatePem},
      ${row.chainPem}, ${row.keySealed}, ${row.validFrom}, ${row.validUntil},
      ${tx.actor.accountId}
    )
    returning ${columns}
  `.execute(tx.db);
  return rows[0]!;
}
