import { phraseOf } from '../i18n/phrases.ts';
import type { Say } from '../i18n/say.ts';

/** Phrases that may name a place of a scheme's document, the nearest first. */
export function placeKeys(module: string, name: string): readonly string[] {
  return [`${module}.policy.${name}`, `${module}.field.${name}`, `field.${name}`];
}

/** Phrases that may name a choice at a place, the nearest first. */
export function placeChoiceKeys(module: string, place: string, choice: string): readonly string[] {
  return [
    `${module}.${place}.${choice}`,
    `${module}.${place.replace(/s$/, '')}.${choice}`,
    `${module}.mode.${choice}`,
    `${module}.policy.${choice}`,
    `${place}.${choice}`,
  ];
}

/** What a place of a scheme's document is called; without a phrase, its name itself. */
export function placeName(say: Say, module: string, name: string): string {
  return firstOf(say, placeKeys(module, name), name);
}

/** What a choice at a place is called; a name that the bank gave is said as the scheme says it. */
export function choiceName(say: Say, module: string, place: string, choice: string): string {
  return firstOf(say, placeChoiceKeys(module, place, choice), say.named(choice));
}

function firstOf({ tk }: Say, keys: readonly string[], otherwise: string): string {
  const known = keys.find((key) => phraseOf(key) !== undefined);
  return known === undefined ? otherwise : tk(known);
}

/** A place of a document in words: `lines[0].weight` is 考核项 › 第 1 项 › 满分. */
export function placeWords(say: Say, module: string, at: string): string {
  return at
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .map((step) =>
      /^\d+$/.test(step)
        ? say.t('policy.form.entry', { no: Number.parseInt(step, 10) + 1 })
        : placeName(say, module, step),
    )
    .join(' › ');
}
