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

/** A key that works here only and can never be read out (decision 0016). */
export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
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
