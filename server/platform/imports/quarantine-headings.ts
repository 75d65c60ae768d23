import { say, type Locale, type Phrases } from '../../../core/messages.ts';
import type { ImportTarget } from './target.ts';
import { quarantineColumns } from './upload.ts';

type Fields = Pick<ImportTarget, 'fields'>;

/** A field in the words of the bank; a field without a phrase keeps its key. */
export function fieldWord(field: string, phrases: Phrases, locale: Locale): string {
  const phrase = phrases[`imports.field_of.${field}`];
  return phrase === undefined ? field : say(phrase, locale, {});
}

/**
 * Headings of a quarantine file in words: place, faulty column, value and reason, then the fields.
 * Two columns of the same words are told apart by their key.
 */
export function quarantineHeadings(
  target: Fields,
  phrases: Phrases,
  locale: Locale,
): readonly string[] {
  const own = quarantineColumns.map((column) => {
    const phrase = phrases[`imports.file.${column}`];
    return phrase === undefined ? column : say(phrase, locale, {});
  });
  const words = target.fields.map((field) => fieldWord(field, phrases, locale));
  const all = [...own, ...words];
  const keys = [...quarantineColumns, ...target.fields];
  return all.map((word, at) =>
    all.indexOf(word) === all.lastIndexOf(word) ? word : `${word} (${keys[at]!})`,
  );
}

/**
 * The key behind a heading of a corrected file, in either language; what it went out under as a
 * key is read too. Columns that only explain the fault have none.
 */
export function keyOfHeading(target: Fields, phrases: Phrases): (heading: string) => string {
  const keys = [...quarantineColumns, ...target.fields];
  const explaining = quarantineColumns.length;
  const known = new Map<string, string>();
  for (const locale of ['zh', 'en'] as const) {
    quarantineHeadings(target, phrases, locale).forEach((word, at) => {
      const place = at < 2 || at >= explaining;
      if (place && !known.has(word)) known.set(word, keys[at]!);
    });
  }
  for (const field of ['file', 'row', ...target.fields]) known.set(field, field);
  return (heading) => known.get(heading.trim()) ?? `(${heading})`;
}
