import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { realData, realDataAbsent } from '../server/platform/testing/real-data.ts';
import { table } from '../server/platform/testing/table.ts';
import {
  checkCreditCode,
  checkIdCard,
  checkOrganisationCode,
  isFault,
  maskCard,
  maskIdNumber,
  maskName,
  maskPhone,
  rmbCapital,
} from './identity.ts';
import type { IdentityFault, IdentityNumber } from './identity.ts';
import { fen, parseMoney, zeroFen } from './money.ts';

/** What a check found, in words: 'valid', its warnings, or its fault. */
function verdict(checked: IdentityNumber | IdentityFault): string {
  if (isFault(checked)) return checked.fault;
  return checked.warnings.length === 0 ? 'valid' : checked.warnings.join(' ');
}

describe('ID card numbers (G44, GB 11643)', () => {
  const rows = table(`
    number             | normal             | verdict            | birth day  | sex
    11010519491231002X | 11010519491231002X | valid              | 1949-12-31 | female
    11010519491231002x | 11010519491231002X | valid              | 1949-12-31 | female
    440524188001010014 | 440524188001010014 | valid              | 1880-01-01 | male
    ４４０５２４１８８００１０１００１４ | 440524188001010014 | valid | 1880-01-01 | male
    440524188001010024 | 440524188001010024 | id_card_check      | 1880-01-01 | female
    330102200403064    | 33010219200403064X | id_card_old        | 1920-04-03 | female
    990426199112010074 | 990426199112010074 | id_card_region     | 1991-12-01 | male
    110105194902290021 | 110105194902290021 | id_card_birth_day id_card_check | none | female
    1101051949123100   | -                  | id_card_length     | -          | -
    1101051949123100X2 | -                  | id_card_characters | -          | -
    11010519491231002A | -                  | id_card_characters | -          | -
    33010220040306X    | -                  | id_card_characters | -          | -
                       | -                  | id_card_length     | -          | -
  `);
  for (const row of rows) {
    it(`${row.number} ${row.verdict}`, () => {
      const card = checkIdCard(row.number);
      expect(verdict(card)).toBe(row.verdict);
      if (isFault(card)) return expect(row.normal).toBe('-');
      expect(card.normal).toBe(row.normal);
      expect(card.birthDay ?? 'none').toBe(row['birth day']);
      expect(card.sex).toBe(row.sex);
    });
  }

  it('any changed digit is noticed', () => {
    for (const right of ['11010519491231002X', '440524188001010014']) {
      for (let at = 0; at < 18; at += 1) {
        for (const digit of '0123456789X') {
          if (digit === right[at] || (digit === 'X' && at < 17)) continue;
          const changed = right.slice(0, at) + digit + right.slice(at + 1);
          expect(verdict(checkIdCard(changed)), changed).toContain('id_card_check');
        }
      }
    }
  });
});

describe('unified social credit codes (G44, GB 32100)', () => {
  const rows = table(`
    code               | verdict
    91350100M000100Y43 | valid
    91350100m000100y43 | valid
    91512081MA62K0260E | valid
    91100000100003962T | valid
    911100001000044477 | valid
    9144030071526726XG | valid
    914403001922038216 | valid
    91350100M000100Y4Z | credit_code_characters
    91350100M000100Y44 | credit_code_check
    91350100M000100Y53 | credit_code_check organisation_code_check
    9135010AM000100Y43 | credit_code_characters
    9135010OM000100Y43 | credit_code_characters
    91350100M000100Y4  | credit_code_length
  `);
  for (const row of rows) {
    it(`${row.code} ${row.verdict}`, () => {
      expect(verdict(checkCreditCode(row.code))).toBe(row.verdict);
    });
  }
  it('holds an organisation code (GB 11714)', () => {
    expect(checkCreditCode('91350100M000100Y43')).toMatchObject({ organisationCode: 'M000100Y4' });
    expect(checkOrganisationCode('m000100y-4')).toEqual({ normal: 'M000100Y4', warnings: [] });
    expect(verdict(checkOrganisationCode('M000100Y5'))).toBe('organisation_code_check');
    expect(verdict(checkOrganisationCode('M000100Y'))).toBe('organisation_code_length');
    expect(verdict(checkOrganisationCode('M000100YA'))).toBe('organisation_code_characters');
  });
});

