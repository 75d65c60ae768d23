import type { Refusal } from '../../../../core/refusal.ts';
import { refuse } from '../messages.ts';
import type { AllocationPolicy } from '../policy.ts';
import {
  allocationModel,
  fitOf,
  placementsOf,
  sharedLevels,
  type AllocationModel,
  type Candidate,
  type Cell,
} from './placement.ts';

/** A customer whom somebody leads and whom the optimiser may move. */
export interface Led {
  readonly customerId: bigint;
  readonly kind: 'corporate' | 'individual';
  /** Name of the level, as in Cell. */
  readonly level: string;
  readonly bookingPath: string;
  readonly leadId: bigint;
}

export interface ProposalModel {
  readonly model: AllocationModel;
  readonly cells: readonly (Cell & { readonly leadId: bigint })[];
}

/**
 * The optimiser's model over customers that have a lead: the transport model of an allocation,
 * where staying with the present lead earns the policy's points for continuity. `rms` carry the
 * load of customers that are held; those that may move are no load. Customers in business order.
 */
export function proposalModel(
  policy: AllocationPolicy,
  rms: readonly Candidate[],
  led: readonly Led[],
): ProposalModel {
  const groups = Map.groupBy(led, (one) => `${one.level}|${one.bookingPath}|${one.leadId}`);
  const cells = [...groups.values()].map((customers) => ({
    kind: customers[0]!.kind,
    level: customers[0]!.level,
    bookingPath: customers[0]!.bookingPath,
    leadId: customers[0]!.leadId,
    customerIds: customers.map((one) => one.customerId),
  }));
  const { linear, arcs } = allocationModel(policy, cells, rms);
  const stay = Number(policy.proposal.stay); // tidy: not money
  const columns = linear.columns.map((column, at) => {
    const arc = arcs[at];
    const stays = arc !== undefined && rms[arc.rm]!.staffId === cells[arc.cell]!.leadId;
    return stays ? { ...column, cost: column.cost - stay } : column;
  });
  return { model: { arcs, linear: { ...linear, columns } }, cells };
}

export type MoveReason = 'not_served' | 'over' | 'fit' | 'load';

export interface ProposedMove {
  readonly customerId: bigint;
  readonly fromId: bigint;
  readonly toId: bigint;
  /** Null: the grade of the present lead may not lead him. */
  readonly fitBefore: bigint | null;
  readonly fitAfter: bigint;
  readonly gain: bigint;
  readonly mode: 'alone' | 'with_approval';
  readonly reason: MoveReason;
}

/**
 * The moves of an answer: customers placed with another lead than today. Who finds no place stays
 * where he is. The reason is the first that holds: the lead's grade may not; the lead is over his
 * capacity; the match is better; else the load is more even.
 */
export function movesOf(
  policy: AllocationPolicy,
  rms: readonly Candidate[],
  given: ProposalModel & {
    readonly values: readonly number[];
    /** All customers that each RM leads today, movable or not. */
    readonly loads: ReadonlyMap<bigint, Readonly<Record<'corporate' | 'individual', number>>>;
  },
): ProposedMove[] {
  const byId = new Map(rms.map((one) => [one.staffId, one]));
  const cellOf = new Map(
    given.cells.flatMap((cell) => cell.customerIds.map((id) => [id, cell] as const)),
  );
  return placementsOf(given.cells, rms, given.model, given.values).flatMap((one) => {
    const cell = cellOf.get(one.customerId)!;
    if (one.staffId === null || one.staffId === cell.leadId) return [];
    const lead = byId.get(cell.leadId);
    const fitBefore = lead === undefined ? null : fitBetween(policy, lead, cell);
    const load = given.loads.get(cell.leadId)?.[cell.kind] ?? 0;
    const over = lead !== undefined && load > lead.capacity[cell.kind];
    const gain = one.fitMillionths - (fitBefore ?? 0n);
    return [
      {
        customerId: one.customerId,
        fromId: cell.leadId,
        toId: one.staffId,
        fitBefore,
        fitAfter: one.fitMillionths,
        gain,
        mode: one.mode === 'alone' ? 'alone' : 'with_approval',
        reason: fitBefore === null ? 'not_served' : over ? 'over' : gain > 0n ? 'fit' : 'load',
      } satisfies ProposedMove,
    ];
  });
}

/** Fit of an RM for a customer in millionths; null when his grade may not lead him. */
export function fitBetween(
  policy: AllocationPolicy,
  rm: Candidate,
  customer: { readonly level: string; readonly bookingPath: string },
): bigint | null {
  const mode = rm.serves.get(customer.level) ?? 'none';
  return fitOf(policy, { mode, sharedLevels: sharedLevels(customer.bookingPath, rm.unitPath) });
}

/**
 * Whether a proposed move may still be accepted: the facts are those of the proposal, nobody
 * protects the customer or hands him over, and the receiver has room (those accepted before him
 * counted). Null when it may.
 */
export function decideAcceptance(facts: {
  readonly customerNo: string;
  readonly accepted: boolean;
  readonly sameLead: boolean;
  readonly sameLevel: boolean;
  readonly protectedUntil: string | null;
  readonly openHandover: string | null;
  readonly receiver: { readonly name: string; readonly load: number; readonly max: number } | null;
}): Refusal | null {
  const { customerNo: customer, receiver } = facts;
  if (facts.accepted) return refuse('allocation.proposal_accepted', { customer });
  if (!facts.sameLead) return refuse('allocation.proposal_lead_changed', { customer });
  if (!facts.sameLevel) return refuse('allocation.proposal_level_changed', { customer });
  if (facts.protectedUntil !== null) {
    return refuse('allocation.pool_protected', { customer, until: facts.protectedUntil });
  }
  if (facts.openHandover !== null) {
    return refuse('allocation.pool_in_handover', { customer, no: facts.openHandover });
  }
  if (receiver === null) return refuse('allocation.proposal_receiver_gone', { customer });
  return receiver.load < receiver.max
    ? null
    : refuse('allocation.proposal_receiver_full', {
        name: receiver.name,
        present: receiver.load,
        max: receiver.max,
      });
}
