import { applyRate, fen, zeroFen, type Fen } from '../../../core/money.ts';
import type { Explanation } from '../../../core/schema.ts';

export interface Grant {
  readonly purse: 'quota' | 'allowance';
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

/**
 * The allowance of a grade: its share of the RM's own contribution before tax of the previous
 * quarter, half-up to fen; nothing for a loss (D5b; G08).
 */
export function decideAllowance(facts: {
  level: string;
  rateMillionths: bigint;
  contribution: Fen;
  quarter: string;
}): Grant {
  const basis = facts.contribution > 0n ? facts.contribution : zeroFen;
  return {
    purse: 'allowance',
    amount: applyRate(basis, facts.rateMillionths, 'half_up'),
    explanation: {
      rule: 'expenses.rule.allowance',
      formula: 'expenses.formula.allowance',
      inputs: {
        level: facts.level,
        gradeRate: String(facts.rateMillionths),
        contributionFen: String(facts.contribution),
        previousQuarter: facts.quarter,
      },
    },
  };
}
