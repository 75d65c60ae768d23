import { phraseOf } from '../i18n/phrases.ts';
import { sayIn } from '../i18n/say.ts';
import type { Locale } from '../../core/messages.ts';
import { dayWritten, fenWords, quarterWritten } from '../kit/format.ts';

/**
 * A notice in the reader's language. A value `…Fen` is money, `…Key` the phrase of that key, days
 * and quarters are told by their form; `titleZh` stands for `title` in Chinese.
 */
export function noticeWords(
  notice: { readonly code: string; readonly params: Readonly<Record<string, string>> },
  locale: Locale,
  currency: string,
): string {
  const shown = Object.entries(notice.params).map(([name, value]) => [
    name,
    written(name, value, locale, currency),
  ]);
  return sayIn(locale, notice.code, Object.fromEntries(shown) as Record<string, string>);
}

function written(name: string, value: string, locale: Locale, currency: string): string {
  if (name.endsWith('Fen') && /^-?\d+$/.test(value)) return fenWords(value, locale, currency);
  if (name.endsWith('Key') && phraseOf(value) !== undefined) return sayIn(locale, value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return dayWritten(value, locale);
  if (/^\d{4}Q[1-4]$/.test(value)) return quarterWritten(value, locale);
  return value;
}
