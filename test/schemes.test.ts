import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { day } from '../core/day.ts';
import { openHouse } from '../server/house.ts';
import { judgeDocument } from '../server/platform/policy/document.ts';
import type { Tx } from '../server/platform/db/transaction.ts';
import { installInitialPolicies, installPolicy } from '../server/platform/policy/install.ts';
import type { PolicyKind } from '../server/platform/policy/kind.ts';
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

interface Given {
  readonly kind: PolicyKind;
  readonly preset: { readonly key: string; readonly body: unknown };
}

/** What is wrong with some documents beside the schemes in force, in words. */
async function faultsOf(tx: Tx, given: readonly Given[]): Promise<string[]> {
  const said: string[] = [];
  for (const { kind, preset } of given) {
    const text = JSON.stringify(preset.body);
    const { faults } = await judgeDocument(tx, kind, text, day('2026-01-01'));
    for (const fault of faults) {
      said.push(`${kind.kind} ${preset.key} ${fault.at}: ${fault.words?.en ?? fault.code}`);
    }
  }
  return said;
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

  it('and every published scheme is accepted beside the catalogue of published schemes', () =>
    testTransaction(async (tx) => {
      await installInitialPolicies(tx, kinds);
      // The sample of minimum wages names two units; a bank writes its own codes there.
      await tx.client.query(`
        insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
        values (9001, null, '01', '总行', 'head_office', 1, '0001.', '2000-01-01'),
               (9002, 9001, '0102', '县支行', 'sub_branch', 2, '0001.0002.', '2000-01-01')`);
      const initial = kinds.map((kind) => ({
        kind,
        preset: { key: 'initial', body: kind.initial },
      }));
      expect(await faultsOf(tx, initial)).toEqual([]);
      const catalogue = kinds.find((kind) => kind.kind === 'metric_catalogue')!;
      for (const preset of catalogue.presets ?? []) {
        await installPolicy(tx, catalogue, { body: preset.body, note: preset.key, assumed: '' });
      }
      const published = kinds.flatMap((kind) =>
        (kind.presets ?? []).map((preset) => ({ kind, preset })),
      );
      expect(published.length).toBeGreaterThan(15);
      expect(await faultsOf(tx, [...initial, ...published])).toEqual([]);
    }));
});
