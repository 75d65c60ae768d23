import { createHash, sign } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { bytesOf, type Identity } from './certificate.ts';

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  sha256WithEcdsa: '1.2.840.10045.4.3.2',
} as const;

/**
 * A detached CMS signature over bytes as PAdES baseline B-B asks for it (ETSI EN 319 142-1): the
 * signed attributes are content type, digest and the signing certificate's hash (v2); no signing
 * time, which stands in the signature dictionary. The attributes are sorted as DER demands and are
 * what the key signs.
 */
export function signDetached(content: Uint8Array, identity: Identity): Buffer {
  const digest = createHash('sha256').update(content).digest();
  const attributes = signedAttributes(digest, identity);
  const set = new asn1js.Set({ value: attributes.map((one) => one.toSchema()) });
  const signature = sign('sha256', Buffer.from(set.toBER(false)), identity.key);
  const certificate = pkijs.Certificate.fromBER(bytesOf(identity.certificate.raw));
  const sha256 = new pkijs.AlgorithmIdentifier({ algorithmId: oids.sha256 });
  const signer = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({
      issuer: certificate.issuer,
      serialNumber: certificate.serialNumber,
    }),
    digestAlgorithm: sha256,
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm: signatureAlgorithm(identity),
    signature: new asn1js.OctetString({ valueHex: bytesOf(signature) }),
  });
  const signed = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [sha256],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oids.data }),
    certificates: [identity.certificate, ...identity.chain].map((one) =>
      pkijs.Certificate.fromBER(bytesOf(one.raw)),
    ),
    signerInfos: [signer],
  });
  const info = new pkijs.ContentInfo({
    contentType: oids.signedData,
    content: signed.toSchema(true),
  });
  return Buffer.from(info.toSchema().toBER(false));
}

function signedAttributes(digest: Uint8Array, identity: Identity): pkijs.Attribute[] {
  const hash = createHash('sha256').update(identity.certificate.raw).digest();
  const octets = (bytes: Uint8Array) => new asn1js.OctetString({ valueHex: bytesOf(bytes) });
  const sequence = (...value: asn1js.BaseBlock[]) => new asn1js.Sequence({ value });
  return [
    new pkijs.Attribute({
      type: oids.contentType,
      values: [new asn1js.ObjectIdentifier({ value: oids.data })],
    }),
    new pkijs.Attribute({ type: oids.messageDigest, values: [octets(digest)] }),
    // SigningCertificateV2 { certs { ESSCertIDv2 { certHash } } }; SHA-256 is its default.
    new pkijs.Attribute({
      type: oids.signingCertificateV2,
      values: [sequence(sequence(sequence(octets(hash))))],
    }),
  ].toSorted((a, b) => Buffer.compare(derOf(a), derOf(b)));
}

function derOf(attribute: pkijs.Attribute): Buffer {
  return Buffer.from(attribute.toSchema().toBER(false));
}

function signatureAlgorithm({ key }: Identity): pkijs.AlgorithmIdentifier {
  return key.asymmetricKeyType === 'ec'
    ? new pkijs.AlgorithmIdentifier({ algorithmId: oids.sha256WithEcdsa })
    : new pkijs.AlgorithmIdentifier({
        algorithmId: oids.sha256WithRsa,
        algorithmParams: new asn1js.Null(),
      });
}
