import type { Refusal } from '../../../core/refusal.ts';
import type { Route } from '../../../core/schema.ts';
import { fieldsOf, rowShapeOf, type Field } from '../../../core/shape.ts';
import type { Handler, Module } from '../module.ts';
import type { ExportWish } from './contract.ts';
import { refuse } from './messages.ts';

/** A list that may be taken away. */
export interface ExportableList {
  readonly module: Module;
  readonly route: Route;
  readonly handler: Handler;
  readonly right: string;
  readonly fields: readonly Field[];
  /** The property that names the customer of a row; null: a list of no customers. */
  readonly persons: string | null;
}

/** Every list that may be taken away, by the path of its route. */
export function exportableLists(modules: readonly Module[]): ReadonlyMap<string, ExportableList> {
  const found = new Map<string, ExportableList>();
  for (const module of modules) {
    for (const [name, route] of Object.entries(module.api)) {
      if (route.export === undefined) continue;
      const place = `${module.name}.${name}`;
      const row = rowShapeOf(route.response);
      const handler = module.handlers[name];
      if (row === undefined || handler === undefined || route.method !== 'get')
        throw new Error(`${place} is no list: it cannot be exported`);
      if (module.ownTransactions?.includes(name))
        throw new Error(`${place} opens its own transactions: it cannot be exported`);
      const right = route.export.right ?? route.right;
      const fields = fieldsOf(row);
      const persons = route.export.persons ?? null;
      const holds = fields.some((field) => field.property === (persons ?? 'customerId'));
      if (holds !== (persons !== null))
        throw new Error(`${place}: the export must name the column of its customers`);
      found.set(route.path, { module, route, handler, right, fields, persons });
    }
  }
  return found;
}

/** The columns of a wish in its order; without one all but keys. Refused: names of no column. */
export function columnsOf(
  list: ExportableList,
  wish: ExportWish,
): readonly { readonly field: Field; readonly title?: string | undefined }[] | Refusal {
  const known = new Map(list.fields.map((field) => [field.property, field]));
  const wanted: ExportWish['columns'] =
    wish.columns.length > 0
      ? wish.columns
      : list.fields.filter(({ unit }) => unit !== 'id').map(({ property }) => ({ name: property }));
  const unknown = wanted.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) {
    return refuse('exports.column_unknown', { columns: unknown.join(', ') });
  }
  return wanted.map(({ name, title }) => ({ field: known.get(name)!, title }));
}
