import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { Refusal } from '../../../core/refusal.ts';
import { refuse } from './messages.ts';

/** A certificate with its private key and the certificates between it and the root. */
export interface Identity {
  readonly certificate: X509Certificate;
  readonly chain: readonly X509Certificate[];
  readonly key: KeyObject;
}

const oids = {
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
} as const;

/** Extended usages under which readers accept a signature of a document. */
const documentUsages = new Set([
  '2.5.29.37.0', // any
  '1.3.6.1.5.5.7.3.4', // e-mail protection
  '1.3.6.1.5.5.7.3.36', // document signing
  '1.3.6.1.4.1.311.10.3.12', // document signing, Microsoft
  '1.2.840.113583.1.1.5', // authentic documents, Adobe
]);

const rsaBits = 3072;
const ownYears = 10;

/**
 * A key (RSA 3072) with a certificate for signing documents, and the root that issued it, for ten
 * years: readers trust the root once the bank hands it to them, as they trust other authorities.
 * The root's key signs this one certificate and is thrown away, so nobody can issue another under
 * it. ASSUMED: key size and years.
 */
export async function makeIdentity(holder: string, now: Date): Promise<Identity> {
  const root = await keyPair();
  const own = await keyPair();
  const rootName = `${holder}（客经电子签章根证书）`;
  const rootCertificate = await issue(
    { subject: rootName, issuer: rootName, holder: root, by: root, authority: true },
    now,
  );
  const certificate = await issue(
    {
      subject: `${holder}（客经电子签章）`,
      issuer: rootName,
      holder: own,
      by: root,
      authority: false,
    },
    now,
  );
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', own.privateKey));
  return {
    certificate,
    chain: [rootCertificate],
    key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
  };
}

function keyPair(): Promise<CryptoKeyPair> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: rsaBits,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

interface Issue {
  readonly subject: string;
  readonly issuer: string;
  readonly holder: CryptoKeyPair;
  readonly by: CryptoKeyPair;
  /** A root, which may issue certificates; otherwise one that signs documents. */
  readonly authority: boolean;
}

async function issue(of: Issue, now: Date): Promise<X509Certificate> {
  const made = new pkijs.Certificate();
  made.version = 2;
  made.serialNumber = new asn1js.Integer({ valueHex: serial() });
  for (const [name, text] of [
    [made.subject, of.subject],
    [made.issuer, of.issuer],
  ] as const) {
    const value = new asn1js.Utf8String({ value: text });
    name.typesAndValues.push(new pkijs.AttributeTypeAndValue({ type: oids.commonName, value }));
  }
  made.notBefore.value = new Date(now.getTime() - 60_000);
  made.notAfter.value = new Date(now.getTime());
  made.notAfter.value.setUTCFullYear(now.getUTCFullYear() + ownYears);
  await made.subjectPublicKeyInfo.importKey(of.holder.publicKey);
  const issuerKey = new pkijs.PublicKeyInfo();
  await issuerKey.importKey(of.by.publicKey);
  made.extensions = extensionsOf(made, issuerKey, of.authority);
  await made.sign(of.by.privateKey, 'SHA-256');
  return new X509Certificate(Buffer.from(made.toSchema(true).toBER(false)));
}

function serial(): ArrayBuffer {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // Positive, and never with a leading zero byte.
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.buffer;
}

function identifierOf(key: pkijs.PublicKeyInfo): asn1js.OctetString {
  const digest = createHash('sha1').update(key.subjectPublicKey.valueBlock.valueHexView).digest();
  return new asn1js.OctetString({ valueHex: new Uint8Array(digest).buffer });
}

