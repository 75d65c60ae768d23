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
import { faultLevels, multipart } from './batch.ts';

/** How a foreign value becomes ours; money in yuan, rates in percent, days year first is as_is. */
export const conversions = [
  'as_is',
  'day_first',
  'month_first',
  'day_serial',
  'with_time',
  'yuan',
  'wan',
  'fen',
  'fraction',
  'permille',
  'bp',
  'yes_no',
  'codes',
] as const;
export type Conversion = (typeof conversions)[number];

export const fieldKinds = ['text', 'day', 'money', 'percent', 'count', 'yes_no', 'choice'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** Conversions that make sense for a kind of field; the first is the usual one. */
export const conversionsOf: Readonly<Record<FieldKind, readonly Conversion[]>> = {
  text: ['as_is', 'codes'],
  day: ['as_is', 'with_time', 'day_first', 'month_first', 'day_serial'],
  money: ['yuan', 'wan', 'fen'],
  percent: ['as_is', 'fraction', 'permille', 'bp'],
  count: ['as_is'],
  yes_no: ['as_is', 'yes_no', 'codes'],
  choice: ['as_is', 'codes'],
};

export const fieldShape = z.object({
  field: z.string(),
  kind: z.enum(fieldKinds),
  required: z.boolean(),
  secret: z.boolean(),
  choices: z.array(z.string()),
});
export type FieldShape = z.infer<typeof fieldShape>;

/** Where one field comes from: a column of the file by its heading, or the same value for all. */
export const columnMapping = z
  .object({
    field: z.string().min(1).max(40),
    heading: z.string().min(1).max(100).nullable(),
    constant: z.string().max(200).nullable().default(null),
    conversion: z.enum(conversions).default('as_is'),
    codes: z.record(z.string().max(100), z.string().max(40)).default({}),
  })
  .refine((one) => Object.keys(one.codes).length <= 200);
export type ColumnMapping = z.infer<typeof columnMapping>;
const columnMappings = z.array(columnMapping).min(1).max(60);

/** Control totals of the source: rows, and fen by field. Empty: none are known. */
export const controlTotals = z.object({
  rows: z
    .string()
    .regex(/^\d{1,12}$/)
    .nullable()
    .default(null),
  sums: z.record(z.string().max(40), fenText).default({}),
});
export type ControlTotals = z.infer<typeof controlTotals>;

export const uploadForms = ['text', 'workbook'] as const;
export const taskKinds = ['preview', 'load'] as const;
export const taskStates = ['waiting', 'running', 'done', 'refused', 'broke'] as const;

export const uploadRow = z.object({
  uploadId: idText,
  name: z.string(),
  bytes: countText,
  sha256: z.string(),
  form: z.enum(uploadForms),
  encoding: z.string(),
  login: z.string(),
  uploadedAt: instantText,
  /** The standing import that loaded this file last. */
  batchId: idText.nullable(),
  /** Whether the content is still kept. */
  kept: z.boolean(),
});
export type UploadRow = z.infer<typeof uploadRow>;

export const mappingRow = z.object({
  mappingId: idText,
  name: z.string(),
  versionNo: count,
  entity: z.string(),
  columns: z.array(columnMapping),
  login: z.string(),
  savedAt: instantText,
});
export type MappingRow = z.infer<typeof mappingRow>;

/** Masked where a column holds personal numbers. */
export const sampleColumn = z.object({ heading: z.string(), samples: z.array(z.string()) });

export const uploadView = uploadRow.extend({
  sheets: z.array(z.string()),
  sheet: z.string(),
  /** Row of the heading in the file; what stands above it is a title and is not read. */
  headingRow: count,
  columns: z.array(sampleColumn),
  /** Kinds of record by how well the headings fit, the best first. */
  guesses: z.array(z.object({ entity: z.string(), fits: count, of: count })),
  mappings: z.array(mappingRow),
  tasks: z.array(z.object({ taskId: idText, kind: z.enum(taskKinds), state: z.enum(taskStates) })),
});

export const previewFault = z.object({
  row: count,
  column: z.string(),
  heading: z.string(),
  value: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.string()),
  level: z.enum(faultLevels),
});

export const previewSum = z.object({
  field: z.string(),
  /** Of all rows of the file; of those that would be taken; what the source states. */
  file: fenText,
  good: fenText.nullable(),
  stated: fenText.nullable(),
});

