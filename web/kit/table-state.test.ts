import { expect, it } from 'vitest';
import { moved, narrows, ordered } from './table-state.ts';

it('keeps the reader’s order and appends columns that came later', () => {
  expect(ordered(['a', 'b', 'c'], ['c', 'gone', 'a'])).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
});

it('counts search and filters as narrowing, paging and order not', () => {
  expect(narrows({ sort: 'name', order: 'asc', limit: '20', cursor: 'x' })).toBe(false);
  expect(narrows({ q: '王' })).toBe(true);
});
