/** A place where two documents differ; old and new as text, null where it is not there. */
export interface PlaceOfDifference {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly before: string | null;
  readonly after: string | null;
}

/** Properties that name the entries of a list, when they do so uniquely in both documents. */
const names = ['code', 'curve', 'activity', 'metric', 'level', 'kind', 'name', 'id', 'key'];

type Plain = Readonly<Record<string, unknown>>;

/**
 * Every place where two plain documents differ, by path in order of text. Entries of lists are
 * compared by the property that names them, else by position.
 */
export function differenceOf(before: unknown, after: unknown): PlaceOfDifference[] {
  const places: PlaceOfDifference[] = [];
  compare('', before, after, places);
  return places.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function compare(path: string, before: unknown, after: unknown, places: PlaceOfDifference[]): void {
  if (before === undefined || after === undefined) {
    if (before === after) return;
    const change = before === undefined ? 'added' : 'removed';
    places.push({ path, change, before: shown(before), after: shown(after) });
    return;
  }
  const [one, other] = [entriesOf(before, after), entriesOf(after, before)];
  if (one === null || other === null) {
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    places.push({ path, change: 'changed', before: shown(before), after: shown(after) });
    return;
  }
  for (const key of new Set([...one.keys(), ...other.keys()])) {
    const below = key.startsWith('[') || path === '' ? `${path}${key}` : `${path}.${key}`;
    compare(below, one.get(key), other.get(key), places);
  }
}

/**
 * The entries of an object or list by name; null for a plain value, or when the two do not match.
 */
function entriesOf(value: unknown, beside: unknown): Map<string, unknown> | null {
  if (Array.isArray(value)) {
    if (!Array.isArray(beside)) return null;
    const name = names.find((one) => isNamedBy(value, one) && isNamedBy(beside, one));
    return new Map(
      value.map((entry, at) => [`[${name === undefined ? at : (entry as Plain)[name]}]`, entry]),
    );
  }
  if (!isPlain(value) || !isPlain(beside)) return null;
  return new Map(Object.entries(value));
}

function isNamedBy(list: readonly unknown[], name: string): boolean {
  const found = list.map((entry) => (isPlain(entry) ? entry[name] : undefined));
  return found.every((one) => typeof one === 'string') && new Set(found).size === list.length;
}

/** A group of named entries: neither a list nor a plain value. */
export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
