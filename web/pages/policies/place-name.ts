import { phraseOf } from '../../i18n/phrases.ts';
import type { Say } from '../../i18n/say.ts';

/** What a place of a scheme's document is called. */
export function placeName({ tk }: Say, module: string, name: string): string {
  const keys = [`${module}.policy.${name}`, `${module}.field.${name}`, `field.${name}`];
  const [first = name, ...rest] = [...keys.filter((key) => phraseOf(key) !== undefined), name];
  return tk(first, ...rest);
}

/** What a choice at a place is called. */
export function choiceName({ tk }: Say, module: string, place: string, choice: string): string {
  return tk(`${module}.${place}.${choice}`, `${module}.mode.${choice}`, choice);
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
