export interface Load {
  readonly state: 'fits' | 'full' | 'over';
  readonly tone: 'good' | 'warn' | 'bad';
  readonly percent: number;
}

/** Customers held against the most of a grade; null when the grade leads none and none are held. */
export function loadOf(held: number, most: number): Load | null {
  if (most === 0 && held === 0) return null;
  const percent = most === 0 ? 100 : Math.floor((held * 100) / most);
  if (held > most) return { state: 'over', tone: 'bad', percent };
  return held === most
    ? { state: 'full', tone: 'warn', percent }
    : { state: 'fits', tone: 'good', percent };
}

interface Held {
  readonly corporate: number;
  readonly corporateMax: number;
  readonly individual: number;
  readonly individualMax: number;
}

/**
 * Room for more customers over all RMs (an RM beyond his capacity takes no room from others), and
 * how many RMs that lead customers have none of either kind left.
 */
export function roomOf(rows: readonly Held[]): {
  readonly corporate: number;
  readonly individual: number;
  readonly full: number;
} {
  const left = (row: Held) => ({
    corporate: Math.max(0, row.corporateMax - row.corporate),
    individual: Math.max(0, row.individualMax - row.individual),
  });
  const lefts = rows.map(left);
  const isFull = (row: Held) =>
    row.corporate >= row.corporateMax &&
    row.individual >= row.individualMax &&
    row.corporate + row.individual > 0;
  return {
    corporate: lefts.reduce((sum, one) => sum + one.corporate, 0),
    individual: lefts.reduce((sum, one) => sum + one.individual, 0),
    full: rows.filter(isFull).length,
  };
}
