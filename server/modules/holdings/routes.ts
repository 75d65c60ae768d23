import { addDays, addMonths, day, daysBetween, earlierDay, laterDay } from '../../../core/day.ts';
import type { Day, DayRange } from '../../../core/day.ts';
import { monthOf, monthRange, nextMonth } from '../../../core/period.ts';
import { handle } from '../../platform/module.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { holdingsApi } from './contract.ts';
import { refuse } from './messages.ts';
import { riskDaysPolicy } from './policy.ts';
import {
  classByDaysOverdue,
  classesOfDebtor,
  dailyAverage,
  decideArrears,
  productBefore,
} from './rules.ts';
import type { AccrualRow } from './rules.ts';
import * as flows from './store/flows.ts';
import { loadBalanceMonths } from './store/month.ts';
import * as store from './store/read.ts';

/** Ten years of daily balances are a chart; more is a file. */
const daysMax = 3660;

export const holdingsHandlers = handle(holdingsApi, {
  listAccounts: async ({ tx, params }) => {
    const onDay = await businessDay(tx);
    const accounts = await store.loadAccounts(tx, BigInt(params.customerId), onDay);
    const rows = accounts.map(({ productFenDays, days, ...account }) => ({
      ...account,
      averageFen: dailyAverage(productFenDays, days),
    }));
    return { rows };
  },

  listTransactions: async ({ tx, params, query }) => {
    const key = keyOf(params);
    const head = await store.loadAccountHead(tx, key);
    if (head === null) return refuse('holdings.account_unknown');
    const period = periodOf(query);
    const found = await store.loadMovements(tx, key, {
      ...period,
      after: placeOf(query.cursor),
      limit: query.limit + 1,
    });
    const sign = head.kind === 'loan' ? -1n : 1n;
    const rows = found
      .slice(0, query.limit)
      .map((row) => ({ ...row, balanceFen: sign * row.balanceFen }));
    const last = rows.at(-1);
    const more = found.length > query.limit && last !== undefined;
    const count = await store.countMovements(tx, key, period);
    return {
      rows,
      next: more ? `${last.day}|${last.transactionId}` : null,
      total: { count: Math.min(count, store.countCap), capped: count > store.countCap },
    };
  },

  readBalances: async ({ tx, params, query }) => {
    const key = keyOf(params);
    const head = await store.loadAccountHead(tx, key);
    if (head === null) return refuse('holdings.account_unknown');
    const range = await chartRange(tx, head, query);
    const days = daysBetween(range.from, range.until);
    if (days > daysMax) return refuse('holdings.range_too_long', { days, max: daysMax });
    const sign = head.kind === 'loan' ? -1n : 1n;
    const accruals = (await store.loadAccruals(tx, key, range)).map((row) => ({
      day: row.day,
      balanceFen: sign * row.balanceFen,
      productFenDays: sign * row.productFenDays,
    }));
    return { points: pointsOf(accruals, range), months: averagesOf(accruals, range) };
  },

  listLoans: async ({ tx, params, query }) => {
    const onDay = query.on === undefined ? await businessDay(tx) : day(query.on);
    const customerId = BigInt(params.customerId);
    const kind = await store.loadCustomerKind(tx, customerId);
    if (kind === null) return { rows: [] };
    const { body: policy, versionNo } = await policyInForce(tx, riskDaysPolicy, onDay);
    const loans = (await store.loadLoans(tx, customerId, onDay)).map((loan) => {
      const arrears = decideArrears(policy, loan, loan.onDay);
      return { loan, arrears, ownClass: classByDaysOverdue(policy, arrears) };
    });
    const classes = classesOfDebtor(policy, {
      kind,
      claims: loans.map(({ loan, ownClass }) => ({
        accountId: loan.accountId,
        owedFen: loan.balanceFen,
        ownClass,
      })),
    });
    const rows = loans.map(({ loan: { instalments: _plan, ...loan }, arrears, ownClass }) => ({
      ...loan,
      dueFen: arrears.dueFen,
      overdueFen: arrears.overdueFen,
      overdueSince: arrears.since,
      daysOverdue: arrears.daysOverdue,
      riskClass: classes.get(loan.accountId) ?? ownClass,
      explanation: {
        rule: 'holdings.rule.arrears',
        formula: 'holdings.formula.arrears',
        inputs: {
          dueFen: String(arrears.dueFen),
          repaidFen: String(loan.repaidFen),
          toleranceFen: policy.toleranceFen,
          overdueSince: arrears.since ?? '',
          daysOverdue: String(arrears.daysOverdue),
        },
        policyVersion: `risk_days ${versionNo}`,
      },
    }));
    return { rows };
  },

  listFlows: async ({ tx, params, query }) => {
    const customerId = BigInt(params.customerId);
    const filter = { ...periodOf(query), direction: query.direction ?? null };
    const found = await flows.loadFlows(tx, customerId, {
      ...filter,
      after: placeOf(query.cursor),
      limit: query.limit + 1,
    });
    const rows = found.slice(0, query.limit);
    const last = rows.at(-1);
    const more = found.length > query.limit && last !== undefined;
    const count = await flows.countFlows(tx, customerId, filter);
    return {
      rows,
      next: more ? `${last.day}|${last.flowId}` : null,
      total: { count: Math.min(count, store.countCap), capped: count > store.countCap },
    };
  },

  listFlowMonths: async ({ tx, params }) => ({
    rows: await flows.loadFlowMonths(tx, BigInt(params.customerId)),
  }),

  listBalanceMonths: async ({ tx, params }) => {
    const months = await loadBalanceMonths(tx, BigInt(params.customerId));
    return {
      rows: months.map((one) => ({
        month: one.month,
        depositEndFen: one.depositEndFen,
        depositAverageFen: dailyAverage(one.depositProduct, one.days),
        loanEndFen: one.loanEndFen,
        loanAverageFen: dailyAverage(one.loanProduct, one.days),
      })),
    };
  },
});

