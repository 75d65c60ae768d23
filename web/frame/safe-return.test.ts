import { expect, it } from 'vitest';
import { safeReturn } from './safe-return.ts';

it.each([
  ['/customers?q=1', '/customers?q=1'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?to=/x', '/'],
  [undefined, '/'],
])('%s leads to %s', (to, expected) => {
  expect(safeReturn(to)).toBe(expected);
});
