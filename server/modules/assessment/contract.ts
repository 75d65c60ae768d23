import { z } from 'zod';
import {
  countText,
  dayText,
  explanationShape,
  idText,
  pageOf,
  quarterText,
  route,
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
  band: z.string(),
  sealed: z.boolean(),
});
export type SheetRow = z.infer<typeof sheetRow>;

export const sheetLine = z.object({
  metric: z.string(),
  /** Unit of target and actual: fen, count or rate (millionths). */
  unit: z.enum(['fen', 'count', 'rate']),
  scoring: z.string(),
  weight: scoreText,
  target: countText.nullable(),
  actual: countText,
  score: scoreText,
  /** Measures of attribution that the actual comes from, for the drill to customers. */
  measures: z.array(z.string()),
  explanation: explanationShape,
});

export const sheet = sheetRow.extend({
  staffId: idText,
  from: dayText,
  until: dayText,
  points: scoreText,
  policyVersionId: idText,
  policyVersionNo: countText,
  explanation: explanationShape,
  lines: z.array(sheetLine),
  /** Totals of the same RM in other quarters, oldest first. */
  history: z.array(z.object({ quarter: quarterText, total: scoreText, band: z.string() })),
});
export type Sheet = z.infer<typeof sheet>;

const sorts = z.enum(['total', 'staffNo']).optional();

export const assessmentApi = {
  listSheets: route({
    method: 'get',
    path: '/sheets',
    right: 'assessment.read',
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
          band: z.string(),
          sheets: z.int(),
          /** The highest total of the unit in this band: the order of the bands. */
          highest: scoreText,
        }),
      ),
    }),
  }),
};

export * from './contract/cycle.ts';
