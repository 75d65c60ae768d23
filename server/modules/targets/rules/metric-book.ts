import { metricKeys, metrics, type TargetMetric } from '../contract.ts';
import { targetsMessages } from '../messages.ts';

/** Metrics by key: the six of every bank, then the further ones by key. */
export type MetricBook = ReadonlyMap<string, TargetMetric>;

export function bookOf(further: readonly TargetMetric[]): MetricBook {
  const own = metricKeys.map((key): TargetMetric => {
    const { unit, nature, direction } = metrics[key];
    const name = targetsMessages[`targets.metric.${key}`];
    return { key, name, definition: null, unit, nature, direction };
  });
  const rest = further
    .filter((one) => !own.some((known) => known.key === one.key))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return new Map([...own, ...rest].map((one) => [one.key, one]));
}

/** The metric of a key that targets were set for; none is a bug. */
export function metricIn(book: MetricBook, key: string): TargetMetric {
  const found = book.get(key);
  if (found === undefined) throw new Error(`no metric ${key}`);
  return found;
}

/** Rows in the order of the book. */
export function inOrder<R extends { readonly metric: string }>(
  book: MetricBook,
  rows: readonly R[],
): R[] {
  const keys = [...book.keys()];
  return rows.toSorted((a, b) => keys.indexOf(a.metric) - keys.indexOf(b.metric));
}
