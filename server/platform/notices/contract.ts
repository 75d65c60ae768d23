import { z } from 'zod';
import { idText, instantText, listQuery, pageOf, route } from '../../../core/schema.ts';

/** More unread notices than this are shown as "99+". */
export const unreadCap = 99;

export const notice = z.object({
  noticeId: idText,
  /** Key of the phrase: `<room>.notice.<what>`. */
  code: z.string(),
  /** The room it comes from. */
  kind: z.string(),
  /** Values of the phrase. `…Fen` is money; days and quarters are told by their form. */
  params: z.record(z.string(), z.string()),
  /** Where its reader goes on. */
  link: z.string(),
  /** Name of the person whose act it was; null: the program itself. */
  by: z.string().nullable(),
  writtenAt: instantText,
  readAt: instantText.nullable(),
  archivedAt: instantText.nullable(),
});
export type Notice = z.infer<typeof notice>;

const yes = z.enum(['yes']).optional();
const many = z.object({ noticeIds: z.array(idText).min(1).max(200) });
const changed = z.object({ changed: z.int() });

export const noticesApi = {
  listNotices: route({
    method: 'get',
    path: '/notices',
    right: 'signed_in',
    summary: 'Own inbox, newest first; unwanted kinds are left out unless asked for by kind',
    query: listQuery.pick({ limit: true }).extend({
      cursor: idText.optional(),
      unread: yes,
      archived: yes,
      kind: z.string().max(40).optional(),
    }),
    response: pageOf(notice),
  }),
  countNotices: route({
    method: 'get',
    path: '/notices/count',
    right: 'signed_in',
    summary: 'How many notices are unread; counted up to a cap',
    response: z.object({ unread: z.int(), capped: z.boolean() }),
  }),
  readNotices: route({
    method: 'post',
    path: '/notices/readings',
    right: 'signed_in',
    summary: 'Mark own notices as read: those named, or all up to one',
    body: z.union([many.strict(), z.strictObject({ upTo: idText })]),
    response: changed,
  }),
  archiveNotices: route({
    method: 'post',
    path: '/notices/archivings',
    right: 'signed_in',
    summary: 'Put own notices away',
    body: many,
    response: changed,
  }),
  restoreNotices: route({
    method: 'post',
    path: '/notices/restorings',
    right: 'signed_in',
    summary: 'Bring own notices back that were put away',
    body: many,
    response: changed,
  }),
  readNoticeWishes: route({
    method: 'get',
    path: '/notice-wishes',
    right: 'signed_in',
    summary: 'Kinds of notices there are, and which the caller wants to see',
    response: z.object({ kinds: z.array(z.object({ kind: z.string(), wanted: z.boolean() })) }),
  }),
  changeNoticeWishes: route({
    method: 'put',
    path: '/notice-wishes',
    right: 'signed_in',
    summary: 'Say which kinds of notices one does not want to see',
    body: z.object({ unwanted: z.array(z.string().max(40)).max(60) }),
    response: z.object({ kinds: z.array(z.object({ kind: z.string(), wanted: z.boolean() })) }),
  }),
};
