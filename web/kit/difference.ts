/**
 * Where two JSON documents differ; pure. Entries of lists are matched by `id`, `key` or `name`,
 * else by place.
 */
export interface Difference {
  readonly path: readonly string[];
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before?: unknown;
  readonly after?: unknown;
}

type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const names = ['id', 'key', 'code', 'name'];

/** The property that names each entry of both lists uniquely, if one does. */
function nameOf(lists: readonly (readonly unknown[])[]): string | undefined {
  return names.find((name) =>
    lists.every((list) => {
      const found = list.map((entry) => (isPlain(entry) ? entry[name] : undefined));
      const texts = found.filter((one) => typeof one === 'string' || typeof one === 'number');
      return texts.length === list.length && new Set(texts).size === list.length;
    }),
  );
}

function keyed(list: readonly unknown[], name: string | undefined): Plain {
  return Object.fromEntries(
    list.map((entry, at) => [
      name === undefined ? `#${at + 1}` : String((entry as Plain)[name]),
      entry,
    ]),
  );
}

/** Every place that was added, removed or changed, in the order of the newer document. */
export function differencesOf(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): readonly Difference[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ path, kind: 'added', after }];
  if (after === undefined) return [{ path, kind: 'removed', before }];
  if (Array.isArray(before) && Array.isArray(after)) {
    const name = nameOf([before, after]);
    return differencesOf(keyed(before, name), keyed(after, name), path);
  }
  if (isPlain(before) && isPlain(after)) {
    const steps = new Set([...Object.keys(after), ...Object.keys(before)]);
    return [...steps].flatMap((step) => differencesOf(before[step], after[step], [...path, step]));
  }
  return before === after ? [] : [{ path, kind: 'changed', before, after }];
}
