import { allot, applyRate, fen, sumFen, zeroFen, type Fen } from '../../../../core/money.ts';
import type { Explanation } from '../../../../core/schema.ts';

/** One sealed slip of the year, as the settlement sees it. */
export interface SettledSlip {
  readonly quarter: string;
  /** Performance pay that it granted. */
  readonly granted: Fen;
  /** What the same quarter would have earned at the score of the year. */
  readonly atYearScore: Fen;
  /** Held for the year end and not stopped. */
  readonly held: Fen;
  /** A claw-back has reached it: the year end does not grant it again. */
  readonly takenBack: boolean;
}

export interface SettlementFacts {
  readonly year: number;
  readonly totalMillionths: bigint;
  readonly slips: readonly SettledSlip[];
  /** Overpaid in earlier years and not yet made good. */
  readonly offsetIn: Fen;
  /** Share of what goes beyond the slips that is put off, and the weights of its instalments. */
  readonly deferredShare: bigint;
  readonly instalments: readonly bigint[];
}

export interface Settlement {
  readonly annual: Fen;
  readonly granted: Fen;
  readonly held: Fen;
  readonly offsetIn: Fen;
  /** annual − granted + held − offset in. */
  readonly amount: Fen;
  readonly due: Fen;
  readonly deferred: Fen;
  readonly offsetOut: Fen;
  readonly instalments: readonly { readonly dueYear: number; readonly amount: Fen }[];
  readonly explanation: Explanation;
}

/**
 * Year-end settlement (D2c): the bonus that the year's score earns, less what the slips granted,
 * with the held part released. Below zero nothing is paid and nothing is taken from wage: it is set
 * off against later bonus, so the legal floor is never touched. Above the slips' own sum the
 * deferred share applies (银监发〔2010〕14号), the odd fen last. due + deferred − offset = amount.
 */
export function decideSettlement(facts: SettlementFacts): Settlement {
  const annual = sumFen(
    facts.slips.map((slip) =>
      slip.takenBack && slip.atYearScore > slip.granted ? slip.granted : slip.atYearScore,
    ),
  );
  const granted = sumFen(facts.slips.map((slip) => slip.granted));
  const held = sumFen(facts.slips.map((slip) => slip.held));
  const amount = fen(annual - granted + held - facts.offsetIn);
  const payable = amount > 0n ? amount : zeroFen;
  const beyond = annual > granted ? fen(annual - granted) : zeroFen;
  const wanted = applyRate(beyond, facts.deferredShare, 'half_up');
  const deferred = wanted < payable ? wanted : payable;
  const amounts = deferred === 0n ? [] : allot(deferred, facts.instalments, { oddTo: 'last' });
  return {
    annual,
    granted,
    held,
    offsetIn: facts.offsetIn,
    amount,
    due: fen(payable - deferred),
    deferred,
    offsetOut: amount < 0n ? fen(-amount) : zeroFen,
    instalments: amounts.map((one, at) => ({ dueYear: facts.year + at + 1, amount: one })),
    explanation: {
      rule: 'pay.rule.settlement',
      formula: 'pay.formula.settlement',
      inputs: {
        scoreMillionths: String(facts.totalMillionths),
        annualFen: String(annual),
        grantedFen: String(granted),
        heldFen: String(held),
        offsetInFen: String(facts.offsetIn),
        deferredShare: String(facts.deferredShare),
      },
    },
  };
}
