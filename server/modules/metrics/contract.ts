import { z } from 'zod';
import { countText, dayText, idText, route } from '../../../core/schema.ts';
import { metricUnits } from './contract/words.ts';

export { figuresApi, figureStates, type FigureRow, type FigureState } from './contract/figures.ts';
export { keyText, metricUnits, type MetricUnit } from './contract/words.ts';

/**
 * What a measure is counted from: facts that SQL can sum exactly by customer, account and month.
 * `…_product` are balance products (积数) in fen-days, `customers_held` is in customer-days, the
 * rest are sums of fen or counts.
 */
export const bases = [
  'deposit_product',
  'loan_product',
  'npl_product',
  'contribution',
  'fee_income',
  'interest_received',
  'interest_due',
  'loans_granted',
  'loan_amount_granted',
  'new_customers',
  'customers_held',
  'customers_lost',
  'products_held',
  'products_applicable',
] as const;
export type Basis = (typeof bases)[number];

/** Words that a bank may write and that are refused: size on one day (domain rules 0.1). */
export const forbiddenBases = ['deposit_balance', 'loan_balance'] as const;

/** How an amount of a measure is counted. */
export const measureUnits = ['fen_days', 'fen', 'count', 'customer_days'] as const;
export type MeasureUnit = (typeof measureUnits)[number];

export const unitOfBasis: Readonly<Record<Basis, MeasureUnit>> = {
  deposit_product: 'fen_days',
  loan_product: 'fen_days',
  npl_product: 'fen_days',
  contribution: 'fen',
  fee_income: 'fen',
  interest_received: 'fen',
  interest_due: 'fen',
  loans_granted: 'count',
  loan_amount_granted: 'fen',
  new_customers: 'count',
  customers_held: 'customer_days',
  customers_lost: 'count',
  products_held: 'count',
  products_applicable: 'count',
};

/** How a year's target is spread: see domain rules 2.2, quarter progress. */
export const natures = ['average', 'flow', 'level'] as const;
export const directions = ['up', 'down'] as const;
export const sourceKinds = ['average', 'increment', 'flow', 'ratio', 'manual'] as const;
export type SourceKind = (typeof sourceKinds)[number];

const phrase = z.object({ zh: z.string(), en: z.string() });

export const measureRow = z.object({
  key: z.string(),
  name: phrase,
  basis: z.enum(bases),
  unit: z.enum(measureUnits),
  customers: z.enum(['any', 'corporate', 'individual']),
  products: z.array(z.string()),
  without: z.array(z.string()),
  sizes: z.array(z.object({ fromFen: countText, counts: countText })),
  /** Of the last year: what an increment is counted above. */
  lastYear: z.boolean(),
});
export type MeasureRow = z.infer<typeof measureRow>;

export const termRow = z.object({ measure: z.string(), weight: countText });

export const metricRow = z.object({
  key: z.string(),
  name: phrase,
  definition: phrase,
  unit: z.enum(metricUnits),
  nature: z.enum(natures),
  direction: z.enum(directions),
  source: z.object({
    kind: z.enum(sourceKinds),
    of: z.array(termRow),
    under: z.array(termRow),
    evidence: z.string().nullable(),
    least: countText.nullable(),
    most: countText.nullable(),
    over: z.enum(['sum', 'mean', 'latest']).nullable(),
    whenEmpty: countText.nullable(),
  }),
  /** Kinds of schemes in force that name it: scoring_scheme, pay_scheme … */
  usedBy: z.array(z.string()),
});
export type MetricRow = z.infer<typeof metricRow>;

export const metricsApi = {
  readMetrics: route({
    method: 'get',
    path: '/metrics',
    right: 'metrics.read',
    summary: 'The catalogue of measures and metrics in force on a day, and which schemes use them',
    /** A day before the first catalogue has none. */
    query: z.object({ on: dayText.refine((on) => on >= '1900-01-01').optional() }),
    response: z.object({
      versionId: idText,
      versionNo: z.int(),
      on: dayText,
      measures: z.array(measureRow),
      metrics: z.array(metricRow),
    }),
  }),
};
