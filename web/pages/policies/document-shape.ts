/** A group of named entries of a document. */
export type Group = Readonly<Record<string, unknown>>;

export function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of plain values, shown in one line. */
export function isPlainList(value: readonly unknown[]): boolean {
  return value.every((entry) => typeof entry !== 'object' || entry === null);
}

/** Whether the entries are two groups or more with the same names all the way down. */
export function sameShape(group: Group): boolean {
  const entries = Object.values(group);
  if (entries.length < 2 || !entries.every(isGroup)) return false;
  const shapes = entries.map((entry) => shapeOf(entry));
  return shapes.every((shape) => shape !== null && shape === shapes[0]);
}

/** A metric with its weight in millionths; without one it counts once. */
export interface SumTerm {
  readonly metric: string;
  readonly weight?: string;
}

/** The terms of a weighted sum of metrics, bare or as the only entry of a value; else null. */
export function sumIn(value: unknown): readonly SumTerm[] | null {
  if (isGroup(value)) {
    const names = Object.keys(value);
    return names.length === 1 && names[0] === 'of' ? sumIn(value['of']) : null;
  }
  if (!Array.isArray(value) || value.length === 0) return null;
  const isTerm = (one: unknown): one is SumTerm =>
    isGroup(one) &&
    typeof one['metric'] === 'string' &&
    Object.entries(one).every(
      ([name, below]) => ['metric', 'weight'].includes(name) && typeof below === 'string',
    );
  return value.every(isTerm) ? value : null;
}

/** Most columns that a list of groups takes as a table. */
const columnsMost = 8;

/** Whether a list of groups is read as a table: few names in all, or the same names in each. */
export function isTable(list: readonly unknown[]): boolean {
  const groups = list.filter(isGroup);
  const names = new Set(groups.flatMap((group) => Object.keys(group)));
  return (
    names.size <= columnsMost || groups.every((group) => Object.keys(group).length === names.size)
  );
}

/** One place of several groups of one shape, with the value of each. */
export interface Line {
  readonly path: readonly string[];
  readonly values: readonly unknown[];
}

/** The places of groups of one shape, in order. */
export function linesOf(groups: Group): readonly Line[] {
  const entries = Object.values(groups).filter(isGroup);
  const lines = (path: readonly string[], here: readonly Group[]): Line[] =>
    Object.keys(here[0] ?? {}).flatMap((name) => {
      const values = here.map((one) => one[name]);
      const below = values.filter(isGroup);
      return below.length === values.length
        ? lines([...path, name], below)
        : [{ path: [...path, name], values }];
    });
  return lines([], entries);
}

/** The names of a group all the way down; null when a list of groups stands in it. */
function shapeOf(group: Group): string | null {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(group)) {
    if (Array.isArray(value) && !isPlainList(value)) return null;
    if (!isGroup(value)) {
      parts.push(name);
      continue;
    }
    const below = shapeOf(value);
    if (below === null) return null;
    parts.push(`${name}{${below}}`);
  }
  return parts.join(',');
}
