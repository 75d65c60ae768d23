import { day } from '../../../core/day.ts';
import { may, type Actor } from '../../../core/actor.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { Database, Tx } from '../db/transaction.ts';
import { handle, type Handler } from '../module.ts';
import { authApi } from './contract.ts';
import { changePassword, createToken, revokeToken, signIn, signOut } from './commands.ts';
import type { AuthParts } from './doors.ts';
import { adminHandlers, adminOwn } from './admin-routes.ts';
import { openAccount } from './administration.ts';
import { refuse } from './messages.ts';
import { hashPassword } from './passwords.ts';
import { doorkeeper } from './sessions.ts';
import * as accounts from './account-store.ts';
import { endOtherSessions, endSession } from './session-commands.ts';
import * as sessions from './session-store.ts';
import * as store from './store.ts';

const countCap = 1000;

/** Routes that open transactions of their own: a failed sign-in is refused and yet recorded. */
export const ownTransactions = [
  'signIn',
  'changePassword',
  'listDemoSignIns',
  ...adminOwn,
] as const;

export function authHandlers(parts: AuthParts): Readonly<Record<string, Handler>> {
  return handle(authApi, {
    ...adminHandlers(parts),
    signIn: async ({ body, request, database }) => {
      const done = await signIn(database, {
        ...body,
        address: request.ip,
        agent: request.headers['user-agent'] ?? '',
      });
      if (isRefusal(done)) return done;
      request.sessionCookie = done.secret;
      const mustChange = done.account.must_change;
      return frameFor(parts, database, done.actor, { name: done.account.name, mustChange });
    },
    listDemoSignIns: async ({ database }) =>
      database.transaction(doorkeeper, async (tx) => {
        const { demo } = await parts.doors.bank(tx);
        return { rows: demo ? await accounts.demoSignIns(tx) : [] };
      }),
    readSession: async ({ tx, actor, request }) => {
      const account = await store.accountOf(tx, actor.accountId);
      const mustChange = request.caller?.mustChangePassword ?? false;
      const sessionId = request.caller?.via === 'session' ? request.caller.key : undefined;
      return frame(parts, tx, actor, { name: account?.name ?? actor.login, mustChange, sessionId });
    },
    signOut: async ({ tx, request }) => {
      const { caller } = request;
      if (caller?.via !== 'session') return refuse('auth.session_only');
      await signOut(tx, caller.key);
      request.sessionCookie = null;
      return { signedOut: true as const };
    },
    changePassword: async ({ body, actor, request, database }) => {
      const { caller } = request;
      if (caller?.via !== 'session') return refuse('auth.session_only');
      const change = { ...body, sessionId: caller.key, address: request.ip };
      const done = await changePassword(database, actor, change);
      if (isRefusal(done)) return done;
      const account = await database.transaction(
        actor,
        (tx) => store.accountOf(tx, actor.accountId),
        { readOnly: true },
      );
      const name = account?.name ?? actor.login;
      return frameFor(parts, database, actor, { name, mustChange: false });
    },
    readScope: async ({ tx, actor }) => {
      const grants = await sessions.loadOwnGrants(tx);
      const ids = grants.flatMap((grant) => grant.unitIds);
      const names = await parts.doors.unitNames(tx, ids);
      const own = actor.staffId === null ? null : await parts.doors.unitOfStaff(tx, actor.staffId);
      return {
        rows: grants.map(({ role, scope, unitIds }) => ({
          role,
          scope,
          units:
            scope === 'chosen_units'
              ? unitIds.flatMap((id) => names.get(id) ?? [])
              : scope.startsWith('unit') && own !== null
                ? [own.name]
                : [],
        })),
      };
    },
    listSessions: async ({ tx, request }) => {
      const { caller } = request;
      const inUse = caller?.via === 'session' ? caller.key : null;
      const rows = await sessions.loadOwnSessions(tx);
      return { rows: rows.map((row) => ({ ...row, inUse: row.sessionId === inUse })) };
    },
    endSession: async ({ tx, params, request }) => {
      const { caller } = request;
      if (caller?.via !== 'session') return refuse('auth.session_only');
      return endSession(tx, { sessionId: BigInt(params.sessionId), inUse: caller.key });
    },
    endOtherSessions: async ({ tx, request }) => {
      const { caller } = request;
      return caller?.via === 'session'
        ? endOtherSessions(tx, caller.key)
        : refuse('auth.session_only');
    },
    readRight: async ({ params }) => {
      const table = parts.rights();
      const { right } = params;
      return { right, roles: Object.hasOwn(table, right) ? [...table[right]!] : [] };
    },
    listTokens: async ({ tx, actor }) => ({
      rows: (await store.tokensOf(tx, actor.accountId)).map(tokenShown),
    }),
    createToken: async ({ tx, body, request }) => {
      if (request.caller?.via !== 'session') return refuse('auth.session_only');
      const done = await createToken(tx, { name: body.name, expiresOn: day(body.expiresOn) });
      return isRefusal(done) ? done : { ...tokenShown(done.row), secret: done.secret };
    },
    revokeToken: async ({ tx, params }) =>
      (await revokeToken(tx, BigInt(params.tokenId)))
        ? { revoked: true as const }
        : refuse('auth.token_unknown'),
    listAccounts: async ({ tx, query }) => {
      const search = query.q?.trim() ?? '';
      const ofRight = query.right === undefined ? null : (parts.rights()[query.right] ?? []);
      const ofRole = query.role === undefined ? null : [query.role];
      const roles =
        ofRight === null || ofRole === null
          ? (ofRight ?? ofRole)
          : ofRole.filter((role) => ofRight.includes(role));
      const rows = await accounts.listAccounts(tx, {
        search,
        roles,
        after: query.cursor ?? null,
        descending: query.order === 'desc',
        limit: query.limit + 1,
      });
      const page = rows.slice(0, query.limit);
      const count = await accounts.countAccounts(tx, { search, roles }, countCap);
      return {
        rows: page.map(accountShown),
        next: rows.length > query.limit ? (page.at(-1)?.login ?? null) : null,
        total: { count: Math.min(count, countCap), capped: count > countCap },
      };
    },
    createAccount: async ({ tx, body }) =>
      openAccount(tx, parts.doors, {
        login: body.login,
        name: body.name,
        staffId: body.staffId === null ? null : BigInt(body.staffId),
        passwordHash: await hashPassword(body.password),
        mustChange: true,
        grants: body.grants.map((grant) => ({ ...grant, unitIds: grant.unitIds.map(BigInt) })),
      }),
  });
}

