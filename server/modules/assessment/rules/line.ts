import { divide } from '../../../../core/money.ts';
import type { Explanation } from '../../../../core/schema.ts';
import type { How, SchemeLine } from '../policy/shape.ts';
import { one, pointsText } from './points.ts';

/** A row of a sheet: a line, a title's base, units above it, a deduction, a gate, a dimension. */
export interface SheetPart {
  readonly part: 'line' | 'base' | 'unit' | 'deduction' | 'gate' | 'dimension';
  /** Null for the base of a title. */
  readonly metric: string | null;
  readonly scoring: string;
  /** Full mark, in millionths of a point. */
  readonly weight: bigint;
  /** Target, minimum, free amount or bound, in the metric's unit. */
  readonly target: bigint | null;
  /** Null: not measured. */
  readonly actual: bigint | null;
  /** Millionths of a point; a deduction's is negative; gates and dimensions give none. */
  readonly score: bigint;
  /** Excess of the quarter before in the actual, and what goes on; null: carries nothing. */
  readonly carriedIn: bigint | null;
  readonly carriedOut: bigint | null;
  readonly explanation: Explanation;
}

/** What a line judges, in the metric's unit: target and actual of its own period. */
export interface LineFacts {
  readonly target: bigint | null;
  /** Null: not measured. */
  readonly actual: bigint | null;
}

/** What became of a score, so that no drop and no cap goes unnamed. */
export type Outcome =
  | 'scored'
  | 'below_floor'
  | 'at_cap'
  | 'at_least'
  | 'at_most'
  | 'within'
  | 'no_target'
  | 'not_measured'
  | 'below_target'
  | 'no_average'
  | 'too_few_marks';

export interface Scored {
  /** Millionths of a point, half-up at this one place. */
  readonly score: bigint;
  readonly explanation: Explanation;
}

type OwnFunction = 'linear' | 'step' | 'completion_step' | 'deduct' | 'band' | 'level';
type Given = Pick<SchemeLine, 'weight' | 'unmeasured'>;

/**
 * Scores one metric against its own target: linear, step, deduct, band or level (domain rules 2.2).
 * Comparisons are exact; only the score is rounded, half-up to a millionth of a point.
 */
export function scoreLine(line: Given, how: How<OwnFunction>, facts: LineFacts): Scored {
  if (facts.actual === null && line.unmeasured !== 'as_zero')
    return markOf(how.function, line.weight, line.unmeasured, 'not_measured', facts);
  const measured = { target: facts.target, actual: facts.actual ?? 0n };
  if (how.function === 'level') return scoreLevel(line.weight, how, measured);
  const { withoutTarget } = how;
  if (facts.target === null && withoutTarget !== 'as_zero')
    return markOf(how.function, line.weight, withoutTarget, 'no_target', facts);
  switch (how.function) {
    case 'linear':
      return scoreLinear(line.weight, how, measured);
    case 'step':
    case 'completion_step':
      return scoreStep(line.weight, how, measured);
    case 'deduct':
      return scoreDeduct(line.weight, how, measured);
    case 'band':
      return scoreBand(line.weight, how, measured);
  }
}

interface Measured {
  readonly target: bigint | null;
  readonly actual: bigint;
}

/** A completion as an exact fraction; `whole` 0 stands for more than any bound. */
interface Completion {
  readonly part: bigint;
  readonly whole: bigint;
}

type Reading = Pick<How<'linear'>, 'better' | 'zeroTarget' | 'negativeTarget' | 'withoutTarget'>;

/**
 * a ÷ t as the scheme reads it. Null when there is no base: then `zeroTarget` and `negativeTarget`
 * have said so. A target of 0 that counts as reached is a completion of 1 or of 0.
 */
export function completionOf(how: Reading, { target, actual }: Measured): Completion | null {
  if (target === null) return null;
  if (target === 0n) {
    if (how.zeroTarget === 'without_target') return null;
    const reached = how.better === 'more' ? actual >= 0n : actual <= 0n;
    return { part: reached ? 1n : 0n, whole: 1n };
  }
  if (target < 0n) {
    if (how.negativeTarget === 'without_target') return null;
    return how.better === 'more'
      ? { part: actual - 2n * target, whole: -target }
      : { part: -actual, whole: -target };
  }
  return ratioOf(how.better, actual, target);
}

/** a against a base above 0: a ÷ base, base ÷ a, or 2 − a ÷ base. */
export function ratioOf(better: Reading['better'], actual: bigint, base: bigint): Completion {
  if (better === 'more') return { part: actual, whole: base };
  if (better === 'less_mirrored') return { part: 2n * base - actual, whole: base };
  return actual <= 0n ? { part: 1n, whole: 0n } : { part: base, whole: actual };
}

/** Whether a completion is at least a bound in millionths; exact, nothing is rounded before. */
export function reaches({ part, whole }: Completion, bound: bigint): boolean {
  return part * one >= bound * whole;
}

/** w × completion within floor and cap, × `factor` ÷ 1 where a region has one. */
export function withinBounds(
  weight: bigint,
  { floor, cap }: { readonly floor: bigint; readonly cap: bigint },
  completion: Completion,
): { readonly score: bigint; readonly outcome: Outcome } {
  const { part, whole } = completion;
  if (!reaches(completion, floor)) return { score: 0n, outcome: 'below_floor' };
  if (part * one > cap * whole)
    return { score: divide(weight * cap, one, 'half_up'), outcome: 'at_cap' };
  return { score: divide(weight * part, whole, 'half_up'), outcome: 'scored' };
}

/** A completion for the reader, half-up to a millionth; it decides nothing. */
export function completionText({ part, whole }: Completion): string {
  return whole === 0n ? '∞' : pointsText(divide(part * one, whole, 'half_up'));
}

