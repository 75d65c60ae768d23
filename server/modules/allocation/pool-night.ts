import { systemActor } from '../../../core/actor.ts';
import { addDays, type Day } from '../../../core/day.ts';
import { maskName } from '../../../core/identity.ts';
import { quarterOf } from '../../../core/period.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Database, Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay, lastSealedQuarter } from '../organisation/index.ts';
import { levelOf } from '../people/index.ts';
import { holdsOf } from './holds.ts';
import { enterPool } from './pool-entries.ts';
import { poolKind, type PoolPolicy, type PoolSegment } from './policy/pool.ts';
import { decideProof, decideRecycle } from './rules/pool.ts';
import * as claims from './store/pool-claims.ts';
import * as store from './store/pool.ts';
import * as night from './store/pool-night.ts';

const slice = 2_000;

export interface NightResult {
  readonly led: number;
  readonly widened: number;
  readonly unled: number;
  readonly proven: number;
  readonly warned: number;
  readonly cleared: number;
  readonly unproven: number;
  readonly recycled: number;
}

interface Night {
  readonly today: Day;
  readonly policy: PoolPolicy;
}

/**
 * The pool's night: cards of customers whom somebody leads leave, cards widen to the bank,
 * customers without an RM enter, claims are proven, warned or fall back, quiet customers are warned
 * and then recycled. Each step is a row; a second run on the same day finds nothing to do. In a
 * sealed quarter nobody's lead changes, so nothing falls.
 */
export async function runPoolNight(database: Database): Promise<NightResult> {
  const actor = systemActor('pool');
  const inTx = <T>(work: (tx: Tx, of: Night) => Promise<T>) =>
    database.transaction(actor, async (tx) => {
      const today = await businessDay(tx);
      const { body: policy } = await policyInForce(tx, poolKind, today);
      return work(tx, { today, policy });
    });
  const open = await inTx(async (tx, { today }) => {
    const sealed = await lastSealedQuarter(tx);
    return sealed === null || quarterOf(today) > sealed;
  });
  const sum = { ...nothing };
  const add = (part: Partial<Record<keyof NightResult, number>>) => {
    for (const [key, value] of Object.entries(part)) sum[key as keyof NightResult] += value;
  };
  add({ led: await inTx(leaveLed) });
  add({ widened: await inTx((tx, { today }) => night.widenCards(tx, today)) });
  await bySlices(inTx, takeUnled, add);
  if (open) {
    await bySlices(inTx, judgeClaims, add);
    await bySlices(inTx, recycle, add);
  }
  await inTx((tx) =>
    recordAudit(tx, {
      verb: 'allocation.pool_night',
      subject: 'pool',
      subjectKey: 'night',
      detail: { ...sum },
    }),
  );
  return sum;
}

const nothing = {
  led: 0,
  widened: 0,
  unled: 0,
  proven: 0,
  warned: 0,
  cleared: 0,
  unproven: 0,
  recycled: 0,
};

type Part = Partial<Record<keyof NightResult, number>>;
type Slice = (tx: Tx, of: Night, after: bigint) => Promise<{ last: bigint | null; done: Part }>;

async function bySlices(
  inTx: <T>(work: (tx: Tx, of: Night) => Promise<T>) => Promise<T>,
  work: Slice,
  add: (part: Part) => void,
): Promise<void> {
  for (let after: bigint | null = 0n; after !== null;) {
    const from: bigint = after;
    const { last, done } = await inTx((tx, of) => work(tx, of, from));
    add(done);
    after = last;
  }
}

async function leaveLed(tx: Tx, { today }: Night): Promise<number> {
  const led = await night.loadLedCards(tx, 100_000);
  const ids = led.map((one) => one.customerId);
  await store.insertEvents(
    tx,
    led.map((one) => ({
      customerId: one.customerId,
      kind: 'led' as const,
      customerNo: one.customerNo,
      shownName: one.shownName,
      staffId: one.leadStaffId,
      unitPath: null,
      day: today,
    })),
  );
  await store.removeCards(tx, ids);
  return ids.length;
}

const takeUnled: Slice = async (tx, { today, policy }, after) => {
  const since = addDays(today, -policy.unledDays);
  const ids = await night.loadUnledSince(tx, since, { after, limit: slice });
  await claims.lockCustomers(tx, ids);
  const facts = (await store.loadPoolFacts(tx, ids)).filter((one) => one.leadStaffId === null);
  await enterPool(tx, facts, { policy, today, cause: 'unled', reasonKey: null, note: '' });
  return { last: ids.length < slice ? null : ids.at(-1)!, done: { unled: facts.length } };
};

