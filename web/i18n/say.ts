import { useMemo, useSyncExternalStore } from 'react';
import { say } from '../../core/messages.ts';
import type { Locale } from '../../core/messages.ts';
import { periodWritten } from '../kit/format.ts';
import { areAllOpen, isLater, openLater, openPhrases, phraseOf } from './phrases.ts';
import type { PhraseKey } from './phrases.ts';

/** What is spoken: a new object whenever any of it changes, so that all that is said is redrawn. */
interface Spoken {
  readonly locale: Locale;
  /** English names that the bank's schemes give. */
  readonly names: Readonly<Record<string, string>>;
}

/** The reader's language: Chinese unless switched; the choice stays on this device. */
const stored = 'kejing.locale';
const listeners = new Set<() => void>();
const complained = new Set<string>();
let spoken: Spoken = { locale: localStorage.getItem(stored) === 'en' ? 'en' : 'zh', names: {} };
let wanted: Locale = spoken.locale;
speak({});

function speak(change: Partial<Spoken>): void {
  spoken = { ...spoken, ...change };
  document.documentElement.lang = spoken.locale === 'zh' ? 'zh-CN' : 'en';
  for (const listener of listeners) listener();
}

export function locale(): Locale {
  return spoken.locale;
}

/** Switches the language once its phrases are there; the choice is kept at once. */
export function setLocale(language: Locale): void {
  wanted = language;
  localStorage.setItem(stored, language);
  void openPhrases(language).then(() => {
    if (wanted === language) speak({ locale: language });
  });
}

/** Keeps the English names that the bank's schemes give. */
export function learnSchemeNames(names: Readonly<Record<string, string>>): void {
  speak({ names });
}

/** The name of a scheme in a language; Chinese where no English one is given or known yet. */
function nameIn({ names }: Spoken, language: Locale, name: string): string {
  return language === 'en' && Object.hasOwn(names, name) ? names[name]! : name;
}

/** Whether there is a phrase of the key, here or still to be fetched. */
export function hasPhrase(key: string): boolean {
  return phraseOf(key) !== undefined || isAwaited(key);
}

/** Whether a word of the later table is asked for before it is there; fetches the table then. */
function isAwaited(key: string): boolean {
  if (!isLater(key) || areAllOpen(spoken.locale)) return false;
  waking ??= openLater(spoken.locale)
    .then(() => speak({}))
    .finally(() => {
      waking = null;
    });
  return true;
}
let waking: Promise<void> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function spokenNow(): Spoken {
  return spoken;
}

export type PhraseParams = Readonly<Record<string, string | number | bigint>>;

/**
 * The phrase in a language; an unknown key shows itself, and in development it is reported once. A
 * word that is still to be fetched is nothing until it is there.
 */
export function sayIn(language: Locale, key: string, params?: PhraseParams): string {
  const phrase = phraseOf(key);
  if (phrase === undefined) {
    if (isAwaited(key)) return '';
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
  return nameIn(spoken, language, periodWritten(value, language));
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
  const now = useSyncExternalStore(subscribe, spokenNow);
  return useMemo(() => sayOf(now), [now]);
}

function sayOf(now: Spoken): Say {
  const language = now.locale;
  return {
    t: (key, params) => sayIn(language, key, params),
    tk: (...keys) => {
      const found = keys.find(hasPhrase);
      return sayIn(language, found ?? keys[keys.length - 1] ?? keys[0]);
    },
    tp: (key, params) => sayIn(language, key, params),
    named: (name) => nameIn(now, language, name),
    locale: language,
    setLocale,
  };
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
