import type { Day } from '../../../core/day.ts';
import { containsDay, lastDay, rangeDays } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { QuarterRun, StationNote, StationResult } from '../../../core/run.ts';
import type { CopyValue } from '../../platform/db/copy.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { ftpCurves, ftpRate, productsOf, unitCosts } from '../products/index.ts';
import type { CostActivity, FtpPoint, Product, UnitCost } from '../products/index.ts';
import { refuse } from './messages.ts';
import { contributionPolicy } from './policy.ts';
import type { ContributionPolicy } from './policy.ts';
import { activityCost, decideAccountMonth, decideCustomer, volumeCost } from './rules.ts';
import type { AccountMonthFacts, ActivityCost, DecidedComponent } from './rules.ts';
import * as store from './store/close.ts';

/** Rows read and written at a time. */
const blockRows = 20_000;

/** Prices and costs of the bank, ready for the facts of any account and month. */
export interface Book {
  readonly policy: ContributionPolicy;
  readonly products: ReadonlyMap<bigint, Product>;
  readonly priceOf: (month: store.MonthRow) => AccountMonthFacts['price'] | Refusal;
  readonly costOf: (activity: CostActivity, month: Day) => bigint;
  /** Accounts whose deal is older than their curve. */
  readonly firstPriced: ReadonlySet<bigint>;
}

/**
 * Station `contribution` of a close: each account and month through `decideAccountMonth`, each
 * customer through `decideCustomer`, in the order of customers and in blocks. The operating cost
 * allocated and the residual line add up to the ledger's total of the month. Refuses an account
 * without a price.
 */
export async function closeContribution(tx: Tx, run: QuarterRun): Promise<StationResult | Refusal> {
  const policy = await policyInForce(tx, contributionPolicy, lastDay(run.range));
  const book = await openBook(tx, policy.body);
  const costs = await costsOf(tx, run.runId, book);
  await store.openStaging(tx);
  const customers = new CustomerSums(run, policy);
  const shared = new Map<Day, bigint>([...costs.keys()].map((month) => [month, 0n]));
  for await (const rows of store.monthsOfRun(tx, run.runId, blockRows)) {
    const months: (readonly CopyValue[])[] = [];
    for (const row of rows) {
      const facts = factsOf(book, row, costs.get(row.month)!);
      if (isRefusal(facts)) return facts;
      const volume = volumeCost(facts.volume, facts.productFenDays);
      shared.set(row.month, shared.get(row.month)! + volume);
      const decided = decideAccountMonth(policy.body, facts);
      for (const part of decided) months.push(monthValues(run.runId, row, part));
      customers.add(row, facts, decided);
    }
    await store.stageResults(tx, { months, customers: customers.take() });
  }
  await store.stageResults(tx, { months: [], customers: customers.takeLast() });
  const rows = await store.insertStaged(tx);
  const written = [...costs.values()].map((cost) => closedCost(cost, shared.get(cost.month) ?? 0n));
  await store.insertCosts(tx, run.runId, written);
  const digest = await store.digestOfResults(tx, run.runId);
  return { rows: rows + written.length, digest, notes: notesOf(book, written) };
}

/**
 * Loads what is the same for all accounts; prices are looked up once for each curve, tenor and day.
 */
export async function openBook(tx: Tx, policy: ContributionPolicy): Promise<Book> {
  const products = new Map((await productsOf(tx)).map((one) => [one.productId, one]));
  const points = await ftpCurves(tx);
  const rates = Map.groupBy(await store.loadProductRates(tx), (one) => one.productId);
  const costs = await unitCosts(tx);
  const firstPriced = new Set<bigint>();
  const ftp = memoized((curve, tenorDays, on) => transferPrice(points, { curve, tenorDays, on }));
  const priceOf: Book['priceOf'] = (row) => {
    const product = products.get(row.product_id)!;
    if (product.ftpCurve === null || product.ftpTenorDays === null) return null;
    const on = product.ftpBy === 'deal' ? row.opened_on : row.month;
    const refused = (what: string) =>
      refuse('contribution.no_price', {
        account: row.account_no,
        product: product.code,
        day: on,
        what,
      });
    const price = ftp(product.ftpCurve, product.ftpTenorDays, on);
    const early = price !== null && price.on !== on;
    if (price === null || (early && policy.beforeCurve === 'refuse')) return refused('FTP');
    if (early) firstPriced.add(row.account_id);
    const own =
      row.rate_millionths ??
      rates
        .get(row.product_id)
        ?.find((one) => containsDay({ from: one.fromDay, until: one.untilDay }, on))
        ?.rateMillionths;
    if (own === undefined) return refused('利率 / rate');
    return { rateMillionths: own, ftpMillionths: price.rate, ftpDay: price.on };
  };
  return { policy, products, priceOf, costOf: costLookup(costs), firstPriced };
}

