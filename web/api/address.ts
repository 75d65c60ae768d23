import type { Route } from '../../core/schema.ts';

/** The input as text and JSON, when the route is not known to the compiler. */
export interface LooseInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

const base = '/api';

/** The address of a route under /api with its parameters and query filled in. */
export function addressOf(route: Pick<Route, 'path'>, input: LooseInput = {}): string {
  const params = (input.params ?? {}) as Readonly<Record<string, unknown>>;
  const path = route.path.replace(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as object)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) words.append(name, String(one));
  }
  const query = words.toString();
  return `${base}${path}${query === '' ? '' : `?${query}`}`;
}
