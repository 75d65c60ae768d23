import type { Tx } from '../../platform/db/transaction.ts';
import { handle } from '../../platform/module.ts';
import { keysChosen, refuseBulk, type BulkChoice } from '../../../core/bulk.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { policyInForce } from '../../platform/policy/store.ts';
import { businessDay } from '../organisation/index.ts';
import { gradeMatrix, levelOf, rmsOn, serveMode } from '../people/index.ts';
import { idText, keysetPage } from '../../../core/schema.ts';
import { poolApi } from './contract/pool.ts';
import { poolKind, type PoolPolicy } from './policy/pool.ts';
import { claimCustomers, previewClaims, shownStanding, standingOf } from './pool-commands.ts';
import { giveIntoPool, previewReturns, undoReturns } from './pool-entries.ts';
import { segmentOf } from './pool-night.ts';
import * as claims from './store/pool-claims.ts';
import * as store from './store/pool.ts';

const isId = (key: string) => idText.safeParse(key).success;
const before = (cursor: string | undefined) =>
  /^\d{1,18}$/.test(cursor ?? '') ? BigInt(cursor!) : null;

export const poolHandlers = handle(poolApi, {
  listPool: async ({ tx, actor, query }) => {
    const today = await businessDay(tx);
    const rows = await store.loadCards(
      tx,
      { pool: query.pool ?? null, kind: query.kind ?? null, cause: query.cause ?? null },
      { after: cardCursor(query.cursor), limit: query.limit + 1 },
    );
    const { body: policy } = await policyInForce(tx, poolKind, today);
    const mode = await modeOf(tx, actor.staffId, today);
    const page = keysetPage(rows, query.limit, (one) => `${one.enteredOn}.${one.customerId}`);
    return {
      ...page,
      rows: page.rows.map((card) => ({
        customerNo: card.customerNo,
        shownName: card.shownName,
        kind: card.kind,
        segment: segmentOf(card),
        unitName: card.unitName,
        ...bandOf(policy, card.sizeBand),
        cause: card.cause,
        enteredOn: card.enteredOn,
        wideOn: card.wideOn,
        mode: mode(card),
        coolingUntil:
          card.coolingStaffId === actor.staffId && card.coolingUntil! > today
            ? card.coolingUntil
            : null,
        customerId: card.customerId,
      })),
    };
  },

  readStanding: async ({ tx, actor }) => {
    const standing = await standingOf(tx, actor.staffId);
    return isRefusal(standing) ? standing : shownStanding(standing);
  },

  listReasons: async ({ tx }) => {
    const { body } = await policyInForce(tx, poolKind, await businessDay(tx));
    return { rows: body.returnReasons };
  },

  previewClaims: async ({ database, actor, body }) => {
    const ids = await database.transaction(actor, (tx) => chosenCards(tx, body), {
      readOnly: true,
    });
    return isRefusal(ids) ? ids : previewClaims(database, actor, ids);
  },

  claim: async ({ database, actor, body }) =>
    claimCustomers(database, actor, body.keys.map(BigInt), { whole: false }),

  listClaims: async ({ tx, actor, query }) => {
    const rows = await claims.loadClaimPage(
      tx,
      { staffId: query.whose === 'mine' ? (actor.staffId ?? 0n) : null, open: false },
      { before: before(query.cursor), limit: query.limit + 1 },
    );
    const page = keysetPage(rows, query.limit, (one) => one.claimId);
    return {
      ...page,
      rows: page.rows.map(({ how, staffId: _staffId, ...one }) => ({
        ...one,
        state: (how ?? (one.proveBy === null ? 'kept' : 'open')) as 'open',
      })),
    };
  },

  returnToPool: async ({ database, actor, body }) =>
    giveIntoPool(database, actor, { ...body, customerIds: body.keys.map(BigInt), as: 'rm' }),

  previewReturns: async ({ database, actor, body }) => {
    const ids = keysOnly(body);
    return isRefusal(ids)
      ? ids
      : previewReturns(database, actor, { ...body, customerIds: ids, as: 'rm' });
  },

  listReturns: async ({ tx, actor, query }) => {
    const today = await businessDay(tx);
    const { body: policy } = await policyInForce(tx, poolKind, today);
    const reasons = new Map(policy.returnReasons.map((one) => [one.key, one]));
    const rows = await claims.loadReturns(tx, actor.staffId ?? 0n, {
      before: before(query.cursor),
      limit: query.limit + 1,
    });
    const page = keysetPage(rows, query.limit, (one) => one.eventId);
    return {
      ...page,
      rows: page.rows.map(({ pooled, undone, reasonKey, ...one }) => {
        const reason = reasons.get(reasonKey ?? '');
        const state = undone ? 'undone' : pooled ? 'pooled' : 'left';
        return {
          ...one,
          cause: one.cause as 'returned',
          reason: reason === undefined ? null : { zh: reason.zh, en: reason.en },
          state: state as 'left',
          undoable: state === 'pooled' && one.cause === 'returned' && one.returnedOn === today,
        };
      }),
    };
  },

  undoReturn: async ({ database, actor, body }) =>
    undoReturns(database, actor, body.customerIds.map(BigInt)),

  putIntoPool: async ({ database, actor, body }) =>
    giveIntoPool(database, actor, { ...body, customerIds: body.keys.map(BigInt), as: 'head' }),

  previewEntries: async ({ database, actor, body }) => {
    const ids = keysOnly(body);
    return isRefusal(ids)
      ? ids
      : previewReturns(database, actor, { ...body, customerIds: ids, as: 'head' });
  },
});

