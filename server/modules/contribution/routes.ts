import { day } from '../../../core/day.ts';
import { quarter, quarterRange, rangeDays } from '../../../core/period.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { policyVersion } from '../../platform/policy/store.ts';
import { contributionApi } from './contract.ts';
import { explainContribution } from './explain.ts';
import { refuse } from './messages.ts';
import { contributionPolicy } from './policy.ts';
import { loadCosts } from './store/close.ts';
import * as store from './store/read.ts';

const countCap = 1000;

export const contributionHandlers = handle(contributionApi, {
  readCustomerContribution: async ({ tx, params }) => {
    const found = await store.loadCustomerQuarters(tx, BigInt(params.customerId));
    const policies = await policiesOf(tx, found);
    const rows = found.map(({ policyVersionId, ...row }) => {
      const { body, versionNo } = policies.get(policyVersionId)!;
      const explanation = {
        rule: 'contribution.rule.customer',
        formula: 'contribution.formula.customer',
        inputs: {
          preFen: String(row.preFen),
          incomeTaxRate: String(body.incomeTaxRate),
          netFen: String(row.netFen),
          capitalFen: String(row.capitalFen),
          capitalShare: String(body.capitalShare),
          hurdleRate: String(body.hurdleRate),
          days: String(rangeDays(quarterRange(row.quarter))),
          basis: String(body.basis),
        },
        policyVersion: `contribution ${versionNo}`,
      };
      return { ...row, explanation };
    });
    return { rows };
  },

  listCustomerMonths: async ({ tx, params }) => {
    const closing = await store.closingOf(tx, quarter(params.quarter));
    if (closing === null) return refuse('contribution.not_closed', { quarter: params.quarter });
    const key = { runId: closing.runId, customerId: BigInt(params.customerId) };
    return { rows: await store.loadCustomerMonths(tx, key) };
  },

  explainAccountMonth: async ({ tx, params }) =>
    explainContribution(tx, {
      quarter: quarter(params.quarter),
      customerId: BigInt(params.customerId),
      accountId: BigInt(params.accountId),
      month: day(params.month),
    }),

  listCustomers: async ({ tx, params, query }) => {
    const closing = await store.closingOf(tx, quarter(params.quarter));
    if (closing === null) return refuse('contribution.not_closed', { quarter: params.quarter });
    const found = await store.loadRanked(tx, closing.runId, {
      descending: query.order === 'desc',
      after: placeOf(query.cursor),
      limit: query.limit + 1,
    });
    const rows = found.slice(0, query.limit);
    const last = rows.at(-1);
    const more = found.length > query.limit && last !== undefined;
    const count = await store.countRanked(tx, closing.runId, countCap);
    return {
      rows,
      next: more ? `${last.preFen}|${last.customerId}` : null,
      total: { count: Math.min(count, countCap), capped: count > countCap },
    };
  },

  listUnits: async ({ tx, params }) => {
    const closing = await store.closingOf(tx, quarter(params.quarter));
    if (closing === null) return refuse('contribution.not_closed', { quarter: params.quarter });
    return { rows: await store.loadUnits(tx, closing.runId) };
  },

  listCosts: async ({ tx, params }) => {
    const closing = await store.closingOf(tx, quarter(params.quarter));
    if (closing === null) return refuse('contribution.not_closed', { quarter: params.quarter });
    const rows = (await loadCosts(tx, closing.runId)).map(
      ({ volumeFenDays: _volume, ...cost }) => cost,
    );
    return { rows };
  },
});

/** The policy versions that a customer's quarters applied. */
async function policiesOf(tx: Tx, rows: readonly store.CustomerRow[]) {
  const ids = new Set(rows.map((row) => row.policyVersionId));
  const found = new Map<bigint, Awaited<ReturnType<typeof policyOf>>>();
  for (const id of ids) found.set(id, await policyOf(tx, id));
  return found;
}

function policyOf(tx: Tx, versionId: bigint) {
  return policyVersion(tx, contributionPolicy, versionId);
}

/** The place in a list that a cursor names; a spoilt cursor starts at the beginning. */
function placeOf(cursor: string | undefined): { preFen: bigint; id: bigint } | null {
  const match = /^(-?\d{1,18})\|(\d{1,19})$/.exec(cursor ?? '');
  return match === null ? null : { preFen: BigInt(match[1]!), id: BigInt(match[2]!) };
}
