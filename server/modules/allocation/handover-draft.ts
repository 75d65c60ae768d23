import type { Actor } from '../../../core/actor.ts';
import type { Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { policyInForce, type PolicyInForce } from '../../platform/policy/store.ts';
import { lastSealedQuarter } from '../organisation/index.ts';
import {
  gradeMatrix,
  levelOf,
  rmsOn,
  serveMode,
  staffByNos,
  type NamedStaff,
} from '../people/index.ts';
import type { HandoverCause } from './contract.ts';
import { refuse } from './messages.ts';
import { allocationKind, type AllocationPolicy } from './policy.ts';
import { decideMove, decideProposal, receiversOf } from './rules/handover.ts';
import type { NewHandover } from './store/handover.ts';
import * as store from './store/handover-facts.ts';

export interface WantedHandover {
  readonly cause: HandoverCause;
  readonly leaveMonths: number | null;
  readonly fromStaffNo: string;
  readonly toStaffNo: string;
  readonly headStaffNo: string | null;
  readonly deputyStaffNo: string | null;
  readonly effectiveDay: Day;
  readonly customerNos: readonly string[] | null;
  readonly note: string;
}

export const handoverNo = (handoverId: bigint): string => `YJ${handoverId}`;

/** Whether a unit lies in a person's ranges. */
export function inScope(actor: Actor, unitPath: string): boolean {
  const { bankWide, ranges } = actor;
  return bankWide || ranges.some((one) => unitPath >= one.from && unitPath < one.until);
}

export interface Draft {
  readonly from: NamedStaff;
  readonly to: NamedStaff;
  readonly headId: bigint | null;
  readonly deputyId: bigint | null;
  readonly policy: PolicyInForce<AllocationPolicy>;
  readonly customers: readonly (NewHandover['customers'][number] & {
    readonly kind: 'corporate' | 'individual';
    readonly group: string | null;
    readonly receiverName: string;
  })[];
}

/** What a hand-over would move, and whether it may be proposed. */
export async function draftHandover(
  tx: Tx,
  actor: Actor,
  wanted: WantedHandover,
): Promise<Refusal | Draft> {
  const named = [wanted.headStaffNo, wanted.deputyStaffNo].filter((one) => one !== null);
  const staff = new Map(
    (await staffByNos(tx, [wanted.fromStaffNo, wanted.toStaffNo, ...named])).map((one) => [
      one.staffNo,
      one,
    ]),
  );
  const missing = named.find((no) => !staff.has(no));
  if (missing !== undefined) {
    return refuse('allocation.handover_person_missing', { staffNo: missing });
  }
  const from = staff.get(wanted.fromStaffNo) ?? null;
  const to = staff.get(wanted.toStaffNo) ?? null;
  const head = staff.get(wanted.headStaffNo ?? '') ?? null;
  const deputy = staff.get(wanted.deputyStaffNo ?? '') ?? null;
  if (from !== null) await store.lockHandovers(tx, from.staffId);
  const policy = await policyInForce(tx, allocationKind, wanted.effectiveDay);
  const rules = policy.body.handover;
  const given = {
    on: wanted.effectiveDay,
    runId: await store.latestClosing(tx),
    problemClasses: rules.problemClasses,
  };
  const led = from === null ? [] : await store.loadLed(tx, { ...given, staffId: from.staffId });
  const chosen = chosenOf(led, wanted.customerNos);
  if (isRefusal(chosen) && from !== null && inScope(actor, from.unitPath)) return chosen;
  const customers = isRefusal(chosen) ? [] : chosen;
  const headLed = head === null ? [] : await store.loadLed(tx, { ...given, staffId: head.staffId });
  const receivers = receiversOf(rules, customers, {
    to: to?.staffId ?? 0n,
    head: head?.staffId ?? null,
    deputy: deputy?.staffId ?? null,
    headHas: headLed.filter((one) => one.problemLoan).length,
  });
  const { cause, leaveMonths } = wanted;
  const facts = { cause, leaveMonths, loansFen: sumOf(led) };
  const open = await store.openHandoverOf(
    tx,
    customers.map((one) => one.customerId),
  );
  const refused = decideProposal({
    ...facts,
    from,
    to,
    inScope: from !== null && inScope(actor, from.unitPath),
    effectiveDay: wanted.effectiveDay,
    lastSealed: await lastSealedQuarter(tx),
    customers: customers.length,
    openElsewhere: open === null ? null : handoverNo(open),
    withoutReceiver: receivers.filter((one) => one === null).length,
  });
  if (refused !== null) return refused;
  const persons = new Map([...staff.values()].map((one) => [one.staffId, one]));
  const modes = await modesFor(tx, wanted.effectiveDay);
  return {
    from: from!,
    to: to!,
    headId: head?.staffId ?? null,
    deputyId: deputy?.staffId ?? null,
    policy,
    customers: customers.map((customer, at) => {
      const receiverId = receivers[at]!;
      return {
        ...customer,
        ...decideMove(rules, facts, customer),
        receiverId,
        receiverName: persons.get(receiverId)!.name,
        mode: modes(receiverId, customer),
      };
    }),
  };
}

export function sumOf(led: readonly store.LedCustomer[]): bigint {
  return led.reduce((sum, one) => sum + one.loansFen, 0n);
}

function chosenOf(
  led: readonly store.LedCustomer[],
  numbers: readonly string[] | null,
): readonly store.LedCustomer[] | Refusal {
  if (numbers === null) return led;
  const known = new Map(led.map((one) => [one.customerNo, one]));
  const missing = numbers.find((no) => !known.has(no));
  if (missing !== undefined) {
    return refuse('allocation.handover_customer_missing', { customerNo: missing });
  }
  return [...new Set(numbers)].toSorted().map((no) => known.get(no)!);
}

/** What the grade matrix says of a receiver and a customer; who has no grade leads nobody. */
export async function modesFor(tx: Tx, on: Day) {
  const { body } = await gradeMatrix(tx, on);
  const levels = new Map((await rmsOn(tx, on)).map((rm) => [rm.staffId, rm.level]));
  return (staffId: bigint, customer: store.LedCustomer) => {
    const level = levels.get(staffId);
    return level === undefined ? ('none' as const) : serveMode(body, level, levelOf(customer)).mode;
  };
}
