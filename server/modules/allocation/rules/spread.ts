import type { SpreadWay, StayReason } from '../contract/deed.ts';
import { sharedLevels, type Candidate, type ServeMode } from './placement.ts';

/** A customer to be handed over. */
export interface SpreadCustomer {
  readonly customerId: bigint;
  readonly kind: 'corporate' | 'individual';
  /** Name of the level, as in the grade matrix. */
  readonly level: string;
  readonly bookingPath: string;
  readonly fromId: bigint;
}

export interface Spread {
  readonly toId: bigint | null;
  readonly stays: StayReason | null;
}

interface Receiver {
  readonly candidate: Candidate;
  readonly given: { corporate: number; individual: number };
}

/**
 * Who of several receivers gets each customer, in the order given. A choice by hand stands first,
 * whatever the way. Then: `level` looks for a grade that leads him alone, then with approval, and
 * there for the least filled of those with room; the customers whom fewest may lead choose first.
 * `even` deals each kind out in turn. `unit` takes the receiver nearest to the booking unit, of
 * equals the one given least. `hand` leaves whoever is not named. Nobody goes to whom he is with.
 */
export function spread(
  way: SpreadWay,
  customers: readonly SpreadCustomer[],
  receivers: readonly Candidate[],
  byHand: ReadonlyMap<bigint, bigint>,
): Spread[] {
  const dealt = receivers.map((candidate): Receiver => ({
    candidate,
    given: { corporate: 0, individual: 0 },
  }));
  const byId = new Map(dealt.map((one) => [one.candidate.staffId, one]));
  const result: Spread[] = customers.map(() => ({ toId: null, stays: 'not_named' }));
  const give = (at: number, receiver: Receiver) => {
    receiver.given[customers[at]!.kind] += 1;
    result[at] = { toId: receiver.candidate.staffId, stays: null };
  };
  const open: number[] = [];
  customers.forEach((one, at) => {
    const named = byId.get(byHand.get(one.customerId) ?? -1n);
    if (named === undefined) open.push(at);
    else if (named.candidate.staffId === one.fromId) result[at] = { toId: null, stays: 'own_lead' };
    else give(at, named);
  });
  if (way === 'hand') return result;
  const choose = { level: byLevel, even: inTurn, unit: byUnit }[way];
  const order = way === 'level' ? scarceFirst(open, customers, receivers) : open;
  for (const at of order) {
    const others = dealt.filter((one) => one.candidate.staffId !== customers[at]!.fromId);
    const chosen = others.length === 0 ? 'own_lead' : choose(customers[at]!, others);
    if (typeof chosen === 'string') result[at] = { toId: null, stays: chosen };
    else give(at, chosen);
  }
  return result;
}

const modeOf = ({ serves }: Candidate, level: string): ServeMode => serves.get(level) ?? 'none';
const ranks: readonly ServeMode[] = ['alone', 'with_approval'];

/** Customers whom fewest receivers may lead come first; of equals the order stays. */
function scarceFirst(
  open: readonly number[],
  customers: readonly SpreadCustomer[],
  receivers: readonly Candidate[],
): number[] {
  const counted = new Map<string, number>();
  for (const { level } of customers) {
    if (counted.has(level)) continue;
    const able = receivers.filter((one) => ranks.includes(modeOf(one, level)));
    counted.set(level, able.length);
  }
  const able = (at: number) => counted.get(customers[at]!.level)!;
  return open.toSorted((a, b) => able(a) - able(b) || a - b);
}

function byLevel(one: SpreadCustomer, receivers: readonly Receiver[]): Receiver | StayReason {
  let able = false;
  for (const mode of ranks) {
    const fit = receivers.filter(({ candidate }) => modeOf(candidate, one.level) === mode);
    able ||= fit.length > 0;
    let best: Receiver | null = null;
    for (const each of fit) {
      if (filled(each, one.kind) >= each.candidate.capacity[one.kind]) continue;
      if (best === null || lessFilled(each, best, one.kind)) best = each;
    }
    if (best !== null) return best;
  }
  return able ? 'no_capacity' : 'no_grade';
}

function filled({ candidate, given }: Receiver, kind: SpreadCustomer['kind']): number {
  return candidate.load[kind] + given[kind];
}

/** Whether a is filled to a smaller part of his capacity than b; whole numbers keep ties ties. */
function lessFilled(a: Receiver, b: Receiver, kind: SpreadCustomer['kind']): boolean {
  const most = (one: Receiver) => Math.min(one.candidate.capacity[kind], 1_000_000);
  return filled(a, kind) * most(b) < filled(b, kind) * most(a);
}

function inTurn({ kind }: SpreadCustomer, receivers: readonly Receiver[]): Receiver {
  return receivers.reduce((least, one) => (one.given[kind] < least.given[kind] ? one : least));
}

function byUnit(one: SpreadCustomer, receivers: readonly Receiver[]): Receiver {
  const near = (each: Receiver) => sharedLevels(one.bookingPath, each.candidate.unitPath);
  return receivers.reduce((best, each) => {
    const [a, b] = [near(each), near(best)];
    if (a !== b) return a > b ? each : best;
    return each.given[one.kind] < best.given[one.kind] ? each : best;
  });
}
