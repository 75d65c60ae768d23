import { expect, it } from 'vitest';
import { addressOf } from './address.ts';

it('fills parameters and query, escapes both, and leaves out what is empty', () => {
  const route = { path: '/customers/:customerId/notes' };
  expect(addressOf(route, { params: { customerId: '7/8' } })).toBe('/api/customers/7%2F8/notes');
  const query = { q: '王 &', tier: undefined, lead: '', limit: 20, roles: ['rm', 'hr'] };
  expect(addressOf({ path: '/customers' }, { query })).toBe(
    '/api/customers?q=%E7%8E%8B+%26&limit=20&roles=rm&roles=hr',
  );
  expect(addressOf({ path: '/session' })).toBe('/api/session');
});
