import { z } from 'zod';
import { roles, scopeKinds } from '../../../../core/actor.ts';
import {
  countText,
  dayText,
  idText,
  instantText,
  pageOf,
  route,
  shortListQuery,
} from '../../../../core/schema.ts';

/** A role with the part of the bank that it reaches. */
export const grantShape = z.object({
  role: z.enum(roles),
  scope: z.enum(scopeKinds),
  unitIds: z.array(idText).max(4).default([]),
});
export const grantList = z.array(grantShape).min(1).max(4);
export const accountEvents = [
  'created',
  'granted',
  'closed',
  'reopened',
  'unlocked',
  'password_set',
  'sessions_ended',
  'ranges_moved',
] as const;
const reason = z.string().trim().min(1).max(400);
const accountParams = z.object({ accountId: idText });
const accountDone = z.object({ accountId: idText });
/** With a request: nothing holds until a second administrator accepted it. */
export const grantOutcome = accountDone.extend({ requestId: idText.nullable() });
export const requestStates = ['open', 'accepted', 'refused', 'withdrawn', 'lapsed'] as const;
export const grantRequest = z.object({
  requestId: idText,
  accountId: idText,
  login: z.string(),
  name: z.string(),
  before: z.array(grantShape),
  after: z.array(grantShape),
  reason: z.string(),
  askedLogin: z.string(),
  askedAt: instantText,
  /** First day on which it can no longer be accepted. */
  lapsesOn: dayText,
  state: z.enum(requestStates),
  answer: z.string().nullable(),
  answeredLogin: z.string().nullable(),
  answeredAt: instantText.nullable(),
  /** Asked by the reader: he may withdraw it, never accept it. */
  own: z.boolean(),
  /** It is for the reader himself: another one answers. */
  mine: z.boolean(),
});
/** One right as a row of the matrix: which role holds it. */
export const rightRow = z.object({
  room: z.string(),
  right: z.string(),
  ...(Object.fromEntries(roles.map((role) => [role, z.boolean()])) as Record<
    (typeof roles)[number],
    z.ZodBoolean
  >),
});
export type RightRow = z.infer<typeof rightRow>;
export type GrantRequest = z.infer<typeof grantRequest>;

export const accountDetail = z.object({
  accountId: idText,
  login: z.string(),
  name: z.string(),
  staffId: idText.nullable(),
  /** Nobody administers his own account. */
  own: z.boolean(),
  grants: z.array(grantShape),
  /** Requests for this account, the newest first. */
  requests: z.array(grantRequest),
  /** Administrators of the whole bank besides the reader and this account: who can accept. */
  seconds: z.int(),
  /** The day of the clock, by which sign-in is judged. */
  clockDay: dayText,
  /** The last thing done to it: a change of grants must name it. */
  eventId: idText,
  closure: z.object({ fromDay: dayText, reason: z.string() }).nullable(),
  lockedUntil: instantText.nullable(),
  sessions: z.int(),
  events: z.array(
    z.object({
      eventId: idText,
      kind: z.enum(accountEvents),
      before: z.array(grantShape).nullable(),
      after: z.array(grantShape).nullable(),
      reason: z.string(),
      byLogin: z.string(),
      at: instantText,
    }),
  ),
});
export type AccountDetail = z.infer<typeof accountDetail>;

/** What somebody with these roles and scopes would see, counted by the row security itself. */
export const sight = z.object({
  rights: z.array(z.string()),
  bankWide: z.boolean(),
  /** Path ranges of the units covered. */
  ranges: z.array(z.object({ from: z.string(), until: z.string() })),
  counts: z.array(z.object({ what: z.string(), count: countText })),
  samples: z.array(z.object({ customerNo: z.string(), name: z.string(), unit: z.string() })),
  /** For the customer asked about: whether he is seen, and by what; null: none was asked. */
  customer: z.object({ customerNo: z.string(), seen: z.boolean(), because: z.string() }).nullable(),
});
export type Sight = z.infer<typeof sight>;

