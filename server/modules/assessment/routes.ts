import { quarter, quarterRange } from '../../../core/period.ts';
import { rowsBefore, shortPage } from '../../../core/schema.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { assessmentApi, type Sheet } from './contract.ts';
import { refuse } from './messages.ts';
import * as store from './store.ts';

/** What each metric is counted in, and the measures of attribution behind it. */
type Unit = Sheet['lines'][number]['unit'];
const metricSources: Readonly<Record<string, { unit: Unit; measures: string[] }>> = {
  deposit_average: { unit: 'fen', measures: ['deposit_product'] },
  loan_average: { unit: 'fen', measures: ['loan_product'] },
  contribution: { unit: 'fen', measures: ['contribution'] },
  fee_income: { unit: 'fen', measures: ['fee_income'] },
  new_customers: { unit: 'count', measures: ['new_customers'] },
  npl_rate: { unit: 'rate', measures: ['npl_product', 'loan_product'] },
};

export const assessmentHandlers = handle(assessmentApi, {
  listSheets: async ({ tx, query }) => {
    const asked = query.quarter ?? (await store.latestQuarter(tx));
    if (asked === null) return shortPage([], query);
    const byStaffNo = query.sort === 'staffNo';
    const rows = await store.listSheets(tx, {
      quarter: asked,
      q: query.q ?? null,
      byStaffNo,
      descending: (query.order ?? (byStaffNo ? 'asc' : 'desc')) === 'desc',
      skip: rowsBefore(query),
      limit: query.limit + 1,
    });
    return shortPage(rows, query);
  },

  readSheet: async ({ tx, params }) =>
    (await readSheet(tx, BigInt(params.sheetId))) ?? refuse('assessment.sheet_unknown'),

  readBands: async ({ tx, params }) => ({ rows: await store.countBands(tx, params.quarter) }),
});

function sourceOf(line: store.SheetLineRow): { unit: Unit; measures: string[] } {
  if (line.scoring === 'qualitative') return { unit: 'score', measures: [] };
  return metricSources[line.metric ?? ''] ?? { unit: 'count', measures: [] };
}

/**
 * A sheet with lines and history, for the page and for `quarter explain`; null when the caller sees
 * none.
 */
export async function readSheet(tx: Tx, sheetId: bigint) {
  const head = await store.loadSheet(tx, sheetId);
  if (head === null) return null;
  const { from, until } = quarterRange(quarter(head.quarter));
  const lines = await store.loadLines(tx, sheetId);
  return {
    ...head,
    from,
    until,
    policyVersionNo: String(head.policyVersionNo),
    lines: lines.map((line) => ({ ...line, ...sourceOf(line) })),
    history: await store.loadHistory(tx, head.staffId),
  };
}
