/**
 * What a person types for an amount or a rate, and its digits on the wire. Exact: too many decimals
 * are a fault, never rounded away. Full-width digits, separators, ￥ and the words 万 and 亿 are
 * understood.
 */
export type Entry = { readonly digits: string } | { readonly fault: EntryFault };
export type EntryFault = 'web.entry.not_a_number' | 'web.entry.too_exact' | 'web.entry.too_large';

const scales: Readonly<Record<string, number>> = { 万: 4, 亿: 8, 万亿: 12 };

function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[。．]/g, '.')
    .replace(/[－−—]/g, '-');
}

/** The typed decimal, moved by `places` decimal places, as an integer's digits. */
function shifted(text: string, places: number, digitsMax: number): Entry {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (parts === null || ((parts[2] ?? '') === '' && (parts[3] ?? '') === '')) {
    return { fault: 'web.entry.not_a_number' };
  }
  const decimals = (parts[3] ?? '').replace(/0+$/, '');
  if (decimals.length > places) return { fault: 'web.entry.too_exact' };
  const digits = `${parts[2] ?? ''}${decimals.padEnd(places, '0')}`.replace(/^0+(?=\d)/, '');
  if (digits.length > digitsMax) return { fault: 'web.entry.too_large' };
  return { digits: parts[1] === '-' && digits !== '0' ? `-${digits}` : digits };
}

/** '1,234.5' → '123450' fen; '1.2万' → '1200000' fen. */
export function fenFromEntry(text: string): Entry {
  const plain = halfWidth(text)
    .replace(/[\s,，¥￥]/g, '')
    .replace(/元$/, '');
  const scale = /(万亿|万|亿)$/.exec(plain)?.[1];
  const number = scale === undefined ? plain : plain.slice(0, -scale.length);
  return shifted(number, 2 + (scale === undefined ? 0 : (scales[scale] ?? 0)), 18);
}

/** '3.25' or '3.25%' → '32500' millionths. */
export function rateFromPercentEntry(text: string): Entry {
  return shifted(halfWidth(text).replace(/[\s,]/g, '').replace(/%$/, ''), 4, 15);
}

/** '86.5' → '86500000' millionths. */
export function scoreFromEntry(text: string): Entry {
  return shifted(halfWidth(text).replace(/[\s,]/g, ''), 6, 15);
}

function asEntry(digits: string, places: number): string {
  const value = BigInt(digits);
  const size = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  const decimals = size.slice(-places).replace(/0+$/, '');
  const whole = size.slice(0, -places);
  return `${value < 0n ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
}

/** '123450' fen → '1234.5', as it would be typed. */
export function fenToEntry(fen: string): string {
  return asEntry(fen, 2);
}

export function rateToPercentEntry(millionths: string): string {
  return asEntry(millionths, 4);
}

export function scoreToEntry(millionths: string): string {
  return asEntry(millionths, 6);
}
