import { isGroup } from '../document-shape.ts';

/** The part of JSON Schema that schemes are described with (from the kind's own validator). */
export interface JsonShape {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly unit?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonShape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonShape | boolean;
  readonly items?: JsonShape | boolean;
  readonly oneOf?: readonly JsonShape[];
  readonly anyOf?: readonly JsonShape[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

/** What a place of a document is filled in with. */
export type Field =
  | { readonly form: 'choice'; readonly choices: readonly string[] }
  | { readonly form: 'text' | 'switch' | 'unknown' }
  | { readonly form: 'numbers'; readonly numbers: readonly number[] }
  | { readonly form: 'record'; readonly item: JsonShape }
  | { readonly form: 'whole'; readonly min?: number; readonly max?: number }
  | { readonly form: 'digits'; readonly unit: string }
  | {
      readonly form: 'group';
      readonly entries: Readonly<Record<string, JsonShape>>;
      readonly needed: readonly string[];
    }
  | { readonly form: 'list'; readonly item: JsonShape; readonly most: number }
  | { readonly form: 'variants'; readonly by: string; readonly variants: readonly JsonShape[] };

/** The shape without `null`, and whether the place may be null. */
export function withoutNull(shape: JsonShape): { shape: JsonShape; nullable: boolean } {
  if (Array.isArray(shape.type)) {
    const type = shape.type.filter((one: string) => one !== 'null');
    return { shape: { ...shape, type: type[0] }, nullable: type.length < shape.type.length };
  }
  const forms = shape.anyOf ?? [];
  const rest = forms.filter((one) => one.type !== 'null');
  if (rest.length === forms.length || rest.length !== 1) return { shape, nullable: false };
  return { shape: { default: shape.default, ...rest[0]! }, nullable: true };
}

/** How a place is filled in; `unknown` is shown as it is and left alone. */
export function fieldOf(given: JsonShape): Field {
  const { shape } = withoutNull(given);
  if (shape.enum !== undefined) return { form: 'choice', choices: shape.enum };
  const variants = shape.oneOf ?? shape.anyOf;
  if (variants !== undefined) {
    const numbers = variants.flatMap((one) => (typeof one.const === 'number' ? [one.const] : []));
    if (numbers.length === variants.length) return { form: 'numbers', numbers };
    const by = discriminatorOf(variants);
    return by === null ? { form: 'unknown' } : { form: 'variants', by, variants };
  }
  if (typeof shape.const === 'string') return { form: 'choice', choices: [shape.const] };
  switch (shape.type) {
    case 'string':
      return shape.unit === undefined || shape.unit === 'day'
        ? { form: 'text' }
        : { form: 'digits', unit: shape.unit };
    case 'boolean':
      return { form: 'switch' };
    case 'integer':
    case 'number':
      return {
        form: 'whole',
        ...(shape.minimum === undefined ? {} : { min: shape.minimum }),
        ...(shape.maximum === undefined ? {} : { max: shape.maximum }),
      };
    case 'array':
      return typeof shape.items === 'object'
        ? { form: 'list', item: shape.items, most: shape.maxItems ?? 1000 }
        : { form: 'unknown' };
    case 'object':
      if (shape.properties === undefined) {
        return typeof shape.additionalProperties === 'object'
          ? { form: 'record', item: shape.additionalProperties }
          : { form: 'unknown' };
      }
      return { form: 'group', entries: shape.properties, needed: shape.required ?? [] };
    default:
      return { form: 'unknown' };
  }
}

/** The property whose constant tells the variants apart. */
function discriminatorOf(variants: readonly JsonShape[]): string | null {
  const names = Object.keys(variants[0]?.properties ?? {});
  const tells = (name: string) => {
    const words = variants.map((one) => one.properties?.[name]?.const);
    return words.every((one) => typeof one === 'string') && new Set(words).size === words.length;
  };
  return names.find(tells) ?? null;
}

/** The variant that a value is of; the first when it says nothing known. */
export function variantOf(
  field: Extract<Field, { form: 'variants' }>,
  value: unknown,
): { readonly shape: JsonShape; readonly word: string } {
  const said = isGroup(value) ? value[field.by] : undefined;
  const wordOf = (one: JsonShape) => String(one.properties?.[field.by]?.const);
  const shape = field.variants.find((one) => wordOf(one) === said) ?? field.variants[0]!;
  return { shape, word: wordOf(shape) };
}

/**
 * The least that fits a shape, for a new entry. Places with a default are left out: the default
 * holds until somebody says otherwise.
 */
export function blankOf(given: JsonShape): unknown {
  const { shape, nullable } = withoutNull(given);
  if (given.default !== undefined) return structuredClone(given.default);
  if (nullable) return null;
  const field = fieldOf(shape);
  switch (field.form) {
    case 'choice':
      return field.choices[0];
    case 'variants':
      return blankOf(field.variants[0]!);
    case 'group': {
      const blanks = field.needed.map((name) => [name, blankOf(field.entries[name] ?? {})]);
      return Object.fromEntries(blanks);
    }
    case 'list':
      return Array.from({ length: shape.minItems ?? 0 }, () => blankOf(field.item));
    case 'record':
      return {};
    case 'numbers':
      return field.numbers[0];
    case 'switch':
      return false;
    case 'whole':
      return field.min ?? 0;
    case 'digits':
      return '0';
    default:
      return '';
  }
}

/** The document with another value at a place; `undefined` takes the place out. */
export function withValue(
  document: unknown,
  path: readonly (string | number)[],
  value: unknown,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = Array.isArray(document) ? [...(document as unknown[])] : [];
    list[step] = withValue(list[step], rest, value);
    return list;
  }
  const group = isGroup(document) ? { ...document } : {};
  const next = withValue(group[step], rest, value);
  if (next === undefined) delete group[step];
  else group[step] = next;
  return group;
}

/** `lines[0].scoring.floor` and `lines.0.scoring.floor` name the same place. */
export function placeKey(at: string): string {
  return at
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .join('.');
}
