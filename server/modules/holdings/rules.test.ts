import { describe, expect, it } from 'vitest';
import { addDays, day, daysBetween } from '../../../core/day.ts';
import { table } from '../../platform/testing/table.ts';
import { riskDaysPolicy, riskDaysSchema } from './policy.ts';
import {
  classByDaysOverdue,
  classByDebtor,
  classesOfDebtor,
  dailyAverage,
  decideArrears,
  productBefore,
} from './rules.ts';

const policy = riskDaysSchema.parse(riskDaysPolicy.initial);

describe('class by days overdue (golden case G24)', () => {
  const rows = table(`
    days | technical | class
    0    | no        | normal
    0    | yes       | normal
    1    | no        | special_mention
    1    | yes       | normal
    5    | yes       | normal
    5    | no        | special_mention
    7    | yes       | normal
    7    | no        | special_mention
    8    | yes       | special_mention
    8    | no        | special_mention
    90   | no        | special_mention
    90   | yes       | special_mention
    91   | no        | substandard
    91   | yes       | substandard
    270  | no        | substandard
    271  | no        | doubtful
    360  | no        | doubtful
    361  | no        | loss
    4000 | yes       | loss
  `);
  for (const row of rows) {
    it(`${row.days} days, technical ${row.technical}`, () => {
      const claim = { daysOverdue: Number(row.days), technical: row.technical === 'yes' };
      expect(classByDaysOverdue(policy, claim)).toBe(row.class);
    });
  }

  const dates = table(`
    on         | days | class
    2025-01-01 | 0    | normal
    2025-01-02 | 1    | special_mention
    2025-04-01 | 90   | special_mention
    2025-04-02 | 91   | substandard
    2025-09-28 | 270  | substandard
    2025-09-29 | 271  | doubtful
    2025-12-27 | 360  | doubtful
    2025-12-28 | 361  | loss
  `);
  for (const row of dates) {
    it(`due 2025-01-01 is day ${row.days} on ${row.on}`, () => {
      const instalment = { dueOn: day('2025-01-01'), dueFen: 10_000n, technical: false };
      const loan = { instalments: [instalment], repaidFen: 0n };
      const arrears = decideArrears(policy, loan, day(row.on));
      expect(arrears.daysOverdue).toBe(Number(row.days));
      expect(classByDaysOverdue(policy, arrears)).toBe(row.class);
    });
  }

  it('takes other limits from the policy', () => {
    const strict = { ...policy, substandardAbove: 60, technicalDaysMax: 0 };
    expect(classByDaysOverdue(strict, { daysOverdue: 61, technical: false })).toBe('substandard');
    expect(classByDaysOverdue(strict, { daysOverdue: 1, technical: true })).toBe('special_mention');
  });

  it('limits that do not rise are refused', () => {
    expect(riskDaysPolicy.check?.({ ...policy, doubtfulAbove: 90 })).toHaveLength(1);
    expect(riskDaysPolicy.check?.(policy)).toHaveLength(0);
  });
});

describe('class by debtor (golden case G25)', () => {
  const rows = table(`
    claims | bad | debts | overdue | class
    1000   | 99  |       |         | normal
    1000   | 100 |       |         | normal
    1000   | 101 |       |         | substandard
    100000 | 10001 |     |         | substandard
    1000   | 0   | 100   | 20      | normal
    1000   | 0   | 100   | 21      | substandard
    1000   | 100 | 100   | 19      | normal
    1000   | 101 | 100   | 0       | substandard
    0      | 0   |       |         | normal
    0      | 0   | 0     | 0       | normal
  `);
  for (const row of rows) {
    it(`${row.bad} of ${row.claims} bad, elsewhere ${row.overdue} of ${row.debts}`, () => {
      const own = { claimsFen: BigInt(row.claims), badFen: BigInt(row.bad) };
      const elsewhere = { debtsFen: BigInt(row.debts), overdueFen: BigInt(row.overdue) };
      const debtor = row.debts === '' ? own : { ...own, elsewhere };
      expect(classByDebtor(policy, debtor)).toBe(row.class);
    });
  }

  const claims = [
    { accountId: 1n, owedFen: 899n, ownClass: 'normal' },
    { accountId: 2n, owedFen: 101n, ownClass: 'loss' },
  ] as const;

  it('a firm with more than 10 % bad has no good loan, and no class gets better', () => {
    const classes = classesOfDebtor(policy, { kind: 'corporate', claims });
    expect([...classes]).toEqual([
      [1n, 'substandard'],
      [2n, 'loss'],
    ]);
  });
  it('a person keeps the class of each loan', () => {
    const classes = classesOfDebtor(policy, { kind: 'individual', claims });
    expect([...classes.values()]).toEqual(['normal', 'loss']);
  });
});

