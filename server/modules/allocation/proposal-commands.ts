import { systemActor, type Actor } from '../../../core/actor.ts';
import {
  bulkMax,
  bulkRefusedOf,
  type BulkOutcome,
  type BulkPreview,
  type BulkRow,
} from '../../../core/bulk.ts';
import type { Day } from '../../../core/day.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../../platform/audit/record.ts';
import { rangeOfPath, type Database, type Tx } from '../../platform/db/transaction.ts';
import { beginProgress, enqueue } from '../../platform/jobs/index.ts';
import { notify } from '../../platform/notices/index.ts';
import { solveLinear } from '../../platform/optimiser/index.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay, unitsOf } from '../organisation/index.ts';
import { gradeMatrix, levelOf, rmsOn } from '../people/index.ts';
import { candidatesFrom } from './candidates.ts';
import { proposeHandover } from './handover-commands.ts';
import { handoverNo, inScope } from './handover-draft.ts';
import { levelName } from './levels.ts';
import { refuse } from './messages.ts';
import { onBehalf } from './on-behalf.ts';
import { allocationKind, type AllocationPolicy } from './policy.ts';
import type { Candidate } from './rules/placement.ts';
import {
  decideAcceptance,
  fitBetween,
  movesOf,
  proposalModel,
  type ProposedMove,
} from './rules/proposal.ts';
import { loadLoads } from './store.ts';
import * as claims from './store/pool-claims.ts';
import * as store from './store/proposal.ts';

export const proposalNo = (id: bigint): string => `TY${id}`;

/** Name of the job that runs the optimiser. */
export const proposalJob = 'allocation.proposal';

export const progressKey = (id: bigint): string => `${proposalJob}.${id}`;

/** Asks for a proposal over a unit and below. Refuses a unit outside the caller's range. */
export async function requestProposal(
  tx: Tx,
  unitId: bigint,
): Promise<Refusal | { no: string; id: bigint }> {
  const made = await registerProposal(tx, unitId);
  if (isRefusal(made)) return made;
  const { accountId } = tx.actor;
  await enqueue(tx, proposalJob, { proposalId: String(made.id), accountId: String(accountId) });
  return made;
}

/** A proposal that nobody computes yet: the job, or whoever runs it himself, does. */
export async function registerProposal(
  tx: Tx,
  unitId: bigint,
): Promise<Refusal | { no: string; id: bigint }> {
  const unit = (await unitsOf(tx)).find((one) => one.unitId === unitId);
  if (unit === undefined || !inScope(tx.actor, unit.path)) {
    return refuse('allocation.proposal_unit_unknown');
  }
  const asOf = await businessDay(tx);
  const { versionId } = await policyInForce(tx, allocationKind, asOf);
  const id = await store.insertProposal(tx, {
    unitPath: unit.path,
    unitName: unit.name,
    asOf,
    policyVersionId: versionId,
  });
  await recordAudit(tx, {
    verb: 'allocation.request_proposal',
    subject: 'proposal',
    subjectKey: proposalNo(id),
    detail: { unit: unit.code, asOf },
  });
  return { no: proposalNo(id), id };
}

interface Book {
  readonly policy: AllocationPolicy;
  readonly rms: readonly Candidate[];
  readonly led: readonly store.LedRow[];
  readonly held: ReadonlySet<bigint>;
}

