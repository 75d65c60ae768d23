import type { Day } from '../../../core/day.ts';
import { divide } from '../../../core/money.ts';
import type { Component } from './contract.ts';
import type { ContributionPolicy } from './policy.ts';

const whole = 1_000_000n;

/** Operating cost by activity: how often, at what unit cost. */
export interface ActivityCost {
  readonly activity: string;
  readonly count: bigint;
  readonly unitCostFen: bigint;
}

/** What a month's ledger leaves after activities, shared by volume. */
export interface VolumeShare {
  readonly toShareFen: bigint;
  /** Sum of the balance products of all accounts without their signs. */
  readonly volumeFenDays: bigint;
}

/** All that decides an account's month. A loan's product is what is owed, positive. */
export interface AccountMonthFacts {
  readonly kind: 'deposit' | 'loan' | 'fee';
  readonly days: number;
  readonly productFenDays: bigint;
  /** Yearly rate of the contract and transfer price, in millionths; null for fee accounts. */
  readonly price: {
    readonly rateMillionths: bigint;
    readonly ftpMillionths: bigint;
    readonly ftpDay: Day;
  } | null;
  readonly feeFen: bigint;
  readonly interestPaidFen: bigint;
  readonly interestReceivedFen: bigint;
  readonly riskClass: keyof ContributionPolicy['defaultRate'] | null;
  readonly activities: readonly ActivityCost[];
  readonly volume: VolumeShare;
}

