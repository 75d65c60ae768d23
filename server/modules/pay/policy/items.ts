import { z } from 'zod';
import { countText, fenText } from '../../../../core/schema.ts';

/** Words of a pay scheme; every figure is digits in text: fen, whole counts or millionths. */
const money = fenText.transform(BigInt);
const whole = countText.transform(BigInt);
/** A share, factor or ratio in millionths: 30 % is 300000. */
const share = countText.transform(BigInt);

export const levelNames = ['trainee', 'junior', 'middle', 'senior'] as const;
export type Level = (typeof levelNames)[number];

export const byLevel = z.strictObject({
  trainee: money,
  junior: money,
  middle: money,
  senior: money,
});

const itemKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const itemKeys = z.array(itemKey).min(1).max(40);
const metricKey = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);
const parts = z
  .array(z.strictObject({ metric: metricKey, weight: share.default(1_000_000n) }))
  .min(1)
  .max(20);

/**
 * What an item goes by: a weighted sum of metrics, as it stands or set against others, against the
 * target or against a fixed amount. `quarter` is the quarter alone: what it added to a flow, its
 * own average or ratio; an entry by hand that is no flow holds on. Completion always is that of
 * the year to date, as targets are.
 */
export const value = z.strictObject({
  of: parts,
  as: z.enum(['amount', 'ratio', 'completion', 'against']).default('amount'),
  /** Of a ratio: what stands below the line. */
  under: z.array(parts.element).max(20).default([]),
  /** Of `against`: the amount that counts as 100 %, in the metric's unit. */
  reference: whole.default(0n),
  whose: z.enum(['own', 'team']).default('own'),
  span: z.enum(['quarter', 'year']).default('quarter'),
});
export type Value = z.output<typeof value>;

/** A price: a share of an amount of money, or so much for each so many. */
export const price = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('share'), share }),
  z.strictObject({
    by: z.literal('unit'),
    amount: money,
    each: whole,
    unit: z.enum(['fen', 'count']),
  }),
]);
export type Price = z.output<typeof price>;

/**
 * Which side of its bound a band holds: `at_least` from the bound on, `above` only beyond it (the
 * bound itself belongs to the band below).
 */
const edge = z.enum(['at_least', 'above']).default('at_least');

const bandList = <S extends z.ZodRawShape>(shape: S) =>
  z
    .array(z.strictObject({ from: whole, ...shape }))
    .min(1)
    .max(40);

const words = z.strictObject({
  zh: z.string().min(1).max(60),
  en: z.string().min(1).max(120),
});

const common = {
  key: itemKey,
  name: words,
  who: z
    .strictObject({
      sequences: z.array(z.enum(['corporate', 'retail'])).default([]),
      levels: z.array(z.enum(levelNames)).default([]),
    })
    .prefault({}),
  /** Conditions that must all hold; otherwise the item is 0. */
  when: z
    .array(
      z.strictObject({
        value,
        atLeast: whole.nullable().default(null),
        below: whole.nullable().default(null),
      }),
    )
    .max(5)
    .default([]),
};

const earning = {
  ...common,
  /** Base pay, or bonus: gates void it, deferral and the year-end share take from it. */
  part: z.enum(['base', 'bonus']).default('bonus'),
  /** Only a figure for items below it (the pot of a pool); not paid, not in gross. */
  basisOnly: z.boolean().default(false),
  /**
   * `quarter`: the amount is the quarter's. `annual`: it is a year's; so many quarters of it, less
   * what the year's earlier slips paid. `cumulative`: it is the year's to date, less the same.
   */
  period: z.enum(['quarter', 'annual', 'cumulative']).default('quarter'),
};

/** What tiers and slices are counted on: a value, or the sum of items that stand above. */
const counted = {
  of: value.optional(),
  items: z.array(itemKey).max(40).default([]),
};

const priced = bandList({ price });

