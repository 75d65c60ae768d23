import { z } from 'zod';
import { countText, englishName } from '../../../../core/schema.ts';

/** Points in millionths of a point; amounts in the metric's own unit (fen, count, millionths). */
const points = countText.transform(BigInt);
const amount = countText.transform(BigInt);
/** A ratio in millionths: 1.2 is 1200000. */
const ratio = countText.transform(BigInt);

const mark = z.enum(['full_mark', 'no_mark']);
const counting = z.enum(['whole_steps', 'pro_rata']);

/**
 * How a completion is read: a ÷ t when more is better; t ÷ a or 2 − a ÷ t when less is better.
 * What a target of 0 and a negative one mean is said, never guessed: `without_target` (no ratio can
 * be made), full mark once reached, or a planned loss mirrored (2 − a ÷ t).
 */
const completion = {
  better: z.enum(['more', 'less_inverse', 'less_mirrored']).default('more'),
  withoutTarget: mark,
  zeroTarget: z.enum(['without_target', 'reached_is_full']).default('without_target'),
  negativeTarget: z.enum(['without_target', 'mirrored']).default('without_target'),
};

/** Year to date, or what the quarter alone brought. */
const period = z.enum(['year_to_date', 'quarter']).default('year_to_date');

/** Four quarters of a year, for lines that count in some of them only. */
const quarters = z.array(z.int().min(1).max(4)).min(1).max(4).default([1, 2, 3, 4]);

/** The scoring functions of domain rules 2.2: a = actual, t = target, w = full mark. */
export const scoring = z.discriminatedUnion('function', [
  /** s = w·a/t; below `floor` nothing, above `cap` no more. */
  z.strictObject({ function: z.literal('linear'), floor: ratio, cap: ratio, ...completion }),
  /** s = w ± points for each step above or below the target, within min and max. */
  z.strictObject({
    function: z.literal('step'),
    better: z.enum(['more', 'less']).default('more'),
    step: amount,
    pointsUp: points,
    pointsDown: points,
    counting: counting.default('whole_steps'),
    min: points,
    max: points,
    withoutTarget: z.enum(['as_zero', 'full_mark', 'no_mark']).default('as_zero'),
  }),
  /** The same by completion: the step is a share of the target (50000 is 5 % of it). */
  z.strictObject({
    function: z.literal('completion_step'),
    better: z.enum(['more', 'less']).default('more'),
    stepShare: ratio,
    pointsUp: points,
    pointsDown: points,
    counting: counting.default('whole_steps'),
    min: points,
    max: points,
    withoutTarget: mark,
  }),
  /**
   * s = w − points for each step of excess over (or shortfall below) the target, at most
   * `deductMax`.
   */
  z.strictObject({
    function: z.literal('deduct'),
    bad: z.enum(['above', 'below']),
    step: amount,
    points,
    counting,
    deductMax: points,
    withoutTarget: z.enum(['as_zero', 'full_mark', 'no_mark']).default('as_zero'),
  }),
  /** The band that a/t falls into, by its lower bound (inclusive). */
  z.strictObject({
    function: z.literal('band'),
    bands: z
      .array(z.strictObject({ from: ratio, points }))
      .min(1)
      .max(20),
    ...completion,
  }),
  /** The level that the actual itself reaches, by its lower bound (inclusive). */
  z.strictObject({
    function: z.literal('level'),
    tiers: z
      .array(z.strictObject({ from: amount, points }))
      .min(1)
      .max(20),
  }),
  /**
   * Against others: a ÷ the group's average within floor and cap, or points by the fifth of the
   * group one ranks in; either × the coefficient of the region. Below `targetFloor` of one's own
   * target nothing: rank alone must not decide (绩效考评监管指引).
   */
  z.strictObject({
    function: z.literal('relative'),
    against: z.enum(['group_average', 'fifths']),
    group: z.enum(['bank', 'branch', 'unit', 'grade']),
    better: z.enum(['more', 'less_inverse', 'less_mirrored']).default('more'),
    floor: ratio,
    cap: ratio,
    /** Points of the best fifth first; only for `fifths`. */
    fifths: z.array(points).max(5).default([]),
    /** By unit code; the nearest unit above the RM that is named counts, otherwise 1. */
    coefficients: z
      .array(z.strictObject({ unit: z.string().min(1), coefficient: ratio }))
      .max(2000)
      .default([]),
    targetFloor: ratio.nullable().default(null),
    withoutAverage: mark,
  }),
  /** s = w × mean of the raters' marks ÷ 100; the scheme's `raters` says how many and which. */
  z.strictObject({ function: z.literal('qualitative'), withoutMarks: mark }),
]);
export type Scoring = z.output<typeof scoring>;

const line = z.strictObject({
  metric: z.string().min(1).max(60),
  weight: points,
  scoring,
  /** A target of the scheme itself, the same for all (NPL 2 %); otherwise the RM's own. */
  fixedTarget: amount.nullable().default(null),
  period,
  /** What exceeds the quarter's target is added to the next quarter's actual; year end resets. */
  carryForward: z.boolean().default(false),
  quarters,
  /** What no figure means. */
  unmeasured: z.enum(['as_zero', 'full_mark', 'no_mark']).default('as_zero'),
});

