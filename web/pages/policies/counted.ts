import { isGroup } from './document-shape.ts';
import type { MetricUnit } from './place-unit.ts';

/** Stands for a metric where figures are held against a rate made of metrics. */
const rateOfMetrics = '%';
/** Stands for a metric where figures are held against money of pay items. */
const moneyOfItems = '元';

/**
 * What the figures of a group are counted in: the metric that it names, or the first metric of the
 * value (`of`, `value`) that stands in it; a rate where the value is a ratio or completion; money
 * where items are counted.
 */
export function countedIn(group: unknown): string | undefined {
  if (!isGroup(group)) return undefined;
  const { metric, of, value, items } = group;
  if (typeof metric === 'string') return metric;
  if (Array.isArray(of)) return countedIn(of[0]);
  const basis = isGroup(of) ? of : value;
  if (isGroup(basis)) {
    const isAmount = basis['as'] === undefined || basis['as'] === 'amount';
    return isAmount ? countedIn(basis) : rateOfMetrics;
  }
  const named = Array.isArray(items) ? (items as readonly unknown[])[0] : undefined;
  return typeof named === 'string' ? moneyOfItems : undefined;
}

/** The unit of what `countedIn` answers, by the metrics of the bank's catalogue. */
export function unitOfCounted(
  counted: string | undefined,
  known: (metric: string | undefined) => { readonly unit: MetricUnit } | undefined,
): MetricUnit | undefined {
  if (counted === rateOfMetrics) return 'rate';
  return counted === moneyOfItems ? 'fen' : known(counted)?.unit;
}
