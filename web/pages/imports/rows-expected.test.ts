import { expect, test } from 'vitest';
import { table } from '../../../server/platform/testing/table.ts';
import { rowsExpected } from './rows-expected.ts';

test.each(
  table(`
    rows   | bytes | of     | expected
    0      | 0     | 1000   | -
    100    | 0     | 1000   | -
    100    | 10    | -      | -
    1000   | 100   | 1000   | 10000
    12345  | 500   | 1000   | 25000
    80000  | 1000  | 1000   | 80000
    80001  | 1000  | 1000   | 81000
    7      | 1000  | 1000   | 7
  `),
)('$rows rows in $bytes of $of bytes: about $expected', (row) => {
  const total = row.of === '-' ? null : row.of!;
  const found = rowsExpected({ rows: row.rows!, done: row.bytes!, total });
  expect(found).toBe(row.expected === '-' ? null : row.expected);
});
