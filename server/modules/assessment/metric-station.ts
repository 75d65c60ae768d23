import { lastDay, rangeDays } from '../../../core/period.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { closedDaysBefore, personMeasures } from '../attribution/index.ts';
import {
  certifiedFigures,
  measureMetric,
  measuresOf,
  metricCatalogue,
  type CertifiedFigure,
} from '../metrics/index.ts';
import { rmsOn } from '../people/index.ts';
import { quarterTargets } from '../targets/index.ts';
import * as store from './store/metrics.ts';

/**
 * Station of a closing: every metric of the catalogue in force on the quarter's last day, for every
 * RM of that day, year to date, beside his target where he has one. Notes how many metrics entered
 * by hand have no certified figure of the quarter at all.
 */
export async function closeMetrics(tx: Tx, run: QuarterRun): Promise<StationResult> {
  const on = lastDay(run.range);
  const { versionId, body } = await metricCatalogue(tx, on);
  const rms = await rmsOn(tx, on);
  const given = {
    catalogue: measuresOf(body),
    days: BigInt(rangeDays({ from: run.yearFrom, until: run.range.until })),
    lastYear: (await closedDaysBefore(tx, run)) > 0,
  };
  const measures = Map.groupBy(await personMeasures(tx, run), (one) => one.staffId);
  const certified = await certifiedFigures(tx, run.quarter);
  const figures = Map.groupBy(certified, (one) => `${one.staffId} ${one.metric}`);
  const targets = new Map(
    (await quarterTargets(tx, run.quarter)).map((one) => [
      `${one.staffId} ${one.metric}`,
      one.cumulativeTarget,
    ]),
  );

  function* metrics(): Generator<store.NewMetric> {
    for (const { staffId, unitPath } of rms) {
      const sums = new Map(
        (measures.get(staffId) ?? []).map((one) => [one.measure, one.amount] as const),
      );
      for (const metric of body.metrics) {
        const key = `${staffId} ${metric.key}`;
        const inputs = { ...given, sums, figures: figures.get(key) ?? [] };
        const target = targets.get(key) ?? null;
        yield { staffId, unitPath, metric: metric.key, target, ...measureMetric(metric, inputs) };
      }
    }
  }
  const rows = await store.insertMetrics(
    tx,
    { runId: run.runId, catalogueVersionId: versionId },
    metrics(),
  );
  const byHand = body.metrics.filter((metric) => metric.source.kind === 'manual');
  const missing = byHand.filter(({ key }) => !hasFigure(certified, key, run.quarter)).length;
  return {
    rows,
    digest: await store.digestMetrics(tx, run.runId),
    notes: [
      {
        code: 'assessment.note.metrics',
        params: { metrics: body.metrics.length, staff: rms.length },
      },
      ...(missing === 0
        ? []
        : [{ code: 'assessment.note.not_entered', params: { metrics: missing } }]),
    ],
  };
}

function hasFigure(figures: readonly CertifiedFigure[], metric: string, quarter: string): boolean {
  return figures.some((one) => one.metric === metric && one.quarter === quarter);
}
