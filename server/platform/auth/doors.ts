import type { Day } from '../../../core/day.ts';
import type { Tx } from '../db/transaction.ts';

/**
 * What sign-in must know of the bank. The platform names no room: `server/main.ts` hands these in.
 */
export interface AuthDoors {
  readonly bank: (tx: Tx) => Promise<BankFrame>;
  /** The unit of a member of staff; null when there is no such member. */
  readonly unitOfStaff: (tx: Tx, staffId: bigint) => Promise<StaffUnit | null>;
  /** Names of units by id; unknown ids are left out. */
  readonly unitNames: (tx: Tx, unitIds: readonly bigint[]) => Promise<ReadonlyMap<bigint, string>>;
  /** Paths of units by id; unknown ids are left out. */
  readonly unitPaths: (tx: Tx, unitIds: readonly bigint[]) => Promise<ReadonlyMap<bigint, string>>;
}

export interface BankFrame {
  readonly name: string;
  readonly currency: string;
  readonly demo: boolean;
  readonly today: Day;
}

export interface StaffUnit {
  readonly path: string;
  readonly name: string;
}
