import { expect, it } from 'vitest';
import { conflictIn, conflictOf } from './revision.ts';

const conflict = {
  mine: '大客户',
  theirs: '重点客户',
  by: '白棠芃',
  at: '2026-06-18T02:00:00Z',
  revision: 4,
};

it('both values travel in the refusal and are read out of its problem body', () => {
  const refusal = conflictOf(conflict);
  const params = Object.fromEntries(
    Object.entries(refusal.params).map(([name, value]) => [name, String(value)]),
  );
  expect(conflictIn({ code: refusal.refused, params })).toEqual(conflict);
});

it('another refusal is no conflict', () => {
  expect(conflictIn({ code: 'http.bad_input', params: { revision: '4' } })).toBeNull();
  expect(conflictIn({ code: 'http.conflict' })).toBeNull();
  expect(conflictIn({ code: 'http.conflict', params: { revision: 'x' } })).toBeNull();
});
