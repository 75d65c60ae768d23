import { createPrivateKey } from 'node:crypto';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Tx } from '../db/transaction.ts';
import { openText, sealText } from '../files/secret.ts';
import {
  certificatesOf,
  decideIdentity,
  fingerprintOf,
  keyOf,
  makeIdentity,
  nameOf,
  type Identity,
} from './certificate.ts';
import type { CertificateWish } from './contract.ts';
import { refuse } from './messages.ts';
import { identityOfP12 } from './p12.ts';
import * as store from './store.ts';

export interface IdentityInUse extends Identity {
  readonly certificateId: bigint;
}

/**
 * The certificate and key under which the installation signs now. The first call makes them in the
 * holder's name (the bank's), and again when its own have expired; two first calls at once agree on
 * one. Refusal: the bank's certificate has expired, so that no document is signed that nobody will
 * trust.
 */
export async function signingIdentity(tx: Tx, holder: string): Promise<IdentityInUse | Refusal> {
  const now = new Date(await store.loadNow(tx));
  const found = await usable(tx, now);
  if (found !== null) return found;
  await store.lockCertificates(tx);
  const meanwhile = await usable(tx, now);
  if (meanwhile !== null) return meanwhile;
  const identity = await makeIdentity(holder, now);
  const { certificateId } = await keep(tx, identity, 'made');
  return { ...identity, certificateId };
}

/** The one in use; null: none yet, or one of our own that has expired. */
async function usable(tx: Tx, now: Date): Promise<IdentityInUse | Refusal | null> {
  const found = await store.loadInUse(tx);
  if (found === null) return null;
  if (new Date(found.validUntil) >= now) return opened(found);
  const { subject, validUntil: until } = found;
  if (found.origin === 'made') return null;
  return refuse('signing.certificate_outdated', { subject, until });
}

function opened(row: store.CertificateRow & { readonly keySealed: string }): IdentityInUse {
  const certificates = certificatesOf(`${row.certificatePem}\n${row.chainPem}`);
  if (isRefusal(certificates)) throw new Error('the certificate in use cannot be read');
  const [certificate, ...chain] = certificates;
  const key = createPrivateKey({ key: openText(row.keySealed), format: 'pem' });
  return { certificateId: row.certificateId, certificate: certificate!, chain, key };
}

/**
 * Installs a certificate and its key; documents signed from now on carry it, earlier ones keep
 * theirs. Refusals: unreadable files, a key of another certificate, not valid now, not meant for
 * signing, a weak key, already in use.
 */
export async function installCertificate(
  tx: Tx,
  wish: CertificateWish,
): Promise<store.CertificateRow | Refusal> {
  const identity = await identityOf(wish);
  if (isRefusal(identity)) return identity;
  await store.lockCertificates(tx);
  const refused = decideIdentity(identity, new Date(await store.loadNow(tx)));
  if (refused !== null) return refused;
  const inUse = await store.loadInUse(tx);
  if (inUse?.fingerprint === fingerprintOf(identity.certificate)) {
    return refuse('signing.certificate_already_installed', { subject: inUse.subject });
  }
  return keep(tx, identity, 'installed');
}

async function identityOf(wish: CertificateWish): Promise<Identity | Refusal> {
  if ('p12Base64' in wish) {
    return identityOfP12(Buffer.from(wish.p12Base64, 'base64'), wish.passphrase);
  }
  const certificates = certificatesOf(wish.certificatePem);
  if (isRefusal(certificates)) return certificates;
  const key = keyOf(wish.keyPem, wish.passphrase);
  if (isRefusal(key)) return key;
  const [certificate, ...chain] = certificates;
  return { certificate: certificate!, chain, key };
}

async function keep(
  tx: Tx,
  identity: Identity,
  origin: 'made' | 'installed',
): Promise<store.CertificateRow> {
  const { certificate, chain, key } = identity;
  const row = await store.insertCertificate(tx, {
    origin,
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    fingerprint: fingerprintOf(certificate),
    certificatePem: certificate.toString(),
    chainPem: chain.map(String).join('\n'),
    keySealed: sealText(key.export({ type: 'pkcs8', format: 'pem' }).toString()),
    validFrom: certificate.validFromDate.toISOString(),
    validUntil: certificate.validToDate.toISOString(),
  });
  await recordAudit(tx, {
    verb: origin === 'made' ? 'signing.make_certificate' : 'signing.install_certificate',
    subject: 'certificate',
    subjectKey: row.fingerprint,
    detail: { subject: row.subject, validUntil: row.validUntil },
  });
  return row;
}
