import { bulkRefusedOf, type BulkOutcome, type BulkRow } from '../../../core/bulk.ts';
import { lastDay, quarterRange, type Quarter } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { metricCatalogue } from './commands.ts';
import { certifyFigures, holdAll } from './figure-commands.ts';
import type { MetricRule } from './policy.ts';
import { decideRuling } from './rules/figures.ts';
import * as store from './store/figures.ts';

/**
 * What certifying would do to each of many figures; nothing is written. Refusals: `decideRuling`.
 */
export async function decideCertifying(
  tx: Tx,
  figureIds: readonly bigint[],
): Promise<BulkRow[] | Refusal> {
  const held = await holdAll(tx, [...new Set(figureIds)]);
  if (isRefusal(held)) return held;
  const names = await store.loadNames(
    tx,
    held.map(({ figure }) => figure.staffId),
  );
  const metrics = new Map<Quarter, readonly MetricRule[]>();
  for (const of of new Set(held.map(({ figure }) => figure.quarter))) {
    metrics.set(of, (await metricCatalogue(tx, lastDay(quarterRange(of)))).body.metrics);
  }
  return held.map(({ figure, facts }) => {
    const refusal = decideRuling(facts, tx.actor);
    return {
      key: String(figure.figureId),
      name: names.get(figure.staffId) ?? '',
      about: `${figure.quarter} ${metricName(metrics.get(figure.quarter), figure.metric)}`,
      refused: refusal === null ? null : bulkRefusedOf(refusal),
    };
  });
}

/**
 * Certifies those of many figures that the rule allows; the others are named. Audited one by one.
 */
export async function certifyMany(
  tx: Tx,
  figureIds: readonly bigint[],
): Promise<BulkOutcome | Refusal> {
  const rows = await decideCertifying(tx, figureIds);
  if (isRefusal(rows)) return rows;
  const allowed = rows.filter((row) => row.refused === null).map((row) => BigInt(row.key));
  if (allowed.length === 0) return { done: 0, rows };
  const done = await certifyFigures(tx, allowed);
  return isRefusal(done) ? done : { done: done.certified, rows };
}

/** Both languages, as the bank's catalogue names it. */
function metricName(metrics: readonly MetricRule[] | undefined, key: string): string {
  const found = metrics?.find((one) => one.key === key);
  return found === undefined ? key : `${found.name.zh} / ${found.name.en}`;
}
