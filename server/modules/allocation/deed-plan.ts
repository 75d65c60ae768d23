import { createHash } from 'node:crypto';
import type { Actor } from '../../../core/actor.ts';
import type { Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce, type PolicyInForce } from '../../platform/policy/store.ts';
import { businessDay, lastSealedQuarter } from '../organisation/index.ts';
import {
  gradeMatrix,
  levelOf,
  rmsOn,
  staffByNos,
  type GradedRm,
  type NamedStaff,
} from '../people/index.ts';
import { candidatesFrom } from './candidates.ts';
import type { DeedCause, SpreadWay, StayReason } from './contract/deed.ts';
import type { HandoverCause } from './contract.ts';
import { inScope, modesFor, sumOf, type Draft } from './handover-draft.ts';
import { holdsOf } from './holds.ts';
import { levelName } from './levels.ts';
import { refuse } from './messages.ts';
import { allocationKind, type AllocationPolicy } from './policy.ts';
import { poolKind } from './policy/pool.ts';
import { violationsOf, type Violation } from './rules/deed.ts';
import { decideMove, decideProposal, receiversOf } from './rules/handover.ts';
import type { Candidate } from './rules/placement.ts';
import { spread, type Spread } from './rules/spread.ts';
import * as facts from './store/deed.ts';
import * as handovers from './store/handover-facts.ts';
import * as claims from './store/pool-claims.ts';

export interface WantedDeed {
  readonly cause: DeedCause;
  readonly leaveMonths: number | null;
  readonly fromStaffNo: string | null;
  readonly customerIds: readonly bigint[] | null;
  readonly receiverNos: readonly string[];
  readonly way: SpreadWay;
  readonly byHand: readonly { readonly customerId: bigint; readonly staffNo: string }[];
  readonly headStaffNo: string | null;
  readonly deputyStaffNo: string | null;
  readonly effectiveDay: Day;
  readonly note: string;
}

/** RMs who hand over at once, at most. */
const giversMost = 20;

interface Giver {
  readonly staff: NamedStaff;
  readonly led: readonly handovers.LedCustomer[];
  readonly chosen: readonly handovers.LedCustomer[];
}

interface Persons {
  readonly givers: readonly Giver[];
  readonly receivers: readonly { readonly staff: NamedStaff; readonly rm: GradedRm }[];
  readonly head: NamedStaff | null;
  readonly deputy: NamedStaff | null;
}

export interface PlannedCustomer {
  readonly customer: handovers.LedCustomer;
  readonly fromName: string;
  readonly to: NamedStaff | null;
  readonly stays: StayReason | null;
}

export interface Pair {
  readonly cause: HandoverCause;
  readonly draft: Draft;
}

export interface Plan {
  readonly planned: readonly PlannedCustomer[];
  readonly pairs: readonly Pair[];
  readonly receivers: readonly (Persons['receivers'][number] & { readonly seen: Candidate })[];
  readonly violations: readonly Violation[];
  readonly held: ReadonlyMap<bigint, Refusal>;
  readonly net: Awaited<ReturnType<typeof facts.loadNet>>;
  readonly digest: string;
}

/**
 * What a deed would do as things stand: who of the receivers gets whom, what moves of each customer
 * (HANDOVER), and what stands against it. Refuses unknown or absent persons, customers out of
 * scope, and each pair of RMs as decideProposal does. `lock`: for the proposal itself.
 */
