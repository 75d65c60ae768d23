import { expect, it } from 'vitest';
import { z } from 'zod';
import { count, dayText, fenText, idText, listQuery, pageOf, rateText } from '../../core/schema.ts';
import {
  elementOf,
  fieldOf,
  fieldsOf,
  filtersOf,
  isFigure,
  rowShapeOf,
  searchable,
  sortableOf,
} from './shape.ts';

const row = z.object({
  customerId: idText,
  name: z.string(),
  balanceFen: fenText.nullable(),
  rate: rateText.optional(),
  tier: z.enum(['gold', 'silver']).nullable().optional(),
  since: dayText,
  rows: count,
  tags: z.array(z.object({ word: z.string() })),
});

it('derives columns in the contract’s order', () => {
  const found = fieldsOf(rowShapeOf(pageOf(row))!).map(
    (f) => `${f.property} ${f.kind} ${f.unit ?? '-'} ${f.nullable ? 'null' : 'set'}`,
  );
  expect(found).toEqual([
    'customerId text id set',
    'name text - set',
    'balanceFen text fen null',
    'rate text rate set',
    'tier choice - null',
    'since text day set',
    'rows number count set',
    'tags list - set',
  ]);
});

it('opens wrappers and keeps choices, presets and elements', () => {
  expect(fieldOf('tier', row.shape.tier)).toMatchObject({
    optional: true,
    nullable: true,
    options: ['gold', 'silver'],
  });
  expect(fieldOf('n', z.int().default(3))).toMatchObject({ optional: true, preset: 3 });
  expect(fieldOf('x', z.literal(['a', 'b'])).options).toEqual(['a', 'b']);
  expect(fieldsOf(elementOf(row.shape.tags)!).map((f) => f.property)).toEqual(['word']);
});

it('tells filters from paging and knows what can be sorted', () => {
  const query = listQuery.extend({
    sort: z.enum(['name', 'balanceFen']).optional(),
    tier: z.enum(['gold', 'silver']).optional(),
    openedFrom: dayText.optional(),
  });
  expect(filtersOf(query).map((f) => f.property)).toEqual(['tier', 'openedFrom']);
  expect(sortableOf(query)).toEqual(['name', 'balanceFen']);
  expect(sortableOf(listQuery)).toEqual([]);
  expect(searchable(query)).toBe(true);
  expect(searchable(z.undefined())).toBe(false);
});

it('sets figures to the right', () => {
  const right = fieldsOf(row).filter(isFigure);
  expect(right.map((f) => f.property)).toEqual(['balanceFen', 'rate', 'rows']);
});
