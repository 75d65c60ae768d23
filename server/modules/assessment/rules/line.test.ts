import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import type { How } from '../policy/shape.ts';
import { lineOf, millionths, scoringOf } from '../testing.ts';
import { scoreLine } from './line.ts';
import { pointsText } from './points.ts';

type Own = How<'linear' | 'step' | 'completion_step' | 'deduct' | 'band' | 'level'>;
const amountOf = (text: string) => (text === '' || text === '—' ? null : BigInt(text));
const scored = (
  weight: string,
  how: Record<string, unknown>,
  figures: { readonly t: string; readonly a: string },
  rest: Record<string, unknown> = {},
) => {
  const line = lineOf(weight, how, rest);
  const { score, explanation } = scoreLine(line, line.scoring as Own, {
    target: amountOf(figures.t),
    actual: amountOf(figures.a),
  });
  return [pointsText(score), explanation.inputs['outcome']];
};

describe('linear score with floor and cap (G09)', () => {
  it.each(
    table(`
      w  | t   | a   | floor | cap | score     | outcome
      20 | 500 | 620 | 0.6   | 1.2 | 24        | at_cap
      20 | 500 | 601 | 0.6   | 1.2 | 24        | at_cap
      20 | 500 | 600 | 0.6   | 1.2 | 24        | scored
      20 | 500 | 599 | 0.6   | 1.2 | 23.96     | scored
      20 | 500 | 300 | 0.6   | 1.2 | 12        | scored
      20 | 500 | 299 | 0.6   | 1.2 | 0         | below_floor
      20 | 500 | 290 | 0.6   | 1.2 | 0         | below_floor
      15 | 300 | 270 | 0.6   | 1.2 | 13.5      | scored
      15 | 300 | 271 | 0.6   | 1.2 | 13.55     | scored
      10 | 3   | 2   | 0.6   | 1.2 | 6.666667  | scored
      10 | 500 | -5  | 0     | 1.2 | 0         | below_floor
      10 | 0   | 5   | 0.6   | 1.2 | 10        | no_target
      10 | -1  | 5   | 0.6   | 1.2 | 10        | no_target
      10 | —   | 5   | 0.6   | 1.2 | 10        | no_target
    `),
  )('w $w, target $t, actual $a → $score ($outcome)', ({ w, t, a, floor, cap, ...row }) => {
    const how = {
      function: 'linear',
      floor: String(millionths(floor)),
      cap: String(millionths(cap)),
      withoutTarget: 'full_mark',
    };
    expect(scored(w, how, { t, a })).toEqual([row.score, row.outcome]);
  });
});

describe('a completion as the scheme reads it', () => {
  it.each(
    table(`
      better        | zero            | negative       | t    | a    | score | outcome
      more          | without_target  | without_target | 100  | 80   | 8     | scored
      less_inverse  | without_target  | without_target | 50   | 100  | 5     | scored
      less_inverse  | without_target  | without_target | 50   | 50   | 10    | scored
      less_inverse  | without_target  | without_target | 50   | 49   | 10    | at_cap
      less_inverse  | without_target  | without_target | 50   | 0    | 10    | at_cap
      less_inverse  | without_target  | without_target | 50   | -3   | 10    | at_cap
      less_mirrored | without_target  | without_target | 100  | 120  | 8     | scored
      less_mirrored | without_target  | without_target | 100  | 200  | 0     | scored
      less_mirrored | without_target  | without_target | 100  | 201  | 0     | below_floor
      more          | without_target  | mirrored       | -100 | -100 | 10    | scored
      more          | without_target  | mirrored       | -100 | -120 | 8     | scored
      more          | without_target  | mirrored       | -100 | -80  | 10    | at_cap
      more          | without_target  | without_target | -100 | -80  | 0     | no_target
      less_inverse  | without_target  | mirrored       | -100 | -80  | 8     | scored
      more          | reached_is_full | without_target | 0    | 0    | 10    | scored
      more          | reached_is_full | without_target | 0    | -1   | 0     | scored
      less_inverse  | reached_is_full | without_target | 0    | 0    | 10    | scored
      less_inverse  | reached_is_full | without_target | 0    | 1    | 0     | scored
      more          | without_target  | without_target | 0    | 5    | 0     | no_target
    `),
  )('$better, target $t ($zero, $negative), actual $a → $score ($outcome)', (row) => {
    const how = {
      function: 'linear',
      floor: '0',
      cap: '1000000',
      withoutTarget: 'no_mark',
      better: row.better,
      zeroTarget: row.zero,
      negativeTarget: row.negative,
    };
    expect(scored('10', how, row)).toEqual([row.score, row.outcome]);
  });
});