function keyOf(params: { customerId: string; accountId: string }): store.AccountKey {
  return { customerId: BigInt(params.customerId), accountId: BigInt(params.accountId) };
}

function periodOf(query: { from?: string | undefined; until?: string | undefined }): store.Period {
  return {
    from: query.from === undefined ? null : day(query.from),
    until: query.until === undefined ? null : day(query.until),
  };
}

/** The place in a list that a cursor names; a spoilt cursor starts at the beginning. */
function placeOf(cursor: string | undefined): { day: Day; id: bigint } | null {
  const match = /^(\d{4}-\d{2}-\d{2})\|(\d{1,19})$/.exec(cursor ?? '');
  return match === null ? null : { day: day(match[1]!), id: BigInt(match[2]!) };
}

/**
 * Two years up to the bank's day, within the life of the account, unless the caller names the days.
 */
async function chartRange(
  tx: Tx,
  head: store.AccountHead,
  query: { from?: string | undefined; until?: string | undefined },
): Promise<DayRange> {
  const tomorrow = addDays(await businessDay(tx), 1);
  const known = earlierDay(head.coveredUntil ?? tomorrow, tomorrow);
  const lived = earlierDay(head.closedOn ?? known, known);
  const until = query.until === undefined ? lived : day(query.until);
  const recent = laterDay(head.openedOn, addMonths(until, -24));
  const from = query.from === undefined ? recent : day(query.from);
  return from < until ? { from, until } : { from: until, until: addDays(until, 1) };
}

/** The balance at the start of the range, on each day that moved, and on its last day. */
function pointsOf(rows: readonly AccrualRow[], range: DayRange) {
  const inside = rows.filter((row) => row.day >= range.from);
  const before = rows.find((row) => row.day < range.from);
  const first = { day: range.from, balanceFen: before?.balanceFen ?? 0n };
  const points = inside.map((row) => ({ day: row.day, balanceFen: row.balanceFen }));
  const started = points[0]?.day === range.from ? points : [first, ...points];
  const end = started.at(-1)!;
  const last = addDays(range.until, -1);
  return end.day < last ? [...started, { day: last, balanceFen: end.balanceFen }] : started;
}

/** Daily average of each whole month in the range, and of the parts of months at its ends. */
function averagesOf(rows: readonly AccrualRow[], range: DayRange) {
  const months = [];
  const last = monthOf(addDays(range.until, -1));
  for (let month = monthOf(range.from); month <= last; month = nextMonth(month)) {
    const own = monthRange(month);
    const from = laterDay(own.from, range.from);
    const until = earlierDay(own.until, range.until);
    const upTo = (on: Day) => productBefore(rows.findLast((row) => row.day < on) ?? null, on);
    const productFenDays = upTo(until) - upTo(from);
    const days = daysBetween(from, until);
    const averageFen = dailyAverage(productFenDays, days);
    months.push({ month: own.from, productFenDays, days, averageFen });
  }
  return months;
}
