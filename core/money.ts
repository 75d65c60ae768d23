import { parseDecimal } from './decimal.ts';

declare const unit: unique symbol;

/** Whole hundredths of the bank's one accounting currency (fen; haléř in a Czech bank). */
export type Fen = bigint & { readonly [unit]: 'fen' };

/** The rounding of a division is always named at the call. Ties of `half_up` go away from zero. */
export type Rounding = 'half_up' | 'half_even' | 'floor' | 'ceil' | 'truncate';

/** Marks a bigint as fen. The only door from arithmetic back to money. */
export function fen(amount: bigint): Fen {
  return amount as Fen;
}

export const zeroFen: Fen = fen(0n);

/** The exact sum; an empty list is zero. */
export function sumFen(amounts: Iterable<bigint>): Fen {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return fen(sum);
}

/**
 * Money written by a person or a file, in the currency's smallest unit: '1,234.5' → 123450 fen.
 * Exact. Full-width digits are read; commas only between groups of three digits. Null when it is
 * no such number, has more decimals than the currency (zeros excepted) or more than 18 digits.
 */
export function parseMoney(text: string, decimals = 2): Fen | null {
  const amount = parseDecimal(text, decimals);
  return amount === null ? null : fen(amount);
}

/** Yuan with two decimals and no grouping, for files and messages: 123450 fen → '1234.50'. */
export function moneyText(amount: Fen): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Thousands separators in the whole part of digits: '-1234567.50' → '-1,234,567.50'. */
export function groupedDigits(digits: string): string {
  const [whole = '', ...fraction] = digits.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}

/** An exact fraction rounded to a whole in the named way. A zero denominator throws RangeError. */
export function divide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return quotient;
  const negative = numerator < 0n !== denominator < 0n;
  return awayFromZero(quotient, rest, denominator, negative, rounding)
    ? quotient + (negative ? -1n : 1n)
    : quotient;
}

/** An amount times a rate in millionths (bonus, fee, tax), rounded to fen in the named way. */
export function applyRate(amount: Fen, rateMillionths: bigint, rounding: Rounding): Fen {
  return fen(divide(amount * rateMillionths, 1_000_000n, rounding));
}

export interface AllotOptions {
  /**
   * Who gets the fen left over. `largest_remainder` (default): one each to the largest remainders,
   * ties by position, so the caller sorts by id. `last`: all to the last part with a weight, as
   * deferred pay must never be front-loaded (golden case G41).
   */
  readonly oddTo?: 'largest_remainder' | 'last';
}

/**
 * Splits a total by weights; the parts always sum to the total (golden case G20). A negative total
 * is split as its mirror image; a part without weight gets nothing. Throws RangeError for a
 * negative weight or when no weight is above zero: who shares must be decided before.
 */
export function allot(
  total: Fen,
  weights: readonly bigint[],
  options: AllotOptions = {},
): readonly Fen[] {
  const whole = sumWeights(weights);
  const size = total < 0n ? -total : total;
  const parts = weights.map((weight) => (size * weight) / whole);
  let odd = size - parts.reduce((sum, part) => sum + part, 0n);
  if (options.oddTo === 'last') {
    const last = weights.findLastIndex((weight) => weight > 0n);
    parts[last] = (parts[last] ?? 0n) + odd;
  } else {
    for (const index of byRemainder(size, weights, whole)) {
      if (odd === 0n) break;
      parts[index] = (parts[index] ?? 0n) + 1n;
      odd -= 1n;
    }
  }
  return parts.map((part) => fen(total < 0n ? -part : part));
}

function sumWeights(weights: readonly bigint[]): bigint {
  let sum = 0n;
  for (const weight of weights) {
    if (weight < 0n) throw new RangeError(`allot: a weight is negative (${weight})`);
    sum += weight;
  }
  if (sum === 0n) throw new RangeError('allot: no weight is above zero');
  return sum;
}

function byRemainder(size: bigint, weights: readonly bigint[], whole: bigint): readonly number[] {
  return weights
    .map((weight, index) => ({ index, remainder: (size * weight) % whole }))
    .sort((a, b) => {
      if (a.remainder === b.remainder) return a.index - b.index;
      return a.remainder > b.remainder ? -1 : 1;
    })
    .map((entry) => entry.index);
}

/** Whether the truncated quotient moves one step away from zero; the rest is not zero. */
function awayFromZero(
  quotient: bigint,
  rest: bigint,
  denominator: bigint,
  negative: boolean,
  rounding: Rounding,
): boolean {
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const size = denominator < 0n ? -denominator : denominator;
  switch (rounding) {
    case 'truncate':
      return false;
    case 'floor':
      return negative;
    case 'ceil':
      return !negative;
    case 'half_up':
      return twice >= size;
    case 'half_even':
      return twice > size || (twice === size && quotient % 2n !== 0n);
  }
}
