import { describe, expect, it } from 'vitest';
import { linesOf, sameShape } from './document-shape.ts';

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
