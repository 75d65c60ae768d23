import { day } from '../../../core/day.ts';
import { handle } from '../../platform/module.ts';
import { businessDay } from '../organisation/index.ts';
import { metricCatalogue } from './commands.ts';
import { metricsApi, type MetricRow } from './contract.ts';
import { metricCatalogueKind, type MetricRule, type MetricSource } from './policy.ts';
import { measuresOf } from './rules.ts';
import * as store from './store/schemes.ts';

export const metricsHandlers = handle(metricsApi, {
  readMetrics: async ({ tx, query }) => {
    const on = query.on === undefined ? await businessDay(tx) : day(query.on);
    const { versionId, versionNo, body } = await metricCatalogue(tx, on);
    const schemes = await store.loadSchemes(tx, metricCatalogueKind.kind, on);
    const uses = schemes.map(({ kind, body: scheme }) => ({ kind, keys: metricsNamed(scheme) }));
    return {
      versionId,
      versionNo,
      on,
      measures: [...measuresOf(body).values()],
      metrics: body.metrics.map((metric) => ({
        ...metric,
        source: sourceRow(metric.source),
        usedBy: uses.filter(({ keys }) => keys.has(metric.key)).map(({ kind }) => kind),
      })),
    };
  },
});

type SourceRow = MetricRow['source'];

function sourceRow(source: MetricSource) {
  const row = {
    of: 'of' in source ? source.of : source.kind === 'ratio' ? source.over : [],
    under: source.kind === 'ratio' ? source.under : [],
    evidence: source.kind === 'manual' ? source.evidence : null,
    least: source.kind === 'manual' ? source.least : null,
    most: source.kind === 'manual' ? source.most : null,
    over: source.kind === 'manual' ? source.over : null,
    whenEmpty: 'whenEmpty' in source ? source.whenEmpty : null,
  };
  return { ...row, kind: source.kind as SourceRow['kind'] };
}

/** Every metric that a document names: the values of its places called `metric`. */
export function metricsNamed(body: unknown, found = new Set<MetricRule['key']>()): Set<string> {
  if (Array.isArray(body)) for (const one of body) metricsNamed(one, found);
  else if (typeof body === 'object' && body !== null) {
    for (const [name, value] of Object.entries(body)) {
      if (name === 'metric' && typeof value === 'string') found.add(value);
      else metricsNamed(value, found);
    }
  }
  return found;
}