/** Everybody led in the unit and below, who of them is held, and the RMs with their fixed load. */
async function loadBook(tx: Tx, proposal: store.ProposalRecord): Promise<Book> {
  const { asOf, unitPath } = proposal;
  const { body: policy } = await policyInForce(tx, allocationKind, asOf);
  const led = await store.loadBook(tx, rangeOfPath(unitPath));
  const ids = led.map((one) => one.customerId);
  const covered = await claims.loadProtected(tx, ids, asOf);
  const handed = await claims.loadOpenHandovers(tx, ids);
  const held = new Set(ids.filter((id) => covered.has(id) || handed.has(id)));
  const fixed = new Map<bigint, { corporate: number; individual: number }>();
  for (const one of led.filter((customer) => held.has(customer.customerId))) {
    const load = fixed.get(one.leadId) ?? { corporate: 0, individual: 0 };
    load[one.kind] += 1;
    fixed.set(one.leadId, load);
  }
  const range = rangeOfPath(unitPath);
  const graded = (await rmsOn(tx, asOf)).filter(
    (one) => one.unitPath >= range.from && one.unitPath < range.until,
  );
  const { body: matrix } = await gradeMatrix(tx, asOf);
  const levels = [...new Set(led.map((one) => levelName(levelOf(one))))];
  const rms = candidatesFrom(graded, { policy, matrix, levels, loadOf: (id) => fixed.get(id) });
  return { policy, rms, led, held };
}

/**
 * Runs the optimiser for a proposal, away from any transaction, and writes the result once: each RM
 * today and as proposed, and the moves. Held customers (protected, in a hand-over) stay. A second
 * run of the job finds the result there.
 */
export async function runProposal(
  database: Database,
  input: { readonly proposalId: bigint; readonly accountId: bigint },
): Promise<void> {
  const actor = systemActor('proposal');
  const read = <T>(work: (tx: Tx) => Promise<T>) =>
    database.transaction(actor, work, { readOnly: true });
  const { proposalId } = input;
  const [proposal] = await read((tx) =>
    store.loadProposals(tx, { id: proposalId, before: null, limit: 1 }),
  );
  if (proposal === undefined || proposal.status !== null) return;
  const progress = await beginProgress(database, progressKey(proposalId), 0);
  progress.report(0n, 3n, 'read');
  const book = await read((tx) => loadBook(tx, proposal));
  progress.report(1n, 3n, 'solve');
  const free = book.led
    .filter((one) => !book.held.has(one.customerId))
    .map((one) => ({ ...one, level: levelName(levelOf(one)) }));
  const model = proposalModel(book.policy, book.rms, free);
  const answer =
    free.length === 0
      ? { status: 'optimal' as const, values: [] }
      : await solveLinear(model.model.linear);
  progress.report(2n, 3n, 'write');
  const ready = answer.status === 'optimal';
  const loads = loadsOf(book.led);
  const moves =
    ready && free.length > 0
      ? movesOf(book.policy, book.rms, { ...model, values: answer.values, loads })
      : [];
  await database.transaction(actor, async (tx) => {
    const first = await store.insertResult(tx, proposalId, {
      status: answer.status,
      customers: book.led.length,
      held: book.held.size,
      moves: moves.length,
    });
    if (!first) return;
    await store.insertRms(tx, proposalId, rmResults(book, moves));
    await store.insertMoves(tx, proposalId, moveResults(book, moves));
    await notify(tx, {
      code: ready ? 'allocation.notice.proposal_ready' : 'allocation.notice.proposal_failed',
      params: { no: proposalNo(proposalId), unit: proposal.unitName, moves: moves.length },
      link: `/allocation/proposals/${proposalId}`,
      to: { accountIds: [input.accountId] },
    });
  });
  await progress.finish();
}

function loadsOf(led: readonly store.LedRow[]) {
  const loads = new Map<bigint, { corporate: number; individual: number }>();
  for (const one of led) {
    const load = loads.get(one.leadId) ?? { corporate: 0, individual: 0 };
    load[one.kind] += 1;
    loads.set(one.leadId, load);
  }
  return loads;
}

