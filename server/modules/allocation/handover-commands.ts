import { systemActor, type Actor } from '../../../core/actor.ts';
import type { Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import type { Database, Tx } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/index.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { assignLead } from '../customers/index.ts';
import { businessDay } from '../organisation/index.ts';
import { capacityOf, gradeMatrix, rmsOn } from '../people/index.ts';
import type { HandoverMoves, HandoverPreview, HandoverState } from './contract.ts';
import {
  draftHandover,
  handoverNo,
  inScope,
  type Draft,
  type WantedHandover,
} from './handover-draft.ts';
import { refuse } from './messages.ts';
import { onBehalf } from './on-behalf.ts';
import { allocationKind } from './policy.ts';
import { decideAnswer, handoverState } from './rules/handover.ts';
import { loadLoads } from './store.ts';
import * as store from './store/handover.ts';
import { lockHandovers } from './store/handover-facts.ts';

/** The preview of a hand-over: what moves, and load and matrix of those who receive. */
export function previewHandover(
  database: Database,
  actor: Actor,
  wanted: WantedHandover,
): Promise<Refusal | HandoverPreview> {
  return database.transaction(onBehalf(actor), async (tx) => {
    const draft = await draftHandover(tx, actor, wanted);
    if (isRefusal(draft)) return draft;
    const moved = draft.customers.filter((one) => one.moves !== 'nothing');
    return {
      counts: countsOf(draft.customers),
      needApproval: moved.filter((one) => one.mode === 'with_approval').length,
      notServed: moved.filter((one) => one.mode === 'assist' || one.mode === 'none').length,
      receivers: await receiverLoads(tx, wanted.effectiveDay, moved),
      customers: draft.customers.slice(0, 200).map((one) => ({
        customerNo: one.customerNo,
        customerName: one.name,
        moves: one.moves,
        rule: `allocation.rule.${one.rule}`,
        receiverName: one.receiverName,
        mode: one.mode as 'alone',
        customerId: String(one.customerId),
      })),
    };
  });
}

export function countsOf(customers: readonly { readonly moves: HandoverMoves }[]) {
  const count = (moves: HandoverMoves) => customers.filter((one) => one.moves === moves).length;
  return { both: count('both'), custody: count('custody'), nothing: count('nothing') };
}

async function receiverLoads(tx: Tx, on: Day, moved: Draft['customers']) {
  const loads = await loadLoads(tx);
  const { body } = await gradeMatrix(tx, on);
  const rms = new Map((await rmsOn(tx, on)).map((rm) => [rm.staffId, rm]));
  return [...Map.groupBy(moved, (one) => one.receiverId)].map(([staffId, customers]) => {
    const rm = rms.get(staffId);
    const has = (kind: string) =>
      loads.find((one) => one.staffId === staffId && one.kind === kind)?.customers ?? 0;
    const gets = (kind: string) => customers.filter((one) => one.kind === kind).length;
    const most = (kind: 'corporate' | 'individual') =>
      rm === undefined ? 0 : (capacityOf(body, rm.level, { kind, part: 'lead' }) ?? 999_999);
    return {
      staffNo: rm?.staffNo ?? '',
      name: customers[0]!.receiverName,
      corporate: has('corporate'),
      corporateAdded: gets('corporate'),
      corporateMax: most('corporate'),
      individual: has('individual'),
      individualAdded: gets('individual'),
      individualMax: most('individual'),
    };
  });
}

/**
 * Proposes a hand-over (HANDOVER): nothing moves until each receiver and one supervisor have
 * accepted. Refuses as decideProposal does, unknown persons, and customers that he does not lead.
 */
export function proposeHandover(
  database: Database,
  actor: Actor,
  wanted: WantedHandover,
): Promise<Refusal | { no: string; id: bigint }> {
  return database.transaction(onBehalf(actor), async (tx) => {
    const draft = await draftHandover(tx, actor, wanted);
    if (isRefusal(draft)) return draft;
    const id = await keepHandover(tx, draft, { ...wanted, deedId: null });
    return { no: handoverNo(id), id };
  });
}

/** Writes a hand-over that may be proposed, and tells receivers and a supervisor. */
export async function keepHandover(
  tx: Tx,
  draft: Draft,
  wanted: Pick<WantedHandover, 'cause' | 'leaveMonths' | 'effectiveDay' | 'note'> & {
    readonly deedId: bigint | null;
  },
): Promise<bigint> {
  const { policy, ...rest } = draft;
  const { cause, effectiveDay } = wanted;
  const id = await store.insertHandover(tx, {
    ...wanted,
    ...rest,
    policyVersionId: policy.versionId,
  });
  await recordAudit(tx, {
    verb: 'allocation.propose_handover',
    subject: 'handover',
    subjectKey: handoverNo(id),
    detail: {
      cause,
      from: draft.from.staffNo,
      to: draft.to.staffNo,
      effectiveDay,
      ...countsOf(draft.customers),
    },
  });
  const told = {
    code: 'allocation.notice.handover_proposed',
    params: {
      no: handoverNo(id),
      fromName: draft.from.name,
      customers: draft.customers.length,
      effectiveDay,
    },
    link: `/allocation/hand-overs/${id}`,
  } as const;
  const moved = draft.customers.filter((one) => one.moves !== 'nothing');
  const receivers = new Set(moved.map((one) => one.receiverId));
  await notify(tx, [
    { ...told, to: { staffIds: [...receivers] } },
    { ...told, to: { role: 'team_head', unitPath: draft.to.unitPath } },
  ]);
  return id;
}

/** Where a loaded hand-over stands. */
export function stateOf(one: store.HandoverRecord): HandoverState {
  const accepted = one.answers.filter((answer) => answer.verdict === 'accepted');
  return handoverState({
    effected: one.effected,
    withdrawn: one.withdrawn,
    declined: accepted.length < one.answers.length,
    receivers: one.receivers,
    receiversAccepted: accepted.filter((answer) => answer.side === 'receiver').length,
    supervisorAccepted: accepted.some((answer) => answer.side === 'supervisor'),
  });
}

/** Sides for which somebody may answer a hand-over that he sees. */
export function sidesOf(
  actor: Actor,
  one: store.HandoverRecord,
  receiverIds: ReadonlySet<bigint>,
): { side: 'receiver' | 'supervisor'; entitled: boolean; answered: boolean }[] {
  const answered = (side: string, staffId: bigint) =>
    one.answers.some((answer) => answer.side === side && BigInt(answer.staffId) === staffId);
  const heads = actor.roles.some((role) => role === 'team_head' || role === 'branch_president');
  const self = actor.staffId ?? 0n;
  const isParty = self === one.fromId || receiverIds.has(self);
  return [
    {
      side: 'receiver',
      entitled: actor.staffId !== null && receiverIds.has(actor.staffId),
      answered: answered('receiver', self),
    },
    {
      side: 'supervisor',
      entitled: heads && !isParty && (inScope(actor, one.fromPath) || inScope(actor, one.toPath)),
      answered: answered('supervisor', 0n),
    },
  ];
}

/**
 * A receiver or the supervisor answers. Once all have accepted and the day has come, custody moves
 * and credit is kept or moves with it. Refuses as decideAnswer does and a hand-over out of sight.
 */
export async function answerHandover(
  database: Database,
  actor: Actor,
  wanted: {
    handoverId: bigint;
    side: 'receiver' | 'supervisor';
    verdict: 'accepted' | 'declined';
    reason: string;
  },
): Promise<Refusal | { state: HandoverState }> {
  const { handoverId, side, verdict, reason } = wanted;
  const seen = await database.transaction(actor, (tx) => store.loadHandover(tx, handoverId), {
    readOnly: true,
  });
  if (seen === null) return refuse('allocation.handover_unknown');
  const answered = await database.transaction(onBehalf(actor), async (tx) => {
    await lockHandovers(tx, seen.fromId);
    const handover = (await store.loadHandover(tx, handoverId))!;
    const receivers = await receiversOfHandover(tx, handoverId);
    const own = sidesOf(actor, handover, receivers).find((one) => one.side === side)!;
    const refused = decideAnswer({
      state: stateOf(handover),
      side,
      answered: own.answered,
      isReceiver: own.entitled,
      supervises: own.entitled,
      verdict,
      reason,
    });
    if (refused !== null) return refused;
    const staffId = side === 'receiver' ? actor.staffId! : 0n;
    const first = await store.insertAnswer(tx, { handoverId, side, staffId, verdict, reason });
    if (!first) return refuse('allocation.handover_answered');
    await recordAudit(tx, {
      verb: 'allocation.answer_handover',
      subject: 'handover',
      subjectKey: handoverNo(handoverId),
      detail: { side, verdict, reason },
    });
    await notify(tx, {
      code: `allocation.notice.handover_${verdict}`,
      params: { no: handoverNo(handoverId), reason },
      link: `/allocation/hand-overs/${handoverId}`,
      to: { accountIds: [handover.proposedBy] },
    });
    await carryOut(tx, handoverId);
    return null;
  });
  if (isRefusal(answered)) return answered;
  const after = await database.transaction(
    onBehalf(actor),
    (tx) => store.loadHandover(tx, handoverId),
    { readOnly: true },
  );
  return { state: stateOf(after!) };
}

/** Who receives some customer of a hand-over. */
export async function receiversOfHandover(
  tx: Tx,
  handoverId: bigint,
): Promise<ReadonlySet<bigint>> {
  const handed = await store.loadHanded(tx, handoverId, 200_000);
  return new Set(handed.filter((one) => one.moves !== 'nothing').map((one) => one.receiverId));
}

/**
 * Moves custody and credit of a hand-over that everybody has accepted, once its day has come;
 * otherwise does nothing. The daily job does the same for days to come.
 */
export async function carryOut(tx: Tx, handoverId: bigint): Promise<boolean> {
  const today = await businessDay(tx);
  const handover = (await store.loadHandover(tx, handoverId))!;
  if (stateOf(handover) !== 'accepted' || handover.effectiveDay > today) return false;
  if (!(await store.insertEffect(tx, handoverId))) return false;
  const { effectiveDay, fromId } = handover;
  const policy = await policyInForce(tx, allocationKind, effectiveDay);
  const business = policy.body.handover.creditStays;
  await store.keepCredit(tx, { handoverId, staffId: fromId, from: effectiveDay, business });
  await store.endCredit(tx, { handoverId, from: effectiveDay });
  const handed = await store.loadHanded(tx, handoverId, 200_000);
  await assignLead(
    tx,
    handed
      .filter((one) => one.moves !== 'nothing')
      .map((one) => ({
        customerId: one.customerId,
        staffId: one.receiverId,
        fromDay: effectiveDay,
        reason: handoverNo(handoverId),
        origin: 'hand' as const,
        runId: null,
      })),
  );
  await recordAudit(tx, {
    verb: 'allocation.carry_out_handover',
    subject: 'handover',
    subjectKey: handoverNo(handoverId),
    detail: { effectiveDay, customers: handed.length },
  });
  return true;
}

/** Carries out the hand-overs whose day has come. Returns how many. */
export async function carryOutDue(database: Database): Promise<number> {
  const actor = systemActor('hand-over');
  const due = await database.transaction(
    actor,
    async (tx) => store.loadDue(tx, await businessDay(tx)),
    { readOnly: true },
  );
  let done = 0;
  for (const id of due) {
    if (await database.transaction(actor, (tx) => carryOut(tx, id))) done += 1;
  }
  return done;
}
