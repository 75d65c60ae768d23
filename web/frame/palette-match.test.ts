import { expect, it } from 'vitest';
import { fit, fitting } from './palette-match.ts';
import { withRecent } from '../kit/recent.ts';

const letters = ['责任书', 'Responsibility letters', 'zerenshu zrs'];
it.each([
  ['', 0],
  ['责任', 0],
  ['任书', 2],
  ['resp', 0],
  ['LETTERS', 1],
  ['zeren', 0],
  ['zrs', 1],
  ['ters', 2],
  ['工资', null],
])('“%s” fits the letters: %s', (words, rank) => {
  expect(fit(words, letters)).toBe(rank);
});

it('the best fit stands first, equals keep their order, the rest is cut off', () => {
  const names = ['pay slips', 'slips', 'slip of a pen', 'letters'];
  expect(fitting('slip', names, (one) => [one], 2)).toEqual(['slips', 'slip of a pen']);
});

it('a page opened again moves to the front and stays once; the ninth pushes out the oldest', () => {
  const page = (at: number) => ({ path: `/customers/${at}`, title: `C${at}` });
  const eight = [1, 2, 3, 4, 5, 6, 7, 8].map(page);
  expect(
    withRecent(eight, page(3))
      .map((one) => one.title)
      .join(' '),
  ).toBe('C3 C1 C2 C4 C5 C6 C7 C8');
  expect(
    withRecent(eight, page(9))
      .map((one) => one.title)
      .join(' '),
  ).toBe('C9 C1 C2 C3 C4 C5 C6 C7');
});
