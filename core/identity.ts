import { halfWidth } from './decimal.ts';
import { parseDay } from './day.ts';
import type { Day } from './day.ts';
import { phrases } from './messages.ts';
import type { Fen } from './money.ts';

/**
 * Numbers that identify people and firms. A wrong length or character is a fault: the text is no
 * such number. A failing check digit, an unknown province or birth day is a warning and never
 * blocks: real issued codes fail the check (pilot regions before the standard).
 */
export const identityPhrases = phrases({
  id_card_length: {
    zh: '身份证号应为 18 位(旧号 15 位)',
    en: 'An ID card number has 18 characters (an old one 15)',
  },
  id_card_characters: {
    zh: '身份证号只能是数字,末位可为 X',
    en: 'An ID card number has digits only; the last may be X',
  },
  id_card_check: { zh: '身份证号校验位不符', en: 'The check digit of the ID card number fails' },
  id_card_region: {
    zh: '身份证号的省份代码不存在',
    en: 'No province has the code of this ID number',
  },
  id_card_birth_day: {
    zh: '身份证号中的出生日期不存在',
    en: 'The birth day inside the ID number is not on the calendar',
  },
  id_card_old: {
    zh: '15 位旧身份证号已换算为 18 位',
    en: 'An old number of 15 digits was turned into 18',
  },
  credit_code_length: {
    zh: '统一社会信用代码应为 18 位',
    en: 'A unified social credit code has 18 characters',
  },
  credit_code_characters: {
    zh: '统一社会信用代码含有不允许的字符(不含 I O S V Z,第 3–8 位为数字)',
    en: 'A character is not allowed (no I O S V Z; places 3–8 are digits)',
  },
  credit_code_check: {
    zh: '统一社会信用代码校验位不符',
    en: 'The check digit of the unified social credit code fails',
  },
  organisation_code_length: {
    zh: '组织机构代码应为 9 位',
    en: 'An organisation code has 9 characters',
  },
  organisation_code_characters: {
    zh: '组织机构代码只能是数字和大写字母',
    en: 'An organisation code has digits and capital letters only',
  },
  organisation_code_check: {
    zh: '组织机构代码校验位不符',
    en: 'The check digit of the organisation code fails',
  },
});

export type IdentityCode = keyof typeof identityPhrases;

/** The text is no such number at all. */
export interface IdentityFault {
  readonly fault: IdentityCode;
}

/** The form to store and compare, with what looks wrong. */
export interface IdentityNumber {
  readonly normal: string;
  readonly warnings: readonly IdentityCode[];
}

export interface IdCard extends IdentityNumber {
  /** Null when the eight digits are no calendar day. */
  readonly birthDay: Day | null;
  readonly sex: 'male' | 'female';
}

export interface CreditCode extends IdentityNumber {
  /** Places 9–17, a GB 11714 organisation code. */
  readonly organisationCode: string;
}

export function isFault(value: object): value is IdentityFault {
  return 'fault' in value;
}

/**
 * A citizen's ID number (GB 11643): province, birth day, sex and check digit. A lower-case x is
 * stored X; an old number of 15 digits becomes 18 with the century 19. Counties are not checked:
 * their codes changed over the years and belong to a data table.
 */
export function checkIdCard(text: string): IdCard | IdentityFault {
  const given = upper(text);
  if (given.length !== 15 && given.length !== 18) return { fault: 'id_card_length' };
  if (!/^\d+[\dX]$/.test(given)) return { fault: 'id_card_characters' };
  const old = given.length === 15;
  if (old && given.endsWith('X')) return { fault: 'id_card_characters' };
  const body = old ? `${given.slice(0, 6)}19${given.slice(6)}` : given.slice(0, 17);
  const normal = old ? body + idCheckDigit(body) : given;
  const birthDay = parseDay(normal.slice(6, 14), ['compact']);
  const warnings: IdentityCode[] = [];
  if (old) warnings.push('id_card_old');
  if (!provinces.has(normal.slice(0, 2))) warnings.push('id_card_region');
  if (birthDay === null) warnings.push('id_card_birth_day');
  if (idCheckDigit(body) !== normal.slice(17)) warnings.push('id_card_check');
  return { normal, warnings, birthDay, sex: Number(normal[16]) % 2 === 1 ? 'male' : 'female' };
}

/** A unified social credit code (GB 32100) with the organisation code inside (GB 11714). */
export function checkCreditCode(text: string): CreditCode | IdentityFault {
  const normal = upper(text);
  if (normal.length !== 18) return { fault: 'credit_code_length' };
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(normal)) {
    return { fault: 'credit_code_characters' };
  }
  const organisationCode = normal.slice(8, 17);
  const warnings: IdentityCode[] = [];
  if (creditCheckDigit(normal.slice(0, 17)) !== normal.slice(17)) {
    warnings.push('credit_code_check');
  }
  if (organisationCheckDigit(organisationCode.slice(0, 8)) !== organisationCode.slice(8)) {
    warnings.push('organisation_code_check');
  }
  return { normal, warnings, organisationCode };
}

