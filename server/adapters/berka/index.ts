import path from 'node:path';
import { addDays, day } from '../../../core/day.ts';
import { moneyText } from '../../../core/money.ts';
import { readTable, type TableRow } from '../../platform/imports/table.ts';
import type { Adapter, ReadRecord } from '../../platform/imports/target.ts';
import { unreadRow } from '../../platform/imports/upload.ts';
import { neededFiles, recordAt, recordsOf, wholeTable } from '../folder.ts';
import { firstDay, headOffice, rmsOf, unitsOf, type Region } from './assumed.ts';
import { exactInstalment, firstDueOn, planOf, termsOf } from './loans.ts';
import { berkaPolicies } from './policies.ts';
import { ledger } from './totals.ts';
import * as words from './words.ts';

/** 1993-01-01 to 1994-03-31; the last day is cut in the source, so it is not covered. */
const early = { file: 'trans_19930101_19940331.asc.gz', until: day('1994-03-31') };
/** Accounts with a loan of 1997 or 1998, each until shortly before its grant. */
const late = { file: 'feup/trans_test.csv.gz' };

const fileNames = [
  'district.asc',
  'client.asc',
  'disp.asc',
  'account.asc',
  'order.asc',
  'loan.asc',
  'card.asc',
  early.file,
  late.file,
];

const transactionColumns = [
  'trans_id',
  'account_id',
  'date',
  'type',
  'operation',
  'amount',
  'balance',
  'k_symbol',
  'bank',
  'account',
];

/** The Czech bank of PKDD'99: its files as records of this system. See README.md beside it. */
export function berkaAdapter(): Adapter {
  let book = ledger();
  return {
    name: 'berka',
    bank: {
      code: 'BERKA',
      name: 'Czech bank 1993–1998',
      currency: 'CZK',
      today: '1998-12-31',
    },
    files: (dir) => neededFiles('berka', dir, fileNames),
    read: async function* (dir, onBytes) {
      book = ledger();
      const read = (file: string, columns: readonly string[]) =>
        wholeTable(dir, file, columns, onBytes);
      const tables = {
        districts: await read('district.asc', ['A1', 'A2', 'A3']),
        clients: await read('client.asc', ['client_id', 'birth_number']),
        disps: await read('disp.asc', ['disp_id', 'client_id', 'account_id', 'type']),
        accounts: await read('account.asc', ['account_id', 'district_id', 'frequency', 'date']),
        orders: await read('order.asc', [
          'order_id',
          'account_id',
          'bank_to',
          'account_to',
          'amount',
          'k_symbol',
        ]),
        loans: await read('loan.asc', [
          'loan_id',
          'account_id',
          'date',
          'amount',
          'duration',
          'payments',
          'status',
        ]),
        cards: await read('card.asc', ['card_id', 'disp_id', 'type', 'issued']),
      };
      const known = knownOf(tables);
      yield* organisation(tables, known);
      yield customers(tables, known);
      yield accounts(tables, known);
      yield loans(tables, known);
      for (const file of [early.file, late.file]) {
        const rowsOfFile = readTable(path.join(dir, file), transactionColumns, onBytes);
        for await (const rows of rowsOfFile) {
          const records = transactions(file, rows, known);
          for (const row of rows) book.note(file, row);
          yield records;
        }
      }
      yield coverage(tables, known);
      book.tables(tables);
    },
    totals: () => book.totals(),
    comparisons: () => book.comparisons(),
    policies: berkaPolicies,
  };
}

type Tables = Readonly<
  Record<
    'districts' | 'clients' | 'disps' | 'accounts' | 'orders' | 'loans' | 'cards',
    readonly TableRow[]
  >
>;

/** What one file must know of another. */
interface Known {
  readonly ownerOf: ReadonlyMap<string, string>;
  readonly accountOf: ReadonlyMap<string, { district: string; openedOn: string }>;
  readonly dispOf: ReadonlyMap<string, { client: string; account: string }>;
  readonly firstAccountOf: ReadonlyMap<string, { account: string; owner: boolean }>;
  readonly loanOf: ReadonlyMap<string, string>;
  readonly loanOrdersOf: ReadonlyMap<string, readonly string[]>;
  /** Last day with a row, by account of the late extract. */
  readonly lastDayOf: Map<string, string>;
}

