import { divide } from '../../../../core/money.ts';
import type { Quarter } from '../../../../core/period.ts';
import type { Explanation } from '../../../../core/schema.ts';
import { pointsText } from './points.ts';
import type { AssessmentCycle } from '../policy/cycle.ts';

/** A sheet of a quarter's valid closing, as the year sees it. */
export interface YearSheet {
  readonly quarter: Quarter;
  /** Millionths of a point. */
  readonly total: bigint;
  readonly band: string;
  readonly sealed: boolean;
}

export interface YearResult {
  /** Millionths of a point; null without any sheet in the year. */
  readonly total: bigint | null;
  readonly band: string | null;
  /** Nothing of it can change any more: the year-end settlement may use it. */
  readonly final: boolean;
  readonly explanation: Explanation;
}

export interface YearFacts {
  readonly sheets: readonly YearSheet[];
  /** Whether the bank's fourth quarter of the year is sealed. */
  readonly yearSealed: boolean;
  /** Bands of the scoring scheme on the year's last day, best first. */
  readonly bands: readonly { readonly name: string; readonly from: bigint }[];
}

/**
 * The score of a year (C3e: the settlement stands on it). By policy the last quarter's sheet, which
 * is cumulative since 1 January, or the mean of the quarters he has a sheet for, half-up to a
 * millionth of a point. Who left in the year is scored by the sheets he has. Final when the year's
 * fourth quarter and each of his sheets are sealed.
 */
export function decideYear(method: AssessmentCycle['yearScore'], facts: YearFacts): YearResult {
  const sheets = facts.sheets.toSorted((a, b) => (a.quarter < b.quarter ? -1 : 1));
  const last = sheets.at(-1);
  if (last === undefined) {
    return { total: null, band: null, final: facts.yearSealed, explanation: without(method) };
  }
  const sum = sheets.reduce((all, one) => all + one.total, 0n);
  const mean = divide(sum, BigInt(sheets.length), 'half_up');
  const total = method === 'last_quarter' ? last.total : mean;
  const band =
    method === 'last_quarter'
      ? last.band
      : (facts.bands.find((one) => total >= one.from)?.name ?? null);
  return {
    total,
    band,
    final: facts.yearSealed && sheets.every((one) => one.sealed),
    explanation: {
      rule: 'assessment.rule.year',
      formula: `assessment.formula.year.${method}`,
      inputs: {
        ...Object.fromEntries(sheets.map((one) => [one.quarter, pointsText(one.total)])),
        quarters: String(sheets.length),
        yearScore: pointsText(total),
      },
    },
  };
}

function without(method: AssessmentCycle['yearScore']): Explanation {
  return {
    rule: 'assessment.rule.year',
    formula: `assessment.formula.year.${method}`,
    inputs: { quarters: '0', yearScore: '—' },
  };
}