export async function planDeed(
  tx: Tx,
  actor: Actor,
  wanted: WantedDeed,
  { lock }: { readonly lock: boolean },
): Promise<Refusal | Plan> {
  const policy = await policyInForce(tx, allocationKind, wanted.effectiveDay);
  const persons = await personsOf(tx, actor, wanted, { policy, lock });
  if (isRefusal(persons)) return persons;
  const { givers } = persons;
  const staying = await stayingOf(tx, wanted, givers);
  const graded = persons.receivers.map((one) => one.rm);
  const candidates = await candidatesOf(tx, wanted.effectiveDay, { policy, graded, givers });
  const open = givers.flatMap(({ staff, chosen }) =>
    chosen
      .filter((one) => !staying.has(one.customerId))
      .map((customer) => ({ customer, fromId: staff.staffId })),
  );
  const numbers = new Map(persons.receivers.map((one) => [one.staff.staffNo, one.staff.staffId]));
  const dealt = spread(
    wanted.way,
    open.map(({ customer, fromId }) => ({
      ...customer,
      level: levelName(levelOf(customer)),
      fromId,
    })),
    candidates,
    new Map(wanted.byHand.map((one) => [one.customerId, numbers.get(one.staffNo) ?? -1n])),
  );
  const spreadOf = new Map(open.map(({ customer }, at) => [customer.customerId, dealt[at]!]));
  const paired = await pairsOf(tx, wanted, { persons, policy, spreadOf });
  if (isRefusal(paired)) return paired;
  const { pairs, withoutHead } = paired;
  const planned = givers.flatMap(({ staff, chosen }) =>
    chosen.map((customer): PlannedCustomer => {
      const { customerId } = customer;
      const stays = withoutHead.has(customerId)
        ? 'no_head'
        : (staying.get(customerId) ?? spreadOf.get(customerId)!.stays);
      const toId = stays === null ? spreadOf.get(customerId)!.toId : null;
      const to = persons.receivers.find((one) => one.staff.staffId === toId)?.staff ?? null;
      return { customer, fromName: staff.name, to, stays };
    }),
  );
  const held = await heldOf(tx, pairs);
  return {
    planned,
    pairs,
    receivers: persons.receivers.map((one, at) => ({ ...one, seen: candidates[at]! })),
    violations: against(policy.body, pairs, { persons, candidates, held }),
    held,
    net: await facts.loadNet(
      tx,
      givers.map((one) => one.staff.staffId),
    ),
    digest: digestOf(wanted, pairs),
  };
}

async function personsOf(
  tx: Tx,
  actor: Actor,
  wanted: WantedDeed,
  given: { readonly policy: PolicyInForce<AllocationPolicy>; readonly lock: boolean },
): Promise<Refusal | Persons> {
  const { fromStaffNo, customerIds, receiverNos, headStaffNo, deputyStaffNo } = wanted;
  if ((fromStaffNo === null) === (customerIds === null)) return refuse('allocation.deed_whom');
  const asked = [...new Set(customerIds ?? [])];
  const named =
    fromStaffNo === null
      ? await facts.loadGivers(tx, asked)
      : [{ staffNo: fromStaffNo, customerIds: null }];
  const others = [headStaffNo, deputyStaffNo].filter((one) => one !== null);
  const wantedNos = [...named.map((one) => one.staffNo), ...receiverNos, ...others];
  const staff = new Map((await staffByNos(tx, wantedNos)).map((one) => [one.staffNo, one]));
  const missing = others.find((no) => !staff.has(no));
  if (missing !== undefined) {
    return refuse('allocation.handover_person_missing', { staffNo: missing });
  }
  const seen = named.flatMap((one) => {
    const giver = staff.get(one.staffNo);
    return giver !== undefined && inScope(actor, giver.unitPath) ? [{ ...one, giver }] : [];
  });
  if (fromStaffNo !== null && seen.length === 0) return refuse('allocation.handover_from_unknown');
  const known = seen.reduce((sum, one) => sum + (one.customerIds?.length ?? 0), 0);
  if (fromStaffNo === null && known < asked.length) {
    return refuse('allocation.deed_customer_unknown', { customers: asked.length - known });
  }
  if (seen.length > giversMost) {
    return refuse('allocation.deed_givers', { givers: seen.length, max: giversMost });
  }
  const rms = new Map((await rmsOn(tx, wanted.effectiveDay)).map((one) => [one.staffNo, one]));
  const nos = [...new Set(receiverNos)];
  const absent = nos.find((no) => !isThere(staff.get(no), wanted.effectiveDay) || !rms.has(no));
  if (absent !== undefined) return refuse('allocation.deed_receiver', { staffNo: absent });
  const receivers = nos.map((no) => ({ staff: staff.get(no)!, rm: rms.get(no)! }));
  const of = {
    on: wanted.effectiveDay,
    runId: await handovers.latestClosing(tx),
    problemClasses: given.policy.body.handover.problemClasses,
  };
  const givers: Giver[] = [];
  for (const one of seen.toSorted((a, b) => (a.giver.staffId < b.giver.staffId ? -1 : 1))) {
    if (given.lock) await handovers.lockHandovers(tx, one.giver.staffId);
    const led = await handovers.loadLed(tx, { ...of, staffId: one.giver.staffId });
    const ids = one.customerIds === null ? null : new Set(one.customerIds);
    const chosen = ids === null ? led : led.filter((customer) => ids.has(customer.customerId));
    givers.push({ staff: one.giver, led, chosen });
  }
  return {
    givers,
    receivers,
    head: staff.get(headStaffNo ?? '') ?? null,
    deputy: staff.get(deputyStaffNo ?? '') ?? null,
  };
}