describe('no figure is as the scheme says, never a guess', () => {
  it.each(
    table(`
      unmeasured | a | score | outcome
      as_zero    | — | 0     | below_floor
      full_mark  | — | 10    | not_measured
      no_mark    | — | 0     | not_measured
      full_mark  | 0 | 0     | below_floor
    `),
  )('$unmeasured, actual $a → $score ($outcome)', ({ unmeasured, a, score, outcome }) => {
    const how = { function: 'linear', floor: '1', cap: '1000000', withoutTarget: 'no_mark' };
    expect(scored('10', how, { t: '5', a }, { unmeasured })).toEqual([score, outcome]);
  });
});

describe('steps around a target', () => {
  it.each(
    table(`
      better | counting    | t   | a   | score | outcome
      more   | whole_steps | 500 | 530 | 23    | scored
      more   | whole_steps | 500 | 539 | 23    | scored
      more   | whole_steps | 500 | 540 | 24    | scored
      more   | whole_steps | 500 | 509 | 20    | scored
      more   | whole_steps | 500 | 500 | 20    | scored
      more   | whole_steps | 500 | 491 | 20    | scored
      more   | whole_steps | 500 | 490 | 18    | scored
      more   | whole_steps | 500 | 400 | 0     | scored
      more   | whole_steps | 500 | 390 | 0     | at_least
      more   | whole_steps | 500 | 550 | 25    | scored
      more   | whole_steps | 500 | 900 | 25    | at_most
      more   | pro_rata    | 500 | 535 | 23.5  | scored
      more   | pro_rata    | 500 | 495 | 19    | scored
      less   | whole_steps | 500 | 490 | 21    | scored
      less   | whole_steps | 500 | 510 | 18    | scored
      more   | whole_steps | —   | 30  | 23    | scored
    `),
  )('$a against $t ($better, $counting) → $score (+1 / −2 for each 10)', (row) => {
    const how = {
      function: 'step',
      better: row.better,
      counting: row.counting,
      step: '10',
      pointsUp: '1000000',
      pointsDown: '2000000',
      min: '0',
      max: '25000000',
    };
    expect(scored('20', how, row)).toEqual([row.score, row.outcome]);
  });

  it.each(
    table(`
      t    | a    | score | outcome
      1000 | 1049 | 0     | scored
      1000 | 1050 | 1     | scored
      1000 | 1999 | 19    | scored
      1000 | 2000 | 20    | scored
      1000 | 2050 | 20    | at_most
      1000 | 900  | 0     | scored
      0    | 900  | 0     | no_target
    `),
  )('+1 for each 5 % above a yearly plan of $t at $a → $score (DYB-Q, fourth quarter)', (row) => {
    const how = {
      function: 'completion_step',
      stepShare: '50000',
      pointsUp: '1000000',
      pointsDown: '0',
      min: '0',
      max: '20000000',
      withoutTarget: 'no_mark',
    };
    expect(scored('0', how, row)).toEqual([row.score, row.outcome]);
  });
});

describe('deductions of a line (G11)', () => {
  it.each(
    table(`
      what          | bad   | step  | each | counting    | max | t       | a      | left
      NPL 2.35 %    | above | 1000  | 3    | whole_steps | 15  | 20000   | 23500  | 11
      NPL 2.35 %    | above | 1000  | 3    | pro_rata    | 15  | 20000   | 23500  | 9.5
      NPL 3 %       | above | 1000  | 3    | whole_steps | 15  | 20000   | 30000  | 5
      NPL 2 %       | above | 1000  | 3    | whole_steps | 15  | 20000   | 20000  | 20
      NPL 2.0999 %  | above | 1000  | 3    | whole_steps | 15  | 20000   | 20999  | 20
      NPL 2.1 %     | above | 1000  | 3    | whole_steps | 15  | 20000   | 21000  | 17
      NPL 1 %       | above | 1000  | 3    | whole_steps | 15  | 20000   | 10000  | 20
      satisfaction  | below | 100   | 1    | whole_steps | 20  | 4500    | 4300   | 18
      key coverage  | below | 10000 | 2    | whole_steps | 20  | 1000000 | 970000 | 14
      churn 6.2 %   | above | 10000 | 2    | whole_steps | 10  | 50000   | 62000  | 18
    `),
  )('$what $counting → $left of 20', (row) => {
    const how = {
      function: 'deduct',
      bad: row.bad,
      step: row.step,
      points: String(millionths(row.each)),
      counting: row.counting,
      deductMax: String(millionths(row.max)),
    };
    expect(scored('20', how, row)[0]).toBe(row.left);
  });
});

