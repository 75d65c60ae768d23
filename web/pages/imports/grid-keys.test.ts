import { describe, expect, it } from 'vitest';
import { table } from '../../../server/platform/testing/table.ts';
import { moved, nextFault, pastedBlock } from './grid-keys.ts';

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

describe('the next fault, of faults at 0/2, 1/0 and 3/1', () => {
  const faulty = [
    { row: 1, column: 0 },
    { row: 0, column: 2 },
    { row: 3, column: 1 },
  ];
  const rows = table(`
    from | step | to
    0/0  | 1    | 0/2
    0/2  | 1    | 1/0
    2/5  | 1    | 3/1
    3/1  | 1    | 0/2
    3/1  | -1   | 1/0
    0/2  | -1   | 3/1
  `);
  it.each(rows)('from $from by $step: $to', (row) => {
    const [at = 0, column = 0] = row.from!.split('/').map((one) => Number.parseInt(one, 10));
    const step = row.step === '1' ? 1 : -1;
    const found = nextFault(faulty, { row: at, column }, step);
    expect(`${found?.row}/${found?.column}`).toBe(row.to);
    expect(nextFault([], { row: at, column }, step)).toBeNull();
  });
});