describe('arrears', () => {
  const instalments = ['2025-01-10', '2025-02-10', '2025-03-10'].map((on) => ({
    dueOn: day(on),
    dueFen: 100_000n,
    technical: on === '2025-02-10',
  }));
  const rows = table(`
    case                                  | repaid | on         | since      | days | technical | overdue
    nothing is due yet                    | 0      | 2025-01-10 |            | 0    | no        | 0
    the first is late by a day            | 0      | 2025-01-11 | 2025-01-10 | 1    | no        | 100000
    the first is paid                     | 100000 | 2025-02-10 |            | 0    | no        | 0
    short by the tolerance                | 99950  | 2025-01-20 |            | 0    | no        | 0
    short by one more fen                 | 99949  | 2025-01-20 | 2025-01-10 | 10   | no        | 100000-99949
    the tolerance of two instalments      | 199900 | 2025-02-20 |            | 0    | no        | 0
    beyond it: the second is the oldest   | 199899 | 2025-02-20 | 2025-02-10 | 10   | yes       | 200000-199899
    the first half paid, three due        | 50000  | 2025-04-10 | 2025-01-10 | 90   | no        | 250000
    paid ahead                            | 300000 | 2025-02-20 |            | 0    | no        | 0
  `);
  for (const row of rows) {
    it(row.case, () => {
      const arrears = decideArrears(
        policy,
        { instalments, repaidFen: BigInt(row.repaid) },
        day(row.on),
      );
      const [whole = '0', less = '0'] = row.overdue.split('-');
      expect(arrears.since ?? '').toBe(row.since);
      expect(arrears.daysOverdue).toBe(Number(row.days));
      expect(arrears.technical).toBe(row.technical === 'yes');
      expect(arrears.overdueFen).toBe(BigInt(whole) - BigInt(less));
    });
  }
});

describe('balance products', () => {
  const rows = table(`
    case                                     | moved      | balance | before | from       | until      | product | average
    held all month                           | 2025-03-31 | 1000    | 0      | 2025-04-01 | 2025-05-01 | 30000   | 1000
    opened in the middle: calendar days      | 2025-04-16 | 1000    | 0      | 2025-04-01 | 2025-05-01 | 15000   | 500
    moved on the last day                    | 2025-04-30 | 1000    | 0      | 2025-04-01 | 2025-05-01 | 1000    | 33
    moved after the month                    | 2025-05-01 | 1000    | 0      | 2025-04-01 | 2025-05-01 | 0       | 0
    overdrawn                                | 2025-03-31 | -1000   | 0      | 2025-04-01 | 2025-05-01 | -30000  | -1000
    earlier products are left out            | 2025-03-31 | 1000    | 5000   | 2025-04-01 | 2025-05-01 | 30000   | 1000
    half a fen goes up                       | 2025-04-16 | 1       | 0      | 2025-04-01 | 2025-05-01 | 15      | 1
    half a fen overdrawn goes away from zero | 2025-04-16 | -1      | 0      | 2025-04-01 | 2025-05-01 | -15     | -1
  `);
  for (const row of rows) {
    it(row.case, () => {
      const last = {
        day: day(row.moved),
        balanceFen: BigInt(row.balance),
        productFenDays: BigInt(row.before),
      };
      const upTo = (on: string) => productBefore(last.day < on ? last : null, day(on));
      const start = last.day < row.from ? upTo(row.from) : 0n;
      const product = upTo(row.until) - start;
      expect(product).toBe(BigInt(row.product));
      const days = daysBetween(day(row.from), day(row.until));
      expect(dailyAverage(product, days)).toBe(BigInt(row.average));
      expect(addDays(day(row.from), days)).toBe(row.until);
    });
  }
});
