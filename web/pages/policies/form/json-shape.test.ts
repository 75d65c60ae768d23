import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { countText, fenText } from '../../../../core/schema.ts';
import { table } from '../../../../server/platform/testing/table.ts';
import { blankOf, fieldOf, placeKey, variantOf, withValue, type JsonShape } from './json-shape.ts';

const scoring = z.discriminatedUnion('function', [
  z.strictObject({ function: z.literal('linear'), cap: countText.transform(BigInt) }),
  z.strictObject({ function: z.literal('step'), points: countText }),
]);
const kind = z.strictObject({
  name: z.string().min(1),
  base: fenText.transform(BigInt),
  months: z.int().min(1).max(12),
  limit: fenText.nullable(),
  only: z.enum(['all', 'corporate']),
  strict: z.boolean(),
  lines: z.array(z.strictObject({ metric: z.string(), scoring })).min(1),
  later: z.array(z.string()).default([]),
});
const shape = z.toJSONSchema(kind, { io: 'input' }) as JsonShape;
const places = shape.properties!;

describe('a scheme’s form', () => {
  for (const row of table(`
    place  | form
    name   | text
    base   | digits
    months | whole
    limit  | digits
    only   | choice
    strict | switch
    lines  | list
    later  | list
  `)) {
    it(`${row.place} is filled in as ${row.form}`, () => {
      expect(fieldOf(places[row.place!]!).form).toBe(row.form);
    });
  }

  it('a variant is found by its word, and has its own places', () => {
    const line = places['lines']!.items as JsonShape;
    const field = fieldOf(line.properties!['scoring']!);
    if (field.form !== 'variants') throw new Error(`a list of variants, not ${field.form}`);
    expect(field.by).toBe('function');
    const found = variantOf(field, { function: 'step', points: '1' });
    expect([found.word, Object.keys(found.shape.properties!)]).toEqual([
      'step',
      ['function', 'points'],
    ]);
  });

  it('a new document is the least that has the form: all that is missing are words', () => {
    const blank = blankOf(shape);
    expect(blank).toEqual({
      name: '',
      base: '0',
      months: 1,
      limit: null,
      only: 'all',
      strict: false,
      lines: [{ metric: '', scoring: { function: 'linear', cap: '0' } }],
    });
    expect(kind.safeParse(blank).error?.issues.map((one) => one.path)).toEqual([['name']]);
  });
});

describe('a place', () => {
  it('gets a value and nothing else changes; the document before stays as it was', () => {
    const before = { lines: [{ metric: 'a' }, { metric: 'b' }], name: 'x' };
    expect(withValue(before, ['lines', 1, 'metric'], 'c')).toEqual({
      lines: [{ metric: 'a' }, { metric: 'c' }],
      name: 'x',
    });
    expect(withValue(before, ['name'], undefined)).toEqual({ lines: before.lines });
    expect(before.lines[1]).toEqual({ metric: 'b' });
  });

  it('has one name, whichever way it is written', () => {
    expect(placeKey('lines[0].scoring.floor')).toBe(placeKey('lines.0.scoring.floor'));
  });
});
