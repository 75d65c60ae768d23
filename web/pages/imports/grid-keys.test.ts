import { describe, expect, it } from 'vitest';
import { table } from '../../../server/platform/testing/table.ts';
import { moved, pastedBlock } from './grid-keys.ts';

describe('keys of the editor of quarantined rows, in a grid of 2 rows and 3 columns', () => {
  const rows = table(`
    key        | row | column | to
    ArrowRight | 0   | 0      | 0/1
    ArrowRight | 0   | 2      | 1/0
    ArrowRight | 1   | 2      | -
    ArrowLeft  | 1   | 0      | 0/2
    ArrowLeft  | 0   | 0      | -
    ArrowDown  | 0   | 1      | 1/1
    ArrowDown  | 1   | 1      | -
    ArrowUp    | 1   | 1      | 0/1
    ArrowUp    | 0   | 1      | -
    Home       | 1   | 2      | 1/0
    End        | 1   | 0      | 1/2
    x          | 0   | 0      | -
  `);
  it.each(rows)('$key from $row/$column leads to $to', (one) => {
    const at = { row: Number(one['row']), column: Number(one['column']) };
    const to = moved(one['key']!, at, { rows: 2, columns: 3 });
    expect(to === null ? '-' : `${to.row}/${to.column}`).toBe(one['to']);
  });
});

describe('a block pasted from a spreadsheet', () => {
  it('has its cells by tabs and lines; empty cells stay', () => {
    expect(pastedBlock('A1\t 2026-01-02 \r\nA2\t\r\n')).toEqual([
      ['A1', '2026-01-02'],
      ['A2', ''],
    ]);
    expect(pastedBlock('x')).toEqual([['x']]);
  });
});