export const item = z.discriminatedUnion('kind', [
  /** So much a month (or quarter) by level, or by step where the table names the step. */
  z.strictObject({
    kind: z.literal('by_grade'),
    ...earning,
    part: z.enum(['base', 'bonus']).default('base'),
    /** The appointed grade, or the step that last quarter's score earned. */
    by: z.enum(['appointed', 'earned']).default('appointed'),
    per: z.enum(['month', 'quarter']).default('month'),
    /** Without it: `basePerMonth` of the scheme. */
    amounts: byLevel.optional(),
    steps: z
      .array(z.strictObject({ step: z.string().min(1).max(40), amount: money }))
      .max(100)
      .default([]),
  }),
  /** Bonus at 100 points × score ÷ 100 × factor of the score's band. */
  z.strictObject({
    kind: z.literal('score_bonus'),
    ...earning,
    /** Without them: `bonusAtHundred` and `bonusFactors` of the scheme. */
    atHundred: byLevel.optional(),
    factors: bandList({ factor: share }).optional(),
  }),
  /** Metric × price; a falling one at its own price, or nothing. */
  z.strictObject({
    kind: z.literal('piece'),
    ...earning,
    of: value,
    price,
    falling: price.nullable().default(null),
    /** The price goes by the size of something else: its band's price instead of `price`. */
    bySize: z.strictObject({ of: value, edge, prices: priced }).nullable().default(null),
    most: money.nullable().default(null),
  }),
  /** The whole amount at the price of the tier that is reached. */
  z.strictObject({ kind: z.literal('tiers'), ...earning, ...counted, edge, tiers: priced }),
  /** Slice by slice, each at its own price. */
  z.strictObject({
    kind: z.literal('progressive'),
    ...earning,
    ...counted,
    slices: priced,
  }),
  /** A fixed amount by the band of a value; `also` names values that must be reached as well. */
  z.strictObject({
    kind: z.literal('amount_by_band'),
    ...earning,
    of: value,
    also: z.array(value).max(3).default([]),
    edge,
    bands: bandList({ also: z.array(whole).max(3).default([]), amount: money }),
  }),
  /** A pot shared by volume: own ÷ group; a negative volume counts as 0. */
  z.strictObject({
    kind: z.literal('pool'),
    ...earning,
    of: value,
    within: z.enum(['bank', 'branch', 'department']),
    /** The pot: an amount for each group, or a share of the group's sum of items above. */
    pot: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('amount'), amount: money }),
      z.strictObject({ by: z.literal('items'), items: itemKeys, weight: share }),
    ]),
  }),
  /** Amount × actual ÷ reference, from a threshold on. */
  z.strictObject({
    kind: z.literal('pro_rata'),
    ...earning,
    of: value,
    amount: money,
    reference: whole,
    threshold: whole,
    most: money.nullable().default(null),
  }),
  /** A factor on items above: by bands, multiplied, or 1 less their sum (never below 0). */
  z.strictObject({
    kind: z.literal('multiplier'),
    ...earning,
    on: itemKeys,
    combine: z.enum(['times', 'less']),
    factors: z
      .array(z.strictObject({ of: value, edge, bands: bandList({ factor: share }) }))
      .min(1)
      .max(10),
  }),
  /** Taken off within the legal floor: metric × price, or a share of items above by band. */
  z.strictObject({
    kind: z.literal('deduction'),
    ...common,
    of: value,
    /** Count what is missing to this number instead of the value itself. */
    shortOf: whole.nullable().default(null),
    take: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('price'), price }),
      z.strictObject({
        by: z.literal('items'),
        items: itemKeys,
        edge,
        bands: bandList({ share }),
      }),
    ]),
    most: money.nullable().default(null),
  }),
  /** Risk money withheld slice by slice from items above, kept in a ledger and released by rule. */
  z.strictObject({
    kind: z.literal('risk_deposit'),
    ...common,
    items: itemKeys,
    /** The slices are for a month (a quarter's are three times as wide) or for the quarter. */
    per: z.enum(['month', 'quarter']),
    slices: bandList({ share }),
    release: z.discriminatedUnion('after', [
      /** Each quarter's money as a whole after so many months. */
      z.strictObject({ after: z.literal('months'), months: z.int().min(3).max(120) }),
      /** From that year on, one part of last year-end's balance each year. */
      z.strictObject({
        after: z.literal('years'),
        fromYear: z.int().min(2).max(20),
        parts: z.int().min(1).max(20),
      }),
    ]),
    /** A certified figure (fen) of what was used for the RM's liability; it lowers the balance. */
    usedMetric: metricKey.nullable().default(null),
  }),
  /** A pay figure entered by one person and certified by another, as it stands. */
  z.strictObject({ kind: z.literal('certified'), ...earning, metric: metricKey }),
]);
export type PayItem = z.output<typeof item>;
/** An item as a document writes it. */
export type PayItemText = z.input<typeof item>;
export type ItemOf<K extends PayItem['kind']> = Extract<PayItem, { kind: K }>;
/** Items that make up gross pay. */
export type Earning = Exclude<PayItem, { kind: 'deduction' | 'risk_deposit' }>;

export function isEarning(one: PayItem): one is Earning {
  return one.kind !== 'deduction' && one.kind !== 'risk_deposit';
}

/** The two items of a scheme that lists none: base pay by grade and bonus by score. */
export const plainItems = [
  { kind: 'by_grade', key: 'base', name: { zh: '基本工资', en: 'Base pay' } },
  { kind: 'score_bonus', key: 'bonus', name: { zh: '绩效奖金', en: 'Bonus' } },
] as const;
