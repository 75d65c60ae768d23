import exceljs from 'exceljs';
import { expect, test, vi } from 'vitest';
import { fen } from '../../../core/money.ts';
import { workbookOf, type Cell, type WorkbookSheet } from './workbook.ts';

async function* rowsOf(rows: readonly (readonly Cell[])[]) {
  yield* rows;
}

const rows: readonly (readonly Cell[])[] = [
  ['00123', '张三', fen(1n)],
  ['00124', "李四 <&'>", fen(99_999_999_999_999n)],
  ['00125', '=1+1', fen(-1_010n)],
];
const sheet = (): WorkbookSheet => ({
  name: '发薪批次',
  head: [['试验银行 2026Q1-S1'], ['摘要', 'abc']],
  columns: [
    { title: '工号', width: 10, kind: 'text' },
    { title: '姓名', width: 10, kind: 'text' },
    { title: '金额', width: 16, kind: 'money' },
  ],
  rows: rowsOf(rows),
  total: ['合计', null, fen(99_999_999_998_990n)],
  madeAt: new Date(Date.UTC(2026, 3, 8)),
});

test('a workbook reads back cell by cell: text as text, money with two decimals', async () => {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await workbookOf(sheet())) as unknown as ArrayBuffer);
  const page = book.getWorksheet('发薪批次')!;
  const values = (at: number) => [1, 2, 3].map((column) => page.getCell(at, column).value);
  expect(values(3)).toEqual(['工号', '姓名', '金额']);
  expect(values(4)).toEqual(['00123', '张三', 0.01]);
  expect(values(5)).toEqual(['00124', "李四 <&'>", 999_999_999_999.99]);
  expect(values(6)).toEqual(['00125', '=1+1', -10.1]);
  expect(values(7)).toEqual(['合计', null, 999_999_999_989.9]);
  expect(page.getCell(4, 3).numFmt).toBe('#,##0.00');
  expect(page.getCell(4, 1).numFmt).toBe('@');
  expect(typeof page.getCell(6, 2).value).toBe('string');
});

test('the same content gives the same bytes, whatever the clock says', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
  const first = await workbookOf(sheet());
  vi.setSystemTime(Date.UTC(2031, 6, 9));
  expect((await workbookOf(sheet())).equals(first)).toBe(true);
  vi.useRealTimers();
});

test('an amount that a cell cannot hold exactly is refused, never rounded', async () => {
  const wide = { ...sheet(), rows: rowsOf([['1', 'x', fen(10n ** 15n)]]) };
  await expect(workbookOf(wide)).rejects.toThrow('too large');
});
