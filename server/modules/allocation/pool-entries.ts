import type { Actor } from '../../../core/actor.ts';
import {
  bulkMax,
  bulkRefusedOf,
  type BulkOutcome,
  type BulkPreview,
  type BulkRow,
} from '../../../core/bulk.ts';
import { addDays, type Day } from '../../../core/day.ts';
import { maskName } from '../../../core/identity.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Database, Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import type { PoolCause } from './contract/pool.ts';
import { handoverNo, inScope } from './handover-draft.ts';
import { refuse } from './messages.ts';
import { onBehalf } from './on-behalf.ts';
import { poolKind, type PoolPolicy } from './policy/pool.ts';
import { giveLead, sealedOn, standingOf } from './pool-commands.ts';
import { decideReturn, reachOf, sizeBandOf } from './rules/pool.ts';
import * as claims from './store/pool-claims.ts';
import * as store from './store/pool.ts';

export interface Entering {
  readonly cause: PoolCause;
  readonly reasonKey: string | null;
  readonly note: string;
}

/**
 * Gives customers into the pool as of a day: card with the limited facts, step, end of an open
 * claim, and nobody leads them from that day. What is led or not was decided before.
 */
export async function enterPool(
  tx: Tx,
  facts: readonly store.PoolFacts[],
  given: Entering & { readonly policy: PoolPolicy; readonly today: Day },
): Promise<void> {
  const { policy, today, cause, reasonKey, note } = given;
  const ids = facts.map((one) => one.customerId);
  const cards = facts.map((one): store.CardRow => {
    const reach = reachOf(policy.reach, one.managingPath ?? one.bookingPath);
    return {
      ...one,
      shownName:
        one.kind === 'corporate' && policy.card.firmNames === 'full'
          ? one.name
          : maskName(one.name),
      sizeBand: sizeBandOf(policy.card.sizeBoundsFen, one.averageFen),
      cause,
      reasonKey,
      enteredOn: today,
      reachFrom: reach.from,
      reachUntil: reach.until,
      wideOn: reach.wideAfterDays === null ? null : addDays(today, reach.wideAfterDays),
      coolingStaffId: one.leadStaffId,
      coolingUntil: one.leadStaffId === null ? null : addDays(today, policy.coolingDays),
    };
  });
  await store.insertCards(tx, cards);
  await store.insertEvents(
    tx,
    cards.map((card, at) => ({
      customerId: card.customerId,
      kind: 'entered' as const,
      cause,
      reasonKey,
      note,
      customerNo: card.customerNo,
      shownName: card.shownName,
      staffId: facts[at]!.leadStaffId,
      unitPath: facts[at]!.managingPath,
      day: today,
    })),
  );
  if (cause === 'unled') return;
  await claims.endClaims(tx, ids, { how: cause, day: today });
  await giveLead(tx, ids, { staffId: null, day: today, reason: `pool.${cause}` });
}

export interface WantedReturn {
  readonly customerIds: readonly bigint[];
  readonly reason: string;
  readonly note: string;
  /** The RM returns whom he leads; a head puts customers of his range there. */
  readonly as: 'rm' | 'head';
}

interface Given {
  readonly customerId: bigint;
  readonly facts: store.PoolFacts | null;
  readonly refused: Refusal | null;
}

/** Each customer that somebody wants to give into the pool, and why he cannot. */
async function judge(
  tx: Tx,
  actor: Actor,
  wanted: Omit<WantedReturn, 'note'>,
  { policy, today }: { policy: PoolPolicy; today: Day },
): Promise<readonly Given[]> {
  const ids = [...new Set(wanted.customerIds)];
  const facts = new Map((await store.loadPoolFacts(tx, ids)).map((one) => [one.customerId, one]));
  const handovers = await claims.loadOpenHandovers(tx, ids);
  const covered = await claims.loadProtected(tx, ids, today);
  const byHead = wanted.as === 'head';
  const reasonKnown = policy.returnReasons.some((reason) => reason.key === wanted.reason);
  return ids.map((customerId): Given => {
    const one = facts.get(customerId);
    const own = one !== undefined && one.leadStaffId !== null && one.leadStaffId === actor.staffId;
    const managed = one?.managingPath ?? null;
    const seen =
      one !== undefined &&
      (own || inScope(actor, one.bookingPath) || (managed !== null && inScope(actor, managed)));
    if (!seen) return { customerId, facts: null, refused: refuse('allocation.pool_unknown') };
    const handover = handovers.get(customerId);
    const refused = decideReturn({
      customerNo: one.customerNo,
      mine: byHead ? managed !== null && inScope(actor, managed) : own,
      reasonKnown,
      protectedUntil: covered.get(customerId) ?? null,
      byHead,
      today,
      openHandover: handover === undefined ? null : handoverNo(handover),
    });
    return { customerId, facts: one, refused };
  });
}

function rowOf({ customerId, facts, refused }: Given): BulkRow {
  return {
    key: String(customerId),
    name: facts?.name ?? String(customerId),
    about: facts?.customerNo ?? '',
    refused: refused === null ? null : bulkRefusedOf(refused),
  };
}

