const forms: readonly (readonly [string, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  // An OFD invoice is a ZIP.
  ['application/ofd', [0x50, 0x4b, 0x03, 0x04]],
];

/** What the first bytes of a file say it is; null: not a form of invoice that is taken. */
export function mediaTypeOf(bytes: Uint8Array): string | null {
  const found = forms.find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  return found?.[0] ?? null;
}
