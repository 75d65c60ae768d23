import { lastDay, previousQuarter, quarterIndex } from '../../../core/period.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { metricsOfRun } from '../assessment/index.ts';
import { metricCatalogue } from '../metrics/index.ts';
import type { PayScheme } from './policy.ts';
import { metricsNamed } from './policy/metrics.ts';
import type { MetricFact, MetricFacts } from './rules/quantity.ts';
import { closingOf } from './store/items.ts';

/**
 * The metrics that a scheme names, of every RM of a run. Metrics are measured for the year to
 * date: what a quarter added to a flow is the difference to the valid closing of the quarter
 * before, so that a figure certified late is paid once, in the quarter that first has it.
 */
export async function loadMetricFacts(
  tx: Tx,
  run: QuarterRun,
  scheme: PayScheme,
): Promise<ReadonlyMap<bigint, MetricFacts>> {
  const named = metricsNamed(scheme.items);
  if (named.size === 0) return new Map();
  const { body } = await metricCatalogue(tx, lastDay(run.range));
  const catalogue = new Map(
    body.metrics.filter((one) => named.has(one.key)).map((one) => [one.key, one]),
  );
  const flows = [...catalogue.values()].some((one) => one.nature === 'flow');
  const before = flows ? await valuesBefore(tx, run, named) : new Map<string, bigint>();
  const answer = new Map<bigint, Map<string, MetricFact>>();
  for (const { staffId, metric, target, value } of await metricsOfRun(tx, run.runId)) {
    const rule = catalogue.get(metric);
    if (rule === undefined) continue;
    const own = answer.get(staffId) ?? new Map<string, MetricFact>();
    answer.set(staffId, own);
    const earlier = rule.nature === 'flow' ? (before.get(`${staffId} ${metric}`) ?? 0n) : 0n;
    const { unit, name } = rule;
    own.set(metric, { unit, name, target, year: value, quarter: value - earlier });
  }
  return answer;
}

/** Year-to-date values of the quarter before, in the same year; none in a first quarter. */
async function valuesBefore(
  tx: Tx,
  run: QuarterRun,
  named: ReadonlySet<string>,
): Promise<ReadonlyMap<string, bigint>> {
  if (quarterIndex(run.quarter) === 1) return new Map();
  const runId = await closingOf(tx, previousQuarter(run.quarter));
  if (runId === null) return new Map();
  const rows = await metricsOfRun(tx, runId);
  return new Map(
    rows
      .filter(({ metric }) => named.has(metric))
      .map(({ staffId, metric, value }) => [`${staffId} ${metric}`, value]),
  );
}
