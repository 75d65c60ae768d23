import { expect, it } from 'vitest';
import { metricKeys, type TargetMetric } from '../contract.ts';
import { bookOf, inOrder, metricIn } from './metric-book.ts';

const further = (key: string): TargetMetric => ({
  key,
  name: { zh: key, en: key },
  definition: '定义',
  unit: 'count',
  nature: 'flow',
  direction: 'up',
});

it('has the six first, then the further ones by key; a further one never hides one of the six', () => {
  const book = bookOf([further('visits'), further('calls'), further('fee_income')]);
  expect([...book.keys()]).toEqual([...metricKeys, 'calls', 'visits']);
  expect(metricIn(book, 'fee_income').unit).toBe('fen');
  expect(() => metricIn(book, 'none')).toThrow('none');
  const rows = ['visits', 'npl_rate', 'deposit_average'].map((metric) => ({ metric }));
  expect(inOrder(book, rows).map((row) => row.metric)).toEqual([
    'deposit_average',
    'npl_rate',
    'visits',
  ]);
});