describe('bands by completion: the lower bound belongs to the band (traps of 3.3)', () => {
  const how = {
    function: 'band',
    bands: [
      { from: '1200000', points: '13000000' },
      { from: '1000000', points: '10000000' },
      { from: '800000', points: '6000000' },
      { from: '0', points: '0' },
    ],
    withoutTarget: 'no_mark',
  };
  it.each(
    table(`
      t    | a    | score | outcome
      1000 | 799  | 0     | scored
      1000 | 800  | 6     | scored
      1000 | 999  | 6     | scored
      1000 | 1000 | 10    | scored
      1000 | 1199 | 10    | scored
      1000 | 1200 | 13    | scored
      1000 | 1201 | 13    | scored
      1000 | 5000 | 13    | scored
      3    | 2    | 0     | scored
      1000 | -1   | 0     | below_floor
      0    | 5    | 0     | no_target
    `),
  )('$a of $t → $score: exactly 120 % is the best band', (row) => {
    expect(scored('10', how, row)).toEqual([row.score, row.outcome]);
  });

  it.each(
    table(`
      npl    | score
      15000  | 10
      15001  | 7
      20000  | 7
      20001  | 5
      23000  | 5
      25000  | 5
      25001  | 0
    `),
  )('an NPL rate of $npl millionths is compared unrounded: $score', ({ npl, score }) => {
    const tiers = [
      { from: '25001', points: '0' },
      { from: '20001', points: '5000000' },
      { from: '15001', points: '7000000' },
      { from: '0', points: '10000000' },
    ];
    const byActual = { function: 'level', tiers };
    expect(scored('10', byActual, { t: '—', a: npl })[0]).toBe(score);
  });
});

describe('laws of a line', () => {
  const amounts = fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n });
  const upward: readonly [string, Record<string, unknown>, bigint, bigint][] = [
    [
      'linear',
      { function: 'linear', floor: '600000', cap: '1200000', withoutTarget: 'no_mark' },
      0n,
      24_000_000n,
    ],
    [
      'linear with a mirrored negative target',
      {
        function: 'linear',
        floor: '0',
        cap: '1500000',
        withoutTarget: 'no_mark',
        negativeTarget: 'mirrored',
        zeroTarget: 'reached_is_full',
      },
      0n,
      30_000_000n,
    ],
    [
      'step',
      {
        function: 'step',
        step: '1000',
        counting: 'pro_rata',
        pointsUp: '500000',
        pointsDown: '700000',
        min: '-5000000',
        max: '25000000',
      },
      -5_000_000n,
      25_000_000n,
    ],
    [
      'deduct',
      {
        function: 'deduct',
        bad: 'below',
        step: '777',
        points: '300000',
        counting: 'whole_steps',
        deductMax: '15000000',
      },
      5_000_000n,
      20_000_000n,
    ],
    [
      'band',
      {
        function: 'band',
        bands: [
          { from: '1000000', points: '20000000' },
          { from: '0', points: '3000000' },
        ],
        withoutTarget: 'no_mark',
      },
      0n,
      20_000_000n,
    ],
  ];
  it.each(upward)('%s: more never lowers the score, which stays in its bounds', (...row) => {
    const [, how, least, most] = row;
    const line = lineOf('20', how);
    fc.assert(
      fc.property(amounts, amounts, amounts, (target, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const of = (actual: bigint) =>
          scoreLine(line, line.scoring as Own, { target, actual }).score;
        expect(of(low) <= of(high)).toBe(true);
        for (const score of [of(low), of(high)]) {
          expect(score >= least && score <= most).toBe(true);
        }
      }),
      { seed: 20261123 },
    );
  });

  it('a metric that is better when lower: more never raises the score', () => {
    for (const better of ['less_inverse', 'less_mirrored']) {
      const how = scoringOf({
        function: 'linear',
        floor: '0',
        cap: '1000000',
        withoutTarget: 'no_mark',
        better,
      }) as Own;
      const line = lineOf('20', { ...how, floor: '0', cap: '1000000' });
      fc.assert(
        fc.property(amounts, amounts, amounts, (target, a, b) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          const of = (actual: bigint) => scoreLine(line, how, { target, actual }).score;
          expect(of(high) <= of(low)).toBe(true);
        }),
        { seed: 20261123 },
      );
    }
  });
});
