import { divide } from '../../../../core/money.ts';
import { quarter, previousQuarter, quarterRange, rangeDays } from '../../../../core/period.ts';

/** A daily average from a quarter's balance product (fen-days), rounded half up to fen. */
export function averageOf(product: bigint, of: string): bigint {
  return divide(product, BigInt(rangeDays(quarterRange(quarter(of)))), 'half_up');
}

interface QuarterSum {
  readonly quarter: string;
  readonly measure: string;
  readonly amount: bigint;
}

/** Averages and contribution by quarter from sums by measure, in the order of the quarters. */
export function trendOf(sums: readonly QuarterSum[]) {
  return [...Map.groupBy(sums, (one) => one.quarter)].map(([of, rows]) => {
    const amount = (measure: string) => rows.find((row) => row.measure === measure)?.amount ?? 0n;
    return {
      quarter: of,
      depositAverage: averageOf(amount('deposit_product'), of),
      loanAverage: averageOf(amount('loan_product'), of),
      contribution: amount('contribution'),
    };
  });
}

const figures = ['depositAverage', 'loanAverage', 'contribution'] as const;

/**
 * The figures of the last quarter beside those of the quarter before (环比) and of the same quarter
 * a year earlier (同比); null when that quarter is not there.
 */
export function comparedOf(trend: ReturnType<typeof trendOf>) {
  const now = trend.at(-1);
  if (now === undefined) return [];
  const last = previousQuarter(quarter(now.quarter));
  const before = trend.find((one) => one.quarter === last);
  const yearAgo = `${BigInt(now.quarter.slice(0, 4)) - 1n}${now.quarter.slice(4)}`;
  const earlier = trend.find((one) => one.quarter === yearAgo);
  return figures.map((figure) => ({
    figure,
    quarter: now.quarter,
    value: now[figure],
    quarterBefore: before?.[figure] ?? null,
    yearBefore: earlier?.[figure] ?? null,
  }));
}
