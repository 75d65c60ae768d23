import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { day } from '../core/day.ts';
import { openHouse } from '../server/house.ts';
import { judgeDocument } from '../server/platform/policy/document.ts';
import { installInitialPolicies } from '../server/platform/policy/install.ts';
import { testTransaction } from '../server/platform/testing/database.ts';
import {
  blankOf,
  fieldOf,
  withoutNull,
  type JsonShape,
} from '../web/pages/policies/form/json-shape.ts';

const kinds = openHouse().policies;

/** Places of a document that the form cannot fill in, by their path. */
function unknownPlaces(given: JsonShape, path = ''): string[] {
  const { shape } = withoutNull(given);
  const field = fieldOf(shape);
  switch (field.form) {
    case 'unknown':
      return [path];
    case 'group':
      return Object.entries(field.entries).flatMap(([name, below]) =>
        unknownPlaces(below, `${path}.${name}`),
      );
    case 'list':
      return unknownPlaces(field.item, `${path}[]`);
    case 'variants':
      return field.variants.flatMap((one) =>
        Object.entries(one.properties ?? {})
          .filter(([name]) => name !== field.by)
          .flatMap(([name, below]) => unknownPlaces(below, `${path}.${name}`)),
      );
    default:
      return [];
  }
}

describe('every kind of scheme', () => {
  it.each(kinds.map((kind) => [kind.kind, kind] as const))(
    '%s can be filled in as a form, place by place',
    (_name, kind) => {
      const shape = z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' });
      expect(unknownPlaces(shape as JsonShape)).toEqual([]);
      expect(typeof blankOf(shape as JsonShape)).toBe('object');
    },
  );

  it('and every published scheme is accepted beside the bank’s other schemes', () =>
    testTransaction(async (tx) => {
      await installInitialPolicies(tx, kinds);
      const presets = kinds.flatMap((kind) =>
        [...(kind.presets ?? []), { key: 'initial', body: kind.initial }].map((preset) => ({
          kind,
          preset,
        })),
      );
      for (const { kind, preset } of presets) {
        const text = JSON.stringify(preset.body);
        const { faults } = await judgeDocument(tx, kind, text, day('2026-01-01'));
        const said = faults.map((fault) => `${fault.at}: ${fault.words?.en ?? fault.code}`);
        expect(said, `${kind.kind} ${preset.key}`).toEqual([]);
      }
    }));
});
