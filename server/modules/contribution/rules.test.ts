import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { parseMoney, sumFen } from '../../../core/money.ts';
import { parsePercent, percentText, rate } from '../../../core/rate.ts';
import { table } from '../../platform/testing/table.ts';
import { contributionPolicy, contributionSchema } from './policy.ts';
import { decideAccountMonth, decideCustomer, volumeCost } from './rules.ts';
import type { AccountMonthFacts } from './rules.ts';

/** The policy of the golden cases: basis 365, fees without tax, PD 1 %, LGD 45 %. */
const policy = contributionSchema.parse({
  ...contributionPolicy.initial,
  feeVatRate: '0',
  defaultRate: {
    normal: '10000',
    special_mention: '20000',
    substandard: '250000',
    doubtful: '500000',
    loss: '1000000',
  },
});

const quiet: AccountMonthFacts = {
  kind: 'deposit',
  days: 365,
  productFenDays: 0n,
  price: null,
  feeFen: 0n,
  interestPaidFen: 0n,
  interestReceivedFen: 0n,
  riskClass: null,
  activities: [],
  volume: { toShareFen: 0n, volumeFenDays: 0n },
};

const money = (yuan: string) => parseMoney(yuan) ?? 0n;
const percent = (text: string) => parsePercent(text) ?? 0n;

function priced(row: { ftp: string; rate: string }): NonNullable<AccountMonthFacts['price']> {
  return {
    ftpMillionths: percent(row.ftp),
    rateMillionths: percent(row.rate),
    ftpDay: day('2025-01-01'),
  };
}

/** The one amount of a component, 0 when there is none. */
function amountOf(facts: AccountMonthFacts, component: string, by = policy): bigint {
  return decideAccountMonth(by, facts).find((one) => one.component === component)?.amountFen ?? 0n;
}

describe('margins (golden cases G04, G05)', () => {
  const rows = table(`
    case                              | kind    | balance       | days | ftp  | rate  | yuan
    G04 deposit                       | deposit | 10,000,000.00 | 365  | 2    | 1.5   | 50,000.00
    G05 loan                          | loan    | 10,000,000.00 | 365  | 3    | 6     | 300,000.00
    G06 deposit                       | deposit | 20,000,000.00 | 365  | 2.10 | 0.35  | 350,000.00
    G06 loan                          | loan    | 30,000,000.00 | 365  | 2.60 | 4.35  | 525,000.00
    a month of 31 days                | deposit | 10,000,000.00 | 31   | 2    | 1.5   | 4,246.58
    a deposit dearer than the market  | deposit | 10,000,000.00 | 365  | 1.5  | 2     | -50,000.00
    a loan below its price            | loan    | 10,000,000.00 | 365  | 3    | 2.9   | -10,000.00
    overdrawn                         | deposit | -10,000.00    | 365  | 2    | 1.5   | -50.00
    half a fen goes up                | deposit | 182.50        | 1    | 1    | 0     | 0.01
    just below half a fen             | deposit | 182.49        | 1    | 1    | 0     | 0.00
    just above half a fen             | deposit | 182.51        | 1    | 1    | 0     | 0.01
    one and a half                    | deposit | 547.50        | 1    | 1    | 0     | 0.02
    half a fen lost goes away from 0  | deposit | 182.50        | 1    | 0    | 1     | -0.01
    just below, lost                  | deposit | 182.49        | 1    | 0    | 1     | 0.00
    nothing held                      | loan    | 0.00          | 31   | 3    | 6     | 0.00
  `);
  for (const row of rows) {
    it(row.case, () => {
      const productFenDays = money(row.balance) * BigInt(row.days);
      const kind = row.kind as 'deposit' | 'loan';
      const facts = { ...quiet, kind, productFenDays, price: priced(row) };
      expect(amountOf(facts, `${kind}_margin`)).toBe(money(row.yuan));
    });
  }

  it('on a basis of 360 a year of 365 days earns more', () => {
    const by = { ...policy, basis: 360 as const };
    const productFenDays = money('10,000,000') * 365n;
    const facts = { ...quiet, productFenDays, price: priced({ ftp: '2', rate: '1.5' }) };
    expect(amountOf(facts, 'deposit_margin', by)).toBe(money('50,694.44'));
  });

  it('booked interest takes the place of the contract rate', () => {
    const by = { ...policy, depositInterest: 'booked' as const };
    const facts = {
      ...quiet,
      productFenDays: money('10,000,000') * 365n,
      price: priced({ ftp: '2', rate: '1.5' }),
      interestPaidFen: money('149,000.10'),
      interestReceivedFen: money('3.30'),
    };
    expect(amountOf(facts, 'deposit_margin', by)).toBe(money('51,003.20'));
    expect(amountOf(facts, 'deposit_margin')).toBe(money('50,003.30'));
  });

  it('a fee account has no margin', () => {
    expect(decideAccountMonth(policy, { ...quiet, kind: 'fee' })).toEqual([]);
  });
});

