import { describe, expect, it } from 'vitest';
import type { UnitRow } from '../../../server/modules/organisation/contract.ts';
import { weeksOf } from './months.ts';
import { foundWithParents, treeOf } from './tree.ts';
import type { Branch } from './tree.ts';

const unit = (unitId: string, parentId: string | null, name: string): UnitRow => ({
  unitId,
  parentId,
  name,
  code: `c${unitId}`,
  kind: 'team',
  level: 1,
  path: '',
  openedOn: '2020-01-01',
  closedOn: null,
});
const rows = [
  unit('1', null, '总行'),
  unit('2', '1', '城东分行'),
  unit('3', '2', '人民路支行'),
  unit('4', '1', '城西分行'),
];
const drawn = (tree: readonly Branch[]): string =>
  tree.map((one) => `${one.name}(${drawn(one.children ?? [])})`).join(' ');

describe('the tree of units', () => {
  it('hangs each unit below its parent', () => {
    expect(drawn(treeOf(rows))).toBe('总行(城东分行(人民路支行()) 城西分行())');
  });
  it('keeps the units above a found one, by name or code', () => {
    expect(drawn(treeOf(foundWithParents(rows, '人民')))).toBe('总行(城东分行(人民路支行()))');
    expect(drawn(treeOf(foundWithParents(rows, 'C4')))).toBe('总行(城西分行())');
    expect(foundWithParents(rows, ' ')).toBe(rows);
    expect(foundWithParents(rows, 'nothing')).toEqual([]);
  });
});

describe('the weeks of a month', () => {
  it('begin on Monday and hold every day once', () => {
    const weeks = weeksOf(2024, 2);
    expect(weeks[0]).toEqual([
      null,
      null,
      null,
      '2024-02-01',
      '2024-02-02',
      '2024-02-03',
      '2024-02-04',
    ]);
    expect(weeks.flat().filter((on) => on !== null)).toHaveLength(29);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });
});
