import { fieldOf, withoutNull, type JsonShape } from './json-shape.ts';

/** A line of a matrix: a place that stands in each of the groups side by side. */
export interface MatrixRow {
  /** From the group to the place: `capacity`, `lead`, `corporate`. */
  readonly names: readonly string[];
  readonly shape: JsonShape;
  readonly optional: boolean;
}

export interface Matrix {
  /** The groups that become columns: grades of a ladder, kinds of customers. */
  readonly columns: readonly string[];
  readonly rows: readonly MatrixRow[];
}

/**
 * Groups of the same shape that people compare: four grades are read as four columns, not as four
 * forms below each other. Only groups of plain values (also in groups within) become one; null when
 * there are no two of a kind.
 */
export function matrixOf(
  entries: Readonly<Record<string, JsonShape>>,
  names: readonly string[],
): Matrix | null {
  for (const name of names) {
    const looks = lookOf(entries[name]);
    const columns = names.filter((one) => lookOf(entries[one]) === looks);
    const rows = looks === null || columns.length < 2 ? null : rowsOf(entries[name]!, []);
    if (rows !== null && rows.length > 1) return { columns, rows };
  }
  return null;
}

function lookOf(shape: JsonShape | undefined): string | null {
  if (shape === undefined || fieldOf(shape).form !== 'group' || withoutNull(shape).nullable) {
    return null;
  }
  return JSON.stringify(shape.properties);
}

function rowsOf(group: JsonShape, names: readonly string[]): readonly MatrixRow[] | null {
  const rows: MatrixRow[] = [];
  for (const [name, shape] of Object.entries(group.properties ?? {})) {
    const field = fieldOf(shape);
    const here = [...names, name];
    if (field.form === 'group' && !withoutNull(shape).nullable) {
      const inner = rowsOf(shape, here);
      if (inner === null) return null;
      rows.push(...inner);
      continue;
    }
    const deep = ['group', 'variants', 'record', 'unknown'].includes(field.form);
    if (deep || (field.form === 'list' && fieldOf(field.item).form !== 'choice')) return null;
    rows.push({ names: here, shape, optional: !(group.required ?? []).includes(name) });
  }
  return rows;
}
