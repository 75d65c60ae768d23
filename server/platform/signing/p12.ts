import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { Refusal } from '../../../core/refusal.ts';
import { bytesOf, type Identity } from './certificate.ts';
import { refuse } from './messages.ts';

const certificateBag = '1.2.840.113549.1.12.10.1.3';
const keyBag = '1.2.840.113549.1.12.10.1.1';
const shroudedKeyBag = '1.2.840.113549.1.12.10.1.2';

/**
 * Key and certificates of a PKCS #12 file. It is read when it is encrypted by PBES2 (AES), as
 * OpenSSL 3 and today's certificate authorities write it.
 */
export async function identityOfP12(file: Buffer, passphrase: string): Promise<Identity | Refusal> {
  try {
    const found = await bagsOf(file, passphrase);
    const certificate = found.certificates.find((one) => one.checkPrivateKey(found.key));
    if (certificate === undefined) return refuse('signing.p12_unreadable');
    const chain = found.certificates.filter((one) => one !== certificate);
    return { certificate, chain, key: found.key };
  } catch {
    return refuse('signing.p12_unreadable');
  }
}

async function bagsOf(
  file: Buffer,
  passphrase: string,
): Promise<{ key: KeyObject; certificates: X509Certificate[] }> {
  const password = bytesOf(Buffer.from(passphrase, 'utf8'));
  const pfx = new pkijs.PFX({ schema: asn1js.fromBER(bytesOf(file)).result });
  await pfx.parseInternalValues({ password, checkIntegrity: true });
  const safe = pfx.parsedValue?.authenticatedSafe;
  if (safe === undefined) throw new Error('no contents');
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
  const contents = (safe.parsedValue.safeContents ?? []) as readonly {
    value: pkijs.SafeContents;
  }[];
  const bags = contents.flatMap(({ value }) => value.safeBags);
  const certificates: X509Certificate[] = [];
  let key: KeyObject | undefined;
  for (const { bagId, bagValue } of bags) {
    if (bagId === certificateBag && bagValue instanceof pkijs.CertBag) {
      const held = bagValue.parsedValue as pkijs.Certificate;
      certificates.push(new X509Certificate(Buffer.from(held.toSchema().toBER(false))));
    }
    if (bagId === shroudedKeyBag && bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
      await (
        bagValue as unknown as { parseInternalValues(given: object): Promise<void> }
      ).parseInternalValues({ password });
      key = privateKeyOf(bagValue.parsedValue);
    }
    if (bagId === keyBag && bagValue instanceof pkijs.PrivateKeyInfo) key = privateKeyOf(bagValue);
  }
  if (key === undefined || certificates.length === 0) throw new Error('no key or no certificate');
  return { key, certificates };
}

function privateKeyOf(info: pkijs.PrivateKeyInfo | undefined): KeyObject {
  if (info === undefined) throw new Error('no key');
  const der = Buffer.from(info.toSchema().toBER(false));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}
