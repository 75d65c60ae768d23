import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { metricKeys, metrics, type MetricKey } from '../contract.ts';
import { targetSchemeKind } from '../policy.ts';
import { levelReached, levelsOf } from './level.ts';
import { decideQuarterTarget } from './target.ts';

const scheme = targetSchemeKind.schema.parse(targetSchemeKind.initial);

describe('three levels: the target times 110 % and 120 %, a ceiling times 80 % and 60 %', () => {
  const rows = table(`
    metric          | target     | stretch    | challenge
    deposit_average | 1000       | 1100       | 1200
    deposit_average | 0          | 0          | 0
    # rounded half up: 5.5 and 6
    new_customers   | 5          | 6          | 6
    new_customers   | 4          | 4          | 5
    new_customers   | 1          | 1          | 1
    fee_income      | 12003197   | 13203517   | 14403836
    npl_rate        | 20000      | 16000      | 12000
    npl_rate        | 0          | 0          | 0
  `);
  it.each(rows)('$metric $target', ({ metric, target, stretch, challenge }) => {
    expect(levelsOf(scheme.levels, metrics[metric as MetricKey], BigInt(target))).toEqual({
      target: BigInt(target),
      stretch: BigInt(stretch),
      challenge: BigInt(challenge),
    });
  });

  it('a metric with factors of its own has those', () => {
    const levels = structuredClone(scheme.levels);
    levels.stretch.byMetric['fee_income'] = 1_500_000n;
    const of = (key: MetricKey) => levelsOf(levels, metrics[key], 100n).stretch;
    expect([of('fee_income'), of('contribution')]).toEqual([150n, 110n]);
  });

  it('law: no level is easier than the one before, in the year and in each quarter', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...metricKeys),
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.tuple(fc.bigInt({ min: 0n, max: 9_000_000n }), fc.bigInt({ min: 0n, max: 9_000_000n })),
        fc.integer({ min: 1, max: 4 }),
        (key, base, annual, [one, two], index) => {
          const metric = metrics[key];
          const way = metric.direction;
          const [less, more] = one < two ? [one, two] : [two, one];
          const up = { stretch: 1_000_000n + less, challenge: 1_000_000n + more };
          const down = { stretch: 1_000_000n - less / 9n, challenge: 1_000_000n - more / 9n };
          const factor = way === 'up' ? up : down;
          const levels = structuredClone(scheme.levels);
          levels.stretch[way] = factor.stretch;
          levels.challenge[way] = factor.challenge;
          const year = levelsOf(levels, metric, annual);
          const daysToEnd = [90, 181, 273, 365][index - 1]!;
          const place = { index, startedIndex: 1, daysToEnd, ownedDays: daysToEnd };
          const quarter = [year.target, year.stretch, year.challenge].map((figure) =>
            decideQuarterTarget(scheme, metric, { base, annual: figure }, place),
          );
          for (const [a, b, c] of [[year.target, year.stretch, year.challenge], quarter]) {
            const rises = a! <= b! && b! <= c!;
            const falls = a! >= b! && b! >= c!;
            expect(way === 'up' ? rises : falls).toBe(true);
          }
        },
      ),
      { seed: 1403, numRuns: 500 },
    );
  });
});

describe('the highest level reached', () => {
  const rows = table(`
    way  | actual | reached
    up   | 99     |
    up   | 100    | target
    up   | 109    | target
    up   | 110    | stretch
    up   | 119    | stretch
    up   | 120    | challenge
    down | 101    |
    down | 100    | target
    down | 80     | stretch
    down | 60     | challenge
    down | 0      | challenge
  `);
  it.each(rows)('$way $actual: "$reached"', ({ way, actual, reached }) => {
    const levels =
      way === 'up'
        ? { target: 100n, stretch: 110n, challenge: 120n }
        : { target: 100n, stretch: 80n, challenge: 60n };
    expect(levelReached(way as 'up', levels, BigInt(actual)) ?? '').toBe(reached);
  });
});

describe('a scheme with levels', () => {
  const rows = table(`
    place                        | factor   | fault
    stretch.up                   | 1000000  |
    stretch.up                   | 999999   | levels.stretch.up
    stretch.up                   | 1200000  |
    stretch.up                   | 1200001  | levels.challenge.up
    challenge.up                 | 10000000 |
    challenge.up                 | 10000001 | levels.challenge.up
    stretch.down                 | 1000000  |
    stretch.down                 | 1000001  | levels.stretch.down
    challenge.down               | 800001   | levels.challenge.down
    challenge.down               | 0        |
    challenge.down               | -1       | levels.challenge.down
    stretch.byMetric.npl_rate    | 700000   |
    stretch.byMetric.npl_rate    | 599999   | levels.challenge.byMetric.npl_rate
    challenge.byMetric.fee_income | 1099999 | levels.challenge.byMetric.fee_income
  `);
  it.each(rows)('$place = $factor: "$fault"', ({ place, factor, fault }) => {
    const draft = structuredClone(scheme);
    const [level, way, metric] = place.split('.') as ['stretch', 'up' | 'byMetric', string?];
    if (way === 'byMetric') draft.levels[level].byMetric[metric!] = BigInt(factor);
    else draft.levels[level][way] = BigInt(factor);
    expect(
      targetSchemeKind.check!(draft)
        .map((one) => one.at)
        .join(' '),
    ).toBe(fault);
  });

  it('a version from before there were levels still reads, with the levels as shipped', () => {
    const {
      levels: _levels,
      further: _further,
      ...older
    } = structuredClone(targetSchemeKind.initial);
    delete older.letter.sending;
    expect(targetSchemeKind.schema.parse(older)).toEqual(scheme);
  });
});
