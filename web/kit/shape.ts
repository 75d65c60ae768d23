import type { z } from 'zod';
import { fieldsOf } from '../../core/shape.ts';
import type { Field } from '../../core/shape.ts';

export { elementOf, fieldOf, fieldsOf, rowShapeOf, units } from '../../core/shape.ts';
export type { Field, FieldKind, Unit } from '../../core/shape.ts';

const listWords = new Set(['q', 'sort', 'order', 'cursor', 'limit']);

/** The query properties that narrow a list, without paging, search and order. */
export function filtersOf(query: z.ZodType): readonly Field[] {
  return fieldsOf(query).filter((field) => !listWords.has(field.property));
}

/** The columns a list can be sorted by: the choices of the query's `sort`. */
export function sortableOf(query: z.ZodType): readonly string[] {
  return fieldsOf(query).find((field) => field.property === 'sort')?.options ?? [];
}

/** Whether the list takes a search text. */
export function searchable(query: z.ZodType): boolean {
  return fieldsOf(query).some((field) => field.property === 'q');
}

/** Figures stand right, so that their digits line up. */
export function isFigure(field: Pick<Field, 'unit' | 'kind'>): boolean {
  return (
    field.unit === 'fen' ||
    field.unit === 'rate' ||
    field.unit === 'score' ||
    field.unit === 'count' ||
    (field.kind === 'number' && field.unit === undefined)
  );
}

/** A row as the table draws it, whatever its contract. */
export type AnyRow = Readonly<Record<string, unknown>>;
