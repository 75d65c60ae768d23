import { expect, it } from 'vitest';
import { table } from './table.ts';

it('reads columns, empty cells and comments', () => {
  const rows = table(`
    # a comment
    grade  | quotaFen | note

    junior | 100      |
    # the next boundary
    senior |          | a # b
  `);
  expect(rows).toEqual([
    { grade: 'junior', quotaFen: '100', note: '' },
    { grade: 'senior', quotaFen: '', note: 'a # b' },
  ]);
  const notes: readonly string[] = rows.map((row) => row.note);
  expect(notes).toEqual(['', 'a # b']);
  // @ts-expect-error: not a column
  expect(rows[0]?.qouta).toBeUndefined();
});

it('has no rows without a row', () => {
  expect(table('a | b')).toEqual([]);
});

it('throws for a row with a missing or additional cell', () => {
  expect(() => table('a | b\n1')).toThrow('1 cells for 2 columns');
  expect(() => table('a\n1 | 2')).toThrow('2 cells for 1 columns');
});