describe('fees without tax', () => {
  const rows = table(`
    charged    | vat | net
    180,000.00 | 0   | 180,000.00
    106.00     | 6   | 100.00
    1.00       | 6   | 0.94
    0.53       | 6   | 0.50
    14.60      | 6   | 13.77
    -1.06      | 6   | -1.00
  `);
  for (const row of rows) {
    it(`${row.charged} with ${row.vat} %`, () => {
      const by = { ...policy, feeVatRate: percent(row.vat) };
      expect(amountOf({ ...quiet, feeFen: money(row.charged) }, 'fee', by)).toBe(money(row.net));
    });
  }
});

describe('expected loss by class', () => {
  const rows = table(`
    class           | balance       | days | yuan
    normal          | 30,000,000.00 | 365  | -135,000.00
    special_mention | 30,000,000.00 | 365  | -270,000.00
    substandard     | 1,000.00      | 365  | -112.50
    doubtful        | 1,000.00      | 365  | -225.00
    loss            | 1,000.00      | 365  | -450.00
    normal          | 1,000,000.00  | 30   | -369.86
    normal          | 0.00          | 30   | 0.00
  `);
  for (const row of rows) {
    it(`${row.class} ${row.balance} for ${row.days} days`, () => {
      const riskClass = row.class as 'normal';
      const productFenDays = money(row.balance) * BigInt(row.days);
      const facts = { ...quiet, kind: 'loan' as const, riskClass, productFenDays };
      expect(amountOf(facts, 'expected_loss')).toBe(money(row.yuan));
    });
  }
});

describe('operating cost', () => {
  const rows = table(`
    case                       | moves | product | share | volume | fen
    by activity only           | 10    | 500     | 0     | 1000   | -750
    nothing moved              | 0     | 500     | 0     | 1000   | -150
    half of the rest           | 0     | 500     | 101   | 1000   | -201
    a third, rounded           | 0     | 1       | 100   | 3      | -183
    overdrawn counts its size  | 0     | -500    | 100   | 1000   | -200
    activities cost too much   | 0     | 500     | -100  | 1000   | -100
    a bank without volume      | 0     | 0       | 100   | 0      | -150
  `);
  for (const row of rows) {
    it(row.case, () => {
      const facts = {
        ...quiet,
        productFenDays: BigInt(row.product),
        activities: [
          { activity: 'transaction', count: BigInt(row.moves), unitCostFen: 60n },
          { activity: 'account_month', count: 1n, unitCostFen: 150n },
        ],
        volume: { toShareFen: BigInt(row.share), volumeFenDays: BigInt(row.volume) },
      };
      expect(amountOf(facts, 'operating_cost')).toBe(BigInt(row.fen));
    });
  }

  it('what roundings leave is less than half a fen an account', () => {
    const amounts = fc.array(fc.bigInt(-(10n ** 12n), 10n ** 12n), { minLength: 1 });
    fc.assert(
      fc.property(amounts, fc.bigInt(-(10n ** 9n), 10n ** 9n), (products, toShareFen) => {
        const volumeFenDays = sumFen(products.map((one) => (one < 0n ? -one : one)));
        if (volumeFenDays === 0n) return;
        const shared = sumFen(
          products.map((one) => volumeCost({ toShareFen, volumeFenDays }, one)),
        );
        const rest = toShareFen - shared;
        const size = rest < 0n ? -rest : rest;
        expect(size * 2n <= BigInt(products.length)).toBe(true);
      }),
      { seed: 600 },
    );
  });
});

