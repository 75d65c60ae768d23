import { dayNumber, daysBetween } from '../../../core/day.ts';
import type { Day } from '../../../core/day.ts';
import { divide } from '../../../core/money.ts';
import { riskClasses } from './contract.ts';
import type { RiskClass } from './contract.ts';
import type { RiskDays } from './policy.ts';

/**
 * One row of the accrual: balance at the end of a day that moved, and the product of all earlier
 * days.
 */
export interface AccrualRow {
  readonly day: Day;
  readonly balanceFen: bigint;
  readonly productFenDays: bigint;
}

/**
 * The balance product (积数) of all days before `day`, in fen-days, from the last accrual row before
 * it; 0 without one. The product of a period [from, until) is the difference of two. The same line
 * stands in store.ts as SQL.
 */
export function productBefore(last: AccrualRow | null, day: Day): bigint {
  if (last === null) return 0n;
  return last.productFenDays + last.balanceFen * BigInt(daysBetween(last.day, day));
}

/**
 * Daily average (日均) in fen: product ÷ calendar days of the period, half up. Calendar days also for
 * an account that was opened or closed within: averages of accounts then add up to the customer's.
 */
export function dailyAverage(productFenDays: bigint, days: number): bigint {
  return divide(productFenDays, BigInt(days), 'half_up');
}

/** The worse of two classes. */
export function worseClass(a: RiskClass, b: RiskClass): RiskClass {
  return riskClasses.indexOf(a) >= riskClasses.indexOf(b) ? a : b;
}

/** Bad (不良): substandard, doubtful or loss. */
export function isBad(of: RiskClass): boolean {
  return riskClasses.indexOf(of) >= riskClasses.indexOf('substandard');
}

/**
 * The best class that the days overdue allow (order 2023-1, golden case G24): more than 90, 270,
 * 360 days are at least substandard, doubtful, loss; any other overdue at least special mention,
 * but up to 7 technical days may stay normal.
 */
export function classByDaysOverdue(
  policy: RiskDays,
  claim: { readonly daysOverdue: number; readonly technical: boolean },
): RiskClass {
  const { daysOverdue: days } = claim;
  if (days > policy.lossAbove) return 'loss';
  if (days > policy.doubtfulAbove) return 'doubtful';
  if (days > policy.substandardAbove) return 'substandard';
  if (days <= policy.specialMentionAbove) return 'normal';
  return claim.technical && days <= policy.technicalDaysMax ? 'normal' : 'special_mention';
}

/**
 * The best class that the debtor's other claims allow (order 2023-1, golden case G25): more than 10
 * % of his claims in this bank bad, or more than 20 % of his debts in all banks overdue for over 90
 * days, make all of them bad. Shares are compared exactly, never rounded. Without claims: normal.
 */
export function classByDebtor(
  policy: RiskDays,
  debtor: {
    readonly claimsFen: bigint;
    readonly badFen: bigint;
    readonly elsewhere?: { readonly debtsFen: bigint; readonly overdueFen: bigint };
  },
): RiskClass {
  const whole = 1_000_000n;
  const { claimsFen, badFen, elsewhere } = debtor;
  if (badFen * whole > BigInt(policy.debtor.badShareAbove) * claimsFen) return 'substandard';
  if (elsewhere === undefined) return 'normal';
  const limit = BigInt(policy.debtor.elsewhereShareAbove) * elsewhere.debtsFen;
  return elsewhere.overdueFen * whole > limit ? 'substandard' : 'normal';
}

export interface Instalment {
  readonly dueOn: Day;
  readonly dueFen: bigint;
  readonly technical: boolean;
}

export interface Arrears {
  /** Day of the oldest instalment that repayments do not cover; null when all are covered. */
  readonly since: Day | null;
  readonly daysOverdue: number;
  readonly technical: boolean;
  readonly dueFen: bigint;
  readonly overdueFen: bigint;
}

/**
 * What is overdue at the end of a day. Repayments cover the instalments in order of their day; the
 * first one that the sum repaid does not reach, but for the tolerance of each instalment so far, is
 * the oldest overdue. Day 1 is the day after it was due. Instalments must come in order of day.
 */
export function decideArrears(
  policy: Pick<RiskDays, 'toleranceFen'>,
  loan: { readonly instalments: readonly Instalment[]; readonly repaidFen: bigint },
  on: Day,
): Arrears {
  const tolerance = BigInt(policy.toleranceFen);
  let dueFen = 0n;
  let allowance = 0n;
  let oldest: Instalment | null = null;
  for (const instalment of loan.instalments) {
    if (dayNumber(instalment.dueOn) >= dayNumber(on)) break;
    dueFen += instalment.dueFen;
    allowance += tolerance;
    if (oldest === null && loan.repaidFen < dueFen - allowance) oldest = instalment;
  }
  if (oldest === null) {
    return { since: null, daysOverdue: 0, technical: false, dueFen, overdueFen: 0n };
  }
  return {
    since: oldest.dueOn,
    daysOverdue: daysBetween(oldest.dueOn, on),
    technical: oldest.technical,
    dueFen,
    overdueFen: dueFen - loan.repaidFen,
  };
}

/** A loan at one day: what it owes and the class its own days give it. */
export interface Claim {
  readonly accountId: bigint;
  readonly owedFen: bigint;
  readonly ownClass: RiskClass;
}

/**
 * The classes of all loans of one debtor at one day: each loan's own class, made at least
 * substandard when the debtor's bad share passes the limit (non-retail debtors by default).
 */
export function classesOfDebtor(
  policy: RiskDays,
  debtor: { readonly kind: 'corporate' | 'individual'; readonly claims: readonly Claim[] },
): ReadonlyMap<bigint, RiskClass> {
  const { claims, kind } = debtor;
  const applies = policy.debtor.appliesTo === 'all' || policy.debtor.appliesTo === kind;
  let claimsFen = 0n;
  let badFen = 0n;
  for (const claim of claims) {
    claimsFen += claim.owedFen;
    if (isBad(claim.ownClass)) badFen += claim.owedFen;
  }
  const least = applies ? classByDebtor(policy, { claimsFen, badFen }) : 'normal';
  return new Map(claims.map((claim) => [claim.accountId, worseClass(claim.ownClass, least)]));
}
