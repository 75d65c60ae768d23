import { describe, expect, it } from 'vitest';
import { fen, moneyText } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import { paySchemeKind } from '../policy.ts';
import { money, slipFor } from '../testing.ts';

const scheme = paySchemeKind.schema.parse(paySchemeKind.initial);
const plain = slipFor(scheme);

describe('a correction of a sealed slip on the next slip', () => {
  it.each(
    table(`
      # base 6,000 a month: at most 3 × 1,200 may be taken off
      corrections      | to gross | taken off | carried on
      500              | 500.00   | 0.00      | 0.00
      500; 0.01        | 500.01   | 0.00      | 0.00
      -3599.99         | 0.00     | 3599.99   | 0.00
      -3600            | 0.00     | 3600.00   | 0.00
      -3600.01         | 0.00     | 3600.00   | 0.01
      -5000; 200       | 200.00   | 3600.00   | 1400.00
    `),
  )('$corrections', (row) => {
    const corrections = row.corrections.split(';').map((text) => ({
      ofQuarter: '2025Q4',
      amount: money(text),
      cause: '漏计',
    }));
    const slip = slipFor(scheme, { corrections });
    expect([
      moneyText(fen(slip.gross - plain.gross)),
      moneyText(slip.deducted),
      moneyText(slip.carried),
    ]).toEqual([row['to gross'], row['taken off'], row['carried on']]);
    expect([slip.deferred, slip.held]).toEqual([plain.deferred, plain.held]);
    const lines = slip.lines.filter((one) => one.item === 'correction');
    expect(lines).toHaveLength(corrections.length);
    expect(lines[0]!.explanation.inputs).toMatchObject({ ofQuarter: '2025Q4', cause: '漏计' });
    expect(slip.lines.reduce((sum, one) => sum + one.amount, 0n)).toBe(slip.paidNow);
  });
});

describe('the minimum wage of the place', () => {
  it.each(
    table(`
      # base 6,000 a month
      minimum of the three months | taken off
      4799.99; 4799.99; 4799.99   | 3600.00
      4800; 4800; 4800            | 3600.00
      4800.01; 4800.01; 4800.01   | 3599.97
      4800; 4800; 5900            | 2500.00
      6000; 6000; 6000            | 0.00
      6000.01; 6000.01; 6000.01   | 0.00
    `),
  )('$taken', (row) => {
    const perMonth = row['minimum of the three months'].split(';').map(money);
    const slip = slipFor(scheme, {
      carriedIn: money('10000'),
      minimumWages: { perMonth, region: '一类地区' },
    });
    expect(moneyText(slip.deducted)).toBe(row['taken off']);
    const { inputs } = slip.lines.find((one) => one.item === 'deducted')!.explanation;
    expect(inputs.region).toBe('一类地区');
  });
});
