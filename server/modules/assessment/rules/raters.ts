import { divide } from '../../../../core/money.ts';
import type { How, Raters, SchemeLine } from '../policy/shape.ts';
import { markOf, scoredLine, type Scored } from './line.ts';
import { pointsText } from './points.ts';

/** The mean of the marks that count, as an exact fraction of millionths of a point. */
export interface Mean {
  readonly sum: bigint;
  readonly count: bigint;
}

/**
 * The mean of several raters' marks (G13): fewer than `least` do not count (null); from `dropFrom`
 * marks on, one highest and one lowest are dropped.
 */
export function meanOfMarks(
  marks: readonly bigint[],
  raters: Pick<Raters, 'least' | 'dropFrom'>,
): Mean | null {
  if (marks.length < raters.least) return null;
  const sorted = marks.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const counted = marks.length >= raters.dropFrom ? sorted.slice(1, -1) : sorted;
  return { sum: counted.reduce((all, mark) => all + mark, 0n), count: BigInt(counted.length) };
}

const fullMark = 100_000_000n;

/** Scores marks of 0 to 100: w × mean ÷ 100 (domain rules 2.2-7), one rounding half-up. */
export function scoreMarks(
  line: Pick<SchemeLine, 'weight'>,
  how: How<'qualitative'>,
  facts: { readonly marks: readonly bigint[]; readonly raters: Raters },
): Scored {
  const { marks, raters } = facts;
  const mean = meanOfMarks(marks, raters);
  if (mean === null) {
    const none = { target: null, actual: null };
    const { score, explanation } = markOf(
      'qualitative',
      line.weight,
      how.withoutMarks,
      'too_few_marks',
      none,
    );
    const inputs = {
      ...explanation.inputs,
      marks: String(marks.length),
      least: String(raters.least),
    };
    return { score, explanation: { ...explanation, inputs } };
  }
  const actual = divide(mean.sum, mean.count, 'half_up');
  const score = divide(line.weight * mean.sum, fullMark * mean.count, 'half_up');
  return scoredLine(
    'qualitative',
    score,
    { target: null, actual },
    {
      outcome: 'scored',
      w: pointsText(line.weight),
      marks: String(marks.length),
      dropped: String(BigInt(marks.length) - mean.count),
      mean: pointsText(actual),
    },
  );
}
