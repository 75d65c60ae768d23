import type { Day } from '../../../../core/day.ts';
import { divide } from '../../../../core/money.ts';
import type { Refusal } from '../../../../core/refusal.ts';
import type { Explanation } from '../../../../core/schema.ts';
import { reviewSides, type ReviewSide } from '../contract/competence.ts';
import { refuse } from '../messages.ts';
import type { Competence } from '../policy/competence.ts';
import { pointsText } from './points.ts';

/** A form as the result sees it: from which side, and a mark for each dimension; not from whom. */
export interface ReviewForm {
  readonly side: ReviewSide;
  /** Millionths of a mark of 100. */
  readonly marks: ReadonlyMap<string, bigint>;
}

export interface ReviewResult {
  /** Of 100, in millionths; null with too few raters. */
  readonly total: bigint | null;
  readonly raters: number;
  readonly dimensions: readonly { readonly key: string; readonly score: bigint }[];
  readonly explanation: Explanation;
}

/**
 * The result of an RM's competence review (D3a, G13). For each dimension the highest and the lowest
 * mark drop out when there are enough raters; each side's marks are averaged, the sides present
 * weighted; the total weighs the dimensions. Each score is rounded once, half-up to a millionth, so
 * it never leaves the range of the marks. Fewer raters than the policy needs: no result. What is
 * shown tells no mark of a single rater.
 */
export function decideReview(policy: Competence, forms: readonly ReviewForm[]): ReviewResult {
  const raters = forms.length;
  const drops = raters >= policy.extremesDropFrom;
  const inputs = {
    raters: String(raters),
    reviewRatersLeast: String(policy.reviewRatersLeast),
    extremes: drops ? '2' : '0',
  };
  const rule = 'assessment.rule.competence';
  if (raters < policy.reviewRatersLeast) {
    const explanation = { rule, formula: 'assessment.formula.competence_none', inputs };
    return { total: null, raters, dimensions: [], explanation };
  }
  const dimensions = policy.dimensions.map(({ key }) => ({
    key,
    score: scoreDimension(policy, marksOn(forms, key), drops),
  }));
  const weights = policy.dimensions.reduce((sum, one) => sum + one.weight, 0n);
  const weighed = policy.dimensions.reduce(
    (sum, one, at) => sum + one.weight * dimensions[at]!.score,
    0n,
  );
  const total = divide(weighed, weights, 'half_up');
  const named = policy.dimensions.map((one, at) => [
    one.title,
    `${pointsText(dimensions[at]!.score)} × ${pointsText(one.weight)}%`,
  ]);
  return {
    total,
    raters,
    dimensions,
    explanation: {
      rule,
      formula: 'assessment.formula.competence',
      inputs: { ...inputs, ...Object.fromEntries(named), competence: pointsText(total) },
    },
  };
}

/** The inputs in the order of the decision: a row of JSON keeps none. */
export function inReviewOrder(
  explanation: Explanation,
  dimensions: readonly { readonly name: string }[],
): Explanation {
  const { inputs } = explanation;
  const names = [
    'raters',
    'reviewRatersLeast',
    'extremes',
    ...dimensions.map((one) => one.name),
    'competence',
  ];
  const ordered = names.flatMap((name) =>
    inputs[name] === undefined ? [] : [[name, inputs[name]] as const],
  );
  return { ...explanation, inputs: Object.fromEntries(ordered) };
}

interface SidedMark {
  readonly side: ReviewSide;
  readonly mark: bigint;
}

function marksOn(forms: readonly ReviewForm[], dimension: string): SidedMark[] {
  return forms.flatMap(({ side, marks }) => {
    const mark = marks.get(dimension);
    return mark === undefined ? [] : [{ side, mark }];
  });
}

/**
 * Equal marks drop out in the order of the sides, so that the order in which forms came in never
 * matters.
 */
function scoreDimension(policy: Competence, marks: readonly SidedMark[], drops: boolean): bigint {
  const sorted = marks.toSorted((a, b) =>
    a.mark === b.mark
      ? reviewSides.indexOf(a.side) - reviewSides.indexOf(b.side)
      : a.mark < b.mark
        ? -1
        : 1,
  );
  const counted = drops ? sorted.slice(1, -1) : sorted;
  const bySide = Map.groupBy(counted, (one) => one.side);
  const weightOf = (side: ReviewSide) =>
    policy.sides.find((one) => one.side === side)?.weight ?? 0n;
  const sides = [...bySide].filter(([side]) => weightOf(side) > 0n);
  const parts =
    sides.length === 0
      ? [{ weight: 1n, own: counted }]
      : sides.map(([side, own]) => ({ weight: weightOf(side), own }));
  // A weighted mean of means as one exact fraction: rounded once.
  const product = parts.reduce((all, { own }) => all * BigInt(own.length), 1n);
  const numerator = parts.reduce((sum, { weight, own }) => {
    const marksSum = own.reduce((all, one) => all + one.mark, 0n);
    return sum + (weight * marksSum * product) / BigInt(own.length);
  }, 0n);
  const denominator = parts.reduce((sum, { weight }) => sum + weight, 0n) * product;
  return divide(numerator, denominator, 'half_up');
}

/** A member of staff as the proposal sees him. */
export interface ReviewStaff {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly unitPath: string;
  readonly isRm: boolean;
  /** Kind of his unit; raters of the departments' side come from departments. */
  readonly unitKind: string;
}

