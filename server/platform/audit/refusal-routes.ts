import type { Handler } from '../module.ts';
import type { auditApi } from './contract.ts';
import * as store from './refusal-store.ts';

type Keys = 'listRefusals' | 'listRefusedAccounts';

const countCap = 1000;
/** The card shows so many days, today included, and so many accounts. */
const cardDays = 30;
const cardAccounts = 8;

/** Refused accesses, for who watches over the data. */
export const refusalHandlers: { readonly [K in Keys]: Handler<(typeof auditApi)[K]> } = {
  listRefusals: async ({ tx, query }) => {
    const filter: store.RefusalFilter = {
      actor: query.actor ?? null,
      kind: query.kind ?? null,
      from: query.from ?? null,
      until: query.until ?? null,
      q: query.q ?? null,
      below: query.cursor === undefined ? null : BigInt(query.cursor),
    };
    const rows = await store.listRefusals(tx, filter, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const count = await store.sizeOfRefusals(tx, filter, countCap);
    return {
      rows: page,
      next: rows.length > query.limit ? (page.at(-1)?.refusalId.toString() ?? null) : null,
      total: { count: Math.min(count, countCap), capped: count > countCap },
    };
  },
  listRefusedAccounts: async ({ tx }) => ({
    days: cardDays,
    rows: await store.refusedAccounts(tx, { days: cardDays, limit: cardAccounts }),
  }),
};
