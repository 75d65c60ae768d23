import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { fen, parseMoney } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import { expenseSchemeKind } from '../policy.ts';
import { decideClaim, decidePayment, decideVerification, numberKey, settle } from './claim.ts';

const scheme = expenseSchemeKind.schema.parse(expenseSchemeKind.initial);
const money = (text: string) => parseMoney(text)!;
const rm = { accountId: 101n, staffId: 11n, roles: ['rm'] };

const invoice = {
  number: '24312000000012345678',
  issuedOn: day('2026-05-20'),
  seller: '江南饭店',
  amount: money('800'),
  tax: money('45.28'),
};
const approved = {
  state: 'approved',
  staffId: 11n,
  amount: money('1000'),
  approvedOn: day('2026-05-18'),
};

describe('what may be claimed', () => {
  it.each(
    table(`
      what                               | spent      | issued     | today      | amount  | outcome
      spent after approval               | 2026-05-20 | 2026-05-20 | 2026-05-21 | 800     | may
      all that was approved              | 2026-05-20 | 2026-05-20 | 2026-05-21 | 1000    | may
      a fen more                         | 2026-05-20 | 2026-05-20 | 2026-05-21 | 1000.01 | expenses.more_than_approved
      on the day of the approval         | 2026-05-18 | 2026-05-18 | 2026-05-21 | 800     | may
      the day before                     | 2026-05-17 | 2026-05-18 | 2026-05-21 | 800     | expenses.spent_before
      tomorrow                           | 2026-05-22 | 2026-05-21 | 2026-05-21 | 800     | expenses.spent_in_future
      on the last day of claiming        | 2026-05-20 | 2026-05-20 | 2026-06-19 | 800     | may
      the day after                      | 2026-05-20 | 2026-05-20 | 2026-06-20 | 800     | expenses.claimed_too_late
      an invoice from before the approval | 2026-05-20 | 2026-05-17 | 2026-05-21 | 800    | expenses.invoice_day
      an invoice of tomorrow             | 2026-05-20 | 2026-05-22 | 2026-05-21 | 800     | expenses.invoice_day
      more tax than amount               | 2026-05-20 | 2026-05-20 | 2026-05-21 | 45.27   | expenses.invoice_tax
    `),
  )('$what: $outcome', (row) => {
    const invoices = [{ ...invoice, issuedOn: day(row.issued), amount: money(row.amount) }];
    const wish = { spentOn: day(row.spent), invoices };
    const refusal = decideClaim(scheme, approved, wish, rm, day(row.today));
    expect(refusal?.refused ?? 'may').toBe(row.outcome);
  });

  it.each(
    table(`
      what                        | state     | staff | number  | outcome
      a claim that waits already  | claimed   | 11    | 12345678 | expenses.not_approved
      one that nobody approved    | submitted | 11    | 12345678 | expenses.not_approved
      somebody else's             | approved  | 12    | 12345678 | expenses.not_own
      a number without number     | approved  | 11    | 票-     | expenses.invoice_number_faulty
    `),
  )('$what: $outcome', (row) => {
    const wish = { spentOn: day('2026-05-20'), invoices: [{ ...invoice, number: row.number }] };
    const application = { ...approved, state: row.state, staffId: BigInt(row.staff) };
    const refusal = decideClaim(scheme, application, wish, rm, day('2026-05-21'));
    expect(refusal?.refused ?? 'may').toBe(row.outcome);
  });

  it('the same invoice twice in one claim, however it is written', () => {
    const again = { ...invoice, number: '2431 2000-0000 1234 5678', amount: money('1') };
    const wish = { spentOn: day('2026-05-20'), invoices: [invoice, again] };
    const refusal = decideClaim(scheme, approved, wish, rm, day('2026-05-21'));
    expect(refusal?.refused).toBe('expenses.invoice_twice');
  });

  it('a number is its letters and digits', () => {
    expect(numberKey(' ab-１２ 34 ')).toBe('AB1234');
  });
});

const claimed = {
  state: 'claimed',
  staffId: 11n,
  appliedBy: 101n,
  ruledBy: 102n,
  verifiedBy: null,
};
const finance = { accountId: 201n, staffId: 21n, roles: ['finance'] };

describe('two persons of finance, neither of them the claimant', () => {
  it.each(
    table(`
      state    | who      | outcome
      claimed  | finance  | may
      claimed  | claimant | expenses.own_application
      verified | finance  | expenses.not_claimed
      approved | finance  | expenses.not_claimed
    `),
  )('verifying a $state one by the $who', ({ state, who, outcome }) => {
    const person = who === 'claimant' ? { ...finance, staffId: 11n } : finance;
    expect(decideVerification({ ...claimed, state }, person)?.refused ?? 'may').toBe(outcome);
  });

  it.each(
    table(`
      state    | who      | outcome
      verified | another  | may
      verified | verifier | expenses.verified_by_payer
      verified | approver | expenses.approved_by_payer
      verified | claimant | expenses.own_application
      claimed  | another  | expenses.not_verified
      paid     | another  | expenses.not_verified
    `),
  )('paying a $state one by the $who', ({ state, who, outcome }) => {
    const accounts: Record<string, bigint> = { verifier: 201n, approver: 102n, claimant: 101n };
    const person = { ...finance, accountId: accounts[who] ?? 202n };
    const claim = { ...claimed, state, verifiedBy: 201n };
    expect(decidePayment(claim, person)?.refused ?? 'may').toBe(outcome);
  });
});

it('a payment splits the reservation into used and returned', () => {
  expect(settle(fen(100n), fen(100n))).toEqual({ used: 100n, returned: 0n });
  expect(settle(fen(100n), fen(99n))).toEqual({ used: 99n, returned: 1n });
  expect(() => settle(fen(100n), fen(101n))).toThrow(RangeError);
});
