import type { Actor } from '../../../core/actor.ts';
import type { Day } from '../../../core/day.ts';
import { quarterOf } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Database, Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { policyInForce, type PolicyInForce } from '../../platform/policy/store.ts';
import { assignLead } from '../customers/index.ts';
import { businessDay, lastSealedQuarter } from '../organisation/index.ts';
import { capacityOf, gradeMatrix, rmsOn, serveMode, type GradeMatrix } from '../people/index.ts';
import type { ClaimPreview, ClaimStanding } from './contract/pool.ts';
import { levelOf } from './levels.ts';
import { refuse } from './messages.ts';
import { onBehalf } from './on-behalf.ts';
import { allocationKind } from './policy.ts';
import { poolKind, type PoolPolicy } from './policy/pool.ts';
import { claimDays, decideClaims, decidePooled, type Claimant } from './rules/pool.ts';
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

type Adding = Readonly<Record<'corporate' | 'individual', number>>;

/** The numbers of a standing as the page shows them, after so many more customers. */
export function shownStanding({ claimant, policy }: Standing, adding: Adding): ClaimStanding {
  const load = (kind: 'corporate' | 'individual') => ({
    present: claimant.load[kind],
    after: claimant.load[kind] + adding[kind],
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

const addingOf = (cards: readonly store.CardRow[]): Adding => ({
  corporate: cards.filter((one) => one.kind === 'corporate').length,
  individual: cards.filter((one) => one.kind === 'individual').length,
});

/** What each card says to a claimant. */
function verdictOf(standing: Standing, card: store.CardRow) {
  const { claimant, matrix, policy, today } = standing;
  const { mode } = serveMode(matrix, claimant.level!, levelOf(card));
  const refused = decidePooled(
    policy.body,
    claimant,
    {
      customerNo: card.customerNo,
      kind: card.kind,
      reach: { from: card.reachFrom, until: card.reachUntil },
      cooling:
        card.coolingStaffId === null
          ? null
          : { staffId: card.coolingStaffId, until: card.coolingUntil! },
      mode,
    },
    today,
  );
  return { card, mode, refused };
}

/**
 * What a claim would do: load before and after, caps, and per customer what the matrix says.
 * Nothing is locked and nothing changes. Refuses who is no RM with a grade.
 */
export function previewClaims(
  database: Database,
  actor: Actor,
  customerIds: readonly bigint[],
): Promise<Refusal | ClaimPreview> {
  return database.transaction(
    onBehalf(actor),
    async (tx) => {
      const standing = await standingOf(tx, actor.staffId);
      if (isRefusal(standing)) return standing;
      const cards = await store.loadCardsOf(tx, customerIds, { lock: false });
      const gone = await firstGone(tx, standing, { customerIds, cards });
      const verdicts = cards.map((card) => verdictOf(standing, card));
      const known = verdicts.filter((one) => one.refused?.refused !== 'allocation.pool_unknown');
      const adding = addingOf(known.map((one) => one.card));
      const { policy, today } = standing;
      const days = claimDays(policy.body, today);
      return {
        standing: shownStanding(standing, adding),
        refused: phraseOf(gone ?? decideClaims(policy.body, standing.claimant, adding)),
        protectedUntil: days.protectedUntil,
        proveBy: days.proveBy,
        transactionsLeast: policy.body.proof.transactionsLeast,
        inflowLeastFen: String(policy.body.proof.inflowLeastFen),
        rows: known.map(({ card, mode, refused }) => ({
          customerId: String(card.customerId),
          customerNo: card.customerNo,
          shownName: card.shownName,
          kind: card.kind,
          mode,
          refused: phraseOf(refused),
        })),
      };
    },
    { readOnly: true },
  );
}

function phraseOf(refusal: Refusal | null) {
  if (refusal === null) return null;
  const params = Object.entries(refusal.params).map(([key, value]) => [key, String(value)]);
  return { code: refusal.refused, params: Object.fromEntries(params) as Record<string, string> };
}

/** Why one of the asked customers is no longer there: who claimed him, if the reader may know. */
async function firstGone(
  tx: Tx,
  { claimant }: Standing,
  asked: { customerIds: readonly bigint[]; cards: readonly store.CardRow[] },
): Promise<Refusal | null> {
  const there = new Set(asked.cards.map((one) => one.customerId));
  const gone = asked.customerIds.filter((id) => !there.has(id));
  if (gone.length === 0) return null;
  const [taker] = await claims.loadTakersInReach(tx, gone, claimant.unitPath);
  return taker === undefined
    ? refuse('allocation.pool_unknown')
    : refuse('allocation.pool_taken', {
        customer: taker.customerNo,
        name: taker.name,
        day: taker.claimedOn,
      });
}

/**
 * Claims customers of the pool for the RM who asks: all or none. Two RMs at one moment: the card is
 * taken out once, so one wins and the other is told who. The lead changes from the business day
 * (P1). Refuses as decideClaims and decidePooled do, and a sealed quarter.
 */
export function claimCustomers(
  database: Database,
  actor: Actor,
  customerIds: readonly bigint[],
): Promise<
  Refusal | { customers: number; protectedUntil: Day; proveBy: Day | null; dailyLeft: number }
> {
  const ids = [...new Set(customerIds)];
  return database.transaction(onBehalf(actor), async (tx) => {
    if (actor.staffId !== null) await claims.lockClaimant(tx, actor.staffId);
    const standing = await standingOf(tx, actor.staffId);
    if (isRefusal(standing)) return standing;
    const { claimant, policy, today } = standing;
    const sealed = await sealedOn(tx, today);
    if (sealed !== null) return sealed;
    const cards = await store.loadCardsOf(tx, ids, { lock: true });
    const gone = await firstGone(tx, standing, { customerIds: ids, cards });
    if (gone !== null) return gone;
    const verdicts = cards.map((card) => verdictOf(standing, card));
    const refused =
      decideClaims(policy.body, claimant, addingOf(cards)) ??
      verdicts.map((one) => one.refused).find((one) => one !== null) ??
      null;
    if (refused !== null) return refused;
    const facts = await store.loadPoolFacts(tx, ids);
    const led = facts.find((one) => one.leadStaffId !== null);
    if (led !== undefined) return refuse('allocation.pool_led', { customer: led.customerNo });
    const days = claimDays(policy.body, today);
    await claims.insertClaims(
      tx,
      verdicts.map(({ card, mode }) => ({
        customerId: card.customerId,
        staffId: claimant.staffId,
        unitPath: claimant.unitPath,
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
      cards.map((card) => ({
        customerId: card.customerId,
        kind: 'claimed' as const,
        customerNo: card.customerNo,
        shownName: card.shownName,
        staffId: claimant.staffId,
        unitPath: claimant.unitPath,
        day: today,
      })),
    );
    await store.removeCards(tx, ids);
    await giveLead(tx, ids, { staffId: claimant.staffId, day: today, reason: 'pool.claim' });
    await notify(tx, {
      code: 'allocation.notice.claimed',
      params: { login: actor.login, customers: ids.length },
      link: '/pool?tab=claims',
      to: { role: 'team_head', unitPath: claimant.unitPath },
    });
    await recordAudit(tx, {
      verb: 'allocation.claim',
      subject: 'pool',
      subjectKey: cards.map((one) => one.customerNo).join(' '),
      detail: { customers: ids.length, protectedUntil: days.protectedUntil },
    });
    return {
      customers: ids.length,
      protectedUntil: days.protectedUntil,
      proveBy: days.proveBy,
      dailyLeft: policy.body.dailyClaims[claimant.level!] - claimant.claimedToday - ids.length,
    };
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
