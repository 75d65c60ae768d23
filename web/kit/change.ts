import { dividedHalfUp } from './format.ts';

export interface Change {
  readonly direction: 'up' | 'down' | 'same';
  /** Change in millionths of the base, rounded half up; null: the base is below zero. */
  readonly rateMillionths: bigint | null;
}

/**
 * How a figure stands to its base (同比 the year before, 环比 the quarter before). No base, or a
 * base of zero, gives none: a percentage of nothing says nothing. Of a base below zero only the
 * direction is said: the sign of its percentage would mislead.
 */
export function changeOf(
  now: string | bigint | null | undefined,
  base: string | bigint | null | undefined,
): Change | null {
  if (now === null || now === undefined || base === null || base === undefined) return null;
  const [value, before] = [BigInt(now), BigInt(base)];
  if (before === 0n) return null;
  const difference = value - before;
  const direction = difference === 0n ? 'same' : difference > 0n ? 'up' : 'down';
  if (before < 0n) return { direction, rateMillionths: null };
  const size = dividedHalfUp(magnitude(difference) * 1_000_000n, before);
  return { direction, rateMillionths: difference < 0n ? -size : size };
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
