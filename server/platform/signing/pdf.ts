import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { SignPdf } from '@signpdf/signpdf';
import { Signer, SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils';
import type { Identity } from './certificate.ts';
import { signDetached } from './cms.ts';
import { verifyPdf } from './verify.ts';

export interface SigningWords {
  /** Why it is signed, as a reader shows it. */
  readonly reason: string;
  /** Who signs: the bank. */
  readonly name: string;
  readonly place: string;
  readonly at: Date;
}

/** Bytes kept free for the signature; a chain of certificates needs more than one. */
const roomFor = (identity: Identity) =>
  4096 + [identity.certificate, ...identity.chain].reduce((sum, one) => sum + one.raw.length, 0);

/**
 * The PDF with a PAdES signature (baseline B-B) of the whole file by the installation. What was
 * signed is checked again before it is handed out; a signature that does not hold is a bug and
 * throws.
 */
export async function signPdf(
  pdf: Buffer,
  identity: Identity,
  words: SigningWords,
): Promise<Buffer> {
  const prepared = plainAddPlaceholder({
    pdfBuffer: pdf,
    reason: words.reason,
    name: words.name,
    location: words.place,
    contactInfo: '',
    signingTime: words.at,
    signatureLength: roomFor(identity),
    subFilter: SUBFILTER_ETSI_CADES_DETACHED,
    appName: 'Kejing',
  });
  const signed = await new SignPdf().sign(prepared, new OwnSigner(identity), words.at);
  const found = verifyPdf(signed);
  if (!found.intact) throw new Error(`the signature just made does not hold: ${found.fault}`);
  return signed;
}

class OwnSigner extends Signer {
  readonly #identity: Identity;
  constructor(identity: Identity) {
    super();
    this.#identity = identity;
  }
  override async sign(content: Buffer): Promise<Buffer> {
    return signDetached(content, this.#identity);
  }
}
