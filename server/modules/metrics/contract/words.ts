import { z } from 'zod';

/** fen, a whole count, a rate (share of one) or a score (marks), the last two in millionths. */
export const metricUnits = ['fen', 'count', 'rate', 'score'] as const;
export type MetricUnit = (typeof metricUnits)[number];

/** Key of a measure or metric: small letters, digits, low lines. */
export const keyText = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(40);
