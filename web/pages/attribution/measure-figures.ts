import type { MeasureUnit } from '../../../server/modules/attribution/contract.ts';

/** Days of a quarter, from its text. */
export function daysOfQuarter(quarter: string): bigint {
  const year = Number(quarter.slice(0, 4));
  const first = (Number(quarter.slice(5)) - 1) * 3;
  const millis = Date.UTC(year, first + 3, 1) - Date.UTC(year, first, 1);
  return BigInt(millis / 86_400_000);
}

/** Whether an amount is of products (fen-days, customer-days), shown as a daily average. */
export function isProduct(unit: MeasureUnit): boolean {
  return unit === 'fen_days' || unit === 'customer_days';
}

/**
 * A product of a quarter as the daily average it stands for, half up to fen or to a customer; other
 * measures as they are.
 */
export function shownAmount(unit: MeasureUnit, amount: string, quarter: string): string {
  return averageOver(unit, amount, daysOfQuarter(quarter));
}

/** The same of the year to date at a quarter's end. */
export function averageToDate(unit: MeasureUnit, amount: string, quarter: string): string {
  const year = quarter.slice(0, 4);
  const quarters = ['Q1', 'Q2', 'Q3', 'Q4'].filter((one) => one <= quarter.slice(4));
  const days = quarters.reduce((sum, one) => sum + daysOfQuarter(`${year}${one}`), 0n);
  return averageOver(unit, amount, days);
}

/** The same for an amount of one month ('2026-05'): the average over that month's days. */
export function shownOfMonth(unit: MeasureUnit, amount: string, month: string): string {
  const [year, of] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  const days = (Date.UTC(year, of, 1) - Date.UTC(year, of - 1, 1)) / 86_400_000;
  return averageOver(unit, amount, BigInt(days));
}

function averageOver(unit: MeasureUnit, amount: string, days: bigint): string {
  if (!isProduct(unit)) return amount;
  const value = BigInt(amount);
  const size = value < 0n ? -value : value;
  const average = (2n * size + days) / (2n * days);
  return String(value < 0n ? -average : average);
}

export function unitOf(unit: MeasureUnit): 'fen' | 'count' {
  return unit === 'fen' || unit === 'fen_days' ? 'fen' : 'count';
}
