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
import {
  metricKeys,
  type CustomerLevelKey,
  type MetricKey,
  type TargetMetric,
} from './contract.ts';
import { furtherMetrics } from './further.ts';
import { refuse } from './messages.ts';
import { targetSchemeKind, type TargetScheme } from './policy.ts';
import { levelsOf } from './rules/level.ts';
import { inOrder, metricIn, type MetricBook } from './rules/metric-book.ts';
import { decidePlans } from './rules/plan.ts';
import {
  decideAnnualTarget,
  decideFurtherTarget,
  decideQuarterTarget,
  type AnnualTarget,
  type PortfolioFacts,
  type QuarterPlace,
} from './rules/target.ts';
import * as facts from './store/facts.ts';
import { insertMetrics, loadMetricBook } from './store/metrics.ts';
import * as store from './store/targets.ts';
import * as units from './store/units.ts';

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
  const book = await loadMetricBook(tx);
  const quarterRows: store.NewQuarterTarget[] = [];
  for (const rm of rms) {
    for (const row of annual.get(rm.staffId) ?? []) {
      const scheme = await schemeOf(row.policyVersionId);
      const { staffId, unitPath } = rm;
      const figures = quarterFigures({ scheme, book }, run.quarter, row)!;
      quarterRows.push({ staffId, unitPath, metric: row.metric, ...figures });
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
  const further = await furtherMetrics(tx, scheme.body, run.range.from);
  await insertMetrics(tx, run.runId, further);
  const book = await loadMetricBook(tx);
  const rows = rms.flatMap((rm) => {
    const newTarget = (metric: TargetMetric, decided: AnnualTarget): store.NewTarget => ({
      staffId: rm.staffId,
      unitPath: rm.unitPath,
      metric: metric.key,
      base: decided.base,
      annual: decided.annual,
      ...levelsOfYear(scheme.body, metric, decided.annual),
      startedQuarter: quarterIndex(run.quarter),
      policyVersionId: scheme.versionId,
      explanation: { ...decided.explanation, policyVersion: schemeVersion },
    });
    const own = metricKeys.map((metric) => {
      const shared = sharedBy(metric, portfolios.get(rm.staffId) ?? []);
      const portfolio = { shared, coveredDays, yearDays };
      const decided = decideAnnualTarget(scheme.body, metric, rm, portfolio);
      return newTarget(metricIn(book, metric), decided);
    });
    const rest = further.map(({ key }) => {
      const { quota } = scheme.body.further.find((one) => one.metric === key)!;
      return newTarget(metricIn(book, key), decideFurtherTarget(quota, rm));
    });
    return [...own, ...rest];
  });
  const missing = scheme.body.further.filter(
    ({ metric }) => !further.some((one) => one.key === metric),
  );
  return { rows, notes: [...coverageNotes(coveredDays, yearDays), ...missing.map(missingNote)] };
}

/** The scheme names a metric that the catalogue in force does not have: said, not invented. */
function missingNote({ metric }: { readonly metric: string }): StationNote {
  return { code: 'targets.note.metric_missing', params: { metric } };
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

/** Second and third level of an annual target. */
export function levelsOfYear(
  scheme: TargetScheme,
  metric: TargetMetric,
  annual: bigint,
): { stretch: bigint; challenge: bigint } {
  const { stretch, challenge } = levelsOf(scheme.levels, metric, annual);
  return { stretch, challenge };
}

/** What the rule of quarters needs of an annual target. */
export type YearOfMetric = Pick<
  store.AnnualRow,
  'metric' | 'base' | 'annual' | 'stretch' | 'challenge' | 'startedQuarter'
>;

export interface QuarterFigures {
  readonly target: bigint;
  readonly stretch: bigint | null;
  readonly challenge: bigint | null;
}

/** The scheme under which a target was set, and what its metric is. */
export interface Frame {
  readonly scheme: TargetScheme;
  readonly book: MetricBook;
}

/** The three levels to the end of a quarter; null before he had targets. */
export function quarterFigures(
  { scheme, book }: Frame,
  of: Quarter,
  row: YearOfMetric,
): QuarterFigures | null {
  if (quarterIndex(of) < row.startedQuarter) return null;
  const place = placeOf(of, row.startedQuarter);
  const at = (annual: bigint) =>
    decideQuarterTarget(scheme, metricIn(book, row.metric), { base: row.base, annual }, place);
  return {
    target: at(row.annual),
    stretch: row.stretch === null ? null : at(row.stretch),
    challenge: row.challenge === null ? null : at(row.challenge),
  };
}

/** The year's targets by quarter, null before he had any: for letters. */
export function targetsByQuarter(
  frame: Frame,
  year: Year,
  row: YearOfMetric,
): { quarter: Quarter; target: bigint | null }[] {
  return quartersOf(year).map((of) => ({
    quarter: of,
    target: quarterFigures(frame, of, row)?.target ?? null,
  }));
}

/** An RM's targets of a year in one metric, as signed last. */
export interface InForce extends store.StaffTargetRow {
  readonly quarters: readonly {
    readonly quarter: Quarter;
    readonly target: bigint | null;
    readonly stretch: bigint | null;
    readonly challenge: bigint | null;
  }[];
}

/** Targets of one RM in a year: computed by the opening, signed changes in their place. */
export async function targetsInForce(tx: Tx, staffId: bigint, year: Year): Promise<InForce[]> {
  const rows = await store.loadStaffTargets(tx, staffId, year);
  const signed = await store.loadBaseline(tx, staffId, year);
  const schemeOf = schemesByVersion(tx);
  const book = await loadMetricBook(tx);
  const found: InForce[] = [];
  for (const row of rows) {
    const scheme = await schemeOf(row.policyVersionId);
    const annual = row.computedAnnual;
    const levels =
      row.stretch === null
        ? { stretch: null, challenge: null }
        : levelsOfYear(scheme, metricIn(book, row.metric), annual);
    const quarters = quartersOf(year).map((of) => {
      const changed = signed.find((one) => one.metric === row.metric && one.quarter === of);
      const computed = quarterFigures({ scheme, book }, of, { ...row, annual, ...levels });
      const { target = null, stretch = null, challenge = null } = changed ?? computed ?? {};
      return { quarter: of, target, stretch, challenge };
    });
    found.push({ ...row, quarters });
  }
  return inOrder(book, found);
}

export interface PlanWish {
  readonly metric: string;
  readonly amount: bigint;
  /** The entry its author saw; null: none. */
  readonly replaces: bigint | null;
}

/**
 * Enters the top-down plan of a unit, several metrics at once (C2e: shown beside the sum of its
 * RMs). Refuses limits, negative plans, and a metric that somebody else has entered since the
 * author looked: then nothing is entered.
 */
export async function enterPlans(
  tx: Tx,
  given: { unitId: bigint; year: Year; plans: readonly PlanWish[] },
): Promise<Refusal | { entered: number }> {
  const unit = await units.loadUnit(tx, given.unitId);
  if (unit === null || !inScope(tx, unit.path)) return refuse('targets.unit_unknown');
  await units.lockPlans(tx, unit.unitId);
  const present = (await units.loadPlans(tx, unit.path, given.year)).filter(
    (one) => one.unitId === unit.unitId,
  );
  const refused = decidePlans(await loadMetricBook(tx), given.plans, present);
  if (refused !== null) return refused;
  const entered = await units.insertPlans(
    tx,
    { unitId: unit.unitId, unitPath: unit.path, year: given.year },
    given.plans,
  );
  await recordAudit(tx, {
    verb: 'targets.enter_plan',
    subject: 'unit',
    subjectKey: unit.code,
    detail: {
      year: given.year,
      plans: given.plans.map((one) => ({ metric: one.metric, amount: one.amount })),
    },
  });
  return { entered };
}

/** Whether a unit lies in the actor's ranges: units themselves are readable by everybody. */
export function inScope(tx: Tx, path: string): boolean {
  const { bankWide, ranges } = tx.actor;
  return bankWide || ranges.some((range) => path >= range.from && path < range.until);
}
