import { allot, applyRate, fen, type Fen } from '../../../../core/money.ts';
import type { PayScheme } from '../policy.ts';
import type { Level } from '../policy/items.ts';
import { deductionLimit } from './minimum-wage.ts';

export interface Instalment {
  readonly dueYear: number;
  readonly amount: Fen;
}

/**
 * Deferral (银监发〔2010〕14号; G41): share of the bonus, never more than `most` of it is left, split
 * by the instalment weights, the odd fen last.
 */
export function decideDeferral(
  scheme: Pick<PayScheme, 'deferral'>,
  facts: {
    readonly bonus: Fen;
    readonly level: Level;
    readonly year: number;
    readonly most?: Fen;
  },
): { readonly deferred: Fen; readonly instalments: readonly Instalment[] } {
  const byShare = applyRate(facts.bonus, scheme.deferral.shareByLevel[facts.level], 'half_up');
  const deferred = facts.most !== undefined && facts.most < byShare ? facts.most : byShare;
  if (deferred <= 0n) return { deferred: fen(0n), instalments: [] };
  const amounts = allot(deferred, scheme.deferral.instalments, { oddTo: 'last' });
  return {
    deferred,
    instalments: amounts.map((amount, at) => ({ dueYear: facts.year + at + 1, amount })),
  };
}

/**
 * The legal floor (工资支付暂行规定 16; G42): at most the share of each month's wage, and the minimum wage
 * remains. What cannot be taken off is carried to the next period. The minimum wage is that of the
 * RM's place in each month, else the scheme's.
 */
export function decideDeduction(
  scheme: Pick<PayScheme, 'legalFloor'>,
  facts: {
    readonly wagePerMonth: Fen;
    readonly months: number;
    readonly wanted: Fen;
    /** One for each month. */
    readonly minimumWages?: readonly Fen[] | undefined;
  },
): { readonly deducted: Fen; readonly carried: Fen; readonly most: Fen } {
  const { deductionShareMax, minimumWagePerMonth } = scheme.legalFloor;
  const everywhere = Array.from({ length: facts.months }, () => fen(minimumWagePerMonth));
  const most = deductionLimit({
    wagePerMonth: facts.wagePerMonth,
    shareMax: deductionShareMax,
    minimums: facts.minimumWages ?? everywhere,
  });
  const deducted = facts.wanted < most ? facts.wanted : most;
  return { deducted, carried: fen(facts.wanted - deducted), most };
}