describe('a customer (golden case G06)', () => {
  const month = (facts: Partial<AccountMonthFacts>) =>
    decideAccountMonth(policy, { ...quiet, ...facts });
  const deposit = month({
    productFenDays: money('20,000,000') * 365n,
    price: priced({ ftp: '2.10', rate: '0.35' }),
    feeFen: money('180,000'),
    activities: [{ activity: 'account_month', count: 1n, unitCostFen: money('120,000') }],
  });
  const loanFenDays = money('30,000,000') * 365n;
  const loan = month({
    kind: 'loan',
    riskClass: 'normal',
    productFenDays: loanFenDays,
    price: priced({ ftp: '2.60', rate: '4.35' }),
  });
  const sum = (component: string) =>
    sumFen(
      [...deposit, ...loan]
        .filter((one) => one.component === component)
        .map((one) => one.amountFen),
    );
  const facts = {
    depositFen: sum('deposit_margin'),
    loanFen: sum('loan_margin'),
    feeFen: sum('fee'),
    costFen: sum('operating_cost'),
    lossFen: sum('expected_loss'),
    loanFenDays,
    days: 365,
  };
  const decided = decideCustomer(policy, facts);

  const rows = table(`
    figure     | yuan
    depositFen | 350,000.00
    loanFen    | 525,000.00
    feeFen     | 180,000.00
    costFen    | -120,000.00
    lossFen    | -135,000.00
    preFen     | 800,000.00
    taxFen     | -200,000.00
    netFen     | 600,000.00
    capitalFen | 3,150,000.00
    evaFen     | 253,500.00
  `);
  for (const row of rows) {
    it(`${row.figure} ${row.yuan}`, () => {
      const all: Record<string, bigint | number | null> = { ...facts, ...decided };
      expect(all[row.figure]).toBe(money(row.yuan));
    });
  }
  it('RAROC 19.0476 %', () => {
    expect(percentText(rate(decided.rarocMillionths ?? 0n))).toBe('19.0476%');
  });
  it('RAROC of a quarter is annualised', () => {
    const quarter = decideCustomer(policy, {
      ...facts,
      depositFen: facts.depositFen / 5n,
      loanFen: facts.loanFen / 5n,
      feeFen: facts.feeFen / 5n,
      costFen: facts.costFen / 5n,
      lossFen: facts.lossFen / 5n,
      loanFenDays: loanFenDays / 5n,
      days: 73,
    });
    expect(quarter.rarocMillionths).toBe(decided.rarocMillionths);
    expect(quarter.capitalFen).toBe(decided.capitalFen);
    expect(quarter.evaFen * 5n).toBe(decided.evaFen);
  });
  it('without loans there is no capital and no RAROC', () => {
    const none = decideCustomer(policy, { ...facts, loanFen: 0n, lossFen: 0n, loanFenDays: 0n });
    expect(none.capitalFen).toBe(0n);
    expect(none.rarocMillionths).toBeNull();
    expect(none.evaFen).toBe(none.netFen);
  });

  const taxes = table(`
    pre  | tax
    0    | 0
    1    | 0
    2    | -1
    3    | -1
    4    | -1
    6    | -2
    -2   | 1
    -400 | 100
  `);
  for (const row of taxes) {
    it(`tax of ${row.pre} fen`, () => {
      const only = { ...facts, loanFen: 0n, feeFen: 0n, costFen: 0n, lossFen: 0n };
      const one = decideCustomer(policy, { ...only, depositFen: BigInt(row.pre) });
      expect(one.taxFen).toBe(BigInt(row.tax));
      expect(one.netFen).toBe(one.preFen + one.taxFen);
    });
  }
});

describe('the policy', () => {
  it('names each month of the ledger once, by its first day', () => {
    const ledger = (month: string) => ({ month: day(month), costFen: 1n });
    const faults = (months: string[]) =>
      contributionPolicy.check?.({ ...policy, ledger: months.map(ledger) }).length;
    expect(faults(['2025-01-01', '2025-02-01'])).toBe(0);
    expect(faults(['2025-01-01', '2025-01-01'])).toBe(1);
    expect(faults(['2025-01-02'])).toBe(1);
  });
});
