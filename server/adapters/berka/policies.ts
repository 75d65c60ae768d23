import type { AdapterPolicy } from '../../platform/imports/target.ts';

const always = '1900-01-01';
const assumed = 'ASSUMED';
const note = 'berka: policy set of the Czech bank (CZK)';

const rates = (rateMillionths: string) => [{ fromDay: always, rateMillionths, source: assumed }];
const point = (tenorDays: number, rateMillionths: string) => ({
  tenorDays,
  fromDay: always,
  rateMillionths,
});

/**
 * Products, transfer prices and unit costs in CZK. Prices lie where Czech money market and loan
 * rates of 1993 lay (discount rate 8–9.5 %, loans near 14 %); none of them is in the source.
 */
const pricing: AdapterPolicy = {
  kind: 'pricing',
  note,
  assumed:
    'ASSUMED: loan rate 14 % (in the source amount = duration × payments for all loans, so no ' +
    'interest is visible), deposit rate, transfer prices and unit costs',
  body: {
    products: [
      {
        code: 'CURRENT',
        name: 'Current account',
        kind: 'deposit',
        ftp: { curve: 'CZK', tenorDays: 30, by: 'month' },
        department: 'Retail',
        rates: rates('45000'),
      },
      {
        code: 'LOAN',
        name: 'Personal loan',
        kind: 'loan',
        ftp: { curve: 'CZK', tenorDays: 730, by: 'deal' },
        department: 'Retail',
        rates: rates('140000'),
      },
      {
        code: 'STATEMENT',
        name: 'Statement fees',
        kind: 'fee',
        ftp: null,
        department: 'Retail',
        rates: [],
      },
    ],
    ftp: [
      {
        curve: 'CZK',
        source: assumed,
        points: [
          point(1, '85000'),
          point(30, '90000'),
          point(90, '92000'),
          point(365, '95000'),
          point(730, '98000'),
          point(1825, '100000'),
        ],
      },
    ],
    unitCosts: [
      { activity: 'transaction', fromDay: always, costFen: '150', source: assumed },
      { activity: 'account_month', fromDay: always, costFen: '1500', source: assumed },
      { activity: 'loan_month', fromDay: always, costFen: '9000', source: assumed },
    ],
  },
};

export const berkaPolicies: readonly AdapterPolicy[] = [pricing];