interface TransferPrice {
  readonly rate: bigint;
  /** The day whose price was taken: the day asked for, or the curve's first. */
  readonly on: Day;
}

/**
 * The price of a curve on a day; before its first day the first price. Null without such a curve.
 */
function transferPrice(
  points: readonly FtpPoint[],
  asked: { readonly curve: string; readonly tenorDays: number; readonly on: Day },
): TransferPrice | null {
  const found = ftpRate(points, asked);
  if (found !== null) return { rate: found, on: asked.on };
  const days = points.filter((one) => one.curve === asked.curve).map((one) => one.fromDay);
  const first = days.toSorted()[0];
  if (first === undefined || first <= asked.on) return null;
  const rate = ftpRate(points, { ...asked, on: first });
  return rate === null ? null : { rate, on: first };
}

function memoized<T>(
  find: (curve: string, tenorDays: number, on: Day) => T,
): (curve: string, tenorDays: number, on: Day) => T {
  const known = new Map<string, T>();
  return (curve, tenorDays, on) => {
    const key = `${curve}|${tenorDays}|${on}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find(curve, tenorDays, on);
    known.set(key, found);
    return found;
  };
}

function costLookup(costs: readonly UnitCost[]): Book['costOf'] {
  return (activity, month) =>
    costs.find(
      (one) =>
        one.activity === activity && containsDay({ from: one.fromDay, until: one.untilDay }, month),
    )?.costFen ?? 0n;
}

/** A month's unit costs, its ledger and what activities leave to share by volume. */
export interface MonthBook {
  readonly month: Day;
  readonly unitCosts: Readonly<Record<CostActivity, bigint>>;
  readonly ledgerFen: bigint;
  readonly activityFen: bigint;
  readonly volumeFenDays: bigint;
}

async function costsOf(tx: Tx, runId: bigint, book: Book): Promise<Map<Day, MonthBook>> {
  const totals = await store.loadMonthTotals(tx, runId);
  return new Map(
    totals.map(({ month, accounts, loans, transactions, volumeFenDays }) => {
      const unit = unitCostsOf(book, month);
      const counted = { transaction: transactions, account_month: accounts, loan_month: loans };
      const activityFen = activityCost(activitiesOf(counted, unit));
      const ledgerFen =
        book.policy.ledger.find((one) => one.month === month)?.costFen ?? activityFen;
      return [month, { month, unitCosts: unit, ledgerFen, activityFen, volumeFenDays }];
    }),
  );
}

function unitCostsOf(book: Book, month: Day): Record<CostActivity, bigint> {
  return {
    transaction: book.costOf('transaction', month),
    account_month: book.costOf('account_month', month),
    loan_month: book.costOf('loan_month', month),
  };
}

function activitiesOf(
  counts: Readonly<Record<CostActivity, bigint>>,
  unit: Readonly<Record<CostActivity, bigint>>,
): ActivityCost[] {
  const names: readonly CostActivity[] = ['transaction', 'account_month', 'loan_month'];
  return names.map((activity) => ({
    activity,
    count: counts[activity],
    unitCostFen: unit[activity],
  }));
}

/** The facts of one account and month; refuses when a price is missing. */
export function factsOf(
  book: Book,
  row: store.MonthRow,
  month: MonthBook,
): AccountMonthFacts | Refusal {
  const price = book.priceOf(row);
  if (isRefusal(price)) return price;
  const counts = {
    transaction: BigInt(row.transactions),
    account_month: 1n,
    loan_month: row.kind === 'loan' ? 1n : 0n,
  };
  return {
    kind: row.kind,
    days: row.days,
    productFenDays: row.product_fen_days,
    price,
    feeFen: row.fee_fen,
    interestPaidFen: row.interest_paid_fen,
    interestReceivedFen: row.interest_received_fen,
    riskClass: row.risk_class,
    activities: activitiesOf(counts, month.unitCosts),
    volume: {
      toShareFen: month.ledgerFen - month.activityFen,
      volumeFenDays: month.volumeFenDays,
    },
  };
}

function monthValues(
  runId: bigint,
  row: store.MonthRow,
  part: DecidedComponent,
): readonly CopyValue[] {
  return [
    runId,
    row.customer_id,
    row.account_id,
    row.month,
    part.component,
    part.amountFen,
    JSON.stringify(part.inputs),
  ];
}

/**
 * Adds up the components of one customer after another; rows must come in the order of customers.
 */
class CustomerSums {
  private readonly run: QuarterRun;
  private readonly policy: { readonly versionId: bigint; readonly body: ContributionPolicy };
  private readonly done: (readonly CopyValue[])[] = [];
  private customerId: bigint | null = null;
  private sums = emptySums();

  constructor(run: QuarterRun, policy: CustomerSums['policy']) {
    this.run = run;
    this.policy = policy;
  }

  add(row: store.MonthRow, facts: AccountMonthFacts, decided: readonly DecidedComponent[]): void {
    if (row.customer_id !== this.customerId) {
      this.finish();
      this.customerId = row.customer_id;
    }
    for (const part of decided) this.sums[part.component] += part.amountFen;
    if (facts.kind === 'loan') this.sums.loanFenDays += facts.productFenDays;
  }

  /** The customers that are complete. */
  take(): (readonly CopyValue[])[] {
    return this.done.splice(0);
  }

  takeLast(): (readonly CopyValue[])[] {
    this.finish();
    return this.take();
  }

  private finish(): void {
    if (this.customerId === null) return;
    const { run, policy, sums } = this;
    const figures = {
      depositFen: sums.deposit_margin,
      loanFen: sums.loan_margin,
      feeFen: sums.fee,
      costFen: sums.operating_cost,
      lossFen: sums.expected_loss,
    };
    const facts = { ...figures, loanFenDays: sums.loanFenDays, days: rangeDays(run.range) };
    const decided = decideCustomer(policy.body, facts);
    this.done.push([
      run.runId,
      this.customerId,
      run.quarter,
      ...Object.values(figures),
      decided.preFen,
      decided.taxFen,
      decided.netFen,
      decided.capitalFen,
      decided.evaFen,
      decided.rarocMillionths,
      policy.versionId,
    ]);
    this.customerId = null;
    this.sums = emptySums();
  }
}

function emptySums() {
  return {
    deposit_margin: 0n,
    loan_margin: 0n,
    fee: 0n,
    operating_cost: 0n,
    expected_loss: 0n,
    loanFenDays: 0n,
  };
}

/** The cost line of a month: what was allocated, and the rest that keeps the whole. */
function closedCost(month: MonthBook, volumeFen: bigint): store.MonthCost {
  return {
    month: month.month,
    ledgerFen: month.ledgerFen,
    activityFen: month.activityFen,
    volumeFen,
    residualFen: month.ledgerFen - month.activityFen - volumeFen,
    volumeFenDays: month.volumeFenDays,
  };
}

function notesOf(book: Book, costs: readonly store.MonthCost[]): StationNote[] {
  const sum = (pick: (cost: store.MonthCost) => bigint): string =>
    String(costs.reduce((total, cost) => total + pick(cost), 0n));
  const cost = {
    code: 'contribution.note.cost',
    params: {
      ledgerFen: sum((one) => one.ledgerFen),
      activityFen: sum((one) => one.activityFen),
      volumeFen: sum((one) => one.volumeFen),
      residualFen: sum((one) => one.residualFen),
    },
  };
  if (book.firstPriced.size === 0) return [cost];
  const accounts = book.firstPriced.size;
  return [cost, { code: 'contribution.note.first_price', params: { accounts } }];
}
