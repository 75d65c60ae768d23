import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { may, type Rights } from '../../../core/actor.ts';
import type { Phrases } from '../../../core/messages.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { Route } from '../../../core/schema.ts';
import type { RefusalBook } from '../audit/refusal-book.ts';
import { refusedAccess } from '../audit/refusal-rule.ts';
import type { Database, Tx } from '../db/transaction.ts';
import type { Handler, Module } from '../module.ts';
import { isFileAnswer, jsonOf, sendFile } from './answer.ts';
import { credentialsOf, nobody, sessionCookieName, type Identify } from './caller.ts';
import { checkInput } from './input.ts';
import { inputProblem, localeOf, sendProblem } from './problem.ts';

export interface RouteParts {
  readonly modules: readonly Module[];
  readonly database: Database;
  readonly identify: Identify;
  readonly checkAnswers: boolean;
  readonly signInsPerMinute: number;
  readonly rights: Rights;
  readonly book: Phrases;
  readonly refuse: (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => FastifyReply;
  readonly refusals: RefusalBook;
}

/** Routes of the own session stay open to an account that must change its password first. */
const ownSession = /^\/session(\/|$)/;
const signIn = '/sessions';

/** Registers every route of every room under /api. */
export function addRoutes(app: FastifyInstance, parts: RouteParts): void {
  for (const module of parts.modules) {
    for (const [name, route] of Object.entries(module.api)) {
      const handler = module.handlers[name];
      if (handler === undefined) throw new Error(`${module.name}: no handler for ${name}`);
      checkRight(parts.rights, route);
      const own = module.ownTransactions?.includes(name) ?? false;
      addRoute(app, parts, { route, handler, own });
    }
  }
}

function checkRight(rights: Rights, route: Route): void {
  if (['anyone', 'signed_in'].includes(route.right) || route.right in rights) return;
  throw new Error(`${route.method} ${route.path}: no access table has the right ${route.right}`);
}

interface Served {
  readonly route: Route;
  readonly handler: Handler;
  /** The handler opens its own transactions. */
  readonly own: boolean;
}

function addRoute(app: FastifyInstance, parts: RouteParts, served: Served): void {
  const { route } = served;
  const strict = { max: parts.signInsPerMinute, timeWindow: 60_000 };
  const isSignIn = route.method === 'post' && route.path === signIn;
  app.route({
    method: route.method.toUpperCase(),
    url: `/api${route.path}`,
    ...(isSignIn ? { config: { rateLimit: strict } } : {}),
    onRequest: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const refusal = await admit(parts, route, request);
      return refusal === undefined ? undefined : turnAway(parts, route, request, reply, refusal);
    },
    handler: (request, reply) => answer(parts, served, request, reply),
  });
}

/** Says no; a refused access is written down for the auditor first, outside any transaction. */
async function turnAway(
  parts: RouteParts,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
): Promise<FastifyReply> {
  const kind = refusedAccess(refusal, route);
  const actor = request.caller?.actor;
  if (kind !== null && actor !== undefined) {
    const { path } = route;
    await parts.refusals.note({ actor, method: route.method.toUpperCase(), route: path, kind });
  }
  return parts.refuse(request, reply, refusal);
}

/** Who calls, and whether he may: decided before the body is read. */
async function admit(
  parts: RouteParts,
  route: Route,
  request: FastifyRequest,
): Promise<Refusal | undefined> {
  if (route.right === 'anyone') return undefined;
  const caller = await parts.identify(credentialsOf(request));
  if (caller === undefined) return { refused: 'auth.not_signed_in', params: {} };
  request.caller = caller;
  if (caller.mustChangePassword && !ownSession.test(route.path)) {
    return { refused: 'auth.must_change_password', params: {} };
  }
  if (route.right !== 'signed_in' && !may(caller.actor, parts.rights, route.right)) {
    return { refused: 'auth.not_allowed', params: { right: route.right } };
  }
  return undefined;
}

/** Contract, then the work in one transaction under the caller's scope, then the answer. */
async function answer(
  parts: RouteParts,
  { route, handler, own }: Served,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const input = checkInput(route, request, localeOf(request));
  if ('faults' in input) {
    return sendProblem(reply, inputProblem(parts.book, input.faults, localeOf(request)));
  }
  const actor = request.caller?.actor ?? nobody;
  const work = async (tx: Tx): Promise<Outcome> => {
    const call = { ...input, tx, actor, request, database: parts.database };
    const found: unknown = await handler(call as Parameters<Handler>[0]);
    if (isFileAnswer(found)) {
      await sendFile(reply, found);
      return { sent: true };
    }
    return isRefusal(found) ? found : { text: jsonOf(route, found, parts.checkAnswers) };
  };
  const readOnly = route.method === 'get';
  const done = own
    ? await work(noTransaction)
    : await parts.database.transaction(actor, work, { readOnly });
  if (isRefusal(done)) return turnAway(parts, route, request, reply, done);
  if ('sent' in done) return reply;
  setSessionCookie(request, reply);
  return reply
    .code(route.status)
    .header('content-type', 'application/json; charset=utf-8')
    .send(done.text);
}

type Outcome = Refusal | { readonly sent: true } | { readonly text: string };

/** Stands where a handler with its own transactions has none: any use of it is a bug. */
const noTransaction = new Proxy({} as Tx, {
  get: () => {
    throw new Error('this route opens its own transactions: use call.database');
  },
});

function setSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  if (request.sessionCookie === undefined) return;
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
  } as const;
  if (request.sessionCookie === null) reply.clearCookie(sessionCookieName, options);
  else reply.setCookie(sessionCookieName, request.sessionCookie, options);
}
