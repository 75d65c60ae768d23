import type { UnitRow } from '../../../server/modules/organisation/contract.ts';

/** A unit with the units below it. */
export interface Branch extends UnitRow {
  readonly children?: Branch[];
}

/** The tree of units given parents first; a unit whose parent is absent stands at the top. */
export function treeOf(rows: readonly UnitRow[]): Branch[] {
  const ids = new Set(rows.map((row) => row.unitId));
  const below = Map.groupBy(rows, (row) =>
    row.parentId !== null && ids.has(row.parentId) ? row.parentId : '',
  );
  const grown = (row: UnitRow): Branch => {
    const children = below.get(row.unitId);
    return children === undefined ? row : { ...row, children: children.map(grown) };
  };
  return (below.get('') ?? []).map(grown);
}

/** The units whose name or code holds the text, with every unit above them. */
export function foundWithParents(rows: readonly UnitRow[], text: string): readonly UnitRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return rows;
  const byId = new Map(rows.map((row) => [row.unitId, row]));
  const kept = new Set<string>();
  for (const row of rows) {
    if (!`${row.code} ${row.name}`.toLowerCase().includes(wanted)) continue;
    let at: UnitRow | undefined = row;
    while (at !== undefined && !kept.has(at.unitId)) {
      kept.add(at.unitId);
      at = at.parentId === null ? undefined : byId.get(at.parentId);
    }
  }
  return rows.filter((row) => kept.has(row.unitId));
}
