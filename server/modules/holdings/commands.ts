import type { Day } from '../../../core/day.ts';
import {
  lastDay,
  monthRange,
  monthsOf,
  previousQuarter,
  quarterOf,
  quarterRange,
} from '../../../core/period.ts';
import type { Quarter } from '../../../core/period.ts';
import type { Refusal } from '../../../core/refusal.ts';
import type { QuarterRun, StationResult } from '../../../core/run.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { refuse } from './messages.ts';
import { riskDaysPolicy } from './policy.ts';
import type { RiskDays } from './policy.ts';
import { classByDaysOverdue, classesOfDebtor, decideArrears, isBad } from './rules.ts';
import { accrueChanges, noteChangesOfBatch, openChanges } from './store/accrual.ts';
import * as months from './store/month.ts';

/**
 * Accrues the accounts that the movements of an import touched; answers how many rows were written.
 */
export async function accrue(tx: Tx, batchId: bigint): Promise<number> {
  await openChanges(tx);
  await noteChangesOfBatch(tx, batchId);
  return accrueChanges(tx);
}

/**
 * Refuses a quarter in which an account lived on days whose transactions are not there: with the
 * counts, three examples and the last quarter that is covered. Null when all are covered.
 */
export async function coverageFaults(tx: Tx, quarter: Quarter): Promise<Refusal | null> {
  const coverage = await months.loadCoverage(tx, quarterRange(quarter));
  if (coverage.uncovered === 0) return null;
  return refuse('holdings.uncovered', {
    quarter,
    count: coverage.uncovered,
    alive: coverage.alive,
    examples: coverage.examples.join(', '),
    last: (await lastCoveredQuarter(tx, quarter)) ?? '—',
  });
}

/** Looks back at most ten years for a quarter in which every account alive is covered. */
async function lastCoveredQuarter(tx: Tx, before: Quarter): Promise<Quarter | null> {
  let quarter = previousQuarter(before);
  for (let steps = 0; steps < 40; steps++) {
    const coverage = await months.loadCoverage(tx, quarterRange(quarter));
    if (coverage.alive === 0) return null;
    if (coverage.missingFrom === null) return quarter;
    quarter = previousQuarter(quarter);
  }
  return null;
}

/**
 * Station `balances` of a close: month figures of every account alive in the quarter, with the
 * arrears and the risk class of each loan at the end of each month. Refuses a quarter that is not
 * covered.
 */
export async function closeBalances(tx: Tx, run: QuarterRun): Promise<StationResult | Refusal> {
  const fault = await coverageFaults(tx, run.quarter);
  if (fault !== null) return fault;
  const ranges = monthsOf(run.quarter).map((month) => monthRange(month));
  const { body: policy } = await policyInForce(tx, riskDaysPolicy, lastDay(run.range));
  const facts = await months.loadArrears(tx, ranges.map(lastDay));
  const risk = ranges.flatMap((range, at) => riskOfMonth(policy, facts, { at, ...range }));
  await months.stageRisk(tx, risk);
  const rows = await months.insertMonths(tx, run, ranges);
  const digest = await months.digestOfMonths(tx, run.runId);
  const overdue = new Set(risk.filter((row) => row.daysOverdue > 0).map((row) => row.accountId));
  const bad = new Set(risk.filter((row) => isBad(row.riskClass)).map((row) => row.accountId));
  const note = {
    code: 'holdings.note.overdue',
    params: { loans: overdue.size, bad: bad.size },
  };
  return { rows, digest, notes: overdue.size === 0 ? [] : [note] };
}

/** Arrears and class of every loan of the debtors in question at the end of one month. */
function riskOfMonth(
  policy: RiskDays,
  facts: readonly months.ArrearsFacts[],
  month: { readonly at: number; readonly from: Day; readonly until: Day },
): months.RiskRow[] {
  const end = lastDay(month);
  const loans = facts.map((loan) => {
    const { instalments } = loan;
    const arrears = decideArrears(
      policy,
      { instalments, repaidFen: loan.repaidFen[month.at] ?? 0n },
      end,
    );
    const ownClass = classByDaysOverdue(policy, arrears);
    return { loan, arrears, ownClass };
  });
  const byCustomer = Map.groupBy(loans, ({ loan }) => loan.customerId);
  return [...byCustomer.values()].flatMap((ofCustomer) => {
    const classes = classesOfDebtor(policy, {
      kind: ofCustomer[0]!.loan.customerKind,
      claims: ofCustomer.map(({ loan, ownClass }) => ({
        accountId: loan.accountId,
        owedFen: loan.owedFen[month.at] ?? 0n,
        ownClass,
      })),
    });
    return ofCustomer.map(({ loan, arrears, ownClass }) => ({
      customerId: loan.customerId,
      accountId: loan.accountId,
      month: month.from,
      daysOverdue: arrears.daysOverdue,
      overdueFen: arrears.overdueFen,
      riskClass: classes.get(loan.accountId) ?? ownClass,
    }));
  });
}

/** The quarter a day lies in, for figures of the running quarter. */
export function quarterDays(on: Day): { from: Day; until: Day } {
  return quarterRange(quarterOf(on));
}
