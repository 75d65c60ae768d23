import { fen, moneyText, sumFen } from '../../../core/money.ts';
import { lastDay, quarterIndex, quarterYear } from '../../../core/period.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { sheetsOfRun } from '../assessment/index.ts';
import { loadFacts, type SheetToPay } from './facts.ts';
import { paySchemeKind, type PayScheme } from './policy.ts';
import { decideSlips, type SlipQuarter } from './rules/slip.ts';
import * as store from './store.ts';

/** Station of a closing: a slip for each sheet of the same closing (D2b, D2c). */
export async function closePay(tx: Tx, run: QuarterRun): Promise<StationResult> {
  const scheme = await policyInForce(tx, paySchemeKind, lastDay(run.range));
  const slips = await paySlips(tx, run, scheme.body, await sheetsOfRun(tx, run.runId));
  const rows = await store.insertSlips(
    tx,
    { runId: run.runId, quarter: run.quarter, policyVersionId: scheme.versionId },
    slips,
  );
  return { rows, digest: await store.digestSlips(tx, run.runId), notes: notesOf(slips) };
}

/**
 * The slips that a scheme gives for the sheets of a run; writes nothing, so that a draft can be
 * tried on a past quarter. Facts come in bulk: metrics of the run, what the year's earlier slips
 * paid, risk money, deductions carried on. In the order of the sheets.
 */
export async function paySlips(
  tx: Tx,
  run: QuarterRun,
  scheme: PayScheme,
  sheets: readonly SheetToPay[],
): Promise<store.NewSlip[]> {
  const period: SlipQuarter = {
    quarter: run.quarter,
    year: quarterYear(run.quarter),
    quarterNo: quarterIndex(run.quarter),
  };
  const facts = await loadFacts(tx, run, scheme, sheets);
  const slips = decideSlips(
    scheme,
    facts.map((one) => one.rm),
    period,
  );
  return facts.map(({ rm, sheet }) => ({
    staffId: sheet.staffId,
    unitPath: sheet.unitPath,
    level: sheet.level,
    ...slips.get(rm.staffNo)!,
  }));
}

function notesOf(slips: readonly store.NewSlip[]): StationResult['notes'] {
  const gross = moneyText(sumFen(slips.map((slip) => slip.gross)));
  const deferred = moneyText(fen(sumFen(slips.map((slip) => slip.deferred))));
  const notes: StationResult['notes'][number][] = [
    { code: 'pay.note.slips', params: { slips: slips.length, gross, deferred } },
  ];
  const staff = slips.filter((slip) => slip.carried > 0n).length;
  if (staff > 0) notes.push({ code: 'pay.note.carried', params: { staff } });
  const withheld = sumFen(slips.map((slip) => slip.withheld));
  const returned = sumFen(slips.map((slip) => slip.returned));
  if (withheld + returned > 0n) {
    const params = { withheld: moneyText(withheld), returned: moneyText(returned) };
    notes.push({ code: 'pay.note.risk', params });
  }
  return notes;
}
