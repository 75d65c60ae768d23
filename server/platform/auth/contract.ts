import { z } from 'zod';
import { roles, scopeKinds } from '../../../core/actor.ts';
import { dayText, idText, instantText, listQuery, pageOf, route } from '../../../core/schema.ts';
import { administrationApi, grantList, grantOutcome } from './contract/administration.ts';

export type { AccountDetail, GrantRequest, RightRow, Sight } from './contract/administration.ts';

/** Who is signed in, what he may do, and the bank he works for: all a page needs for its frame. */
export const session = z
  .object({
    account: z.object({ accountId: idText, login: z.string(), name: z.string() }),
    staffId: idText.nullable(),
    unitName: z.string().nullable(),
    roles: z.array(z.enum(roles)),
    /** Keys of every access.ts table that one of the roles holds. */
    rights: z.array(z.string()),
    mustChangePassword: z.boolean(),
    /** When this session ends: after so many minutes of rest, and at its longest; null: a token. */
    ends: z.object({ idleMinutes: z.int(), at: instantText }).nullable(),
    bank: z.object({
      name: z.string(),
      currency: z.string(),
      demo: z.boolean(),
      /** The bank's business day: today, or the last covered day of an imported past book. */
      today: dayText,
    }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

const password = z.string().min(1).max(200);

export const token = z.object({
  tokenId: idText,
  name: z.string(),
  createdAt: instantText,
  lastUsedAt: instantText.nullable(),
  expiresOn: dayText,
});

export const ownSession = z.object({
  sessionId: idText,
  openedAt: instantText,
  /** Last use, to the minute. */
  seenAt: instantText,
  endsAt: instantText,
  address: z.string(),
  /** As the browser names itself; empty when it was not kept. */
  agent: z.string(),
  /** The session of this very request. */
  inUse: z.boolean(),
});

export const account = z.object({
  accountId: idText,
  login: z.string(),
  name: z.string(),
  staffId: idText.nullable(),
  roles: z.string(),
  lockedUntil: instantText.nullable(),
  lastSignInAt: instantText.nullable(),
});

export const authApi = {
  ...administrationApi,
  signIn: route({
    method: 'post',
    path: '/sessions',
    right: 'anyone',
    summary: 'Sign in; the answer sets the session cookie',
    body: z.object({ login: z.string().min(1).max(60), password }),
    response: session,
    status: 201,
  }),
  listDemoSignIns: route({
    method: 'get',
    path: '/sign-ins',
    right: 'anyone',
    summary: 'One sign-in for each role; only while the database holds the invented demo bank',
    response: z.object({
      rows: z.array(
        z.object({
          login: z.string(),
          role: z.enum(roles),
          name: z.string(),
          password: z.string(),
        }),
      ),
    }),
  }),
  readSession: route({
    method: 'get',
    path: '/session',
    right: 'signed_in',
    summary: 'Who is signed in, with rights',
    response: session,
  }),
  signOut: route({
    method: 'delete',
    path: '/session',
    right: 'signed_in',
    summary: 'Sign out',
    response: z.object({ signedOut: z.literal(true) }),
  }),
  changePassword: route({
    method: 'put',
    path: '/session/password',
    right: 'signed_in',
    summary: 'Change the own password; ends every other session of the account',
    body: z.object({ current: password, next: z.string().min(10).max(200) }),
    response: session,
  }),
  readScope: route({
    method: 'get',
    path: '/session/scope',
    right: 'signed_in',
    summary: 'What one sees and why: each role with the part of the bank it reaches',
    response: z.object({
      rows: z.array(
        z.object({
          role: z.enum(roles),
          scope: z.enum(scopeKinds),
          /** Names of the units it stands on; empty for own customers and for the whole bank. */
          units: z.array(z.string()),
        }),
      ),
    }),
  }),
  listSessions: route({
    method: 'get',
    path: '/sessions',
    right: 'signed_in',
    summary: 'Own sessions that still last: where, with what, since when',
    response: z.object({ rows: z.array(ownSession) }),
  }),
  endSession: route({
    method: 'delete',
    path: '/sessions/:sessionId',
    right: 'signed_in',
    summary: 'End another session of one’s own',
    params: z.object({ sessionId: idText }),
    response: z.object({ ended: z.int() }),
  }),
  endOtherSessions: route({
    method: 'delete',
    path: '/sessions',
    right: 'signed_in',
    summary: 'End all sessions of one’s own but this',
    response: z.object({ ended: z.int() }),
  }),
  readRight: route({
    method: 'get',
    path: '/rights/:right',
    right: 'signed_in',
    summary: 'Which roles hold a right: whom to ask',
    params: z.object({ right: z.string().max(60) }),
    response: z.object({ right: z.string(), roles: z.array(z.enum(roles)) }),
  }),
  listTokens: route({
    method: 'get',
    path: '/tokens',
    right: 'signed_in',
    summary: 'Own API tokens',
    response: z.object({ rows: z.array(token) }),
  }),
  createToken: route({
    method: 'post',
    path: '/tokens',
    right: 'signed_in',
    summary: 'Create a personal API token; it is shown once',
    body: z.object({ name: z.string().min(1).max(60), expiresOn: dayText }),
    response: token.extend({ secret: z.string() }),
    status: 201,
  }),
  revokeToken: route({
    method: 'delete',
    path: '/tokens/:tokenId',
    right: 'signed_in',
    summary: 'Revoke an own API token',
    params: z.object({ tokenId: idText }),
    response: z.object({ revoked: z.literal(true) }),
  }),
  listAccounts: route({
    method: 'get',
    path: '/accounts',
    right: 'accounts.list',
    export: {},
    summary: 'Sign-in accounts',
    query: listQuery.extend({
      /** Accounts that hold the role. */
      role: z.enum(roles).optional(),
      /** Accounts that hold the right by one of their roles. */
      right: z.string().max(60).optional(),
    }),
    response: pageOf(account),
  }),
  createAccount: route({
    method: 'post',
    path: '/accounts',
    right: 'accounts.create',
    summary: 'Create a sign-in account with a first password that must be changed',
    body: z.object({
      login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,59}$/),
      name: z.string().min(1).max(60),
      staffId: idText.nullable(),
      password: z.string().min(10).max(200),
      grants: grantList,
    }),
    response: grantOutcome,
    status: 201,
  }),
};
