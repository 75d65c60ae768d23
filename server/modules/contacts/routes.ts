import { day, daysBetween } from '../../../core/day.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { sendNote, sendRemark } from './commands.ts';
import { baseChannels, contactsApi } from './contract.ts';
import { contactsMessages, refuse } from './messages.ts';
import { contactStandardKind, type ContactStandard } from './policy.ts';
import { owedBy, sumsOf, type Owed } from './standards.ts';
import * as list from './store/list.ts';
import { bookOf } from './offers.ts';
import * as store from './store/note.ts';
import { loadRms } from './store/standards.ts';

const countMost = 1000;
/** What a phone may keep: names and numbers, technical limit. */
const stepDaysMost = 62;
const stepsMost = 1000;
/** A page of RMs computes the standards of all their customers. */
const rmsMost = 25;

export const contactsHandlers = handle(contactsApi, {
  listNotes: async ({ tx, query }) => notePage(tx, filterOf(query), query),

  listNextSteps: async ({ tx, query }) => {
    const [from, until] = [day(query.from), day(query.until)];
    if (until < from || daysBetween(from, until) > stepDaysMost) {
      return refuse('contacts.range_invalid', { days: stepDaysMost });
    }
    const { doubleDays } = await policyNow(tx);
    const filter = { ...filterOf({ ...query }), byNextStep: true };
    const page = { after: null, limit: stepsMost + 1, doubleDays };
    const rows = await list.loadNotes(tx, filter, page);
    return { rows: rows.slice(0, stepsMost), capped: rows.length > stepsMost };
  },

  listChannels: async ({ tx }) => {
    const policy = await policyNow(tx);
    const { backdateDaysMost, doubleDays } = policy;
    const base = baseChannels.map((key) => ({
      key: key as string,
      name: contactsMessages[`contacts.channel.${key}`],
    }));
    const further = policy.furtherChannels.map(({ key, zh, en }) => ({ key, name: { zh, en } }));
    return { channels: [...base, ...further], backdateDaysMost, doubleDays };
  },

  listBook: async ({ tx, actor }) => {
    if (actor.staffId === null) return { rows: [], capped: false };
    return bookOf(tx, actor.staffId);
  },

  listCustomerNotes: async ({ tx, params, query }) => {
    const customerId = BigInt(params.customerId);
    if ((await store.loadCustomer(tx, customerId)) === null) {
      return refuse('contacts.customer_unknown');
    }
    return notePage(tx, { customerId }, query);
  },

  sendNote: async ({ database, actor, params, body }) =>
    sendNote(database, actor, { customerId: BigInt(params.customerId), note: body }),

  sendRemark: async ({ database, actor, params, body }) =>
    sendRemark(database, actor, { customerId: BigInt(params.customerId), note: body }),

  readNote: async ({ tx, params }) => {
    const chain = await store.loadChain(tx, BigInt(params.customerId), params.noteId);
    if (chain.length === 0) return refuse('contacts.note_unknown');
    return { rows: chain.toReversed().map(({ staffId: _staffId, ...one }) => one) };
  },

  listStandards: async ({ tx, actor, query }) => {
    const staffId = query.staffId === undefined ? actor.staffId : BigInt(query.staffId);
    const on = await businessDay(tx);
    const owed = staffId === null ? [] : await owedBy(tx, [staffId], on);
    const wanted = owed.filter(
      (one) =>
        (query.state === undefined || one.state === query.state) &&
        (query.alarm === undefined || one.alarmDays !== null),
    );
    const begin = placeIn(wanted, query.cursor);
    const page = wanted.slice(begin, begin + query.limit);
    const more = wanted.length > begin + query.limit;
    return {
      rows: page.map(({ staffId: _staffId, ...one }) => one),
      next: more ? page.at(-1)!.standardId : null,
      total: {
        count: Math.min(wanted.length, countMost),
        capped: wanted.length > countMost,
      },
      sums: sumsOf(owed),
    };
  },

  listFulfilment: async ({ tx, query }) => {
    const limit = Math.min(query.limit, rmsMost);
    const rms = await loadRms(tx, {
      q: (query.q ?? '').trim(),
      after: query.cursor ?? '',
      limit: limit + 1,
    });
    const page = rms.slice(0, limit);
    const owed = Map.groupBy(
      await owedBy(
        tx,
        page.map((rm) => rm.staffId),
        await businessDay(tx),
      ),
      (one) => one.staffId,
    );
    return {
      rows: page.map((rm) => {
        const sums = sumsOf(owed.get(rm.staffId) ?? []);
        return { ...rm, ...sums, keptRate: keptRate(sums) };
      }),
      next: rms.length > limit ? page.at(-1)!.staffNo : null,
      total: { count: page.length, capped: rms.length > limit },
    };
  },
});

/** Requirements not overdue ÷ all, rounded down: nobody is shown as whole who is not. */
function keptRate(sums: { readonly requirements: number; readonly overdue: number }) {
  if (sums.requirements === 0) return null;
  return (BigInt(sums.requirements - sums.overdue) * 1_000_000n) / BigInt(sums.requirements);
}

/** Where the page after a row begins; a row that has left its place begins at the top. */
function placeIn(owed: readonly Owed[], cursor: string | undefined): number {
  return cursor === undefined ? 0 : owed.findIndex((one) => one.standardId === cursor) + 1;
}

async function policyNow(tx: Tx): Promise<ContactStandard> {
  return (await policyInForce(tx, contactStandardKind, await businessDay(tx))).body;
}

interface Words {
  readonly q?: string | undefined;
  readonly channel?: string | undefined;
  readonly initiative?: string | undefined;
  readonly staffId?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly double?: 'yes' | undefined;
}

function filterOf(words: Words): list.NoteFilter {
  return {
    search: words.q?.trim(),
    channel: words.channel,
    initiative: words.initiative,
    staffId: words.staffId === undefined ? undefined : BigInt(words.staffId),
    from: words.from,
    until: words.until,
    double: words.double === 'yes',
  };
}

async function notePage(
  tx: Tx,
  filter: list.NoteFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const after = page.cursor === undefined ? null : readCursor(page.cursor);
  if (page.cursor !== undefined && after === null) return refuse('contacts.cursor_invalid');
  const { doubleDays } = await policyNow(tx);
  const found = await list.loadNotes(tx, filter, { after, limit: page.limit + 1, doubleDays });
  const count = await list.countNotes(tx, filter, { most: countMost + 1, doubleDays });
  const rows = found.slice(0, page.limit);
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > page.limit && last !== undefined ? cursorOf(last) : null,
    total: { count: Math.min(count, countMost), capped: count > countMost },
  };
}

function cursorOf({ happenedAt, noteId }: list.NotePlace): string {
  return Buffer.from(JSON.stringify([happenedAt, noteId])).toString('base64url');
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readCursor(cursor: string): list.NotePlace | null {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    const [happenedAt, noteId] = Array.isArray(parts) ? (parts as unknown[]) : [];
    if (typeof happenedAt !== 'string' || Number.isNaN(Date.parse(happenedAt))) return null;
    if (typeof noteId !== 'string' || !uuid.test(noteId)) return null;
    return { happenedAt, noteId };
  } catch {
    return null;
  }
}
