import { fen, sumFen, type Fen } from '../../../../core/money.ts';
import type { Correction, PayLine } from './facts.ts';

/**
 * Corrections in the person's favour: a line each, paid with this slip and part of its gross, never
 * deferred or held again (D2b).
 */
export function favourOf(corrections: readonly Correction[]): {
  readonly sum: Fen;
  readonly lines: readonly PayLine[];
} {
  const own = corrections.filter((one) => one.amount > 0n);
  return {
    sum: sumFen(own.map((one) => one.amount)),
    lines: own.map((one) => ({
      item: 'correction',
      part: 'correction',
      amount: one.amount,
      explanation: explained(one),
    })),
  };
}

/** Corrections against him: deductions like others, within the legal floor (G42), each a line. */
export function againstOf(corrections: readonly Correction[]) {
  return corrections
    .filter((one) => one.amount < 0n)
    .map((one) => ({ wanted: fen(-one.amount), explanation: explained(one) }));
}

function explained(one: Correction): PayLine['explanation'] {
  return {
    rule: 'pay.rule.correction',
    formula: 'pay.formula.correction',
    inputs: { ofQuarter: one.ofQuarter, correctionFen: String(one.amount), cause: one.cause },
  };
}
