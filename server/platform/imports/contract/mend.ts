import { z } from 'zod';
import { count, countText, listQuery, pageOf, route } from '../../../../core/schema.ts';
import { batch, entityOfBatch, faultLevels, importRow } from './batch.ts';
import { fieldShape } from './intake.ts';

/** One quarantined row as the editor shows it: personal numbers masked. */
export const quarantinedRow = z.object({
  key: z.string(),
  file: z.string(),
  row: count,
  /** Corrections so far; a new one must name it. */
  turn: count,
  values: z.record(z.string(), z.string()),
  /** Fields that were corrected. */
  edited: z.array(z.string()),
  /** Corrected fields as they were read. */
  original: z.record(z.string(), z.string()),
  faults: z.array(
    z.object({
      column: z.string(),
      code: z.string(),
      params: z.record(z.string(), z.string()),
      level: z.enum(faultLevels),
    }),
  ),
  editedBy: z.string().nullable(),
});
/** Open rows that one rule refused at one field; `params` are those of the first. */
export const openRule = z.object({
  code: z.string(),
  column: z.string(),
  params: z.record(z.string(), z.string()),
  rows: countText,
  edited: countText,
});
export type OpenRule = z.infer<typeof openRule>;
export type QuarantinedRow = z.infer<typeof quarantinedRow>;

const ruleCode = z.string().max(100);
const fieldKey = z.string().max(40);

/** Quarantined rows on their way back, and what an undo would do. */
export const mendApi = {
  listQuarantined: route({
    method: 'get',
    path: '/imports/:batchId/quarantined/:entity',
    right: 'imports.read',
    summary: 'Quarantined rows of one kind with what was corrected so far',
    params: entityOfBatch,
    query: listQuery.pick({ cursor: true, limit: true }).extend({
      /** Only rows that this rule refused at this field ('' for the whole row). */
      code: ruleCode.optional(),
      column: fieldKey.optional(),
    }),
    response: pageOf(quarantinedRow).extend({
      fields: z.array(fieldShape),
      /** Open rows by rule and field, the commonest first; of these, corrected so far. */
      rules: z.array(openRule),
      /** Open rows with a correction, over all pages and rules. */
      edited: countText,
    }),
  }),
  listFaultValues: route({
    method: 'get',
    path: '/imports/:batchId/quarantined/:entity/values',
    right: 'imports.load',
    summary: 'The values that one rule refused at one field, and in how many rows each stands',
    params: entityOfBatch,
    query: z.object({ code: ruleCode, column: fieldKey }),
    response: z.object({ values: z.array(z.object({ value: z.string(), rows: countText })) }),
  }),
  mendMany: route({
    method: 'post',
    path: '/imports/:batchId/quarantined/:entity/replacements',
    right: 'imports.load',
    summary: 'Put one value for another in all rows with the same fault; all or nothing',
    params: entityOfBatch,
    body: z.object({
      code: ruleCode,
      column: fieldKey,
      changes: z
        .array(
          z.object({
            from: z.string().max(4000),
            to: z.string().max(500),
            /** Rows that were shown; refused when there are more or fewer by now. */
            rows: countText,
          }),
        )
        .min(1)
        .max(100),
    }),
    response: z.object({ mended: count }),
    status: 201,
  }),
  dropMany: route({
    method: 'post',
    path: '/imports/:batchId/quarantined/:entity/rule-drops',
    right: 'imports.load',
    summary: 'Give up all quarantined rows with the same fault, with a reason',
    params: entityOfBatch,
    body: z.object({
      code: ruleCode,
      column: fieldKey,
      rows: countText,
      reason: z.string().trim().min(1).max(400),
    }),
    response: z.object({ dropped: count }),
    status: 201,
  }),
  editQuarantined: route({
    method: 'post',
    path: '/imports/:batchId/quarantined/:entity/edits',
    right: 'imports.load',
    summary: 'Correct cells of quarantined rows; answers what the rules still say',
    params: entityOfBatch,
    body: z.object({
      edits: z
        .array(
          z.object({
            key: z.string().max(300),
            turn: z.int().min(0).max(100_000),
            values: z.record(z.string().max(40), z.string().max(500)),
          }),
        )
        .min(1)
        .max(200),
    }),
    response: z.object({ rows: z.array(quarantinedRow) }),
    status: 201,
  }),
  dropQuarantined: route({
    method: 'post',
    path: '/imports/:batchId/quarantined/:entity/drops',
    right: 'imports.load',
    summary: 'Give quarantined rows up, with a reason',
    params: entityOfBatch,
    body: z.object({
      keys: z.array(z.string().max(300)).min(1).max(200),
      reason: z.string().trim().min(1).max(400),
    }),
    response: z.object({ dropped: count }),
    status: 201,
  }),
  loadMended: route({
    method: 'post',
    path: '/imports/:batchId/quarantined/:entity/loads',
    right: 'imports.load',
    summary: 'Load the corrected rows that no rule refuses any more',
    params: entityOfBatch,
    body: z.object({}),
    response: importRow,
    status: 201,
  }),
  previewUndo: route({
    method: 'get',
    path: '/imports/:batchId/undo',
    right: 'imports.undo',
    summary: 'What an undo would take out, or what forbids it',
    params: batch,
    response: z.object({
      rows: z.array(z.object({ entity: z.string(), rowsRemoved: countText })),
      refusal: z.object({ code: z.string(), params: z.record(z.string(), z.string()) }).nullable(),
      /** Imports that stand after this one, the last first: they go before it. */
      later: z.array(importRow),
    }),
  }),
};
