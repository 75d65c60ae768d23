import { useCallback, useSyncExternalStore } from 'react';
import { say } from '../../core/messages.ts';
import type { Locale } from '../../core/messages.ts';
import { periodWritten } from '../kit/format.ts';
import { openPhrases, phraseOf } from './phrases.ts';
import type { PhraseKey } from './phrases.ts';

/** The reader's language: Chinese unless switched; the choice stays on this device. */
const stored = 'kejing.locale';
const listeners = new Set<() => void>();
const complained = new Set<string>();
let current: Locale = localStorage.getItem(stored) === 'en' ? 'en' : 'zh';
markDocument();

function markDocument(): void {
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';
}

export function locale(): Locale {
  return current;
}

/** Switches the language once its phrases are there; the choice is kept at once. */
export function setLocale(language: Locale): void {
  wanted = language;
  localStorage.setItem(stored, language);
  void openPhrases(language).then(() => {
    if (wanted === language) show(language);
  });
}
let wanted: Locale = current;

function show(next: Locale): void {
  current = next;
  markDocument();
  for (const listener of listeners) listener();
}

let schemeNames: Readonly<Record<string, string>> = {};

function namesKnown(): Readonly<Record<string, string>> {
  return schemeNames;
}

/** Keeps the English names that the bank's schemes give; what shows one is drawn anew. */
export function learnSchemeNames(names: Readonly<Record<string, string>>): void {
  schemeNames = names;
  for (const listener of listeners) listener();
}

/** The name of a scheme in a language; Chinese where no English one is given or known yet. */
function schemeNameIn(language: Locale, name: string): string {
  return nameIn(schemeNames, language, name);
}

function nameIn(names: typeof schemeNames, language: Locale, name: string): string {
  return language === 'en' && Object.hasOwn(names, name) ? names[name]! : name;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export type PhraseParams = Readonly<Record<string, string | number | bigint>>;

/**
 * The phrase in a language; an unknown key shows itself, and in development it is reported once.
 */
export function sayIn(language: Locale, key: string, params?: PhraseParams): string {
  const phrase = phraseOf(key);
  if (phrase === undefined) {
    if (import.meta.env.DEV && !complained.has(key)) {
      complained.add(key);
      console.error(`no phrase for '${key}'`);
    }
    return key;
  }
  return say(phrase, language, params === undefined ? undefined : dressed(params, language));
}

/** Days, quarters and names of schemes inside a sentence, as the reader writes them. */
function dressed(params: PhraseParams, language: Locale): PhraseParams {
  const words = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? written(value, language) : value,
  ]);
  return Object.fromEntries(words) as PhraseParams;
}

function written(value: string, language: Locale): string {
  return schemeNameIn(language, periodWritten(value, language));
}

export interface Say {
  /** A phrase by a key the compiler knows. */
  readonly t: (key: PhraseKey, params?: PhraseParams) => string;
  /** A phrase by keys put together at run time: the first that exists, else the last one itself. */
  readonly tk: (...keys: readonly [string, ...string[]]) => string;
  /** The same with parameters. */
  readonly tp: (key: string, params: PhraseParams) => string;
  /** A name that a scheme gives (a band, an award, a product) in the reader's language. */
  readonly named: (name: string) => string;
  readonly locale: Locale;
  readonly setLocale: (next: Locale) => void;
}

/**
 * Phrases in the reader's language; a component using it is drawn anew when the language changes.
 */
export function useSay(): Say {
  const language = useSyncExternalStore(subscribe, locale);
  const names = useSyncExternalStore(subscribe, namesKnown);
  const t = useCallback(
    (key: PhraseKey, params?: PhraseParams) => sayIn(language, key, params),
    [language],
  );
  const tk = useCallback(
    (...keys: readonly [string, ...string[]]) => {
      const found = keys.find((key) => phraseOf(key) !== undefined);
      return sayIn(language, found ?? keys[keys.length - 1] ?? keys[0]);
    },
    [language],
  );
  const tp = useCallback(
    (key: string, params: PhraseParams) => sayIn(language, key, params),
    [language],
  );
  const named = useCallback((name: string) => nameIn(names, language, name), [names, language]);
  return { t, tk, tp, named, locale: language, setLocale };
}

/** The title of a property: the module's own phrase, else the one common to all modules. */
export function fieldKeys(module: string, property: string): readonly [string, string, string] {
  const own = `${module}.field.${property}`;
  return [own, `field.${property}`, own];
}

/** The name of a choice: the module's, the property's, else the value. */
export function choiceKeys(
  module: string,
  property: string,
  value: string,
): readonly [string, string, string] {
  return [`${module}.${property}.${value}`, `${property}.${value}`, value];
}
