import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../../platform/testing/table.ts';
import { scoringSchemeKind, schemeFaults, type Scoring, type ScoringScheme } from './policy.ts';
import { decideSheet, isPassed, pointsText, scoreLine } from './rules.ts';

const points = (text: string): bigint => {
  const [whole, rest = ''] = text.split('.');
  return BigInt(`${whole}${rest.padEnd(6, '0')}`);
};
const ratio = points;
const score = (weight: string, scoring: Scoring, target: string, actual: string): string =>
  pointsText(
    scoreLine(
      { metric: 'x', weight: points(weight), scoring },
      { target: target === '' ? null : BigInt(target), actual: BigInt(actual) },
    ).score,
  );

describe('linear score with floor and cap (G09)', () => {
  it.each(
    table(`
      w  | t   | a   | floor | cap | score
      20 | 500 | 620 | 0.6   | 1.2 | 24
      20 | 500 | 600 | 0.6   | 1.2 | 24
      20 | 500 | 599 | 0.6   | 1.2 | 23.96
      20 | 500 | 300 | 0.6   | 1.2 | 12
      20 | 500 | 299 | 0.6   | 1.2 | 0
      20 | 500 | 290 | 0.6   | 1.2 | 0
      15 | 300 | 270 | 0.6   | 1.2 | 13.5
      15 | 300 | 271 | 0.6   | 1.2 | 13.55
      10 | 3   | 2   | 0.6   | 1.2 | 6.666667
      10 | 500 | -5  | 0     | 1.2 | 0
      10 | 0   | 5   | 0.6   | 1.2 | 10
      10 | -1  | 5   | 0.6   | 1.2 | 10
    `),
  )('w $w, target $t, actual $a → $score', ({ w, t, a, floor, cap, score: expected }) => {
    const scoring: Scoring = {
      function: 'linear',
      floor: ratio(floor!),
      cap: ratio(cap!),
      withoutTarget: 'full_mark',
    };
    expect(score(w!, scoring, t!, a!)).toBe(expected);
  });
});

describe('steps around a target', () => {
  it.each(
    table(`
      t   | a   | score
      500 | 530 | 23
      500 | 539 | 23
      500 | 540 | 24
      500 | 509 | 20
      500 | 500 | 20
      500 | 491 | 20
      500 | 490 | 18
      500 | 400 | 0
      500 | 900 | 25
    `),
  )('deposits $a against $t → $score (+1 / −2 for each 10)', ({ t, a, score: expected }) => {
    const scoring: Scoring = {
      function: 'step',
      step: 10n,
      pointsUp: points('1'),
      pointsDown: points('2'),
      min: 0n,
      max: points('25'),
    };
    expect(score('20', scoring, t!, a!)).toBe(expected);
  });
});

describe('deductions (G11)', () => {
  it.each(
    table(`
      what          | bad   | step  | each | counting    | max | t      | a      | left
      NPL 2.35 %    | above | 1000  | 3    | whole_steps | 15  | 20000  | 23500  | 11
      NPL 2.35 %    | above | 1000  | 3    | pro_rata    | 15  | 20000  | 23500  | 9.5
      NPL 3 %       | above | 1000  | 3    | whole_steps | 15  | 20000  | 30000  | 5
      NPL 2 %       | above | 1000  | 3    | whole_steps | 15  | 20000  | 20000  | 20
      NPL 2.0999 %  | above | 1000  | 3    | whole_steps | 15  | 20000  | 20999  | 20
      NPL 2.1 %     | above | 1000  | 3    | whole_steps | 15  | 20000  | 21000  | 17
      NPL 1 %       | above | 1000  | 3    | whole_steps | 15  | 20000  | 10000  | 20
      satisfaction  | below | 100   | 1    | whole_steps | 20  | 4500   | 4300   | 18
      key coverage  | below | 10000 | 2    | whole_steps | 20  | 1000000 | 970000 | 14
      churn 6.2 %   | above | 10000 | 2    | whole_steps | 10  | 50000  | 62000  | 18
    `),
  )('$what $counting → $left of 20', (row) => {
    const scoring: Scoring = {
      function: 'deduct',
      bad: row.bad as 'above',
      step: BigInt(row.step!),
      points: points(row.each!),
      counting: row.counting as 'pro_rata',
      deductMax: points(row.max!),
    };
    expect(score('20', scoring, row.t!, row.a!)).toBe(row.left);
  });
});

