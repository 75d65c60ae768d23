import { divide } from '../../../core/money.ts';
import { lastDay, rangeDays } from '../../../core/period.ts';
import { ratio } from '../../../core/rate.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { personMeasures, type PersonMeasure } from '../attribution/index.ts';
import { rmsOn } from '../people/index.ts';
import { quarterTargets } from '../targets/index.ts';
import { scoringSchemeKind, type schemeMetrics } from './policy.ts';
import { decideSheet, pointsText, type MetricFacts } from './rules.ts';
import * as store from './store.ts';

type Metric = (typeof schemeMetrics)[number];

/**
 * Station of a closing: a sheet for each RM of the quarter's last day, year to date against
 * cumulative targets.
 */
export async function closeAssessment(tx: Tx, run: QuarterRun): Promise<StationResult> {
  const on = lastDay(run.range);
  const scheme = await policyInForce(tx, scoringSchemeKind, on);
  const targets = Map.groupBy(await quarterTargets(tx, run.quarter), (one) => one.staffId);
  const measures = Map.groupBy(await personMeasures(tx, run), (one) => one.staffId);
  const days = BigInt(rangeDays({ from: run.yearFrom, until: run.range.until }));
  const sheets: store.NewSheet[] = (await rmsOn(tx, on)).map((rm) => {
    const actuals = actualsOf(measures.get(rm.staffId) ?? [], days);
    const own = new Map((targets.get(rm.staffId) ?? []).map((one) => [one.metric, one]));
    const facts = new Map<string, MetricFacts>(
      [...actuals].map(([metric, actual]) => [
        metric,
        { target: own.get(metric)?.cumulativeTarget ?? null, actual },
      ]),
    );
    return { ...rm, ...decideSheet(scheme.body, facts) };
  });
  const rows = await store.insertSheets(
    tx,
    { runId: run.runId, quarter: run.quarter, policyVersionId: scheme.versionId },
    sheets,
  );
  const without = sheets.filter((sheet) => !targets.has(sheet.staffId)).length;
  return {
    rows,
    digest: await store.digestSheets(tx, run.runId),
    notes: notesOf(sheets, without),
  };
}

/**
 * Metrics from additive measures, year to date: averages are product (fen-days) over calendar days,
 * half-up to fen; the NPL rate is bad product over loan product in millionths, 0 without loans.
 */
export function actualsOf(
  measures: readonly Pick<PersonMeasure, 'measure' | 'amount'>[],
  days: bigint,
): Map<Metric, bigint> {
  const sum = (measure: string) =>
    measures.reduce((all, one) => (one.measure === measure ? all + one.amount : all), 0n);
  const loans = sum('loan_product');
  return new Map<Metric, bigint>([
    ['deposit_average', divide(sum('deposit_product'), days, 'half_up')],
    ['loan_average', divide(loans, days, 'half_up')],
    ['contribution', sum('contribution')],
    ['fee_income', sum('fee_income')],
    ['new_customers', sum('new_customers')],
    ['npl_rate', loans === 0n ? 0n : ratio(sum('npl_product'), loans, 'half_up')],
  ]);
}

function notesOf(sheets: readonly store.NewSheet[], without: number): StationResult['notes'] {
  const total = sheets.reduce((sum, sheet) => sum + sheet.total, 0n);
  const average = sheets.length === 0 ? 0n : divide(total, BigInt(sheets.length), 'half_up');
  const notes = [
    {
      code: 'assessment.note.sheets',
      params: { sheets: sheets.length, average: pointsText(average) },
    },
  ];
  return without === 0
    ? notes
    : [...notes, { code: 'assessment.note.without_targets', params: { staff: without } }];
}
