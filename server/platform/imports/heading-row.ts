/**
 * Where the heading of a foreign table stands. Banks put a title, who made it and the unit of
 * money above the heading, and group columns by a second line of it.
 */
export interface HeadingRow {
  /** Position among the rows given; those above are title. */
  readonly at: number;
  readonly names: readonly string[];
}

/** Rows looked at to find the heading. */
export const headingWithin = 30;
const titleMax = 10;

/**
 * The heading is the first of the first ten rows that names at least six tenths of the columns the
 * widest row has, each by words. Where no such row stands, or a row above it fills a third of the
 * columns with a number or a day among them, the first row is the heading: no row of data is passed
 * over. A name
 * that is missing, short or stands twice is completed from the line of groups above it.
 */
export function headingRowOf(rows: readonly (readonly string[])[]): HeadingRow {
  const seen = rows.slice(0, headingWithin);
  const widest = Math.max(0, ...seen.map(filled));
  const first = { at: 0, names: rows[0] ?? [] };
  if (widest < 2) return first;
  const wide = seen.slice(0, titleMax + 1).findIndex((cells) => filled(cells) * 10 >= widest * 6);
  const at = wide >= 0 && standsOver(seen, wide) ? wide + 1 : wide;
  if (at <= 0 || !seen[at]!.every(isWords)) return first;
  const maybeData = (cells: readonly string[]) =>
    filled(cells) * 3 >= widest && filled(cells) > 1 && cells.some(isData);
  if (seen.slice(0, at).some(maybeData)) return first;
  const names = seen[at]!;
  const above = seen[at - 1]!;
  return { at, names: isGroups(above) ? completed(names, above) : names };
}

const filled = (cells: readonly string[]): number =>
  cells.filter((cell) => cell.trim() !== '').length;

/** A bare number or a bare day: a value and not a word. */
const isData = (cell: string): boolean =>
  /^[-+]?[\d,]*\.?\d+%?$|^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/.test(cell.trim());

const isWords = (cell: string): boolean => !isData(cell);

/** A line of groups names at least two places, shortly; a title stands alone or says what: who. */
const isGroups = (cells: readonly string[]): boolean =>
  filled(cells) >= 2 && cells.every((cell) => !/[:：]/.test(cell) && [...cell.trim()].length <= 12);

/**
 * Whether a row is a line of groups: it has gaps, the next row fills each of them and has words
 * only, and the row after that holds values.
 */
function standsOver(rows: readonly (readonly string[])[], at: number): boolean {
  const [groups = [], names = [], values = []] = rows.slice(at, at + 3);
  const gaps = names.filter((name, place) => name.trim() !== '' && blank(groups[place]));
  const missed = groups.filter((group, place) => group.trim() === '' && blank(names[place]));
  const words = groups.every(isWords) && names.every(isWords);
  return isGroups(groups) && gaps.length > 0 && missed.length === 0 && words && values.some(isData);
}

const blank = (cell: string | undefined): boolean => (cell ?? '').trim() === '';

function completed(names: readonly string[], groups: readonly string[]): readonly string[] {
  const width = Math.max(names.length, groups.length);
  let group = '';
  return Array.from({ length: width }, (_none, at) => {
    const own = (groups[at] ?? '').trim();
    if (own !== '') group = own;
    const name = (names[at] ?? '').trim();
    if (name === '') return own;
    const twice = names.some((other, place) => place !== at && other.trim() === name);
    const vague = twice || [...name].length <= 2;
    return vague && group !== '' && group !== name ? `${group}${name}` : name;
  });
}
