import type { Rights } from '../../../core/actor.ts';
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

/** What the administration of accounts must know besides. */
export interface AdministrationDoors {
  /** Every member of staff: when he left. */
  readonly staffStates: (tx: Tx) => Promise<ReadonlyMap<bigint, StaffState>>;
  /** What the transaction's own scope shows of the bank. */
  readonly sight: (tx: Tx, customerNo: string) => Promise<Seen>;
}

export interface Seen {
  readonly counts: readonly { readonly what: string; readonly count: bigint }[];
  readonly samples: readonly {
    readonly customerNo: string;
    readonly name: string;
    readonly unit: string;
  }[];
  readonly customerSeen: boolean;
}

export interface StaffState {
  readonly leftOn: string | null;
}

export interface StaffUnit {
  readonly path: string;
  readonly name: string;
}

/** All that the room is given by the house. */
export interface AuthParts {
  readonly doors: AuthDoors;
  readonly administration: AdministrationDoors;
  /** Every access table of the house, for the rights that a page is told. */
  readonly rights: () => Rights;
}
