import { may, type Actor } from '../../../core/actor.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { recordAudit } from '../audit/record.ts';
import type { Database, Tx } from '../db/transaction.ts';
import { handle, type Call } from '../module.ts';
import * as accounts from './account-store.ts';
import * as admin from './admin-store.ts';
import {
  changeGrants,
  closeAccount,
  endAllSessions,
  reopenAccount,
  resetPassword,
  unlockAccount,
} from './administration.ts';
import { authApi } from './contract.ts';
import { resolveGrants, type GrantWish } from './commands.ts';
import { refuse } from './messages.ts';
import type { AuthParts } from './routes.ts';
import { mergeRanges } from './scope.ts';

const {
  readAccount,
  changeGrants: changeGrantsRoute,
  closeAccount: closeRoute,
  reopenAccount: reopenRoute,
  unlockAccount: unlockRoute,
  resetPassword: resetRoute,
  endSessions,
  previewSight,
} = authApi;

const adminApi = {
  readAccount,
  changeGrants: changeGrantsRoute,
  closeAccount: closeRoute,
  reopenAccount: reopenRoute,
  unlockAccount: unlockRoute,
  resetPassword: resetRoute,
  endSessions,
  previewSight,
};

/** A preview counts under another scope than the caller's: transactions of its own. */
export const adminOwn = ['previewSight'] as const;

/** Accounts and scopes as an administrator keeps them. */
export function adminHandlers(parts: AuthParts) {
  const { doors } = parts;
  const id = ({ params }: Pick<Call<typeof endSessions>, 'params'>) => BigInt(params.accountId);
  const handlers = {
    readAccount: async (call: Call<typeof readAccount>) => {
      const { tx } = call;
      const state = await admin.accountState(tx, id(call));
      if (state === null) return refuse('auth.account_unknown', { login: id(call) });
      const grants = await accounts.grantsOf(tx, state.accountId);
      return {
        ...state,
        own: tx.actor.accountId === state.accountId,
        grants: grants.map(({ role, scope, unitIds }) => ({ role, scope, unitIds: [...unitIds] })),
        sessions: await admin.openSessions(tx, state.accountId),
        events: await admin.eventsOf(tx, state.accountId),
      };
    },
    changeGrants: (call: Call<typeof changeGrantsRoute>) =>
      changeGrants(call.tx, doors, {
        accountId: id(call),
        baseEvent: BigInt(call.body.baseEvent),
        reason: call.body.reason,
        grants: wished(call.body.grants),
      }),
    closeAccount: (call: Call<typeof closeRoute>) =>
      closeAccount(call.tx, { ...call.body, accountId: id(call) }),
    reopenAccount: (call: Call<typeof reopenRoute>) =>
      reopenAccount(call.tx, { ...call.body, accountId: id(call) }),
    unlockAccount: (call: Call<typeof unlockRoute>) =>
      unlockAccount(call.tx, { ...call.body, accountId: id(call) }),
    resetPassword: (call: Call<typeof resetRoute>) =>
      resetPassword(call.tx, { ...call.body, accountId: id(call) }),
    endSessions: (call: Call<typeof endSessions>) =>
      endAllSessions(call.tx, { ...call.body, accountId: id(call) }),
    previewSight: ({ database, actor, body }: Call<typeof previewSight>) =>
      sightOf(parts, database, actor, {
        staffId: body.staffId === null ? null : BigInt(body.staffId),
        grants: wished(body.grants),
        customerNo: body.customerNo,
      }),
  };
  handle(adminApi, handlers);
  return handlers;
}

function wished(
  grants: readonly { role: GrantWish['role']; scope: GrantWish['scope']; unitIds: string[] }[],
): GrantWish[] {
  return grants.map((one) => ({ ...one, unitIds: one.unitIds.map(BigInt) }));
}

interface Question {
  readonly staffId: bigint | null;
  readonly grants: readonly GrantWish[];
  readonly customerNo: string;
}

/**
 * What somebody would see: rights by the roles, rows by the row security itself in a transaction
 * under that scope that may only read. Refuses an asker without the scope of the whole bank: he
 * could learn more than he may see himself.
 */
async function sightOf(parts: AuthParts, database: Database, actor: Actor, wish: Question) {
  if (!actor.bankWide) return refuse('auth.preview_narrower');
  const known = await database.transaction(actor, async (tx: Tx) => {
    const grants = await resolveGrants(tx, parts.doors, wish.staffId, wish.grants);
    if (isRefusal(grants)) return grants;
    await recordAudit(tx, {
      verb: 'auth.preview_sight',
      subject: 'scope',
      subjectKey: String(wish.staffId ?? '-'),
      detail: { grants: wish.grants, customerNo: wish.customerNo },
    });
    const seen = await parts.administration.sight(tx, wish.customerNo);
    return { grants, exists: seen.customerSeen };
  });
  if (isRefusal(known)) return known as Refusal;
  const bankWide = known.grants.some((one) => one.scope === 'bank');
  const ranges = bankWide ? [] : mergeRanges(known.grants.flatMap((one) => one.ranges));
  const roles = [...new Set(known.grants.map((one) => one.role))];
  // The account of nobody: what belongs to an account is not what a role and a scope show.
  const stranger = { accountId: -1n, login: 'preview', staffId: wish.staffId };
  const seen = await database.transaction(
    { ...stranger, roles, bankWide, ranges },
    (tx) => parts.administration.sight(tx, wish.customerNo),
    { readOnly: true },
  );
  const table = parts.rights();
  const rights = Object.keys(table).filter((right) => may({ roles }, table, right));
  const { customerNo } = wish;
  const because = !known.exists
    ? 'unknown'
    : bankWide
      ? 'bank'
      : seen.customerSeen
        ? 'within'
        : 'outside';
  return {
    rights,
    bankWide,
    ranges: [...ranges],
    counts: [...seen.counts],
    samples: [...seen.samples],
    customer: customerNo === '' ? null : { customerNo, seen: seen.customerSeen, because },
  };
}
