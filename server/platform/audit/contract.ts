import { z } from 'zod';
import { count, dayText, idText, instantText, pageOf, route } from '../../../core/schema.ts';

/** right: he may not do it at all; sight: nothing there, or outside his scope. */
export const refusalKinds = ['right', 'sight'] as const;
export type RefusalKind = (typeof refusalKinds)[number];

export const auditRecord = z.object({
  recordId: idText,
  at: instantText,
  login: z.string(),
  /** Who had that login; null for the program itself. */
  name: z.string().nullable(),
  verb: z.string(),
  subject: z.string(),
  subjectKey: z.string(),
  /** Null until the sealer has chained it, some seconds later. */
  linkNo: idText.nullable(),
  detail: z.record(z.string(), z.json()),
});

/** Refused requests of one account at one route on one day. */
const refusalRow = z.object({
  refusalId: idText,
  lastAt: instantText,
  login: z.string(),
  name: z.string().nullable(),
  /** right: he may not do it at all; sight: nothing there, or outside his scope. */
  kind: z.enum(refusalKinds),
  method: z.string(),
  /** As it is declared, without keys. */
  route: z.string(),
  refused: count,
  day: dayText,
  firstAt: instantText,
});

const chainFault = z.object({ code: z.string(), params: z.record(z.string(), z.string()) });
/** Under this key /progress says how far a verification is. */
export const verifyProgressKey = 'audit-verify';

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
      /** Days from and until, both included. */
      from: dayText.optional(),
      until: dayText.optional(),
      /** A customer's number: deeds done to him or naming him. */
      customer: z.string().max(40).optional(),
      /**
       * Text in the key, the login or the detail. With it or a customer and no day, the last 92
       * days are looked at.
       */
      q: z.string().max(60).optional(),
      cursor: idText.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: pageOf(auditRecord),
  }),
  listRefusals: route({
    method: 'get',
    path: '/audit/refusals',
    right: 'audit.read_refusals',
    export: {},
    summary: 'Requests refused for lack of right or sight, by account, route and day',
    query: z.object({
      /** Login, as it was at that time. */
      actor: z.string().max(80).optional(),
      kind: z.enum(refusalKinds).optional(),
      /** Days from and until, both included. */
      from: dayText.optional(),
      until: dayText.optional(),
      /** Text in the login or the route. */
      q: z.string().max(60).optional(),
      cursor: idText.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: pageOf(refusalRow),
  }),
  listRefusedAccounts: route({
    method: 'get',
    path: '/audit/refused-accounts',
    right: 'audit.read_refusals',
    summary: 'Accounts that were refused most in the last days',
    response: z.object({
      days: count,
      rows: z.array(
        z.object({
          login: z.string(),
          name: z.string().nullable(),
          refused: count,
          routes: count,
          lastAt: instantText,
        }),
      ),
    }),
  }),
  readAuditChain: route({
    method: 'get',
    path: '/audit/chain',
    right: 'audit.read',
    summary: 'The head of the chain, and whether its latest links hold',
    response: z.object({
      head: z.object({ linkNo: idText, hash: z.string() }).nullable(),
      /** When the sealer made the latest link. */
      sealedAt: instantText.nullable(),
      waiting: z.int(),
      checked: z.int(),
      faults: z.array(chainFault),
    }),
  }),
  verifyAuditChain: route({
    method: 'post',
    path: '/audit/chain/verifications',
    right: 'audit.read',
    summary: 'Check every link of the chain; /progress/audit-verify shows how far it is',
    body: z.object({}),
    response: z.object({ checked: z.int(), faults: z.array(chainFault) }),
    status: 201,
  }),
};
