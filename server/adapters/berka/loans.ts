import {
  addMonths,
  dateOfMonth,
  day,
  dayOf,
  monthOfYear,
  yearOf,
  type Day,
} from '../../../core/day.ts';
import { fen, moneyText, parseMoney, type Fen } from '../../../core/money.ts';

/** Instalments fall on this day of the month: all 123 loan payments of the source do. */
const dueDate = 12;
/** A standing order this near to the stated payment is its exact amount (the source rounds). */
const roundingMax = 50n;

export interface LoanTerms {
  readonly principal: Fen;
  readonly months: number;
  readonly instalment: Fen;
  readonly grantedOn: Day;
}

/**
 * The first 12th after the grant. ASSUMED: the source states no due days; every loan with payments
 * in it follows this rule but loan 5314, whose first payment came eight months later.
 */
export function firstDueOn(grantedOn: Day): Day {
  const sameMonth = dayOf({
    year: yearOf(grantedOn),
    month: monthOfYear(grantedOn),
    date: dueDate,
  });
  return dateOfMonth(grantedOn) < dueDate ? sameMonth : addMonths(sameMonth, 1);
}

/**
 * The exact instalment: the loan's standing order where it is within half a crown of the stated,
 * rounded payment; so a debtor who pays as ordered is never short. Else the stated payment.
 */
export function exactInstalment(stated: string, orders: readonly string[]): Fen | null {
  const payment = parseMoney(stated);
  if (payment === null) return null;
  const isNear = (amount: bigint): boolean =>
    amount - payment <= roundingMax && payment - amount <= roundingMax;
  const near = orders
    .map((text) => parseMoney(text))
    .find((amount) => amount !== null && isNear(amount));
  return near ?? payment;
}

/** The plan: equal instalments, the last one takes what is left of the principal. */
export function planOf(terms: LoanTerms): { dueOn: Day; amount: string }[] {
  const first = firstDueOn(terms.grantedOn);
  return Array.from({ length: terms.months }, (_none, at) => {
    const last = at === terms.months - 1;
    const amount = last
      ? fen(terms.principal - terms.instalment * BigInt(terms.months - 1))
      : terms.instalment;
    return { dueOn: addMonths(first, at), amount: moneyText(amount) };
  });
}

/** Terms as numbers; null when one cannot be read (the target then says which). */
export function termsOf(
  texts: { principal: string; months: string; grantedOn: string },
  instalment: Fen | null,
): LoanTerms | null {
  const principal = parseMoney(texts.principal);
  if (principal === null || instalment === null || !/^\d{1,3}$/.test(texts.months)) return null;
  if (!/^\d{4}-\d\d-\d\d$/.test(texts.grantedOn)) return null;
  const months = Number.parseInt(texts.months, 10);
  return { principal, months, instalment, grantedOn: day(texts.grantedOn) };
}
