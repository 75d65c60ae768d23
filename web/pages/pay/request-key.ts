/**
 * A key for one form: sent twice, it is one request. A page over plain HTTP has no randomUUID, so
 * the digits are drawn here.
 */
export function requestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
