import type { Locale } from './messages.ts';

/** How days, months and quarters of the wire are written for people, on pages and in files. */
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const quarterNames = ['一', '二', '三', '四'];

/** '2026-03-01' in Chinese, '1 Mar 2026' in English. Anything that is no day stays as it is. */
export function dayWritten(day: string, locale: Locale): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (parts === null || locale === 'zh') return day;
  return `${parts[3]!.replace(/^0/, '')} ${months[placeOf(parts[2])]} ${parts[1]}`;
}

/** '2026-03' in Chinese, 'Mar 2026' in English. Anything that is no month stays as it is. */
export function monthWritten(month: string, locale: Locale): string {
  const parts = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
  if (parts === null || locale === 'zh') return month;
  return `${months[placeOf(parts[2])]} ${parts[1]}`;
}

/** '2026Q3' → '2026年三季度' or 'Q3 2026'. */
export function quarterWritten(quarter: string, locale: Locale): string {
  const parts = /^(\d{4})Q([1-4])$/.exec(quarter);
  if (parts === null) return quarter;
  return locale === 'zh'
    ? `${parts[1]}年${quarterNames[placeOf(parts[2])]}季度`
    : `Q${parts[2]} ${parts[1]}`;
}

/** A quarter, month or day of the wire as people write it; any other text as it is. */
export function periodWritten(text: string, locale: Locale): string {
  return quarterWritten(monthWritten(dayWritten(text, locale), locale), locale);
}

/** '03' is the third: place 2. */
function placeOf(digits: string | undefined): number {
  return Number.parseInt(digits ?? '', 10) - 1;
}
