import { describe, expect, it } from 'vitest';
import { changeBefore, completionOf, failedGates, numbersOf, withUnits } from './sheet-line.ts';

const completions = `
  scoring | target | actual | weight   | score    | rate    | state     | tone | percent
  linear  | 200    | 199    | 30000000 | 29850000 | 995000  | short     | warn | 99
  linear  | 200    | 200    | 30000000 | 30000000 | 1000000 | reached   | good | 100
  linear  | 200    | 201    | 30000000 | 30150000 | 1005000 | reached   | good | 100
  linear  | 200    | 119    | 30000000 | 0        | 595000  | none      | bad  | 59
  linear  | 200    | 120    | 30000000 | 18000000 | 600000  | short     | warn | 60
  linear  | 200    | -5     | 30000000 | 0        | -25000  | none      | bad  | 0
  linear  | 3      | 1      | 30000000 | 0        | 333333  | none      | bad  | 33
  linear  | 0      | 5      | 30000000 | 30000000 | —       | no_target | calm | 100
  linear  | —      | 5      | 30000000 | 0        | —       | no_target | calm | 0
  step    | 8      | 9      | 15000000 | 15500000 | 1125000 | reached   | good | 112
  deduct  | 10000  | 10000  | 10000000 | 10000000 | —       | within    | good | 100
  deduct  | 10000  | 11000  | 10000000 | 7000000  | —       | exceeded  | warn | 70
  deduct  | 10000  | 90000  | 10000000 | 0        | —       | exceeded  | bad  | 0
  level   | —      | 43     | 5000000  | 3000000  | —       | by_level  | good | 60
  relative | —     | 43     | 5000000  | 0        | —       | by_group  | calm | 0
  relative | 50    | 43     | 5000000  | 3000000  | 860000  | short     | warn | 86
  qualitative | —  | 85     | 10000000 | 8500000  | —       | marked    | good | 85
`;

describe('completion of a metric', () => {
  const rows = completions
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('|').map((cell) => cell.trim()));
  it.each(rows)('%s: target %s, actual %s', (...cells) => {
    const [scoring, target, actual, weight, score, rate, state, tone, percent] = cells as string[];
    expect(
      completionOf({
        scoring: scoring!,
        target: target === '—' ? null : target!,
        actual: actual!,
        weight: weight!,
        score: score!,
      }),
    ).toEqual({ rate: rate === '—' ? null : rate, state, tone, percent: Number(percent) });
  });
});

describe('inputs of an explanation', () => {
  const inputs = { a: '5200', t: '5000', w: '30', cap: '1.2', floor: '0.6', completion: '1.04' };
  it('are named by the unit of their metric', () => {
    const of = (unit: 'fen' | 'rate' | 'count') =>
      Object.entries(withUnits({ rule: 'r', formula: 'f', inputs }, unit).inputs)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ');
    const ratios = 'capRate=1200000 floorRate=600000 completionRate=1040000';
    expect(of('fen')).toBe(`actualFen=5200 targetFen=5000 w=30 ${ratios}`);
    expect(of('rate')).toBe(`actualRate=5200 targetRate=5000 w=30 ${ratios}`);
    expect(of('count')).toBe(`actual=5200 target=5000 w=30 ${ratios}`);
  });
  it('stay as they are when they are no number', () => {
    const explanation = { rule: 'r', formula: 'f', inputs: { t: '—', cap: 'none' } };
    expect(withUnits(explanation, 'fen').inputs).toEqual({ targetFen: '—', cap: 'none' });
  });
});

describe('gates not passed', () => {
  it('are read from the total', () => {
    const of = (gates: string) => failedGates({ rule: 'r', formula: 'f', inputs: { gates } });
    expect(of('—')).toEqual([]);
    expect(of('npl_rate at_most 100000; contribution at_least 0')).toEqual([
      { metric: 'npl_rate', pass: 'at_most', bound: '100000' },
      { metric: 'contribution', pass: 'at_least', bound: '0' },
    ]);
  });
});

describe('the formula of a line with its numbers', () => {
  const rows = `
    formula         | inputs                                                  | phrase
    linear          | outcome=scored t=500 better=more                        | linear
    linear          | outcome=scored t=500 better=less_inverse                | linear_completion
    linear          | outcome=scored t=0 better=more                          | linear_completion
    linear          | outcome=scored t=-5 better=more                         | linear_completion
    linear          | outcome=at_cap t=500                                    | linear_at_cap
    linear          | outcome=below_floor t=500                               | linear_below_floor
    no_target       | outcome=no_target t=—                                   | —
    not_measured    | outcome=not_measured                                    | —
    step            | outcome=at_most                                         | step
    completion_step | outcome=scored                                          | completion_step
    deduct          | outcome=within                                          | deduct
    band            | outcome=scored                                          | band
    level           | outcome=scored                                          | level
    relative        | outcome=scored against=group_average better=more        | relative
    relative        | outcome=scored against=group_average better=less_inverse | relative_completion
    relative        | outcome=at_cap against=group_average                    | relative_at_cap
    relative        | outcome=at_cap against=fifths                           | relative_fifths
    qualitative     | outcome=scored                                          | qualitative
    base            | outcome=met                                             | base
    unit            | outcome=scored                                          | unit
    unit            | outcome=not_counted                                     | —
    deduction       | outcome=scored                                          | deduction
    deduction       | outcome=within                                          | —
    deduction       | outcome=not_measured                                    | —
    gate            | outcome=passed                                          | —
    linear          | t=500                                                   | —`
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split('|').map((cell) => cell.trim()));
  it.each(rows)('%s with %s is said by %s', (...cells) => {
    const [formula, given, phrase] = cells as [string, string, string];
    const inputs = Object.fromEntries(given.split(' ').map((one) => one.split('=')));
    const explanation = { rule: 'r', formula: `assessment.formula.${formula}`, inputs };
    const found = numbersOf({ part: 'line', unit: 'fen', explanation });
    expect(found?.phrase ?? '—').toBe(phrase === '—' ? '—' : `assessment.numbers.${phrase}`);
  });

  it('has amounts in the metric’s unit, ratios as percent, the rest as it stands', () => {
    const inputs = { outcome: 'scored', a: '520', t: '500', w: '30', completion: '1.04' };
    const explanation = { rule: 'r', formula: 'assessment.formula.linear', inputs };
    expect(numbersOf({ part: 'line', unit: 'fen', explanation })?.params).toMatchObject({
      a: { unit: 'fen', value: '520' },
      w: { unit: 'plain', value: '30' },
      completion: { unit: 'rate', value: '1040000' },
    });
  });
});

describe('the total beside the quarter before', () => {
  const history = [
    { quarter: '2025Q4', total: '90000000', band: '合格' },
    { quarter: '2026Q2', total: '104500000', band: '良好' },
  ];
  it('is compared with the last quarter that has a sheet', () => {
    const of = (quarter: string, total: string) => changeBefore({ quarter, total, history });
    expect(of('2026Q2', '104500000')).toBe('14500000');
    expect(of('2026Q3', '100000000')).toBe('-4500000');
    expect(of('2025Q4', '90000000')).toBeNull();
  });
});
