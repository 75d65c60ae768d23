import type { PointsTable } from '../policy/shape.ts';
import { actualIn, type MetricFacts } from './facts.ts';
import { pointsText } from './points.ts';
import type { SheetPart } from './line.ts';

type Metrics = ReadonlyMap<string, MetricFacts>;

/**
 * Points by a table (domain rules 1.3): the base of the title whose minimum is met, then points for
 * each whole unit above that title's minimum. A title's minimum is met at its bound; what is not
 * measured is 0.
 */
export function decidePointsTable(
  table: PointsTable,
  level: string,
  metrics: Metrics,
): readonly SheetPart[] {
  const actualOf = (metric: string) => actualIn(metrics, { metric, period: table.period });
  const isMet: Meets = ({ metric, least }) => (actualOf(metric) ?? 0n) >= least;
  const title = titleOf(table, level, isMet);
  const own = table.titles.find((row) => row.level === level);
  const base = title?.base ?? 0n;
  const counted = title ?? own;
  const missed = own?.minimum.filter((need) => !isMet(need)) ?? [];
  const basePart: SheetPart = {
    part: 'base',
    metric: null,
    scoring: 'points_table',
    weight: own?.base ?? 0n,
    target: null,
    actual: null,
    score: base,
    carriedIn: null,
    carriedOut: null,
    explanation: {
      rule: 'assessment.rule.base',
      formula: 'assessment.formula.base',
      inputs: {
        outcome: title === undefined ? 'no_base' : title.level === level ? 'met' : 'lower_title',
        own: own === undefined ? '—' : level,
        title: title?.level ?? '—',
        missed: missed.length === 0 ? '—' : missed.map((need) => need.metric).join('; '),
        score: pointsText(base),
      },
    },
  };
  const units = table.units.map((unit): SheetPart => {
    const least = counted?.minimum.find((need) => need.metric === unit.metric)?.least;
    const from = least ?? (table.withoutMinimum === 'from_zero' ? 0n : null);
    const actual = actualOf(unit.metric);
    const above = from === null || actual === null || actual < from ? 0n : actual - from;
    const count = above / unit.amount;
    const score = count * unit.points;
    return {
      part: 'unit',
      metric: unit.metric,
      scoring: 'points_table',
      weight: 0n,
      target: from,
      actual,
      score,
      carriedIn: null,
      carriedOut: null,
      explanation: {
        rule: 'assessment.rule.unit',
        formula: 'assessment.formula.unit',
        inputs: {
          a: actual === null ? '—' : String(actual),
          t: from === null ? '—' : String(from),
          outcome: actual === null ? 'not_measured' : from === null ? 'not_counted' : 'scored',
          step: String(unit.amount),
          steps: String(count),
          points: pointsText(unit.points),
          ...(table.period === 'quarter' ? { period: table.period } : {}),
          score: pointsText(score),
        },
      },
    };
  });
  return [basePart, ...units];
}

type Meets = (need: { readonly metric: string; readonly least: bigint }) => boolean;

/** The title that gives the base: his own, or by the scheme the next lower one that is met. */
function titleOf(table: PointsTable, level: string, isMet: Meets) {
  const own = table.titles.findIndex((row) => row.level === level);
  for (let at = own; at >= 0; at -= 1) {
    const row = table.titles[at]!;
    if (row.minimum.every(isMet)) return row;
    if (table.missed === 'no_base') return undefined;
  }
  return undefined;
}
