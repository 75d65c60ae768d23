import { day } from '../../../core/day.ts';
import { handle } from '../../platform/module.ts';
import { businessDay } from '../organisation/index.ts';
import { capacityOf, gradeMatrix, type Level } from '../people/index.ts';
import { allocationOwnApi } from './contract.ts';
import {
  answerHandover,
  previewHandover,
  proposeHandover,
  receiversOfHandover,
  sidesOf,
  stateOf,
} from './handover-commands.ts';
import { deedHandlers } from './deed-routes.ts';
import { madeOf } from './deed-commands.ts';
import { handoverNo } from './handover-draft.ts';
import { refuse } from './messages.ts';
import { poolHandlers } from './pool-routes.ts';
import { proposalHandlers } from './proposal-routes.ts';
import * as store from './store.ts';
import * as handovers from './store/handover.ts';

const ownHandlers = handle(allocationOwnApi, {
  listAllocations: async ({ tx, query }) => {
    const rows = await store.listResults(tx, {
      quarter: query.quarter,
      unplaced: query.unplaced === undefined ? null : query.unplaced === 'yes',
      after: query.cursor ?? null,
      limit: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    return {
      rows: page.map((row) => ({ ...row, reason: phraseOf(row.reason) })),
      next: rows.length > query.limit ? page.at(-1)!.cursor : null,
      total: { count: page.length, capped: rows.length > query.limit },
    };
  },

  previewHandover: async ({ database, actor, body }) =>
    previewHandover(database, actor, { ...body, effectiveDay: day(body.effectiveDay) }),

  proposeHandover: async ({ database, actor, body }) =>
    proposeHandover(database, actor, { ...body, effectiveDay: day(body.effectiveDay) }),

  listHandovers: async ({ tx, query }) => {
    const filter = { state: query.state ?? null, search: (query.q ?? '').trim() };
    const cursor = query.cursor ?? '';
    const before = /^\d{1,18}$/.test(cursor) ? BigInt(cursor) : null;
    const rows = await handovers.loadHandoverPage(tx, filter, { before, limit: query.limit + 1 });
    const shown = rows.slice(0, query.limit);
    const more = rows.length > query.limit;
    return {
      rows: shown.map(lineOf),
      next: more ? String(shown.at(-1)!.handoverId) : null,
      total: { count: shown.length, capped: more },
    };
  },

  readHandover: async ({ tx, actor, params }) => {
    const handover = await handovers.loadHandover(tx, BigInt(params.handoverId));
    if (handover === null) return refuse('allocation.handover_unknown');
    const { handoverId } = handover;
    const handed = await handovers.loadHanded(tx, handoverId, 200);
    const counts = new Map(
      (await handovers.countMoves(tx, handoverId)).map((one) => [one.moves, one.customers]),
    );
    const receivers = await receiversOfHandover(tx, handoverId);
    const open = stateOf(handover) === 'proposed';
    const sides = sidesOf(actor, handover, receivers);
    return {
      ...lineOf(handover),
      leaveMonths: handover.leaveMonths,
      counts: {
        both: counts.get('both') ?? 0,
        custody: counts.get('custody') ?? 0,
        nothing: counts.get('nothing') ?? 0,
      },
      answers: handover.answers.map(({ staffId: _staffId, ...answer }) => answer),
      waitsFor: open ? waitsFor(handover, handed) : [],
      mayAnswer: sides
        .filter((one) => open && one.entitled && !one.answered)
        .map((one) => one.side),
      customersShown: handed.map(({ receiverId: _receiverId, rule, ...one }) => ({
        ...one,
        rule: `allocation.rule.${rule}`,
      })),
      mayWithdraw: open && handover.proposedBy === actor.accountId && handover.answers.length === 0,
      deed: handover.deedId === null ? null : await madeOf(tx, handover.deedId),
    };
  },

  answerHandover: async ({ database, actor, params, body }) =>
    answerHandover(database, actor, { ...body, handoverId: BigInt(params.handoverId) }),

  listLoads: async ({ tx }) => {
    const today = await businessDay(tx);
    const { body: matrix } = await gradeMatrix(tx, today);
    const { bankWide, staffId, ranges } = tx.actor;
    // Row security hides customers, so an RM outside the scope would be counted too low.
    const rows = (await store.listLoads(tx, today)).filter(
      (row) =>
        bankWide ||
        row.staffId === staffId ||
        ranges.some(({ from, until }) => row.unitPath >= from && row.unitPath < until),
    );
    const most = (level: string | null, kind: 'corporate' | 'individual') =>
      level === null ? 0 : (capacityOf(matrix, level as Level, { kind, part: 'lead' }) ?? 0);
    return {
      rows: rows.map(({ unitPath: _unitPath, ...row }) => ({
        ...row,
        corporateMax: most(row.level, 'corporate'),
        individualMax: most(row.level, 'individual'),
      })),
    };
  },
});

export const allocationHandlers = {
  ...ownHandlers,
  ...deedHandlers,
  ...poolHandlers,
  ...proposalHandlers,
};

function lineOf(one: handovers.HandoverRecord) {
  const { handoverId, cause, fromName, toName, effectiveDay, customers, note } = one;
  return {
    handoverNo: handoverNo(handoverId),
    cause,
    state: stateOf(one),
    fromName,
    toName,
    effectiveDay,
    customers,
    note,
    handoverId,
  };
}

/** Whose answer is missing: receivers among the customers in sight, and a supervisor. */
function waitsFor(
  one: handovers.HandoverRecord,
  handed: readonly handovers.HandedCustomer[],
): { side: 'receiver' | 'supervisor'; name: string }[] {
  const has = (side: string, staffId: bigint) =>
    one.answers.some((answer) => answer.side === side && BigInt(answer.staffId) === staffId);
  const receivers = new Map(
    handed
      .filter((row) => row.moves !== 'nothing')
      .map((row) => [row.receiverId, row.receiverName]),
  );
  const open = [...receivers].filter(([staffId]) => !has('receiver', staffId));
  return [
    ...open.map(([, name]) => ({ side: 'receiver' as const, name })),
    ...(has('supervisor', 0n) ? [] : [{ side: 'supervisor' as const, name: '' }]),
  ];
}

function phraseOf({ code, ...params }: Record<string, string>) {
  return { code: code ?? '', params };
}