/** Ticked customers, or all in the pool that match the list's filter. */
async function chosenCards(tx: Tx, choice: BulkChoice): Promise<bigint[] | Refusal> {
  const keys = await keysChosen(choice, {
    query: poolApi.listPool.query,
    page: async (query) => {
      const rows = await store.loadCards(
        tx,
        { pool: query.pool ?? null, kind: query.kind ?? null, cause: query.cause ?? null },
        { after: cardCursor(query.cursor), limit: query.limit + 1 },
      );
      return keysetPage(rows, query.limit, (one) => `${one.enteredOn}.${one.customerId}`);
    },
    keyOf: (one) => String(one.customerId),
  });
  return isRefusal(keys) ? keys : keys.filter(isId).map(BigInt);
}

/** Returns name their customers one by one: nobody gives away all that match a filter. */
function keysOnly(choice: BulkChoice): bigint[] | Refusal {
  return choice.keys === undefined
    ? refuseBulk('http.bulk_choice_invalid')
    : choice.keys.filter(isId).map(BigInt);
}

function cardCursor(cursor: string | undefined) {
  const found = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d))\.(\d{1,18})$/.exec(cursor ?? '');
  return found === null ? null : { day: found[1]!, customerId: BigInt(found[2]!) };
}

/** What the matrix says of the reader; null for who is no RM with a grade. */
async function modeOf(tx: Tx, staffId: bigint | null, today: Parameters<typeof rmsOn>[1]) {
  const rm = (await rmsOn(tx, today)).find((one) => one.staffId === staffId);
  const { body } = await gradeMatrix(tx, today);
  return (card: store.CardRow) =>
    rm === undefined ? null : serveMode(body, rm.level, levelOf(card)).mode;
}

/** Bounds of a size band; all null while nothing is known. */
function bandOf({ card }: PoolPolicy, band: number | null) {
  const bounds = card.sizeBoundsFen;
  const text = (at: number) => (bounds[at] === undefined ? null : String(bounds[at]));
  if (band === null) return { sizeFrom: null, sizeUntil: null };
  return { sizeFrom: band === 0 ? '0' : text(band - 1), sizeUntil: text(band) };
}
