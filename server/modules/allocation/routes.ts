import { handle } from '../../platform/module.ts';
import { businessDay } from '../organisation/index.ts';
import { capacityOf, gradeMatrix, type Level } from '../people/index.ts';
import { allocationApi } from './contract.ts';
import * as store from './store.ts';

export const allocationHandlers = handle(allocationApi, {
  listAllocations: async ({ tx, query }) => {
    const rows = await store.listResults(tx, {
      quarter: query.quarter,
      unplaced: query.unplaced === undefined ? null : query.unplaced === 'yes',
      after: query.cursor ?? null,
      limit: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    return {
      rows: page.map((row) => ({ ...row, reason: phraseOf(row.reason) })),
      next: rows.length > query.limit ? page.at(-1)!.cursor : null,
      total: { count: page.length, capped: rows.length > query.limit },
    };
  },

  listLoads: async ({ tx }) => {
    const today = await businessDay(tx);
    const { body: matrix } = await gradeMatrix(tx, today);
    const { bankWide, staffId, ranges } = tx.actor;
    // Row security hides customers, so an RM outside the scope would be counted too low.
    const rows = (await store.listLoads(tx, today)).filter(
      (row) =>
        bankWide ||
        row.staffId === staffId ||
        ranges.some(({ from, until }) => row.unitPath >= from && row.unitPath < until),
    );
    const most = (level: string | null, kind: 'corporate' | 'individual') =>
      level === null ? 0 : (capacityOf(matrix, level as Level, { kind, part: 'lead' }) ?? 0);
    return {
      rows: rows.map(({ unitPath: _unitPath, ...row }) => ({
        ...row,
        corporateMax: most(row.level, 'corporate'),
        individualMax: most(row.level, 'individual'),
      })),
    };
  },
});

function phraseOf({ code, ...params }: Record<string, string>) {
  return { code: code ?? '', params };
}
