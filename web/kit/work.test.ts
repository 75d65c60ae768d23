import { expect, it } from 'vitest';
import { paceOf, percentDone } from './work.ts';

it.each([
  ['running', '0', '200', 0],
  ['running', '199', '200', 99],
  ['running', '200', '200', 99],
  ['done', '0', null, 100],
  ['running', '7', null, 0],
] as const)('%s %s of %s is %i %%', (state, done, total, percent) => {
  expect(percentDone({ state, done, total })).toBe(percent);
});

it('tells rate and time left from two looks at the same step', () => {
  const first = { step: 'a', done: 100n, atMs: 0 };
  expect(paceOf(first, { step: 'a', done: 300n, atMs: 2000 }, '1300')).toEqual({
    rate: 100n,
    secondsLeft: 11n,
  });
  expect(paceOf(first, { step: 'a', done: 300n, atMs: 2000 }, null)?.secondsLeft).toBe(null);
  expect(paceOf(first, { step: 'b', done: 300n, atMs: 2000 }, '9')).toBe(null);
  expect(paceOf(first, { step: 'a', done: 100n, atMs: 2000 }, '9')).toBe(null);
  expect(paceOf(first, { step: 'a', done: 101n, atMs: 100 }, '9')).toBe(null);
});
