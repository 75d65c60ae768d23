import type { z } from 'zod';
import type { PhraseKey } from '../i18n/phrases.ts';
import { elementOf, fieldOf, fieldsOf } from './shape.ts';
import type { Field } from './shape.ts';

/** The values of a form between a contract's body and its inputs; pure. */
export type Values = Readonly<Record<string, unknown>>;

/** A fault of one place ('grants.0.role') as a phrase. */
export interface Fault {
  readonly at: string;
  readonly key: PhraseKey;
  readonly params: Readonly<Record<string, string>>;
  /** A contract's own message, when it wrote one (zod refine). */
  readonly words?: string;
}

/** A marker before a text that is no valid entry, so that it can never pass as digits. */
export const invalidMark = '!';

/**
 * What a form starts with: the given values, then the contract's defaults, an empty list for lists.
 */
export function startOf(shape: z.ZodType, given: Values = {}): Values {
  const values: Record<string, unknown> = {};
  for (const field of fieldsOf(shape)) {
    const value = given[field.property] ?? field.preset ?? emptyOf(field);
    if (value !== undefined) values[field.property] = value;
  }
  return values;
}

function emptyOf(field: Field): unknown {
  if (field.kind === 'list') return field.optional ? undefined : [];
  if (field.kind === 'object') return field.optional ? undefined : startOf(field.inner);
  if (field.kind === 'boolean') return field.optional ? undefined : false;
  return undefined;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
  );
}

/** The value as the contract wants it: empty is left out, or null where the contract says so. */
function tidiedValue(field: Field, value: unknown): unknown {
  if (isEmpty(value)) return field.nullable ? null : undefined;
  if (field.kind === 'object') return tidied(field.inner, value as Values);
  if (field.kind === 'list' && Array.isArray(value)) {
    const element = elementOf(field.inner);
    if (element === undefined) return value;
    const one = fieldOf('', element);
    return value.map((entry) => tidiedValue(one, entry));
  }
  return value;
}

/** The body to send. */
export function tidied(shape: z.ZodType, values: Values): Values {
  const body: Record<string, unknown> = {};
  for (const field of fieldsOf(shape)) {
    const value = tidiedValue(field, values[field.property]);
    if (value !== undefined) body[field.property] = value;
  }
  return body;
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly input?: unknown;
  readonly message: string;
  readonly origin?: string;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
}

/** The field a path leads to, for its unit. */
function fieldAt(shape: z.ZodType, path: readonly PropertyKey[]): Field | undefined {
  let inner: z.ZodType | undefined = shape;
  let field: Field | undefined;
  for (const step of path) {
    if (inner === undefined) return undefined;
    if (typeof step === 'number') {
      inner = elementOf(inner);
      field = inner === undefined ? undefined : fieldOf('', inner);
    } else {
      field = fieldsOf(inner).find((one) => one.property === step);
      inner = field?.inner;
    }
  }
  return field;
}

function sizeKey(issue: Issue): PhraseKey {
  const small = issue.code === 'too_small';
  if (issue.origin === 'string') return small ? 'web.fault.short' : 'web.fault.long';
  if (issue.origin === 'array') return small ? 'web.fault.few' : 'web.fault.many';
  return small ? 'web.fault.small' : 'web.fault.large';
}

function faultKey(issue: Issue, field: Field | undefined): PhraseKey {
  if (issue.code === 'too_small' || issue.code === 'too_big') return sizeKey(issue);
  if (issue.code === 'invalid_value') return 'web.fault.choice';
  if (issue.code === 'invalid_type' && field?.kind === 'number') return 'web.fault.whole';
  if (field?.unit !== undefined && field.unit !== 'instant' && field.unit !== 'scheme_name')
    return `web.fault.${field.unit}`;
  return 'web.fault.form';
}

/** zod's words for a refine that says nothing itself. */
const wordless = 'Invalid input';

/** The faults of the values against the contract's body, one a place. */
export function faultsOf(shape: z.ZodType, values: Values): readonly Fault[] {
  const body = tidied(shape, values);
  const checked = shape.safeParse(body);
  if (checked.success) return [];
  const issues = checked.error.issues as readonly Issue[];
  const firsts = new Map(issues.toReversed().map((issue) => [issue.path.join('.'), issue]));
  return issues
    .filter((issue) => firsts.get(issue.path.join('.')) === issue)
    .map((issue) => {
      const at = issue.path.map(String).join('.');
      const params = { min: String(issue.minimum ?? ''), max: String(issue.maximum ?? '') };
      if (isEmpty(valueAt(body, issue.path)) && issue.code !== 'custom') {
        return { at, key: 'web.fault.required', params };
      }
      const key = faultKey(issue, fieldAt(shape, issue.path));
      const own = issue.code === 'custom' && issue.message !== wordless;
      const words = own ? { words: issue.message } : {};
      return { at, key, params, ...words };
    });
}

function valueAt(values: unknown, path: readonly PropertyKey[]): unknown {
  let value = values;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return value;
}
