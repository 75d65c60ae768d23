import { applyRate, fen, moneyText, type Fen } from '../../../../core/money.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import { refuse } from '../messages.ts';
import type { RewardFund } from '../policy.ts';

/** An entry of the ledger as it counts: signed, with the balance after it. */
export interface Step {
  readonly moved: Fen;
  readonly balance: Fen;
}

/**
 * The next entry of the fund: balance + moved, never below zero (D2d, G48). Refuses an award that
 * is more than the fund holds.
 */
export function decideEntry(balance: Fen, moved: Fen): Refusal | Step {
  const after = balance + moved;
  if (after >= 0n) return { moved, balance: fen(after) };
  return refuse('rewards.fund_too_small', {
    balance: moneyText(balance),
    award: moneyText(fen(-moved)),
  });
}

/** Whether an award stays within the year's budget. `spent` is what awards took this year. */
export function decideBudget(
  fund: RewardFund,
  facts: { readonly spent: Fen; readonly award: Fen; readonly year: number },
): Refusal | null {
  const { budgetYearFen } = fund;
  if (budgetYearFen === null || facts.spent + facts.award <= budgetYearFen) return null;
  return refuse('rewards.over_budget', {
    year: facts.year,
    budget: moneyText(fen(budgetYearFen)),
    spent: moneyText(facts.spent),
    award: moneyText(facts.award),
  });
}

/** What of a quarter's bonus pool goes into the fund, half-up to fen. */
export function poolShare(fund: RewardFund, pool: Fen): Fen {
  return pool > 0n ? applyRate(pool, fund.poolShareMillionths, 'half_up') : fen(0n);
}

/** Whether a person may confirm a source: another one than who entered it, once. */
export function decideSource(
  source: { readonly enteredBy: bigint; readonly verdict: string | null },
  accountId: bigint,
): Refusal | null {
  if (source.verdict !== null) return refuse('rewards.source_ruled');
  return source.enteredBy === accountId ? refuse('rewards.own_source') : null;
}
