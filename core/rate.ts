import { halfWidth, parseDecimal } from './decimal.ts';
import { divide, fen } from './money.ts';
import type { Fen, Rounding } from './money.ts';

declare const unit: unique symbol;

/** A rate, share or ratio in whole millionths: 1 bp = 100, 3 % = 30,000, 1 = 1,000,000. */
export type Rate = bigint & { readonly [unit]: 'rate' };

/** Days a year in an interest formula. Which one holds is policy of the bank. */
export type DayBasis = 360 | 365;

/** Marks a bigint as millionths. */
export function rate(millionths: bigint): Rate {
  return millionths as Rate;
}

export const zeroRate: Rate = rate(0n);
/** One, that is 100 %. */
export const wholeRate: Rate = rate(1_000_000n);

/** A rate from whole basis points: 25 bp → 2,500 millionths. */
export function rateOfBp(bp: bigint): Rate {
  return rate(bp * 100n);
}

/**
 * A percentage with or without its sign: '3.5%' and '3.5' → 35,000 millionths. Null when it is no
 * number or finer than a millionth (more than four decimals that are not zero).
 */
export function parsePercent(text: string): Rate | null {
  const millionths = parseDecimal(halfWidth(text).trim().replace(/\s*%$/, ''), 4);
  return millionths === null ? null : rate(millionths);
}

/** The exact percentage without needless zeros: 35,000 → '3.5%'. */
export function percentText(value: Rate): string {
  const digits = (value < 0n ? -value : value).toString().padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0+$/, '');
  const whole = digits.slice(0, -4);
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}%`;
}

/**
 * part ÷ whole in millionths. A zero whole throws RangeError: what "no base" means (full marks,
 * not measured, undefined) is a decision of the caller. Never compare with the rounded ratio when
 * an exact comparison decides: compare part × 1,000,000 with limit × whole.
 */
export function ratio(part: bigint, whole: bigint, rounding: Rounding): Rate {
  return rate(divide(part * wholeRate, whole, rounding));
}

/**
 * Interest on a balance product (积数, the sum of end-of-day balances in fen-days) at a yearly
 * rate: product × rate ÷ (1,000,000 × basis), one rounding to fen. Contribution rounds half up
 * once for each account, component and month (domain-rules 4).
 */
export function interestOfProduct(
  productFenDays: bigint,
  yearly: Rate,
  basis: DayBasis,
  rounding: Rounding,
): Fen {
  return fen(divide(productFenDays * yearly, wholeRate * BigInt(basis), rounding));
}

/** Interest on an amount held for whole days at a yearly rate, exact until it is rounded. */
export function interest(terms: {
  readonly amount: Fen;
  readonly yearly: Rate;
  readonly days: number;
  readonly basis: DayBasis;
  readonly rounding: Rounding;
}): Fen {
  const product = terms.amount * BigInt(terms.days);
  return interestOfProduct(product, terms.yearly, terms.basis, terms.rounding);
}
