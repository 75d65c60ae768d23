import type { AdapterPolicy } from '../../platform/imports/target.ts';

/*
 * ASSUMED: the policy set of this bank, in CZK. The source has no rates, costs, targets or pay.
 * Amounts are hundredths (haléř). Documents not named here are those every new bank starts with.
 */

const always = '1900-01-01';
const source = 'ASSUMED';
const note = 'berka: policy set of the Czech bank (CZK)';

const rates = (rateMillionths: string) => [{ fromDay: always, rateMillionths, source }];
const point = (tenorDays: number, rateMillionths: string) => ({
  tenorDays,
  fromDay: always,
  rateMillionths,
});
const cost = (activity: string, costFen: string) => ({
  activity,
  fromDay: always,
  costFen,
  source,
});

/** Prices lie near Czech ones of 1993: discount rate 8 to 9.5 %, loans about 14 %. */
const pricing: AdapterPolicy = {
  kind: 'pricing',
  note,
  assumed:
    'ASSUMED: loan rate 14 % (in the source amount = duration × payments for all loans, so no ' +
    'interest is visible), deposit rate 4.5 %, transfer prices and unit costs',
  body: () => ({
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
        source,
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
      cost('transaction', '150'),
      cost('account_month', '1500'),
      cost('loan_month', '9000'),
    ],
  }),
};

/** At the end of 1993 the median account holds 28,926 CZK and 155 of 1,139 hold 50,000 or more. */
const segments: AdapterPolicy = {
  kind: 'segments',
  note,
  assumed: 'ASSUMED: tiers by monthly average from 30,000 (middle) and 50,000 (large) CZK',
  body: (initial) => ({
    ...(initial as object),
    levels: [
      { name: 'small', fromFen: '0', monthsBelow: 3 },
      { name: 'middle', fromFen: '3000000', monthsBelow: 3 },
      { name: 'large', fromFen: '5000000', monthsBelow: 3 },
    ],
    tiers: { small: 'small', middle: 'middle', large: 'large' },
  }),
};

/** Fees of banks bore no VAT; companies paid 45 % income tax in 1993. */
const contribution: AdapterPolicy = {
  kind: 'contribution',
  note,
  assumed:
    'ASSUMED: default rates, loss given default, capital share and hurdle as every new bank has ' +
    'them; no VAT on fees, income tax 45 %',
  body: (initial) => ({ ...(initial as object), feeVatRate: '0', incomeTaxRate: '450000' }),
};

const quota = (
  deposits: string,
  loans: string,
  contributed: string,
  fees: string,
  customers: string,
) => ({
  deposit_average: deposits,
  loan_average: loans,
  contribution: contributed,
  fee_income: fees,
  new_customers: customers,
});

/** 1993 began with no account: its targets are the new-business quotas alone. */
const targets: AdapterPolicy = {
  kind: 'target_scheme',
  note,
  assumed:
    'ASSUMED: new-business quotas a year that about 34 RMs can reach with the book of 1993 ' +
    '(1,139 accounts, 33 million CZK at its end)',
  body: (initial) => {
    const scheme = initial as { quota: { corporate: unknown } };
    return {
      ...scheme,
      quota: {
        corporate: scheme.quota.corporate,
        retail: {
          trainee: quota('0', '0', '0', '0', '5'),
          junior: quota('25000000', '500000', '1000000', '100000', '40'),
          middle: quota('40000000', '1000000', '1800000', '140000', '40'),
          senior: quota('60000000', '2000000', '2800000', '200000', '25'),
        },
      },
    };
  },
};

/** Every product is the retail department's, and so is every new customer. */
const attribution: AdapterPolicy = {
  kind: 'attribution',
  note,
  assumed: 'ASSUMED: one department, Retail',
  body: (initial) => ({
    ...(initial as object),
    departments: [{ business: 'any', customer: 'any', department: 'Retail' }],
  }),
};

interface Catalogue {
  readonly measures: readonly { readonly key: string; readonly products?: readonly string[] }[];
  readonly metrics: readonly {
    readonly key: string;
    readonly source: { readonly of?: readonly { readonly measure: string }[] };
  }[];
}

/** Two products for everybody, and no margins: what names others would count nothing. */
const metricCatalogue: AdapterPolicy = {
  kind: 'metric_catalogue',
  note,
  assumed:
    'ASSUMED: a current account and a loan apply to every customer; no margin deposits; sizes as ' +
    'every new bank has them, in CZK',
  body: (initial) => {
    const catalogue = initial as Catalogue;
    const own = ['CURRENT', 'LOAN'];
    const isMargin = (key: string) => key.startsWith('margin_');
    return {
      measures: catalogue.measures
        .filter((measure) => !isMargin(measure.key))
        .map((measure) => ({
          ...measure,
          ...(measure.products === undefined ? {} : { products: own }),
          without: [],
        })),
      metrics: catalogue.metrics
        .filter((metric) => !isMargin(metric.key))
        .map((metric) => {
          const { of } = metric.source;
          if (of === undefined) return metric;
          const kept = of.filter((term) => !isMargin(term.measure));
          return { ...metric, source: { ...metric.source, of: kept } };
        }),
    };
  },
};

/** The average Czech wage of 1993 was about 5,900 CZK a month, the minimum wage 2,200. */
const pay: AdapterPolicy = {
  kind: 'pay_scheme',
  note,
  assumed: 'ASSUMED: base pay and bonus by grade in CZK; minimum wage 2,200 CZK',
  body: (initial) => {
    const scheme = initial as { legalFloor: object };
    return {
      ...scheme,
      basePerMonth: { trainee: '400000', junior: '500000', middle: '650000', senior: '900000' },
      bonusAtHundred: { trainee: '100000', junior: '300000', middle: '500000', senior: '800000' },
      legalFloor: { ...scheme.legalFloor, minimumWagePerMonth: '220000' },
    };
  },
};

export const berkaPolicies: readonly AdapterPolicy[] = [
  pricing,
  segments,
  contribution,
  targets,
  attribution,
  metricCatalogue,
  pay,
];
