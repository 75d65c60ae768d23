import { z } from 'zod';

export const metricKeys = [
  'deposit_average',
  'loan_average',
  'contribution',
  'fee_income',
  'new_customers',
  'npl_rate',
] as const;
export type MetricKey = (typeof metricKeys)[number];

export interface Metric {
  readonly key: MetricKey;
  readonly unit: 'fen' | 'count' | 'millionths';
  /**
   * average: a daily average of the year to date; flow: a sum; level: a limit that holds all year.
   */
  readonly nature: 'average' | 'flow' | 'level';
  /** Better when it goes up, or down. */
  readonly direction: 'up' | 'down';
  /** Measures of attribution it is made of; a rate is the first divided by the second. */
  readonly measures: readonly string[];
}

/**
 * What RMs have targets for. Sizes are daily averages: the regulator forbids balances of one day as
 * targets (domain-rules 0.1).
 */
export const metrics: Readonly<Record<MetricKey, Metric>> = {
  deposit_average: {
    key: 'deposit_average',
    unit: 'fen',
    nature: 'average',
    direction: 'up',
    measures: ['deposit_product'],
  },
  loan_average: {
    key: 'loan_average',
    unit: 'fen',
    nature: 'average',
    direction: 'up',
    measures: ['loan_product'],
  },
  contribution: {
    key: 'contribution',
    unit: 'fen',
    nature: 'flow',
    direction: 'up',
    measures: ['contribution'],
  },
  fee_income: {
    key: 'fee_income',
    unit: 'fen',
    nature: 'flow',
    direction: 'up',
    measures: ['fee_income'],
  },
  new_customers: {
    key: 'new_customers',
    unit: 'count',
    nature: 'flow',
    direction: 'up',
    measures: ['new_customers'],
  },
  npl_rate: {
    key: 'npl_rate',
    unit: 'millionths',
    nature: 'level',
    direction: 'down',
    measures: ['npl_product', 'loan_product'],
  },
};

/**
 * Levels of customers that growth rates speak about: firms by class (C3c), persons by tier (C3d).
 */
export const customerLevels = ['premium', 'general', 'poor', 'large', 'middle', 'small'] as const;
export type CustomerLevelKey = (typeof customerLevels)[number];

/** What the targets need to know of a metric: one of the six, or a further one of the catalogue. */
export interface TargetMetric {
  readonly key: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Chinese definition of a further metric; null: the scheme's letter defines it. */
  readonly definition: string | null;
  readonly unit: 'fen' | 'count' | 'millionths';
  readonly nature: 'average' | 'flow' | 'level';
  readonly direction: 'up' | 'down';
}

export function isOwnMetric(key: string): key is MetricKey {
  return key in metrics;
}

/** Key of a metric on the wire. */
export const metricText = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(40);

/** Levels of a target: 目标, 冲刺, 挑战. */
export const targetLevels = ['target', 'stretch', 'challenge'] as const;
export type TargetLevel = (typeof targetLevels)[number];
