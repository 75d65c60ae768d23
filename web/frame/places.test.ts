import { expect, it } from 'vitest';
import { isMarked } from '../page-row.ts';
import { entryOf, groupOf, menuPages, rowOf } from './places.ts';
import type { PlacedRow } from './places.ts';

const title = 'web.name' as PlacedRow['title'];
const rows: readonly PlacedRow[] = [
  { path: '/desk', right: 'desk.read_own', title, group: 'desk' },
  { path: '/account', right: 'signed_in', title },
  { path: '/customers', right: 'customers.read', title, group: 'customers' },
  { path: '/customers/$customerId', right: 'customers.read', title },
  { path: '/customer-duplicates', right: 'customers.read_duplicates', title },
  { path: '/allocation', right: 'allocation.read', title, group: 'managing' },
  { path: '/allocation/hand-overs/$handoverId', right: 'allocation.read_handovers', title },
  { path: '/allocation/hand-overs/new', right: 'allocation.propose_handover', title },
];

it.each([
  ['/desk', '/desk', '/desk', 'desk'],
  ['/account', '/account', '/desk', 'desk'],
  ['/customers/', '/customers', '/customers', 'customers'],
  ['/customers/7', '/customers/$customerId', '/customers', 'customers'],
  ['/customer-duplicates', '/customer-duplicates', '/customers', 'customers'],
  ['/allocation/hand-overs/7', '/allocation/hand-overs/$handoverId', '/allocation', 'managing'],
  ['/allocation/hand-overs/new', '/allocation/hand-overs/new', '/allocation', 'managing'],
])('%s is the page %s under the entry %s of %s', (address, path, entry, group) => {
  const row = rowOf(address, rows);
  expect(row?.path).toBe(path);
  expect(entryOf(row!, rows)?.path).toBe(entry);
  expect(groupOf(address, rows)).toBe(group);
});

it.each(['/', '/nowhere', '/customers/7/more'])('%s is no page', (address) => {
  expect(rowOf(address, rows)).toBeUndefined();
  expect(groupOf(address, rows)).toBeUndefined();
});

it('the menu has what the reader may open, in the order of the groups', () => {
  const may = (right: string) => right !== 'customers.read';
  expect(menuPages(rows, may).map((row) => row.path)).toEqual(['/desk', '/allocation']);
});

it.each([
  ['customers.read', true],
  ['holdings.read', true],
  ['contribution.read', true],
  ['targets.read_letters', true],
  ['pay.read', true],
  ['desk.read_own', true],
  ['imports.read', true],
  ['a_room_to_come.read', true],
  ['signed_in', false],
  ['policy.read', false],
  ['products.read', false],
  ['organisation.read', false],
] as const)('a page of the right %s carries the reader’s name: %s', (right, marked) => {
  expect(isMarked(right)).toBe(marked);
});
