import { expect, it } from 'vitest';
import { table } from '../../../platform/testing/table.ts';
import { heatOf } from './heat.ts';

const metric = (key: string, rest: object = {}) => ({
  key,
  name: { zh: key, en: key },
  unit: 'fen' as const,
  nature: 'flow' as const,
  direction: 'up' as const,
  ...rest,
});
const units = [
  { unitId: 1n, name: 'bank' },
  { unitId: 2n, name: 'branch' },
  { unitId: 3n, name: 'department' },
];

it.each(
  table(`
    value | target | completion
    50    | 200    | 250000
    200   | 200    | 1000000
    -10   | 200    | -50000
    10    | 0      | none
  `),
)('$value of $target is $completion', ({ value, target, completion }) => {
  const sums = [
    { unitId: 2n, metric: 'fee', value: BigInt(value), target: BigInt(target) },
    { unitId: 2n, metric: 'npl', value: 1n, target: 1n },
    { unitId: 2n, metric: 'age', value: 1n, target: 1n },
  ];
  const metrics = [
    metric('fee'),
    metric('npl', { unit: 'rate', nature: 'level', direction: 'down' }),
    metric('age', { unit: 'count', nature: 'level' }),
    metric('untargeted'),
  ];
  const heat = heatOf(metrics, units, sums);
  expect(heat.metrics.map((one) => one.key)).toEqual(['fee']);
  expect(heat.rows.map((row) => row.name)).toEqual(['branch']);
  expect(String(heat.rows[0]?.cells[0]?.completion ?? 'none')).toBe(completion);
});
