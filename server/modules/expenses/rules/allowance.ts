import { applyRate, divide, fen, sumFen, zeroFen, type Fen } from '../../../../core/money.ts';
import type { Explanation } from '../../../../core/schema.ts';
import type { GradeLevel, Purse } from '../contract.ts';
import type { AllowanceMethod } from '../policy.ts';

export interface Grant {
  readonly purse: Purse;
  readonly amount: Fen;
  readonly explanation: Explanation;
}

const monthsInQuarter = 3n;

/** The fixed public-relations quota of a grade for a quarter (C1b). */
export function decideQuota(facts: { level: string; quotaFenPerMonth: bigint }): Grant {
  return {
    purse: 'quota',
    amount: fen(facts.quotaFenPerMonth * monthsInQuarter),
    explanation: {
      rule: 'expenses.rule.quota',
      formula: 'expenses.formula.quota',
      inputs: { level: facts.level, quotaPerMonthFen: String(facts.quotaFenPerMonth) },
    },
  };
}

/** What one RM reached in a base quarter, as far as some method asks for it. */
export interface BaseFacts {
  /** Base quarter of the figures. */
  readonly quarter: string;
  /** Sum of the method's measure; a deposit measure is in fen-days. */
  readonly measured: bigint;
  /** Days of the base quarter. */
  readonly days: number;
  /** Daily averages of his new customers' deposits, in fen; for `new_customers` only. */
  readonly newCustomerAverages: readonly bigint[];
}

/** Who is granted and the rate of his grade in the matrix, used when the method names none. */
export interface Entitled {
  readonly level: GradeLevel;
  readonly matrixRateMillionths: bigint;
}

/**
 * What a grade is entitled to from one base quarter by the method of the bank (D5b, G08): a share
 * of the own contribution before tax (nothing for a loss), a rate on daily-average deposits from a
 * threshold (TUDIAO), or an amount for each new customer by tier (CTS). Half-up to fen, at the end.
 */
export function decideEntitlement(
  method: AllowanceMethod,
  person: Entitled,
  facts: BaseFacts,
): Grant {
  switch (method.kind) {
    case 'contribution_share':
      return contributionShare(method, person, facts);
    case 'deposit_rate':
      return depositRate(method, person, facts);
    case 'new_customers':
      return newCustomers(method, person, facts);
  }
}

type MethodOf<K extends AllowanceMethod['kind']> = Extract<AllowanceMethod, { kind: K }>;

function contributionShare(
  method: MethodOf<'contribution_share'>,
  person: Entitled,
  facts: BaseFacts,
): Grant {
  const rates = method.rateByLevelMillionths;
  const rate = rates === null ? person.matrixRateMillionths : rates[person.level];
  const basis = facts.measured > 0n ? fen(facts.measured) : zeroFen;
  return {
    purse: 'allowance',
    amount: applyRate(basis, rate, 'half_up'),
    explanation: {
      rule: 'expenses.rule.allowance',
      formula: 'expenses.formula.allowance',
      inputs: {
        level: person.level,
        gradeRate: String(rate),
        contributionFen: String(facts.measured),
        previousQuarter: facts.quarter,
      },
    },
  };
}

function depositRate(method: MethodOf<'deposit_rate'>, person: Entitled, facts: BaseFacts): Grant {
  const days = BigInt(facts.days);
  // Compared and multiplied before any division: the average itself is only shown.
  const reached =
    method.levels.includes(person.level) &&
    facts.measured > 0n &&
    facts.measured >= method.fromFen * days;
  const exact = facts.measured * method.rateMillionths * method.quarterShareMillionths;
  const amount = reached ? fen(divide(exact, days * 1_000_000n * 1_000_000n, 'half_up')) : zeroFen;
  return {
    purse: 'allowance',
    amount,
    explanation: {
      rule: 'expenses.rule.deposit_rate',
      formula: 'expenses.formula.deposit_rate',
      inputs: {
        level: person.level,
        depositRate: String(method.rateMillionths),
        fromFen: String(method.fromFen),
        depositAverageFen: String(divide(facts.measured, days, 'half_up')),
        quarterShare: String(method.quarterShareMillionths),
        previousQuarter: facts.quarter,
      },
    },
  };
}

function newCustomers(
  method: MethodOf<'new_customers'>,
  person: Entitled,
  facts: BaseFacts,
): Grant {
  const counted = method.levels.includes(person.level) ? facts.newCustomerAverages : [];
  const amountOf = (average: bigint) =>
    method.tiers.findLast((tier) => average >= tier.fromFen)?.amountFen ?? 0n;
  return {
    purse: 'allowance',
    amount: sumFen(counted.map(amountOf)),
    explanation: {
      rule: 'expenses.rule.new_customers',
      formula: 'expenses.formula.new_customers',
      inputs: {
        level: person.level,
        newCustomers: String(counted.length),
        previousQuarter: facts.quarter,
      },
    },
  };
}

/** One base quarter at an opening: what it gives now, and what openings before gave for it. */
export interface BaseEntitlement {
  readonly entitled: Fen;
  readonly before: Fen;
  /** False: the base quarter of this opening itself; true: an earlier one, looked at again. */
  readonly again: boolean;
}

/**
 * The grant of an opening from all base quarters it looks at. A figure restated downward reduces
 * this grant, never past spending; what it cannot bear is carried to the next opening (domain
 * rules 4.2). `carried` is what earlier openings could not bear, zero or less.
 */
export function decideGrant(
  bases: readonly BaseEntitlement[],
  carried: Fen,
): { readonly granted: Fen; readonly restated: Fen; readonly carriedOn: Fen } {
  const change = (base: BaseEntitlement) => base.entitled - base.before;
  const due = sumFen(bases.map(change)) + carried;
  return {
    granted: fen(due > 0n ? due : 0n),
    restated: sumFen(bases.filter((base) => base.again).map(change)),
    carriedOn: fen(due < 0n ? due : 0n),
  };
}
