import { daysBetween } from '../../../core/day.ts';
import {
  quarter,
  quarterIndex,
  quarterRange,
  quartersOf,
  quarterYear,
  rangeDays,
  yearRange,
  type Quarter,
  type Year,
} from '../../../core/period.ts';
import type { Refusal } from '../../../core/refusal.ts';
import type { QuarterRun, StationNote, StationResult } from '../../../core/run.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce, policyVersion } from '../../platform/policy/store.ts';
import { rmsOn, type GradedRm } from '../people/index.ts';
import { metricKeys, metrics, type CustomerLevelKey, type MetricKey } from './contract.ts';
import { refuse, targetsMessages } from './messages.ts';
import { targetSchemeKind, type TargetScheme } from './policy.ts';
import {
  decideAnnualTarget,
  decideQuarterTarget,
  type PortfolioFacts,
  type QuarterPlace,
} from './rules/target.ts';
import * as facts from './store/facts.ts';
import * as store from './store/targets.ts';

/**
 * Station: targets of every RM in service on the quarter's first day (C2e). Annual targets are set
 * at the first opening of the year that finds him and kept after; each opening adds the
 * year-to-date targets of its quarter.
 */
export async function openTargets(tx: Tx, run: QuarterRun): Promise<StationResult> {
  const year = quarterYear(run.quarter);
  const rms = await rmsOn(tx, run.range.from);
  const kept = Map.groupBy(await store.loadAnnual(tx, year), (row) => row.staffId);
  const newcomers = rms.filter((rm) => !kept.has(rm.staffId));
  const set = await setAnnual(tx, run, newcomers);
  await store.insertTargets(tx, { runId: run.runId, year }, set.rows);

  const annual = Map.groupBy([...set.rows, ...[...kept.values()].flat()], (row) => row.staffId);
  const schemeOf = schemesByVersion(tx);
  const quarterRows: store.NewQuarterTarget[] = [];
  for (const rm of rms) {
    for (const row of annual.get(rm.staffId) ?? []) {
      const scheme = await schemeOf(row.policyVersionId);
      const place = placeOf(run.quarter, row.startedQuarter);
      const target = decideQuarterTarget(scheme, row.metric, row, place);
      const { staffId, unitPath } = rm;
      quarterRows.push({ staffId, unitPath, metric: row.metric, target });
    }
  }
  await store.insertQuarterTargets(tx, run, quarterRows);
  return {
    rows: set.rows.length + quarterRows.length,
    digest: await store.digestTargets(tx, run.runId),
    notes: [
      {
        code: 'targets.note.new_rms',
        params: { set: newcomers.length, kept: rms.length - newcomers.length },
      },
      ...set.notes,
    ],
  };
}

async function setAnnual(
  tx: Tx,
  run: QuarterRun,
  rms: readonly GradedRm[],
): Promise<{ rows: store.NewTarget[]; notes: StationNote[] }> {
  if (rms.length === 0) return { rows: [], notes: [] };
  const scheme = await policyInForce(tx, targetSchemeKind, run.range.from);
  const lastYear = quarterYear(run.quarter) - 1;
  const coveredDays = await closedDays(tx, lastYear);
  const portfolios = Map.groupBy(
    await facts.loadPortfolios(tx, run.range.from, lastYear),
    (row) => row.staffId,
  );
  const yearDays = rangeDays(yearRange(lastYear));
  const schemeVersion = `target_scheme v${scheme.versionNo}`;
  const rows = rms.flatMap((rm) =>
    metricKeys.map((metric): store.NewTarget => {
      const shared = sharedBy(metric, portfolios.get(rm.staffId) ?? []);
      const portfolio = { shared, coveredDays, yearDays };
      const decided = decideAnnualTarget(scheme.body, metric, rm, portfolio);
      return {
        staffId: rm.staffId,
        unitPath: rm.unitPath,
        metric,
        base: decided.base,
        annual: decided.annual,
        startedQuarter: quarterIndex(run.quarter),
        policyVersionId: scheme.versionId,
        explanation: { ...decided.explanation, policyVersion: schemeVersion },
      };
    }),
  );
  return { rows, notes: coverageNotes(coveredDays, yearDays) };
}

