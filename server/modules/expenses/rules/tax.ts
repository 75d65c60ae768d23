import { divide, fen, zeroFen, type Fen } from '../../../../core/money.ts';
import type { ExpenseScheme } from '../policy.ts';

const whole = 1_000_000n;

export interface Entertainment {
  /** Share of the spending, and share of the revenue (null without revenue), half-up to fen. */
  readonly byShare: Fen;
  readonly byRevenue: Fen | null;
  readonly deductible: Fen | null;
  readonly notDeductible: Fen | null;
}

/**
 * Entertainment that may be deducted: the lesser of 60 % of the spending and 5 ‰ of the revenue
 * (企业所得税法实施条例 43; G08). The two are compared before either is rounded. Without a revenue
 * nothing is said.
 */
export function decideEntertainment(
  rates: ExpenseScheme['tax'],
  facts: { readonly spent: Fen; readonly revenue: Fen | null },
): Entertainment {
  const share = facts.spent * rates.entertainmentShare;
  const byShare = fen(divide(share, whole, 'half_up'));
  if (facts.revenue === null) {
    return { byShare, byRevenue: null, deductible: null, notDeductible: null };
  }
  const revenue = facts.revenue * rates.entertainmentRevenueRate;
  const deductible = fen(divide(share < revenue ? share : revenue, whole, 'half_up'));
  return {
    byShare,
    byRevenue: fen(divide(revenue, whole, 'half_up')),
    deductible,
    notDeductible: fen(facts.spent - deductible),
  };
}

export interface TrainingYear {
  readonly wages: Fen;
  readonly spent: Fen;
}

export interface Training {
  readonly limit: Fen;
  readonly deductible: Fen;
  readonly carriedOn: Fen;
}

/**
 * Staff education that may be deducted: up to 2.5 % of the wages, the rest carried to later years
 * (企业所得税法实施条例 42; G08). `broughtIn` is what earlier years carried on.
 */
export function decideTraining(
  rates: ExpenseScheme['tax'],
  facts: TrainingYear & { readonly broughtIn: Fen },
): Training {
  const limit = fen(divide(facts.wages * rates.trainingWagesRate, whole, 'half_up'));
  const claimable = facts.spent + facts.broughtIn;
  const deductible = fen(claimable < limit ? claimable : limit);
  return { limit, deductible, carriedOn: fen(claimable - deductible) };
}

/** What the years before carry into one: years with both figures, in order. */
export function broughtInto(rates: ExpenseScheme['tax'], before: readonly TrainingYear[]): Fen {
  return before.reduce(
    (broughtIn, year) => decideTraining(rates, { ...year, broughtIn }).carriedOn,
    zeroFen,
  );
}
