import type { DBSchema, IDBPDatabase } from 'idb';

/** Words as they lie in this browser's storage: encrypted, with the account in the clear. */
export interface Sealed {
  readonly accountId: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly cipher: ArrayBuffer;
}

/** Whether this device can keep anything: a secure address, storage and keys. */
export function mayKeep(): boolean {
  return globalThis.isSecureContext && 'indexedDB' in globalThis && 'subtle' in globalThis.crypto;
}

export async function seal(key: CryptoKey, accountId: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes);
  return { accountId, iv, cipher };
}

export async function unseal(key: CryptoKey, { iv, cipher }: Sealed): Promise<unknown> {
  const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, cipher);
  return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
}

/** Every database of this device keeps its accounts' keys so. */
export interface KeyRows extends DBSchema {
  keys: { key: string; value: CryptoKey };
}

/**
 * The account's key in a database of this device: made here, never to be read out. It guards
 * against copied files of the storage, not against somebody who works in this very browser.
 */
export async function keyOf(db: IDBPDatabase<KeyRows>, accountId: string): Promise<CryptoKey> {
  const kept = await db.get('keys', accountId);
  if (kept !== undefined) return kept;
  const made = await newKey();
  // Two tabs may make one at the same moment: the first one stays.
  const transaction = db.transaction('keys', 'readwrite');
  const other = await transaction.store.get(accountId);
  if (other === undefined) await transaction.store.put(made, accountId);
  await transaction.done;
  return other ?? made;
}

/** A key that works here only and can never be read out (decision 0016). */
function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
