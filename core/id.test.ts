import { expect, it } from 'vitest';
import { table } from '../server/platform/testing/table.ts';
import { id, parseId } from './id.ts';

const rows = table(`
  text                | id
  1                   | 1
  9223372036854775807 | 9223372036854775807
  9223372036854775808 | none
  0                   | none
  01                  | none
  -1                  | none
  1.0                 | none
  １                   | none
                      | none
`);
for (const row of rows) {
  it(`'${row.text}' is ${row.id}`, () => {
    expect(parseId(row.text)?.toString() ?? 'none').toBe(row.id);
  });
}

it('an id of the database is positive and fits 63 bits', () => {
  expect(id<'customer'>(1n)).toBe(1n);
  expect(() => id(0n)).toThrow(RangeError);
  expect(() => id(2n ** 63n)).toThrow(RangeError);
});
