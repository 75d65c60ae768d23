import type { SchemeDimension, SchemeGate, ScoringScheme } from '../policy/shape.ts';
import { actualIn, type MetricFacts } from './facts.ts';
import { pointsText } from './points.ts';
import type { SheetPart } from './line.ts';

type Metrics = ReadonlyMap<string, MetricFacts>;

/** Whether a gate lets the total pass (D2e: Citibank's control gate is of this kind). */
export function isPassed(gate: Pick<SchemeGate, 'pass' | 'bound'>, actual: bigint): boolean {
  return gate.pass === 'at_least' ? actual >= gate.bound : actual <= gate.bound;
}

/** The total that a gate not passed leaves. */
export function limitedBy(gate: SchemeGate, total: bigint): bigint {
  if (gate.otherwise.effect === 'void') return 0n;
  if (gate.otherwise.effect === 'bonus_void') return total;
  return total < gate.otherwise.points ? total : gate.otherwise.points;
}

/** A gate as a row of the sheet; what is not measured is 0. */
export function gatePart(gate: SchemeGate, metrics: Metrics): SheetPart & { passed: boolean } {
  const actual = actualIn(metrics, gate);
  const passed = isPassed(gate, actual ?? 0n);
  return {
    part: 'gate',
    metric: gate.metric,
    scoring: 'gate',
    weight: 0n,
    target: gate.bound,
    actual,
    score: 0n,
    carriedIn: null,
    carriedOut: null,
    passed,
    explanation: {
      rule: 'assessment.rule.gate',
      formula: 'assessment.formula.gate',
      inputs: {
        a: actual === null ? '—' : String(actual),
        t: String(gate.bound),
        pass: gate.pass,
        outcome: passed ? 'passed' : 'failed',
        effect: gate.otherwise.effect,
        ...(gate.period === 'quarter' ? { period: gate.period } : {}),
        ...(gate.otherwise.effect === 'cap' ? { cap: pointsText(gate.otherwise.points) } : {}),
      },
    },
  };
}

export type DimensionRating = 'below' | 'par' | 'above';

/** Below par, par or above par; a bound belongs to the better side. Not measured is not at par. */
export function rateDimension(
  dimension: Pick<SchemeDimension, 'better' | 'par' | 'above'>,
  actual: bigint | null,
): DimensionRating {
  if (actual === null) return 'below';
  const reaches = (bound: bigint) =>
    dimension.better === 'more' ? actual >= bound : actual <= bound;
  return reaches(dimension.above) ? 'above' : reaches(dimension.par) ? 'par' : 'below';
}

/** A dimension as a row of the sheet. */
export function dimensionPart(
  dimension: SchemeDimension,
  metrics: Metrics,
): SheetPart & { rating: DimensionRating } {
  const actual = metrics.get(dimension.metric)?.actual ?? null;
  const rating = rateDimension(dimension, actual);
  return {
    part: 'dimension',
    metric: dimension.metric,
    scoring: 'dimension',
    weight: 0n,
    target: dimension.par,
    actual,
    score: 0n,
    carriedIn: null,
    carriedOut: null,
    rating,
    explanation: {
      rule: 'assessment.rule.dimension',
      formula: 'assessment.formula.dimension',
      inputs: {
        a: actual === null ? '—' : String(actual),
        t: String(dimension.par),
        above: String(dimension.above),
        better: dimension.better,
        outcome: actual === null ? 'not_measured' : rating,
      },
    },
  };
}

export interface EarnedStep {
  readonly level: string;
  readonly step: number;
}

/**
 * The pay step that a total earns for the next quarter: the best row whose points are reached
 * (domain rules 0.2, 1.3); null below all. `belowFloor`: the total does not reach the lowest row of
 * the RM's own title, which lowers it next year.
 */
export function decideStep(
  steps: ScoringScheme['steps'],
  level: string,
  total: bigint,
): { readonly earned: EarnedStep | null; readonly belowFloor: boolean } {
  const row = steps.find((candidate) => total >= candidate.points);
  const own = steps.filter((candidate) => candidate.level === level);
  return {
    earned: row === undefined ? null : { level: row.level, step: row.payStep },
    belowFloor: own.length > 0 && own.every((candidate) => total < candidate.points),
  };
}
