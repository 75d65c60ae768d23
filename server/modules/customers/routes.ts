import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { fingerprint } from '../../platform/files/secret.ts';
import { handle, type Call } from '../../platform/module.ts';
import { businessDay } from '../organisation/index.ts';
import { decideServes, gradeMatrix, levelOf } from '../people/index.ts';
import { viewIdentity } from './commands.ts';
import { ownApi } from './contract.ts';
import { fileHandlers } from './file-routes.ts';
import { refuse } from './messages.ts';
import { relationHandlers } from './relation-routes.ts';
import { readSearch } from './rules.ts';
import { matchOf } from './rules/match.ts';
import { sightReasons } from './rules/sight.ts';
import * as one from './store/customer.ts';
import * as list from './store/list.ts';
import { loadLevel, loadOwnGrants, loadSight } from './store/sight.ts';

/** A list counts this far and then says "1000+". */
const countMost = 1000;

const own = handle(ownApi, {
  listCustomers: async ({ tx, query }) => {
    const filter = await filterOf(tx, query);
    if (isRefusal(filter)) return filter;
    const place = placeOf(query, query.limit + 1);
    if (place === null) return refuse('customers.cursor_invalid');
    const rows = await list.loadCustomers(tx, filter, place);
    const found = await list.countCustomers(tx, filter, countMost + 1);
    const page = rows.slice(0, query.limit);
    return {
      rows: page,
      next: rows.length > query.limit ? cursorOf(page.at(-1)!, place.sort) : null,
      total: { count: Math.min(found, countMost), capped: found > countMost },
    };
  },

  countCustomers: async ({ tx, query }) => {
    const filter = await filterOf(tx, query);
    if (isRefusal(filter)) return filter;
    return { count: await list.countCustomers(tx, filter, null) };
  },

  listDuplicates: async ({ tx, query }) => {
    const place = { after: query.cursor ?? '', limit: query.limit + 1 };
    const pairs = await one.loadDuplicates(tx, place);
    const rows = pairs
      .slice(0, query.limit)
      .map((pair) => ({ pair: `${pair.customerNo} ${pair.otherNo}`, ...pair }));
    const more = pairs.length > query.limit;
    return {
      rows,
      next: more ? rows.at(-1)!.pair : null,
      total: { count: rows.length, capped: more },
    };
  },

  readCustomer: async ({ tx, params }) => {
    const customerId = BigInt(params.customerId);
    const facts = await one.loadFacts(tx, customerId);
    if (facts === null) return refuse('customers.not_found');
    const { identityKind, identityMask, identityWarnings, phoneMask, ...rest } = facts;
    const management = await one.loadManagement(tx, customerId);
    return {
      ...rest,
      identity: {
        kind: identityKind,
        mask: identityMask,
        warnings: identityWarnings,
        phoneMask,
      },
      assists: management
        .filter((span) => span.part === 'assist' && span.untilDay === null)
        .map((span) => ({ staffId: span.staffId, name: span.staffName, share: span.share })),
      duplicates: await one.loadLikes(tx, customerId),
    };
  },

  listManagement: async ({ tx, params }) => {
    const customerId = BigInt(params.customerId);
    if ((await one.loadFacts(tx, customerId)) === null) return refuse('customers.not_found');
    const spans = await one.loadManagement(tx, customerId);
    return {
      rows: spans.map((span, at) => ({ position: at + 1, ...span })),
      next: null,
      total: { count: spans.length, capped: false },
    };
  },

  readGroup: async ({ tx, params }) => {
    const facts = await one.loadFacts(tx, BigInt(params.customerId));
    if (facts === null) return refuse('customers.not_found');
    if (facts.groupId === null) return { nodes: [], members: [], hidden: 0 };
    const nodes = await one.loadGroupTree(tx, facts.groupId);
    const ids = nodes.map((node) => node.groupId);
    const members = await one.loadGroupMembers(tx, ids);
    const all = await one.countGroupMembers(tx, ids);
    return { nodes, members, hidden: Math.max(0, all - members.length) };
  },

  readSight: async ({ tx, params, actor }) => {
    const sight = await loadSight(tx, BigInt(params.customerId));
    if (sight === null) return refuse('customers.not_found');
    const reasons = sightReasons(actor, await loadOwnGrants(tx), sight);
    const units = { managing: sight.managingUnit, booking: sight.bookingUnit };
    return {
      reasons: reasons.map(({ way, grant }) => ({
        way,
        unit: way === 'managing' || way === 'booking' ? units[way] : null,
        role: grant?.role ?? null,
        scope: grant?.scope ?? null,
      })),
    };
  },

  readGradeMatch: async ({ tx, params }) => {
    const facts = await one.loadFacts(tx, BigInt(params.customerId));
    if (facts === null) return refuse('customers.not_found');
    const today = await businessDay(tx);
    const { body, versionNo } = await gradeMatrix(tx, today);
    const { leadStaffId } = facts;
    const level = leadStaffId === null ? null : await loadLevel(tx, leadStaffId, today);
    const { match, reason } = matchOf(leadStaffId === null ? null : { level }, (grade) =>
      decideServes(body, grade, levelOf(facts)),
    );
    return {
      match,
      level,
      reason: reason === null ? null : { code: reason.refused, params: wordsOf(reason) },
      policyVersion: `grade_matrix ${versionNo}`,
    };
  },

  viewIdentity: async ({ tx, params, body }) =>
    viewIdentity(tx, { customerId: BigInt(params.customerId), ...body }),
});

