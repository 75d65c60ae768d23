import type { Actor } from '../../../core/actor.ts';
import {
  bulkMax,
  bulkRefusedOf,
  type BulkFigure,
  type BulkOutcome,
  type BulkPreview,
  type BulkRow,
} from '../../../core/bulk.ts';
import type { Day } from '../../../core/day.ts';
import { quarterOf } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Database, Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { policyInForce, type PolicyInForce } from '../../platform/policy/store.ts';
import { assignLead } from '../customers/index.ts';
import { businessDay, lastSealedQuarter } from '../organisation/index.ts';
import {
  capacityOf,
  gradeMatrix,
  levelOf,
  rmsOn,
  serveMode,
  type GradeMatrix,
} from '../people/index.ts';
import type { ClaimStanding } from './contract/pool.ts';
import { holdsOf } from './holds.ts';
import { refuse } from './messages.ts';
import { onBehalf } from './on-behalf.ts';
import { allocationKind } from './policy.ts';
import { poolKind, type PoolPolicy } from './policy/pool.ts';
import { claimDays, decideClaims, decidePooled, type Claimant } from './rules/pool.ts';
import type { ServeMode } from './rules/placement.ts';
import * as claims from './store/pool-claims.ts';
import * as store from './store/pool.ts';

/** An RM with what the rules of the pool ask of him, and the rules themselves. */
export interface Standing {
  readonly today: Day;
  readonly policy: PolicyInForce<PoolPolicy>;
  readonly matrix: GradeMatrix;
  readonly claimant: Claimant;
}

/** Where an RM stands today: grade, load, capacity, claims. Nobody else has a standing. */
export async function standingOf(tx: Tx, staffId: bigint | null): Promise<Standing | Refusal> {
  const today = await businessDay(tx);
  const policy = await policyInForce(tx, poolKind, today);
  const { body: matrix } = await gradeMatrix(tx, today);
  const rm = (await rmsOn(tx, today)).find((one) => one.staffId === staffId);
  if (staffId === null || rm === undefined) {
    return refuse('allocation.pool_no_grade', { level: 'allocation.grade.none' });
  }
  const { ladders } = (await policyInForce(tx, allocationKind, today)).body;
  const capacity = (kind: 'corporate' | 'individual') =>
    ladders[rm.sequence].includes(kind) ? capacityOf(matrix, rm.level, { kind, part: 'lead' }) : 0;
  const counted = await claims.countClaims(tx, staffId, today);
  return {
    today,
    policy,
    matrix,
    claimant: {
      staffId,
      level: rm.level,
      unitPath: rm.unitPath,
      load: await claims.loadLoadOf(tx, staffId),
      capacity: { corporate: capacity('corporate'), individual: capacity('individual') },
      claimedToday: counted.today,
      openClaims: counted.open,
    },
  };
}

/** The numbers of a standing as the page shows them. */
export function shownStanding({ claimant, policy }: Standing): ClaimStanding {
  const load = (kind: 'corporate' | 'individual') => ({
    present: claimant.load[kind],
    max: claimant.capacity[kind],
  });
  return {
    claimedToday: claimant.claimedToday,
    dailyMax: policy.body.dailyClaims[claimant.level!],
    open: claimant.openClaims,
    openMax: policy.body.openClaims[claimant.level!],
    corporate: load('corporate'),
    individual: load('individual'),
  };
}

/** One customer asked for: his card if he is still in the pool, and why he cannot be claimed. */
interface Verdict {
  readonly customerId: bigint;
  readonly card: store.CardRow | null;
  readonly mode: ServeMode;
  readonly refused: Refusal | null;
}

/**
 * Each customer asked for, in the order asked: the caps and the capacity count those before him
 * that may be claimed.
 */
