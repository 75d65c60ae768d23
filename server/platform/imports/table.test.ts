import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { table } from '../testing/table.ts';
import { cellsOf, readTable, separatorOf, type TableRow } from './table.ts';
import { ImportStop } from './target.ts';
import { encodingOf } from './text.ts';
import { guarded, unguarded } from './upload.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'kejing-table-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function rowsOf(content: string | Buffer, columns: readonly string[]): Promise<TableRow[]> {
  const file = path.join(dir, 'file.csv');
  writeFileSync(file, content);
  const rows: TableRow[] = [];
  for await (const batch of readTable(file, columns, () => undefined)) rows.push(...batch);
  return rows;
}

async function refusalOf(content: string | Buffer, columns: readonly string[]): Promise<string> {
  try {
    await rowsOf(content, columns);
    return 'none';
  } catch (error) {
    if (!(error instanceof ImportStop)) throw error;
    return error.refusal.refused;
  }
}

// 姓名,金额 / 张三,1 and 李四,2 in GBK.
const gbkHeading = Buffer.from('d0d5c3fb2cbdf0b6ee', 'hex');
const gbkRows = Buffer.from('0ad5c5c8fd2c310ac0eecbc42c320a', 'hex');
const gbk = Buffer.concat([gbkHeading, gbkRows]);

describe('what a file is read as', () => {
  test('encodings, packed or not, give the same rows', async () => {
    const text = '姓名,金额\n张三,1\n李四,2\n';
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    const forms = [text, `\uFEFF${text}`, gbk, gzipSync(text), gzipSync(gbk), utf16];
    for (const form of [...forms, text.replaceAll('\n', '\r\n')]) {
      const rows = await rowsOf(form, ['姓名', '金额']);
      expect(rows.map((row) => row.cells)).toEqual([
        ['张三', '1'],
        ['李四', '2'],
      ]);
      expect(rows.map((row) => row.row)).toEqual([2, 3]);
    }
  });

  test('an encoding is judged by the first bytes beyond ASCII', () => {
    expect(encodingOf(Buffer.from('金额'))).toBe('utf-8');
    expect(encodingOf(Buffer.from('金额').subarray(0, 4))).toBe('utf-8');
    expect(encodingOf(gbkHeading)).toBe('gb18030');
    const oneBroken = Buffer.concat([Buffer.from('金额很多'), Buffer.from([0xff])]);
    expect(encodingOf(oneBroken)).toBe('utf-8');
  });

  test('separators are found in the heading', () => {
    for (const row of table(`heading  | separator
      a,b,c     | ,
      a;b;c     | ;
      "a,b";c   | ;
      only      | ,`)) {
      expect(separatorOf(row.heading)).toBe(row.separator);
    }
    expect(separatorOf('a\tb')).toBe('\t');
  });

  test('quotes', () => {
    expect(cellsOf('1;"a;b";"say ""yes"""', ';')).toEqual(['1', 'a;b', 'say "yes"']);
    expect(cellsOf('1;5" pipe;', ';')).toEqual(['1', '5" pipe', '']);
    expect(cellsOf('"a"b;1', ';')).toBeNull();
    expect(cellsOf('"a', ';')).toBeNull();
  });

  test('a line break inside quotes belongs to the cell and counts no row', async () => {
    const rows = await rowsOf('a,b\n1,"x\r\ny"\n2,z\n', ['b', 'a']);
    expect(rows).toEqual([
      { row: 2, cells: ['x\ny', '1'], faults: [] },
      { row: 3, cells: ['z', '2'], faults: [] },
    ]);
  });
});

describe('what is wrong with a row stays with that row', () => {
  const bad: readonly (readonly [string | Buffer, string])[] = [
    ['1,2,3', 'imports.fault.column_count'],
    ['1', 'imports.fault.column_count'],
    ['1,"never closed', 'imports.fault.quote_open'],
    ['"x"y,2', 'imports.fault.quote_broken'],
    ['1,nul\0', 'imports.fault.nul'],
    [Buffer.from([0x31, 0x2c, 0xff, 0xfe]), 'imports.fault.broken_bytes'],
  ];
  test.each(bad)('%s', async (line, code) => {
    const before = Buffer.from('甲,乙\n一,二\n');
    const content = Buffer.concat([before, Buffer.from(line), Buffer.from('\n三,四\n五,六\n')]);
    const rows = await rowsOf(content, ['甲', '乙']);
    expect(rows.map((row) => row.faults.map((fault) => fault.code))).toEqual([[], [code], [], []]);
    expect(rows.at(-1)?.cells).toEqual(['五', '六']);
    expect(rows.at(-1)?.row).toBe(5);
  });

  test('a quote that closes by accident in a later row takes none of it', async () => {
    const rows = await rowsOf('a,b\n1,"open\n2,"fine"\n3,c\n', ['a', 'b']);
    expect(rows.map((row) => row.faults[0]?.code ?? row.cells[0])).toEqual([
      'imports.fault.quote_open',
      '2',
      '3',
    ]);
  });
});

test('files that are no table are refused', async () => {
  expect(await refusalOf('', ['a'])).toBe('imports.file_empty');
  expect(await refusalOf('b,c\n1,2\n', ['a', 'b'])).toBe('imports.columns_missing');
  expect(await refusalOf('a\n'.concat('x'.repeat(2_000_000)), ['a'])).toBe('imports.no_table');
  const packed = gzipSync('a\n1\n'.repeat(10_000));
  expect(await refusalOf(packed.subarray(0, packed.length / 2), ['a'])).toBe('imports.file_broken');
  expect(await refusalOf('b\n1\n', ['a?', 'b'])).toBe('none');
});

test('cells that a spreadsheet would run are guarded, numbers are not, and all come back', () => {
  for (const row of table(`cell | shown
    =1+1      | '=1+1
    @x        | '@x
    -5.00     | -5.00
    +86       | +86
    -cmd      | '-cmd
    '=1       | ''=1
    '+86      | '+86
    O'Neil    | O'Neil
    plain     | plain`)) {
    expect(guarded(row.cell)).toBe(row.shown);
    expect(unguarded(guarded(row.cell))).toBe(row.cell);
  }
});
