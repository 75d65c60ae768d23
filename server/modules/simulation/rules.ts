import { divide } from '../../../core/money.ts';

/** How a figure is spread over the RMs of a group; each is a figure somebody has, but the mean. */
export interface Spread {
  readonly staff: number;
  readonly least: bigint;
  readonly lowerQuarter: bigint;
  readonly median: bigint;
  readonly upperQuarter: bigint;
  readonly most: bigint;
  /** Half-up in the figure's unit. */
  readonly mean: bigint;
  readonly sum: bigint;
}

/**
 * The spread of some figures; null of none. The quartiles are nearest ranks: the smallest figure
 * that at least ¼, ½, ¾ of the figures do not exceed.
 */
export function spreadOf(figures: readonly bigint[]): Spread | null {
  if (figures.length === 0) return null;
  const sorted = figures.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const rank = (quarters: number) => sorted[Math.ceil((sorted.length * quarters) / 4) - 1]!;
  const sum = sorted.reduce((all, one) => all + one, 0n);
  return {
    staff: sorted.length,
    least: sorted[0]!,
    lowerQuarter: rank(1),
    median: rank(2),
    upperQuarter: rank(3),
    most: sorted.at(-1)!,
    mean: divide(sum, BigInt(sorted.length), 'half_up'),
    sum,
  };
}

/** An RM's quarter under the schemes that were used, or under those that are tried. */
export interface Outcome {
  readonly staffId: bigint;
  readonly sequence: string;
  readonly level: string;
  readonly total: bigint;
  readonly band: string;
  /** Gross pay; null when pay was not computed for him. */
  readonly gross: bigint | null;
}

export interface GradeComparison {
  readonly sequence: string;
  readonly level: string;
  readonly scoreNow: Spread | null;
  readonly scoreTrial: Spread | null;
  readonly payNow: Spread | null;
  readonly payTrial: Spread | null;
}

export interface StaffChange {
  readonly staffId: bigint;
  readonly scoreNow: bigint | null;
  readonly scoreTrial: bigint | null;
  readonly grossNow: bigint | null;
  readonly grossTrial: bigint | null;
}

export interface Comparison {
  readonly grades: readonly GradeComparison[];
  readonly bands: readonly {
    readonly band: string;
    readonly now: number;
    readonly trial: number;
  }[];
  /** Those whose pay (then score) changes most, largest change first; ties by staff id. */
  readonly changes: readonly StaffChange[];
}

const levelOrder = ['trainee', 'junior', 'middle', 'senior'];

/**
 * What a draft scheme would have changed in a past quarter (D2a, D2b): the spread of scores and
 * gross pay by ladder and grade, how many fall into each band, and whom it changes most.
 */
export function compareOutcomes(
  now: readonly Outcome[],
  trial: readonly Outcome[],
  most: number,
): Comparison {
  return {
    grades: gradesOf(now, trial),
    bands: bandsOf(now, trial),
    changes: changesOf(now, trial).slice(0, most),
  };
}

function gradesOf(now: readonly Outcome[], trial: readonly Outcome[]): GradeComparison[] {
  const gradeOf = (one: Outcome) => `${one.sequence}|${one.level}`;
  const known = [...new Set([...now, ...trial].map(gradeOf))].toSorted((a, b) => {
    const [one, other] = [a.split('|'), b.split('|')];
    if (one[0] !== other[0]) return one[0]! < other[0]! ? -1 : 1;
    return levelOrder.indexOf(one[1]!) - levelOrder.indexOf(other[1]!);
  });
  return known.map((grade) => {
    const [sequence = '', level = ''] = grade.split('|');
    const [before, after] = [now, trial].map((all) => all.filter((one) => gradeOf(one) === grade));
    return {
      sequence,
      level,
      scoreNow: spreadOf(before!.map((one) => one.total)),
      scoreTrial: spreadOf(after!.map((one) => one.total)),
      payNow: spreadOf(grossOf(before!)),
      payTrial: spreadOf(grossOf(after!)),
    };
  });
}

function grossOf(outcomes: readonly Outcome[]): bigint[] {
  return outcomes.flatMap((one) => (one.gross === null ? [] : [one.gross]));
}

/** Bands of both schemes, the best first: by the highest total that fell into them. */
function bandsOf(now: readonly Outcome[], trial: readonly Outcome[]): Comparison['bands'] {
  const highest = new Map<string, bigint>();
  for (const { band, total } of [...now, ...trial]) {
    const before = highest.get(band);
    if (before === undefined || total > before) highest.set(band, total);
  }
  const counted = (all: readonly Outcome[], band: string) =>
    all.filter((one) => one.band === band).length;
  return [...highest]
    .toSorted(([a, x], [b, y]) => (x === y ? (a < b ? -1 : 1) : x > y ? -1 : 1))
    .map(([band]) => ({ band, now: counted(now, band), trial: counted(trial, band) }));
}

function changesOf(now: readonly Outcome[], trial: readonly Outcome[]): StaffChange[] {
  const before = new Map(now.map((one) => [one.staffId, one]));
  const after = new Map(trial.map((one) => [one.staffId, one]));
  const all = [...new Set([...before.keys(), ...after.keys()])].map((staffId) => ({
    staffId,
    scoreNow: before.get(staffId)?.total ?? null,
    scoreTrial: after.get(staffId)?.total ?? null,
    grossNow: before.get(staffId)?.gross ?? null,
    grossTrial: after.get(staffId)?.gross ?? null,
  }));
  const size = (from: bigint | null, to: bigint | null) => {
    const difference = (to ?? 0n) - (from ?? 0n);
    return difference < 0n ? -difference : difference;
  };
  const order = (a: StaffChange, b: StaffChange) => {
    const pay = size(b.grossNow, b.grossTrial) - size(a.grossNow, a.grossTrial);
    const score = size(b.scoreNow, b.scoreTrial) - size(a.scoreNow, a.scoreTrial);
    const first = pay === 0n ? score : pay;
    if (first !== 0n) return first > 0n ? 1 : -1;
    return a.staffId < b.staffId ? -1 : 1;
  };
  return all
    .filter((one) => size(one.grossNow, one.grossTrial) + size(one.scoreNow, one.scoreTrial) > 0n)
    .toSorted(order);
}