function isThere(staff: NamedStaff | undefined, on: Day): boolean {
  return staff !== undefined && staff.isRm && (staff.leftOn === null || staff.leftOn > on);
}

/** Who stays whatever the way: in another hand-over; protected, unless his RM leaves the post. */
async function stayingOf(
  tx: Tx,
  wanted: WantedDeed,
  givers: readonly Giver[],
): Promise<ReadonlyMap<bigint, StayReason>> {
  const ids = givers.flatMap((one) => one.chosen.map((customer) => customer.customerId));
  const stays = new Map<bigint, StayReason>();
  for (const id of (await claims.loadOpenHandovers(tx, ids)).keys()) stays.set(id, 'in_handover');
  if (wanted.cause !== 'move') return stays;
  const covered = await claims.loadProtected(tx, ids, wanted.effectiveDay);
  for (const id of covered.keys()) if (!stays.has(id)) stays.set(id, 'protected');
  return stays;
}

async function candidatesOf(
  tx: Tx,
  on: Day,
  given: {
    readonly policy: PolicyInForce<AllocationPolicy>;
    readonly graded: readonly GradedRm[];
    readonly givers: readonly Giver[];
  },
): Promise<Candidate[]> {
  const { body: matrix } = await gradeMatrix(tx, on);
  const { graded, givers } = given;
  const chosen = givers.flatMap((one) => one.chosen);
  const levels = [...new Set(chosen.map((one) => levelName(levelOf(one))))];
  const loads = await facts.loadLoadsOf(
    tx,
    graded.map((one) => one.staffId),
  );
  const loadOf = (staffId: bigint) => loads.get(staffId);
  return candidatesFrom(graded, { policy: given.policy.body, matrix, levels, loadOf });
}

/** A hand-over for each pair of giver and receiver, and problem loans that nobody can take. */
async function pairsOf(
  tx: Tx,
  wanted: WantedDeed,
  given: {
    readonly persons: Persons;
    readonly policy: PolicyInForce<AllocationPolicy>;
    readonly spreadOf: ReadonlyMap<bigint, Spread>;
  },
): Promise<Refusal | { pairs: Pair[]; withoutHead: ReadonlySet<bigint> }> {
  const { persons, policy, spreadOf } = given;
  const { givers, receivers, head, deputy } = persons;
  const rules = policy.body.handover;
  const modes = await modesFor(tx, wanted.effectiveDay);
  const lastSealed = await lastSealedQuarter(tx);
  const names = new Map(
    [...receivers.map((one) => one.staff), head, deputy].flatMap((one) =>
      one === null ? [] : [[one.staffId, one.name] as const],
    ),
  );
  let headHas = head === null ? 0 : await problemsOf(tx, head.staffId, wanted, rules);
  const withoutHead = new Set<bigint>();
  const pairs: Pair[] = [];
  for (const { staff: from, led, chosen } of givers) {
    const byReceiver = Map.groupBy(chosen, (one) => spreadOf.get(one.customerId)?.toId ?? null);
    for (const { staff: to } of receivers) {
      const mine = byReceiver.get(to.staffId) ?? [];
      if (mine.length === 0) continue;
      const cause = causeOf(wanted.cause, from.unitPath === to.unitPath);
      const moveFacts = { cause, leaveMonths: wanted.leaveMonths, loansFen: sumOf(led) };
      const takers = receiversOf(rules, mine, {
        to: to.staffId,
        head: head?.staffId ?? null,
        deputy: deputy?.staffId ?? null,
        headHas,
      });
      if (head !== null) headHas += takers.filter((one) => one === head.staffId).length;
      const customers = mine.flatMap((customer, at) => {
        const receiverId = takers[at]!;
        if (receiverId === null) {
          withoutHead.add(customer.customerId);
          return [];
        }
        const move = decideMove(rules, moveFacts, customer);
        const mode = modes(receiverId, customer);
        return [{ ...customer, ...move, receiverId, receiverName: names.get(receiverId)!, mode }];
      });
      if (customers.length === 0) continue;
      const refused = decideProposal({
        ...moveFacts,
        from,
        to,
        inScope: true,
        effectiveDay: wanted.effectiveDay,
        lastSealed,
        customers: customers.length,
        openElsewhere: null,
        withoutReceiver: 0,
      });
      if (refused !== null) return refused;
      const [headId, deputyId] = [head?.staffId ?? null, deputy?.staffId ?? null];
      pairs.push({ cause, draft: { from, to, headId, deputyId, policy, customers } });
    }
  }
  return { pairs, withoutHead };
}