function coverageNotes(coveredDays: number, yearDays: number): StationNote[] {
  if (coveredDays === yearDays) return [];
  return coveredDays === 0
    ? [{ code: 'targets.note.first_year', params: {} }]
    : [{ code: 'targets.note.partial_year', params: { days: coveredDays } }];
}

/** Days of a year whose quarters are closed; 0 when there is no such year. */
export async function closedDays(tx: Tx, year: Year): Promise<number> {
  const closed = await facts.loadClosedQuarters(tx, year);
  return closed.reduce((days, of) => days + rangeDays(quarterRange(quarter(of))), 0);
}

function sharedBy(
  metric: MetricKey,
  rows: readonly facts.PortfolioRow[],
): PortfolioFacts['shared'] {
  const figure: Partial<Record<MetricKey, (row: facts.PortfolioRow) => string>> = {
    deposit_average: (row) => row.depositProduct,
    loan_average: (row) => row.loanProduct,
    contribution: (row) => row.contribution,
    fee_income: (row) => row.fee,
  };
  const of = figure[metric];
  const shared: Partial<Record<CustomerLevelKey, bigint>> = {};
  if (of !== undefined) for (const row of rows) shared[row.level] = BigInt(of(row));
  return shared;
}

/**
 * Documents by version, each read once: an RM keeps the scheme under which his annual targets were
 * set.
 */
export function schemesByVersion(tx: Tx): (versionId: bigint) => Promise<TargetScheme> {
  const known = new Map<bigint, TargetScheme>();
  return async (versionId) => {
    const found = known.get(versionId);
    if (found !== undefined) return found;
    const { body } = await policyVersion(tx, targetSchemeKind, versionId);
    known.set(versionId, body);
    return body;
  };
}

/** Where a quarter stands in its year for somebody who began in a given quarter of it. */
export function placeOf(of: Quarter, startedIndex: number): QuarterPlace {
  const year = quarterYear(of);
  const { until } = quarterRange(of);
  const started = quartersOf(year)[startedIndex - 1]!;
  return {
    index: quarterIndex(of),
    startedIndex,
    daysToEnd: daysBetween(yearRange(year).from, until),
    ownedDays: daysBetween(quarterRange(started).from, until),
  };
}

/** The year's targets by quarter, null before he had any: for letters and pages. */
export function targetsByQuarter(
  scheme: TargetScheme,
  year: Year,
  row: Pick<store.AnnualRow, 'metric' | 'base' | 'annual' | 'startedQuarter'>,
): { quarter: Quarter; target: bigint | null }[] {
  return quartersOf(year).map((of) => ({
    quarter: of,
    target:
      quarterIndex(of) < row.startedQuarter
        ? null
        : decideQuarterTarget(scheme, row.metric, row, placeOf(of, row.startedQuarter)),
  }));
}

/**
 * Enters the top-down plan of a unit (C2e: shown beside the sum of its RMs). Refuses limits and
 * negative plans.
 */
export async function enterPlan(
  tx: Tx,
  given: { unitId: bigint; year: Year; metric: MetricKey; amount: bigint },
): Promise<Refusal | { entryId: bigint }> {
  const unit = await store.loadUnit(tx, given.unitId);
  if (unit === null || !inScope(tx, unit.path)) return refuse('targets.unit_unknown');
  if (metrics[given.metric].nature === 'level') {
    const { zh } = targetsMessages[`targets.metric.${given.metric}`];
    return refuse('targets.plan_of_level', { metric: zh });
  }
  if (given.amount < 0n) return refuse('targets.plan_negative', { amount: given.amount });
  const entryId = await store.insertPlan(tx, { ...given, unitPath: unit.path });
  await recordAudit(tx, {
    verb: 'targets.enter_plan',
    subject: 'unit',
    subjectKey: unit.code,
    detail: { year: given.year, metric: given.metric, amount: given.amount },
  });
  return { entryId };
}

/** Whether a unit lies in the actor's ranges: units themselves are readable by everybody. */
export function inScope(tx: Tx, path: string): boolean {
  const { bankWide, ranges } = tx.actor;
  return bankWide || ranges.some((range) => path >= range.from && path < range.until);
}
