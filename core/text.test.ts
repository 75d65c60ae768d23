import { describe, expect, it } from 'vitest';
import { table } from '../server/platform/testing/table.ts';
import { cleanText, twoCharacterPieces } from './text.ts';

it('cleans the text of a file', () => {
  expect(cleanText(' \u3000ＡＢＣ\u00a0\t １２ 号\uFEFF\r\n')).toBe('ABC 12 号');
  expect(cleanText('作\u200B废发票')).toBe('作废发票');
  expect(cleanText('某某公司（有限合伙）')).toBe('某某公司(有限合伙)');
  expect(cleanText('\u0000 ')).toBe('');
});

describe('twoCharacterPieces', () => {
  const rows = table(`
    name         | pieces
    张三         | 张三
    张三丰       | 张三 三丰
    张           | 张
    ＡＢ 公司     | ab b公 公司
    阿凡·提      | 阿凡 凡提
    哈哈哈哈     | 哈哈
    𠮷野家       | 𠮷野 野家
    （·）        |
                 |
  `);
  for (const row of rows) {
    it(row.name, () => expect(twoCharacterPieces(row.name).join(' ')).toBe(row.pieces));
  }
});
