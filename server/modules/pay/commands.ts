import { fen, moneyText, sumFen, zeroFen } from '../../../core/money.ts';
import { lastDay, previousQuarter, quarterYear } from '../../../core/period.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { sheetsOfRun } from '../assessment/index.ts';
import { paySchemeKind } from './policy.ts';
import { decideSlip, type Level } from './rules.ts';
import * as store from './store.ts';

/** Station of a closing: a slip for each sheet of the same closing (D2b, D2c). */
export async function closePay(tx: Tx, run: QuarterRun): Promise<StationResult> {
  const scheme = await policyInForce(tx, paySchemeKind, lastDay(run.range));
  const carried = await store.loadCarried(tx, previousQuarter(run.quarter));
  const slips: store.NewSlip[] = (await sheetsOfRun(tx, run.runId)).map((sheet) => ({
    staffId: sheet.staffId,
    unitPath: sheet.unitPath,
    level: sheet.level,
    ...decideSlip(scheme.body, {
      level: sheet.level as Level,
      total: sheet.totalMillionths,
      carriedIn: carried.get(sheet.staffId) ?? zeroFen,
      year: quarterYear(run.quarter),
    }),
  }));
  const rows = await store.insertSlips(
    tx,
    { runId: run.runId, quarter: run.quarter, policyVersionId: scheme.versionId },
    slips,
  );
  return { rows, digest: await store.digestSlips(tx, run.runId), notes: notesOf(slips) };
}

function notesOf(slips: readonly store.NewSlip[]): StationResult['notes'] {
  const gross = moneyText(sumFen(slips.map((slip) => slip.gross)));
  const deferred = moneyText(fen(sumFen(slips.map((slip) => slip.deferred))));
  const notes: StationResult['notes'][number][] = [
    { code: 'pay.note.slips', params: { slips: slips.length, gross, deferred } },
  ];
  const staff = slips.filter((slip) => slip.carried > 0n).length;
  if (staff > 0) notes.push({ code: 'pay.note.carried', params: { staff } });
  return notes;
}
