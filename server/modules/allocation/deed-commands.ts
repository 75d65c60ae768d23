import type { Actor } from '../../../core/actor.ts';
import { bulkRefusedOf } from '../../../core/bulk.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Database, Tx } from '../../platform/db/transaction.ts';
import type { DeedPreview, DeedRow, StayReason } from './contract/deed.ts';
import { movedIn, planDeed, type Plan, type WantedDeed } from './deed-plan.ts';
import { countsOf, keepHandover, stateOf } from './handover-commands.ts';
import { handoverNo } from './handover-draft.ts';
import { refuse } from './messages.ts';
import { onBehalf } from './on-behalf.ts';
import { decideDeed } from './rules/deed.ts';
import { decideWithdrawal } from './rules/handover.ts';
import * as store from './store/deed.ts';
import { lockHandovers } from './store/handover-facts.ts';
import { loadHandover } from './store/handover.ts';

export const deedNo = (deedId: bigint): string => `PL${deedId}`;

/** The preview of a deed: loads, contribution, rules against it; nothing changes. */
export function previewDeed(
  database: Database,
  actor: Actor,
  wanted: WantedDeed,
): Promise<Refusal | DeedPreview> {
  return database.transaction(
    onBehalf(actor),
    async (tx) => {
      const plan = await planDeed(tx, actor, wanted, { lock: false });
      return isRefusal(plan) ? plan : shown(plan);
    },
    { readOnly: true },
  );
}

function shown(plan: Plan): DeedPreview {
  const { planned, pairs, violations, net } = plan;
  const staying = Map.groupBy(
    planned.filter((one) => one.stays !== null),
    (one) => one.stays!,
  );
  return {
    seen: plan.digest,
    customers: planned.length,
    counts: countsOf(pairs.flatMap((one) => one.draft.customers)),
    staying: [...staying].map(([why, customers]) => ({ why, customers: customers.length })),
    contribution: String(contributionOf(plan)),
    quarter: net.quarter,
    handovers: pairs.length,
    receivers: receiversShown(plan),
    violations: violations.map(({ reason, refuses }) => ({ ...bulkRefusedOf(reason), refuses })),
    rows: rowsShown(plan),
  };
}

/** Net contribution of all that moves, or of one receiver, in fen. */
function contributionOf({ pairs, net }: Plan, receiverId?: bigint): bigint {
  let sum = 0n;
  for (const pair of pairs) {
    for (const one of movedIn(pair)) {
      if (receiverId !== undefined && one.receiverId !== receiverId) continue;
      sum += net.netFen.get(one.customerId) ?? 0n;
    }
  }
  return sum;
}

function receiversShown(plan: Plan): DeedPreview['receivers'] {
  const of = Map.groupBy(plan.pairs.flatMap(movedIn), (one) => one.receiverId);
  return plan.receivers.map(({ staff, rm, seen }) => {
    const gets = of.get(staff.staffId) ?? [];
    const load = (kind: 'corporate' | 'individual') => ({
      now: seen.load[kind],
      adding: gets.filter((one) => one.kind === kind).length,
      max: seen.capacity[kind] >= Number.MAX_SAFE_INTEGER ? null : seen.capacity[kind],
    });
    return {
      staffId: String(staff.staffId),
      staffNo: staff.staffNo,
      name: staff.name,
      level: rm.level,
      corporate: load('corporate'),
      individual: load('individual'),
      withApproval: gets.filter((one) => one.mode === 'with_approval').length,
      notServed: gets.filter((one) => one.mode === 'assist' || one.mode === 'none').length,
      contribution: String(contributionOf(plan, staff.staffId)),
    };
  });
}

const rowsMost = 200;

/** Customers with who takes them and why: those against a rule first, then those that stay. */
function rowsShown({ planned, pairs, held }: Plan): DeedRow[] {
  const moves = new Map(
    pairs.flatMap((one) => one.draft.customers.map((each) => [each.customerId, each] as const)),
  );
  const rankOf = (one: Plan['planned'][number]): number => {
    const { customerId } = one.customer;
    const mode = moves.get(customerId)?.mode;
    if (mode === 'none' || mode === 'assist' || held.has(customerId)) return 0;
    return one.stays === null ? 2 : 1;
  };
  const ranked = planned.map((one, at) => ({ one, at, rank: rankOf(one) }));
  ranked.sort((a, b) => a.rank - b.rank || a.at - b.at);
  return ranked.slice(0, rowsMost).map(({ one }) => {
    const { customer, fromName, to, stays } = one;
    const move = moves.get(customer.customerId);
    return {
      customerId: String(customer.customerId),
      customerNo: customer.customerNo,
      customerName: customer.name,
      fromName,
      toNo: to?.staffNo ?? null,
      receiverName: move?.receiverName ?? null,
      moves: move?.moves ?? null,
      mode: (move?.mode ?? null) as 'alone' | null,
      why: move === undefined ? stayPhrase(stays) : `allocation.rule.${move.rule}`,
    };
  });
}

