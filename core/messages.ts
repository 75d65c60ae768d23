/** Every phrase a person reads, Chinese first. `{name}` stands for a parameter. */
export interface Phrase {
  readonly zh: string;
  readonly en: string;
}

export type Phrases = Readonly<Record<string, Phrase>>;
export type Locale = 'zh' | 'en';

/** Keeps the exact keys of a module's phrases, so that a missing one does not compile. */
export function phrases<const P extends Phrases>(table: P): P {
  return table;
}

/**
 * The phrase in one language with its parameters filled in. A parameter that is not given stays
 * visible.
 */
export function say(
  phrase: Phrase,
  locale: Locale,
  params: Readonly<Record<string, string | number | bigint>> = {},
): string {
  return phrase[locale].replace(/\{(\w+)\}/g, (hole, name: string) =>
    name in params ? String(params[name]) : hole,
  );
}

/**
 * The inputs of an explanation in one language. `basisZh` is the Chinese form of `basis`: Chinese
 * readers get it in its place, others do not see it.
 */
export function inputsIn(
  inputs: Readonly<Record<string, string>>,
  locale: Locale,
): readonly (readonly [name: string, value: string])[] {
  return Object.entries(inputs)
    .filter(([name]) => !(name.endsWith('Zh') && name.slice(0, -2) in inputs))
    .map(([name, value]) => [name, locale === 'zh' ? (inputs[`${name}Zh`] ?? value) : value]);
}