function frameFor(
  parts: AuthParts,
  database: Database,
  actor: Actor,
  person: { readonly name: string; readonly mustChange: boolean },
) {
  return database.transaction(
    actor,
    (tx) => frame(parts, tx, actor, { ...person, sessionId: null }),
    { readOnly: true },
  );
}

/** All a page needs for its frame. No session id: a token; null: the session just opened. */
async function frame(
  parts: AuthParts,
  tx: Tx,
  actor: Actor,
  person: {
    readonly name: string;
    readonly mustChange: boolean;
    readonly sessionId: bigint | null | undefined;
  },
) {
  const { sessionId } = person;

  const table = parts.rights();
  const unit = actor.staffId === null ? null : await parts.doors.unitOfStaff(tx, actor.staffId);
  return {
    account: { accountId: actor.accountId, login: actor.login, name: person.name },
    staffId: actor.staffId,
    unitName: unit?.name ?? null,
    roles: [...actor.roles],
    rights: Object.keys(table).filter((right) => may(actor, table, right)),
    mustChangePassword: person.mustChange,
    ends: sessionId === undefined ? null : await sessions.loadSessionEnds(tx, sessionId),
    bank: await parts.doors.bank(tx),
  };
}

function tokenShown(row: store.TokenRow) {
  return {
    tokenId: row.token_id,
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresOn: row.expires_on,
  };
}

function accountShown(row: accounts.AccountListRow) {
  return {
    accountId: row.account_id,
    login: row.login,
    name: row.name,
    staffId: row.staff_id,
    roles: row.roles,
    lockedUntil: row.locked_until,
    lastSignInAt: row.last_sign_in_at,
  };
}
