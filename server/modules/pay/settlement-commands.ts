import { fen, sumFen, zeroFen, type Fen } from '../../../core/money.ts';
import { lastDay, quarter, quarterRange, yearRange } from '../../../core/period.ts';
import type { QuarterRun } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyVersion } from '../../platform/policy/store.ts';
import { sheetsOfRun, yearResults } from '../assessment/index.ts';
import { rmsOn } from '../people/index.ts';
import { paySlips } from './commands.ts';
import { paySchemeKind, type PayScheme } from './policy.ts';
import type { Level } from './policy/items.ts';
import { decideSettlement } from './rules/settlement.ts';
import type { LinePart } from './rules/facts.ts';
import type { NewSlip } from './store.ts';
import * as store from './store/settlements.ts';

/**
 * The settlement of every person with a sealed slip in the year (D2c), by staff number: each
 * quarter is paid again, by the scheme that it used, at the score of the year, and set against what
 * its slip granted. A quarter that cannot be paid again (his sheet is gone) stands as it was.
 * Writes nothing.
 */
export async function settleYear(tx: Tx, year: number): Promise<store.SettledPerson[]> {
  const slips = await store.slipsOfYear(tx, year);
  const byStaff = Map.groupBy(slips, (one) => one.staffId);
  const offsets = await store.loadOffsets(tx, year);
  const schemes = await schemesOf(tx, slips);
  const results = await yearResults(tx, year);
  const totals = new Map([...results].map(([staffId, result]) => [staffId, result.total ?? 0n]));
  const again = await payAgain(tx, { slips, schemes, totals });
  return [...byStaff.values()].map((own) => {
    const last = own.at(-1)!;
    const total = totals.get(last.staffId) ?? 0n;
    const scheme = schemes.get(last.policyVersionId)!;
    const decided = decideSettlement({
      year,
      totalMillionths: total,
      slips: own.map((one) => ({ ...one, atYearScore: again.get(keyOf(one)) ?? one.granted })),
      offsetIn: offsets.get(last.staffId) ?? zeroFen,
      deferredShare: scheme.deferral.shareByLevel[last.level as Level],
      instalments: scheme.deferral.instalments,
    });
    const { staffId, staffNo, unitPath } = last;
    return { ...decided, staffId, staffNo, unitPath, total };
  });
}

const keyOf = (slip: Pick<store.SlipOfYear, 'runId' | 'staffId'>) =>
  `${slip.runId}:${slip.staffId}`;

interface Year {
  readonly slips: readonly store.SlipOfYear[];
  readonly schemes: ReadonlyMap<bigint, PayScheme>;
  readonly totals: ReadonlyMap<bigint, bigint>;
}

/** The performance pay of each closing at the scores of the year; one computation a closing. */
async function payAgain(tx: Tx, { slips, schemes, totals }: Year): Promise<Map<string, Fen>> {
  const found = new Map<string, Fen>();
  for (const [runId, own] of Map.groupBy(slips, (one) => one.runId)) {
    const { policyVersionId } = own[0]!;
    const run = runOf(own[0]!);
    const serving = new Set((await rmsOn(tx, lastDay(run.range))).map((one) => one.staffId));
    const sheets = (await sheetsOfRun(tx, runId))
      .filter((sheet) => serving.has(sheet.staffId))
      .map((sheet) => ({
        ...sheet,
        totalMillionths: totals.get(sheet.staffId) ?? sheet.totalMillionths,
      }));
    for (const slip of await paySlips(tx, run, schemes.get(policyVersionId)!, sheets)) {
      found.set(keyOf({ runId, staffId: slip.staffId }), performanceOf(slip));
    }
  }
  return found;
}

function runOf(slip: store.SlipOfYear): QuarterRun {
  const of = quarter(slip.quarter);
  const yearFrom = yearRange(Number.parseInt(of.slice(0, 4), 10)).from;
  return { runId: slip.runId, quarter: of, range: quarterRange(of), yearFrom, backdated: false };
}

const performance: readonly LinePart[] = ['bonus', 'voided', 'shortfall'];

/** Performance pay of a slip, as the book counts it: without what went into the risk deposit. */
function performanceOf(slip: NewSlip): Fen {
  const lines = slip.lines.filter((one) => performance.includes(one.part));
  return fen(sumFen(lines.map((one) => one.amount)) - slip.withheld);
}

async function schemesOf(
  tx: Tx,
  slips: readonly store.SlipOfYear[],
): Promise<Map<bigint, PayScheme>> {
  const found = new Map<bigint, PayScheme>();
  for (const versionId of new Set(slips.map((one) => one.policyVersionId))) {
    found.set(versionId, (await policyVersion(tx, paySchemeKind, versionId)).body);
  }
  return found;
}

/** The text of settlements for the digest of their batch. */
export function settlementText(settled: readonly store.SettledPerson[]): string {
  return settled
    .map((one) =>
      [
        one.staffNo,
        one.total,
        one.annual,
        one.granted,
        one.held,
        one.offsetIn,
        one.due,
        one.deferred,
        one.offsetOut,
      ].join('|'),
    )
    .join('\n');
}
