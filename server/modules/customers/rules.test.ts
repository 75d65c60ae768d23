import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../core/refusal.ts';
import { table } from '../../platform/testing/table.ts';
import { customersMessages } from './messages.ts';
import { decidePurpose, keepIdentity, nameKey, readSearch, searchKeysOf } from './rules.ts';
import type { CustomerKind, IdentityKind } from './contract.ts';

describe('identity numbers are kept with warnings, never refused (G44)', () => {
  const rows = table(`
    kind        | number               | mask               | warnings                                 | birthDay
    id_card     | 11010519491231002X   | 110***********002X | -                                        | 1949-12-31
    id_card     | 11010519491231002x   | 110***********002X | -                                        | 1949-12-31
    id_card     | 440524188001010014   | 440***********0014 | -                                        | 1880-01-01
    id_card     | 110105194912310021   | 110***********0021 | id_card_check                            | 1949-12-31
    id_card     | 110105194913310021   | 110***********0021 | id_card_birth_day                        | -
    id_card     | 12345                | *****              | id_card_length                           | -
    credit_code | 91350100M000100Y43   | 913***********0Y43 | -                                        | -
    credit_code | 91512081MA62K0260E   | 915***********260E | -                                        | -
    credit_code | 91512081MA62K0260F   | 915***********260F | credit_code_check                        | -
    credit_code | 91350100M000100Y4Z   | 913***********0Y4Z | credit_code_characters                   | -
    passport    | e 12 345 678         | E12**5678          | -                                        | -
  `);
  it.each(rows)('$kind $number', (row) => {
    const kept = keepIdentity(row.kind as IdentityKind, row.number);
    expect(kept.mask).toBe(row.mask);
    expect(kept.warnings.join(',') || '-').toBe(row.warnings);
    expect(kept.birthDay ?? '-').toBe(row.birthDay);
    for (const code of kept.warnings) {
      expect(customersMessages[`customers.warning.${code}`].zh).not.toBe('');
    }
  });
});

describe('what a name is found by', () => {
  const rows = table(`
    kind       | name                     | key                    | initials  | pinyin
    corporate  | 北京华瑞科技有限公司     | 北京华瑞科技有限公司   | bjhrkjyxgs | beijinghuaruikejiyouxiangongsi
    corporate  | 华瑞（ＡＢＣ） 公司      | 华瑞abc公司            | hrags     | huaruiabcgongsi
    individual | 单雄信                   | 单雄信                 | sxx       | shanxiongxin
    individual | 吕布                     | 吕布                   | lb        | lvbu
    individual | Client 12                | client12               | c1        | client12
  `);
  it.each(rows)('$name', (row) => {
    const keys = searchKeysOf(row.name, row.kind as CustomerKind);
    expect([keys.key, keys.initials, keys.pinyin]).toEqual([row.key, row.initials, row.pinyin]);
  });

  it('has the pairs of name and initials', () => {
    expect(searchKeysOf('张三丰', 'individual').pieces).toEqual(['张三', '三丰', 'zs', 'sf']);
  });

  it('has one key for two ways of writing', () => {
    expect(nameKey('华瑞 (北京) 公司')).toBe(nameKey('华瑞（北京）公司'));
  });
});

describe('what a search text may mean', () => {
  const rows = table(`
    text                 | pieces  | words              | number             | identity           | phone
    华瑞                 | 华瑞    | 华瑞               | 华瑞               | -                  | -
    张三丰               | 张三 三丰 | 张三丰           | 张三丰             | -                  | -
    王                   | -       | 王                 | 王                 | -                  | -
    BJ                   | bj      | bj                 | BJ                 | -                  | -
    138 0013 8000        | 13 38 80 00 01 13 38 80 00 00 | 13800138000 | 13800138000 | 13800138000 | 13800138000
    11010519491231002x   | *       | 11010519491231002x | 11010519491231002x | 11010519491231002X | -
  `);
  it.each(rows)('$text', (row) => {
    const terms = readSearch(row.text)!;
    if (row.pieces !== '*') {
      const expected = row.pieces === '-' ? null : [...new Set(row.pieces.split(' '))];
      expect(terms.pieces === null ? null : new Set(terms.pieces)).toEqual(
        expected === null ? null : new Set(expected),
      );
    }
    expect([terms.words, terms.number, terms.identity ?? '-', terms.phone ?? '-']).toEqual([
      row.words,
      row.number,
      row.identity,
      row.phone,
    ]);
  });

  it('is nothing when blank', () => expect(readSearch(' \u3000 ')).toBeNull());
});

describe('a full number is shown for a purpose only', () => {
  const rows = table(`
    purpose      | opens
    (empty)      | no
    查           | no
    开户         | yes
    客户要求核对 | yes
  `);
  it.each(rows)('$purpose', (row) => {
    const answer = decidePurpose(row.purpose === '(empty)' ? ' ' : row.purpose);
    expect(isRefusal(answer)).toBe(row.opens === 'no');
  });
});
