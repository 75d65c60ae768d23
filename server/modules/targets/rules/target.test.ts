import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { metricKeys, metrics, type CustomerLevelKey, type MetricKey } from '../contract.ts';
import { targetSchemeKind } from '../policy.ts';
import {
  decideAnnualTarget,
  decideFurtherTarget,
  decideQuarterTarget,
  explanationInOrder,
  type Grade,
} from './target.ts';

const scheme = targetSchemeKind.schema.parse(targetSchemeKind.initial);
const junior: Grade = { sequence: 'corporate', level: 'junior' };
const whole = 1_000_000n;

describe('quarter targets (G12: shares 20/45/75/100 %)', () => {
  const rows = table(`
    metric          | base  | annual  | q1     | q2     | q3     | q4
    contribution    | 0     | 1000    | 200    | 450    | 750    | 1000
    contribution    | 800   | 1000    | 200    | 450    | 750    | 1000
    fee_income      | 0     | 1       | 0      | 0      | 1      | 1
    fee_income      | 0     | 2       | 0      | 1      | 2      | 2
    new_customers   | 0     | 6       | 1      | 3      | 5      | 6
    new_customers   | 0     | 0       | 0      | 0      | 0      | 0
    deposit_average | 1000  | 1200    | 1040   | 1090   | 1150   | 1200
    deposit_average | 0     | 1000    | 200    | 450    | 750    | 1000
    deposit_average | 1200  | 1000    | 1160   | 1110   | 1050   | 1000
    loan_average    | 1000  | 1000    | 1000   | 1000   | 1000   | 1000
    npl_rate        | 0     | 20000   | 20000  | 20000  | 20000  | 20000
  `);
  it.each(rows)('$metric from $base to $annual', (row) => {
    const target = { base: BigInt(row.base), annual: BigInt(row.annual) };
    const got = [1, 2, 3, 4].map((index) => {
      const daysToEnd = [90, 181, 273, 365][index - 1]!;
      const place = { index, startedIndex: 1, daysToEnd, ownedDays: daysToEnd };
      return decideQuarterTarget(scheme, metrics[row.metric as MetricKey], target, place);
    });
    expect(got).toEqual([row.q1, row.q2, row.q3, row.q4].map(BigInt));
  });
});

describe('an RM who joins later', () => {
  const rows = table(`
    metric          | base | annual | started | quarter | toEnd | owned | target
    # flows: the shares that are left since his start
    contribution    | 0    | 1000   | 2       | 2       | 181   | 91    | 250
    contribution    | 0    | 1000   | 3       | 3       | 273   | 92    | 300
    contribution    | 0    | 1000   | 3       | 4       | 365   | 184   | 550
    contribution    | 0    | 1000   | 4       | 4       | 365   | 92    | 250
    # averages: base + 30/55 of the growth, for 92 of 273 days
    deposit_average | 1000 | 1550   | 3       | 3       | 273   | 92    | 438
    deposit_average | 1000 | 1000   | 4       | 4       | 365   | 92    | 252
    deposit_average | 3650 | 3650   | 3       | 4       | 365   | 184   | 1840
    npl_rate        | 0    | 20000  | 3       | 3       | 273   | 92    | 20000
  `);
  it.each(rows)('$metric from Q$started in Q$quarter is $target', (row) => {
    const place = {
      index: Number(row.quarter),
      startedIndex: Number(row.started),
      daysToEnd: Number(row.toEnd),
      ownedDays: Number(row.owned),
    };
    const target = { base: BigInt(row.base), annual: BigInt(row.annual) };
    expect(decideQuarterTarget(scheme, metrics[row.metric as MetricKey], target, place)).toBe(
      BigInt(row.target),
    );
  });
});

describe('annual targets of a junior corporate RM (C2e)', () => {
  // quota: deposits 5,000,000.00, loans 3,000,000.00, contribution 80,000.00, fees 20,000.00, customers 6
  const rows = table(`
    metric          | premium   | general    | poor    | days | base        | annual
    # nothing last year: the quota only
    deposit_average | 0         | 0          | 0       | 0    | 0           | 500000000
    # fen-days over 365 days, +10 % and +8 %
    deposit_average | 365000000 | 0          | 0       | 365  | 1000000     | 501100000
    deposit_average | 365000000 | 365000000  | 0       | 365  | 2000000     | 502180000
    # half a fen is rounded up, once
    deposit_average | 0         | 182        | 0       | 365  | 0           | 500000001
    deposit_average | 0         | 168        | 0       | 365  | 0           | 500000000
    deposit_average | 0         | 169        | 0       | 365  | 0           | 500000001
    # only 184 days of last year are closed: their average
    deposit_average | 184000000 | 0          | 0       | 184  | 1000000     | 501100000
    # loans to poor customers shrink by 10 %
    loan_average    | 0         | 0          | 365000  | 365  | 1000        | 300000900
    # flows are brought to the full year: 100 in 73 of 365 days are 500
    fee_income      | 0         | 10000      | 0       | 73   | 50000       | 2055000
    fee_income      | 0         | 10000      | 0       | 365  | 10000       | 2011000
    # a loss grows towards zero and does not lower the quota
    contribution    | 0         | -10000     | 0       | 365  | -10000      | 8000000
    contribution    | 20000     | -10000     | 0       | 365  | 10000       | 8012800
    new_customers   | 0         | 0          | 0       | 365  | 0           | 6
    npl_rate        | 0         | 0          | 0       | 365  | 0           | 20000
  `);
  it.each(rows)('$metric: $premium/$general/$poor in $days days', (row) => {
    const shared = {
      premium: BigInt(row.premium) * whole,
      general: BigInt(row.general) * whole,
      poor: BigInt(row.poor) * whole,
    };
    const facts = { shared, coveredDays: Number(row.days), yearDays: 365 };
    const got = decideAnnualTarget(scheme, row.metric as MetricKey, junior, facts);
    expect([got.base, got.annual]).toEqual([BigInt(row.base), BigInt(row.annual)]);
  });

  it('counts a shared customer by the RM’s share', () => {
    const facts = { shared: { premium: 365_000_000n * 300_000n }, coveredDays: 365, yearDays: 365 };
    expect(decideAnnualTarget(scheme, 'deposit_average', junior, facts)).toMatchObject({
      base: 300_000n,
      annual: 500_330_000n,
    });
  });

  it('explains itself by level, growth and quota', () => {
    const facts = { shared: { premium: 365_000_000n * whole }, coveredDays: 365, yearDays: 365 };
    const { explanation } = decideAnnualTarget(scheme, 'deposit_average', junior, facts);
    expect(explanation).toMatchObject({
      rule: 'targets.rule.average',
      inputs: { premiumBaseFen: '1000000', premiumGrowthRate: '100000', quotaFen: '500000000' },
    });
  });
});

