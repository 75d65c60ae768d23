import { describe, expect, it } from 'vitest';
import { isTable, linesOf, sameShape, sumIn } from './document-shape.ts';

describe('groups of one shape', () => {
  const levels = {
    junior: { quota: '1', serves: { large: 'none', small: 'alone' }, tiers: ['A'] },
    senior: { quota: '2', serves: { large: 'alone', small: 'alone' }, tiers: ['C', 'D'] },
  };
  it('stand side by side, a line for each place', () => {
    expect(sameShape(levels)).toBe(true);
    expect(linesOf(levels)).toEqual([
      { path: ['quota'], values: ['1', '2'] },
      { path: ['serves', 'large'], values: ['none', 'alone'] },
      { path: ['serves', 'small'], values: ['alone', 'alone'] },
      { path: ['tiers'], values: [['A'], ['C', 'D']] },
    ]);
  });
  it('are no others', () => {
    expect(sameShape({ one: { a: 1 } })).toBe(false);
    expect(sameShape({ one: { a: 1 }, two: { b: 1 } })).toBe(false);
    expect(sameShape({ one: { a: { x: 1 } }, two: { a: 1 } })).toBe(false);
    expect(sameShape({ one: { a: [{ b: 1 }] }, two: { a: [{ b: 1 }] } })).toBe(false);
    expect(sameShape({ one: 1, two: 2 })).toBe(false);
  });
});

describe('a list of groups', () => {
  const wide = Object.fromEntries([...'abcdefghi'].map((name) => [name, '1']));
  it('is a table when it has few names, or the same in each', () => {
    expect(isTable([{ from: '1', factor: '2' }, { from: '0' }])).toBe(true);
    expect(isTable([wide, wide])).toBe(true);
    expect(isTable([])).toBe(true);
  });
  it('of unlike shapes with many names stands one below the other', () => {
    expect(isTable([wide, { a: '1' }])).toBe(false);
  });
});

it('a weighted sum of metrics is read in one line', () => {
  const terms = [{ metric: 'a' }, { metric: 'b', weight: '300000' }];
  expect(sumIn(terms)).toEqual(terms);
  expect(sumIn({ of: terms })).toEqual(terms);
  for (const other of [[], ['a'], {}, { of: terms, as: 'ratio' }, [{ metric: 'a', price: {} }]])
    expect(sumIn(other)).toBeNull();
});