function extensionsOf(
  made: pkijs.Certificate,
  issuerKey: pkijs.PublicKeyInfo,
  authority: boolean,
): pkijs.Extension[] {
  const extension = (extnID: string, critical: boolean, schema: asn1js.BaseBlock) =>
    new pkijs.Extension({ extnID, critical, extnValue: schema.toBER(false) });
  // A root: keyCertSign, cRLSign (bits 5, 6). Else digitalSignature, nonRepudiation (0, 1).
  const bits = authority ? [0x06, 1] : [0xc0, 6];
  const usage = new asn1js.BitString({
    valueHex: new Uint8Array([bits[0]!]).buffer,
    unusedBits: bits[1]!,
  });
  const constraints = new pkijs.BasicConstraints({ cA: authority });
  const keyIdentifier = identifierOf(issuerKey);
  return [
    extension(oids.basicConstraints, true, constraints.toSchema()),
    extension(oids.keyUsage, true, usage),
    extension(oids.subjectKeyIdentifier, false, identifierOf(made.subjectPublicKeyInfo)),
    extension(
      oids.authorityKeyIdentifier,
      false,
      new pkijs.AuthorityKeyIdentifier({ keyIdentifier }).toSchema(),
    ),
  ];
}

/** All certificates of a PEM text, in its order; a refusal when one cannot be read. */
export function certificatesOf(pem: string): X509Certificate[] | Refusal {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) return refuse('signing.certificate_unreadable');
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return refuse('signing.certificate_unreadable');
  }
}

/** A private key of a PEM text, decrypted when a passphrase is given. */
export function keyOf(pem: string, passphrase: string | null): KeyObject | Refusal {
  try {
    return createPrivateKey(
      passphrase === null ? { key: pem, format: 'pem' } : { key: pem, format: 'pem', passphrase },
    );
  } catch {
    return refuse('signing.key_unreadable');
  }
}

/**
 * Whether a certificate may sign documents from now on: key and certificate are a pair, it is valid
 * today, its usage allows signing, its key is strong enough. Null: it may.
 */
export function decideIdentity(identity: Identity, now: Date): Refusal | null {
  const { certificate, key } = identity;
  const subject = nameOf(certificate.subject);
  if (!certificate.checkPrivateKey(key)) return refuse('signing.key_differs', { subject });
  if (certificate.validToDate < now) {
    return refuse('signing.certificate_expired', { subject, until: certificate.validTo });
  }
  if (certificate.validFromDate > now) {
    return refuse('signing.certificate_early', { subject, from: certificate.validFrom });
  }
  const kind = strongKey(key);
  if (kind !== null) return refuse('signing.key_weak', { kind });
  const usage = usageFault(certificate);
  return usage === null ? null : refuse('signing.usage_missing', { subject, usage });
}

function strongKey(key: KeyObject): string | null {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  const type = key.asymmetricKeyType ?? '';
  if (type === 'rsa') return modulusLength >= 2048 ? null : `RSA ${modulusLength}`;
  const known = ['prime256v1', 'secp384r1', 'secp521r1'];
  if (type === 'ec') return known.includes(namedCurve) ? null : namedCurve;
  return type;
}

/** Null when the usage allows signing documents, else what it allows. */
function usageFault(certificate: X509Certificate): string | null {
  const { extensions = [] } = pkijs.Certificate.fromBER(bytesOf(certificate.raw));
  const usage = extensions.find((one) => one.extnID === oids.keyUsage)?.parsedValue as unknown;
  if (usage instanceof asn1js.BitString) {
    const bits = usage.valueBlock.valueHexView[0] ?? 0;
    // The first two bits: digitalSignature, nonRepudiation.
    if ((bits & 0xc0) === 0) return `keyUsage 0x${bits.toString(16).padStart(2, '0')}`;
  }
  const extended = extensions.find((one) => one.extnID === oids.extendedKeyUsage)
    ?.parsedValue as unknown;
  if (!(extended instanceof pkijs.ExtKeyUsage)) return null;
  const given = extended.keyPurposes;
  return given.some((one) => documentUsages.has(one)) ? null : given.join(', ');
}

/** A distinguished name on one line. */
export function nameOf(distinguished: string): string {
  return distinguished.split('\n').join(', ');
}

/** SHA-256 of a certificate, lower-case hexadecimal. */
export function fingerprintOf(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.raw).digest('hex');
}

/** The bytes of a buffer alone: a pooled Buffer shares its memory with others. */
export function bytesOf(buffer: Uint8Array): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
