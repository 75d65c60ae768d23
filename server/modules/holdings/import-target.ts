import type { ImportTarget } from '../../platform/imports/target.ts';
import { transactionKinds } from './contract.ts';
import { reading } from './import-reading.ts';
import * as accounts from './store/merge-accounts.ts';
import * as movements from './store/merge-movements.ts';

const accountTarget: ImportTarget = {
  entity: 'account',
  fields: [
    'account_no',
    'customer_no',
    'product_code',
    'unit_code',
    'opened_on',
    'closed_on',
    'rate',
    'statement',
    'matures_on',
  ],
  staging: `account_no text, customer_no text, product_code text, unit_code text,
    opened_on date, closed_on date, rate_millionths bigint, statement text,
    matures_on date`,
  stagingColumns: [
    'account_no',
    'customer_no',
    'product_code',
    'unit_code',
    'opened_on',
    'closed_on',
    'rate_millionths',
    'statement',
    'matures_on',
  ],
  check: (record) => {
    const read = reading(record);
    const accountNo = read.needText('account_no');
    const customerNo = read.needText('customer_no');
    const productCode = read.needText('product_code');
    const unitCode = read.needText('unit_code');
    const openedOn = read.needDay('opened_on');
    const closedOn = read.day('closed_on');
    if (openedOn !== null && closedOn !== null && closedOn < openedOn) {
      read.note('closed_on', 'holdings.fault.closed_before_opened', { openedOn });
    }
    const rate = read.percent('rate');
    const statement = read.text('statement');
    const maturesOn = read.day('matures_on');
    if (openedOn !== null && maturesOn !== null && maturesOn <= openedOn) {
      read.note('matures_on', 'holdings.fault.matures_before_opened', { openedOn });
    }
    return read.done([
      accountNo,
      customerNo,
      productCode,
      unitCode,
      openedOn,
      closedOn,
      rate,
      statement,
      maturesOn,
    ]);
  },
  merge: accounts.mergeAccounts,
  undo: accounts.removeAccountsOfBatch,
};

const partyTarget: ImportTarget = {
  entity: 'party',
  fields: ['account_no', 'customer_no', 'role'],
  choices: { role: ['owner', 'disponent'] },
  staging: 'account_no text, customer_no text, role text',
  stagingColumns: ['account_no', 'customer_no', 'role'],
  check: (record) => {
    const read = reading(record);
    const role = read.choice('role', ['owner', 'disponent']);
    return read.done([read.needText('account_no'), read.needText('customer_no'), role]);
  },
  merge: accounts.mergeParties,
  undo: (tx, batchId) => accounts.removeBatch(tx, 'holdings_party', batchId),
};

const orderTarget: ImportTarget = {
  entity: 'order',
  fields: ['order_no', 'account_no', 'bank_to', 'account_to', 'amount', 'purpose'],
  staging: `order_no text, account_no text, bank_to text, account_to text, amount_fen bigint,
    purpose text`,
  stagingColumns: ['order_no', 'account_no', 'bank_to', 'account_to', 'amount_fen', 'purpose'],
  check: (record) => {
    const read = reading(record);
    return read.done([
      read.needText('order_no'),
      read.needText('account_no'),
      read.text('bank_to'),
      read.text('account_to'),
      read.needMoney('amount'),
      read.text('purpose'),
    ]);
  },
  merge: accounts.mergeOrders,
  undo: (tx, batchId) => accounts.removeBatch(tx, 'holdings_order', batchId),
};

const cardTarget: ImportTarget = {
  entity: 'card',
  fields: ['card_no', 'account_no', 'customer_no', 'type', 'issued_on'],
  staging: 'card_no text, account_no text, customer_no text, type text, issued_on date',
  stagingColumns: ['card_no', 'account_no', 'customer_no', 'type', 'issued_on'],
  check: (record) => {
    const read = reading(record);
    return read.done([
      read.needText('card_no'),
      read.needText('account_no'),
      read.needText('customer_no'),
      read.needText('type'),
      read.needDay('issued_on'),
    ]);
  },
  merge: accounts.mergeCards,
  undo: (tx, batchId) => accounts.removeBatch(tx, 'holdings_card', batchId),
};

const loanTarget: ImportTarget = {
  entity: 'loan',
  fields: [
    'account_no',
    'payment_account_no',
    'principal',
    'granted_on',
    'months',
    'instalment',
    'first_due_on',
    'status',
  ],
  staging: `account_no text, payment_account_no text, principal_fen bigint, granted_on date,
    months integer, instalment_fen bigint, first_due_on date, source_status text`,
  stagingColumns: [
    'account_no',
    'payment_account_no',
    'principal_fen',
    'granted_on',
    'months',
    'instalment_fen',
    'first_due_on',
    'source_status',
  ],
  check: (record) => {
    const read = reading(record);
    const months = read.needCount('months');
    if (months === 0n) read.note('months', 'holdings.fault.count_unreadable');
    return read.done([
      read.needText('account_no'),
      read.text('payment_account_no'),
      read.needMoney('principal'),
      read.needDay('granted_on'),
      months,
      read.money('instalment'),
      read.day('first_due_on'),
      read.text('status'),
    ]);
  },
  merge: accounts.mergeLoans,
  undo: (tx, batchId) => accounts.removeBatch(tx, 'holdings_loan', batchId),
};

