import { systemActor } from '../../../core/actor.ts';
import { keysetPage } from '../../../core/schema.ts';
import type { Tx } from '../db/transaction.ts';
import { handle, type Module } from '../module.ts';
import { noticesRights } from './access.ts';
import { noticesApi, unreadCap } from './contract.ts';
import { noticesMessages, refuse } from './messages.ts';
import { kindOf } from './notify.ts';
import * as store from './store.ts';

export { notify, type NewNotice, type NoticeCode, type Recipients } from './notify.ts';

const countCap = 1000;
const inbox = { unread: false, archived: false, kind: null } as const;

/** What the house gives: the rooms, whose phrases `<room>.notice.…` are the kinds there are. */
export interface NoticesRoom {
  readonly modules: () => readonly Module[];
}

/** The inbox of notices as a room of the house. */
export function noticesModule(room: NoticesRoom): Module {
  return {
    name: 'notices',
    phrases: noticesMessages,
    rights: noticesRights,
    api: noticesApi,
    handlers: noticesHandlers(room),
    jobs: [
      {
        name: 'notices.sweep',
        cron: '40 3 * * *',
        run: (database) => database.transaction(systemActor('notices'), store.sweepNotices),
      },
    ],
  };
}

function noticesHandlers(room: NoticesRoom) {
  const wishes = async (tx: Tx) => {
    const unwanted = await store.loadUnwanted(tx);
    return { kinds: noticeKinds(room).map((kind) => ({ kind, wanted: !unwanted.has(kind) })) };
  };
  return handle(noticesApi, {
    listNotices: async ({ tx, query }) => {
      const filter = {
        unread: query.unread === 'yes',
        archived: query.archived === 'yes',
        kind: query.kind ?? null,
        below: query.cursor === undefined ? null : BigInt(query.cursor),
      };
      const rows = await store.listNotices(tx, filter, query.limit + 1);
      const page = keysetPage(rows, query.limit, (row) => row.noticeId);
      const count = await store.countNotices(tx, filter, countCap);
      return {
        ...page,
        total: { count: Math.min(count, countCap), capped: count > countCap },
      };
    },
    countNotices: async ({ tx }) => {
      const count = await store.countNotices(tx, { ...inbox, unread: true }, unreadCap);
      return { unread: Math.min(count, unreadCap), capped: count > unreadCap };
    },
    readNotices: async ({ tx, body }) => ({
      changed: await store.markRead(
        tx,
        'upTo' in body
          ? { upTo: BigInt(body.upTo) }
          : { noticeIds: body.noticeIds.map((id) => BigInt(id)) },
      ),
    }),
    archiveNotices: async ({ tx, body }) => ({
      changed: await store.moveNotices(tx, body.noticeIds.map(BigInt), true),
    }),
    restoreNotices: async ({ tx, body }) => ({
      changed: await store.moveNotices(tx, body.noticeIds.map(BigInt), false),
    }),
    readNoticeWishes: async ({ tx }) => wishes(tx),
    changeNoticeWishes: async ({ tx, body }) => {
      const known = noticeKinds(room);
      const strange = body.unwanted.find((kind) => !known.includes(kind));
      if (strange !== undefined) return refuse('notices.kind_unknown', { kind: strange });
      await store.replaceUnwanted(tx, body.unwanted);
      return wishes(tx);
    },
  });
}

/** Rooms that have phrases of notices, in the order of the house. */
function noticeKinds(room: NoticesRoom): readonly string[] {
  const codes = room.modules().flatMap((module) => Object.keys(module.phrases));
  return [...new Set(codes.filter((key) => /^[a-z]+\.notice\./.test(key)).map(kindOf))];
}