/** Accounts, grants and scopes as an administrator keeps them. */
export const administrationApi = {
  readAccount: route({
    method: 'get',
    path: '/accounts/:accountId',
    right: 'accounts.list',
    summary: 'One account: roles and scope, closure, lock, sessions, history',
    params: accountParams,
    response: accountDetail,
  }),
  changeGrants: route({
    method: 'post',
    path: '/accounts/:accountId/grants',
    right: 'accounts.change',
    summary: 'Give an account other roles and scopes, or ask a second administrator for them',
    params: accountParams,
    body: z.object({ baseEvent: idText, reason, grants: grantList }),
    response: grantOutcome,
    status: 201,
  }),
  listRoleRights: route({
    method: 'get',
    path: '/role-rights',
    right: 'accounts.list',
    export: {},
    summary: 'Each right of the house with the roles that hold it',
    query: shortListQuery,
    response: pageOf(rightRow),
  }),
  readRoleHolders: route({
    method: 'get',
    path: '/role-holders',
    right: 'accounts.list',
    summary: 'How many open accounts hold which roles together',
    response: z.object({
      rows: z.array(z.object({ roles: z.array(z.enum(roles)), accounts: z.int() })),
    }),
  }),
  listGrantRequests: route({
    method: 'get',
    path: '/grant-requests',
    right: 'accounts.list',
    summary: 'Grants that wait for a second administrator',
    response: z.object({ rows: z.array(grantRequest), seconds: z.int() }),
  }),
  answerGrantRequest: route({
    method: 'post',
    path: '/grant-requests/:requestId/answers',
    right: 'accounts.change',
    summary: 'The second administrator accepts or refuses a grant',
    params: z.object({ requestId: idText }),
    body: z.object({ verdict: z.enum(['accepted', 'refused']), reason }),
    response: accountDone,
    status: 201,
  }),
  withdrawGrantRequest: route({
    method: 'post',
    path: '/grant-requests/:requestId/withdrawals',
    right: 'accounts.change',
    summary: 'Take back a request of one’s own',
    params: z.object({ requestId: idText }),
    body: z.object({ reason }),
    response: accountDone,
    status: 201,
  }),
  closeAccount: route({
    method: 'post',
    path: '/accounts/:accountId/closures',
    right: 'accounts.change',
    summary: 'Close an account from a day on',
    params: accountParams,
    body: z.object({ fromDay: dayText, reason }),
    response: accountDone,
    status: 201,
  }),
  reopenAccount: route({
    method: 'post',
    path: '/accounts/:accountId/reopenings',
    right: 'accounts.change',
    summary: 'Open a closed account again',
    params: accountParams,
    body: z.object({ reason }),
    response: accountDone,
    status: 201,
  }),
  unlockAccount: route({
    method: 'post',
    path: '/accounts/:accountId/unlocks',
    right: 'accounts.change',
    summary: 'Lift the lock after failed sign-ins',
    params: accountParams,
    body: z.object({ reason }),
    response: accountDone,
    status: 201,
  }),
  resetPassword: route({
    method: 'post',
    path: '/accounts/:accountId/passwords',
    right: 'accounts.change',
    summary: 'A new first password, shown once; it must be changed at the sign-in',
    params: accountParams,
    body: z.object({ reason }),
    response: z.object({ password: z.string() }),
    status: 201,
  }),
  endSessions: route({
    method: 'post',
    path: '/accounts/:accountId/session-ends',
    right: 'accounts.change',
    summary: 'End all sessions of an account',
    params: accountParams,
    body: z.object({ reason }),
    response: accountDone,
    status: 201,
  }),
  previewSight: route({
    method: 'post',
    path: '/account-previews',
    right: 'accounts.change',
    summary: 'What somebody with these roles and scopes would see',
    body: z.object({
      staffId: idText.nullable(),
      grants: grantList,
      customerNo: z.string().trim().max(40).default(''),
    }),
    response: sight,
  }),
};
