import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { modules } from '../server/modules.ts';
import { phraseOf } from '../web/i18n/phrases.ts';
import { placeChoiceKeys, placeKeys } from '../web/kit/place-name.ts';

const kinds = modules.flatMap(({ name, policies }) =>
  (policies ?? []).map((kind) => [kind.kind, name, kind] as const),
);

interface JsonShape {
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonShape>>;
  readonly items?: JsonShape;
  readonly additionalProperties?: JsonShape | boolean;
  readonly oneOf?: readonly JsonShape[];
  readonly anyOf?: readonly JsonShape[];
}

/** Every place of a scheme that has a name of its own, and every word that may be chosen there. */
function wordsIn(shape: JsonShape, place: string): [place: string, choice: string | null][] {
  const chosen = (shape.enum ?? [shape.const]).filter((one) => typeof one === 'string');
  const { additionalProperties: named } = shape;
  const below = [
    ...(shape.items === undefined ? [] : [shape.items]),
    ...(typeof named === 'object' ? [named] : []),
    ...(shape.oneOf ?? []),
    ...(shape.anyOf ?? []),
  ];
  return [
    ...chosen.map((one): [string, string] => [place, one]),
    ...below.flatMap((one) => wordsIn(one, place)),
    ...Object.entries(shape.properties ?? {}).flatMap(([name, one]) => [
      [name, null] as [string, null],
      ...wordsIn(one, name),
    ]),
  ];
}

/** Classes of training that are called by their letter in every language. */
const letter = /^[A-D]$/;

describe.each(kinds)('%s', (kind, module, { schema, initial, presets = [] }) => {
  it('has a phrase in both languages for each of its places and choices', () => {
    const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonShape;
    const wordless = wordsIn(shape, '').filter(([place, choice]) => {
      if (choice !== null && letter.test(choice)) return false;
      const keys =
        choice === null ? placeKeys(module, place) : placeChoiceKeys(module, place, choice);
      return !keys.some((key) => phraseOf(key) !== undefined);
    });
    expect(wordless).toEqual([]);
  });

  it('names nothing in Chinese alone, in what a new bank starts with and in each preset', () => {
    const bodies = [initial, ...presets.map(({ body }) => body)] as unknown[];
    const alone = bodies.flatMap((body) => chineseAlone(body, kind));
    expect(alone.filter((at) => !asWritten.test(at))).toEqual([]);
  });
});

/** Wording of a legal text or of evidence, shown as it was written. */
const asWritten =
  /^(target_scheme\.letter\.|customer_file\..*\.(law|source)$|metric_catalogue\..*\.evidence$)/;

/** Places of Chinese text without an English one beside it. */
function chineseAlone(value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const group = value as Readonly<Record<string, unknown>>;
  return Object.entries(group).flatMap(([place, one]) => {
    const here = `${at}.${place}`;
    if (typeof one !== 'string') return chineseAlone(one, here);
    if (!/\p{Script=Han}/u.test(one)) return [];
    const english = place === 'zh' ? group['en'] : group[`${place}En`];
    return typeof english === 'string' && english !== '' ? [] : [here];
  });
}
