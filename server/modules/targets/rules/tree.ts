/** A node of the unit tree and figures that stand at some unit's path. */
export interface Placed {
  readonly path: string;
}

/** Figures at a unit and everywhere below it: a path is a prefix of the paths below. */
export function within<F extends Placed>(path: string, figures: readonly F[]): F[] {
  return figures.filter((one) => one.path.startsWith(path));
}

/** Units right below one; of those in sight. */
export function rightBelow<U extends Placed>(path: string, units: readonly U[]): U[] {
  return units.filter((one) => one.path !== path && parentPath(one.path) === path);
}

/** Units above one in sight, the highest first. */
export function above<U extends Placed>(path: string, units: readonly U[]): U[] {
  return units
    .filter((one) => one.path !== path && path.startsWith(one.path))
    .toSorted((a, b) => a.path.length - b.path.length);
}

/** Units whose parent is out of sight: where a reader's tree begins. */
export function topsOf<U extends Placed>(units: readonly U[]): U[] {
  const known = new Set(units.map((one) => one.path));
  return units.filter((one) => !known.has(parentPath(one.path)));
}

/** The path without its last part: 0001.0004. of 0001.0004.0031. */
export function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('.', path.length - 2) + 1);
}

/** The sum of what is there; null when nothing is. */
export function sumOrNull(values: readonly (bigint | null)[]): bigint | null {
  const there = values.filter((one) => one !== null);
  return there.length === 0 ? null : there.reduce((sum, one) => sum + one, 0n);
}
