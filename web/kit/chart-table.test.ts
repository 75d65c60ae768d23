import { expect, it } from 'vitest';
import { csvOf } from './chart-table.ts';

it('is a table that no spreadsheet computes', () => {
  const rows = [
    ['一季度', '1234.50', '-3.20'],
    ['=1+1', '-', '-2.5%'],
    ['a,"b"', '@x', '-x'],
  ];
  expect(csvOf({ head: ['季度', '金额', '变化'], rows })).toBe(
    '\uFEFF季度,金额,变化\r\n一季度,1234.50,-3.20\r\n\'=1+1,\'-,-2.5%\r\n"a,""b""",\'@x,\'-x\r\n',
  );
});
