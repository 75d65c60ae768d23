import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { schemeShape } from '../policy/shape.ts';
import { pufaXian } from '../presets/pufa-xian.ts';
import { factsOf } from '../testing.ts';
import { decidePointsTable } from './points-table.ts';
import { pointsText } from './points.ts';

const scheme = schemeShape.parse(pufaXian.body);
const wan = (text: string) => `${BigInt(text) * 1_000_000n}`;

describe('points table: base of the title, whole units above its minimum (G02)', () => {
  it.each(
    table(`
      level   | savings | loans | cards | base | units    | outcome
      junior  | 430     | 0     | 560   | 115  | 10 0 5   | met
      junior  | 300     | 0     | 500   | 115  | 0 0 0    | met
      junior  | 299     | 0     | 500   | 0    | 0 0 0    | no_base
      junior  | 300     | 0     | 499   | 0    | 0 0 0    | no_base
      junior  | 349     | 0     | 549   | 115  | 0 0 0    | met
      junior  | 350     | 0     | 550   | 115  | 5 0 5    | met
      junior  | 351     | 49    | 551   | 115  | 5 0 5    | met
      junior  | 300     | 50    | 500   | 115  | 0 5 0    | met
      trainee | 430     | 0     | 560   | 90   | 10 0 5   | met
      middle  | 500     | 800   | 0     | 140  | 0 0 0    | met
      middle  | 550     | 850   | 50    | 140  | 5 5 5    | met
      middle  | 499     | 800   | 500   | 115  | 15 80 0  | lower_title
      middle  | 500     | 799   | 500   | 115  | 20 75 0  | lower_title
      middle  | 499     | 800   | 499   | 0    | 0 0 45   | no_base
      senior  | 500     | 800   | 0     | 165  | 0 0 0    | met
      senior  | 400     | 0     | 500   | 115  | 10 0 0   | lower_title
    `),
  )('$level: savings $savings, loans $loans, cards $cards → $base + $units', (row) => {
    const { metrics } = factsOf({
      savings_average: wan(row.savings),
      personal_loan_amount: wan(row.loans),
      effective_cards: row.cards,
    });
    const [base, ...units] = decidePointsTable(scheme.table!, row.level, metrics);
    expect(base!.explanation.inputs['outcome']).toBe(row.outcome);
    expect(pointsText(base!.score)).toBe(row.base);
    expect(units.map((unit) => pointsText(unit.score)).join(' ')).toBe(row.units);
  });

  it('names what was missed and what has no figure', () => {
    const { metrics } = factsOf({ savings_average: wan('100') });
    const [base, ...units] = decidePointsTable(scheme.table!, 'junior', metrics);
    expect(base!.explanation.inputs['missed']).toBe('savings_average; effective_cards');
    expect(units.map((unit) => unit.explanation.inputs['outcome'])).toEqual([
      'scored',
      'not_measured',
      'not_measured',
    ]);
  });

  it('by the scheme gives no base instead of a lower title, and no points without a minimum', () => {
    const strict = { ...scheme.table!, missed: 'no_base', withoutMinimum: 'not_counted' } as const;
    const { metrics } = factsOf({ savings_average: wan('499'), effective_cards: '900' });
    const parts = decidePointsTable(strict, 'middle', metrics);
    expect(parts.map((part) => pointsText(part.score)).join(' ')).toBe('0 0 0 0');
    expect(parts.at(-1)!.explanation.inputs['outcome']).toBe('not_counted');
  });
});