it('tells the inputs in the order of the formula, however they come back', () => {
  const inputs = {
    yearDays: '365',
    quotaFen: '1',
    smallGrowthRate: '2',
    smallBaseFen: '3',
    baseFen: '4',
  };
  const read = explanationInOrder({ rule: 'r', formula: 'f', inputs });
  expect(Object.keys(read.inputs)).toEqual([
    'smallBaseFen',
    'smallGrowthRate',
    'baseFen',
    'quotaFen',
    'yearDays',
  ]);
});

describe('laws', () => {
  const amounts = fc.bigInt({ min: 0n, max: 10n ** 15n });
  const level = fc.constantFrom<CustomerLevelKey>('premium', 'general', 'large', 'small');
  it('the fourth quarter is the annual target, quarters of flows never fall', () => {
    const flows = fc.constantFrom<MetricKey>(
      ...metricKeys.filter((k) => metrics[k].nature === 'flow'),
    );
    fc.assert(
      fc.property(flows, amounts, (metric, annual) => {
        const at = [1, 2, 3, 4].map((index) =>
          decideQuarterTarget(
            scheme,
            metrics[metric],
            { base: 0n, annual },
            {
              index,
              startedIndex: 1,
              daysToEnd: 90 * index,
              ownedDays: 90 * index,
            },
          ),
        );
        expect(at[3]).toBe(annual);
        expect(at).toEqual(at.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      }),
      { seed: 1400, numRuns: 200 },
    );
  });
  it('more of last year never means a lower target', () => {
    fc.assert(
      fc.property(level, amounts, amounts, (of, less, more) => {
        const target = (amount: bigint) =>
          decideAnnualTarget(scheme, 'deposit_average', junior, {
            shared: { [of]: amount * whole },
            coveredDays: 365,
            yearDays: 365,
          }).annual;
        expect(target(less + more) >= target(less)).toBe(true);
      }),
      { seed: 1401, numRuns: 200 },
    );
  });
});

describe('the scheme', () => {
  const faults = (change: (draft: typeof scheme) => void) => {
    const draft = structuredClone(scheme);
    change(draft);
    return targetSchemeKind.check!(draft).map((fault) => fault.at);
  };
  it('is sound as shipped', () => expect(faults(() => undefined)).toEqual([]));
  it('needs rising shares that end at the whole', () => {
    expect(
      faults((draft) => (draft.cumulativeShares = [200_000n, 200_000n, 750_000n, whole])),
    ).toEqual(['cumulativeShares.1']);
    expect(
      faults((draft) => (draft.cumulativeShares = [200_000n, 450_000n, 750_000n, 999_999n])),
    ).toEqual(['cumulativeShares.3']);
  });
  it('has further metrics once each, none of the six, with no negative quota', () => {
    const level = { trainee: 0n, junior: 1n, middle: 2n, senior: 3n };
    const quota = { corporate: level, retail: { ...level, junior: -1n } };
    const one = { metric: 'interest_income', quota: { corporate: level, retail: level } };
    expect(faults((draft) => draft.further.push(one))).toEqual([]);
    expect(faults((draft) => draft.further.push(one, one))).toEqual(['further.1.metric']);
    expect(faults((draft) => draft.further.push({ ...one, metric: 'npl_rate' }))).toEqual([
      'further.0.metric',
    ]);
    expect(faults((draft) => draft.further.push({ ...one, quota }))).toEqual([
      'further.0.quota.retail.junior',
    ]);
    expect(decideFurtherTarget(one.quota, junior)).toMatchObject({ base: 0n, annual: 1n });
  });
  it('refuses a negative quota, a growth below −100 % and a ceiling above 100 %', () => {
    expect(faults((draft) => (draft.quota.retail.junior.fee_income = -1n))).toEqual([
      'quota.retail.junior.fee_income',
    ]);
    expect(faults((draft) => (draft.growth.fee_income.poor = -1_000_001n))).toEqual([
      'growth.fee_income.poor',
    ]);
    expect(faults((draft) => (draft.nplCeiling = 1_000_001n))).toEqual(['nplCeiling']);
  });
});