/** Load, fit and customers beyond the grade of each RM, today and after the moves. */
function rmResults(book: Book, moves: readonly ProposedMove[]): store.RmResult[] {
  const toOf = new Map(moves.map((one) => [one.customerId, one.toId]));
  const now = Map.groupBy(book.led, (one) => one.leadId);
  const after = Map.groupBy(book.led, (one) => toOf.get(one.customerId) ?? one.leadId);
  return book.rms.map((rm) => {
    const sum = (led: readonly store.LedRow[] = []) => {
      const fits = led.map((one) =>
        fitBetween(book.policy, rm, {
          level: levelName(levelOf(one)),
          bookingPath: one.bookingPath,
        }),
      );
      return {
        corporate: led.filter((one) => one.kind === 'corporate').length,
        individual: led.filter((one) => one.kind === 'individual').length,
        fit: fits.reduce<bigint>((total, fit) => total + (fit ?? 0n), 0n),
        unfit: fits.filter((fit) => fit === null).length,
      };
    };
    const [before, then] = [sum(now.get(rm.staffId)), sum(after.get(rm.staffId))];
    const most = (kind: 'corporate' | 'individual') => Math.min(rm.capacity[kind], 999_999);
    return {
      staffId: rm.staffId,
      unitPath: rm.unitPath,
      corporateNow: before.corporate,
      corporateAfter: then.corporate,
      corporateMax: most('corporate'),
      individualNow: before.individual,
      individualAfter: then.individual,
      individualMax: most('individual'),
      fitNow: before.fit,
      fitAfter: then.fit,
      unfitNow: before.unfit,
      unfitAfter: then.unfit,
    };
  });
}

function moveResults(book: Book, moves: readonly ProposedMove[]): store.MoveResult[] {
  const byId = new Map(book.led.map((one) => [one.customerId, one]));
  return moves.map((move) => {
    const { customerNo, name, kind, ...rest } = byId.get(move.customerId)!;
    return { ...move, customerNo, name, kind, level: levelName(levelOf({ ...rest, kind })) };
  });
}

interface Judged {
  readonly move: store.MoveRecord;
  readonly refused: Refusal | null;
}

/** Each chosen move against the facts of now, in the order chosen. */
async function judge(
  tx: Tx,
  today: Day,
  moves: readonly store.MoveRecord[],
): Promise<readonly Judged[]> {
  const ids = moves.map((one) => one.customerId);
  const { body: policy } = await policyInForce(tx, allocationKind, today);
  const { body: matrix } = await gradeMatrix(tx, today);
  const covered = await claims.loadProtected(tx, ids, today);
  const handed = await claims.loadOpenHandovers(tx, ids);
  const current = new Map((await claims.loadLevels(tx, ids)).map((one) => [one.customerId, one]));
  const loads = new Map((await loadLoads(tx)).map((one) => [`${one.staffId}|${one.kind}`, one]));
  const graded = await rmsOn(tx, today);
  const rms = new Map(
    candidatesFrom(graded, {
      policy,
      matrix,
      levels: [],
      loadOf: (id) => ({
        corporate: loads.get(`${id}|corporate`)?.customers ?? 0,
        individual: loads.get(`${id}|individual`)?.customers ?? 0,
      }),
    }).map((one) => [one.staffId, one]),
  );
  const added = new Map<string, number>();
  return moves.map((move) => {
    const now = current.get(move.customerId);
    const receiver = rms.get(move.toId);
    const handover = handed.get(move.customerId);
    const key = `${move.toId}|${move.kind}`;
    const refused = decideAcceptance({
      customerNo: move.customerNo,
      accepted: move.accepted,
      sameLead: now?.leadStaffId === move.fromId,
      sameLevel: now !== undefined && levelName(levelOf(now)) === move.level,
      protectedUntil: covered.get(move.customerId) ?? null,
      openHandover: handover === undefined ? null : handoverNo(handover),
      receiver:
        receiver === undefined
          ? null
          : {
              name: move.toName,
              load: receiver.load[move.kind] + (added.get(key) ?? 0),
              max: receiver.capacity[move.kind],
            },
    });
    if (refused === null) added.set(key, (added.get(key) ?? 0) + 1);
    return { move, refused };
  });
}

function rowOf({ move, refused }: Judged): BulkRow {
  return {
    key: String(move.customerId),
    name: move.name,
    about: `${move.fromName} → ${move.toName}`,
    refused: refused === null ? null : bulkRefusedOf(refused),
  };
}

