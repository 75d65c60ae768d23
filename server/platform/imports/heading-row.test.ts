import { expect, test } from 'vitest';
import { headingRowOf } from './heading-row.ts';

/** Rows of a file, one a line, cells between bars; what the heading is and where it stands. */
const cases = [
  ['a plain table', ['号|名称|日期', '1|甲|2026-01-01'], 0, '号|名称|日期'],
  ['a title over it', ['客户清单', '号|名称|日期', '1|甲|2026-01-01'], 1, '号|名称|日期'],
  [
    'a title, who made it and the unit of money',
    [
      '云山银行清单',
      '制表人：王敏||||单位：万元',
      '号|名称|种类|日期|机构',
      '1|甲|对公|2026-01-01|1000',
    ],
    2,
    '号|名称|种类|日期|机构',
  ],
  [
    'a line of groups over its names',
    ['客户||余额||备注', '号|名称|期初|期末|', '1|甲|5|6|好'],
    1,
    '客户号|客户名称|余额期初|余额期末|备注',
  ],
  [
    'names that stand twice, told apart by their group',
    ['客户||本期||上期|', '号|名称|笔数|金额|笔数|金额', '1|甲|5|6|7|8'],
    1,
    '客户号|客户名称|本期笔数|本期金额|上期笔数|上期金额',
  ],
  ['data without a heading over it', ['1|2|', '3|4|5', '6|7|8'], 0, '1|2|'],
  ['a row of numbers where the names should be', ['清单', '1|2|3', '4|5|6'], 0, '清单'],
  ['sparse data over a full row', ['a|5||', 'b|c|d|e'], 0, 'a|5||'],
  ['five of ten columns named', ['a|b|c|d|e|||||', '1|2|3|4|5|6|7|8|9|0'], 0, 'a|b|c|d|e|||||'],
  [
    'six of ten columns named',
    ['清单', 'a|b|c|d|e|f||||', '1|2|3|4|5|6|7|8|9|0'],
    1,
    'a|b|c|d|e|f||||',
  ],
  ['one column only', ['号', '1', '2'], 0, '号'],
  [
    'a title of ten lines',
    [...Array.from({ length: 10 }, () => '说明'), '号|名称', '1|甲'],
    10,
    '号|名称',
  ],
  [
    'a title of eleven lines, which is too long',
    [...Array.from({ length: 11 }, () => '说明'), '号|名称', '1|甲'],
    0,
    '说明',
  ],
] as const;

test.each(cases)('the heading of %s', (_what, lines, at, names) => {
  const found = headingRowOf(lines.map((line) => line.split('|')));
  expect([found.at, found.names.join('|')]).toEqual([at, names]);
});
