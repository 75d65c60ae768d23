import type { SchemeDeduction, ScoringScheme } from '../policy/shape.ts';
import { actualIn, type MetricFacts } from './facts.ts';
import { deductedFor, quotientText, type Outcome, type SheetPart } from './line.ts';
import { pointsText } from './points.ts';

export interface Deductions {
  readonly parts: readonly SheetPart[];
  /** All of them, before the cap of the sum. */
  readonly sum: bigint;
  /** What the total loses. */
  readonly taken: bigint;
}

/**
 * Points off for things that happened (domain rules 1.3): each by its own count, then the cap of
 * the sum. What is not measured deducts nothing.
 */
export function decideDeductions(
  deductions: ScoringScheme['deductions'],
  metrics: ReadonlyMap<string, MetricFacts>,
): Deductions {
  const parts = deductions.items.map((item) => deductionPart(item, actualIn(metrics, item)));
  const sum = parts.reduce((all, part) => all - part.score, 0n);
  const { most } = deductions;
  return { parts, sum, taken: most !== null && sum > most ? most : sum };
}

function deductionPart(item: SchemeDeduction, actual: bigint | null): SheetPart {
  const over =
    actual === null ? 0n : item.bad === 'above' ? actual - item.free : item.free - actual;
  const excess = over > 0n ? over : 0n;
  const full = deductedFor(excess, item);
  const off = item.most !== null && full > item.most ? item.most : full;
  const outcome: Outcome =
    actual === null ? 'not_measured' : full > off ? 'at_most' : off > 0n ? 'scored' : 'within';
  return {
    part: 'deduction',
    metric: item.metric,
    scoring: 'deduction',
    weight: 0n,
    target: item.free,
    actual,
    score: -off,
    carriedIn: null,
    carriedOut: null,
    explanation: {
      rule: 'assessment.rule.deduction',
      formula: 'assessment.formula.deduction',
      inputs: {
        a: actual === null ? '—' : String(actual),
        t: String(item.free),
        outcome,
        bad: item.bad,
        excess: String(excess),
        step: String(item.per),
        counting: item.counting,
        steps:
          item.counting === 'whole_steps'
            ? String(excess / item.per)
            : quotientText(excess, item.per),
        points: pointsText(item.points),
        ...(item.most === null ? {} : { max: pointsText(item.most) }),
        deducted: pointsText(off),
        ...(item.period === 'quarter' ? { period: item.period } : {}),
      },
    },
  };
}
