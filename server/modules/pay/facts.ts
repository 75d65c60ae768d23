import { fen, zeroFen } from '../../../core/money.ts';
import {
  lastDay,
  monthRange,
  monthsOf,
  previousQuarter,
  quarterIndex,
  quartersOf,
  quarterYear,
} from '../../../core/period.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { unitsOf, type Unit } from '../organisation/index.ts';
import { rmsOn } from '../people/index.ts';
import { loadMetricFacts } from './metric-facts.ts';
import type { PayScheme } from './policy.ts';
import { isEarning, type Level } from './policy/items.ts';
import { minimumWageKind } from './policy/minimum-wage.ts';
import type { PayStep, RmFacts } from './rules/facts.ts';
import { minimumWageOf } from './rules/minimum-wage.ts';
import { correctionsFor } from './store/corrections.ts';
import { loadEarlier, loadEarned, loadTranches } from './store/items.ts';
import * as store from './store.ts';

/** What pay needs of an assessment sheet, written or only tried. */
export interface SheetToPay {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly sequence: string;
  readonly level: string;
  readonly totalMillionths: bigint;
  /** A gate of the scoring scheme takes the bonus whatever the total. */
  readonly bonusVoid?: boolean;
}

/** All facts that a scheme needs for the sheets of a run, in bulk, in the order of the sheets. */
export async function loadFacts(
  tx: Tx,
  run: QuarterRun,
  scheme: PayScheme,
  sheets: readonly SheetToPay[],
): Promise<{ readonly sheet: SheetToPay; readonly rm: RmFacts }[]> {
  const carried = await store.loadCarried(tx, previousQuarter(run.quarter));
  const rms = new Map((await rmsOn(tx, lastDay(run.range))).map((rm) => [rm.staffId, rm]));
  const branchOf = branches(await unitsOf(tx));
  const metrics = await loadMetricFacts(tx, run, scheme);
  const earned = await earnedSteps(tx, run, scheme);
  const earlier = await earlierOf(tx, run, scheme);
  const withRisk = scheme.items.some((item) => item.kind === 'risk_deposit');
  const minimumWagesOf = await minimumWages(tx, run, scheme);
  const corrections = Map.groupBy(await correctionsFor(tx, run.quarter), (one) => one.staffId);
  const risk = withRisk ? await loadTranches(tx, run.quarter) : new Map();
  return sheets.map((sheet) => {
    const { staffId } = sheet;
    const person = rms.get(staffId);
    if (person === undefined) throw new Error(`a sheet of staff ${staffId}, who is not in service`);
    const level = sheet.level as Level;
    return {
      sheet,
      rm: {
        staffNo: person.staffNo,
        department: sheet.unitPath,
        branch: branchOf(sheet.unitPath),
        sequence: sheet.sequence,
        appointed: { level, step: person.step },
        earned: earned.get(staffId) ?? null,
        total: sheet.totalMillionths,
        bonusVoid: sheet.bonusVoid ?? false,
        metrics: metrics.get(staffId) ?? new Map(),
        earlier: earlier.get(staffId) ?? new Map(),
        carriedIn: carried.get(staffId) ?? zeroFen,
        risk: risk.get(staffId) ?? new Map(),
        minimumWages: minimumWagesOf(sheet.unitPath),
        corrections: corrections.get(staffId) ?? [],
      },
    };
  });
}

/** What the year's earlier valid closings paid, where an item of the scheme goes by the year. */
async function earlierOf(tx: Tx, run: QuarterRun, scheme: PayScheme) {
  const yearly = scheme.items.some((item) => isEarning(item) && item.period !== 'quarter');
  if (!yearly) return new Map<bigint, never>();
  const quarters = quartersOf(quarterYear(run.quarter)).slice(0, quarterIndex(run.quarter) - 1);
  return loadEarlier(tx, quarters);
}

/** The steps that the quarter before earned: a score decides the next quarter's pay (PUFA). */
async function earnedSteps(
  tx: Tx,
  run: QuarterRun,
  scheme: PayScheme,
): Promise<ReadonlyMap<bigint, PayStep>> {
  const needed = scheme.items.some((item) => item.kind === 'by_grade' && item.by === 'earned');
  if (!needed) return new Map();
  const steps = await loadEarned(tx, previousQuarter(run.quarter));
  return new Map(
    steps.map(({ staffId, level, step }) => [staffId, { level: level as Level, step }]),
  );
}

/**
 * The minimum wage of a unit's place in each month of a quarter, as in force on the month's last
 * day; undefined where no region names it and the scheme's own amount holds.
 */
async function minimumWages(
  tx: Tx,
  run: QuarterRun,
  scheme: PayScheme,
): Promise<(path: string) => RmFacts['minimumWages']> {
  const days = monthsOf(run.quarter).map((month) => lastDay(monthRange(month)));
  const { body } = await policyInForce(tx, minimumWageKind, lastDay(run.range));
  if (body.regions.length === 0) return () => undefined;
  const codeOf = new Map((await unitsOf(tx)).map((unit) => [unit.path, unit.code]));
  const otherwise = fen(scheme.legalFloor.minimumWagePerMonth);
  return (path) => {
    const codes = pathsAbove(path).flatMap((one) => codeOf.get(one) ?? []);
    const found = days.map((on) => minimumWageOf(body, { codes, on, otherwise }));
    const region = found.findLast((one) => one.region !== null)?.region;
    if (region == null) return undefined;
    return { region, perMonth: found.map((one) => one.perMonth) };
  };
}

/** A unit's path and those above it, itself first: each level is closed by a dot. */
function pathsAbove(path: string): string[] {
  const levels = path.split('.').slice(0, -1);
  return levels.map((_level, at) => `${levels.slice(0, levels.length - at).join('.')}.`);
}

/** The path of the branch above a unit; units without a branch share the head office. */
function branches(units: readonly Unit[]): (path: string) => string {
  const paths = units.filter((unit) => unit.kind === 'branch').map((unit) => unit.path);
  const known = new Map<string, string>();
  return (path) => {
    const found = known.get(path) ?? paths.find((branch) => path.startsWith(branch)) ?? '';
    known.set(path, found);
    return found;
  };
}