describe('人民币大写', () => {
  const rows = table(`
    yuan            | capital
    0.00            | 人民币零元整
    0.01            | 人民币壹分
    0.10            | 人民币壹角
    0.43            | 人民币肆角叁分
    1.01            | 人民币壹元零壹分
    10.00           | 人民币壹拾元整
    10.50           | 人民币壹拾元零伍角
    -11.00          | 人民币负壹拾壹元整
    1005.00         | 人民币壹仟零伍元整
    1050.00         | 人民币壹仟零伍拾元整
    20000.00        | 人民币贰万元整
    100010.00       | 人民币壹拾万零壹拾元整
    100000001.00    | 人民币壹亿零壹元整
    100010000.00    | 人民币壹亿零壹万元整
    1000000000000.00 | 人民币壹万亿元整
    1000000000001.00 | 人民币壹万亿零壹元整
    1000012345678.00 | 人民币壹万亿零壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元整
  `);
  for (const row of rows) {
    it(row.yuan, () => expect(rmbCapital(money(row.yuan))).toBe(row.capital));
  }
});

function money(text: string) {
  return parseMoney(text) ?? zeroFen;
}

describe('masks', () => {
  const rows = table(`
    kind  | text                | masked
    phone | 13812341234         | 138****1234
    phone | 1234567             | *******
    id    | 11010519491231002X  | 110***********002X
    card  | 6222021234567890123 | 622202*********0123
    card  | 6222020123          | **********
    name  | 张三丰              | 张**
    name  | 张                  | *
    name  | 𠮷野                | 𠮷*
    name  |                     |
  `);
  const masks = { phone: maskPhone, id: maskIdNumber, card: maskCard, name: maskName };
  for (const row of rows) {
    it(`${row.kind} ${row.masked}`, () => {
      expect(masks[row.kind as keyof typeof masks](row.text)).toBe(row.masked);
    });
  }
});

describe('published vectors', () => {
  it('ID card numbers', ({ skip }) => {
    const path = realData('vectors/idcard.json');
    if (path === null) return skip(realDataAbsent);
    type Row = { id?: string; id15?: string; id18?: string; check_digit_ok?: boolean };
    for (const row of read<Row[]>(path)) {
      const card = checkIdCard(row.id ?? row.id15 ?? '');
      if (isFault(card)) throw new Error(card.fault);
      if (row.id18 !== undefined) expect(card.normal).toBe(row.id18);
      else expect(!card.warnings.includes('id_card_check'), row.id).toBe(row.check_digit_ok);
    }
  });

  it('unified social credit codes: issued codes that fail the check are kept with a warning', ({
    skip,
  }) => {
    const path = realData('vectors/uscc.json');
    if (path === null) return skip(realDataAbsent);
    const rows = read<{ code: string; valid: boolean; note?: string }[]>(path);
    const issued = rows.filter((row) => !row.valid && row.note?.includes('issued') === true);
    expect(issued.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(verdict(checkCreditCode(row.code)) === 'valid', row.code).toBe(row.valid);
    }
    for (const row of issued) {
      expect(isFault(checkCreditCode(row.code)), row.code).toBe(false);
    }
  });

  it('人民币大写: every official wording, and libraries that keep the official rule', ({
    skip,
  }) => {
    const path = realData('vectors/rmb_capital.json');
    if (path === null) return skip(realDataAbsent);
    const { official, library } = read<{
      official: { amount: string; accepted: string[] }[];
      library: { amount: string; rmb: string; note?: string }[];
    }>(path);
    for (const row of official) expect(row.accepted).toContain(rmbCapital(money(row.amount)));
    for (const row of library) {
      const cents = row.amount.replace(/(\.\d\d)\d+$/, '$1');
      // A row with a note breaks the official rule (整 after 分).
      if (row.note === undefined) {
        expect(rmbCapital(fen(money(cents))), row.amount).toBe(`人民币${row.rmb}`);
      }
    }
  });
});

function read<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(path, 'utf8')) as Shape;
}
