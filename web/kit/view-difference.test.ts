import { expect, it } from 'vitest';
import { differs, stateOf, tasteOf } from './view-difference.ts';

const view = {
  words: { class: 'premium', sort: 'name', order: 'asc' },
  columns: { hidden: ['grade', 'kind'], order: ['name'] },
  density: 'small' as const,
};

it('a list as its view says is unchanged, wherever the reader stands in it', () => {
  const words = {
    order: 'asc',
    sort: 'name',
    class: 'premium',
    cursor: 'x',
    limit: '20',
    view: '7',
  };
  expect(differs(stateOf(words, tasteOf(view)), view)).toBe(false);
});

it('hidden columns are a set, their order is not', () => {
  const taste = tasteOf(view);
  expect(differs(stateOf(view.words, { ...taste, hidden: ['kind', 'grade'] }), view)).toBe(false);
  expect(differs(stateOf(view.words, { ...taste, order: ['kind', 'name'] }), view)).toBe(true);
});

it.each([
  ['another filter', { ...view.words, tier: 'large' }, {}],
  ['one filter less', { sort: 'name', order: 'asc' }, {}],
  ['the other order', { ...view.words, order: 'desc' }, {}],
  ['a search', { ...view.words, q: '王' }, {}],
  ['one more hidden', view.words, { hidden: ['grade', 'kind', 'tier'] }],
  ['wider rows', view.words, { density: 'large' as const }],
])('%s is a change', (_what, words, taste) => {
  expect(differs(stateOf(words, { ...tasteOf(view), ...taste }), view)).toBe(true);
});
