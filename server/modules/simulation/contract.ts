import { z } from 'zod';
import {
  count,
  fenText,
  idText,
  quarterText,
  route,
  schemeName,
  scoreText,
} from '../../../core/schema.ts';

const scoreSpread = z
  .object({
    staff: count,
    least: scoreText,
    lowerQuarter: scoreText,
    median: scoreText,
    upperQuarter: scoreText,
    most: scoreText,
    mean: scoreText,
  })
  .nullable();
const paySpread = z
  .object({
    staff: count,
    least: fenText,
    lowerQuarter: fenText,
    median: fenText,
    upperQuarter: fenText,
    most: fenText,
    mean: fenText,
    sum: fenText,
  })
  .nullable();

/** A document of a scheme as text (YAML or JSON): a draft need not be kept to be tried. */
const document = z.string().min(1).max(400_000);

export const trial = z.object({
  quarter: quarterText,
  /** RMs whose quarter was computed again. */
  staff: count,
  grades: z.array(
    z.object({
      sequence: z.string(),
      level: z.string(),
      scoreNow: scoreSpread,
      scoreTrial: scoreSpread,
      payNow: paySpread,
      payTrial: paySpread,
    }),
  ),
  bands: z.array(z.object({ band: schemeName, now: count, trial: count })),
  /** Those whose pay or score changes most, largest first. */
  changes: z.array(
    z.object({
      staffId: idText,
      staffNo: z.string(),
      name: z.string(),
      unitName: z.string(),
      level: z.string(),
      scoreNow: scoreText.nullable(),
      scoreTrial: scoreText.nullable(),
      grossNow: fenText.nullable(),
      grossTrial: fenText.nullable(),
    }),
  ),
  grossNow: fenText,
  grossTrial: fenText,
});
export type Trial = z.infer<typeof trial>;

export const simulationApi = {
  tryScheme: route({
    method: 'post',
    path: '/assessment/trials',
    right: 'simulation.try',
    summary:
      'A draft scheme on a closed quarter: scores and pay by grade beside what they were; ' +
      'writes nothing',
    body: z
      .object({
        quarter: quarterText,
        scoringScheme: document.optional(),
        payScheme: document.optional(),
      })
      .refine((body) => body.scoringScheme !== undefined || body.payScheme !== undefined, {
        message: 'simulation.nothing_to_try',
      }),
    response: trial,
  }),
};