/** One figure with what it was computed from; `formula` is a phrase key. */
export interface DecidedComponent {
  readonly component: Component;
  readonly amountFen: bigint;
  readonly formula: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * The contribution of one account in one month (domain rules 4.1), each component rounded half up
 * to fen once; every figure above is a sum of these. Yearly rates × balance product ÷ basis, so
 * that the days are in the product. Interest received on a deposit account (overdraft, penalty)
 * adds to its margin. Golden cases G04–G06.
 */
export function decideAccountMonth(
  policy: ContributionPolicy,
  facts: AccountMonthFacts,
): readonly DecidedComponent[] {
  const parts: DecidedComponent[] = [];
  if (facts.kind === 'deposit' && facts.price !== null) parts.push(depositMargin(policy, facts));
  if (facts.kind === 'loan' && facts.price !== null) parts.push(loanMargin(policy, facts));
  if (facts.feeFen !== 0n) parts.push(feeIncome(policy, facts));
  const cost = operatingCost(facts);
  if (cost.amountFen !== 0n) parts.push(cost);
  if (facts.kind === 'loan' && facts.productFenDays > 0n) parts.push(expectedLoss(policy, facts));
  return parts;
}

function depositMargin(policy: ContributionPolicy, facts: AccountMonthFacts): DecidedComponent {
  const price = facts.price!;
  const booked = policy.depositInterest === 'booked';
  const spread = booked ? price.ftpMillionths : price.ftpMillionths - price.rateMillionths;
  const interest = booked
    ? facts.interestReceivedFen - facts.interestPaidFen
    : facts.interestReceivedFen;
  const yearly = whole * BigInt(policy.basis);
  return {
    component: 'deposit_margin',
    amountFen: divide(facts.productFenDays * spread + interest * yearly, yearly, 'half_up'),
    formula: booked ? 'contribution.formula.deposit_booked' : 'contribution.formula.deposit',
    inputs: {
      ...pricedInputs(policy, facts),
      ...(booked ? { interestPaidFen: String(facts.interestPaidFen) } : {}),
      ...(facts.interestReceivedFen === 0n
        ? {}
        : { interestReceivedFen: String(facts.interestReceivedFen) }),
    },
  };
}

function loanMargin(policy: ContributionPolicy, facts: AccountMonthFacts): DecidedComponent {
  const price = facts.price!;
  const spread = price.rateMillionths - price.ftpMillionths;
  const amountFen = divide(facts.productFenDays * spread, whole * BigInt(policy.basis), 'half_up');
  return {
    component: 'loan_margin',
    amountFen,
    formula: 'contribution.formula.loan',
    inputs: pricedInputs(policy, facts),
  };
}

function pricedInputs(policy: ContributionPolicy, facts: AccountMonthFacts) {
  const price = facts.price!;
  return {
    productFenDays: String(facts.productFenDays),
    ftpRate: String(price.ftpMillionths),
    ftpDay: price.ftpDay,
    contractRate: String(price.rateMillionths),
    basis: String(policy.basis),
  };
}

function feeIncome(policy: ContributionPolicy, facts: AccountMonthFacts): DecidedComponent {
  return {
    component: 'fee',
    amountFen: divide(facts.feeFen * whole, whole + policy.feeVatRate, 'half_up'),
    formula: 'contribution.formula.fee',
    inputs: { feeFen: String(facts.feeFen), vatRate: String(policy.feeVatRate) },
  };
}

/** The part of what is shared by volume that falls on one account, half up. */
export function volumeCost(share: VolumeShare, productFenDays: bigint): bigint {
  if (share.volumeFenDays === 0n) return 0n;
  const size = productFenDays < 0n ? -productFenDays : productFenDays;
  return divide(share.toShareFen * size, share.volumeFenDays, 'half_up');
}

/** Counts times unit costs. */
export function activityCost(activities: readonly ActivityCost[]): bigint {
  let sum = 0n;
  for (const one of activities) sum += one.count * one.unitCostFen;
  return sum;
}

/** The first part of an activity's inputs: account_month → accountMonth. */
export function inputName(activity: string): string {
  return activity.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

function operatingCost(facts: AccountMonthFacts): DecidedComponent {
  const inputs: Record<string, string> = {};
  for (const { activity, count, unitCostFen } of facts.activities) {
    if (count === 0n) continue;
    const name = inputName(activity);
    inputs[`${name}Count`] = String(count);
    inputs[`${name}CostFen`] = String(unitCostFen);
  }
  const shared = volumeCost(facts.volume, facts.productFenDays);
  if (facts.volume.toShareFen !== 0n) {
    inputs['productFenDays'] = String(facts.productFenDays);
    inputs['volumeFenDays'] = String(facts.volume.volumeFenDays);
    inputs['toShareFen'] = String(facts.volume.toShareFen);
  }
  return {
    component: 'operating_cost',
    amountFen: -(activityCost(facts.activities) + shared),
    formula: 'contribution.formula.cost',
    inputs,
  };
}

function expectedLoss(policy: ContributionPolicy, facts: AccountMonthFacts): DecidedComponent {
  const riskClass = facts.riskClass ?? 'normal';
  const pd = policy.defaultRate[riskClass];
  const yearly = whole * whole * BigInt(policy.basis);
  const loss = divide(facts.productFenDays * pd * policy.lossGivenDefault, yearly, 'half_up');
  return {
    component: 'expected_loss',
    amountFen: -loss,
    formula: 'contribution.formula.loss',
    inputs: {
      productFenDays: String(facts.productFenDays),
      riskClass,
      defaultRate: String(pd),
      lossGivenDefaultRate: String(policy.lossGivenDefault),
      basis: String(policy.basis),
    },
  };
}

/** Sums of a customer's components over a period, and the balance product of his loans. */
export interface CustomerFacts {
  readonly depositFen: bigint;
  readonly loanFen: bigint;
  readonly feeFen: bigint;
  readonly costFen: bigint;
  readonly lossFen: bigint;
  readonly loanFenDays: bigint;
  /** Calendar days of the period. */
  readonly days: number;
}

export interface CustomerContribution {
  readonly preFen: bigint;
  readonly taxFen: bigint;
  readonly netFen: bigint;
  readonly capitalFen: bigint;
  readonly evaFen: bigint;
  readonly rarocMillionths: bigint | null;
}

/**
 * A customer's contribution over a period (domain rules 4.1): before tax the sum of his components;
 * tax on it (a loss saves tax); EVA = net − capital × hurdle × days ÷ basis; RAROC = net on
 * capital, annualised, null without capital. Each figure is rounded half up once, from exact
 * inputs. Golden case G06.
 */
export function decideCustomer(
  policy: ContributionPolicy,
  facts: CustomerFacts,
): CustomerContribution {
  const basis = BigInt(policy.basis);
  const preFen = facts.depositFen + facts.loanFen + facts.feeFen + facts.costFen + facts.lossFen;
  const taxFen = -divide(preFen * policy.incomeTaxRate, whole, 'half_up');
  const netFen = preFen + taxFen;
  const capital = (facts.loanFenDays > 0n ? facts.loanFenDays : 0n) * policy.capitalShare;
  const hurdleFen = divide(capital * policy.hurdleRate, whole * whole * basis, 'half_up');
  return {
    preFen,
    taxFen,
    netFen,
    capitalFen: divide(capital, whole * BigInt(facts.days), 'half_up'),
    evaFen: netFen - hurdleFen,
    rarocMillionths:
      capital === 0n ? null : divide(netFen * basis * whole * whole, capital, 'half_up'),
  };
}
