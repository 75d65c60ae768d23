import { divide } from '../../../core/money.ts';
import type { Explanation } from '../../../core/schema.ts';
import type { SchemeGate, SchemeLine, ScoringScheme } from './policy.ts';

/** Whole, as ratios and points are kept: millionths. */
const one = 1_000_000n;

export interface ScoredLine {
  readonly metric: string;
  readonly scoring: SchemeLine['scoring']['function'];
  readonly weight: bigint;
  readonly target: bigint | null;
  readonly actual: bigint;
  /** Millionths of a point, half-up at this one place. */
  readonly score: bigint;
  readonly explanation: Explanation;
}

export interface ScoredSheet {
  readonly lines: readonly ScoredLine[];
  readonly points: bigint;
  readonly total: bigint;
  readonly band: string;
  readonly explanation: Explanation;
}

export interface MetricFacts {
  /** Cumulative target of the quarter, in the metric's unit; null when the RM has none. */
  readonly target: bigint | null;
  /** Year to date, in the metric's unit. */
  readonly actual: bigint;
}

/**
 * Scores one RM's quarter by a scheme (D2a): each line by its function, then cap, then gates, then
 * the band. Comparisons are exact; only a score itself is rounded, half-up to a millionth of a
 * point.
 */
export function decideSheet(
  scheme: ScoringScheme,
  facts: ReadonlyMap<string, MetricFacts>,
): ScoredSheet {
  const lines = scheme.lines.map((line) => {
    const given = facts.get(line.metric) ?? { target: null, actual: 0n };
    return { ...scoreLine(line, given), ...given, metric: line.metric, weight: line.weight };
  });
  const points = lines.reduce((sum, line) => sum + line.score, 0n);
  const capped = points < scheme.totalCap ? points : scheme.totalCap;
  const failed = scheme.gates.filter(
    (gate) => !isPassed(gate, facts.get(gate.metric)?.actual ?? 0n),
  );
  const total = failed.reduce((sum, gate) => limitedBy(gate, sum), capped < 0n ? 0n : capped);
  const band = scheme.bands.find((candidate) => total >= candidate.from)!.name;
  const explanation = explainTotal(scheme, { points, total, failed });
  return { lines, points, total, band, explanation };
}

/** Scores one metric. `a` actual, `t` target, `w` full mark (domain rules 2.2). */
export function scoreLine(
  line: SchemeLine,
  facts: MetricFacts,
): Pick<ScoredLine, 'score' | 'scoring' | 'explanation'> {
  const { scoring } = line;
  switch (scoring.function) {
    case 'linear':
      return scoreLinear(line.weight, scoring, facts);
    case 'step':
      return scoreStep(line.weight, scoring, facts);
    case 'deduct':
      return scoreDeduct(line.weight, scoring, facts);
    case 'band':
      return scoreBand(line.weight, scoring, facts);
  }
}

type How<F> = Extract<SchemeLine['scoring'], { function: F }>;
type Answer = Pick<ScoredLine, 'score' | 'scoring' | 'explanation'>;

function scoreLinear(weight: bigint, how: How<'linear'>, facts: MetricFacts): Answer {
  const { actual } = facts;
  const target = facts.target ?? 0n;
  if (target <= 0n) return withoutTarget('linear', weight, how.withoutTarget, facts);
  const reached = actual * one;
  const score =
    reached < how.floor * target
      ? 0n
      : reached > how.cap * target
        ? divide(weight * how.cap, one, 'half_up')
        : divide(weight * actual, target, 'half_up');
  return answer('linear', score, 'assessment.formula.linear', facts, {
    w: pointsText(weight),
    floor: ratioText(how.floor),
    cap: ratioText(how.cap),
    completion: ratioText(divide(reached, target, 'half_up')),
  });
}

function scoreStep(weight: bigint, how: How<'step'>, facts: MetricFacts): Answer {
  const target = facts.target ?? 0n;
  const steps = (facts.actual - target) / how.step;
  const raw = weight + steps * (steps >= 0n ? how.pointsUp : how.pointsDown);
  const score = raw < how.min ? how.min : raw > how.max ? how.max : raw;
  return answer('step', score, 'assessment.formula.step', facts, {
    w: pointsText(weight),
    step: String(how.step),
    steps: String(steps),
    points: pointsText(steps >= 0n ? how.pointsUp : how.pointsDown),
    min: pointsText(how.min),
    max: pointsText(how.max),
  });
}

