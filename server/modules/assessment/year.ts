import { lastDay, quartersOf, yearRange, type Year } from '../../../core/period.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { sealOf } from '../organisation/index.ts';
import { scoringSchemeKind } from './policy.ts';
import { assessmentCycleKind } from './policy/cycle.ts';
import { decideYear, type YearFacts, type YearResult } from './rules/year.ts';
import { loadYearSheets } from './store/year.ts';

/**
 * The year's scores of all RMs in scope who have a sheet in it, by staff id: what the year-end
 * settlement stands on. `final` tells whether it may be settled. Policy `assessment_cycle` in force
 * on the year's last day.
 */
export async function yearResults(tx: Tx, year: Year): Promise<ReadonlyMap<bigint, YearResult>> {
  const sheets = Map.groupBy(await loadYearSheets(tx, year, null), (one) => one.staffId);
  const decide = await decider(tx, year);
  return new Map([...sheets].map(([staffId, own]) => [staffId, decide(own)]));
}

/** The same for one RM; `total` is null when he has no sheet in the year. */
export async function yearResult(tx: Tx, year: Year, staffId: bigint): Promise<YearResult> {
  const decide = await decider(tx, year);
  return decide(await loadYearSheets(tx, year, staffId));
}

async function decider(tx: Tx, year: Year): Promise<(sheets: YearFacts['sheets']) => YearResult> {
  const on = lastDay(yearRange(year));
  const cycle = await policyInForce(tx, assessmentCycleKind, on);
  const { bands } = (await policyInForce(tx, scoringSchemeKind, on)).body;
  const yearSealed = (await sealOf(tx, quartersOf(year).at(-1)!)) !== null;
  return (sheets) => decideYear(cycle.body.yearScore, { sheets, yearSealed, bands });
}
