import { describe, expect, it } from 'vitest';
import { table } from '../server/platform/testing/table.ts';
import { rowsBefore, shortListQuery, shortPage } from './schema.ts';

describe('pages of a short list', () => {
  it.each(
    table(`
      cursor | read | limit | shown | next | count | capped
             | 0    | 2     | 0     | -    | 0     | no
             | 2    | 2     | 2     | -    | 2     | no
             | 3    | 2     | 2     | 2    | 2     | yes
      2      | 3    | 2     | 2     | 4    | 4     | yes
      4      | 1    | 2     | 1     | -    | 5     | no
    `),
  )('after $cursor, $read read of $limit wanted: $shown shown', (row) => {
    const query = {
      limit: Number(row.limit),
      ...(row.cursor === '' ? {} : { cursor: row.cursor }),
    };
    const page = shortPage(Array.from({ length: Number(row.read) }), query);
    expect(page.rows.length).toBe(Number(row.shown));
    expect(page.next).toBe(row.next === '-' ? null : row.next);
    expect(page.total).toEqual({ count: Number(row.count), capped: row.capped === 'yes' });
  });

  it.each(['-5', '1.5', 'x', '1000000', '99999999999999999999', ''])(
    'refuse cursor "%s"',
    (cursor) => {
      expect(shortListQuery.safeParse({ cursor }).success).toBe(false);
    },
  );

  it.each(['0', '50', '999999'])('take cursor "%s"', (cursor) => {
    const query = shortListQuery.parse({ cursor });
    expect(rowsBefore(query)).toBe(Number(cursor));
  });
});
