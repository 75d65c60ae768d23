import type { LinearColumn, LinearModel } from '../../../../core/linear-model.ts';
import type { AllocationPolicy } from '../policy.ts';

export type ServeMode = 'alone' | 'with_approval' | 'assist' | 'none';

/** Customers that no rule tells apart: same kind, same level, booked at the same unit. */
export interface Cell {
  readonly kind: 'corporate' | 'individual';
  /**
   * Names the level for the grade matrix, such as 'individual/large' or 'corporate/system/premium'.
   */
  readonly level: string;
  readonly bookingPath: string;
  /** Business order: the customers of a cell are dealt out in this order. */
  readonly customerIds: readonly bigint[];
}

export interface Candidate {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly capacity: { readonly corporate: number; readonly individual: number };
  readonly load: { readonly corporate: number; readonly individual: number };
  /** Mode for each level name, from the grade matrix. */
  readonly serves: ReadonlyMap<string, ServeMode>;
}

export interface Placement {
  readonly customerId: bigint;
  readonly staffId: bigint | null;
  readonly fitMillionths: bigint;
  readonly mode: ServeMode;
  readonly sharedLevels: number;
  /** Why nobody: no RM of a fitting grade, or all of them full. */
  readonly unplaced: 'no_grade' | 'no_capacity' | null;
}

/** Levels of the organisation tree that two paths share: 1 when only head office. */
export function sharedLevels(a: string, b: string): number {
  const [left, right] = [a.split('.').slice(0, -1), b.split('.').slice(0, -1)];
  let shared = 0;
  while (shared < left.length && left[shared] === right[shared]) shared++;
  return shared;
}

/** Fit of an RM for a cell in millionths; null when the matrix does not let him lead it. */
export function fitOf(
  policy: AllocationPolicy,
  pair: { readonly mode: ServeMode; readonly sharedLevels: number },
): bigint | null {
  const { mode } = pair;
  if (mode === 'assist' || mode === 'none') return null;
  if (mode === 'with_approval' && !policy.allocateWithApproval) return null;
  const last = policy.nearness.length - 1;
  const near = policy.nearness[Math.min(pair.sharedLevels, last)]!;
  return (mode === 'alone' ? policy.grade.alone : policy.grade.withApproval) + near;
}

interface Arc {
  readonly cell: number;
  readonly rm: number;
  readonly fit: bigint;
  readonly mode: ServeMode;
  readonly shared: number;
}

export interface AllocationModel {
  readonly linear: LinearModel;
  readonly arcs: readonly Arc[];
}

/**
 * The transport model of an allocation: cells to RMs, RMs to load bands, the rest unplaced.
 * Supplies and band widths are whole, so the best answer is whole too (network matrix).
 * Cost of an arc is minus its fit; a band costs its penalty; leaving a customer unplaced costs more
 * than any fit.
 */
export function allocationModel(
  policy: AllocationPolicy,
  cells: readonly Cell[],
  rms: readonly Candidate[],
): AllocationModel {
  const arcs = arcsOf(policy, cells, rms);
  const kinds = ['corporate', 'individual'] as const;
  const rmRow = (rm: number, kind: Cell['kind']) =>
    cells.length + rm * kinds.length + kinds.indexOf(kind);
  const unplacedCost = 10_000_000;
  const columns: LinearColumn[] = arcs.map((arc) => ({
    cost: -Number(arc.fit), // tidy: not money
    upper: cells[arc.cell]!.customerIds.length,
    entries: [
      [arc.cell, 1],
      [rmRow(arc.rm, cells[arc.cell]!.kind), 1],
    ],
  }));
  cells.forEach((cell, at) => {
    columns.push({
      cost: unplacedCost,
      upper: cell.customerIds.length,
      entries: [[at, 1]],
    });
  });
  rms.forEach((rm, at) => {
    for (const kind of kinds) {
      for (const band of freeBands(policy, rm.capacity[kind], rm.load[kind])) {
        columns.push({ cost: band.cost, upper: band.places, entries: [[rmRow(at, kind), -1]] });
      }
    }
  });
  const rows = [
    ...cells.map((cell) => ({ lower: cell.customerIds.length, upper: cell.customerIds.length })),
    ...rms.flatMap(() => kinds.map(() => ({ lower: 0, upper: 0 }))),
  ];
  return { linear: { columns, rows, secondsMax: policy.secondsMax }, arcs };
}

function arcsOf(
  policy: AllocationPolicy,
  cells: readonly Cell[],
  rms: readonly Candidate[],
): Arc[] {
  const arcs: Arc[] = [];
  cells.forEach((cell, cellAt) => {
    rms.forEach((rm, rmAt) => {
      const mode = rm.serves.get(cell.level) ?? 'none';
      const shared = sharedLevels(cell.bookingPath, rm.unitPath);
      const fit = fitOf(policy, { mode, sharedLevels: shared });
      if (fit === null || rm.capacity[cell.kind] <= rm.load[cell.kind]) return;
      arcs.push({ cell: cellAt, rm: rmAt, fit, mode, shared });
    });
  });
  return arcs;
}

/**
 * The free places of an RM by load band: bounds are rounded down to whole customers, the last is
 * the capacity.
 */
export function freeBands(
  policy: AllocationPolicy,
  capacity: number,
  load: number,
): { places: number; cost: number }[] {
  const bands: { places: number; cost: number }[] = [];
  let from = load;
  for (const band of policy.loadBands) {
    const upTo = Number((BigInt(capacity) * band.upTo) / 1_000_000n); // tidy: not money
    if (upTo <= from) continue;
    bands.push({ places: upTo - from, cost: Number(band.penalty) }); // tidy: not money
    from = upTo;
  }
  return bands;
}

/** Deals the customers of each cell out in their order, as many to each RM as the answer says. */
export function placementsOf(
  cells: readonly Cell[],
  rms: readonly Candidate[],
  model: AllocationModel,
  values: readonly number[],
): Placement[] {
  const byCell = Map.groupBy(
    model.arcs.map((arc, at) => ({ arc, places: Math.round(values[at]!) })),
    (one) => one.arc.cell,
  );
  const placements: Placement[] = [];
  cells.forEach((cell, cellAt) => {
    const options = byCell.get(cellAt) ?? [];
    let next = 0;
    for (const { arc, places } of options) {
      for (const customerId of cell.customerIds.slice(next, next + places)) {
        placements.push({
          customerId,
          staffId: rms[arc.rm]!.staffId,
          fitMillionths: arc.fit,
          mode: arc.mode,
          sharedLevels: arc.shared,
          unplaced: null,
        });
      }
      next += places;
    }
    for (const customerId of cell.customerIds.slice(next)) {
      placements.push({
        customerId,
        staffId: null,
        fitMillionths: 0n,
        mode: 'none',
        sharedLevels: 0,
        unplaced: options.length === 0 ? whyNobody(cell, rms) : 'no_capacity',
      });
    }
  });
  return placements;
}

function whyNobody(cell: Cell, rms: readonly Candidate[]): 'no_grade' | 'no_capacity' {
  const fits = rms.some((rm) => ['alone', 'with_approval'].includes(rm.serves.get(cell.level)!));
  return fits ? 'no_capacity' : 'no_grade';
}