const judgeClaims: Slice = async (tx, { today, policy }, after) => {
  const { proof } = policy;
  const page = await night.loadProving(tx, { after, limit: slice });
  const last = page.length < slice ? null : page.at(-1)!.claimId;
  const moved = page.filter((one) => one.leadStaffId !== one.staffId);
  await claims.endClaims(
    tx,
    moved.map((one) => one.customerId),
    { how: 'moved', day: today },
  );
  const own = page.filter((one) => one.leadStaffId === one.staffId);
  const judged = Map.groupBy(own, (one) => (proof.on ? decideProof(proof, one, today) : 'waits'));
  const idsOf = (verdict: string) =>
    (judged.get(verdict as 'waits') ?? []).map((one) => one.customerId);
  const [proven, falls] = [idsOf('proven'), idsOf('falls')];
  await claims.endClaims(tx, proven, { how: 'proven', day: today });
  const step = (kind: 'proven' | 'warned') => (one: (typeof own)[number]) => ({
    customerId: one.customerId,
    kind,
    ...(kind === 'warned'
      ? { cause: 'unproven' as const, fallsOn: addDays(today, proof.warnDays) }
      : {}),
    customerNo: one.customerNo,
    shownName: one.shownName,
    staffId: one.staffId,
    unitPath: one.unitPath,
    day: today,
  });
  const warned = judged.get('warn') ?? [];
  await store.insertEvents(tx, [
    ...(judged.get('proven') ?? []).map(step('proven')),
    ...warned.map(step('warned')),
  ]);
  await tell(tx, 'allocation.notice.claim_falls', warned, today, proof.warnDays);
  const facts = await store.loadPoolFacts(tx, falls);
  await enterPool(tx, facts, { policy, today, cause: 'unproven', reasonKey: null, note: '' });
  return {
    last,
    done: { proven: proven.length, warned: warned.length, unproven: falls.length },
  };
};

/** One notice to each RM: how many of his customers fall on which day. */
async function tell(
  tx: Tx,
  code: 'allocation.notice.claim_falls' | 'allocation.notice.recycled_soon',
  warned: readonly { readonly staffId: bigint }[],
  today: Day,
  warnDays: number,
): Promise<void> {
  await notify(
    tx,
    [...Map.groupBy(warned, (one) => one.staffId)].map(([staffId, of]) => ({
      code,
      params: { customers: of.length, day: addDays(today, warnDays) },
      link: '/pool?tab=mine',
      to: { staffIds: [staffId] },
    })),
  );
}

const recycle: Slice = async (tx, { today, policy }, after) => {
  const ids = await night.loadRecyclable(tx, { after, limit: slice });
  const last = ids.length < slice ? null : ids.at(-1)!;
  const warnings = await night.loadWarnings(tx, ids);
  if (!policy.recycle.on && warnings.size === 0) return { last, done: {} };
  await claims.lockCustomers(tx, ids);
  const claimed = await night.loadClaimed(tx, ids);
  const covered = await claims.loadProtected(tx, ids, today);
  const handed = await claims.loadOpenHandovers(tx, ids);
  const most = policy.recycle.rules.reduce(
    (top, one) => (one.averageBelowFen > top ? one.averageBelowFen : top),
    0n,
  );
  const facts = (await store.loadPoolFacts(tx, ids)).filter(
    (one) =>
      one.leadStaffId !== null &&
      !claimed.has(one.customerId) &&
      !covered.has(one.customerId) &&
      !handed.has(one.customerId) &&
      (warnings.has(one.customerId) || (one.averageFen !== null && one.averageFen < most)),
  );
  const held = await holdsOf(tx, {
    verb: 'recycle',
    customerIds: facts.map((one) => one.customerId),
    today,
    staffId: null,
    policy: policy.holds,
  });
  const quietDays = Math.max(1, ...policy.recycle.rules.map((one) => one.quietDays));
  const quiet = await night.loadQuietSince(
    tx,
    facts.map((one) => one.customerId),
    addDays(today, -quietDays),
  );
  const judged = Map.groupBy(facts, (one) =>
    decideRecycle(
      policy.recycle,
      {
        segment: segmentOf(one),
        held: held.has(one.customerId),
        quietSince: quiet.get(one.customerId) ?? today,
        averageFen: one.averageFen,
        fallsOn: warnings.get(one.customerId) ?? null,
      },
      today,
    ),
  );
  const step = (kind: 'warned' | 'cleared') => (one: store.PoolFacts) => ({
    customerId: one.customerId,
    kind,
    cause: 'recycled' as const,
    ...(kind === 'warned' ? { fallsOn: addDays(today, policy.recycle.warnDays) } : {}),
    customerNo: one.customerNo,
    shownName: maskName(one.name),
    staffId: one.leadStaffId,
    unitPath: one.managingPath,
    day: today,
  });
  const warned = judged.get('warn') ?? [];
  const cleared = judged.get('clear') ?? [];
  const falls = judged.get('falls') ?? [];
  await store.insertEvents(tx, [...warned.map(step('warned')), ...cleared.map(step('cleared'))]);
  const leads = warned.map((one) => ({ staffId: one.leadStaffId! }));
  await tell(tx, 'allocation.notice.recycled_soon', leads, today, policy.recycle.warnDays);
  await enterPool(tx, falls, { policy, today, cause: 'recycled', reasonKey: null, note: '' });
  return {
    last,
    done: { warned: warned.length, cleared: cleared.length, recycled: falls.length },
  };
};

/** The segment that decides: tier of a person, class of a firm. */
export function segmentOf(customer: Parameters<typeof levelOf>[0]): PoolSegment {
  const level = levelOf(customer);
  return level.kind === 'individual' ? level.tier : level.class;
}
