import { countedIn } from './counted.ts';
import { isGroup } from './document-shape.ts';

/** Where a path of a difference leads in a document. */
export interface PlaceIn {
  /** Its names without the entries of lists: what units are found by. */
  readonly names: readonly string[];
  /** What figures there are counted in. */
  readonly counted: string | undefined;
  /** Of a step that is an entry of a list: the metric, or the name that the entry bears. */
  readonly metric?: string;
  readonly name?: { readonly zh: string; readonly en: string };
}

/** Follows a path (`#2`: the second entry; else an entry's own key) in the first that it fits. */
export function placeIn(documents: readonly unknown[], path: readonly string[]): PlaceIn {
  const names: string[] = [];
  let counted: string | undefined;
  let at: readonly unknown[] = documents;
  let isEntry = false;
  for (const step of path) {
    isEntry = at.some((one) => Array.isArray(one));
    if (!isEntry) names.push(step);
    at = at.map((one) => below(one, step));
    counted = at.map(countedIn).find((one) => one !== undefined) ?? counted;
  }
  const entry = isEntry ? at.find(isGroup) : undefined;
  const metric = entry?.['metric'];
  const name = entry?.['name'];
  return {
    names,
    counted,
    ...(typeof metric === 'string' ? { metric } : {}),
    ...(isGroup(name) ? { name: name as { zh: string; en: string } } : {}),
  };
}

function below(value: unknown, step: string): unknown {
  if (isGroup(value)) return value[step];
  if (!Array.isArray(value)) return undefined;
  const at = /^#(\d+)$/.exec(step)?.[1];
  if (at !== undefined) return value[Number(at) - 1];
  return value.find((entry) => isGroup(entry) && Object.values(entry).includes(step));
}