const instalmentTarget: ImportTarget = {
  entity: 'instalment',
  fields: ['account_no', 'due_on', 'amount', 'interest'],
  staging: 'account_no text, due_on date, due_fen bigint, interest_fen bigint',
  stagingColumns: ['account_no', 'due_on', 'due_fen', 'interest_fen'],
  check: (record) => {
    const read = reading(record);
    const due = read.needMoney('amount');
    if (due !== null && due < 0n) read.note('amount', 'holdings.fault.amount_negative');
    const interest = read.money('interest');
    if (interest !== null && due !== null && (interest < 0n || interest > due)) {
      read.note('interest', 'holdings.fault.interest_beyond_due');
    }
    return read.done([read.needText('account_no'), read.needDay('due_on'), due, interest]);
  },
  merge: accounts.mergeInstalments,
  undo: (tx, batchId) => accounts.removeBatch(tx, 'holdings_instalment', batchId),
};

const coverageTarget: ImportTarget = {
  entity: 'coverage',
  fields: ['account_no', 'from_day', 'until_day'],
  staging: 'account_no text, from_day date, until_day date',
  stagingColumns: ['account_no', 'from_day', 'until_day'],
  check: (record) => {
    const read = reading(record);
    const from = read.needDay('from_day');
    const until = read.needDay('until_day');
    if (from !== null && until !== null && until <= from) {
      read.note('until_day', 'holdings.fault.range_empty', { from });
    }
    return read.done([read.needText('account_no'), from, until]);
  },
  merge: accounts.mergeCoverage,
  undo: (tx, batchId) => accounts.removeBatch(tx, 'holdings_coverage', batchId),
};

const transactionTarget: ImportTarget = {
  entity: 'transaction',
  fields: ['account_no', 'key', 'day', 'amount', 'kind', 'counterparty', 'balance', 'derived'],
  choices: { kind: transactionKinds },
  staging: `account_no text, source_key text, day date, amount_fen bigint, kind text,
    counterparty text, source_balance_fen bigint, derived boolean`,
  stagingColumns: [
    'account_no',
    'source_key',
    'day',
    'amount_fen',
    'kind',
    'counterparty',
    'source_balance_fen',
    'derived',
  ],
  check: (record) => {
    const read = reading(record);
    return read.done([
      read.needText('account_no'),
      read.needText('key'),
      read.needDay('day'),
      read.needMoney('amount'),
      read.choice('kind', transactionKinds),
      read.text('counterparty'),
      read.money('balance'),
      read.yes('derived'),
    ]);
  },
  merge: movements.mergeTransactions,
  undo: movements.removeTransactionsOfBatch,
};

/**
 * Parts of an invoice may differ from its total by one fen of rounding; more is flagged, kept and
 * counted.
 */
const partsDifferMax = 1n;

const flowTarget: ImportTarget = {
  entity: 'flow',
  fields: [
    'customer_no',
    'direction',
    'invoice_no',
    'day',
    'counterparty',
    'net',
    'tax',
    'gross',
    'void',
  ],
  choices: { direction: ['in', 'out'] },
  staging: `customer_no text, direction text, invoice_no text, day date, counterparty text,
    net_fen bigint, tax_fen bigint, gross_fen bigint, void boolean, fault text`,
  stagingColumns: [
    'customer_no',
    'direction',
    'invoice_no',
    'day',
    'counterparty',
    'net_fen',
    'tax_fen',
    'gross_fen',
    'void',
    'fault',
  ],
  check: (record) => {
    const read = reading(record);
    const net = read.needMoney('net');
    const tax = read.needMoney('tax');
    const gross = read.needMoney('gross');
    const isVoid = read.yes('void');
    const differ = (net ?? 0n) + (tax ?? 0n) - (gross ?? 0n);
    const flagged = !isVoid && (differ > partsDifferMax || differ < -partsDifferMax);
    if (flagged) {
      read.note('gross', 'holdings.fault.parts_differ', { differFen: differ }, 'warning');
    }
    return read.done([
      read.needText('customer_no'),
      read.choice('direction', ['in', 'out']),
      read.text('invoice_no'),
      read.needDay('day'),
      read.text('counterparty'),
      net,
      tax,
      gross,
      isVoid,
      flagged ? 'holdings.fault.parts_differ' : null,
    ]);
  },
  merge: movements.mergeFlows,
  undo: (tx, batchId) => accounts.removeBatch(tx, 'holdings_flow', batchId),
};

/** In the order of their dependence: accounts first, what hangs on them next, movements last. */
export const holdingsTargets: readonly ImportTarget[] = [
  accountTarget,
  partyTarget,
  orderTarget,
  cardTarget,
  loanTarget,
  instalmentTarget,
  coverageTarget,
  transactionTarget,
  flowTarget,
];
