import { lastDay, quarter, quarterRange } from '../../../core/period.ts';
import { rowsBefore, shortPage } from '../../../core/schema.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { measuresBehind, metricCatalogue, type MetricCatalogue } from '../metrics/index.ts';
import { letterBehind } from '../targets/index.ts';
import { assessmentApi, type Sheet } from './contract.ts';
import { refuse } from './messages.ts';
import * as store from './store.ts';

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

type Named = Pick<Sheet['lines'][number], 'name' | 'unit' | 'measures'>;

/** Name, unit and measures of each metric by the catalogue; marks are no metric. */
function namesIn(catalogue: MetricCatalogue): (line: store.SheetLineRow) => Named {
  const byKey = new Map(catalogue.metrics.map((metric) => [metric.key, metric]));
  return (line) => {
    const metric = line.scoring === 'qualitative' ? undefined : byKey.get(line.metric ?? '');
    return metric === undefined
      ? { name: null, unit: line.scoring === 'qualitative' ? 'score' : 'count', measures: [] }
      : { name: metric.name, unit: metric.unit, measures: measuresBehind(metric) };
  };
}

/**
 * A sheet with lines and history, for the page and for `quarter explain`; null when the caller sees
 * none.
 */
export async function readSheet(tx: Tx, sheetId: bigint) {
  const head = await store.loadSheet(tx, sheetId);
  if (head === null) return null;
  const range = quarterRange(quarter(head.quarter));
  const lines = await store.loadLines(tx, sheetId);
  const named = namesIn((await metricCatalogue(tx, lastDay(range))).body);
  return {
    ...head,
    ...range,
    policyVersionNo: String(head.policyVersionNo),
    lines: lines.map((line) => ({ ...line, ...named(line) })),
    history: await store.loadHistory(tx, head.staffId),
    letter: await letterBehind(tx, { staffId: head.staffId, quarter: quarter(head.quarter) }),
  };
}
