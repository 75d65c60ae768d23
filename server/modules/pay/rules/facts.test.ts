import { expect, it } from 'vitest';
import { metricsOf, rmFacts, schemeOf } from '../testing.ts';
import { isFor, teamMetrics } from './facts.ts';

it('a team’s metrics are the sums of its members; rates are not added', () => {
  const rms = [
    rmFacts({ staffNo: 'R1', department: 'A', metrics: metricsOf('sold count 3 10; rate rate 9') }),
    rmFacts({ staffNo: 'R2', department: 'A', metrics: metricsOf('sold count 4; rate rate 8') }),
    rmFacts({ staffNo: 'R3', department: 'B', metrics: metricsOf('sold count 9') }),
  ];
  const team = teamMetrics(rms).get('A')!;
  expect(team.get('sold')).toMatchObject({ year: 7n, quarter: 7n, target: 10n });
  expect(team.has('rate')).toBe(false);
  expect(teamMetrics(rms).get('B')!.get('sold')).toMatchObject({ year: 9n, target: null });
});

it('an item is for the ladders and levels it names, or for all', () => {
  const [item] = schemeOf([
    {
      kind: 'by_grade',
      key: 'base',
      name: { zh: '基', en: 'b' },
      who: { sequences: ['retail'], levels: ['junior'] },
    },
  ]).items;
  const fits = (sequence: string, level: 'junior' | 'senior') =>
    isFor(item!, rmFacts({ sequence, appointed: { level, step: 1 } }));
  expect([fits('retail', 'junior'), fits('corporate', 'junior'), fits('retail', 'senior')]).toEqual(
    [true, false, false],
  );
  expect(isFor({ ...item!, who: { sequences: [], levels: [] } }, rmFacts())).toBe(true);
});
