import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { PayScheme } from './policy.ts';
import { metricsNamed } from './policy/metrics.ts';
import type { MetricFacts } from './rules/quantity.ts';

/** The metrics that a scheme names, of every RM of a run. */
export async function loadMetricFacts(
  _tx: Tx,
  run: QuarterRun,
  scheme: PayScheme,
): Promise<ReadonlyMap<bigint, MetricFacts>> {
  const named = metricsNamed(scheme.items);
  if (named.size > 0) throw new Error(`run ${run.runId} has no metrics: ${[...named].join(', ')}`);
  return new Map();
}