/** The chosen moves that the caller may see; what is no move of the proposal is left out. */
async function chosenMoves(
  database: Database,
  actor: Actor,
  wanted: { proposalId: bigint; customerIds: readonly bigint[] },
) {
  return database.transaction(
    actor,
    async (tx) => {
      const { proposalId, customerIds } = wanted;
      const [seen] = await store.loadProposals(tx, { id: proposalId, before: null, limit: 1 });
      if (seen === undefined) return refuse('allocation.proposal_unknown');
      const place = { after: null, limit: bulkMax };
      return store.loadMoves(tx, proposalId, { customerIds }, place);
    },
    { readOnly: true },
  );
}

/** Which of the chosen moves may still be accepted, and what changed for the others. */
export async function previewAcceptance(
  database: Database,
  actor: Actor,
  wanted: { proposalId: bigint; customerIds: readonly bigint[] },
): Promise<Refusal | BulkPreview> {
  const moves = await chosenMoves(database, actor, wanted);
  if (isRefusal(moves)) return moves;
  const judged = await database.transaction(
    onBehalf(actor),
    async (tx) => judge(tx, await businessDay(tx), moves),
    { readOnly: true },
  );
  const pairs = new Set(
    judged.filter((one) => one.refused === null).map(({ move }) => `${move.fromId}|${move.toId}`),
  );
  return {
    max: bulkMax,
    rows: judged.map(rowOf),
    figures: [
      {
        name: 'allocation.proposal_handovers',
        unit: 'count',
        value: String(pairs.size),
        over: false,
      },
    ],
  };
}

/**
 * Accepts moves: for each pair of RMs one proposed hand-over from the business day, which receiver
 * and supervisor still answer. What has changed since is refused by name; a hand-over that its own
 * rule refuses leaves its customers out.
 */
export async function acceptMoves(
  database: Database,
  actor: Actor,
  wanted: { proposalId: bigint; customerIds: readonly bigint[] },
): Promise<Refusal | BulkOutcome> {
  const moves = await chosenMoves(database, actor, wanted);
  if (isRefusal(moves)) return moves;
  const { today, judged } = await database.transaction(
    onBehalf(actor),
    async (tx) => {
      const on = await businessDay(tx);
      return { today: on, judged: await judge(tx, on, moves) };
    },
    { readOnly: true },
  );
  const rms = new Map(
    (await database.transaction(actor, (tx) => rmsOn(tx, today), { readOnly: true })).map((one) => [
      one.staffId,
      one.unitPath,
    ]),
  );
  const rows: BulkRow[] = judged.filter((one) => one.refused !== null).map(rowOf);
  const willing = judged.filter((one) => one.refused === null);
  let done = 0;
  const pairs = Map.groupBy(willing, ({ move }) => `${move.fromId}|${move.toId}`);
  for (const pair of pairs.values()) {
    const { fromId, fromNo, toId, toNo } = pair[0]!.move;
    const sameTeam = rms.get(fromId) === rms.get(toId);
    const made = await proposeHandover(database, actor, {
      cause: sameTeam ? 'within_team' : 'cross_team',
      leaveMonths: null,
      fromStaffNo: fromNo,
      toStaffNo: toNo,
      headStaffNo: null,
      deputyStaffNo: null,
      effectiveDay: today,
      customerNos: pair.map(({ move }) => move.customerNo),
      note: proposalNo(wanted.proposalId),
    });
    const refused = isRefusal(made) ? made : null;
    rows.push(...pair.map(({ move }) => rowOf({ move, refused })));
    if (isRefusal(made)) continue;
    done += pair.length;
    await database.transaction(onBehalf(actor), (tx) =>
      store.insertAcceptances(tx, {
        proposalId: wanted.proposalId,
        handoverId: made.id,
        customerIds: pair.map(({ move }) => move.customerId),
      }),
    );
  }
  return { done, rows };
}