export interface Seat {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly raterStaffId: bigint;
  readonly side: ReviewSide;
}

/**
 * Who is proposed as a rater of each RM, by the policy's numbers: superiors are those of his own
 * unit and the units above who are no RMs, nearest first; peers the RMs of his unit, then of the
 * unit above, in turn by staff number; departments in turn over all RMs. The customers' side, and
 * whoever lacks, is named by hand.
 */
export function proposeSeats(policy: Competence, staff: readonly ReviewStaff[]): Seat[] {
  const ordered = staff.toSorted((a, b) => (a.staffNo < b.staffNo ? -1 : 1));
  const rms = ordered.filter((one) => one.isRm);
  const others = ordered.filter((one) => !one.isRm);
  const departments = others.filter((one) => one.unitKind === 'department');
  const superiors = Map.groupBy(
    others.filter((one) => one.unitKind !== 'department'),
    (one) => one.unitPath,
  );
  const peersOf = Map.groupBy(rms, (one) => one.unitPath);
  const besideOf = Map.groupBy(rms, (one) => above(one.unitPath));
  return rms.flatMap((rm, at) => {
    const candidates: Record<ReviewSide, readonly ReviewStaff[]> = {
      superior: pathsUp(rm.unitPath).flatMap((path) => superiors.get(path) ?? []),
      peer: [
        ...inTurn(peersOf.get(rm.unitPath) ?? [], rm),
        ...inTurn(besideOf.get(above(rm.unitPath)) ?? [], rm).filter(
          (one) => one.unitPath !== rm.unitPath,
        ),
      ],
      department: turned(departments, at),
      customer: [],
    };
    const taken = new Set([rm.staffId]);
    return policy.sides.flatMap(({ side, proposed }) => {
      const chosen = candidates[side].filter((one) => !taken.has(one.staffId)).slice(0, proposed);
      for (const one of chosen) taken.add(one.staffId);
      return chosen.map((one) => ({
        staffId: rm.staffId,
        unitPath: rm.unitPath,
        raterStaffId: one.staffId,
        side,
      }));
    });
  });
}

/** A unit's path and those above it, nearest first: four characters and a dot a level. */
function pathsUp(path: string): string[] {
  const paths: string[] = [];
  for (let end = path.length; end > 0; end -= 5) paths.push(path.slice(0, end));
  return paths;
}

function above(path: string): string {
  return path.slice(0, -5);
}

/** The others of a group, beginning after the one. */
function inTurn(group: readonly ReviewStaff[], one: ReviewStaff): ReviewStaff[] {
  return turned(group, group.findIndex((other) => other.staffId === one.staffId) + 1).filter(
    (other) => other.staffId !== one.staffId,
  );
}

function turned(group: readonly ReviewStaff[], by: number): ReviewStaff[] {
  if (group.length === 0) return [];
  const from = by % group.length;
  return [...group.slice(from), ...group.slice(0, from)];
}

/**
 * Whether a period is one of the policy's: 2026 for years, 2026H1 for half years; and has begun.
 */
export function decideOpenReview(
  policy: Competence,
  facts: { readonly period: string; readonly today: Day; readonly before: readonly string[] },
): Refusal | null {
  const { period, today } = facts;
  const isHalf = period.includes('H');
  if (isHalf !== (policy.every === 'half_year')) {
    return refuse('assessment.review_period_invalid', {
      period,
      expected: policy.every === 'year' ? '2026' : '2026H1',
    });
  }
  const from = `${period.slice(0, 4)}-${period.endsWith('H2') ? '07' : '01'}-01`;
  if (today < from) return refuse('assessment.review_not_begun', { period, from, today });
  if (facts.before.includes(period)) return refuse('assessment.review_twice', { period });
  return null;
}

/** A seat that the rater holds, not excused. */
export interface SeatFacts {
  readonly period: string;
  readonly closedOn: Day | null;
  /** His form that counts now. */
  readonly present: bigint | null;
}

/**
 * Whether a named rater may hand in his form: the review is open, every dimension has its one mark,
 * and nothing replaced the form he saw.
 */
export function decideForm(
  policy: Competence,
  facts: SeatFacts,
  form: { readonly dimensions: readonly string[]; readonly replaces: bigint | null },
): Refusal | null {
  const { period, closedOn } = facts;
  if (closedOn !== null) return refuse('assessment.review_closed', { period, closedOn });
  const wanted = policy.dimensions.map((one) => one.key).toSorted();
  const given = [...form.dimensions].toSorted();
  if (wanted.length !== given.length || wanted.some((key, at) => key !== given[at])) {
    return refuse('assessment.review_dimensions', { wanted: wanted.length, given: given.length });
  }
  if (facts.present !== form.replaces) return refuse('assessment.form_changed');
  return null;
}

/** Whether a review may be closed: once, and before its last day only when every form is in. */
export function decideCloseReview(facts: {
  readonly period: string;
  readonly today: Day;
  readonly dueOn: Day;
  readonly closedOn: Day | null;
  readonly wanted: number;
  readonly done: number;
}): Refusal | null {
  const { period, today, dueOn, closedOn, wanted, done } = facts;
  if (closedOn !== null) return refuse('assessment.review_closed', { period, closedOn });
  if (today <= dueOn && done < wanted) {
    return refuse('assessment.review_running', { period, dueOn, missing: wanted - done, wanted });
  }
  return null;
}