const gate = z.strictObject({
  metric: z.string().min(1).max(60),
  period,
  /** The gate is passed when the actual is on this side of the bound (inclusive). */
  pass: z.enum(['at_least', 'at_most']),
  bound: amount,
  /** Not passed: the total is void, or at most so many points, or the bonus is void. */
  otherwise: z.discriminatedUnion('effect', [
    z.strictObject({ effect: z.literal('void') }),
    z.strictObject({ effect: z.literal('cap'), points }),
    z.strictObject({ effect: z.literal('bonus_void') }),
  ]),
});

/** Points off the total for things that happened, whatever the lines say. */
const deduction = z.strictObject({
  metric: z.string().min(1).max(60),
  period,
  /** Points for each `per` beyond `free`. */
  points,
  per: amount,
  free: amount,
  bad: z.enum(['above', 'below']).default('above'),
  counting: counting.default('whole_steps'),
  most: points.nullable().default(null),
});

/** Dimensions of a gate scheme (D2e): each below par, par or above par by its own bounds. */
const dimension = z.strictObject({
  metric: z.string().min(1).max(60),
  better: z.enum(['more', 'less']).default('more'),
  par: amount,
  above: amount,
});

/** Levels of RMs, as people has them; a contract between rooms, checked by `schemeFaults`. */
export const levels = ['trainee', 'junior', 'middle', 'senior'] as const;
const level = z.enum(levels);
const sequence = z.enum(['corporate', 'retail']);

/**
 * A points table: a title's points once the minimum is met, and points for each whole unit above
 * it. Rows from the lowest title up.
 */
const pointsTable = z.strictObject({
  period,
  titles: z
    .array(
      z.strictObject({
        level,
        base: points,
        minimum: z
          .array(z.strictObject({ metric: z.string().min(1).max(60), least: amount }))
          .min(1)
          .max(10),
      }),
    )
    .min(1)
    .max(10),
  /** So many points for each whole `amount` of a metric above the minimum. */
  units: z
    .array(z.strictObject({ metric: z.string().min(1).max(60), amount, points }))
    .min(1)
    .max(20),
  /** A metric without a minimum in the title's row counts from zero, or not at all. */
  withoutMinimum: z.enum(['from_zero', 'not_counted']),
  /** The own minimum is missed: no base, or the row of the next lower title that is met. */
  missed: z.enum(['no_base', 'lower_title']),
});

const stepRow = z.strictObject({ level, payStep: z.int().min(1).max(20), points });

const bands = z
  .array(z.strictObject({ name: z.string().min(1).max(40), nameEn: englishName, from: points }))
  .min(1)
  .max(12);
const lines = z.array(line).max(40);
const gates = z.array(gate).max(10);

/** RMs whom other lines judge: all that is named must fit; an empty list fits everyone. */
const track = z.strictObject({
  name: z.string().min(1).max(60),
  nameEn: englishName,
  who: z.strictObject({
    sequences: z.array(sequence).max(2).default([]),
    levels: z.array(level).max(4).default([]),
    /** Kind of the RM's unit, or of the office that his department belongs to. */
    unitKinds: z.array(z.string().min(1)).max(6).default([]),
  }),
  lines,
  gates: gates.nullable().default(null),
  bands: bands.nullable().default(null),
});

/** A bank's scoring scheme. Places added later have defaults: older versions stay as they were. */
export const schemeShape = z.strictObject({
  mode: z.enum(['weights', 'points_table']).default('weights'),
  lines,
  table: pointsTable.nullable().default(null),
  deductions: z
    .strictObject({ items: z.array(deduction).max(40), most: points.nullable() })
    .default({ items: [], most: null }),
  gates,
  dimensions: z
    .strictObject({
      items: z.array(dimension).max(12),
      /** One dimension below par: the total is at most so many points. */
      belowCapsTotal: points,
    })
    .nullable()
    .default(null),
  raters: z
    .strictObject({
      /** Fewer marks than this do not count. */
      least: z.int().min(1).max(50),
      /** From so many marks on, the highest and the lowest are dropped. */
      dropFrom: z.int().min(3).max(50),
      /** Most that qualitative lines may weigh together. */
      weightShareMost: ratio,
    })
    .default({ least: 3, dropFrom: 5, weightShareMost: 300_000n }),
  totalCap: points,
  /** Bands of the total, best first; the last begins at 0. */
  bands,
  /** Points → pay step of the next quarter, best first; empty: the scheme has no steps. */
  steps: z.array(stepRow).max(80).default([]),
  tracks: z.array(track).max(20).default([]),
});

export type ScoringScheme = z.output<typeof schemeShape>;
export type SchemeDocument = z.input<typeof schemeShape>;
export type SchemeLine = ScoringScheme['lines'][number];
export type SchemeGate = ScoringScheme['gates'][number];
export type SchemeTrack = ScoringScheme['tracks'][number];
export type SchemeDeduction = ScoringScheme['deductions']['items'][number];
export type SchemeDimension = NonNullable<ScoringScheme['dimensions']>['items'][number];
export type PointsTable = NonNullable<ScoringScheme['table']>;
export type Raters = ScoringScheme['raters'];
export type Level = z.output<typeof level>;
export type Period = SchemeLine['period'];
export type How<F extends Scoring['function']> = Extract<Scoring, { function: F }>;
