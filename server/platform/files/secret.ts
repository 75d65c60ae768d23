import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { loadSecret, readConfig } from '../config.ts';

/**
 * Personal data at rest (JR/T 0171: C2 data encrypted): numbers are stored sealed, compared by
 * fingerprint and shown masked. Both keys are derived from the bank's one secret (KEJING_SECRET,
 * or the key file of the data directory).
 */
interface Keys {
  readonly seal: Buffer;
  readonly fingerprint: Buffer;
}

const nonceBytes = 12;
const tagBytes = 16;
let keys: Keys | undefined;

/**
 * The text encrypted by AES-256-GCM: 'v1.' and base64 of nonce, cipher text and tag. Never twice
 * the same.
 */
export function sealText(text: string): string {
  return `v1.${sealBytes(Buffer.from(text, 'utf8')).toString('base64')}`;
}

/** The text again. Throws when it was changed or sealed under another secret. */
export function openText(sealed: string): string {
  if (!sealed.startsWith('v1.')) throw new Error('sealed text of an unknown version');
  return openBytes(Buffer.from(sealed.slice(3), 'base64')).toString('utf8');
}

/** Bytes encrypted the same way: nonce, cipher text and tag. */
export function sealBytes(bytes: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', theKeys().seal, nonce);
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** The bytes again. Throws when they were changed or sealed under another secret. */
export function openBytes(sealed: Buffer): Buffer {
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', theKeys().seal, nonce);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const body = sealed.subarray(nonceBytes, sealed.length - tagBytes);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

/**
 * A keyed hash (HMAC-SHA256) of a text and its kind: equal texts are found without being readable.
 */
export function fingerprint(kind: string, text: string): string {
  return createHmac('sha256', theKeys().fingerprint).update(`${kind}:${text}`).digest('hex');
}

function theKeys(): Keys {
  keys ??= derive(loadSecret(readConfig(process.env)));
  return keys;
}

function derive(secret: Buffer): Keys {
  const key = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `kejing ${use}`, 32));
  return { seal: key('seal'), fingerprint: key('fingerprint') };
}
