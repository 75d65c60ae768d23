/**
 * A linear model: minimise Σ cost·x with bounds on columns and rows. Optimisation is search, not
 * money: its numbers are doubles; what it proposes is checked and recorded in exact terms by the
 * caller.
 */
export interface LinearModel {
  readonly columns: readonly LinearColumn[];
  /** Bounds of each row: lower ≤ Σ entries·x ≤ upper. */
  readonly rows: readonly { readonly lower: number; readonly upper: number }[];
  readonly integer?: boolean;
  readonly secondsMax: number;
}

export interface LinearColumn {
  readonly cost: number;
  readonly upper: number;
  readonly entries: readonly (readonly [row: number, value: number])[];
}

export interface LinearAnswer {
  readonly status: 'optimal' | 'infeasible' | 'time_limit' | 'other';
  readonly values: readonly number[];
  readonly objective: number;
}
