import { may, roles, type Actor, type Role } from '../../../core/actor.ts';
import { rowsBefore, shortPage } from '../../../core/schema.ts';
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
import { administrationApi, type RightRow } from './contract/administration.ts';
import { acceptRequest, refuseRequest, withdrawRequest } from './grant-review.ts';
import * as requests from './request-store.ts';
import { resolveGrants, type GrantWish } from './commands.ts';
import { refuse } from './messages.ts';
import type { AuthParts } from './doors.ts';
import { mergeRanges } from './scope.ts';

type Routes = typeof administrationApi;

/** A preview counts under another scope than the caller's: transactions of its own. */
export const adminOwn = ['previewSight'] as const;

/** Accounts and scopes as an administrator keeps them. */
export function adminHandlers(parts: AuthParts) {
  const { doors } = parts;
  const id = ({ params }: Pick<Call<Routes['endSessions']>, 'params'>) => BigInt(params.accountId);
  const handlers = {
    readAccount: async (call: Call<Routes['readAccount']>) => {
      const { tx } = call;
      const state = await admin.accountState(tx, id(call));
      if (state === null) return refuse('auth.account_unknown', { login: id(call) });
      const grants = await accounts.grantsOf(tx, state.accountId);
      return {
        ...state,
        own: tx.actor.accountId === state.accountId,
        requests: (await requests.listRequests(tx, state)).map((one) => requestShown(tx, one)),
        seconds: (await seconds(tx, state.accountId)).length,
        clockDay: await requests.clockDay(tx),
        grants: grants.map(({ role, scope, unitIds }) => ({ role, scope, unitIds: [...unitIds] })),
        sessions: await admin.openSessions(tx, state.accountId),
        events: await admin.eventsOf(tx, state.accountId),
      };
    },
    changeGrants: (call: Call<Routes['changeGrants']>) =>
      changeGrants(call.tx, doors, {
        accountId: id(call),
        baseEvent: BigInt(call.body.baseEvent),
        reason: call.body.reason,
        grants: wished(call.body.grants),
      }),
    closeAccount: (call: Call<Routes['closeAccount']>) =>
      closeAccount(call.tx, { ...call.body, accountId: id(call) }),
    reopenAccount: (call: Call<Routes['reopenAccount']>) =>
      reopenAccount(call.tx, { ...call.body, accountId: id(call) }),
    unlockAccount: (call: Call<Routes['unlockAccount']>) =>
      unlockAccount(call.tx, { ...call.body, accountId: id(call) }),
    resetPassword: (call: Call<Routes['resetPassword']>) =>
      resetPassword(call.tx, { ...call.body, accountId: id(call) }),
    endSessions: (call: Call<Routes['endSessions']>) =>
      endAllSessions(call.tx, { ...call.body, accountId: id(call) }),
    listRoleRights: async ({ query }: Call<Routes['listRoleRights']>) => {
      const table = Object.entries(parts.rights());
      const fits = table.filter(([right]) => right.includes(query.q ?? ''));
      const from = rowsBefore(query);
      return shortPage(fits.slice(from, from + query.limit + 1).map(rightShown), query);
    },
    readRoleHolders: async ({ tx }: Call<Routes['readRoleHolders']>) => ({
      rows: (await admin.roleHolders(tx)).map((one) => ({ ...one, roles: [...one.roles] })),
    }),
    listGrantRequests: async ({ tx }: Call<Routes['listGrantRequests']>) => ({
      rows: (await requests.listRequests(tx, { accountId: null })).map((one) =>
        requestShown(tx, one),
      ),
      seconds: (await seconds(tx, null)).length,
    }),
    answerGrantRequest: ({ tx, params, body }: Call<Routes['answerGrantRequest']>) => {
      const given = { requestId: BigInt(params.requestId), reason: body.reason };
      return body.verdict === 'accepted'
        ? acceptRequest(tx, doors, given)
        : refuseRequest(tx, given);
    },
    withdrawGrantRequest: ({ tx, params, body }: Call<Routes['withdrawGrantRequest']>) =>
      withdrawRequest(tx, { requestId: BigInt(params.requestId), reason: body.reason }),
    previewSight: ({ database, actor, body }: Call<Routes['previewSight']>) =>
      sightOf(parts, database, actor, {
        staffId: body.staffId === null ? null : BigInt(body.staffId),
        grants: wished(body.grants),
        customerNo: body.customerNo,
      }),
  };
  handle(administrationApi, handlers);
  return handlers;
}

function rightShown([right, held]: readonly [string, readonly Role[]]): RightRow {
  const cells = Object.fromEntries(roles.map((role) => [role, held.includes(role)]));
  return { room: right.split('.')[0] ?? '', right, ...(cells as Record<Role, boolean>) };
}

const seconds = (tx: Tx, accountId: bigint | null) =>
  requests.secondPersons(tx, { askedBy: tx.actor.accountId, accountId });

function requestShown(tx: Tx, request: requests.GrantRequest) {
  const { baseEvent: _base, askedBy, before, after, ...shown } = request;
  const words = (grants: typeof before) =>
    grants.map((one) => ({ ...one, unitIds: one.unitIds.map(String) }));
  return {
    ...shown,
    before: words(before),
    after: words(after),
    own: askedBy === tx.actor.accountId,
    mine: request.accountId === tx.actor.accountId,
  };
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
  const held = [...new Set(known.grants.map((one) => one.role))];
  // The account of nobody: what belongs to an account is not what a role and a scope show.
  const stranger = { accountId: -1n, login: 'preview', staffId: wish.staffId };
  const seen = await database.transaction(
    { ...stranger, roles: held, bankWide, ranges },
    (tx) => parts.administration.sight(tx, wish.customerNo),
    { readOnly: true },
  );
  const table = parts.rights();
  const rights = Object.keys(table).filter((right) => may({ roles: held }, table, right));
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