async function judge(
  tx: Tx,
  standing: Standing,
  asked: { readonly ids: readonly bigint[]; readonly lock: boolean },
): Promise<{ verdicts: readonly Verdict[]; after: Claimant }> {
  const { policy, matrix, today } = standing;
  const cards = new Map(
    (await store.loadCardsOf(tx, asked.ids, { lock: asked.lock })).map((one) => [
      one.customerId,
      one,
    ]),
  );
  const gone = asked.ids.filter((id) => !cards.has(id));
  const takers = new Map(
    (await claims.loadTakersInReach(tx, gone, standing.claimant.unitPath)).map((one) => [
      one.customerId,
      one,
    ]),
  );
  const led = await claims.loadLedOf(tx, [...cards.keys()]);
  const held = await holdsOf(tx, {
    verb: 'claim',
    customerIds: [...cards.keys()],
    today,
    staffId: standing.claimant.staffId,
    policy: policy.body.holds,
  });
  let after = standing.claimant;
  const verdicts = asked.ids.map((customerId): Verdict => {
    const card = cards.get(customerId);
    const taker = takers.get(customerId);
    if (card === undefined) {
      const refused =
        taker === undefined
          ? refuse('allocation.pool_unknown')
          : refuse('allocation.pool_taken', {
              customer: taker.customerNo,
              name: taker.name,
              day: taker.claimedOn,
            });
      return { customerId, card: null, mode: 'none', refused };
    }
    const { level } = after;
    const mode = level === null ? 'none' : serveMode(matrix, level, levelOf(card)).mode;
    const one = { corporate: 0, individual: 0, [card.kind]: 1 };
    const refused = led.has(customerId)
      ? refuse('allocation.pool_led', { customer: card.customerNo })
      : (decideClaims(policy.body, after, one) ??
        decidePooled(policy.body, after, pooledOf(card, mode), today) ??
        held.get(customerId) ??
        null);
    if (refused === null) {
      after = {
        ...after,
        claimedToday: after.claimedToday + 1,
        openClaims: after.openClaims + (policy.body.proof.on ? 1 : 0),
        load: { ...after.load, [card.kind]: after.load[card.kind] + 1 },
      };
    }
    return { customerId, card, mode, refused };
  });
  return { verdicts, after };
}

function pooledOf(card: store.CardRow, mode: ServeMode) {
  return {
    customerNo: card.customerNo,
    kind: card.kind,
    reach: { from: card.reachFrom, until: card.reachUntil },
    cooling:
      card.coolingStaffId === null
        ? null
        : { staffId: card.coolingStaffId, until: card.coolingUntil! },
    mode,
  };
}

/** A verdict as the page of many at once shows it; who is out of reach has no name. */
function rowOf({ customerId, card, refused }: Verdict): BulkRow {
  const hidden = card === null || refused?.refused === 'allocation.pool_unknown';
  return {
    key: String(customerId),
    name: hidden ? String(customerId) : card.shownName,
    about: hidden ? '' : card.customerNo,
    refused: refused === null ? null : bulkRefusedOf(refused),
  };
}

/**
 * What a claim would do: who may be claimed, caps and load after it. Nothing is locked and nothing
 * changes. Refuses who is no RM with a grade.
 */
export function previewClaims(
  database: Database,
  actor: Actor,
  customerIds: readonly bigint[],
): Promise<Refusal | BulkPreview> {
  return database.transaction(
    onBehalf(actor),
    async (tx) => {
      const standing = await standingOf(tx, actor.staffId);
      if (isRefusal(standing)) return standing;
      const ids = [...new Set(customerIds)];
      const { verdicts, after } = await judge(tx, standing, { ids, lock: false });
      return { max: bulkMax, rows: verdicts.map(rowOf), figures: figuresOf(standing, after) };
    },
    { readOnly: true },
  );
}

/** Load and caps before and after, and what the claimed must bring. */
function figuresOf(standing: Standing, after: Claimant): BulkFigure[] {
  const { claimant: now, policy, today } = standing;
  const { protectedUntil, proveBy } = claimDays(policy.body, today);
  const level = now.level!;
  const text = (name: string, value: string) => ({
    name,
    unit: 'text' as const,
    value,
    over: false,
  });
  const change = (from: number, to: number, max: number | null) =>
    `${from} → ${to} / ${max ?? '∞'}`;
  const load = (kind: 'corporate' | 'individual') =>
    change(now.load[kind], after.load[kind], now.capacity[kind]);
  return [
    text(
      'allocation.pool_today_claimed',
      change(now.claimedToday, after.claimedToday, policy.body.dailyClaims[level]),
    ),
    text('allocation.pool_load_firms', load('corporate')),
    text('allocation.pool_load_persons', load('individual')),
    text('allocation.field.protectedUntil', protectedUntil),
    ...(proveBy === null ? [] : [text('allocation.field.proveBy', proveBy)]),
  ];
}

