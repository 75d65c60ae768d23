import { z } from 'zod';
import {
  count,
  countText,
  fenText,
  idText,
  instantText,
  listQuery,
  pageOf,
  route,
} from '../../../../core/schema.ts';

export const importStates = ['done', 'undone'] as const;
export const faultLevels = ['error', 'warning'] as const;

export const importRow = z.object({
  batchId: idText,
  adapter: z.string(),
  state: z.enum(importStates),
  correctsBatchId: idText.nullable(),
  login: z.string(),
  startedAt: instantText,
  finishedAt: instantText,
  rowsRead: countText,
  rowsAdded: countText,
  rowsAlreadyThere: countText,
  rowsFaulty: countText,
  rowsWarned: countText,
});
export type ImportRow = z.infer<typeof importRow>;

export const importFile = z.object({
  name: z.string(),
  bytes: countText,
  sha256: z.string(),
  rowsRead: countText,
});

export const importCount = z.object({
  entity: z.string(),
  rowsRead: countText,
  rowsAdded: countText,
  rowsAlreadyThere: countText,
  rowsFaulty: countText,
  rowsWarned: countText,
  /** Quarantined rows that later imports brought in corrected. */
  rowsCorrected: countText,
  /** Quarantined rows that were given up with a reason. */
  rowsDropped: countText,
});
export type ImportCount = z.infer<typeof importCount>;

/** stated: by the source; ours: in the database. Fen or a count, as `unit` says. */
export const importTotal = z.object({
  name: z.object({ zh: z.string(), en: z.string() }),
  unit: z.enum(['count', 'fen']),
  stated: countText,
  ours: countText,
  difference: countText,
});

export const importDetail = importRow.extend({
  undo: z
    .object({
      login: z.string(),
      reason: z.string(),
      undoneAt: instantText,
      rowsRemoved: countText,
    })
    .nullable(),
  files: z.array(importFile),
  counts: z.array(importCount),
  totals: z.array(importTotal),
  differences: count,
});

export const faultRow = z.object({
  faultId: idText,
  entity: z.string(),
  file: z.string(),
  row: count,
  column: z.string(),
  value: z.string(),
  /** Key of the phrase that says the reason, and its numbers. */
  code: z.string(),
  params: z.record(z.string(), z.string()),
  level: z.enum(faultLevels),
  record: z.record(z.string(), z.string().nullable()),
  correctedBy: idText.nullable(),
  /** Why the row was given up; null: it was not. */
  droppedFor: z.string().nullable(),
});
export type FaultRow = z.infer<typeof faultRow>;

export const differenceRow = z.object({
  position: count,
  name: z.object({ zh: z.string(), en: z.string() }),
  key: z.string(),
  stated: fenText,
  ours: fenText,
  difference: fenText,
});

export const batch = z.object({ batchId: idText });
export const entityOfBatch = z.object({ batchId: idText, entity: z.string().max(40) });

/** Read as a stream, not as a body. */
export const multipart = z
  .unknown()
  .meta({ description: 'multipart/form-data with one field "file"' });

export const batchApi = {
  listImports: route({
    method: 'get',
    path: '/imports',
    right: 'imports.read',
    export: {},
    summary: 'Imports, the newest first',
    query: listQuery.pick({ cursor: true, limit: true }),
    response: pageOf(importRow),
  }),
  listImportEntities: route({
    method: 'get',
    path: '/import-entities',
    right: 'imports.read',
    summary: 'Kinds of record that can be loaded from a CSV file, with their columns',
    response: z.object({
      rows: z.array(z.object({ entity: z.string(), fields: z.array(z.string()) })),
    }),
  }),
  readImport: route({
    method: 'get',
    path: '/imports/:batchId',
    right: 'imports.read',
    summary: 'One import: files, counts by kind, totals against the source',
    params: batch,
    response: importDetail,
  }),
  listImportFaults: route({
    method: 'get',
    path: '/imports/:batchId/faults',
    right: 'imports.read',
    export: {},
    summary: 'Quarantine and warnings of an import, in the order of the files',
    params: batch,
    query: listQuery.pick({ cursor: true, limit: true }).extend({
      entity: z.string().max(40).optional(),
      level: z.enum(faultLevels).optional(),
    }),
    response: pageOf(faultRow),
  }),
  listImportDifferences: route({
    method: 'get',
    path: '/imports/:batchId/differences',
    right: 'imports.read',
    export: {},
    summary: 'Accounts whose stated balance is not the sum of their movements',
    params: batch,
    query: listQuery.pick({ cursor: true, limit: true }),
    response: pageOf(differenceRow),
  }),
  readQuarantineFile: route({
    method: 'get',
    path: '/imports/:batchId/quarantine/:entity',
    right: 'imports.read',
    summary: 'Quarantined rows of one kind as CSV: place, column, value, reason and the record',
    params: entityOfBatch,
    response: z.undefined(),
    file: 'text/csv',
  }),
  loadCsv: route({
    method: 'post',
    path: '/import-uploads/:entity',
    right: 'imports.load',
    summary: 'Load a CSV file (multipart field "file", .gz allowed) of one kind of record',
    params: z.object({ entity: z.string().max(40) }),
    body: multipart,
    response: importRow,
    status: 201,
  }),
  loadCorrection: route({
    method: 'post',
    path: '/imports/:batchId/corrections/:entity',
    right: 'imports.load',
    summary: 'Load a corrected quarantine file (multipart field "file")',
    params: entityOfBatch,
    body: multipart,
    response: importRow,
    status: 201,
  }),
  undoImport: route({
    method: 'post',
    path: '/imports/:batchId/undo',
    right: 'imports.undo',
    summary: 'Take an import out again as a whole',
    params: batch,
    body: z.object({ reason: z.string().trim().min(1).max(400) }),
    response: z.object({ batchId: idText, rowsRemoved: countText }),
  }),
};
