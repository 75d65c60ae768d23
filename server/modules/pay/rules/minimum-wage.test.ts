import { describe, expect, it } from 'vitest';
import { moneyText, parseMoney, zeroFen } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import { minimumWageFaults, minimumWageKind } from '../policy/minimum-wage.ts';
import { deductionLimit, minimumWageOf } from './minimum-wage.ts';

const money = (text: string) => parseMoney(text)!;
const [preset] = minimumWageKind.presets!;
const policy = minimumWageKind.schema.parse(preset!.body);

describe('the legal floor (G42): most that may be taken off a month of wage', () => {
  it.each(
    table(`
      wage    | minimum | most
      8000    | 2420    | 1600.00
      8000.04 | 2420    | 1600.00
      8000.05 | 2420    | 1600.01
      3025.00 | 2420    | 605.00
      3025.01 | 2420    | 605.00
      3024.99 | 2420    | 604.99
      2420.01 | 2420    | 0.01
      2420    | 2420    | 0.00
      2419.99 | 2420    | 0.00
      0       | 2420    | 0.00
    `),
  )('wage $wage, minimum $minimum: $most', ({ wage, minimum, most }) => {
    const limit = deductionLimit({
      wagePerMonth: money(wage),
      shareMax: 200_000n,
      minimums: [money(minimum)],
    });
    expect(moneyText(limit)).toBe(most);
  });
  it('is summed over the months, each with its own minimum wage', () => {
    const limit = deductionLimit({
      wagePerMonth: money('3000'),
      shareMax: 200_000n,
      minimums: [money('2420'), money('2420'), money('2540')],
    });
    expect(moneyText(limit)).toBe('1620.00');
  });
});

describe('the minimum wage of a unit on a day', () => {
  it.each(
    table(`
      unit first, then above it | day        | amount  | region
      010101,0101,01            | 2025-12-31 | 2420.00 | 一类地区
      010101,0101,01            | 2026-01-01 | 2540.00 | 一类地区
      010201,0102,01            | 2026-01-01 | 2220.00 | 二类地区
      01                        | 2020-01-01 | 2420.00 | 一类地区
      01                        | 2019-12-31 | 2000.00 | -
      99                        | 2026-01-01 | 2000.00 | -
    `),
  )('$day: $amount', (row) => {
    const found = minimumWageOf(policy, {
      codes: row['unit first, then above it'].split(','),
      on: row.day,
      otherwise: money('2000'),
    });
    expect([moneyText(found.perMonth), found.region ?? '-']).toEqual([row.amount, row.region]);
  });
});

describe('a document of minimum wages is refused', () => {
  const faults = (change: object) =>
    minimumWageFaults({ regions: [{ ...policy.regions[0]!, ...change }, policy.regions[1]!] }).map(
      (one) => one.at,
    );
  it('never as the sample stands', () => expect(faults({})).toEqual([]));
  it('when a unit lies in two regions', () =>
    expect(faults({ units: ['0102'] })).toEqual(['regions.1.units']));
  it('when two amounts begin on one day', () => {
    const rate = { from: '2026-01-01', perMonth: 1n };
    expect(faults({ rates: [rate, rate] })).toEqual(['regions.0.rates.1.from']);
  });
  it('when nothing remains', () => {
    const rates = [{ from: '2026-01-01', perMonth: zeroFen }];
    expect(faults({ rates })).toEqual(['regions.0.rates.0.perMonth']);
  });
});
