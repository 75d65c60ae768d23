import { pinyin } from 'pinyin-pro';
import { halfWidth } from '../../../core/decimal.ts';
import type { Day } from '../../../core/day.ts';
import {
  checkCreditCode,
  checkIdCard,
  checkOrganisationCode,
  isFault,
  maskIdNumber,
  type IdCard,
  type IdentityCode,
  type IdentityFault,
  type IdentityNumber,
} from '../../../core/identity.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { cleanText, twoCharacterPieces } from '../../../core/text.ts';
import type { CustomerKind, IdentityKind } from './contract.ts';
import { refuse } from './messages.ts';

/**
 * A number as it is kept: whatever looks wrong is noted, never refused (brief of C3a, golden case
 * G44).
 */
export interface KeptIdentity {
  readonly normal: string;
  readonly mask: string;
  readonly warnings: readonly IdentityCode[];
  readonly birthDay: Day | null;
}

/**
 * Checks an identity number by its kind. A failing check digit, an unknown province, even a wrong
 * length is a warning: the customer exists whatever his paper says. Passports and other papers are
 * not checked.
 */
export function keepIdentity(kind: IdentityKind, text: string): KeptIdentity {
  const given = halfWidth(text).replace(/\s/g, '').toUpperCase();
  const checked = checkByKind(kind, given);
  if (checked === null) {
    return { normal: given, mask: maskIdNumber(given), warnings: [], birthDay: null };
  }
  if (isFault(checked)) {
    return { normal: given, mask: maskIdNumber(given), warnings: [checked.fault], birthDay: null };
  }
  const birthDay = 'birthDay' in checked ? checked.birthDay : null;
  const { normal, warnings } = checked;
  return { normal, mask: maskIdNumber(normal), warnings, birthDay };
}

function checkByKind(
  kind: IdentityKind,
  text: string,
): IdCard | IdentityNumber | IdentityFault | null {
  if (kind === 'id_card') return checkIdCard(text);
  if (kind === 'credit_code') return checkCreditCode(text);
  if (kind === 'organisation_code') return checkOrganisationCode(text);
  return null;
}

/** What a name is found by. */
export interface NameSearch {
  readonly key: string;
  readonly initials: string;
  readonly pinyin: string;
  readonly pieces: readonly string[];
}

/** Search keys of a name; a person's family name is read as such (单 Shàn, 曾 Zēng). */
export function searchKeysOf(name: string, kind: CustomerKind): NameSearch {
  const key = nameKey(name);
  const syllables = syllablesOf(cleanText(name).toLowerCase(), kind);
  const initials = syllables.map((syllable) => [...syllable][0] ?? '').join('');
  const pieces = new Set([...twoCharacterPieces(key), ...twoCharacterPieces(initials)]);
  return { key, initials, pinyin: syllables.join(''), pieces: [...pieces] };
}

function syllablesOf(name: string, kind: CustomerKind): string[] {
  const words = name.split(/[\s\p{P}\p{S}]+/u).filter((word) => word !== '');
  if (!/\p{Script=Han}/u.test(name)) return words;
  return words.flatMap((word) =>
    pinyin(word, {
      toneType: 'none',
      type: 'array',
      v: true,
      nonZh: 'consecutive',
      surname: kind === 'individual' ? 'head' : 'off',
    }),
  );
}

/**
 * A name without blanks, punctuation, width and case: equal keys may be one customer entered
 * twice.
 */
export function nameKey(name: string): string {
  const clean = cleanText(name).toLowerCase();
  const bare = clean.replace(/[\s\p{P}\p{S}]/gu, '');
  return bare === '' ? clean : bare;
}

/** What one search text may mean. Null: not searched that way. */
export interface SearchTerms {
  readonly pieces: readonly string[] | null;
  readonly words: string | null;
  readonly number: string | null;
  readonly identity: string | null;
  readonly phone: string | null;
}

/**
 * Reads a search text: a part of a name or of its pinyin initials (two characters or more), the
 * beginning of a name, of its pinyin or of a number, a whole identity number, a whole phone. Null
 * when nothing can be found by it.
 */
export function readSearch(text: string): SearchTerms | null {
  const clean = cleanText(text);
  if (clean === '') return null;
  const words = nameKey(clean);
  const pieces = twoCharacterPieces(clean);
  const number = clean.replace(/\s/g, '');
  const plain = number.toUpperCase().replaceAll('-', '');
  return {
    pieces: [...words].length >= 2 && pieces.length > 0 ? pieces : null,
    words,
    number,
    identity: /^[0-9A-Z]{6,20}$/.test(plain) ? plain : null,
    phone: /^\+?\d{7,15}$/.test(plain) ? plain : null,
  };
}

/** A purpose says in words why a full number is needed. ASSUMED: two characters at least. */
export const purposeLeast = 2;

/** Decides whether a stated purpose opens a number. Refuses an empty one (domain-rules 10.4). */
export function decidePurpose(purpose: string): Refusal | string {
  const words = cleanText(purpose);
  if ([...words].length < purposeLeast) {
    return refuse('customers.purpose_missing', { least: purposeLeast });
  }
  return words;
}
