import { z } from 'zod';
import {
  count,
  fenText,
  idText,
  quarterText,
  rateText,
  scoreText,
} from '../../../../core/schema.ts';

export const segmentCount = z.object({ kind: z.string(), value: z.string(), customers: count });

/** In the metric's unit: fen, a count, or millionths of a rate. */
export const amount = z.string().regex(/^-?\d{1,18}$/);

/** Figures of the last closed quarter beside the quarter before and the year before. */
export const comparedFigures = z.array(
  z.object({
    figure: z.enum(['depositAverage', 'loanAverage', 'contribution']),
    quarter: quarterText,
    value: fenText,
    quarterBefore: fenText.nullable(),
    yearBefore: fenText.nullable(),
  }),
);

export const unitFigures = z.object({
  unitId: idText,
  name: z.string(),
  kind: z.string(),
  rms: count,
  customers: count,
  depositAverage: fenText,
  loanAverage: fenText,
  contribution: fenText,
  averageScore: scoreText.nullable(),
});

export const board = z.object({
  quarter: quarterText.nullable(),
  quarters: z.array(quarterText),
  /** From head office (or the top of the caller's scope) down to the unit shown. */
  trail: z.array(z.object({ unitId: idText, name: z.string() })),
  unit: unitFigures.nullable(),
  children: z.array(unitFigures),
  segments: z.array(segmentCount),
  trend: z.array(
    z.object({
      quarter: quarterText,
      depositAverage: fenText,
      loanAverage: fenText,
      contribution: fenText,
    }),
  ),
  rms: z.array(
    z.object({
      staffNo: z.string(),
      name: z.string(),
      level: z.string(),
      customers: count,
      contribution: fenText,
      score: scoreText,
      sheetId: idText,
    }),
  ),
  /** RMs with a sheet; `rms` holds some of them where there are too many to tell apart. */
  rmsWhole: count,
});
export type Board = z.infer<typeof board>;

/** A leader's unit in short: figures of the last closed quarter beside the ones before. */
export const unitHead = z.object({
  quarter: quarterText.nullable(),
  unit: unitFigures.nullable(),
  figures: comparedFigures,
});

export const arrearsClasses = z.object({
  quarter: quarterText.nullable(),
  rows: z.array(
    z.object({
      riskClass: z.string(),
      loans: count,
      balance: fenText,
      overdue: fenText,
      daysMost: count,
    }),
  ),
});

/** Completion by unit and metric, in the order of `metrics`; the unit shown comes first. */
export const heat = z.object({
  quarter: quarterText.nullable(),
  metrics: z.array(
    z.object({
      key: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      unit: z.enum(['fen', 'count', 'rate', 'score']),
    }),
  ),
  rows: z.array(
    z.object({
      unitId: idText,
      name: z.string(),
      cells: z.array(
        z.object({
          value: amount.nullable(),
          target: amount.nullable(),
          completion: rateText.nullable(),
        }),
      ),
    }),
  ),
});
export type Heat = z.infer<typeof heat>;

/** Customers by class (firms) and tier (persons) at the end of one quarter and of a later one. */
export const migration = z.object({
  from: quarterText.nullable(),
  until: quarterText.nullable(),
  rows: z.array(
    z.object({
      dimension: z.enum(['class', 'tier']),
      before: z.string(),
      after: z.string(),
      customers: count,
    }),
  ),
});
export type Migration = z.infer<typeof migration>;

export const rankedRm = z.object({
  staffId: idText,
  name: z.string(),
  staffNo: z.string(),
  unitName: z.string(),
  level: z.string(),
  sheetId: idText,
  score: scoreText,
  scoreBefore: scoreText.nullable(),
  contribution: fenText,
  contributionBefore: fenText.nullable(),
  contributionYearAgo: fenText.nullable(),
});
export type RankedRm = z.infer<typeof rankedRm>;

export const ofUnit = z.object({ quarter: quarterText.optional(), unitId: idText.optional() });