function scoreDeduct(weight: bigint, how: How<'deduct'>, facts: MetricFacts): Answer {
  const target = facts.target ?? 0n;
  const over = how.bad === 'above' ? facts.actual - target : target - facts.actual;
  const excess = over > 0n ? over : 0n;
  const deducted =
    how.counting === 'whole_steps'
      ? (excess / how.step) * how.points
      : divide(excess * how.points, how.step, 'half_up');
  const limited = deducted < how.deductMax ? deducted : how.deductMax;
  const score = weight > limited ? weight - limited : 0n;
  return answer('deduct', score, 'assessment.formula.deduct', facts, {
    w: pointsText(weight),
    bad: how.bad,
    excess: String(excess),
    step: String(how.step),
    points: pointsText(how.points),
    counting: how.counting,
    deducted: pointsText(limited),
    max: pointsText(how.deductMax),
  });
}

function scoreBand(weight: bigint, how: How<'band'>, facts: MetricFacts): Answer {
  const target = facts.target ?? 0n;
  if (target <= 0n) return withoutTarget('band', weight, how.withoutTarget, facts);
  const reached = facts.actual * one;
  const band = how.bands.find((candidate) => reached >= candidate.from * target);
  return answer('band', band?.points ?? 0n, 'assessment.formula.band', facts, {
    w: pointsText(weight),
    completion: ratioText(divide(reached, target, 'half_up')),
    band: band === undefined ? '—' : `≥ ${ratioText(band.from)}`,
  });
}

function withoutTarget(
  scoring: ScoredLine['scoring'],
  weight: bigint,
  mode: 'full_mark' | 'no_mark',
  facts: MetricFacts,
): Answer {
  const score = mode === 'full_mark' ? weight : 0n;
  return answer(scoring, score, 'assessment.formula.no_target', facts, {
    w: pointsText(weight),
    mode,
  });
}

function answer(
  scoring: ScoredLine['scoring'],
  score: bigint,
  formula: string,
  facts: MetricFacts,
  inputs: Record<string, string>,
): Answer {
  return {
    scoring,
    score,
    explanation: {
      rule: `assessment.rule.${scoring}`,
      formula,
      inputs: {
        a: String(facts.actual),
        t: facts.target === null ? '—' : String(facts.target),
        ...inputs,
        score: pointsText(score),
      },
    },
  };
}

/** Whether a gate lets the total pass (D2e: Citibank's control gate is of this kind). */
export function isPassed(gate: SchemeGate, actual: bigint): boolean {
  return gate.pass === 'at_least' ? actual >= gate.bound : actual <= gate.bound;
}

function limitedBy(gate: SchemeGate, total: bigint): bigint {
  if (gate.otherwise.effect === 'void') return 0n;
  return total < gate.otherwise.points ? total : gate.otherwise.points;
}

function explainTotal(
  scheme: ScoringScheme,
  sums: { points: bigint; total: bigint; failed: readonly SchemeGate[] },
): Explanation {
  return {
    rule: 'assessment.rule.total',
    formula: 'assessment.formula.total',
    inputs: {
      points: pointsText(sums.points),
      cap: pointsText(scheme.totalCap),
      gates:
        sums.failed.length === 0
          ? '—'
          : sums.failed.map((gate) => `${gate.metric} ${gate.pass} ${gate.bound}`).join('; '),
      total: pointsText(sums.total),
    },
  };
}

/** Points for people: '13.5', '24', '−2.25'. */
export function pointsText(millionths: bigint): string {
  const sign = millionths < 0n ? '-' : '';
  const size = millionths < 0n ? -millionths : millionths;
  const rest = String(size % one)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${sign}${size / one}${rest === '' ? '' : `.${rest}`}`;
}

function ratioText(millionths: bigint): string {
  return pointsText(millionths);
}
