import { lastDay, previousQuarter, quarterIndex, rangeDays } from '../../../core/period.ts';
import type { Quarter } from '../../../core/period.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { closedDaysBefore, personMeasures } from '../attribution/index.ts';
import {
  certifiedFigures,
  measureMetric,
  measuresOf,
  metricCatalogue,
  type MetricCatalogue,
  type MetricRule,
} from '../metrics/index.ts';
import { quarterTargets } from '../targets/index.ts';
import type { SchemeLine, ScoringScheme } from './policy/shape.ts';
import { quarterTarget, type MetricFacts } from './rules/facts.ts';
import { loadCarried } from './store/carried.ts';
import { loadCountedMarks } from './store/marks.ts';
import { metricsOfRun } from './store/metrics.ts';

/** The run whose figures are scored: a closing under way, or the valid one of a past quarter. */
export type ScoredRun = Pick<QuarterRun, 'runId' | 'quarter' | 'range' | 'yearFrom'>;

/** All that a scheme may ask of an RM. */
export interface Figures {
  readonly metricsOf: (staffId: bigint) => ReadonlyMap<string, MetricFacts>;
  /** Raters' marks by line. */
  readonly marksOf: (staffId: bigint) => ReadonlyMap<string, readonly bigint[]>;
  readonly hasTargets: (staffId: bigint) => boolean;
}

type Values = ReadonlyMap<string, bigint>;

/**
 * Targets and actuals of the metrics that a scheme names, year to date and of the quarter alone,
 * with what was carried in and the raters' marks. The year to date is what the closing measured.
 */
export async function loadFigures(tx: Tx, run: ScoredRun, scheme: ScoringScheme): Promise<Figures> {
  const { body } = await metricCatalogue(tx, lastDay(run.range));
  const named = namedBy(scheme);
  const rules = body.metrics.filter((metric) => named.has(metric.key));
  const before = quarterIndex(run.quarter) === 1 ? null : previousQuarter(run.quarter);
  const nothing: Values = new Map();
  const targets = await targetsBy(tx, run.quarter);
  const targetsBefore = before === null ? nothing : await targetsBy(tx, before);
  const measured = await measuredIn(tx, run, { body, rules, ofQuarter: false });
  const alone = namesQuarters(scheme)
    ? await measuredIn(tx, run, { body, rules, ofQuarter: true })
    : measured;
  const carried =
    before === null || !linesOf(scheme).some((line) => line.carryForward)
      ? nothing
      : await loadCarried(tx, before);
  const marks = await marksBy(tx, run.quarter, scheme);
  const withTargets = new Set([...targets.keys()].map((key) => key.split(' ')[0]!));
  return {
    hasTargets: (staffId) => withTargets.has(String(staffId)),
    marksOf: (staffId) => marks.get(staffId) ?? new Map(),
    metricsOf: (staffId) =>
      new Map(
        rules.map((metric) => {
          const key = `${staffId} ${metric.key}`;
          const target = targets.get(key) ?? null;
          const facts: MetricFacts = {
            target,
            actual: measured(key),
            quarter: {
              target: quarterTarget(metric.nature, {
                now: target,
                before: targetsBefore.get(key) ?? null,
              }),
              actual: alone(key),
            },
            carriedIn: carried.get(key) ?? 0n,
          };
          return [metric.key, facts];
        }),
      ),
  };
}

interface Wanted {
  readonly body: MetricCatalogue;
  readonly rules: readonly MetricRule[];
  /** Of the quarter alone; otherwise the year to date. */
  readonly ofQuarter: boolean;
}

type ValueOf = (key: string) => bigint | null;

/**
 * The value of a metric by 'staffId metric'. The year to date is kept with the closing; a closing
 * from before metrics were kept, and the quarter alone, are measured now by the same rule. Measures
 * are additive, so the quarter alone is exact: what the year to date has more than before it.
 */
async function measuredIn(tx: Tx, run: ScoredRun, wanted: Wanted): Promise<ValueOf> {
  if (!wanted.ofQuarter) {
    const kept = await metricsOfRun(tx, run.runId);
    if (kept.length > 0) {
      const names = new Set(wanted.rules.map((metric) => metric.key));
      const values = new Map(
        kept
          .filter((one) => names.has(one.metric))
          .map((one) => [`${one.staffId} ${one.metric}`, one.value]),
      );
      return (key) => values.get(key) ?? null;
    }
  }
  return measuredNow(tx, run, wanted);
}

/**
 * Metrics of the quarter alone, measured anew by the rules of the catalogue: for pay, which goes by
 * quarters. Null for a metric that the catalogue does not have.
 */