/** What a preview or load found. */
export const taskResult = z.object({
  rowsRead: countText,
  rowsAdded: countText,
  rowsAlreadyThere: countText,
  rowsFaulty: countText,
  rowsWarned: countText,
  /** Faulty rows that say something else than the books: same number, other content. */
  rowsDiffering: countText,
  statedRows: countText.nullable(),
  sums: z.array(previewSum),
  /** How often each rule refused, the commonest first. */
  rules: z.array(z.object({ code: z.string(), column: z.string(), rows: countText })),
  faults: z.array(previewFault),
});
export type TaskResult = z.infer<typeof taskResult>;

export const taskView = z.object({
  taskId: idText,
  uploadId: idText,
  kind: z.enum(taskKinds),
  state: z.enum(taskStates),
  entity: z.string(),
  sheet: z.string(),
  columns: z.array(columnMapping),
  control: controlTotals,
  login: z.string(),
  askedAt: instantText,
  endedAt: instantText.nullable(),
  cancelAsked: z.boolean(),
  phase: z.string(),
  /** Rows read so far; done and total are bytes. */
  rows: countText,
  done: countText,
  total: countText.nullable(),
  batchId: idText.nullable(),
  code: z.string(),
  params: z.record(z.string(), z.string()),
  result: taskResult.nullable(),
});
export type TaskView = z.infer<typeof taskView>;

const upload = z.object({ uploadId: idText });

export const intakeApi = {
  uploadFile: route({
    method: 'post',
    path: '/import-files',
    right: 'imports.load',
    summary:
      'Keep a dropped file (CSV, .gz or XLSX; multipart field "file") to be mapped and loaded',
    body: multipart,
    response: z.object({ uploadId: idText, again: z.boolean() }),
    status: 201,
  }),
  listUploads: route({
    method: 'get',
    path: '/import-files',
    right: 'imports.read',
    summary: 'Dropped files, the newest first',
    query: listQuery.pick({ cursor: true, limit: true }),
    response: pageOf(uploadRow),
  }),
  readUpload: route({
    method: 'get',
    path: '/import-files/:uploadId',
    right: 'imports.load',
    summary: 'A dropped file: sheets, headings with masked samples, what it may hold, mappings',
    params: upload,
    query: z.object({ sheet: z.string().max(100).optional() }),
    response: uploadView,
  }),
  guessMapping: route({
    method: 'get',
    path: '/import-files/:uploadId/guess',
    right: 'imports.load',
    summary: 'The fields of one kind of record, and the columns that seem to hold them',
    params: upload,
    query: z.object({ sheet: z.string().max(100).optional(), entity: z.string().max(40) }),
    response: z.object({
      fields: z.array(fieldShape),
      columns: z.array(columnMapping),
      /** The remembered mapping that was taken; null: guessed from names and contents. */
      remembered: z.object({ name: z.string(), versionNo: count }).nullable(),
    }),
  }),
  saveMapping: route({
    method: 'post',
    path: '/import-files/:uploadId/mappings',
    right: 'imports.load',
    summary: 'Remember a mapping for files with these headings: a new version each time',
    params: upload,
    body: z.object({
      name: z.string().trim().min(1).max(60),
      /** The version it was made from; 0 for a new name. */
      baseVersion: z.int().min(0).max(10_000),
      sheet: z.string().max(100).default(''),
      entity: z.string().max(40),
      columns: columnMappings,
    }),
    response: z.object({ name: z.string(), versionNo: count }),
    status: 201,
  }),
  startTask: route({
    method: 'post',
    path: '/import-files/:uploadId/tasks',
    right: 'imports.load',
    summary: 'Preview or load a dropped file in the background',
    params: upload,
    body: z.object({
      kind: z.enum(taskKinds),
      sheet: z.string().max(100).default(''),
      entity: z.string().max(40),
      columns: columnMappings,
      control: controlTotals.default({ rows: null, sums: {} }),
    }),
    response: z.object({ taskId: idText }),
    status: 201,
  }),
  readTask: route({
    method: 'get',
    path: '/import-tasks/:taskId',
    right: 'imports.load',
    summary: 'How far a preview or load is, and what it found',
    params: z.object({ taskId: idText }),
    response: taskView,
  }),
  cancelTask: route({
    method: 'post',
    path: '/import-tasks/:taskId/cancellation',
    right: 'imports.load',
    summary: 'Stop a preview or load while it reads; nothing of it stays',
    params: z.object({ taskId: idText }),
    body: z.object({}),
    response: z.object({ taskId: idText }),
    status: 201,
  }),
};
