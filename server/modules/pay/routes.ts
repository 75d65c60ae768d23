import { rowsBefore, shortPage } from '../../../core/schema.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { policyVersion } from '../../platform/policy/store.ts';
import { payApi } from './contract.ts';
import { refuse } from './messages.ts';
import { paySchemeKind } from './policy.ts';
import { loadRiskBalances, loadRiskOfSlip } from './store/items.ts';
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

/**
 * A slip with lines, instalments and risk deposit; names are those of the scheme that was used.
 * Null when the caller sees none.
 */
export async function readSlip(tx: Tx, slipId: bigint) {
  const head = await store.loadSlip(tx, slipId);
  if (head === null) return null;
  const scheme = await policyVersion(tx, paySchemeKind, head.policyVersionId);
  const names = new Map(scheme.body.items.map((item) => [item.key, item.name]));
  const lines = await store.loadLines(tx, slipId);
  const moves = await loadRiskOfSlip(tx, slipId);
  const balances = await loadRiskBalances(tx, head);
  return {
    ...head,
    lines: lines.map((line) => ({ ...line, name: names.get(line.item) ?? null })),
    instalments: await store.loadInstalments(tx, slipId),
    risk: balances.map(({ item, balance }) => ({
      item,
      name: names.get(item) ?? null,
      balance,
      moves: moves
        .filter((move) => move.item === item)
        .map(({ kind, ofQuarter, amount }) => ({ kind, ofQuarter, amount })),
    })),
  };
}