function knownOf(tables: Tables): Known {
  const accountOf = new Map(
    good(tables.accounts).map(([account = '', district = '', , date = '']) => [
      account,
      { district, openedOn: words.dayText(date) },
    ]),
  );
  const openedOn = (account: string): string => accountOf.get(account)?.openedOn ?? '9999';
  const firstAccountOf = new Map<string, { account: string; owner: boolean }>();
  for (const [, client = '', account = '', type = ''] of good(tables.disps)) {
    const owner = type === 'OWNER';
    const before = firstAccountOf.get(client);
    const earlier = before === undefined || openedOn(account) < openedOn(before.account);
    const better = before === undefined || owner === before.owner ? earlier : owner;
    if (better) firstAccountOf.set(client, { account, owner });
  }
  const owners = good(tables.disps).filter((cells) => cells[3] === 'OWNER');
  const loanOrders = good(tables.orders).filter((cells) => cells[5] === 'UVER');
  const byAccount = Map.groupBy(loanOrders, (cells) => cells[1] ?? '');
  return {
    accountOf,
    firstAccountOf,
    ownerOf: new Map(owners.map(([, client = '', account = '']) => [account, client])),
    dispOf: new Map(
      good(tables.disps).map(([disp = '', client = '', account = '']) => [
        disp,
        { client, account },
      ]),
    ),
    loanOf: new Map(good(tables.loans).map(([loan = '', account = '']) => [account, loan])),
    loanOrdersOf: new Map(
      [...byAccount].map(([account, orders]) => [account, orders.map((cells) => cells[4] ?? '')]),
    ),
    lastDayOf: new Map(),
  };
}

function good(rows: readonly TableRow[]): (readonly string[])[] {
  return rows.filter((row) => row.faults.length === 0).map((row) => row.cells);
}

function* organisation(tables: Tables, known: Known): Generator<ReadRecord[]> {
  const regionOf = new Map(good(tables.districts).map(([id = '', , region = '']) => [id, region]));
  const names = [...new Set(regionOf.values())];
  const codeOf = (name: string): string => `R${names.indexOf(name) + 1}`;
  const accountsIn = new Map<string, number>();
  for (const { district } of known.accountOf.values()) {
    const name = regionOf.get(district) ?? '';
    accountsIn.set(name, (accountsIn.get(name) ?? 0) + 1);
  }
  const regions: Region[] = names.map((name) => ({
    code: codeOf(name),
    name,
    accounts: accountsIn.get(name) ?? 0,
  }));
  const invented = 'assumed';
  const units = [headOffice, ...regions.flatMap(unitsOf)];
  yield units.map((unit, at) => recordAt('unit', invented, at + 1, unit));
  yield recordsOf('unit', 'district.asc', tables.districts, ([id, name, region = '']) => ({
    code: `D${id}`,
    parent_code: codeOf(region),
    name: name ?? '',
    kind: 'sub_branch',
    opened_on: firstDay,
  }));
  const rms = regions.flatMap(rmsOf);
  yield rms.map((rm, at) => recordAt('staff', invented, at + 1, rm.staff));
  yield rms.map((rm, at) => recordAt('grade', invented, at + 1, rm.grade));
}

/**
 * Every client is a customer: owners since their first own account, others since the first they
 * may use.
 */
function customers(tables: Tables, known: Known): ReadRecord[] {
  return recordsOf('customer', 'client.asc', tables.clients, ([client = '', birth = '']) => {
    const first = known.firstAccountOf.get(client);
    const account = known.accountOf.get(first?.account ?? '');
    const { birthDay, sex } = words.birthOf(birth);
    return {
      customer_no: client,
      kind: 'individual',
      name: `Client ${client}`,
      sex,
      birth_day: birthDay ?? birth,
      opened_on: account?.openedOn ?? '',
      unit_code: account === undefined ? '' : `D${account.district}`,
    };
  });
}

function accounts(tables: Tables, known: Known): ReadRecord[] {
  const own = recordsOf('account', 'account.asc', tables.accounts, (cells) => {
    const [account = '', district = '', frequency = '', date = ''] = cells;
    return {
      account_no: account,
      customer_no: known.ownerOf.get(account) ?? '',
      product_code: 'CURRENT',
      unit_code: `D${district}`,
      opened_on: words.dayText(date),
      statement: words.statementOf(frequency),
    };
  });
  const parties = recordsOf('party', 'disp.asc', tables.disps, ([, client, account, type]) => ({
    account_no: account ?? '',
    customer_no: client ?? '',
    role: type === 'OWNER' || type === 'DISPONENT' ? type.toLowerCase() : (type ?? ''),
  }));
  const orders = recordsOf('order', 'order.asc', tables.orders, (cells) => {
    const [order = '', account = '', bankTo = '', accountTo = '', amount = '', symbol = ''] = cells;
    return {
      order_no: order,
      account_no: account,
      bank_to: bankTo,
      account_to: accountTo,
      amount,
      purpose: words.purposeOf(symbol),
    };
  });
  const cards = recordsOf('card', 'card.asc', tables.cards, (cells) => {
    const [card, disp = '', type, issued = ''] = cells;
    const holder = known.dispOf.get(disp);
    return {
      card_no: card ?? '',
      account_no: holder?.account ?? '',
      customer_no: holder?.client ?? '',
      type: type ?? '',
      issued_on: words.dayText(issued),
    };
  });
  return [...own, ...parties, ...orders, ...cards];
}

/**
 * Each loan has an account of its own with its plan; the grant is paid out on its day (ASSUMED).
 */
