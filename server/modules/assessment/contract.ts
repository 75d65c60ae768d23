import { z } from 'zod';
import {
  count,
  countText,
  dayText,
  explanationShape,
  idText,
  pageOf,
  quarterText,
  route,
  schemeName,
  scoreText,
  shortListQuery,
} from '../../../core/schema.ts';

export const sheetRow = z.object({
  sheetId: idText,
  quarter: quarterText,
  staffNo: z.string(),
  name: z.string(),
  unitName: z.string(),
  sequence: z.string(),
  level: z.string(),
  total: scoreText,
  band: schemeName,
  sealed: z.boolean(),
});
export type SheetRow = z.infer<typeof sheetRow>;

export const sheetParts = ['line', 'base', 'unit', 'deduction', 'gate', 'dimension'] as const;

export const sheetLine = z.object({
  part: z.enum(sheetParts),
  /** Null for the base of a title in a points table. */
  metric: z.string().nullable(),
  /** Its name in the catalogue; null for a base and for what raters mark. */
  name: z.object({ zh: z.string(), en: z.string() }).nullable(),
  /** Unit of target and actual: fen, count, rate or score (millionths). */
  unit: z.enum(['fen', 'count', 'rate', 'score']),
  scoring: z.string(),
  weight: scoreText,
  target: countText.nullable(),
  /** Null: not measured. */
  actual: countText.nullable(),
  score: scoreText,
  /** Excess of the quarter before in the actual, and what goes on; null: carries nothing. */
  carriedIn: countText.nullable(),
  carriedOut: countText.nullable(),
  /** Measures of attribution that the actual comes from, for the drill to customers. */
  measures: z.array(z.string()),
  explanation: explanationShape,
});

export const sheet = sheetRow.extend({
  staffId: idText,
  from: dayText,
  until: dayText,
  points: scoreText,
  /** Points taken off, after the cap of their sum. */
  deducted: scoreText,
  /** Track of the scheme that judged; null: the main scheme. */
  track: z.string().nullable(),
  /** Title and pay step of the next quarter that the points earn; null: none. */
  earnedLevel: z.string().nullable(),
  earnedStep: count.nullable(),
  belowFloor: z.boolean(),
  bonusVoid: z.boolean(),
  policyVersionId: idText,
  policyVersionNo: countText,
  explanation: explanationShape,
  lines: z.array(sheetLine),
  /** The signed (or adopted) letter that the targets stand on; null when there is none. */
  letter: z
    .object({
      letterId: idText,
      letterNo: z.string(),
      /** Its last amendment; 0: as the letter says. */
      amendmentNo: z.int(),
    })
    .nullable(),
  /** Totals of the same RM in other quarters, oldest first. */
  history: z.array(z.object({ quarter: quarterText, total: scoreText, band: schemeName })),
});
export type Sheet = z.infer<typeof sheet>;

const sorts = z.enum(['total', 'staffNo']).optional();

export const assessmentApi = {
  listSheets: route({
    method: 'get',
    path: '/sheets',
    right: 'assessment.read',
    export: {},
    summary: "Assessment sheets of a quarter in the caller's scope",
    query: shortListQuery.extend({ quarter: quarterText.optional(), sort: sorts }),
    response: pageOf(sheetRow),
  }),
  readSheet: route({
    method: 'get',
    path: '/sheets/:sheetId',
    right: 'assessment.read',
    summary: 'One sheet with every line, its formula and its inputs',
    params: z.object({ sheetId: idText }),
    response: sheet,
  }),
  readBands: route({
    method: 'get',
    path: '/sheet-bands/:quarter',
    right: 'assessment.read',
    summary: 'How many sheets of a quarter fall into each band, by unit',
    params: z.object({ quarter: quarterText }),
    response: z.object({
      rows: z.array(
        z.object({
          unitName: z.string(),
          band: schemeName,
          sheets: z.int(),
          /** The highest total of the unit in this band: the order of the bands. */
          highest: scoreText,
        }),
      ),
    }),
  }),
};

export * from './contract/competence.ts';
export * from './contract/cycle.ts';
