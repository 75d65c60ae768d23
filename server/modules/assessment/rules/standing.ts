import { divide } from '../../../../core/money.ts';
import type { How, SchemeLine } from '../policy/shape.ts';
import {
  completionText,
  markOf,
  ratioOf,
  reaches,
  scoredLine,
  withinBounds,
  type LineFacts,
  type Scored,
} from './line.ts';
import { one, pointsText } from './points.ts';

/** How an RM stands in a group: the group's sum and size, and how many are strictly above him. */
export interface Standing {
  readonly sum: bigint;
  readonly size: bigint;
  readonly above: bigint;
  readonly below: bigint;
}

/**
 * The standing of each value among all of its group; who has no figure is not of the group. Equal
 * values stand equal, whatever their order.
 */
export function standingsOf(values: readonly bigint[]): (value: bigint) => Standing {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const sum = sorted.reduce((all, value) => all + value, 0n);
  const first = new Map<bigint, number>();
  const last = new Map<bigint, number>();
  sorted.forEach((value, at) => {
    if (!first.has(value)) first.set(value, at);
    last.set(value, at);
  });
  const size = BigInt(sorted.length);
  return (value) => ({
    sum,
    size,
    above: size - 1n - BigInt(last.get(value) ?? -1),
    below: BigInt(first.get(value) ?? 0),
  });
}

/**
 * Scores against others (domain rules 2.2-5): actual ÷ the group's average within floor and cap, or
 * the points of the fifth of the group he ranks in, × the coefficient of his region. With
 * `targetFloor` nothing counts below that part of his own target. One rounding, half-up.
 */
export function scoreRelative(
  line: Pick<SchemeLine, 'weight' | 'unmeasured'>,
  how: How<'relative'>,
  facts: LineFacts & { readonly standing: Standing | null; readonly coefficient: bigint },
): Scored {
  const { actual, target, standing, coefficient } = facts;
  if (actual === null || standing === null)
    return markOf('relative', line.weight, line.unmeasured, 'not_measured', facts);
  if (how.targetFloor !== null && !isTargetReached(how, { target, actual }))
    return markOf('relative', line.weight, 'no_mark', 'below_target', facts);
  const group = {
    group: how.group,
    size: String(standing.size),
    coefficient: pointsText(coefficient),
    w: pointsText(line.weight),
  };
  if (how.against === 'fifths') {
    const ahead = how.better === 'more' ? standing.above : standing.below;
    const fifth = (ahead * 5n) / standing.size;
    const full = divide(line.weight * how.cap, one, 'half_up');
    const raw = divide(how.fifths[Number(fifth)]! * coefficient, one, 'half_up'); // tidy: not money
    return scoredLine('relative', raw > full ? full : raw, facts, {
      outcome: raw > full ? 'at_cap' : 'scored',
      against: how.against,
      ...group,
      rank: String(ahead + 1n),
      fifth: String(fifth + 1n),
      points: pointsText(how.fifths[Number(fifth)]!), // tidy: not money
      cap: pointsText(how.cap),
    });
  }
  if (standing.sum <= 0n)
    return markOf('relative', line.weight, how.withoutAverage, 'no_average', facts);
  const own = ratioOf(how.better, actual * standing.size, standing.sum);
  const completion = { part: own.part * coefficient, whole: own.whole * one };
  const { score, outcome } = withinBounds(line.weight, how, completion);
  return scoredLine('relative', score, facts, {
    outcome,
    against: how.against,
    better: how.better,
    ...group,
    average: String(divide(standing.sum, standing.size, 'half_up')),
    floor: pointsText(how.floor),
    cap: pointsText(how.cap),
    comparison: completionText(completion),
  });
}

/** A target of 0 or less, or none, is no target that could be reached. */
function isTargetReached(
  how: How<'relative'>,
  facts: { readonly target: bigint | null; readonly actual: bigint },
): boolean {
  if (facts.target === null || facts.target <= 0n) return false;
  return reaches(ratioOf(how.better, facts.actual, facts.target), how.targetFloor ?? 0n);
}

/** The coefficient of the nearest unit named, his own first, then upwards; 1 when none is. */
export function coefficientOf(
  how: Pick<How<'relative'>, 'coefficients'>,
  unitCodes: readonly string[],
): bigint {
  for (const code of unitCodes) {
    const row = how.coefficients.find((candidate) => candidate.unit === code);
    if (row !== undefined) return row.coefficient;
  }
  return one;
}
