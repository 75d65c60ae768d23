import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, moneyText, parseMoney } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import { decideSettlement, type SettledSlip } from './settlement.ts';

const money = (text: string) => parseMoney(text)!;
const shown = (amount: bigint) => moneyText(fen(amount));
const facts = {
  year: 2026,
  totalMillionths: 90_000_000n,
  deferredShare: 400_000n,
  instalments: [1n, 1n, 1n],
};
const slip = (of: Partial<SettledSlip>): SettledSlip => ({
  quarter: '2026Q4',
  granted: money('100000'),
  atYearScore: money('100000'),
  held: money('12000'),
  takenBack: false,
  ...of,
});

describe('year-end settlement: annual bonus − granted + held − overpaid before', () => {
  it.each(
    table(`
      # annual is what the year's score earns; 40 % of what goes beyond the slips is put off
      annual    | granted | held  | overpaid | amount   | due      | deferred | set off later
      100000    | 100000  | 12000 | 0        | 12000.00 | 12000.00 | 0.00     | 0.00
      110000    | 100000  | 12000 | 0        | 22000.00 | 18000.00 | 4000.00  | 0.00
      100000.01 | 100000  | 12000 | 0        | 12000.01 | 12000.01 | 0.00     | 0.00
      95000     | 100000  | 12000 | 0        | 7000.00  | 7000.00  | 0.00     | 0.00
      88000.01  | 100000  | 12000 | 0        | 0.01     | 0.01     | 0.00     | 0.00
      88000     | 100000  | 12000 | 0        | 0.00     | 0.00     | 0.00     | 0.00
      87999.99  | 100000  | 12000 | 0        | -0.01    | 0.00     | 0.00     | 0.01
      0         | 100000  | 12000 | 0        | -88000.00 | 0.00    | 0.00     | 88000.00
      100000    | 100000  | 12000 | 5000     | 7000.00  | 7000.00  | 0.00     | 0.00
      100000    | 100000  | 12000 | 12000    | 0.00     | 0.00     | 0.00     | 0.00
      100000    | 100000  | 12000 | 12000.01 | -0.01    | 0.00     | 0.00     | 0.01
      200000    | 100000  | 0     | 90000    | 10000.00 | 0.00     | 10000.00 | 0.00
    `),
  )('annual $annual, held $held, overpaid $overpaid: $amount', (row) => {
    const decided = decideSettlement({
      ...facts,
      slips: [
        slip({
          granted: money(row.granted),
          atYearScore: money(row.annual),
          held: money(row.held),
        }),
      ],
      offsetIn: money(row.overpaid),
    });
    expect(shown(decided.amount)).toBe(row.amount);
    expect([decided.due, decided.deferred, decided.offsetOut].map(shown)).toEqual([
      row.due,
      row.deferred,
      row['set off later'],
    ]);
  });

  it('puts off in equal instalments, the odd fen last', () => {
    const decided = decideSettlement({
      ...facts,
      slips: [slip({ atYearScore: money('200000'), held: fen(0n) })],
      offsetIn: fen(0n),
    });
    expect(decided.instalments.map((one) => [one.dueYear, shown(one.amount)])).toEqual([
      [2027, '13333.33'],
      [2028, '13333.33'],
      [2029, '13333.34'],
    ]);
  });

  it('does not grant again what a claw-back took', () => {
    const taken = slip({ atYearScore: money('130000'), held: fen(0n), takenBack: true });
    const decided = decideSettlement({ ...facts, slips: [taken], offsetIn: fen(0n) });
    expect(shown(decided.amount)).toBe('0.00');
  });

  it('adds up for any year: due + deferred − set off = amount, and nobody pays in', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 9n }).map(fen);
    const anySlip = fc
      .record({ granted: amount, atYearScore: amount, held: amount, takenBack: fc.boolean() })
      .map((one) => slip({ ...one, held: one.held < one.granted ? one.held : one.granted }));
    fc.assert(
      fc.property(
        fc.array(anySlip, { minLength: 1, maxLength: 4 }),
        amount,
        fc.bigInt({ min: 0n, max: 1_000_000n }),
        (slips, offsetIn, deferredShare) => {
          const one = decideSettlement({ ...facts, slips, offsetIn, deferredShare });
          expect(one.due + one.deferred - one.offsetOut).toBe(one.amount);
          expect(one.due >= 0n && one.deferred >= 0n && one.offsetOut >= 0n).toBe(true);
          expect(one.offsetOut === 0n || one.due + one.deferred === 0n).toBe(true);
          expect(one.instalments.reduce((sum, each) => sum + each.amount, 0n)).toBe(one.deferred);
        },
      ),
      { seed: 20261123 },
    );
  });
});
