import { fen, type Fen } from '../../../../core/money.ts';
import { quarterIndex, quartersOf, quarterYear, type Quarter } from '../../../../core/period.ts';
import type { EntryKind } from '../contract.ts';

/** Sums of a purse by kind of entry, none negative. */
export type PurseSums = Readonly<Record<EntryKind, bigint>>;

export interface Balance {
  readonly granted: Fen;
  /** Reserved and not yet used or returned. */
  readonly reserved: Fen;
  readonly used: Fen;
  readonly expired: Fen;
  readonly left: Fen;
}

/**
 * What a purse holds: left + reserved + used + expired = granted at all times. An application
 * reserves; what was paid of it becomes used, the rest returns; neither touches what is left.
 */
export function balanceOf(sums: PurseSums): Balance {
  const { granted, reserved, used, returned, expired } = sums;
  return {
    granted: fen(granted),
    reserved: fen(reserved - used - returned),
    used: fen(used),
    expired: fen(expired),
    left: fen(granted + returned - reserved - expired),
  };
}

/** The quarters up to one whose grants are valid together with it: of its year, or itself. */
export function validQuarters(of: Quarter, validity: 'year' | 'quarter'): readonly Quarter[] {
  if (validity === 'quarter') return [of];
  return quartersOf(quarterYear(of)).slice(0, quarterIndex(of));
}

/** Whether what a quarter granted is still valid in another quarter. */
export function validIn(granted: Quarter, now: Quarter, validity: 'year' | 'quarter'): boolean {
  return validity === 'quarter' ? granted === now : quarterYear(granted) === quarterYear(now);
}
