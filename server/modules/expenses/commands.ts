import { moneyText, sumFen, zeroFen } from '../../../core/money.ts';
import { previousQuarter } from '../../../core/period.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { gradeMatrix, rmsOn } from '../people/index.ts';
import { decideAllowance, decideQuota } from './rules.ts';
import * as store from './store.ts';

/**
 * Station of an opening: each RM's quota by grade (C1b) and allowance from last quarter's
 * contribution (D5b).
 */
export async function openExpenses(tx: Tx, run: QuarterRun): Promise<StationResult> {
  const matrix = await gradeMatrix(tx, run.range.from);
  const previous = previousQuarter(run.quarter);
  const contributions = await store.loadContributions(tx, previous);
  const rms = await rmsOn(tx, run.range.from);
  const grants: store.NewGrant[] = rms.flatMap((rm) => {
    const level = matrix.body.levels[rm.level];
    const owner = { staffId: rm.staffId, unitPath: rm.unitPath };
    const quota = decideQuota({ level: rm.level, quotaFenPerMonth: level.quotaFenPerMonth });
    const allowance = decideAllowance({
      level: rm.level,
      rateMillionths: level.allowanceRateMillionths,
      contribution: contributions.get(rm.staffId) ?? zeroFen,
      quarter: previous,
    });
    return [quota, allowance]
      .filter((grant) => grant.amount > 0n)
      .map((grant) => ({ ...owner, ...grant }));
  });
  const rows = await store.insertGrants(
    tx,
    { runId: run.runId, quarter: run.quarter, policyVersionId: matrix.versionId },
    grants,
  );
  const total = (purse: string) =>
    moneyText(sumFen(grants.filter((one) => one.purse === purse).map((one) => one.amount)));
  return {
    rows,
    digest: await store.digestGrants(tx, run.runId),
    notes: [
      {
        code: 'expenses.note.granted',
        params: { quota: total('quota'), allowance: total('allowance'), staff: rms.length },
      },
    ],
  };
}
