import { expect, it } from 'vitest';
import { countedIn, unitOfCounted } from './counted.ts';

it('figures stand in the unit of the metric beside them', () => {
  const of = [{ metric: 'loans_granted' }, { metric: 'loans_assisted' }];
  const rows: readonly [unknown, string | undefined][] = [
    [{ metric: 'npl_rate', weight: '1' }, 'npl_rate'],
    [{ of, as: 'amount' }, 'loans_granted'],
    [{ of: { of } }, 'loans_granted'],
    [{ of: { of, as: 'amount' } }, 'loans_granted'],
    [{ of: { of, as: 'completion' } }, '%'],
    [{ value: { of, as: 'ratio' }, atLeast: '1' }, '%'],
    [{ of, as: 'against', reference: '1' }, 'loans_granted'],
    [{ items: ['a'], slices: [] }, '元'],
    [{ items: [{ metric: 'a' }] }, undefined],
    ['text', undefined],
  ];
  for (const [group, counted] of rows) expect(countedIn(group)).toBe(counted);
});

it('the unit is the catalogue’s, a rate or money', () => {
  const known = (metric: string | undefined) =>
    metric === 'loans_granted' ? ({ unit: 'count' } as const) : undefined;
  const units = ['loans_granted', '%', '元', 'unheard_of', undefined].map((one) =>
    unitOfCounted(one, known),
  );
  expect(units).toEqual(['count', 'rate', 'fen', undefined, undefined]);
});
