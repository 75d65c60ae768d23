import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, moneyText, parseMoney } from '../../../core/money.ts';
import { table } from '../../platform/testing/table.ts';
import { paySchemeFaults, paySchemeKind, type PayScheme } from './policy.ts';
import { decideBonus, decideDeduction, decideDeferral, decideSlip, type Level } from './rules.ts';

const scheme = paySchemeKind.schema.parse(paySchemeKind.initial);
const money = (text: string) => parseMoney(text)!;

describe('deferral (G41): the odd fen goes to the last instalment', () => {
  it.each(
    table(`
      bonus     | share  | weights    | deferred | instalments
      100000    | 400000 | 1,1,1      | 40000.00 | 13333.33 13333.33 13333.34
      100000    | 400000 | 30,30,40   | 40000.00 | 12000.00 12000.00 16000.00
      0.01      | 400000 | 1,1,1      | 0.00     |
      0.02      | 400000 | 1,1,1      | 0.01     | 0.00 0.00 0.01
      100000    | 0      | 1,1,1      | 0.00     |
    `),
  )('$bonus at $share by $weights', ({ bonus, share, weights, deferred, instalments }) => {
    const changed: PayScheme = {
      ...scheme,
      deferral: {
        shareByLevel: { ...scheme.deferral.shareByLevel, senior: BigInt(share!) },
        instalments: weights!.split(',').map(BigInt),
      },
    };
    const decided = decideDeferral(changed, { bonus: money(bonus!), level: 'senior', year: 2026 });
    expect(moneyText(decided.deferred)).toBe(deferred);
    expect(decided.instalments.map((one) => moneyText(one.amount)).join(' ')).toBe(instalments);
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
    const decided = decideDeduction(
      { ...scheme, legalFloor: floor },
      { wagePerMonth: money(row.wage!), months: 1n, wanted: money(row.wanted!) },
    );
    expect(moneyText(decided.deducted)).toBe(row.deducted);
    expect(moneyText(decided.carried)).toBe(row.carried);
  });
});

describe('bonus by score', () => {
  it.each(
    table(`
      level  | score     | bonus
      junior | 110000000 | 19800.00
      junior | 109999999 | 16500.00
      junior | 100000000 | 15000.00
      junior | 99999999  | 12000.00
      junior | 80000000  | 9600.00
      junior | 79999999  | 6000.00
      junior | 60000000  | 4500.00
      junior | 59999999  | 0.00
      senior | 100000000 | 60000.00
    `),
  )('$level with $score: $bonus', ({ level, score, bonus }) => {
    const decided = decideBonus(scheme, { level: level as Level, total: BigInt(score!) });
    expect(moneyText(decided.amount)).toBe(bonus);
  });
});

describe('a slip', () => {
  it('adds up to the fen for any score, and its lines are its sums', () => {
    const level = fc.constantFrom<Level>('trainee', 'junior', 'middle', 'senior');
    const total = fc.bigInt({ min: 0n, max: 150_000_000n });
    const carriedIn = fc.bigInt({ min: 0n, max: 10n ** 9n }).map(fen);
    fc.assert(
      fc.property(level, total, carriedIn, (grade, score, carried) => {
        const slip = decideSlip(scheme, {
          level: grade,
          total: score,
          carriedIn: carried,
          year: 2026,
        });
        expect(slip.paidNow + slip.deferred + slip.held + slip.deducted).toBe(slip.gross);
        expect(slip.lines.reduce((sum, one) => sum + one.amount, 0n)).toBe(slip.paidNow);
        expect(slip.instalments.reduce((sum, one) => sum + one.amount, 0n)).toBe(slip.deferred);
        expect(slip.deducted * 5n).toBeLessThanOrEqual(scheme.basePerMonth[grade] * 3n);
      }),
      { seed: 20261123 },
    );
  });
  it('with a failed quarter keeps four fifths of the wage and carries the rest', () => {
    const slip = decideSlip(scheme, {
      level: 'junior',
      total: 0n,
      carriedIn: money('1000'),
      year: 2026,
    });
    expect(moneyText(slip.deducted)).toBe('3600.00');
    expect(moneyText(slip.carried)).toBe('1000.00');
    expect(moneyText(slip.paidNow)).toBe('14400.00');
  });
});

describe('a pay scheme is refused', () => {
  const faults = (change: Partial<PayScheme>) =>
    paySchemeFaults({ ...scheme, ...change }).map((fault) => fault.at);
  it('never as shipped', () => expect(faults({})).toEqual([]));
  it('when deferral is front-loaded (50/30/20)', () => {
    const deferral = { ...scheme.deferral, instalments: [50n, 30n, 20n] };
    expect(faults({ deferral })).toEqual(['deferral.instalments']);
  });
  it('when more than 20 % may be taken off', () => {
    const legalFloor = { ...scheme.legalFloor, deductionShareMax: 200_001n };
    expect(faults({ legalFloor })).toEqual(['legalFloor.deductionShareMax']);
  });
  it('when bands leave a gap at the bottom', () => {
    expect(faults({ bonusFactors: [{ from: 1n, factor: 1n }] })).toEqual(['bonusFactors']);
  });
});
