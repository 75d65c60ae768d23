import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { schemeShape } from '../policy/shape.ts';
import { pufaXian } from '../presets/pufa-xian.ts';
import { factsOf, millionths, schemeOf } from '../testing.ts';
import {
  decideStep,
  dimensionPart,
  gatePart,
  isPassed,
  limitedBy,
  rateDimension,
} from './gates.ts';
import { pointsText } from './points.ts';

describe('gates', () => {
  it.each(
    table(`
      pass     | bound | actual | passed
      at_least | 4     | 3      | no
      at_least | 4     | 4      | yes
      at_least | 4     | 5      | yes
      at_most  | 100   | 99     | yes
      at_most  | 100   | 100    | yes
      at_most  | 100   | 101    | no
    `),
  )('$pass $bound with $actual: $passed', ({ pass, bound, actual, passed }) => {
    const gate = { pass: pass as 'at_least', bound: BigInt(bound) };
    expect(isPassed(gate, BigInt(actual))).toBe(passed === 'yes');
  });

  it.each(
    table(`
      effect     | points | total | left
      void       | —      | 95    | 0
      cap        | 80     | 79    | 79
      cap        | 80     | 80    | 80
      cap        | 80     | 95    | 80
      bonus_void | —      | 95    | 95
    `),
  )('not passed: $effect leaves $left of $total', ({ effect, points, total, left }) => {
    const otherwise =
      effect === 'cap' ? { effect, points: String(millionths(points)) } : { effect };
    const [gate] = schemeOf({
      gates: [{ metric: 'x', pass: 'at_least', bound: '1', otherwise }],
    }).gates;
    expect(pointsText(limitedBy(gate!, millionths(total)))).toBe(left);
  });

  it('stand on the sheet with bound, actual and outcome; no figure is 0', () => {
    const [gate] = schemeOf({
      gates: [{ metric: 'x', pass: 'at_least', bound: '1', otherwise: { effect: 'bonus_void' } }],
    }).gates;
    const { part, target, actual, explanation } = gatePart(gate!, factsOf({}).metrics);
    expect([part, target, actual, explanation.inputs['outcome']]).toEqual([
      'gate',
      1n,
      null,
      'failed',
    ]);
  });
});

describe('dimensions', () => {
  it.each(
    table(`
      better | par | above | actual | rating
      more   | 80  | 90    | 66     | below
      more   | 80  | 90    | 79     | below
      more   | 80  | 90    | 80     | par
      more   | 80  | 90    | 89     | par
      more   | 80  | 90    | 90     | above
      less   | 5   | 2     | 6      | below
      less   | 5   | 2     | 5      | par
      less   | 5   | 2     | 2      | above
      more   | 80  | 90    | —      | below
    `),
  )('$better is better, par $par, above $above: $actual is $rating', (row) => {
    const dimension = {
      better: row.better as 'more',
      par: BigInt(row.par),
      above: BigInt(row.above),
    };
    const actual = row.actual === '—' ? null : BigInt(row.actual);
    expect(rateDimension(dimension, actual)).toBe(row.rating);
  });

  it('stand on the sheet with their rating', () => {
    const item = { metric: 'x', better: 'more', par: 80n, above: 90n } as const;
    const found = dimensionPart(item, factsOf({ x: '85' }).metrics);
    expect([found.part, found.rating, found.explanation.inputs['outcome']]).toEqual([
      'dimension',
      'par',
      'par',
    ]);
  });
});

describe('the pay step that points earn (domain rules 1.3)', () => {
  const { steps } = schemeShape.parse(pufaXian.body);
  it.each(
    table(`
      level   | total  | earned    | below
      junior  | 130    | junior 2  | no
      junior  | 129.9  | junior 3  | no
      junior  | 126    | junior 3  | no
      junior  | 125    | junior 3  | no
      junior  | 124    | junior 4  | no
      junior  | 115    | junior 5  | no
      junior  | 114    | trainee 1 | yes
      junior  | 90     | trainee 5 | yes
      junior  | 89     | —         | yes
      trainee | 80     | —         | yes
      trainee | 185    | senior 1  | no
      senior  | 300    | senior 1  | no
      senior  | 164    | middle 1  | yes
    `),
  )('$level with $total points: $earned, below his title: $below', (row) => {
    const { earned, belowFloor } = decideStep(steps, row.level, millionths(row.total));
    expect(earned === null ? '—' : `${earned.level} ${earned.step}`).toBe(row.earned);
    expect(belowFloor).toBe(row.below === 'yes');
  });

  it('a scheme without steps earns none and lowers nobody', () => {
    expect(decideStep([], 'junior', 0n)).toEqual({ earned: null, belowFloor: false });
  });

  it('is a table, twenty rows of 90 to 185, five points apart (not code: trap of 3.3)', () => {
    expect(steps.map((row) => row.points / 1_000_000n)).toEqual(
      Array.from({ length: 20 }, (_, at) => 185n - BigInt(at) * 5n),
    );
  });
});
