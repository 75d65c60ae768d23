import { completionOf } from './progress.ts';

interface Metric {
  readonly key: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly unit: 'fen' | 'count' | 'rate' | 'score';
  readonly nature: 'average' | 'flow' | 'level';
  readonly direction: 'up' | 'down';
}

interface Sum {
  readonly unitId: bigint;
  readonly metric: string;
  readonly value: bigint;
  readonly target: bigint;
}

/**
 * The heat table: units by metrics, each with the completion of the sums of its RMs. Only metrics
 * that add up over RMs and that shall grow stand in it: rates and levels have no sum. A unit
 * without any target is left out.
 */
export function heatOf(
  metrics: readonly Metric[],
  units: readonly { readonly unitId: bigint; readonly name: string }[],
  sums: readonly Sum[],
) {
  const shown = metrics.filter(
    (one) =>
      (one.unit === 'fen' || one.unit === 'count') &&
      one.nature !== 'level' &&
      one.direction === 'up' &&
      sums.some((sum) => sum.metric === one.key),
  );
  const rows = units.flatMap(({ unitId, name }) => {
    const own = sums.filter((sum) => sum.unitId === unitId);
    if (own.length === 0) return [];
    const cells = shown.map((metric) => {
      const sum = own.find((one) => one.metric === metric.key);
      return {
        value: sum?.value ?? null,
        target: sum?.target ?? null,
        completion: sum === undefined ? null : completionOf(metric, sum.value, sum.target),
      };
    });
    return [{ unitId, name, cells }];
  });
  return { metrics: shown.map(({ key, name, unit }) => ({ key, name, unit })), rows };
}
