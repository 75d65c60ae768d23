import type { z } from 'zod';

/** What a contract says about one property, in the words a column or an input needs. */
export interface Field {
  readonly property: string;
  readonly kind: FieldKind;
  /** meta.unit of the contract: fen, rate, score, day, quarter, instant, id, count, scheme_name. */
  readonly unit?: Unit;
  readonly optional: boolean;
  readonly nullable: boolean;
  readonly options?: readonly string[];
  /** The shape without optional, nullable and default. */
  readonly inner: z.ZodType;
  readonly preset?: unknown;
}

export const units = [
  'fen',
  'rate',
  'score',
  'day',
  'quarter',
  'instant',
  'id',
  'count',
  'scheme_name',
] as const;
export type Unit = (typeof units)[number];
export type FieldKind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'list'
  | 'object'
  | 'record'
  | 'other';

interface Def {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
  readonly defaultValue?: unknown;
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

/** The inside of a shape, as zod keeps it. The one place that looks there. */
function defOf(shape: z.ZodType): Def {
  return shape._zod.def as unknown as Def;
}

const kinds: Readonly<Record<string, FieldKind>> = {
  string: 'text',
  number: 'number',
  int: 'number',
  boolean: 'boolean',
  enum: 'choice',
  literal: 'choice',
  array: 'list',
  object: 'object',
  record: 'record',
};

function unitOf(shape: z.ZodType): Unit | undefined {
  const unit = shape.meta()?.['unit'];
  return units.find((known) => known === unit);
}

function choicesOf(def: Def): readonly string[] | undefined {
  if (def.type === 'enum') return Object.values(def.entries ?? {}).map(String);
  if (def.type === 'literal') return (def.values ?? []).map(String);
  return undefined;
}

/** Opens optional, nullable, default, readonly and pipes until the value's own shape is reached. */
export function fieldOf(property: string, shape: z.ZodType): Field {
  let inner = shape;
  let optional = false;
  let nullable = false;
  let preset: unknown;
  let unit = unitOf(inner);
  for (;;) {
    const def = defOf(inner);
    if (def.type === 'optional') optional = true;
    if (def.type === 'nullable') nullable = true;
    if (def.type === 'default' || def.type === 'prefault') {
      optional = true;
      preset = def.defaultValue;
    }
    const next = def.type === 'pipe' ? def.in : def.innerType;
    if (next === undefined) break;
    inner = next;
    unit ??= unitOf(inner);
  }
  const def = defOf(inner);
  const options = choicesOf(def);
  return {
    property,
    kind: kinds[def.type] ?? 'other',
    optional,
    nullable,
    inner,
    ...(unit === undefined ? {} : { unit }),
    ...(options === undefined ? {} : { options }),
    ...(preset === undefined ? {} : { preset }),
  };
}

/** The properties of an object shape in the contract's order; none for anything else. */
export function fieldsOf(shape: z.ZodType): readonly Field[] {
  const { inner } = fieldOf('', shape);
  return Object.entries(defOf(inner).shape ?? {}).map(([property, value]) =>
    fieldOf(property, value),
  );
}

/** The shape of one entry of a list. */
export function elementOf(shape: z.ZodType): z.ZodType | undefined {
  return defOf(fieldOf('', shape).inner).element;
}

/** The row shape of a list answer (`{rows: [...]}`). */
export function rowShapeOf(response: z.ZodType): z.ZodType | undefined {
  const rows = fieldsOf(response).find((field) => field.property === 'rows');
  return rows === undefined ? undefined : elementOf(rows.inner);
}
