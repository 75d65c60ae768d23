import { describe, expect, it } from 'vitest';
import { moneyText } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import { paySchemeKind } from '../policy.ts';
import { money } from '../testing.ts';
import { decideDeduction, decideDeferral } from './floor.ts';

const scheme = paySchemeKind.schema.parse(paySchemeKind.initial);

describe('deferral (G41): the odd fen goes to the last instalment', () => {
  it.each(
    table(`
      bonus     | share  | weights    | most   | deferred | instalments
      100000    | 400000 | 1,1,1      | 100000 | 40000.00 | 13333.33 13333.33 13333.34
      100000    | 400000 | 30,30,40   | 100000 | 40000.00 | 12000.00 12000.00 16000.00
      0.01      | 400000 | 1,1,1      | 100000 | 0.00     |
      0.02      | 400000 | 1,1,1      | 100000 | 0.01     | 0.00 0.00 0.01
      100000    | 0      | 1,1,1      | 100000 | 0.00     |
      100000    | 400000 | 1,1,1      | 40000  | 40000.00 | 13333.33 13333.33 13333.34
      100000    | 400000 | 1,1,1      | 39999  | 39999.00 | 13333.00 13333.00 13333.00
      100000    | 400000 | 1,1,1      | 0      | 0.00     |
    `),
  )('$bonus at $share by $weights, at most $most', (row) => {
    const changed = {
      deferral: {
        shareByLevel: { ...scheme.deferral.shareByLevel, senior: BigInt(row.share!) },
        instalments: row.weights!.split(',').map(BigInt),
      },
    };
    const decided = decideDeferral(changed, {
      bonus: money(row.bonus!),
      level: 'senior',
      year: 2026,
      most: money(row.most!),
    });
    expect(moneyText(decided.deferred)).toBe(row.deferred);
    expect(decided.instalments.map((one) => moneyText(one.amount)).join(' ')).toBe(row.instalments);
    expect(decided.instalments.map((one) => one.dueYear)).toEqual(
      decided.instalments.map((_one, at) => 2027 + at),
    );
  });
});

describe('the legal floor (G42)', () => {
  it.each(
    table(`
      wage | minimum | wanted | deducted | carried
      8000 | 2420    | 1599   | 1599.00  | 0.00
      8000 | 2420    | 1600   | 1600.00  | 0.00
      8000 | 2420    | 2000   | 1600.00  | 400.00
      2900 | 2420    | 500    | 480.00   | 20.00
      2420 | 2420    | 500    | 0.00     | 500.00
      2000 | 2420    | 500    | 0.00     | 500.00
    `),
  )('wage $wage, $wanted wanted: $deducted taken, $carried carried', (row) => {
    const floor = { ...scheme.legalFloor, minimumWagePerMonth: money(row.minimum!) };
    const facts = { wagePerMonth: money(row.wage!), months: 1, wanted: money(row.wanted!) };
    const decided = decideDeduction({ legalFloor: floor }, facts);
    expect(moneyText(decided.deducted)).toBe(row.deducted);
    expect(moneyText(decided.carried)).toBe(row.carried);
    const local = { ...facts, minimumWages: [money(row.minimum!)] };
    expect(decideDeduction(scheme, local)).toEqual(decided);
  });
});