describe('bands by completion: the lower bound belongs to the band', () => {
  it.each(
    table(`
      a    | score
      799  | 0
      800  | 6
      999  | 6
      1000 | 10
      1199 | 10
      1200 | 13
      5000 | 13
    `),
  )('$a of 1000 → $score', ({ a, score: expected }) => {
    const scoring: Scoring = {
      function: 'band',
      bands: [
        { from: ratio('1.2'), points: points('13') },
        { from: ratio('1'), points: points('10') },
        { from: ratio('0.8'), points: points('6') },
        { from: 0n, points: 0n },
      ],
      withoutTarget: 'no_mark',
    };
    expect(score('10', scoring, '1000', a!)).toBe(expected);
    expect(score('10', scoring, '0', a!)).toBe('0');
  });
});

describe('gates', () => {
  it.each(
    table(`
      pass     | bound | actual | passed
      at_least | 4     | 3      | no
      at_least | 4     | 4      | yes
      at_most  | 100   | 100    | yes
      at_most  | 100   | 101    | no
    `),
  )('$pass $bound with $actual: $passed', ({ pass, bound, actual, passed }) => {
    const gate = {
      metric: 'x',
      pass: pass as 'at_least',
      bound: BigInt(bound!),
      otherwise: { effect: 'void' as const },
    };
    expect(isPassed(gate, BigInt(actual!))).toBe(passed === 'yes');
  });
});

const scheme = scoringSchemeKind.schema.parse(scoringSchemeKind.initial);

describe('a sheet', () => {
  it('adds the lines, caps the total and names the band at its bound', () => {
    const full = new Map(scheme.lines.map((line) => [line.metric, { target: 100n, actual: 100n }]));
    const sheet = decideSheet(scheme, full);
    expect([pointsText(sheet.total), sheet.band]).toEqual(['100', '良好']);
    const more = new Map(full).set('deposit_average', { target: 100n, actual: 134n });
    expect(pointsText(decideSheet(scheme, more).total)).toBe('106');
  });
  it('is limited by a gate whatever the lines say', () => {
    const facts = new Map(scheme.lines.map((line) => [line.metric, { target: 1n, actual: 9n }]));
    facts.set('npl_rate', { target: 20_000n, actual: 100_001n });
    const sheet = decideSheet(scheme, facts);
    expect(pointsText(sheet.total)).toBe('80');
    expect(sheet.explanation.inputs['gates']).toContain('npl_rate');
  });
  it('is never negative, never above the cap, and the same again', () => {
    const amounts = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    fc.assert(
      fc.property(fc.array(fc.tuple(amounts, amounts), { minLength: 6, maxLength: 6 }), (rows) => {
        const facts = new Map(
          scheme.lines.map((line, at) => [
            line.metric,
            { target: rows[at]![0], actual: rows[at]![1] },
          ]),
        );
        const sheet = decideSheet(scheme, facts);
        expect(sheet.total >= 0n && sheet.total <= scheme.totalCap).toBe(true);
        expect(decideSheet(scheme, facts)).toEqual(sheet);
      }),
      { seed: 20261123 },
    );
  });
});

describe('a scheme is refused', () => {
  const changed = (change: (body: ScoringScheme) => unknown) => {
    const body = structuredClone(scheme) as never;
    change(body);
    return schemeFaults(body).map((fault) => fault.at);
  };
  it('never as shipped', () => expect(schemeFaults(scheme)).toEqual([]));
  it('when the weights do not add up', () => {
    expect(changed((body) => ((body.lines[0] as { weight: bigint }).weight += 1n))).toEqual([
      'lines',
    ]);
  });
  it('with a size on a single day', () => {
    const at = changed(
      (body) => ((body.lines[0] as { metric: string }).metric = 'deposit_balance_on_day'),
    );
    expect(at).toEqual(['lines.0.metric']);
  });
  it('with an uncapped linear score', () => {
    const at = changed((body) => ((body.lines[0]!.scoring as { cap: bigint }).cap = 1_500_001n));
    expect(at).toEqual(['lines.0.scoring.cap']);
  });
  it('with open or overlapping bands', () => {
    const at = changed((body) => ((body.bands[4] as { from: bigint }).from = 1n));
    expect(at).toEqual(['bands']);
  });
});
