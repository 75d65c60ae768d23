import { expect, test } from 'vitest';
import { day } from '../../../core/day.ts';
import { fen, moneyText, parseMoney } from '../../../core/money.ts';
import { table } from '../../platform/testing/table.ts';
import { rmsOf, unitsOf } from './assumed.ts';
import { exactInstalment, firstDueOn, planOf, termsOf } from './loans.ts';
import { birthOf, dayText, kindOf, purposeOf, signedAmount, statementOf } from './words.ts';

test('a loan falls due on the first 12th after its grant', () => {
  for (const row of table(`granted  | firstDue
    1993-07-05 | 1993-07-12
    1993-07-11 | 1993-07-12
    1993-07-12 | 1993-08-12
    1993-07-13 | 1993-08-12
    1993-12-12 | 1994-01-12
    1994-01-31 | 1994-02-12`)) {
    expect(firstDueOn(day(row.granted))).toBe(row.firstDue);
  }
});

test('the standing order gives the exact instalment when it is within half a crown', () => {
  for (const row of table(`stated | orders          | exact
    3373.00 | 3372.70          | 3372.70
    3373.00 | 3372.50          | 3372.50
    3373.00 | 3372.49          | 3373.00
    3373.00 | 3373.50          | 3373.50
    3373.00 | 3373.51          | 3373.00
    3373.00 | 100.00 3372.80   | 3372.80
    3373.00 |                  | 3373.00
    ?       | 3372.70          | none`)) {
    const orders = row.orders === '' ? [] : row.orders.split(' ');
    const found = exactInstalment(row.stated, orders);
    expect(found === null ? 'none' : moneyText(found)).toBe(row.exact);
  }
});

test('the last instalment takes what is left, so that a plan repays the principal', () => {
  const terms = termsOf(
    { principal: '80952', months: '24', grantedOn: '1994-01-05' },
    parseMoney('3372.70'),
  )!;
  const plan = planOf(terms);
  expect(plan.length).toBe(24);
  expect([plan[0], plan.at(-1)]).toEqual([
    { dueOn: '1994-01-12', amount: '3372.70' },
    { dueOn: '1995-12-12', amount: '3379.90' },
  ]);
  const sum = plan.reduce((total, one) => total + parseMoney(one.amount)!, 0n);
  expect(sum).toBe(8_095_200n);
  const months = { principal: '1', months: 'x', grantedOn: '1994-01-05' };
  expect(termsOf(months, fen(1n))).toBeNull();
});

test('words of both extracts mean the same kinds', () => {
  for (const row of table(`operation               | symbol                | kind
    VKLAD                       |                       | cash_in
    credit in cash              |                       | cash_in
    VYBER                       |                       | cash_out
    VYBER KARTOU                |                       | card_out
    PREVOD Z UCTU               | DUCHOD                | pension
    PREVOD NA UCET              | SIPO                  | household
    VYBER                       | SIPO                  | household
    remittance to another bank  | insurrance payment    | insurance
    PREVOD NA UCET              | UVER                  | loan_payment
                                | UROK                  | interest_paid
                                | interest credited     | interest_paid
    VYBER                       | SANKC. UROK           | interest_received
    VYBER                       | SLUZBY                | fee
    withdrawal in cash          | payment for statement | fee
    VYBER                       | NEW                   | VYBER NEW`)) {
    expect(kindOf(row.operation, row.symbol)).toBe(row.kind);
  }
  expect(kindOf('PREVOD NA UCET', ' ')).toBe('transfer_out');
});

test('signs, days, births, statements, purposes', () => {
  for (const row of table(`type | signed
    PRIJEM             | 7.00
    credit             | 7.00
    VYDAJ              | -7.00
    VYBER              | -7.00
    withdrawal in cash | -7.00
    ?                  | ? 7.00`)) {
    expect(signedAmount(row.type, '7.00')).toBe(row.signed);
  }
  expect([dayText('930105'), dayText('931107 00:00:00'), dayText('930230')]).toEqual([
    '1993-01-05',
    '1993-11-07',
    '930230',
  ]);
  expect(birthOf('706213')).toEqual({ birthDay: '1970-12-13', sex: 'female' });
  expect(birthOf('450204')).toEqual({ birthDay: '1945-02-04', sex: 'male' });
  expect(birthOf('991350')).toEqual({ birthDay: null, sex: 'male' });
  expect(statementOf('POPLATEK PO OBRATU')).toBe('after_transaction');
  expect([purposeOf('LEASING'), purposeOf(' '), purposeOf('UVER')]).toEqual([
    'leasing',
    '',
    'loan_payment',
  ]);
});

test('a region gets a branch, an RM department, and places for its accounts', () => {
  for (const row of table(`accounts | levels
    0    | senior middle junior
    480  | senior middle junior
    481  | senior senior middle junior
    501  | senior senior middle middle junior
    834  | senior senior middle middle junior junior`)) {
    const accounts = Number.parseInt(row.accounts, 10);
    const found = rmsOf({ code: 'R1', name: 'Prague', accounts });
    expect(found.map((one) => one.grade.level).join(' ')).toBe(row.levels);
    expect(new Set(found.map((one) => one.staff.staff_no)).size).toBe(found.length);
  }
  const units = unitsOf({ code: 'R1', name: 'Prague', accounts: 1 });
  expect(units.map((unit) => unit.kind)).toEqual(['branch', 'rm_department']);
});
