import type { Day } from '../../../core/day.ts';
import type { PolicyFault } from '../../platform/policy/kind.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { metricCatalogue, type MetricCatalogue } from '../metrics/index.ts';
import type { TargetMetric } from './contract.ts';
import type { TargetScheme } from './policy.ts';

type CatalogueMetric = MetricCatalogue['metrics'][number];

/**
 * What the catalogue of a day says of the further metrics of a scheme; those that it no longer has
 * are left out.
 */
export async function furtherMetrics(
  tx: Tx,
  scheme: TargetScheme,
  on: Day,
): Promise<TargetMetric[]> {
  if (scheme.further.length === 0) return [];
  const { body } = await metricCatalogue(tx, on);
  return scheme.further.flatMap(({ metric }) => {
    const found = targetMetric(body.metrics.find((one) => one.key === metric));
    return found === null ? [] : [found];
  });
}

/** Further metrics that the catalogue of the day does not have, or that cannot be added up. */
export async function unknownMetrics(
  tx: Tx,
  scheme: TargetScheme,
  on: Day,
): Promise<PolicyFault[]> {
  if (scheme.further.length === 0) return [];
  const { body } = await metricCatalogue(tx, on);
  return scheme.further.flatMap(({ metric }, at) => {
    const known = body.metrics.find((one) => one.key === metric);
    if (known === undefined) {
      const zh = `指标目录中没有 ${metric}`;
      return [{ at: `further.${at}.metric`, zh, en: `the catalogue has no metric ${metric}` }];
    }
    if (targetMetric(known) !== null) return [];
    const zh = '只有可加的指标（日均、增量或发生额，金额或户数）能按人定目标';
    const en =
      'only an additive metric (average, increment or flow, in fen or a count) has targets';
    return [{ at: `further.${at}.metric`, zh, en }];
  });
}

function targetMetric(of: CatalogueMetric | undefined): TargetMetric | null {
  if (of === undefined) return null;
  const { key, name, definition, unit, nature, direction, source } = of;
  const isAdditive = ['average', 'increment', 'flow'].includes(source.kind);
  if (!isAdditive || nature === 'level' || (unit !== 'fen' && unit !== 'count')) return null;
  return { key, name, definition: definition.zh, unit, nature, direction };
}
