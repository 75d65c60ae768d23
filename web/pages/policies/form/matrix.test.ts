import { expect, test } from 'vitest';
import type { JsonShape } from './json-shape.ts';
import { matrixOf } from './matrix.ts';

const digits: JsonShape = { type: 'string', unit: 'fen' };
const word: JsonShape = { enum: ['own', 'team'] };
const group = (properties: Record<string, JsonShape>): JsonShape => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});
const grade = group({ quota: digits, lead: group({ firms: digits, persons: digits }) });

test('groups of one shape become columns, their places lines; others stay as they are', () => {
  const matrix = matrixOf({ junior: grade, senior: grade, note: group({ text: word }) }, [
    'note',
    'junior',
    'senior',
  ]);
  expect(matrix?.columns).toEqual(['junior', 'senior']);
  expect(matrix?.rows.map((row) => row.names.join('.'))).toEqual([
    'quota',
    'lead.firms',
    'lead.persons',
  ]);
});

test.each([
  { what: 'one group alone', entries: { senior: grade } },
  { what: 'groups of different shapes', entries: { a: grade, b: group({ quota: word, x: word }) } },
  {
    what: 'groups with lists of groups',
    entries: { a: group({ x: word, l: { type: 'array', items: grade } }), b: grade },
  },
  {
    what: 'groups that may be missing',
    entries: {
      a: { anyOf: [grade, { type: 'null' }] },
      b: { anyOf: [grade, { type: 'null' }] },
    },
  },
])('$what: no matrix', ({ entries }) => {
  expect(matrixOf(entries as Record<string, JsonShape>, Object.keys(entries))).toBeNull();
});

test('a list of choices stays in its cell', () => {
  const tiers = group({ quota: digits, tiers: { type: 'array', items: word } });
  expect(matrixOf({ a: tiers, b: tiers }, ['a', 'b'])?.rows).toHaveLength(2);
});
