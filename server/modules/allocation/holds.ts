import type { Day } from '../../../core/day.ts';
import type { Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { PoolPolicy } from './policy/pool.ts';

/** What is about to happen to customers. */
export type HeldVerb = 'claim' | 'recycle' | 'hand_over';

export interface HoldQuestion {
  readonly verb: HeldVerb;
  readonly customerIds: readonly bigint[];
  readonly today: Day;
  /** The RM who claims; null where nobody does. */
  readonly staffId: bigint | null;
  readonly policy: PoolPolicy['holds'];
}

/**
 * A room below this one tells which customers it holds and why, in its own words with the numbers
 * and the next step. Who is not in the answer is free. One query for all of them.
 */
export type Hold = (tx: Tx, question: HoldQuestion) => Promise<ReadonlyMap<bigint, Refusal>>;

const holds = new Map<string, Hold>();

/** The door for rooms below: called once as the room is loaded; a room has one hold. */
export function holdInPool(room: string, hold: Hold): void {
  if (holds.has(room)) throw new Error(`the room ${room} has a hold already`);
  holds.set(room, hold);
}

/** Who of some customers is held, and the first reason, rooms in the order of the house. */
export async function holdsOf(
  tx: Tx,
  question: HoldQuestion,
): Promise<ReadonlyMap<bigint, Refusal>> {
  const held = new Map<bigint, Refusal>();
  if (question.customerIds.length === 0) return held;
  for (const hold of holds.values()) {
    for (const [customerId, reason] of await hold(tx, question)) {
      if (!held.has(customerId)) held.set(customerId, reason);
    }
  }
  return held;
}