/** An organisation code (GB 11714), also written with a hyphen before its check digit. */
export function checkOrganisationCode(text: string): IdentityNumber | IdentityFault {
  const normal = upper(text).replace(/^(.{8})-(.)$/, '$1$2');
  if (normal.length !== 9) return { fault: 'organisation_code_length' };
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(normal)) return { fault: 'organisation_code_characters' };
  const right = organisationCheckDigit(normal.slice(0, 8)) === normal.slice(8);
  return { normal, warnings: right ? [] : ['organisation_code_check'] };
}

/**
 * 人民币大写 of an amount for documents, after 支付结算办法 annex 1: 整 only after 元, one 零 for
 * zeros between digits; where the rule leaves a choice 零 is written between 元 and 角 and left out
 * after 万. 140950 fen → 人民币壹仟肆佰零玖元伍角; a negative amount has 负 before its digits.
 */
export function rmbCapital(amount: Fen): string {
  const size = amount < 0n ? -amount : amount;
  return `人民币${amount < 0n ? '负' : ''}${yuanAndFen(size / 100n, Number(size % 100n))}`;
}

/** 138****1234. */
export function maskPhone(phone: string): string {
  return maskMiddle(phone, 3, 4);
}

/** The first 3 and last 4 characters of an ID number or credit code. */
export function maskIdNumber(number: string): string {
  return maskMiddle(number, 3, 4);
}

/** The first 6 and last 4 digits of a card or account. */
export function maskCard(card: string): string {
  return maskMiddle(card, 6, 4);
}

/** The first character of a person's name; a name of one character is hidden. */
export function maskName(name: string): string {
  return maskMiddle(name, 1, 0);
}

/** A text too short to hide anything between its two ends is hidden whole (JR/T 0171, ASSUMED). */
function maskMiddle(text: string, first: number, last: number): string {
  const characters = [...text];
  const hidden = characters.length - first - last;
  if (hidden <= 0) return '*'.repeat(characters.length);
  const end = characters.slice(characters.length - last).join('');
  return characters.slice(0, first).join('') + '*'.repeat(hidden) + end;
}

/** GB/T 2260; 81, 82, 83 also begin residence permits, 91 is used for foreign residents. */
const provinces: ReadonlySet<string> = new Set(
  (
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 ' +
    '61 62 63 64 65 71 81 82 83 91'
  ).split(' '),
);

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function idCheckDigit(body: string): string {
  return '10X98765432'.charAt(weigh(body, idWeights, organisationAlphabet) % 11);
}

function creditCheckDigit(body: string): string {
  return creditAlphabet.charAt((31 - (weigh(body, creditWeights, creditAlphabet) % 31)) % 31);
}

function organisationCheckDigit(body: string): string {
  return '0X987654321'.charAt(weigh(body, organisationWeights, organisationAlphabet) % 11);
}

function weigh(body: string, weights: readonly number[], alphabet: string): number {
  return weights.reduce((sum, weight, at) => sum + weight * alphabet.indexOf(body.charAt(at)), 0);
}

function upper(text: string): string {
  return halfWidth(text).trim().toUpperCase();
}

const digits = [...'零壹贰叁肆伍陆柒捌玖'];
const places = ['', '拾', '佰', '仟'];

function yuanAndFen(yuan: bigint, hundredths: number): string {
  const head = yuan === 0n ? '' : `${spoken(yuan)}元`;
  if (hundredths === 0) return yuan === 0n ? '零元整' : `${head}整`;
  const tenths = Math.floor(hundredths / 10);
  const rest = hundredths % 10;
  const gap = yuan > 0n && (tenths === 0 || yuan % 10n === 0n) ? '零' : '';
  const jiao = tenths === 0 ? '' : `${digits[tenths]}角`;
  return `${head}${gap}${jiao}${rest === 0 ? '' : `${digits[rest]}分`}`;
}

/** A whole number above zero; beyond 亿 the part in 亿 is spoken like any number (万亿). */
function spoken(whole: bigint): string {
  if (whole >= 100_000_000n) return joined(whole, 100_000_000n, '亿');
  if (whole >= 10_000n) return joined(whole, 10_000n, '万');
  return fourDigits(Number(whole));
}

function joined(whole: bigint, unit: bigint, name: string): string {
  const high = whole / unit;
  const low = whole % unit;
  if (low === 0n) return spoken(high) + name;
  const gap = low < unit / 10n || high % 10_000n === 0n ? '零' : '';
  return spoken(high) + name + gap + spoken(low);
}

function fourDigits(whole: number): string {
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(whole / 10 ** place) % 10;
    if (digit === 0) gap = text !== '';
    else {
      text += `${gap ? '零' : ''}${digits[digit]}${places[place]}`;
      gap = false;
    }
  }
  return text;
}