function loans(tables: Tables, known: Known): ReadRecord[] {
  const file = 'loan.asc';
  return tables.loans.flatMap((one) => {
    if (one.faults.length > 0) return [unreadRow('loan', file, one)];
    const [loan, account = '', date = '', principal = '', months = '', payments = '', status] =
      one.cells;
    const accountNo = `L${loan}`;
    const grantedOn = words.dayText(date);
    const instalment = exactInstalment(payments, known.loanOrdersOf.get(account) ?? []);
    const terms = termsOf({ principal, months, grantedOn }, instalment);
    const records: ReadRecord[] = [
      recordAt('account', file, one.row, {
        account_no: accountNo,
        customer_no: known.ownerOf.get(account) ?? '',
        product_code: 'LOAN',
        unit_code: `D${known.accountOf.get(account)?.district ?? ''}`,
        opened_on: grantedOn,
      }),
      recordAt('loan', file, one.row, {
        account_no: accountNo,
        payment_account_no: account,
        principal,
        granted_on: grantedOn,
        months,
        instalment: terms === null ? payments : moneyText(terms.instalment),
        first_due_on: terms === null ? '' : firstDueOn(terms.grantedOn),
        status: status ?? '',
      }),
    ];
    if (terms === null) return records;
    for (const { dueOn, amount } of planOf(terms)) {
      const plan = { account_no: accountNo, due_on: dueOn, amount };
      records.push(recordAt('instalment', file, one.row, plan));
    }
    if (isCovered(account, grantedOn, known)) {
      const grant = {
        account_no: accountNo,
        key: `${accountNo} grant`,
        day: grantedOn,
        amount: `-${principal}`,
        kind: 'loan_disbursed',
        derived: 'yes',
      };
      records.push(recordAt('transaction', file, one.row, grant));
    }
    return records;
  });
}

/**
 * Whether the movements of a loan of that account are in the source: only in the early extract.
 */
function isCovered(account: string, grantedOn: string, known: Known): boolean {
  const opened = known.accountOf.get(account)?.openedOn;
  return opened !== undefined && opened < early.until && grantedOn < early.until;
}

/** A loan payment leaves the payment account and, as a derived row, repays the loan's own. */
function transactions(file: string, rows: readonly TableRow[], known: Known): ReadRecord[] {
  return rows.flatMap((one) => {
    if (one.faults.length > 0) return [unreadRow('transaction', file, one)];
    const [id, account = '', date = '', type = '', operation = ''] = one.cells;
    const [amount = '', balance, symbol = ''] = one.cells.slice(5);
    const bank = one.cells[8] ?? '';
    const other = one.cells[9] ?? '';
    const on = words.dayText(date);
    const kind = words.kindOf(operation, symbol);
    const row = {
      account_no: account,
      key: `T${id}`,
      day: on,
      amount: words.signedAmount(type, amount),
      kind,
      counterparty: bank === '' && (other === '' || other === '0') ? '' : `${bank} ${other}`.trim(),
      balance: balance ?? '',
    };
    const records = [recordAt('transaction', file, one.row, row)];
    const loan = known.loanOf.get(account);
    if (kind === 'loan_payment' && loan !== undefined) {
      const repaid = {
        account_no: `L${loan}`,
        key: `T${id} repaid`,
        day: on,
        amount,
        kind: 'loan_repaid',
        derived: 'yes',
      };
      records.push(recordAt('transaction', file, one.row, repaid));
    }
    if (file === late.file && on > (known.lastDayOf.get(account) ?? '')) {
      known.lastDayOf.set(account, on);
    }
    return records;
  });
}

/**
 * Days for which all movements of an account are there. Early: from its opening until the cut day.
 * Late: from its opening through its last row; all 354 end before the grant of their loan, so
 * nothing is known afterwards. A loan: from its grant until the cut day; the late extract has
 * none.
 */
function coverage(tables: Tables, known: Known): ReadRecord[] {
  const ofAccounts = tables.accounts.flatMap((one) => {
    const [account = '', , , date = ''] = one.cells;
    const openedOn = words.dayText(date);
    const last = known.lastDayOf.get(account);
    const until = last === undefined ? early.until : addDays(day(last), 1);
    if (one.faults.length > 0 || openedOn >= until) return [];
    const range = { account_no: account, from_day: openedOn, until_day: until };
    return [recordAt('coverage', 'account.asc', one.row, range)];
  });
  const ofLoans = tables.loans.flatMap((one) => {
    const [loan, account = '', date = ''] = one.cells;
    const grantedOn = words.dayText(date);
    if (one.faults.length > 0 || !isCovered(account, grantedOn, known)) return [];
    const range = { account_no: `L${loan}`, from_day: grantedOn, until_day: early.until };
    return [recordAt('coverage', 'loan.asc', one.row, range)];
  });
  return [...ofAccounts, ...ofLoans];
}
