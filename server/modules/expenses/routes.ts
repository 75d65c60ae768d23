import { parseId } from '../../../core/id.ts';
import { handle } from '../../platform/module.ts';
import { expensesApi } from './contract.ts';
import * as store from './store.ts';

export const expensesHandlers = handle(expensesApi, {
  listLedger: async ({ tx, query }) => {
    const rows = await store.listLedger(tx, {
      quarter: query.quarter ?? null,
      purse: query.purse ?? null,
      q: query.q ?? null,
      before: query.cursor === undefined ? null : parseId(query.cursor),
      limit: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const more = rows.length > query.limit;
    return {
      rows: page,
      next: more ? String(page.at(-1)!.entryId) : null,
      total: { count: page.length, capped: more },
    };
  },

  readBalances: async ({ tx, params }) => ({ rows: await store.loadBalances(tx, params.quarter) }),
});
