import type { Explanation } from '../../../../core/schema.ts';
import type { SchemeGate, SchemeLine, ScoringScheme } from '../policy/shape.ts';
import { decideDeductions, type Deductions } from './deductions.ts';
import { lineInput, trackOf, type MetricFacts, type RmFacts } from './facts.ts';
import { decideStep, dimensionPart, gatePart, limitedBy, type EarnedStep } from './gates.ts';
import { scoreLine, type Scored, type SheetPart } from './line.ts';
import { scoreMarks } from './raters.ts';
import { decidePointsTable } from './points-table.ts';
import { pointsText } from './points.ts';
import { coefficientOf, scoreRelative, type Standing } from './standing.ts';

export interface ScoredSheet {
  readonly parts: readonly SheetPart[];
  /** Name of the track that judged; null for the main scheme. */
  readonly track: string | null;
  /** Sum of lines, base and units: the total before cap, deductions and gates. */
  readonly points: bigint;
  /** Points taken off, after their cap. */
  readonly deducted: bigint;
  readonly total: bigint;
  readonly band: string;
  /** Step and title of the next quarter's pay; null when the scheme has none or none is reached. */
  readonly earned: EarnedStep | null;
  /** Below the lowest step of his own title. */
  readonly belowFloor: boolean;
  /** A gate took the bonus, whatever the total. */
  readonly bonusVoid: boolean;
  readonly explanation: Explanation;
}

export interface SheetFacts {
  /** 1 to 4. */
  readonly quarter: number;
  readonly rm: RmFacts;
  readonly metrics: ReadonlyMap<string, MetricFacts>;
  /** Raters' marks of 0 to 100 points, in millionths, by metric. */
  readonly marks: ReadonlyMap<string, readonly bigint[]>;
  /** How the RM stands with an actual in the group that a relative line names. */
  readonly standing: (line: SchemeLine, actual: bigint) => Standing | null;
}

/**
 * Scores one RM's quarter (D2a, D2e): the lines of his track or of the main scheme, or the points
 * table; then total = min(Σ, cap) − deductions, not below 0; then dimensions and gates limit it;
 * then band and earned step. The order of the facts changes nothing.
 */
export function decideSheet(scheme: ScoringScheme, facts: SheetFacts): ScoredSheet {
  const track = trackOf(scheme, facts.rm);
  const { lines, gates, bands } = {
    lines: track?.lines ?? scheme.lines,
    gates: track?.gates ?? scheme.gates,
    bands: track?.bands ?? scheme.bands,
  };
  const judged = [
    ...(scheme.table === null
      ? []
      : decidePointsTable(scheme.table, facts.rm.level, facts.metrics)),
    ...lines
      .filter((line) => line.quarters.includes(facts.quarter))
      .map((line) => linePart(scheme, line, facts)),
  ];
  const points = judged.reduce((sum, part) => sum + part.score, 0n);
  const capped = points < scheme.totalCap ? points : scheme.totalCap;
  const deductions = decideDeductions(scheme.deductions, facts.metrics);
  const left = capped - deductions.taken;
  const dimensions = (scheme.dimensions?.items ?? []).map((item) =>
    dimensionPart(item, facts.metrics),
  );
  const below = dimensions.filter((part) => part.rating === 'below');
  const tested = gates.map((gate) => ({ gate, row: gatePart(gate, facts.metrics) }));
  const failed = tested.filter((one) => !one.row.passed).map((one) => one.gate);
  const limited = below.length === 0 ? left : least(left, scheme.dimensions!.belowCapsTotal);
  const total = failed.reduce((sum, gate) => limitedBy(gate, sum), limited < 0n ? 0n : limited);
  const rows = [...dimensions, ...tested.map((one) => one.row)].map(
    ({
      part,
      metric,
      scoring,
      weight,
      target,
      actual,
      score,
      carriedIn,
      carriedOut,
      explanation,
    }) => ({
      part,
      metric,
      scoring,
      weight,
      target,
      actual,
      score,
      carriedIn,
      carriedOut,
      explanation,
    }),
  );
  return {
    parts: [...judged, ...deductions.parts, ...rows],
    track: track?.name ?? null,
    points,
    deducted: deductions.taken,
    total,
    band: bands.find((candidate) => total >= candidate.from)!.name,
    ...decideStep(scheme.steps, facts.rm.level, total),
    bonusVoid: failed.some((gate) => gate.otherwise.effect === 'bonus_void'),
    explanation: explainTotal(scheme, { points, total, deductions, failed, below }),
  };
}

function linePart(scheme: ScoringScheme, line: SchemeLine, facts: SheetFacts): SheetPart {
  const input = lineInput(line, facts.metrics.get(line.metric), facts.quarter);
  const { score, explanation } = scored(scheme, line, facts, input);
  const period = line.period === 'quarter' ? { period: line.period } : {};
  const carried = line.carryForward
    ? { carriedIn: String(input.carriedIn), carriedOut: String(input.carriedOut) }
    : {};
  const isMark = line.scoring.function === 'qualitative';
  const mean = explanation.inputs['a'];
  return {
    part: 'line',
    metric: line.metric,
    scoring: line.scoring.function,
    weight: line.weight,
    target: input.target,
    actual: isMark ? (mean === undefined || mean === '—' ? null : BigInt(mean)) : input.actual,
    score,
    carriedIn: line.carryForward ? input.carriedIn : null,
    carriedOut: line.carryForward ? input.carriedOut : null,
    explanation: { ...explanation, inputs: { ...explanation.inputs, ...carried, ...period } },
  };
}

function scored(
  scheme: ScoringScheme,
  line: SchemeLine,
  facts: SheetFacts,
  input: { readonly target: bigint | null; readonly actual: bigint | null },
): Scored {
  const { scoring } = line;
  if (scoring.function === 'qualitative') {
    const marks = facts.marks.get(line.metric) ?? [];
    return scoreMarks(line, scoring, { marks, raters: scheme.raters });
  }
  if (scoring.function !== 'relative') return scoreLine(line, scoring, input);
  return scoreRelative(line, scoring, {
    ...input,
    standing: input.actual === null ? null : facts.standing(line, input.actual),
    coefficient: coefficientOf(scoring, facts.rm.unitCodes),
  });
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function explainTotal(
  scheme: ScoringScheme,
  sums: {
    readonly points: bigint;
    readonly total: bigint;
    readonly deductions: Deductions;
    readonly failed: readonly SchemeGate[];
    readonly below: readonly SheetPart[];
  },
): Explanation {
  const { points, total, deductions, failed, below } = sums;
  const { most } = scheme.deductions;
  const taken =
    scheme.deductions.items.length === 0
      ? {}
      : {
          deductions: pointsText(deductions.sum),
          ...(most === null ? {} : { deductionsMost: pointsText(most) }),
          deducted: pointsText(deductions.taken),
        };
  const dimensions =
    scheme.dimensions === null
      ? {}
      : {
          dimensionsBelow: below.length === 0 ? '—' : below.map((part) => part.metric).join('; '),
          belowCapsTotal: pointsText(scheme.dimensions.belowCapsTotal),
        };
  return {
    rule: 'assessment.rule.total',
    formula: 'assessment.formula.total',
    inputs: {
      points: pointsText(points),
      cap: pointsText(scheme.totalCap),
      ...taken,
      ...dimensions,
      gates:
        failed.length === 0
          ? '—'
          : failed.map((gate) => `${gate.metric} ${gate.pass} ${gate.bound}`).join('; '),
      total: pointsText(total),
    },
  };
}
