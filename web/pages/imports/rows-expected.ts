/**
 * Rows a file seems to have, from the rows and bytes read so far; null before anything was read.
 * Rounded up to two leading digits: it is a guess and should not look like a count. Never less than
 * what was read.
 */
export function rowsExpected(task: {
  readonly rows: string;
  readonly done: string;
  readonly total: string | null;
}): string | null {
  const rows = BigInt(task.rows);
  const done = BigInt(task.done);
  const total = BigInt(task.total ?? '0');
  if (rows <= 0n || done <= 0n || total <= 0n) return null;
  const guess = (rows * total) / done;
  const unit = 10n ** BigInt(Math.max(0, guess.toString().length - 2));
  const rounded = ((guess + unit - 1n) / unit) * unit;
  return (rounded > rows ? rounded : rows).toString();
}
