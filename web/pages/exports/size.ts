/** Bytes for people: '812 B', '34.5 KB', '1.2 MB'; tenths are cut, not rounded. */
export function sizeWritten(bytes: string): string {
  const size = BigInt(bytes);
  if (size < 1024n) return `${size} B`;
  const [scale, unit] = size < 1024n ** 2n ? [1024n, 'KB'] : [1024n ** 2n, 'MB'];
  const tenths = (size * 10n) / scale;
  return `${tenths / 10n}.${tenths % 10n} ${unit}`;
}