/** Who of some customers may be given into the pool, and why not. Nothing changes. */
export function previewReturns(
  database: Database,
  actor: Actor,
  wanted: Omit<WantedReturn, 'note'>,
): Promise<Refusal | BulkPreview> {
  return database.transaction(
    onBehalf(actor),
    async (tx) => {
      const today = await businessDay(tx);
      const { body: policy } = await policyInForce(tx, poolKind, today);
      const given = await judge(tx, actor, wanted, { policy, today });
      return { max: bulkMax, rows: given.map(rowOf), figures: [] };
    },
    { readOnly: true },
  );
}

/**
 * An RM returns customers that he leads, or a head puts customers of his range into the pool; those
 * that may not are named. Refuses a sealed quarter; each customer as decideReturn does.
 */
export function giveIntoPool(
  database: Database,
  actor: Actor,
  wanted: WantedReturn,
): Promise<Refusal | BulkOutcome> {
  return database.transaction(onBehalf(actor), async (tx) => {
    await claims.lockCustomers(tx, [...new Set(wanted.customerIds)]);
    const today = await businessDay(tx);
    const sealed = await sealedOn(tx, today);
    if (sealed !== null) return sealed;
    const { body: policy } = await policyInForce(tx, poolKind, today);
    const given = await judge(tx, actor, wanted, { policy, today });
    const facts = given.flatMap((one) => (one.refused === null ? [one.facts!] : []));
    if (facts.length > 0) {
      const byHead = wanted.as === 'head';
      const cause = byHead ? 'put' : 'returned';
      const { reason: reasonKey, note } = wanted;
      await enterPool(tx, facts, { policy, today, cause, reasonKey, note });
      await tellOf(tx, actor, { facts, byHead });
      await recordAudit(tx, {
        verb: byHead ? 'allocation.put_into_pool' : 'allocation.return_to_pool',
        subject: 'pool',
        subjectKey: facts.map((one) => one.customerNo).join(' '),
        detail: { customers: facts.length, reason: reasonKey, note },
      });
    }
    return { done: facts.length, rows: given.map(rowOf) };
  });
}

/** A return is told to the team head, an entry by a head to the RMs who lose customers. */
async function tellOf(
  tx: Tx,
  actor: Actor,
  { facts, byHead }: { facts: readonly store.PoolFacts[]; byHead: boolean },
): Promise<void> {
  const name = byHead ? '' : await claims.loadNameOf(tx, actor.staffId!);
  await notify(
    tx,
    byHead
      ? [...Map.groupBy(facts, (one) => one.leadStaffId!)].map(([staffId, lost]) => ({
          code: 'allocation.notice.put' as const,
          params: { customers: lost.length },
          link: '/pool?tab=returned',
          to: { staffIds: [staffId] },
        }))
      : {
          code: 'allocation.notice.returned' as const,
          params: { name, customers: facts.length },
          link: '/pool',
          to: { role: 'team_head' as const, unitPath: facts[0]!.managingPath! },
        },
  );
}

/**
 * Takes returns of the same business day back: the RM leads as before, and a claim that the return
 * had ended goes on with its days. Refuses what was not
 * returned by him today, and whom somebody else has claimed meanwhile.
 */
export function undoReturns(
  database: Database,
  actor: Actor,
  customerIds: readonly bigint[],
): Promise<Refusal | { customers: number }> {
  const ids = [...new Set(customerIds)];
  return database.transaction(onBehalf(actor), async (tx) => {
    await claims.lockCustomers(tx, ids);
    const today = await businessDay(tx);
    const sealed = await sealedOn(tx, today);
    if (sealed !== null) return sealed;
    const cards = await store.loadCardsOf(tx, ids, { lock: true });
    const mine = cards.filter(
      (card) =>
        card.cause === 'returned' &&
        card.coolingStaffId === actor.staffId &&
        card.enteredOn === today,
    );
    if (mine.length < ids.length) return refuse('allocation.pool_not_undone');
    const own = await standingOf(tx, actor.staffId);
    if (isRefusal(own)) return own;
    await store.insertEvents(
      tx,
      mine.map((card) => ({
        customerId: card.customerId,
        kind: 'undone' as const,
        customerNo: card.customerNo,
        shownName: card.shownName,
        staffId: own.claimant.staffId,
        unitPath: own.claimant.unitPath,
        day: today,
      })),
    );
    await store.removeCards(tx, ids);
    await claims.reopenClaims(tx, ids, { staffId: own.claimant.staffId, day: today });
    await giveLead(tx, ids, { staffId: own.claimant.staffId, day: today, reason: 'pool.undo' });
    await recordAudit(tx, {
      verb: 'allocation.undo_return',
      subject: 'pool',
      subjectKey: mine.map((one) => one.customerNo).join(' '),
      detail: { customers: ids.length },
    });
    return { customers: ids.length };
  });
}
