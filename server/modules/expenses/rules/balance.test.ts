import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyText, parseMoney } from '../../../../core/money.ts';
import { quarter } from '../../../../core/period.ts';
import { table } from '../../../platform/testing/table.ts';
import { balanceOf, validIn, validQuarters } from './balance.ts';

describe('what a purse holds', () => {
  it.each(
    table(`
      granted | reserved | used | returned | expired | open   | left
      1000    | 0        | 0    | 0        | 0       | 0.00   | 1000.00
      1000    | 400      | 0    | 0        | 0       | 400.00 | 600.00
      1000    | 400      | 300  | 100      | 0       | 0.00   | 700.00
      1000    | 400      | 0    | 400      | 0       | 0.00   | 1000.00
      1000    | 1000     | 0    | 0        | 0       | 1000.00 | 0.00
      1000    | 400      | 300  | 100      | 700     | 0.00   | 0.00
    `),
  )('$granted granted, $reserved reserved: $left left', (row) => {
    const money = (text: string) => parseMoney(text)!;
    const balance = balanceOf({
      granted: money(row.granted),
      reserved: money(row.reserved),
      used: money(row.used),
      returned: money(row.returned),
      expired: money(row.expired),
    });
    expect(moneyText(balance.reserved)).toBe(row.open);
    expect(moneyText(balance.left)).toBe(row.left);
  });

  it('granted is always left + reserved + used + expired', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
    const sums = fc.record({
      granted: amount,
      reserved: amount,
      used: amount,
      returned: amount,
      expired: amount,
    });
    fc.assert(
      fc.property(sums, (given) => {
        const { granted, reserved, used, expired, left } = balanceOf(given);
        expect(left + reserved + used + expired).toBe(granted);
      }),
      { seed: 1801 },
    );
  });
});

describe('how long what was granted is valid', () => {
  it.each(
    table(`
      granted | now    | validity | valid
      2026Q1  | 2026Q4 | year     | yes
      2026Q4  | 2027Q1 | year     | no
      2026Q1  | 2026Q1 | quarter  | yes
      2026Q1  | 2026Q2 | quarter  | no
    `),
  )('$granted in $now by $validity: $valid', (row) => {
    const validity = row.validity as 'year' | 'quarter';
    expect(validIn(quarter(row.granted), quarter(row.now), validity)).toBe(row.valid === 'yes');
  });

  it('a balance counts the quarters of the year so far', () => {
    expect(validQuarters(quarter('2026Q3'), 'year')).toEqual(['2026Q1', '2026Q2', '2026Q3']);
    expect(validQuarters(quarter('2026Q3'), 'quarter')).toEqual(['2026Q3']);
  });
});
