import { sql } from 'kysely';
import type { Explanation } from '../../../../core/schema.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import { digestOf } from '../../../platform/db/digest.ts';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface NewMetric {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly metric: string;
  readonly target: bigint | null;
  readonly value: bigint;
  readonly explanation: Explanation;
}

export async function insertMetrics(
  tx: Tx,
  run: { readonly runId: bigint; readonly catalogueVersionId: bigint },
  rows: Iterable<NewMetric>,
): Promise<number> {
  const columns = [
    'run_id',
    'staff_id',
    'unit_path',
    'metric',
    'target',
    'value',
    'explanation',
    'catalogue_version_id',
  ];
  return copyRows(tx, 'assessment_metric', columns, lines(run, rows));
}

function* lines(
  run: { readonly runId: bigint; readonly catalogueVersionId: bigint },
  rows: Iterable<NewMetric>,
) {
  for (const one of rows) {
    yield [
      run.runId,
      one.staffId,
      one.unitPath,
      one.metric,
      one.target,
      one.value,
      JSON.stringify(one.explanation),
      run.catalogueVersionId,
    ];
  }
}

/** Digest of a closing's metrics: staff number, metric, target and value. */
export async function digestMetrics(tx: Tx, runId: bigint): Promise<string> {
  return digestOf(
    tx,
    sql<{ line: string }>`
      select concat_ws('|', p.staff_no, m.metric, coalesce(m.target::text, '-'), m.value) as line
      from assessment_metric m
      join people_v_staff p on p.staff_id = m.staff_id
      where m.run_id = ${runId}
    `,
  );
}

export interface RunMetric {
  readonly staffId: bigint;
  readonly metric: string;
  readonly target: bigint | null;
  readonly value: bigint;
}

/** Every metric of every RM of a run, finished or not, by RM and metric. */
export async function metricsOfRun(tx: Tx, runId: bigint): Promise<RunMetric[]> {
  const { rows } = await sql<RunMetric>`
    select staff_id as "staffId", metric, target, value
    from assessment_metric
    where run_id = ${runId}
    order by staff_id, metric
    limit 10000000
  `.execute(tx.db);
  return rows;
}

/** How one metric of one RM came about in a run; null when it was not measured. */
export async function loadMetric(
  tx: Tx,
  of: { readonly runId: bigint; readonly staffId: bigint; readonly metric: string },
): Promise<(RunMetric & { readonly explanation: Explanation; versionId: bigint }) | null> {
  const { rows } = await sql<RunMetric & { explanation: Explanation; versionId: bigint }>`
    select staff_id as "staffId", metric, target, value, explanation,
           catalogue_version_id as "versionId"
    from assessment_metric
    where run_id = ${of.runId}
      and staff_id = ${of.staffId}
      and metric = ${of.metric}
  `.execute(tx.db);
  return rows[0] ?? null;
}