const stayPhrase = (why: StayReason | null): string => `allocation.stays.${why ?? 'not_named'}`;

export interface MadeDeed {
  readonly no: string;
  readonly handovers: readonly (store.DeedHandoverRow & { readonly handoverNo: string })[];
}

/**
 * Proposes a deed: a hand-over for each pair of giver and receiver, which receivers and a
 * supervisor still answer. The same request sent again is the same deed. Refuses what changed since
 * the preview, and as planDeed and decideDeed do.
 */
export function proposeDeed(
  database: Database,
  actor: Actor,
  wanted: WantedDeed & { readonly seen: string; readonly requestKey: string },
): Promise<Refusal | MadeDeed> {
  return database.transaction(onBehalf(actor), async (tx) => {
    const before = await store.loadDeedOf(tx, wanted.requestKey);
    if (before !== null) return madeOf(tx, before);
    const plan = await planDeed(tx, actor, wanted, { lock: true });
    if (isRefusal(plan)) return plan;
    if (plan.digest !== wanted.seen) {
      const again = await store.loadDeedOf(tx, wanted.requestKey);
      return again === null ? refuse('allocation.deed_changed') : madeOf(tx, again);
    }
    const refused = decideDeed(plan.violations);
    if (refused !== null) return refused;
    const { planned, pairs } = plan;
    if (pairs.length === 0) {
      return refuse('allocation.deed_nobody', { customers: planned.length });
    }
    const customers = pairs.reduce((sum, one) => sum + one.draft.customers.length, 0);
    const deedId = await store.insertDeed(tx, {
      requestKey: wanted.requestKey,
      way: wanted.way,
      cause: wanted.cause,
      customers,
      staying: planned.length - customers,
      contributionFen: contributionOf(plan),
      digest: plan.digest,
    });
    if (deedId === null) return refuse('allocation.deed_changed');
    for (const { draft, cause } of pairs) {
      const { leaveMonths, effectiveDay, note } = wanted;
      await keepHandover(tx, draft, { cause, leaveMonths, effectiveDay, note, deedId });
    }
    await recordAudit(tx, {
      verb: 'allocation.propose_deed',
      subject: 'handover',
      subjectKey: deedNo(deedId),
      detail: { customers, handovers: pairs.length, way: wanted.way, cause: wanted.cause },
    });
    return madeOf(tx, deedId);
  });
}

/** A deed with its hand-overs in the sight of the transaction. */
export async function madeOf(tx: Tx, deedId: bigint): Promise<MadeDeed> {
  const rows = await store.loadDeedHandovers(tx, deedId);
  return {
    no: deedNo(deedId),
    handovers: rows.map((one) => ({ ...one, handoverNo: handoverNo(one.handoverId) })),
  };
}

/**
 * Takes a hand-over back: its customers stay with their RM and may be handed over anew. Refuses as
 * decideWithdrawal does and a hand-over out of sight.
 */
export async function withdrawHandover(
  database: Database,
  actor: Actor,
  handoverId: bigint,
): Promise<Refusal | { customers: number }> {
  const seen = await database.transaction(actor, (tx) => loadHandover(tx, handoverId), {
    readOnly: true,
  });
  if (seen === null) return refuse('allocation.handover_unknown');
  return database.transaction(onBehalf(actor), async (tx) => {
    await lockHandovers(tx, seen.fromId);
    const handover = (await loadHandover(tx, handoverId))!;
    const refused = decideWithdrawal({
      state: stateOf(handover),
      proposer: handover.proposedBy === actor.accountId,
      answers: handover.answers.length,
    });
    if (refused !== null) return refused;
    await store.insertWithdrawal(tx, handoverId);
    await recordAudit(tx, {
      verb: 'allocation.withdraw_handover',
      subject: 'handover',
      subjectKey: handoverNo(handoverId),
      detail: { customers: handover.customers },
    });
    return { customers: handover.customers };
  });
}
