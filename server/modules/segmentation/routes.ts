import type { Quarter } from '../../../core/period.ts';
import { handle } from '../../platform/module.ts';
import { customerFacts } from '../customers/index.ts';
import { segmentationApi } from './contract.ts';
import { refuse } from './messages.ts';
import * as store from './store/list.ts';

const countMost = 1000;

export const segmentationHandlers = handle(segmentationApi, {
  listSegments: async ({ tx, params }) => {
    const customerId = BigInt(params.customerId);
    if ((await customerFacts(tx, customerId)) === null) return refuse('segmentation.not_found');
    const spans = await store.loadSpans(tx, customerId);
    return {
      rows: spans.map((span, at) => ({ position: at + 1, ...span })),
      next: null,
      total: { count: spans.length, capped: false },
      ratings: await store.loadRatingsOf(tx, customerId),
    };
  },

  listDistribution: async ({ tx, query }) => ({
    rows: await store.loadDistribution(tx, query.level),
  }),

  listChanges: async ({ tx, query }) => {
    const filter = {
      quarter: query.quarter as Quarter,
      dimension: query.dimension,
      value: query.value,
      withFirst: query.first === 'yes',
    };
    const after = query.cursor === undefined ? null : readCursor(query.cursor);
    if (query.cursor !== undefined && after === null) return refuse('segmentation.cursor_invalid');
    const found = await store.loadChanges(tx, filter, { after, limit: query.limit + 1 });
    const count = await store.countChanges(tx, filter, countMost + 1);
    const rows = found.slice(0, query.limit);
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => ({ changeId: cursorOf(row), ...row })),
      next: found.length > query.limit && last !== undefined ? cursorOf(last) : null,
      total: { count: Math.min(count, countMost), capped: count > countMost },
    };
  },

  countChanges: async ({ tx, query }) => ({
    rows: await store.loadChangeCounts(tx, query.quarter as Quarter),
  }),
});

function cursorOf(row: store.ChangePlace): string {
  const parts = [row.fromDay, row.customerNo, row.dimension];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

function readCursor(cursor: string): store.ChangePlace | null {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    const [fromDay, customerNo, dimension] = Array.isArray(parts) ? (parts as unknown[]) : [];
    if (typeof fromDay !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(fromDay)) return null;
    if (typeof customerNo !== 'string' || typeof dimension !== 'string') return null;
    return { fromDay, customerNo, dimension };
  } catch {
    return null;
  }
}
