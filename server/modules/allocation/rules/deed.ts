import type { Refusal } from '../../../../core/refusal.ts';
import { refuse } from '../messages.ts';
import type { BulkPolicy } from '../policy.ts';
import type { ServeMode } from './placement.ts';

type Kind = 'corporate' | 'individual';

/** A customer that moves, as the rules of a deed see him. */
export interface DeedMove {
  readonly customerNo: string;
  readonly kind: Kind;
  readonly receiverId: bigint;
  readonly mode: ServeMode;
  /** Group of firms and its name; null: none. */
  readonly group: string | null;
  /** Why another room holds him where he is; null: nobody does. */
  readonly hold: Refusal | null;
}

export interface DeedReceiverFacts {
  readonly staffId: bigint;
  readonly name: string;
  /** Phrase of his grade. */
  readonly level: string;
  readonly load: Readonly<Record<Kind, number>>;
  /** Null: no limit. */
  readonly capacity: Readonly<Record<Kind, number | null>>;
}

export interface Violation {
  readonly reason: Refusal;
  /** Whether the policy refuses the deed for it, or only shows it to the supervisor. */
  readonly refuses: boolean;
}

/**
 * What stands against a deed, with the numbers (C2a, C2c, C2d): customers beyond the receiver's
 * grade, loads beyond the capacity of the grade, groups of firms torn apart, customers whom another
 * room holds (a dispute). The policy says of each whether it refuses. Those that need an approval
 * are shown only: the supervisor's acceptance is the approval.
 */
export function violationsOf(
  policy: BulkPolicy,
  moves: readonly DeedMove[],
  receivers: readonly DeedReceiverFacts[],
): Violation[] {
  const found: Violation[] = [];
  const add = (how: 'refuse' | 'warn', reason: Refusal) =>
    found.push({ reason, refuses: how === 'refuse' });
  const of = Map.groupBy(moves, (one) => one.receiverId);
  for (const { staffId, name, level, load, capacity } of receivers) {
    const gets = of.get(staffId) ?? [];
    const not = gets.filter((one) => one.mode === 'assist' || one.mode === 'none');
    if (not.length > 0) {
      const customer = not[0]!.customerNo;
      add(
        policy.notServed,
        refuse('allocation.deed_not_served', { name, level, customers: not.length, customer }),
      );
    }
    for (const kind of ['corporate', 'individual'] as const) {
      const adding = gets.filter((one) => one.kind === kind).length;
      const max = capacity[kind];
      if (adding === 0 || max === null || load[kind] + adding <= max) continue;
      const words = { name, kind: `people.kind.${kind}`, present: load[kind], adding, max };
      add(policy.overCapacity, refuse('allocation.deed_over', words));
    }
    const asked = gets.filter((one) => one.mode === 'with_approval').length;
    if (asked > 0) add('warn', refuse('allocation.deed_approval', { name, customers: asked }));
  }
  const inGroup = moves.filter((one) => one.group !== null);
  for (const [group, members] of Map.groupBy(inGroup, (one) => one.group!)) {
    const to = new Set(members.map((one) => one.receiverId)).size;
    if (to < 2) continue;
    const words = { group, customers: members.length, receivers: to };
    add(policy.groupSplit, refuse('allocation.deed_group_split', words));
  }
  const held = moves.filter((one) => one.hold !== null);
  for (const one of held.slice(0, 20)) add(policy.held, one.hold!);
  return found;
}

/** The first rule that refuses a deed; null when none does. */
export function decideDeed(violations: readonly Violation[]): Refusal | null {
  return violations.find((one) => one.refuses)?.reason ?? null;
}
