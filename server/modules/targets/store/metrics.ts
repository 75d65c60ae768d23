import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { TargetMetric } from '../contract.ts';
import { bookOf, type MetricBook } from '../rules/metric-book.ts';

/** The six metrics and every further one for which targets were set. */
export async function loadMetricBook(tx: Tx): Promise<MetricBook> {
  const { rows } = await sql<{
    key: string;
    zh: string;
    en: string;
    definition: string;
    unit: 'fen' | 'count';
    nature: 'average' | 'flow';
    direction: 'up' | 'down';
  }>`
    select metric as key,
           name_zh as zh,
           name_en as en,
           definition,
           unit,
           nature,
           direction
    from targets_metric
    order by metric
    limit 1000
  `.execute(tx.db);
  return bookOf(rows.map(({ zh, en, ...rest }) => ({ ...rest, name: { zh, en } })));
}

/** Keeps what further metrics mean; one that is known stays as it was. */
export async function insertMetrics(
  tx: Tx,
  runId: bigint,
  further: readonly TargetMetric[],
): Promise<void> {
  if (further.length === 0) return;
  const column = (of: (one: TargetMetric) => string) => sql`${further.map(of)}::text[]`;
  await sql`
    insert into targets_metric
      (metric, name_zh, name_en, definition, unit, nature, direction, first_run_id)
    select given.metric, given.zh, given.en, given.definition, given.unit, given.nature,
           given.direction, ${runId}::bigint
    from unnest(
      ${column((one) => one.key)}, ${column((one) => one.name.zh)},
      ${column((one) => one.name.en)}, ${column((one) => one.definition ?? '')},
      ${column((one) => one.unit)}, ${column((one) => one.nature)},
      ${column((one) => one.direction)}
    ) as given (metric, zh, en, definition, unit, nature, direction)
    order by given.metric
    on conflict (metric) do nothing
  `.execute(tx.db);
}
