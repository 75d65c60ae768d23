import { allot, applyRate, divide, fen, moneyText, type Fen } from '../../../core/money.ts';
import type { Explanation } from '../../../core/schema.ts';
import type { PayScheme } from './policy.ts';

export type Level = keyof PayScheme['basePerMonth'];

export interface PayFacts {
  readonly level: Level;
  /** Score of the quarter in millionths of a point. */
  readonly total: bigint;
  /** Deductions that earlier quarters could not take off. */
  readonly carriedIn: Fen;
  readonly year: number;
}

export interface PayLine {
  readonly item: 'base' | 'bonus' | 'deferred' | 'held' | 'deducted';
  readonly amount: Fen;
  readonly explanation: Explanation;
}

export interface Slip {
  readonly gross: Fen;
  readonly paidNow: Fen;
  readonly deferred: Fen;
  readonly held: Fen;
  readonly deducted: Fen;
  readonly carried: Fen;
  readonly lines: readonly PayLine[];
  readonly instalments: readonly { readonly dueYear: number; readonly amount: Fen }[];
}

const monthsInQuarter = 3n;

/**
 * The pay of one RM for one quarter (D2b): base by grade, bonus by score, then deferral, then what
 * is held for the year end, then deductions within the legal floor. gross = paid + deferred + held
 * + deducted, to the fen.
 */
export function decideSlip(scheme: PayScheme, facts: PayFacts): Slip {
  const base = fen(scheme.basePerMonth[facts.level] * monthsInQuarter);
  const bonus = decideBonus(scheme, facts);
  const deferral = decideDeferral(scheme, { bonus: bonus.amount, ...facts });
  const afterDeferral = fen(bonus.amount - deferral.deferred);
  const paidBonus = applyRate(afterDeferral, scheme.paidShare, 'half_up');
  const held = fen(afterDeferral - paidBonus);
  const penalty = penaltyOf(scheme, { base, ...facts });
  const deduction = decideDeduction(scheme, {
    wagePerMonth: scheme.basePerMonth[facts.level] as Fen,
    months: monthsInQuarter,
    wanted: fen(penalty.amount + facts.carriedIn),
  });
  const gross = fen(base + bonus.amount);
  return {
    gross,
    deferred: deferral.deferred,
    held,
    deducted: deduction.deducted,
    carried: deduction.carried,
    paidNow: fen(gross - deferral.deferred - held - deduction.deducted),
    instalments: deferral.instalments,
    lines: [
      line('base', base, 'pay.formula.base', {
        level: facts.level,
        basePerMonthFen: String(scheme.basePerMonth[facts.level]),
      }),
      { item: 'bonus', amount: bonus.amount, explanation: bonus.explanation },
      line('deferred', fen(-deferral.deferred), 'pay.formula.deferred', {
        bonusFen: String(bonus.amount),
        deferredShare: String(scheme.deferral.shareByLevel[facts.level]),
        instalments: deferral.instalments
          .map((one) => `${one.dueYear}: ${moneyText(one.amount)}`)
          .join('; '),
      }),
      line('held', fen(-held), 'pay.formula.held', {
        bonusFen: String(bonus.amount),
        deferredFen: String(deferral.deferred),
        paidShare: String(scheme.paidShare),
      }),
      line('deducted', fen(-deduction.deducted), 'pay.formula.deducted', {
        penaltyFen: String(penalty.amount),
        penaltyShare: String(penalty.share),
        carriedInFen: String(facts.carriedIn),
        mostFen: String(deduction.most),
        carriedOutFen: String(deduction.carried),
      }),
    ],
  };
}

/** Bonus = bonus at 100 points × score ÷ 100 × factor of the score's band; half-up to fen once. */
export function decideBonus(
  scheme: PayScheme,
  facts: Pick<PayFacts, 'level' | 'total'>,
): { readonly amount: Fen; readonly explanation: Explanation } {
  const atHundred = scheme.bonusAtHundred[facts.level];
  const band = scheme.bonusFactors.find((one) => facts.total >= one.from)!;
  const hundredPoints = 100_000_000n;
  const amount = fen(
    divide(atHundred * facts.total * band.factor, hundredPoints * 1_000_000n, 'half_up'),
  );
  return {
    amount,
    explanation: {
      rule: 'pay.rule.bonus',
      formula: 'pay.formula.bonus',
      inputs: {
        bonusAtHundredFen: String(atHundred),
        scoreMillionths: String(facts.total),
        factorMillionths: String(band.factor),
        bandFromMillionths: String(band.from),
      },
    },
  };
}

/**
 * Deferral (银监发〔2010〕14号; G41): share of the bonus, split by the instalment weights, the odd fen
 * last.
 */
export function decideDeferral(
  scheme: PayScheme,
  facts: { readonly bonus: Fen; readonly level: Level; readonly year: number },
): Pick<Slip, 'deferred' | 'instalments'> {
  const deferred = applyRate(facts.bonus, scheme.deferral.shareByLevel[facts.level], 'half_up');
  if (deferred === 0n) return { deferred, instalments: [] };
  const amounts = allot(deferred, scheme.deferral.instalments, { oddTo: 'last' });
  return {
    deferred,
    instalments: amounts.map((amount, at) => ({ dueYear: facts.year + at + 1, amount })),
  };
}

/**
 * The legal floor (工资支付暂行规定 16; G42): at most the share of each month's wage, and the minimum wage
 * remains. What cannot be taken off is carried to the next period.
 */
export function decideDeduction(
  scheme: PayScheme,
  facts: { readonly wagePerMonth: Fen; readonly months: bigint; readonly wanted: Fen },
): { readonly deducted: Fen; readonly carried: Fen; readonly most: Fen } {
  const { deductionShareMax, minimumWagePerMonth } = scheme.legalFloor;
  const byShare = applyRate(facts.wagePerMonth, deductionShareMax, 'floor');
  const byMinimum = facts.wagePerMonth - minimumWagePerMonth;
  const aMonth = byShare < byMinimum ? byShare : byMinimum;
  const most = fen(aMonth > 0n ? aMonth * facts.months : 0n);
  const deducted = facts.wanted < most ? facts.wanted : most;
  return { deducted, carried: fen(facts.wanted - deducted), most };
}

function penaltyOf(
  scheme: PayScheme,
  facts: { readonly base: Fen; readonly total: bigint },
): { amount: Fen; share: bigint } {
  const share = scheme.penalties.find((one) => facts.total >= one.from)!.shareOfBase;
  return { amount: applyRate(facts.base, share, 'half_up'), share };
}

function line(
  item: PayLine['item'],
  amount: Fen,
  formula: string,
  inputs: Record<string, string>,
): PayLine {
  return { item, amount, explanation: { rule: `pay.rule.${item}`, formula, inputs } };
}
