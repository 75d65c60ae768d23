import type { Refusal } from '../../../../core/refusal.ts';
import type { TargetMetric } from '../contract.ts';
import { refuse } from '../messages.ts';
import type { MetricBook } from './metric-book.ts';

export interface WantedPlan {
  readonly metric: string;
  readonly amount: bigint;
  /** The entry its author saw; null: none. */
  readonly replaces: bigint | null;
}

/**
 * Whether plans of a unit may be entered together: each metric once, one that can be added up, not
 * negative, and the entry that its author saw is still the last one (two editors are not merged).
 */
export function decidePlans(
  book: MetricBook,
  wanted: readonly WantedPlan[],
  present: readonly { readonly metric: string; readonly entryId: bigint }[],
): Refusal | null {
  for (const { metric, amount, replaces } of wanted) {
    const known = book.get(metric);
    if (known === undefined) return refuse('targets.metric_unknown', { metric });
    const name = { metric: known.name.en, metricZh: known.name.zh };
    if (wanted.filter((one) => one.metric === metric).length > 1) {
      return refuse('targets.change_twice', name);
    }
    if (known.nature === 'level') return refuse('targets.plan_of_level', name);
    if (amount < 0n) return refuse('targets.plan_negative', { ...name, amount });
    const last = present.find((one) => one.metric === metric)?.entryId ?? null;
    if (last !== replaces) return refuse('targets.plan_changed', name);
  }
  return null;
}

/**
 * Plan less what stands against it (the sum of the RMs, or the plans below); null without either,
 * or for a metric that cannot be added up.
 */
export function decideGap(
  metric: Pick<TargetMetric, 'nature'>,
  plan: bigint | null,
  against: bigint | null,
): bigint | null {
  if (plan === null || against === null) return null;
  return metric.nature === 'level' ? null : plan - against;
}
