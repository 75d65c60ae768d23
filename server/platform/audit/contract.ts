import { z } from 'zod';
import { dayText, idText, instantText, pageOf, route } from '../../../core/schema.ts';

export const auditRecord = z.object({
  recordId: idText,
  at: instantText,
  login: z.string(),
  verb: z.string(),
  subject: z.string(),
  subjectKey: z.string(),
  /** Null until the sealer has chained it, some seconds later. */
  linkNo: idText.nullable(),
  detail: z.record(z.string(), z.json()),
});

export const auditApi = {
  listAuditRecords: route({
    method: 'get',
    path: '/audit',
    right: 'audit.read',
    export: {},
    summary: 'Who did what to what, latest first',
    query: z.object({
      /** Login, as it was at that time. */
      actor: z.string().max(80).optional(),
      /** Beginning of the verb, such as auth. */
      verb: z.string().max(80).optional(),
      subject: z.string().max(80).optional(),
      subjectKey: z.string().max(200).optional(),
      day: dayText.optional(),
      cursor: idText.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: pageOf(auditRecord),
  }),
  readAuditChain: route({
    method: 'get',
    path: '/audit/chain',
    right: 'audit.read',
    summary: 'The head of the chain, and whether its latest links hold',
    response: z.object({
      head: z.object({ linkNo: idText, hash: z.string() }).nullable(),
      waiting: z.int(),
      checked: z.int(),
      faults: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.string()) })),
    }),
  }),
};
