import { lastDay, quarterRange, rangeDays, yearToQuarterRange } from '../../../core/period.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { handle } from '../../platform/module.ts';
import {
  measureMetric,
  measuresOf,
  metricCatalogue,
  termsBehind,
  type Measure,
  type MetricRule,
} from '../metrics/index.ts';
import { drillApi } from './contract/drill.ts';
import { refuse } from './messages.ts';
import { closingOf, staffInScope } from './results-in-scope.ts';
import { loadYearRuns } from './store/closing.ts';
import { countDrill, loadDrill, type DrillPage, type DrillRow } from './store/drill.ts';

const countCap = 1000;

export const drillHandlers = handle(drillApi, {
  listMetricCustomers: async ({ tx, params, query }) => {
    const closing = await closingOf(tx, query.quarter);
    if (isRefusal(closing)) return closing;
    const staffId = BigInt(params.staffId);
    const staff = await staffInScope(tx, staffId);
    if (isRefusal(staff)) return staff;
    const { body } = await metricCatalogue(tx, lastDay(quarterRange(closing.quarter)));
    const metric = body.metrics.find((one) => one.key === params.metric);
    if (metric === undefined) {
      return refuse('attribution.metric_unknown', { metric: params.metric });
    }
    const runs = await loadYearRuns(tx, closing.quarter, null);
    const filter = {
      runIds: runs.map((one) => one.runId),
      staffId,
      weights: termsBehind(metric),
      search: (query.q ?? '').trim(),
    };
    const page = {
      descending: query.order !== 'asc',
      after: cursorOf(query.cursor),
      limit: query.limit + 1,
    };
    const rows = await loadDrill(tx, filter, page);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const found = await countDrill(tx, filter, countCap);
    const measures = measuresOf(body);
    const days = BigInt(rangeDays(yearToQuarterRange(closing.quarter)));
    return {
      staffName: staff.name,
      metricName: metric.name,
      definition: metric.definition,
      unit: metric.unit,
      byHand: metric.source.kind === 'manual',
      rows: shown.map((row) => rowOf(metric, measures, days, row)),
      next: rows.length > query.limit ? `${last!.rank}:${last!.customerId}` : null,
      total: { count: Math.min(found, countCap), capped: found > countCap },
    };
  },
});

/** The metric of one customer's parts alone: averages and flows of all add up to the RM's. */
function rowOf(
  metric: MetricRule,
  catalogue: ReadonlyMap<string, Measure>,
  days: bigint,
  row: DrillRow,
) {
  const sums = new Map(row.measures.map((measure, at) => [measure, row.amounts[at]!]));
  const inputs = { catalogue, sums, days, lastYear: true, figures: [] };
  return {
    customerId: row.customerId,
    customerNo: row.customerNo,
    name: row.name,
    value: measureMetric(metric, inputs).value,
    parts: [...sums].map(([measure, amount]) => ({
      measure,
      measureName: catalogue.get(measure)!.name,
      unit: catalogue.get(measure)!.unit,
      amount,
    })),
  };
}

/** A cursor that is not ours starts the list anew. */
function cursorOf(cursor: string | undefined): DrillPage['after'] {
  const match = /^(-?\d{1,30}):(\d{1,18})$/.exec(cursor ?? '');
  if (match === null) return null;
  const [, rank = '', customerId = ''] = match;
  return { rank, customerId: BigInt(customerId) };
}