export const customersHandlers = { ...own, ...relationHandlers, ...fileHandlers };

/** A refusal's words as text. */
function wordsOf({ params }: Refusal): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [name, String(value)]),
  );
}

type Query = Call<(typeof ownApi)['listCustomers']>['query'];

async function filterOf(
  tx: Tx,
  query: Pick<Query, 'q' | 'kind' | 'class' | 'tier' | 'lead' | 'unit'>,
): Promise<list.CustomerFilter | Refusal> {
  const { kind, tier, lead, unit } = query;
  const unitPath = unit === undefined ? undefined : await one.unitPathOf(tx, unit);
  if (unitPath === null) return refuse('customers.unit_unknown', { unit: unit ?? '' });
  const terms = query.q === undefined ? null : readSearch(query.q);
  return {
    kind,
    class: query.class,
    tier,
    lead: lead === undefined || lead === 'none' ? lead : BigInt(lead),
    unitPath,
    ...(terms === null ? {} : { search: keysOf(terms) }),
  };
}

function keysOf(terms: NonNullable<ReturnType<typeof readSearch>>): list.SearchKeys {
  const { pieces, words, number, identity, phone } = terms;
  return {
    pieces,
    words,
    number,
    identityHash: identity === null ? null : fingerprint('identity', identity),
    phoneHash: phone === null ? null : fingerprint('phone', phone),
  };
}

/** The place in the list that a query asks for; null when its cursor is none of ours. */
function placeOf(query: Query, limit: number): list.CustomerPlace | null {
  const sort = query.sort ?? 'name';
  const descending = query.order === 'desc';
  if (query.cursor === undefined) return { sort, descending, after: null, limit };
  const after = readCursor(query.cursor, sort);
  return after === null ? null : { sort, descending, after, limit };
}

function cursorOf(row: list.ListedCustomer, sort: list.CustomerPlace['sort']): string {
  const parts = [sort, list.sortedBy(row, sort), row.customerId.toString()];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

function readCursor(cursor: string, sort: string): list.CustomerPlace['after'] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (!Array.isArray(parts) || parts[0] !== sort) return null;
    const [, value, id] = parts as unknown[];
    if (typeof value !== 'string' || typeof id !== 'string' || !/^\d{1,18}$/.test(id)) return null;
    if (sort === 'openedOn' && !/^\d{4}-\d\d-\d\d$/.test(value)) return null;
    return { value, customerId: BigInt(id) };
  } catch {
    return null;
  }
}
