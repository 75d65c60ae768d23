import type { Day } from './day.ts';
import type { DayRange, Quarter } from './period.ts';

/** One opening or closing of a quarter: every station gets it, every result row carries its id. */
export interface QuarterRun {
  readonly runId: bigint;
  readonly quarter: Quarter;
  /** The quarter's days, half-open. */
  readonly range: DayRange;
  /** First day of the quarter's year. */
  readonly yearFrom: Day;
  /** Opened after its first day had passed, for a past book: letters are then of kind adopted. */
  readonly backdated: boolean;
}

/**
 * What a station reports: how many rows it wrote, their digest, and notes for the officer who runs
 * the quarter.
 */
export interface StationResult {
  readonly rows: number;
  readonly digest: string;
  readonly notes: readonly StationNote[];
}

export interface StationNote {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}
