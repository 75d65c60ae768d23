import { divide } from '../../../core/money.ts';
import { lastDay } from '../../../core/period.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { scoringSchemeKind } from './policy.ts';
import { pointsText } from './rules/points.ts';
import { scoreQuarter, type QuarterSheet } from './score.ts';
import * as store from './store.ts';

/**
 * Station of a closing: a sheet for each RM of the quarter's last day, by the scheme in force that
 * day.
 */
export async function closeAssessment(tx: Tx, run: QuarterRun): Promise<StationResult> {
  const scheme = await policyInForce(tx, scoringSchemeKind, lastDay(run.range));
  const sheets = await scoreQuarter(tx, run, scheme.body);
  const rows = await store.insertSheets(
    tx,
    { runId: run.runId, quarter: run.quarter, policyVersionId: scheme.versionId },
    sheets,
  );
  return { rows, digest: await store.digestSheets(tx, run.runId), notes: notesOf(sheets) };
}

function notesOf(sheets: readonly QuarterSheet[]): StationResult['notes'] {
  const total = sheets.reduce((sum, sheet) => sum + sheet.total, 0n);
  const average = sheets.length === 0 ? 0n : divide(total, BigInt(sheets.length), 'half_up');
  const counted = [
    ['assessment.note.without_targets', sheets.filter((sheet) => !sheet.hasTargets)],
    ['assessment.note.below_floor', sheets.filter((sheet) => sheet.belowFloor)],
    ['assessment.note.bonus_void', sheets.filter((sheet) => sheet.bonusVoid)],
  ] as const;
  return [
    {
      code: 'assessment.note.sheets',
      params: { sheets: sheets.length, average: pointsText(average) },
    },
    ...counted
      .filter(([, found]) => found.length > 0)
      .map(([code, found]) => ({ code, params: { staff: found.length } })),
  ];
}
