import type { Locale } from '../../../core/messages.ts';
import type { Tx } from '../db/transaction.ts';
import type { PolicyKind } from './kind.ts';
import { loadApprovedBodies } from './lists.ts';

/** English names by the Chinese ones that the bank's schemes give: bands, awards, products. */
export type SchemeNames = ReadonlyMap<string, string>;

/**
 * The English names in a document: of each place whose text stands beside one of the same name with
 * `En` at its end (`name` and `nameEn`). An empty one names nothing.
 */
export function namesIn(document: unknown): [name: string, english: string][] {
  if (Array.isArray(document)) return document.flatMap(namesIn);
  if (typeof document !== 'object' || document === null) return [];
  const group = document as Readonly<Record<string, unknown>>;
  return Object.entries(group).flatMap(([place, value]): [string, string][] => {
    if (typeof value !== 'string') return namesIn(value);
    const english = group[`${place}En`];
    return typeof english === 'string' && english !== '' ? [[value, english]] : [];
  });
}

/**
 * Every English name of the bank's schemes: what the published schemes give, and over it what
 * approved versions give, the newest last. So a document kept before there were English names is
 * read in English too, as far as it keeps to the published words.
 */
export async function loadSchemeNames(tx: Tx, kinds: readonly PolicyKind[]): Promise<SchemeNames> {
  const published = kinds.flatMap(({ initial, presets = [] }) =>
    [...presets.map(({ body }) => body as unknown), initial as unknown].flatMap(namesIn),
  );
  const own = await loadApprovedBodies(tx);
  return new Map([...published, ...own.flatMap(namesIn)]);
}

/** The name of a scheme in a language; Chinese where the scheme gives no English one. */
export function schemeNameIn(names: SchemeNames, locale: Locale, name: string): string {
  return locale === 'en' ? (names.get(name) ?? name) : name;
}
