import { lastDay, quarterRange, type Quarter } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { measuresOf, metricCatalogue, type Measure } from '../metrics/index.ts';
import { resultsApi } from './contract.ts';
import { drillHandlers } from './drill-routes.ts';
import { refuse } from './messages.ts';
import { closingOf, staffInScope } from './results-in-scope.ts';
import { sharesHandlers } from './shares-routes.ts';
import { loadPersonSums, loadYearRuns } from './store/closing.ts';
import * as store from './store/reading.ts';

const countCap = 1000;

const resultHandlers = handle(resultsApi, {
  readCustomerParts: async ({ tx, params, query }) => {
    const closing = await closingOf(tx, query.quarter);
    if (isRefusal(closing)) return closing;
    const rows = await store.loadCustomerParts(tx, closing.runId, BigInt(params.customerId));
    if (rows.length === 0) return refuse('attribution.customer_unknown');
    return { quarter: query.quarter, rows: (await namesOf(tx, closing)).inOrder(rows) };
  },

  readStaffMeasures: async ({ tx, params, query }) => {
    const closing = await closingOf(tx, query.quarter);
    if (isRefusal(closing)) return closing;
    const staffId = BigInt(params.staffId);
    const staff = await staffInScope(tx, staffId);
    if (isRefusal(staff)) return staff;
    const { name } = staff;
    const year = await loadYearRuns(tx, closing.quarter, null);
    const runIds = year.map((one) => one.runId);
    const own = await loadPersonSums(tx, [closing.runId], staffId);
    const toDate = await loadPersonSums(tx, runIds, staffId);
    const names = await namesOf(tx, closing);
    const rows = names.inOrder(
      toDate.map(({ measure, amount: yearToDate }) => {
        const sum = own.find((one) => one.measure === measure);
        return { measure, amount: sum?.amount ?? 0n, yearToDate, customers: sum?.customers ?? 0 };
      }),
    );
    return { quarter: query.quarter, name, rows };
  },

  listStaffParts: async ({ tx, params, query }) => {
    const closing = await closingOf(tx, query.quarter);
    if (isRefusal(closing)) return closing;
    const staffId = BigInt(params.staffId);
    const staff = await staffInScope(tx, staffId);
    if (isRefusal(staff)) return staff;
    const filter = {
      runId: closing.runId,
      staffId,
      measure: query.measure,
      search: (query.q ?? '').trim(),
    };
    const rows = await store.loadStaffParts(tx, filter, {
      descending: query.order !== 'asc',
      after: cursorOf(query.cursor),
      limit: query.limit + 1,
    });
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const found = await store.countStaffParts(tx, filter, countCap);
    return {
      rows: (await namesOf(tx, closing)).inOrder(shown),
      next:
        rows.length > query.limit && last !== undefined
          ? `${last.amount}:${last.customerId}`
          : null,
      total: { count: Math.min(found, countCap), capped: found > countCap },
    };
  },

  readParties: async ({ tx, params, query }) => {
    const closing = await closingOf(tx, params.quarter);
    if (isRefusal(closing)) return closing;
    const measure = query.measure ?? null;
    const rows = await store.loadPartySums(tx, closing.runId, params.dimension, measure);
    return { rows: (await namesOf(tx, closing)).inOrder(rows) };
  },

  readTotals: async ({ tx, params }) => {
    const closing = await closingOf(tx, params.quarter);
    if (isRefusal(closing)) return closing;
    const rows = await store.loadTotalChecks(tx, closing.runId);
    return {
      quarter: params.quarter,
      sealed: closing.sealed,
      rows: (await namesOf(tx, closing)).inOrder(rows).map((row) => ({
        ...row,
        customers: Number(row.customers), // tidy: not money
        agrees: [row.person, row.branch, row.department].every((sum) => sum === row.total),
      })),
    };
  },
});

export const attributionHandlers = { ...resultHandlers, ...drillHandlers, ...sharesHandlers };

/** Rows by the order of the quarter's catalogue, each with its measure's name and unit. */
async function namesOf(tx: Tx, closing: { readonly quarter: Quarter }) {
  const catalogue = await metricCatalogue(tx, lastDay(quarterRange(closing.quarter)));
  const measures = measuresOf(catalogue.body);
  const order = [...measures.keys()];
  const place = (measure: string) =>
    measures.has(measure) ? order.indexOf(measure) : order.length;
  return {
    inOrder: <R extends { readonly measure: string }>(rows: readonly R[]) =>
      rows
        .map((row) => ({ ...row, ...namedAs(row.measure, measures.get(row.measure)) }))
        .toSorted((a, b) => place(a.measure) - place(b.measure)),
  };
}

/** A measure that the catalogue no longer has keeps its key for a name. */
function namedAs(key: string, measure: Measure | undefined) {
  return {
    measureName: measure?.name ?? { zh: key, en: key },
    unit: measure?.unit ?? ('count' as const),
  };
}

/** A cursor that is not ours starts the list anew. */
function cursorOf(cursor: string | undefined): store.StaffPartPage['after'] {
  const match = /^(-?\d{1,19}):(\d{1,19})$/.exec(cursor ?? '');
  if (match === null) return null;
  const [, amount = '', customerId = ''] = match;
  return { amount: BigInt(amount), customerId: BigInt(customerId) };
}