export async function valuesOfQuarter(
  tx: Tx,
  run: ScoredRun,
  keys: ReadonlySet<string>,
): Promise<(of: { readonly staffId: bigint; readonly metric: string }) => bigint | null> {
  const { body } = await metricCatalogue(tx, lastDay(run.range));
  const rules = body.metrics.filter((metric) => keys.has(metric.key));
  const valueOf = await measuredNow(tx, run, { body, rules, ofQuarter: true });
  return ({ staffId, metric }) => valueOf(`${staffId} ${metric}`);
}

async function measuredNow(tx: Tx, run: ScoredRun, wanted: Wanted): Promise<ValueOf> {
  const { body, rules, ofQuarter } = wanted;
  const days = rangeDays({
    from: ofQuarter ? run.range.from : run.yearFrom,
    until: run.range.until,
  });
  const given = {
    catalogue: measuresOf(body),
    days: BigInt(days),
    lastYear: (await closedDaysBefore(tx, { ...run, backdated: false })) > 0,
  };
  const sums = await sumsBy(tx, run);
  const less =
    ofQuarter && quarterIndex(run.quarter) > 1
      ? await sumsBy(tx, { quarter: previousQuarter(run.quarter), runId: null })
      : new Map<string, Map<string, bigint>>();
  const certified = (await certifiedFigures(tx, run.quarter)).filter(
    (one) => !ofQuarter || one.quarter === run.quarter,
  );
  const figures = Map.groupBy(certified, (one) => `${one.staffId} ${one.metric}`);
  const byKey = new Map(rules.map((metric) => [metric.key, metric]));
  return (key) => {
    const [staffId = '', name = ''] = key.split(' ');
    const metric = byKey.get(name);
    if (metric === undefined) return null;
    const earlier = less.get(staffId);
    const own = [...(sums.get(staffId) ?? [])].map(
      ([measure, amount]) => [measure, amount - (earlier?.get(measure) ?? 0n)] as const,
    );
    const inputs = { ...given, sums: new Map(own), figures: figures.get(key) ?? [] };
    return measureMetric(metric, inputs).value;
  };
}

async function sumsBy(
  tx: Tx,
  run: { readonly quarter: Quarter; readonly runId: bigint | null },
): Promise<Map<string, Map<string, bigint>>> {
  const sums = new Map<string, Map<string, bigint>>();
  for (const one of await personMeasures(tx, run)) {
    const own = sums.get(String(one.staffId)) ?? new Map<string, bigint>();
    own.set(one.measure, one.amount);
    sums.set(String(one.staffId), own);
  }
  return sums;
}

async function targetsBy(tx: Tx, quarter: Quarter): Promise<Values> {
  const rows = await quarterTargets(tx, quarter);
  return new Map(rows.map((row) => [`${row.staffId} ${row.metric}`, row.cumulativeTarget]));
}

async function marksBy(
  tx: Tx,
  quarter: Quarter,
  scheme: ScoringScheme,
): Promise<Map<bigint, Map<string, readonly bigint[]>>> {
  const marks = new Map<bigint, Map<string, readonly bigint[]>>();
  if (!linesOf(scheme).some((line) => line.scoring.function === 'qualitative')) return marks;
  for (const one of await loadCountedMarks(tx, quarter)) {
    const own = marks.get(one.staffId) ?? new Map<string, readonly bigint[]>();
    own.set(one.metric, one.marks);
    marks.set(one.staffId, own);
  }
  return marks;
}

function linesOf(scheme: ScoringScheme): readonly SchemeLine[] {
  return [...scheme.lines, ...scheme.tracks.flatMap((track) => track.lines)];
}

/** Everything that names a metric and a period, whether it scores, deducts or tests. */
function placesOf(scheme: ScoringScheme) {
  return [
    ...linesOf(scheme),
    ...scheme.gates,
    ...scheme.tracks.flatMap((track) => track.gates ?? []),
    ...scheme.deductions.items,
  ];
}

function namedBy(scheme: ScoringScheme): ReadonlySet<string> {
  return new Set([
    ...placesOf(scheme).map((place) => place.metric),
    ...(scheme.dimensions?.items ?? []).map((item) => item.metric),
    ...(scheme.table?.units ?? []).map((unit) => unit.metric),
    ...(scheme.table?.titles ?? []).flatMap((title) => title.minimum.map((need) => need.metric)),
  ]);
}

function namesQuarters(scheme: ScoringScheme): boolean {
  return (
    scheme.table?.period === 'quarter' ||
    placesOf(scheme).some((place) => place.period === 'quarter')
  );
}
