import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../../core/actor.ts';

export const sessionCookieName = 'kejing_session';

/** Who sends a request, found before anything else is done with it. */
export interface Caller {
  readonly actor: Actor;
  /** A person's session or a program's token. */
  readonly via: 'session' | 'token';
  /** Key of the session or token row. */
  readonly key: bigint;
  /** Until he has, only the routes of his own session are open. */
  readonly mustChangePassword: boolean;
}

export interface Credentials {
  readonly cookie: string | undefined;
  readonly bearer: string | undefined;
}

/** Finds the caller; undefined when nobody valid is named. */
export type Identify = (credentials: Credentials) => Promise<Caller | undefined>;

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined;
    /**
     * Set by sign-in (the secret) and sign-out (null): the cookie that goes out with the answer.
     */
    sessionCookie: string | null | undefined;
  }
}

/** A caller without a sign-in: sees nothing, may do only what is open to anyone. */
export const nobody: Actor = {
  accountId: 0n,
  login: 'nobody',
  staffId: null,
  roles: [],
  bankWide: false,
  ranges: [],
};

export function credentialsOf(request: FastifyRequest): Credentials {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
  return { cookie: request.cookies[sessionCookieName], bearer };
}

/**
 * Whether a browser sent this change from another site's page. Browsers name the origin of each
 * unsafe request; programs without a browser name none. A token in the header cannot be sent by a
 * foreign page: not asked.
 */
export function isForeign(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  if (request.headers.authorization !== undefined) return false;
  const { origin } = request.headers;
  if (origin !== undefined) return origin !== `${request.protocol}://${request.host}`;
  const site = request.headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}

export function isLoopback(request: FastifyRequest): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(request.ip);
}

/** The address asked for, without its query. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/';
}