function scoreLinear(weight: bigint, how: How<'linear'>, facts: Measured): Scored {
  const completion = completionOf(how, facts);
  if (completion === null) return markOf('linear', weight, how.withoutTarget, 'no_target', facts);
  const { score, outcome } = withinBounds(weight, how, completion);
  return scoredLine('linear', score, facts, {
    outcome,
    better: how.better,
    w: pointsText(weight),
    floor: pointsText(how.floor),
    cap: pointsText(how.cap),
    completion: completionText(completion),
  });
}

function scoreStep(
  weight: bigint,
  how: How<'step'> | How<'completion_step'>,
  facts: Measured,
): Scored {
  const target = facts.target ?? 0n;
  const ahead = how.better === 'more' ? facts.actual - target : target - facts.actual;
  const byShare = how.function === 'completion_step';
  if (byShare && target <= 0n)
    return markOf(how.function, weight, how.withoutTarget, 'no_target', facts);
  const distance = byShare ? ahead * one : ahead;
  const size = byShare ? how.stepShare * target : how.step;
  const each = distance >= 0n ? how.pointsUp : how.pointsDown;
  const steps = distance / size;
  const added =
    how.counting === 'whole_steps' ? steps * each : divide(distance * each, size, 'half_up');
  const raw = weight + added;
  const score = raw < how.min ? how.min : raw > how.max ? how.max : raw;
  return scoredLine(how.function, score, facts, {
    outcome: raw < how.min ? 'at_least' : raw > how.max ? 'at_most' : 'scored',
    w: pointsText(weight),
    ...(byShare ? { stepShare: String(how.stepShare) } : { step: String(how.step) }),
    counting: how.counting,
    steps: how.counting === 'whole_steps' ? String(steps) : quotientText(distance, size),
    points: pointsText(each),
    added: pointsText(added),
    min: pointsText(how.min),
    max: pointsText(how.max),
  });
}

function scoreDeduct(weight: bigint, how: How<'deduct'>, facts: Measured): Scored {
  const target = facts.target ?? 0n;
  const over = how.bad === 'above' ? facts.actual - target : target - facts.actual;
  const excess = over > 0n ? over : 0n;
  const deducted = deductedFor(excess, { ...how, per: how.step });
  const limited = deducted < how.deductMax ? deducted : how.deductMax;
  const score = weight > limited ? weight - limited : 0n;
  return scoredLine('deduct', score, facts, {
    outcome:
      deducted > how.deductMax || weight < limited ? 'at_least' : excess > 0n ? 'scored' : 'within',
    w: pointsText(weight),
    bad: how.bad,
    excess: String(excess),
    step: String(how.step),
    steps:
      how.counting === 'whole_steps' ? String(excess / how.step) : quotientText(excess, how.step),
    points: pointsText(how.points),
    counting: how.counting,
    deducted: pointsText(limited),
    max: pointsText(how.deductMax),
  });
}

/** Points off for an excess: by whole steps, or pro rata with one rounding half-up. */
export function deductedFor(
  excess: bigint,
  how: Pick<How<'deduct'>, 'points' | 'counting'> & { readonly per: bigint },
): bigint {
  return how.counting === 'whole_steps'
    ? (excess / how.per) * how.points
    : divide(excess * how.points, how.per, 'half_up');
}

/** A count of steps for the reader, half-up to a millionth. */
export function quotientText(distance: bigint, size: bigint): string {
  return pointsText(divide(distance * one, size, 'half_up'));
}

function scoreBand(weight: bigint, how: How<'band'>, facts: Measured): Scored {
  const completion = completionOf(how, facts);
  if (completion === null) return markOf('band', weight, how.withoutTarget, 'no_target', facts);
  const band = how.bands.find((candidate) => reaches(completion, candidate.from));
  return scoredLine('band', band?.points ?? 0n, facts, {
    outcome: band === undefined ? 'below_floor' : 'scored',
    w: pointsText(weight),
    completion: completionText(completion),
    bandFromShare: band === undefined ? '—' : String(band.from),
  });
}

function scoreLevel(weight: bigint, how: How<'level'>, facts: Measured): Scored {
  const level = how.tiers.find((candidate) => facts.actual >= candidate.from);
  return scoredLine('level', level?.points ?? 0n, facts, {
    outcome: level === undefined ? 'below_floor' : 'scored',
    w: pointsText(weight),
    bandFrom: level === undefined ? '—' : String(level.from),
  });
}

/** Full mark or none where nothing can be compared, with the reason. */
export function markOf(
  scoring: SchemeLine['scoring']['function'],
  weight: bigint,
  mode: 'full_mark' | 'no_mark' | 'as_zero',
  outcome: Outcome,
  facts: LineFacts,
): Scored {
  const score = mode === 'full_mark' ? weight : 0n;
  const { rule, inputs } = scoredLine(scoring, score, facts, {
    outcome,
    w: pointsText(weight),
    mode,
  }).explanation;
  return { score, explanation: { rule, formula: `assessment.formula.${outcome}`, inputs } };
}

/** A score with its rule, its formula in words and the numbers in it. */
export function scoredLine(
  scoring: SchemeLine['scoring']['function'],
  score: bigint,
  facts: LineFacts,
  inputs: Readonly<Record<string, string>> & { readonly outcome: Outcome },
): Scored {
  return {
    score,
    explanation: {
      rule: `assessment.rule.${scoring}`,
      formula: `assessment.formula.${scoring}`,
      inputs: {
        a: facts.actual === null ? '—' : String(facts.actual),
        t: facts.target === null ? '—' : String(facts.target),
        ...inputs,
        score: pointsText(score),
      },
    },
  };
}
