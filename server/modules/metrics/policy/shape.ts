import { z } from 'zod';
import { countText } from '../../../../core/schema.ts';
import { bases, directions, forbiddenBases, keyText, metricUnits, natures } from '../contract.ts';

const amount = countText.transform(BigInt);
const words = z.string().min(1).max(400);
const phrase = z.strictObject({ zh: words, en: words });

const measureShape = z.strictObject({
  key: keyText,
  name: phrase,
  basis: z.enum([...bases, ...forbiddenBases]),
  /** Codes of products that count; empty: all that the basis has. */
  products: z.array(z.string().min(1).max(30)).max(200).default([]),
  /** Codes of products that do not count. */
  without: z.array(z.string().min(1).max(30)).max(200).default([]),
  customers: z.enum(['any', 'corporate', 'individual']).default('any'),
  /**
   * Conversion by size: an amount counts so many times, by the last row whose bound its size
   * reaches; below the first it does not count. The size of a loan is its principal, of a new
   * customer the daily average of his deposits since he came. Empty: everything counts once.
   */
  sizes: z
    .array(z.strictObject({ fromFen: amount, counts: amount }))
    .max(20)
    .default([]),
});

/** A measure with its weight in millionths: 0.3 is 300000. */
const term = z.strictObject({ measure: z.string().min(1).max(60), weight: amount });
const terms = z.array(term).min(1).max(20);

/** Where a metric's figure comes from. */
const sourceShape = z.discriminatedUnion('kind', [
  /** Sum of products ÷ calendar days of the year to date. */
  z.strictObject({ kind: z.literal('average'), of: terms }),
  /** The same less last year's daily average of the same customers, which moves with them. */
  z.strictObject({
    kind: z.literal('increment'),
    of: terms,
    /** While no quarter of last year is closed: count from zero, or count nothing. */
    withoutLastYear: z.enum(['from_zero', 'nothing']).default('nothing'),
  }),
  /** Sum of the year to date. */
  z.strictObject({ kind: z.literal('flow'), of: terms }),
  /** One sum divided by another; `whenEmpty` is its value when there is nothing to divide by. */
  z.strictObject({
    kind: z.literal('ratio'),
    over: terms,
    under: z.array(term).max(20).default([]),
    whenEmpty: amount,
  }),
  /** Entered by one person with evidence and certified by another. */
  z.strictObject({
    kind: z.literal('manual'),
    /** What the entry must rest on: a register, a survey, a confirmation. */
    evidence: z.string().max(200).default(''),
    least: amount,
    most: amount,
    /** How the quarters of a year come together. */
    over: z.enum(['sum', 'mean', 'latest']),
    /** The value while no certified figure is there. */
    whenEmpty: amount.default(0n),
  }),
  /** Refused: size on one day. A word of the language, so that its refusal can say why. */
  z.strictObject({ kind: z.literal('balance'), of: terms }),
  /** Refused: a place among others without a level to reach. */
  z.strictObject({ kind: z.literal('rank'), of: terms }),
]);

const metricShape = z.strictObject({
  key: keyText,
  name: phrase,
  /** What counts, as the person who is judged by it reads it. */
  definition: phrase,
  unit: z.enum(metricUnits),
  nature: z.enum(natures),
  direction: z.enum(directions),
  source: sourceShape,
});

export const catalogueShape = z.strictObject({
  measures: z.array(measureShape).min(1).max(200),
  metrics: z.array(metricShape).min(1).max(400),
});

export type MetricCatalogue = z.output<typeof catalogueShape>;
export type CatalogueInput = z.input<typeof catalogueShape>;
export type MeasureRule = MetricCatalogue['measures'][number];
export type MetricRule = MetricCatalogue['metrics'][number];
export type MetricSource = MetricRule['source'];
export type SourceOf<K extends MetricSource['kind']> = Extract<MetricSource, { kind: K }>;
export type Term = z.output<typeof term>;
