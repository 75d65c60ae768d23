/** Exact decimals as whole numbers of their smallest unit; no floating point. */

const digitsMax = 18;
const plain = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d+))?$/;

/**
 * A decimal number as an integer of its last place: ('1,234.5', 2) → 123450. Full-width digits,
 * signs, commas and points are read, blanks around are dropped. Null when the text is no such
 * number (no exponent), when digits beyond `decimals` are not zero, or beyond 18 digits.
 */
export function parseDecimal(text: string, decimals: number): bigint | null {
  const match = plain.exec(halfWidth(text).trim());
  if (match === null) return null;
  const [, sign, whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return null;
  if (/[1-9]/.test(fraction.slice(decimals))) return null;
  const digits = whole.replaceAll(',', '') + fraction.slice(0, decimals).padEnd(decimals, '0');
  const size = BigInt(digits === '' ? '0' : digits);
  if (size.toString().length > digitsMax) return null;
  return sign === '-' ? -size : size;
}

/** Full-width forms of ASCII (０１．，－％) and the minus sign U+2212 as plain ASCII. */
export function halfWidth(text: string): string {
  // Nearly all text of a file is ASCII, and imports read millions of cells.
  if (/^[\0-\x7F]*$/.test(text)) return text;
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u2212', '-')
    .replaceAll('\u3000', ' ');
}
