import { day } from '../../../core/day.ts';
import type { Phrase } from '../../../core/messages.ts';
import { parseMoney } from '../../../core/money.ts';
import {
  accountsAt,
  accountSums,
  holdingCounts,
  movementTotals,
  type HoldingCounts,
} from '../../modules/holdings/index.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { TableRow } from '../../platform/imports/table.ts';
import type {
  SourceComparison,
  SourceDifference,
  SourceTotal,
} from '../../platform/imports/target.ts';
import { dayText, signedAmount } from './words.ts';

/** Last days of the quarters of the year whose movements are whole. */
const quarterEnds = ['1993-03-31', '1993-06-30', '1993-09-30', '1993-12-31'].map(day);

interface Sum {
  count: bigint;
  amountFen: bigint;
}

/**
 * Balances that the source states on the last day with movements; within a day rows have no order.
 */
interface LastDay {
  day: string;
  balances: bigint[];
}

/** Adds up what the files say while they are read, by the words of the source alone. */
export function ledger() {
  const bySymbol = new Map<string, Sum>();
  const lastOf = new Map<string, Map<string, LastDay>>();
  const counts = new Map<keyof HoldingCounts, bigint>();
  const opened: string[] = [];
  let movements = 0n;

  const note = (file: string, row: TableRow): void => {
    let last = lastOf.get(file);
    if (last === undefined) lastOf.set(file, (last = new Map<string, LastDay>()));
    const [, account = '', date = '', type = '', , amount = '', balance = '', symbol = ''] =
      row.cells;
    const amountFen = parseMoney(signedAmount(type, amount)) ?? 0n;
    const on = dayText(date);
    movements++;
    const key = `${symbol.trim()} ${on.slice(0, 4)}`;
    const sum = bySymbol.get(key) ?? { count: 0n, amountFen: 0n };
    sum.count++;
    sum.amountFen += amountFen;
    bySymbol.set(key, sum);
    const stated = parseMoney(balance);
    const before = last.get(account);
    if (stated === null) return;
    if (before === undefined || on > before.day) last.set(account, { day: on, balances: [stated] });
    else if (on === before.day) before.balances.push(stated);
  };
  const tables = (all: Readonly<Record<string, readonly TableRow[]>>): void => {
    const rows = (name: string): bigint => BigInt(all[name]?.length ?? 0);
    counts.set('accounts', rows('accounts'));
    counts.set('parties', rows('disps'));
    counts.set('orders', rows('orders'));
    counts.set('cards', rows('cards'));
    counts.set('loans', rows('loans'));
    for (const { cells } of all['accounts'] ?? []) opened.push(dayText(cells[3] ?? ''));
  };
  return {
    note,
    tables,
    totals: (): SourceTotal[] => [
      ...[...counts].map(([name, stated]) => countTotal(name, stated)),
      ...quarterEnds.map((end) => accountTotal(end, opened)),
      movementCount(movements),
      symbolTotal(interestName, 'interest_paid', bySymbol.get('UROK 1993')),
      symbolTotal(feeName, 'fee', bySymbol.get('SLUZBY 1993')),
      symbolTotal(loanName, 'loan_payment', bySymbol.get('UVER 1993')),
    ],
    comparisons: (): SourceComparison[] => [...lastOf].map(([file, last]) => balances(file, last)),
  };
}

const interestName: Phrase = { zh: '1993 年存款利息（UROK）', en: 'Deposit interest 1993 (UROK)' };
const feeName: Phrase = { zh: '1993 年账单费（SLUZBY）', en: 'Statement fees 1993 (SLUZBY)' };
const loanName: Phrase = { zh: '1993 年还款（UVER）', en: 'Loan payments 1993 (UVER)' };

const countNames: Readonly<Record<keyof HoldingCounts, Phrase>> = {
  accounts: { zh: '账户数（account）', en: 'Accounts (account)' },
  parties: { zh: '账户关系人数（disp）', en: 'Dispositions (disp)' },
  orders: { zh: '约定转账数（order）', en: 'Standing orders (order)' },
  cards: { zh: '银行卡数（card）', en: 'Cards (card)' },
  loans: { zh: '贷款数（loan）', en: 'Loans (loan)' },
  flows: { zh: '业务往来数', en: 'Business flows' },
};

function countTotal(name: keyof HoldingCounts, stated: bigint): SourceTotal {
  const ours = async (tx: Tx): Promise<bigint> => (await holdingCounts(tx))[name];
  return { name: countNames[name], unit: 'count', stated, ours };
}

function accountTotal(end: (typeof quarterEnds)[number], opened: readonly string[]): SourceTotal {
  return {
    name: { zh: `${end} 账户数`, en: `Accounts on ${end}` },
    unit: 'count',
    stated: BigInt(opened.filter((on) => on <= end).length),
    ours: (tx) => accountsAt(tx, end),
  };
}

function movementCount(stated: bigint): SourceTotal {
  return {
    name: { zh: '交易笔数（trans）', en: 'Transactions (trans)' },
    unit: 'count',
    stated,
    ours: async (tx) => {
      const rows = await movementTotals(tx);
      return rows.filter((row) => !row.derived).reduce((sum, row) => sum + row.count, 0n);
    },
  };
}

function symbolTotal(name: Phrase, kind: string, stated: Sum | undefined): SourceTotal {
  return {
    name,
    unit: 'fen',
    stated: stated?.amountFen ?? 0n,
    ours: async (tx) => {
      const rows = await movementTotals(tx);
      return rows
        .filter((row) => row.kind === kind && row.year === 1993)
        .reduce((sum, row) => sum + row.amountFen, 0n);
    },
  };
}

/**
 * Truth of a balance is the sum of amounts. The source states a balance on every row; rows of one
 * day have no order, so the nearest balance of an account's last day is compared.
 */
function balances(file: string, last: ReadonlyMap<string, LastDay>): SourceComparison {
  return {
    name: { zh: `账户余额（${file}）`, en: `Balances of accounts (${file})` },
    differences: async (tx) => {
      const sums = await accountSums(tx);
      const found: SourceDifference[] = [];
      for (const [key, { balances: stated }] of last) {
        const oursFen = sums.get(key) ?? 0n;
        const statedFen = nearest(stated, oursFen);
        if (statedFen !== oursFen) found.push({ key, statedFen, oursFen });
      }
      return found.toSorted((a, b) => sizeOf(b) - sizeOf(a) || (a.key < b.key ? -1 : 1));
    },
  };
}

function nearest(values: readonly bigint[], to: bigint): bigint {
  const away = (value: bigint): bigint => (value > to ? value - to : to - value);
  return values.reduce((best, value) => (away(value) < away(best) ? value : best));
}

/** For sorting, the largest difference first. */
function sizeOf(one: SourceDifference): number {
  const difference = one.oursFen - one.statedFen;
  return Number(difference < 0n ? -difference : difference); // tidy: not money
}
