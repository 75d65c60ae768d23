import type { Say } from '../../i18n/say.ts';

/** The name of a metric: the page's own phrase for the six, else the catalogue's. */
export function metricName(
  say: Pick<Say, 'tk' | 'locale'>,
  metric: string,
  name: string | { readonly zh: string; readonly en: string },
): string {
  const key = `targets.metric.${metric}`;
  const phrase = say.tk(key);
  if (phrase !== key) return phrase;
  return typeof name === 'string' ? name : name[say.locale];
}
