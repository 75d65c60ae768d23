import { describe, expect, it } from 'vitest';
import { moneyText } from '../../../../core/money.ts';
import { table } from '../../../platform/testing/table.ts';
import type { PayItemText } from '../policy/items.ts';
import {
  fact,
  lineOf,
  metricsOf,
  money,
  periodOf,
  rmFacts,
  schemeOf,
  slipFor,
} from '../testing.ts';
import { decideSlips } from './slip.ts';

const name = { zh: '项目', en: 'Item' };
const of = (metric: string, rest: object = {}) => ({ of: [{ metric }], ...rest });
/** Amount of one item for metrics in words. */
function paid(item: PayItemText, metrics: string, given = {}, when = '2026Q1'): string {
  const slip = slipFor(schemeOf([item]), { metrics: metricsOf(metrics), ...given }, when);
  return moneyText(lineOf(slip, item.key));
}

describe('pro rata from a threshold', () => {
  const item: PayItemText = {
    kind: 'pro_rata',
    key: 'deposits',
    name,
    of: of('average'),
    amount: '70000000',
    reference: '20000000000',
    threshold: '2000000000',
    period: 'annual',
  };
  it.each(
    table(`
      average  | quarter | earlier | amount
      20000000 | 2026Q1  | 0       | 17500.00
      20000000 | 2026Q2  | 17500   | 17500.00
      19999900 | 2026Q2  | 17500   | 0.00
      50000000 | 2026Q4  | 131250  | 43750.00
      50000000 | 2026Q4  | 0       | 175000.00
    `),
  )('$average in $quarter with $earlier paid: $amount', (row) => {
    const earlier = new Map([['deposits', money(row.earlier!)]]);
    expect(paid(item, `average fen ${row.average}`, { earlier }, row.quarter)).toBe(row.amount);
  });
});

describe('conditions and persons', () => {
  const item: PayItemText = {
    kind: 'certified',
    key: 'extra',
    name,
    metric: 'extra',
    who: { sequences: ['retail'], levels: ['middle', 'senior'] },
    when: [{ value: of('loans'), atLeast: '2', below: '5' }],
  };
  const base: PayItemText = { kind: 'by_grade', key: 'base', name };
  it.each(
    table(`
      sequence  | level  | loans | paid
      retail    | middle | 1     | 0.00
      retail    | middle | 2     | 500.00
      retail    | senior | 4     | 500.00
      retail    | senior | 5     | 0.00
      retail    | junior | 2     | no line
      corporate | senior | 2     | no line
    `),
  )('$sequence $level with $loans loans: $paid', (row) => {
    const slip = slipFor(schemeOf([base, item]), {
      sequence: row.sequence!,
      appointed: { level: row.level as 'junior', step: 1 },
      metrics: metricsOf(`extra fen 500; loans count ${row.loans}`),
    });
    const line = slip.lines.find((one) => one.item === 'extra');
    expect(line === undefined ? 'no line' : moneyText(line.amount)).toBe(row.paid);
  });
});

describe('a pool', () => {
  const pool: PayItemText = {
    kind: 'pool',
    key: 'pool',
    name,
    of: of('volume'),
    within: 'branch',
    pot: { by: 'items', items: ['post'], weight: '300000' },
  };
  const post: PayItemText = {
    kind: 'by_grade',
    key: 'post',
    name,
    per: 'quarter',
    amounts: { trainee: '0', junior: '10001', middle: '0', senior: '0' },
    basisOnly: true,
  };
  const scheme = schemeOf([post, pool]);
  const rm = (staffNo: string, branch: string, volume: string) =>
    rmFacts({
      staffNo,
      branch,
      metrics: new Map([['volume', fact('fen', volume)]]),
    });

  it('is shared within the branch; falling volume counts nothing; odd fen by remainder', () => {
    const rms = [
      rm('R1', 'A', '100'),
      rm('R2', 'A', '100'),
      rm('R3', 'A', '100'),
      rm('R4', 'A', '-900'),
      rm('R5', 'B', '7'),
      rm('R6', 'C', '0'),
    ];
    const slips = decideSlips(scheme, rms, periodOf('2026Q1'));
    const shares = rms.map(({ staffNo }) => moneyText(lineOf(slips.get(staffNo)!, 'pool')));
    expect(shares).toEqual(['40.01', '40.00', '40.00', '0.00', '30.00', '0.00']);
    expect(slips.get('R1')!.lines.map((line) => line.item)).not.toContain('post');
  });
});
