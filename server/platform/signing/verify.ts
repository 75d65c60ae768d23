import { createHash, verify, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { bytesOf } from './certificate.ts';

export type PdfSignature =
  | {
      readonly intact: true;
      readonly certificate: X509Certificate;
      readonly subFilter: string;
      /** Names of the signed attributes by object identifier. */
      readonly attributes: readonly string[];
    }
  | { readonly intact: false; readonly fault: string };

const messageDigest = '1.2.840.113549.1.9.4';
const signingCertificateV2 = '1.2.840.113549.1.9.16.2.47';

/**
 * Whether the last signature of a PDF covers the whole file and holds: the byte range leaves out
 * the signature alone, the digest in the signed attributes is that of the covered bytes, the key of
 * the certificate signed the attributes, and they name that certificate. Whom to trust is another
 * question, answered by the reader's list of certificates.
 */
export function verifyPdf(pdf: Buffer): PdfSignature {
  const ranged = coveredBytes(pdf);
  if ('fault' in ranged) return { intact: false, fault: ranged.fault };
  try {
    return verifyDetached(ranged);
  } catch (error) {
    return { intact: false, fault: `the signature cannot be read: ${String(error)}` };
  }
}

interface Covered {
  readonly bytes: Buffer;
  readonly cms: Buffer;
  readonly subFilter: string;
}

function coveredBytes(pdf: Buffer): Covered | { readonly fault: string } {
  const text = pdf.toString('latin1');
  const ranges = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  const last = ranges.at(-1);
  if (last === undefined) return { fault: 'no signature' };
  const [from = 0, length = 0, next = 0, rest = 0] = last
    .slice(1)
    .map((digits) => Number.parseInt(digits, 10));
  if (from !== 0 || next + rest !== pdf.length) return { fault: 'not the whole file is covered' };
  const hole = text.slice(length, next);
  if (!/^<[0-9a-fA-F]+>$/.test(hole)) return { fault: 'more than the signature is left out' };
  const open = text.lastIndexOf('<<', last.index);
  const subFilter = /\/SubFilter\s*\/([\w.]+)/.exec(text.slice(Math.max(0, open - 2000), length));
  return {
    bytes: Buffer.concat([pdf.subarray(0, length), pdf.subarray(next)]),
    cms: Buffer.from(hole.slice(1, -1), 'hex'),
    subFilter: subFilter?.[1] ?? '',
  };
}

function verifyDetached(covered: Covered): PdfSignature {
  // The room left for the signature is filled with zeros: only the first value is read.
  const { result } = asn1js.fromBER(bytesOf(covered.cms));
  const info = new pkijs.ContentInfo({ schema: result });
  const signed = new pkijs.SignedData({ schema: info.content });
  const signer = signed.signerInfos[0];
  const signedAttrs = signer?.signedAttrs;
  if (signer === undefined || signedAttrs === undefined) {
    return { intact: false, fault: 'no signed attributes' };
  }
  const certificate = certificateOf(signed, signer);
  if (certificate === undefined) return { intact: false, fault: 'its certificate is missing' };
  const valueOf = (type: string) =>
    signedAttrs.attributes.find((one) => one.type === type)?.values[0] as
      | asn1js.BaseBlock
      | undefined;
  const digest = octetsIn(valueOf(messageDigest));
  const expected = createHash('sha256').update(covered.bytes).digest();
  if (digest === undefined || !digest.equals(expected)) {
    return { intact: false, fault: 'the document was changed' };
  }
  const named = octetsIn(valueOf(signingCertificateV2));
  if (named === undefined || !named.equals(createHash('sha256').update(certificate.raw).digest())) {
    return { intact: false, fault: 'the attributes do not name the certificate' };
  }
  const set = Buffer.from(signedAttrs.encodedValue);
  set[0] = 0x31;
  const value = Buffer.from(signer.signature.valueBlock.valueHexView);
  if (!verify('sha256', set, certificate.publicKey, value)) {
    return { intact: false, fault: 'the key did not sign the attributes' };
  }
  const attributes = signedAttrs.attributes.map((one) => one.type);
  return { intact: true, certificate, subFilter: covered.subFilter, attributes };
}

function certificateOf(
  signed: pkijs.SignedData,
  signer: pkijs.SignerInfo,
): X509Certificate | undefined {
  const found = (signed.certificates ?? []).find(
    (one): one is pkijs.Certificate =>
      one instanceof pkijs.Certificate &&
      signer.sid instanceof pkijs.IssuerAndSerialNumber &&
      one.serialNumber.isEqual(signer.sid.serialNumber) &&
      one.issuer.isEqual(signer.sid.issuer),
  );
  return found === undefined
    ? undefined
    : new X509Certificate(Buffer.from(found.toSchema().toBER(false)));
}

/** The first octet string in a value. */
function octetsIn(block: asn1js.BaseBlock | undefined): Buffer | undefined {
  if (block instanceof asn1js.OctetString) return Buffer.from(block.valueBlock.valueHexView);
  if (block instanceof asn1js.Sequence) return octetsIn(block.valueBlock.value[0]);
  return undefined;
}
