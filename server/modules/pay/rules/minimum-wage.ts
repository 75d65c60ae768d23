import { applyRate, fen, sumFen, zeroFen, type Fen } from '../../../../core/money.ts';
import type { MinimumWage } from '../policy/minimum-wage.ts';

export interface WageFloor {
  readonly perMonth: Fen;
  /** The region whose amount holds; null when the pay scheme's own amount does. */
  readonly region: string | null;
}

/**
 * The minimum wage of a unit on a day: `codes` are the codes of the unit and of those above it, the
 * unit first; the nearest one with a region and a rate in force decides. Without any, the pay
 * scheme's amount holds (最低工资规定; G42).
 */
export function minimumWageOf(
  policy: MinimumWage,
  of: { readonly codes: readonly string[]; readonly on: string; readonly otherwise: Fen },
): WageFloor {
  for (const code of of.codes) {
    const region = policy.regions.find((one) => one.units.includes(code));
    const rate = region?.rates.findLast((one) => one.from <= of.on);
    if (region === undefined || rate === undefined) continue;
    return { perMonth: fen(rate.perMonth), region: region.name };
  }
  return { perMonth: of.otherwise, region: null };
}

/**
 * Most that may be taken off the wages of some months (工资支付暂行规定 16; G42): of each month its
 * share, and the minimum wage remains, whichever leaves more. Rounded down: never a fen too much.
 */
export function deductionLimit(of: {
  readonly wagePerMonth: Fen;
  readonly shareMax: bigint;
  /** The minimum wage of each month. */
  readonly minimums: readonly Fen[];
}): Fen {
  const byShare = applyRate(of.wagePerMonth, of.shareMax, 'floor');
  return sumFen(
    of.minimums.map((minimum) => {
      const above = fen(of.wagePerMonth - minimum);
      const most = above < byShare ? above : byShare;
      return most > 0n ? most : zeroFen;
    }),
  );
}
