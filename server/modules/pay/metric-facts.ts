import { lastDay, previousQuarter, quarterIndex } from '../../../core/period.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { metricsOfRun, valuesOfQuarter } from '../assessment/index.ts';
import { metricCatalogue, type MetricRule } from '../metrics/index.ts';
import type { PayScheme } from './policy.ts';
import { metricsNamed } from './policy/metrics.ts';
import type { MetricFact, MetricFacts } from './rules/quantity.ts';
import { closingOf } from './store/items.ts';

/**
 * The metrics that a scheme names, of every RM of a run: the year to date as the closing measured
 * it, and the quarter alone. What a quarter added to a flow is the difference to the valid closing
 * before, so that a figure certified late is paid once, in the quarter that first has it. Averages
 * and ratios of the quarter are measured anew; an entry by hand that is no flow holds on.
 */
export async function loadMetricFacts(
  tx: Tx,
  run: QuarterRun,
  scheme: PayScheme,
): Promise<ReadonlyMap<bigint, MetricFacts>> {
  const named = metricsNamed(scheme.items);
  if (named.size === 0) return new Map();
  const { body } = await metricCatalogue(tx, lastDay(run.range));
  const rules = body.metrics.filter((one) => named.has(one.key));
  const catalogue = new Map(rules.map((one) => [one.key, one]));
  const later = quarterIndex(run.quarter) > 1;
  const before =
    later && rules.some(isFlow) ? await valuesBefore(tx, run, named) : new Map<string, bigint>();
  const anew = new Set(later ? rules.filter(isMeasuredAnew).map((one) => one.key) : []);
  const alone = anew.size > 0 ? await valuesOfQuarter(tx, run, anew) : null;
  const answer = new Map<bigint, Map<string, MetricFact>>();
  for (const { staffId, metric, target, value } of await metricsOfRun(tx, run.runId)) {
    const rule = catalogue.get(metric);
    if (rule === undefined) continue;
    const own = answer.get(staffId) ?? new Map<string, MetricFact>();
    answer.set(staffId, own);
    const { unit, name } = rule;
    const quarter = anew.has(metric)
      ? (alone?.({ staffId, metric }) ?? 0n)
      : value - (isFlow(rule) ? (before.get(`${staffId} ${metric}`) ?? 0n) : 0n);
    own.set(metric, { unit, name, target, year: value, quarter });
  }
  return answer;
}

function isFlow(rule: MetricRule): boolean {
  return rule.nature === 'flow';
}

/** Averages and ratios of measures: a difference of two year-to-date values says nothing. */
function isMeasuredAnew(rule: MetricRule): boolean {
  return !isFlow(rule) && rule.source.kind !== 'manual';
}

/** Year-to-date values of the quarter before, in the same year. */
async function valuesBefore(
  tx: Tx,
  run: QuarterRun,
  named: ReadonlySet<string>,
): Promise<ReadonlyMap<string, bigint>> {
  const runId = await closingOf(tx, previousQuarter(run.quarter));
  if (runId === null) return new Map();
  const rows = await metricsOfRun(tx, runId);
  return new Map(
    rows
      .filter(({ metric }) => named.has(metric))
      .map(({ staffId, metric, value }) => [`${staffId} ${metric}`, value]),
  );
}
