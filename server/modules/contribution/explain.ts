import { day } from '../../../core/day.ts';
import type { Day } from '../../../core/day.ts';
import { lastDay, monthOf, monthRange } from '../../../core/period.ts';
import type { Quarter } from '../../../core/period.ts';
import type { Refusal } from '../../../core/refusal.ts';
import type { Explanation } from '../../../core/schema.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyVersion } from '../../platform/policy/store.ts';
import { costActivities } from '../products/index.ts';
import type { Component } from './contract.ts';
import { refuse } from './messages.ts';
import { contributionPolicy } from './policy.ts';
import { decideAccountMonth, inputName } from './rules.ts';
import type { AccountMonthFacts } from './rules.ts';
import { loadCosts, loadMonth } from './store/close.ts';
import type { MonthCost, MonthRow } from './store/close.ts';
import { closingOf, loadWritten } from './store/read.ts';
import type { WrittenComponent } from './store/read.ts';

export interface AccountMonthKey {
  readonly quarter: Quarter;
  readonly customerId: bigint;
  readonly accountId: bigint;
  readonly month: Day;
}

export interface ExplainedMonth {
  readonly accountNo: string;
  readonly month: Day;
  readonly components: readonly {
    readonly component: Component;
    readonly amountFen: bigint;
    readonly writtenFen: bigint;
    readonly explanation: Explanation;
    readonly sources: readonly { what: string; path: string }[];
  }[];
}

/**
 * How each component of an account and month came about: computed again by the rule of the closing,
 * from the month that the closing read, the prices it noted and the policy version it applied, so
 * that later prices change nothing. Refuses a quarter that is not closed and a month that the
 * caller does not see.
 */
export async function explainContribution(
  tx: Tx,
  key: AccountMonthKey,
): Promise<ExplainedMonth | Refusal> {
  const closing = await closingOf(tx, key.quarter);
  if (closing === null) return refuse('contribution.not_closed', { quarter: key.quarter });
  const at = { ...key, runId: closing.runId };
  const row = await loadMonth(tx, at);
  const written = await loadWritten(tx, at);
  if (row === null || written === null) {
    const month = key.month.slice(0, 7);
    return refuse('contribution.month_unknown', { quarter: key.quarter, month });
  }
  const cost = (await loadCosts(tx, closing.runId)).find((one) => one.month === row.month);
  const policy = await policyVersion(tx, contributionPolicy, written.policyVersionId);
  const facts = factsOfWritten(row, written.components, cost);
  const amounts = new Map(written.components.map((one) => [one.component, one.amountFen]));
  const components = decideAccountMonth(policy.body, facts).map((part) => ({
    component: part.component,
    amountFen: part.amountFen,
    writtenFen: amounts.get(part.component) ?? 0n,
    explanation: {
      rule: 'contribution.rule.account_month',
      formula: part.formula,
      inputs: part.inputs,
      policyVersion: `contribution ${policy.versionNo}`,
    },
    sources: sourcesOf(part.component, row),
  }));
  return { accountNo: row.account_no, month: row.month, components };
}

/** The facts of the closing: figures of its month, prices and unit costs as it noted them. */
function factsOfWritten(
  row: MonthRow,
  written: readonly WrittenComponent[],
  cost: MonthCost | undefined,
): AccountMonthFacts {
  const inputs: Readonly<Record<string, string>> = Object.assign(
    {},
    ...written.map((one) => one.inputs),
  );
  const { ftpRate, contractRate, ftpDay } = inputs;
  const priced = ftpRate !== undefined && contractRate !== undefined && ftpDay !== undefined;
  return {
    kind: row.kind,
    days: row.days,
    productFenDays: row.product_fen_days,
    price: priced
      ? {
          rateMillionths: BigInt(contractRate),
          ftpMillionths: BigInt(ftpRate),
          ftpDay: day(ftpDay),
        }
      : null,
    feeFen: row.fee_fen,
    interestPaidFen: row.interest_paid_fen,
    interestReceivedFen: row.interest_received_fen,
    riskClass: row.risk_class,
    activities: costActivities.map((activity) => ({
      activity,
      count: BigInt(inputs[`${inputName(activity)}Count`] ?? '0'),
      unitCostFen: BigInt(inputs[`${inputName(activity)}CostFen`] ?? '0'),
    })),
    volume: {
      toShareFen: cost === undefined ? 0n : cost.ledgerFen - cost.activityFen,
      volumeFenDays: cost?.volumeFenDays ?? 0n,
    },
  };
}

/** Where the rows behind a component are read. */
function sourcesOf(component: Component, row: MonthRow): { what: string; path: string }[] {
  const { from, until } = monthRange(monthOf(row.month));
  const account = `/customers/${row.customer_id}/accounts/${row.account_id}`;
  const period = `from=${from}&until=${until}`;
  const transactions = {
    what: 'contribution.source.transactions',
    path: `${account}/transactions?${period}`,
  };
  const balances = {
    what: 'contribution.source.balances',
    path: `${account}/balances?${period}`,
  };
  const loans = {
    what: 'contribution.source.loans',
    path: `/customers/${row.customer_id}/loans?on=${lastDay({ from, until })}`,
  };
  switch (component) {
    case 'deposit_margin':
    case 'loan_margin':
      return [balances, transactions];
    case 'fee':
      return [transactions];
    case 'operating_cost':
      return [transactions, balances];
    case 'expected_loss':
      return [balances, loans];
  }
}
