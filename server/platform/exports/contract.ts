import { z } from 'zod';
import { count, countText, idText, instantText, pageOf, route } from '../../../core/schema.ts';

export const exportFormats = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportStates = ['waiting', 'running', 'ready', 'failed', 'expired'] as const;
export type ExportState = (typeof exportStates)[number];

/** What a file with customers in it is for; marketing names the way in which they are reached. */
export const exportPurposes = [
  'service',
  'management',
  'oversight',
  'marketing_visit',
  'marketing_phone',
  'marketing_message',
] as const;
export type ExportPurpose = (typeof exportPurposes)[number];

const words = z.record(z.string().max(60), z.string().max(200));

/** Whose columns, in which order, under which titles: as the reader sees the list. */
const column = z.object({
  name: z.string().min(1).max(60),
  /** The title that the page shows; without one the room's phrase. */
  title: z.string().min(1).max(80).optional(),
});

export const exportWish = z.object({
  /** The list: the path of its route, such as /customers. */
  list: z.string().min(1).max(200),
  params: words.default({}),
  /** Filters, search and order of the list, without cursor and limit. */
  query: words.default({}),
  /** None: every column but keys. */
  columns: z.array(column).max(60).default([]),
  /** Needed by lists of customers. */
  purpose: z.enum(exportPurposes).nullable().default(null),
});
export type ExportWish = z.output<typeof exportWish>;

export const exportRow = z.object({
  exportId: idText,
  name: z.string(),
  format: z.enum(exportFormats),
  state: z.enum(exportStates),
  rows: countText.nullable(),
  sizeBytes: countText.nullable(),
  askedAt: instantText,
  finishedAt: instantText.nullable(),
  keepUntil: instantText.nullable(),
  /** SHA-256 of the file. */
  fileDigest: z.string().nullable(),
  /** SHA-256 of titles and rows as CSV lines; it stands in the file. */
  rowsDigest: z.string().nullable(),
  /** Why there is no file. */
  reason: z.object({ code: z.string(), params: z.record(z.string(), z.string()) }).nullable(),
  wish: exportWish,
});
export type ExportRow = z.output<typeof exportRow>;

const params = z.object({ exportId: idText });

export const exportsApi = {
  listExports: route({
    method: 'get',
    path: '/exports',
    right: 'signed_in',
    summary: 'Files that the caller asked for, latest first',
    query: z.object({
      cursor: idText.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: pageOf(exportRow).extend({
      /** What the policy allows. */
      limits: z.object({ keepDays: count, runningMax: count, dayMax: count, today: count }),
    }),
  }),
  createExport: route({
    method: 'post',
    path: '/exports',
    right: 'signed_in',
    summary: 'Ask for a list as a file; the right of the list is asked now and when it is made',
    body: exportWish.extend({
      format: z.enum(exportFormats),
      /** What the reader calls the list; the name of the file. */
      name: z.string().trim().min(1).max(60),
      /** One for each click: the same key asks for the same file. */
      requestKey: z.uuid(),
    }),
    response: exportRow,
    status: 201,
  }),
  readExport: route({
    method: 'get',
    path: '/exports/:exportId',
    right: 'signed_in',
    summary: 'One of them',
    params,
    response: exportRow,
  }),
  downloadExport: route({
    method: 'get',
    path: '/exports/:exportId/file',
    right: 'signed_in',
    summary: 'The file; each download is recorded in the audit',
    params,
    response: z.undefined(),
    file: 'application/octet-stream',
  }),
  deleteExport: route({
    method: 'delete',
    path: '/exports/:exportId',
    right: 'signed_in',
    summary: 'Remove the file, or break off its making',
    params,
    response: z.object({ deleted: z.literal(true) }),
  }),
};

/** Under this key /progress says how far an export is. */
export const exportProgressKey = (exportId: string | bigint): string => `export:${exportId}`;
