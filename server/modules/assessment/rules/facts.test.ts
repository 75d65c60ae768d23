import { describe, expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { lineOf, schemeOf } from '../testing.ts';
import { actualIn, lineInput, quarterTarget, trackOf, type MetricFacts } from './facts.ts';

const amountOf = (text: string) => (text === '—' ? null : BigInt(text));
const how = { function: 'linear', floor: '0', cap: '1000000', withoutTarget: 'no_mark' };

describe('the target of a quarter alone', () => {
  it.each(
    table(`
      nature  | now | before | quarter
      flow    | 450 | 200    | 250
      flow    | 200 | —      | 200
      average | 450 | 200    | 450
      level   | 30  | 30     | 30
      flow    | —   | 200    | —
    `),
  )('$nature: $now to date, $before before → $quarter (G12)', ({ nature, ...row }) => {
    const found = quarterTarget(nature as 'flow', {
      now: amountOf(row.now),
      before: amountOf(row.before),
    });
    expect(found).toBe(amountOf(row.quarter));
  });
});

const facts: MetricFacts = {
  target: 450n,
  actual: 500n,
  quarter: { target: 250n, actual: 180n },
  carriedIn: 90n,
};

it('a metric of a period is the year to date or the quarter alone', () => {
  const metrics = new Map([['x', facts]]);
  expect(actualIn(metrics, { metric: 'x', period: 'year_to_date' })).toBe(500n);
  expect(actualIn(metrics, { metric: 'x', period: 'quarter' })).toBe(180n);
  expect(actualIn(metrics, { metric: 'y', period: 'quarter' })).toBeNull();
});

describe('what a line judges', () => {
  it('is the year to date, the quarter alone, or the scheme’s own target', () => {
    const judged = (rest: Record<string, unknown>) => {
      const { target, actual } = lineInput(lineOf('10', how, rest), facts, 2);
      return `${actual}/${target}`;
    };
    expect(judged({})).toBe('500/450');
    expect(judged({ period: 'quarter' })).toBe('180/250');
    expect(judged({ period: 'quarter', fixedTarget: '99' })).toBe('180/99');
    expect(judged({ period: 'quarter', carryForward: true })).toBe('270/250');
    expect(lineInput(lineOf('10', how), undefined, 2).actual).toBeNull();
  });

  it.each(
    table(`
      quarter | carried | actual | target | judged | out
      1       | 0       | 30     | 10     | 30     | 20
      2       | 20      | 0      | 10     | 20     | 10
      3       | 10      | 0      | 10     | 10     | 0
      3       | 10      | -1     | 10     | 9      | 0
      2       | 20      | —      | 10     | 20     | 10
      2       | 0       | —      | 10     | —      | 0
      2       | 20      | 5      | —      | 25     | 0
      4       | 20      | 30     | 10     | 50     | 0
    `),
  )('quarter $quarter: $actual + $carried against $target carries $out on', (row) => {
    const quarter = { target: amountOf(row.target), actual: amountOf(row.actual) };
    const line = lineOf('10', how, { period: 'quarter', carryForward: true });
    const given = { ...facts, quarter, carriedIn: BigInt(row.carried) };
    const found = lineInput(line, given, Number(row.quarter));
    expect([found.actual, found.carriedOut]).toEqual([amountOf(row.judged), BigInt(row.out)]);
  });
});

describe('the track that judges an RM is the first that fits', () => {
  const line = {
    metric: 'x',
    weight: '100000000',
    scoring: how,
  };
  const scheme = schemeOf({
    tracks: [
      { name: 'seniors of firms', who: { sequences: ['corporate'], levels: ['senior'] } },
      { name: 'firms', who: { sequences: ['corporate'] } },
      { name: 'sub-branches', who: { unitKinds: ['sub_branch'] } },
    ].map((track) => ({ ...track, lines: [line] })),
  });
  it.each(
    table(`
      sequence  | level  | kinds                    | track
      corporate | senior | rm_department branch     | seniors of firms
      corporate | junior | rm_department branch     | firms
      retail    | senior | rm_department sub_branch | sub-branches
      retail    | senior | sub_branch               | sub-branches
      retail    | senior | rm_department branch     | —
    `),
  )('$sequence $level in $kinds → $track', ({ sequence, level, kinds, track }) => {
    const rm = { sequence, level, unitKinds: kinds.split(' '), unitCodes: [] };
    expect(trackOf(scheme, rm)?.name ?? '—').toBe(track);
  });
});
