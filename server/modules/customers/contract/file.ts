import { z } from 'zod';
import { count, dayText, idText, instantText, pageOf, route } from '../../../../core/schema.ts';

/** The most a file about a customer may have; also a check of the table. */
export const documentBytesMax = 10 * 1_048_576;

/** What is taken, by content; the ending a file is given when it is sent. */
export const mediaTypes = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
} as const;
export type MediaType = keyof typeof mediaTypes;

export const consentFamilies = ['marketing', 'sensitive', 'sharing', 'other'] as const;
export type ConsentFamily = (typeof consentFamilies)[number];
export const consentStates = ['given', 'withdrawn'] as const;
export type ConsentState = (typeof consentStates)[number];

const params = z.object({ customerId: idText });
/** multipart/form-data, read by the handler as it comes. */
const multipart = z.unknown();
const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const named = z.object({ key: z.string(), zh: z.string(), en: z.string() });

export const documentRow = z.object({
  documentId: idText,
  kind: z.string(),
  kindName: z.object({ zh: z.string(), en: z.string() }),
  title: z.string(),
  fileName: z.string(),
  form: z.enum(['pdf', 'png', 'jpg', 'docx', 'xlsx']),
  bytes: count,
  sha256: z.string(),
  uploader: z.string(),
  uploadedAt: instantText,
  state: z.enum(['stands', 'withdrawn']),
  withdrawnReason: z.string().nullable(),
  withdrawer: z.string().nullable(),
  withdrawnAt: instantText.nullable(),
  mayOpen: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type DocumentRow = z.infer<typeof documentRow>;

const consentEntry = z.object({
  turn: count,
  purpose: z.string(),
  purposeName: z.object({ zh: z.string(), en: z.string() }),
  family: z.enum(consentFamilies),
  state: z.enum(consentStates),
  channelName: z.object({ zh: z.string(), en: z.string() }),
  onDay: dayText,
  documentId: idText.nullable(),
  note: z.string(),
  enterer: z.string(),
  enteredAt: instantText,
});

export const fileApi = {
  listDocuments: route({
    method: 'get',
    path: '/customers/:customerId/documents',
    right: 'customers.read_documents',
    summary: 'Files about a customer, newest first; withdrawn ones are marked',
    params,
    query: z.object({
      cursor: z
        .string()
        .regex(/^\d{1,18}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: pageOf(documentRow),
  }),
  uploadDocument: route({
    method: 'post',
    path: '/customers/:customerId/documents',
    right: 'customers.keep_documents',
    summary: 'Keep a file: PDF, PNG, JPEG, DOCX or XLSX by content, 10 MiB at most',
    params,
    /** What the one file of the body is. */
    query: z.object({ kind: key, title: z.string().trim().min(1).max(120) }),
    body: multipart,
    response: z.object({ documentId: idText, sha256: z.string(), bytes: count }),
    status: 201,
  }),
  readDocument: route({
    method: 'get',
    path: '/customers/:customerId/documents/:documentId/file',
    right: 'customers.read_documents',
    summary: 'The file as it was uploaded',
    params: z.object({ customerId: idText, documentId: idText }),
    response: z.undefined(),
    file: 'application/octet-stream',
  }),
  withdrawDocument: route({
    method: 'post',
    path: '/customers/:customerId/documents/:documentId/withdrawal',
    right: 'customers.keep_documents',
    summary: 'Mark a file as no longer counting, with the reason; it is never deleted',
    params: z.object({ customerId: idText, documentId: idText }),
    body: z.object({ reason: z.string().trim().min(2).max(400) }),
    response: z.object({}),
    status: 201,
  }),
  readConsents: route({
    method: 'get',
    path: '/customers/:customerId/consents',
    right: 'customers.read',
    summary: 'What the customer agreed to: the state of each purpose, and its history',
    params,
    response: z.object({
      purposes: z.array(
        z.object({
          purpose: z.string(),
          name: z.object({ zh: z.string(), en: z.string() }),
          family: z.enum(consentFamilies),
          /** Null: never asked. */
          state: z.enum(consentStates).nullable(),
          onDay: dayText.nullable(),
          needsDocument: z.boolean(),
          law: z.string(),
        }),
      ),
      history: z.array(consentEntry),
      channels: z.array(named),
      documentKinds: z.array(named),
      /** Number of the last entry, for the next one. */
      turn: count,
    }),
  }),
  enterConsent: route({
    method: 'post',
    path: '/customers/:customerId/consents',
    right: 'customers.enter_consents',
    summary: 'Note what the customer agreed to or took back; taking back is always noted',
    params,
    body: z.object({
      purpose: key,
      state: z.enum(consentStates),
      channel: key,
      onDay: dayText,
      documentId: idText.optional(),
      note: z.string().trim().max(400).default(''),
      seen: z.int().min(0).max(1_000_000),
    }),
    response: z.object({ turn: count }),
    status: 201,
  }),
};
