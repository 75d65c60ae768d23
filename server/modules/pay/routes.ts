import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { payApi } from './contract.ts';
import { refuse } from './messages.ts';
import * as store from './store.ts';

export const payHandlers = handle(payApi, {
  listSlips: async ({ tx, query }) => {
    const asked = query.quarter ?? (await store.latestQuarter(tx));
    const skip = query.cursor === undefined ? 0 : Number.parseInt(query.cursor, 10) || 0;
    const rows =
      asked === null
        ? []
        : await store.listSlips(tx, {
            quarter: asked,
            q: query.q ?? null,
            byStaffNo: query.sort === 'staffNo',
            descending: (query.order ?? (query.sort === 'staffNo' ? 'asc' : 'desc')) === 'desc',
            skip,
            limit: query.limit + 1,
          });
    const more = rows.length > query.limit;
    return {
      rows: rows.slice(0, query.limit),
      next: more ? String(skip + query.limit) : null,
      total: { count: skip + Math.min(rows.length, query.limit), capped: more },
    };
  },

  readSlip: async ({ tx, params }) =>
    (await readSlip(tx, BigInt(params.slipId))) ?? refuse('pay.slip_unknown'),

  readSums: async ({ tx, params }) => ({ rows: await store.sumSlips(tx, params.quarter) }),
});

/** A slip with lines and instalments; null when the caller sees none. */
export async function readSlip(tx: Tx, slipId: bigint) {
  const head = await store.loadSlip(tx, slipId);
  if (head === null) return null;
  return {
    ...head,
    lines: await store.loadLines(tx, slipId),
    instalments: await store.loadInstalments(tx, slipId),
  };
}
