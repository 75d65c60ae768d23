/** One line of a record's detail: a place in it, and its value, or the values before and after. */
export interface DetailLine {
  readonly name: string;
  readonly value: string;
  readonly before?: string;
}

type Json = unknown;

/**
 * A record's detail as lines: nested things by their path, `before` and `after` side by side, only
 * what differs.
 */
export function linesOf(detail: Readonly<Record<string, Json>>): readonly DetailLine[] {
  const { before, after, ...rest } = detail;
  if (before === undefined || after === undefined) return flat(detail);
  const old = new Map(flat({ '': before }).map(({ name, value }) => [name, value]));
  const now = new Map(flat({ '': after }).map(({ name, value }) => [name, value]));
  const changed = [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => old.get(name) !== now.get(name))
    .map((name) => ({ name, before: old.get(name) ?? '', value: now.get(name) ?? '' }));
  return [...flat(rest), ...changed];
}

function flat(value: Readonly<Record<string, Json>>, under = ''): DetailLine[] {
  return Object.entries(value).flatMap(([key, one]) => {
    const name = [under, key].filter((part) => part !== '').join('.');
    if (Array.isArray(one) && one.every((each) => typeof each !== 'object')) {
      return one.length === 0 ? [] : [{ name, value: one.join(', ') }];
    }
    if (typeof one === 'object' && one !== null) {
      return flat(one as Readonly<Record<string, Json>>, name);
    }
    return one === null || one === '' ? [] : [{ name, value: String(one) }];
  });
}
