import { createHash } from 'node:crypto';
import { maskIdNumber, maskPhone } from '../../../core/identity.ts';
import { converted } from './conversion.ts';
import { conversionsOf, type ColumnMapping, type Conversion, type FieldShape } from './contract.ts';
import { choiceWords, headingWords, plainHeading } from './headings.ts';

/** A column of a foreign table: its heading and some values as read. */
export interface ForeignColumn {
  readonly heading: string;
  readonly samples: readonly string[];
}

const sameName = 100;
const partOfName = 60;
const sameContent = 20;
const needed = 50;

/** Files with the same headings in any order are of one make. */
export function headingsFingerprint(headings: readonly string[]): string {
  const plain = headings.map(plainHeading).toSorted().join('\n');
  return createHash('sha256').update(plain).digest('hex');
}

/**
 * The columns that seem to hold the fields: by name and known words first, then by what the values
 * look like. Each column serves one field; the surest pair is taken first. Nothing is decided here:
 * a person confirms it.
 */
export function guessColumns(
  fields: readonly FieldShape[],
  columns: readonly ForeignColumn[],
): readonly ColumnMapping[] {
  const pairs = fields
    .flatMap((field) =>
      columns.map((column, at) => ({ field, column, at, score: scoreOf(field, column) })),
    )
    .filter((pair) => pair.score >= needed)
    .toSorted((a, b) => b.score - a.score || a.at - b.at);
  const taken = new Map<string, ColumnMapping>();
  const used = new Set<number>();
  for (const { field, column, at } of pairs) {
    if (taken.has(field.field) || used.has(at)) continue;
    used.add(at);
    taken.set(field.field, mappingOf(field, column));
  }
  return fields.flatMap(({ field }) => taken.get(field) ?? []);
}

/** How many of the required fields a table seems to have, and of how many. */
export function fitOf(fields: readonly FieldShape[], columns: readonly ForeignColumn[]) {
  const required = fields.filter((one) => one.required);
  const found = new Set(guessColumns(fields, columns).map((one) => one.field));
  const fits = required.filter((one) => found.has(one.field)).length;
  return { fits, of: required.length, columns: found.size };
}

function scoreOf(field: FieldShape, column: ForeignColumn): number {
  const heading = plainHeading(column.heading);
  const words = [field.field, ...(headingWords[field.field] ?? [])].map(plainHeading);
  const place = words.indexOf(heading);
  // Earlier words of the list are the surer ones.
  let score = place < 0 ? 0 : sameName - Math.min(place, 20);
  if (score === 0 && words.some((word) => holds(heading, word))) score = partOfName;
  if (score === 0) return 0;
  return looksLike(field, column) ? score + sameContent : score - sameContent;
}

/** Whether one is a part of the other; words of a single character say nothing. */
function holds(heading: string, word: string): boolean {
  const min = /^[a-z0-9]*$/.test(word) ? 4 : 2;
  return word.length >= min && heading.includes(word);
}

/** Whether the values could be of the field; a column without values could be anything. */
function looksLike(field: FieldShape, { heading, samples }: ForeignColumn): boolean {
  if (samples.length === 0) return true;
  switch (field.kind) {
    case 'day':
    case 'money':
    case 'percent':
    case 'yes_no':
      return conversionFor(field, samples, heading) !== null;
    case 'choice':
      return samples.some((one) => ourWord(field.choices, one) !== null);
    case 'count':
      return samples.every((one) => /^\d{1,4}$/.test(one.trim()));
    case 'text':
      return true;
  }
}

function mappingOf(field: FieldShape, column: ForeignColumn): ColumnMapping {
  const conversion =
    conversionFor(field, column.samples, column.heading) ?? conversionsOf[field.kind][0]!;
  const codes = conversion === 'codes' ? codesFor(field.choices, column.samples) : {};
  return { field: field.field, heading: column.heading, constant: null, conversion, codes };
}

/** The conversion that reads the most values, at least half of them; null when none does. */
function conversionFor(
  field: FieldShape,
  samples: readonly string[],
  heading: string,
): Conversion | null {
  if (field.kind === 'choice') {
    return samples.every((one) => field.choices.includes(one.trim())) ? 'as_is' : 'codes';
  }
  if (field.kind === 'money' && /万/.test(heading)) return 'wan';
  if (field.kind === 'money' && /[(（/]分[)）]?$|\bfen\b/i.test(heading)) return 'fen';
  if (field.kind === 'percent' && samples.length > 0) {
    const small = samples.every((one) => /^0?\.\d+$|^0$/.test(one.trim()));
    if (small && !/%|百分/.test(heading)) return 'fraction';
  }
  const offered = field.kind === 'money' ? (['yuan'] as const) : conversionsOf[field.kind];
  const read = offered.map((one) => ({
    one,
    count: samples.filter((value) => readable(field, value, one)).length,
  }));
  const best = read.reduce((found, next) => (next.count > found.count ? next : found));
  return best.count * 2 >= samples.length ? best.one : null;
}

function readable(field: FieldShape, value: string, conversion: Conversion): boolean {
  if (conversion === 'codes') return false;
  if (conversion !== 'as_is') return converted(value, conversion) !== null;
  const text = value.trim();
  if (text === '') return true;
  if (field.kind === 'day') {
    return /^\d{4}(-|\/|年)\d{1,2}(-|\/|月)\d{1,2}日?$|^[12]\d{7}$/.test(text);
  }
  if (field.kind === 'yes_no') return text === 'yes' || text === 'no';
  if (field.kind === 'percent') return /^-?\d+(\.\d+)?%?$/.test(text);
  return true;
}

/** Each foreign word of the samples with ours; unknown ones are left to the person. */
function codesFor(choices: readonly string[], samples: readonly string[]): Record<string, string> {
  const codes: Record<string, string> = {};
  for (const sample of samples) {
    const word = ourWord(choices, sample);
    if (word !== null) codes[sample.trim()] = word;
  }
  return codes;
}

function ourWord(choices: readonly string[], value: string): string | null {
  const plain = plainHeading(value);
  return (
    choices.find((one) => plainHeading(one) === plain) ??
    choices.find((one) => choiceWords[one]?.some((word) => plainHeading(word) === plain)) ??
    null
  );
}

const secretHeading = /证件|身份证|信用代码|手机|电话|\bid\b.*(no|num)|identity|phone|mobile/i;

/**
 * Samples as a page may show them: numbers that are or look like a person's ID or phone are masked,
 * and so is every value under a heading that says so.
 */
export function maskedSample(heading: string, value: string): string {
  const text = value.trim();
  if (/^1[3-9]\d{9}$/.test(text)) return maskPhone(text);
  if (/^\d{17}[\dXx]$|^\d{15}$/.test(text)) return maskIdNumber(text);
  const hidden = secretHeading.test(heading) && /\d{4}/.test(text);
  return hidden ? maskIdNumber(text) : value.slice(0, 60);
}