/**
 * Claims customers of the pool for the RM who asks; `whole`: all or none, else those that may be.
 * Two RMs at one moment: the card is taken out once, so one wins and the other is told who. The
 * lead changes from the business day (P1). Refuses as decideClaims and decidePooled do, and a
 * sealed quarter.
 */
export function claimCustomers(
  database: Database,
  actor: Actor,
  customerIds: readonly bigint[],
  { whole }: { readonly whole: boolean } = { whole: true },
): Promise<Refusal | BulkOutcome> {
  const ids = [...new Set(customerIds)];
  return database.transaction(onBehalf(actor), async (tx) => {
    if (actor.staffId !== null) await claims.lockClaimant(tx, actor.staffId);
    const standing = await standingOf(tx, actor.staffId);
    if (isRefusal(standing)) return standing;
    const sealed = await sealedOn(tx, standing.today);
    if (sealed !== null) return sealed;
    const { verdicts } = await judge(tx, standing, { ids, lock: true });
    const refused = verdicts.find((one) => one.refused !== null)?.refused ?? null;
    if (whole && refused !== null) return refused;
    const willing = verdicts.filter((one) => one.refused === null);
    if (willing.length > 0) {
      await takeOut(
        tx,
        standing,
        willing.map((one) => ({ card: one.card!, mode: one.mode })),
      );
      await notify(tx, {
        code: 'allocation.notice.claimed',
        params: { name: await claims.loadNameOf(tx, actor.staffId!), customers: willing.length },
        link: '/pool?tab=claims',
        to: { role: 'team_head', unitPath: standing.claimant.unitPath },
      });
    }
    return { done: willing.length, rows: verdicts.map(rowOf) };
  });
}

/** The claims, their steps and the new lead, in the caller's transaction. */
async function takeOut(
  tx: Tx,
  { claimant, policy, today }: Standing,
  taken: readonly { readonly card: store.CardRow; readonly mode: ServeMode }[],
): Promise<void> {
  const { staffId, unitPath } = claimant;
  const days = claimDays(policy.body, today);
  const ids = taken.map((one) => one.card.customerId);
  await claims.insertClaims(
    tx,
    taken.map(({ card, mode }) => ({
      customerId: card.customerId,
      staffId,
      unitPath,
      claimedOn: today,
      ...days,
      mode: mode as 'alone',
      reachFrom: card.reachFrom,
      reachUntil: card.reachUntil,
      policyVersionId: policy.versionId,
    })),
    claimant.claimedToday,
  );
  await store.insertEvents(
    tx,
    taken.map(({ card }) => ({
      customerId: card.customerId,
      kind: 'claimed' as const,
      customerNo: card.customerNo,
      shownName: card.shownName,
      staffId,
      unitPath,
      day: today,
    })),
  );
  await store.removeCards(tx, ids);
  await giveLead(tx, ids, { staffId, day: today, reason: 'pool.claim' });
  await recordAudit(tx, {
    verb: 'allocation.claim',
    subject: 'pool',
    subjectKey: taken.map((one) => one.card.customerNo).join(' '),
    detail: { customers: ids.length, protectedUntil: days.protectedUntil },
  });
}

/** Nobody's lead changes in a quarter that is sealed. */
export async function sealedOn(tx: Tx, today: Day): Promise<Refusal | null> {
  const sealed = await lastSealedQuarter(tx);
  return sealed !== null && quarterOf(today) <= sealed
    ? refuse('allocation.handover_sealed', { day: today, quarter: sealed })
    : null;
}

export async function giveLead(
  tx: Tx,
  customerIds: readonly bigint[],
  to: { staffId: bigint | null; day: Day; reason: string },
): Promise<void> {
  await assignLead(
    tx,
    customerIds.map((customerId) => ({
      customerId,
      staffId: to.staffId,
      fromDay: to.day,
      reason: to.reason,
      origin: 'hand' as const,
      runId: null,
    })),
  );
}
