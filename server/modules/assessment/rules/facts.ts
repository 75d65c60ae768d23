import type { Period, SchemeLine, SchemeTrack, ScoringScheme } from '../policy/shape.ts';
import type { LineFacts } from './line.ts';

/** A metric of one RM; null: not measured, or no target. */
export interface MetricFacts extends LineFacts {
  /** The same for the quarter alone. */
  readonly quarter: LineFacts;
  /** Excess of the quarter before, handed to this one; 0 in the first quarter of a year. */
  readonly carriedIn: bigint;
}

/** Who the RM is, for tracks and regions. */
export interface RmFacts {
  readonly sequence: string;
  readonly level: string;
  /** Kind of his unit, and of the office that his department belongs to. */
  readonly unitKinds: readonly string[];
  /** Codes of his unit and the units above it, his own first. */
  readonly unitCodes: readonly string[];
}

/**
 * The target of a quarter alone: of a flow the target to date less the one of the quarter before;
 * an average or a level is the same for the quarter as for the year to date.
 */
export function quarterTarget(
  nature: 'average' | 'flow' | 'level',
  { now, before }: { readonly now: bigint | null; readonly before: bigint | null },
): bigint | null {
  return now === null || nature !== 'flow' ? now : now - (before ?? 0n);
}

/** The actual of a metric in a period; null: not measured. */
export function actualIn(
  metrics: ReadonlyMap<string, MetricFacts>,
  of: { readonly metric: string; readonly period: Period },
): bigint | null {
  const facts = metrics.get(of.metric);
  if (facts === undefined) return null;
  return of.period === 'quarter' ? facts.quarter.actual : facts.actual;
}

export interface LineInput extends LineFacts {
  readonly carriedIn: bigint;
  readonly carriedOut: bigint;
}

/**
 * Target and actual that a line judges: of its period, against the scheme's own target where it has
 * one, with the excess carried in (domain rules 2.2-8). What then exceeds the target is carried
 * out, but never over a year's end.
 */
export function lineInput(
  line: Pick<SchemeLine, 'period' | 'fixedTarget' | 'carryForward'>,
  facts: MetricFacts | undefined,
  quarter: number,
): LineInput {
  if (facts === undefined)
    return { target: line.fixedTarget, actual: null, carriedIn: 0n, carriedOut: 0n };
  const own = line.period === 'quarter' ? facts.quarter : facts;
  const target = line.fixedTarget ?? own.target;
  if (!line.carryForward) return { target, actual: own.actual, carriedIn: 0n, carriedOut: 0n };
  const { carriedIn } = facts;
  const actual = own.actual === null && carriedIn === 0n ? null : (own.actual ?? 0n) + carriedIn;
  const excess = actual === null || target === null ? 0n : actual - target;
  return { target, actual, carriedIn, carriedOut: quarter === 4 || excess < 0n ? 0n : excess };
}

/** The first track that fits an RM; null: the main scheme judges him. */
export function trackOf(scheme: Pick<ScoringScheme, 'tracks'>, rm: RmFacts): SchemeTrack | null {
  const names = (list: readonly string[], own: readonly string[]) =>
    list.length === 0 || own.some((one) => list.includes(one));
  return (
    scheme.tracks.find(
      ({ who }) =>
        names(who.sequences, [rm.sequence]) &&
        names(who.levels, [rm.level]) &&
        names(who.unitKinds, rm.unitKinds),
    ) ?? null
  );
}