function causeOf(cause: DeedCause, sameTeam: boolean): HandoverCause {
  if (cause !== 'move') return cause;
  return sameTeam ? 'within_team' : 'cross_team';
}

/** Customers with problem loans that the head leads already. */
async function problemsOf(
  tx: Tx,
  staffId: bigint,
  wanted: WantedDeed,
  rules: AllocationPolicy['handover'],
): Promise<number> {
  const { problemClasses } = rules;
  const runId = await handovers.latestClosing(tx);
  const led = await handovers.loadLed(tx, {
    staffId,
    on: wanted.effectiveDay,
    runId,
    problemClasses,
  });
  return led.filter((one) => one.problemLoan).length;
}

async function heldOf(tx: Tx, pairs: readonly Pair[]): Promise<ReadonlyMap<bigint, Refusal>> {
  const today = await businessDay(tx);
  const { body: pool } = await policyInForce(tx, poolKind, today);
  return holdsOf(tx, {
    verb: 'hand_over',
    customerIds: pairs.flatMap((one) => movedIn(one).map((customer) => customer.customerId)),
    today,
    staffId: null,
    policy: pool.holds,
  });
}

/** Customers of a pair whose custody moves. */
export function movedIn({ draft }: Pair): Draft['customers'] {
  return draft.customers.filter((one) => one.moves !== 'nothing');
}

function against(
  policy: AllocationPolicy,
  pairs: readonly Pair[],
  given: {
    readonly persons: Persons;
    readonly candidates: readonly Candidate[];
    readonly held: ReadonlyMap<bigint, Refusal>;
  },
): Violation[] {
  const limit = (most: number) => (most >= Number.MAX_SAFE_INTEGER ? null : most);
  return violationsOf(
    policy.bulk,
    pairs.flatMap((pair) =>
      movedIn(pair).map((one) => ({
        ...one,
        mode: one.mode as 'alone',
        hold: given.held.get(one.customerId) ?? null,
      })),
    ),
    given.persons.receivers.map(({ staff, rm }, at) => {
      const { capacity, load } = given.candidates[at]!;
      return {
        staffId: staff.staffId,
        name: staff.name,
        level: `people.level.${rm.level}`,
        load,
        capacity: { corporate: limit(capacity.corporate), individual: limit(capacity.individual) },
      };
    }),
  );
}

/** Fingerprint of who goes to whom and how: what the reader saw. */
function digestOf(wanted: WantedDeed, pairs: readonly Pair[]): string {
  const hash = createHash('sha256');
  hash.update(`${wanted.cause}|${wanted.leaveMonths}|${wanted.effectiveDay}\n`);
  for (const { draft, cause } of pairs) {
    hash.update(`${draft.from.staffNo}>${draft.to.staffNo} ${cause} ${draft.policy.versionId}\n`);
    for (const { customerNo, receiverId, moves, mode } of draft.customers) {
      hash.update(`${customerNo}|${receiverId}|${moves}|${mode}\n`);
    }
  }
  return hash.digest('hex');
}
