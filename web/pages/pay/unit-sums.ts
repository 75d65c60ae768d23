/** Pay of a unit in a quarter, in fen digits; rest = held and deducted. */
export interface UnitSum {
  readonly unitName: string;
  readonly paidNow: string;
  readonly deferred: string;
  readonly rest: string;
}

interface GradeSum {
  readonly unitName: string;
  readonly gross: string;
  readonly paidNow: string;
  readonly deferred: string;
}

/** Sums over the grades of each unit, largest gross first; paid + deferred + rest = gross. */
export function sumsByUnit(rows: readonly GradeSum[]): readonly UnitSum[] {
  const add = (of: readonly GradeSum[], take: (row: GradeSum) => string) =>
    of.reduce((sum, row) => sum + BigInt(take(row)), 0n);
  return [...Map.groupBy(rows, (row) => row.unitName)]
    .map(([unitName, of]) => ({
      unitName,
      gross: add(of, (row) => row.gross),
      paidNow: add(of, (row) => row.paidNow),
      deferred: add(of, (row) => row.deferred),
    }))
    .toSorted((a, b) => (a.gross === b.gross ? 0 : a.gross > b.gross ? -1 : 1))
    .map((unit) => ({
      unitName: unit.unitName,
      paidNow: String(unit.paidNow),
      deferred: String(unit.deferred),
      rest: String(unit.gross - unit.paidNow - unit.deferred),
    }));
}
