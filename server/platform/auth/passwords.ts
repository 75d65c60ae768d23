import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/**
 * argon2id (the library's own choice of variant) with the cost that OWASP names: 19 MiB, two
 * passes, one lane.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

/**
 * Whether the password fits. An unknown login (no hash) takes the same time as a wrong password, so
 * that nobody can learn from the clock which logins exist.
 */
export async function passwordFits(known: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  const fits = await verify(known ?? (await decoy), password.normalize('NFKC'));
  return known !== undefined && fits;
}
let decoy: Promise<string> | undefined;

/**
 * A secret that goes to the caller once; we keep its hash only. 256 bits: no slow hash is needed.
 */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
