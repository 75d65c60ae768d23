import { rowsBefore, shortPage } from '../../../core/schema.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { payApi } from './contract.ts';
import { refuse } from './messages.ts';
import * as store from './store.ts';

export const payHandlers = handle(payApi, {
  listSlips: async ({ tx, query }) => {
    const asked = query.quarter ?? (await store.latestQuarter(tx));
    if (asked === null) return shortPage([], query);
    const byStaffNo = query.sort === 'staffNo';
    const rows = await store.listSlips(tx, {
      quarter: asked,
      q: query.q ?? null,
      byStaffNo,
      descending: (query.order ?? (byStaffNo ? 'asc' : 'desc')) === 'desc',
      skip: rowsBefore(query),
      limit: query.limit + 1,
    });
    return shortPage(rows, query);
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
