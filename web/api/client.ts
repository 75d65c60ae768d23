import type { z } from 'zod';
import type { Problem, Route } from '../../core/schema.ts';
import { locale } from '../i18n/say.ts';
import { addressOf } from './address.ts';
import type { LooseInput } from './address.ts';

export { addressOf } from './address.ts';
export type { LooseInput } from './address.ts';

/**
 * A typed call of a contract's route. Nothing is generated: the contract object carries path and
 * shapes.
 */
type Part<K extends string, S extends z.ZodType> = S extends z.ZodUndefined
  ? unknown
  : Partial<Record<string, never>> extends z.input<S>
    ? { readonly [P in K]?: z.input<S> }
    : { readonly [P in K]: z.input<S> };

export type InputOf<D> =
  D extends Route<infer P, infer Q, infer B, infer _R>
    ? Part<'params', P> & Part<'query', Q> & Part<'body', B>
    : never;
export type AnswerOf<D> =
  D extends Route<infer _P, infer _Q, infer _B, infer R> ? z.output<R> : never;
export type BodyOf<D> = D extends Route<infer _P, infer _Q, infer B, infer _R> ? z.input<B> : never;

/** The server's refusal, or a failure on the way (status 0). */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail === '' ? problem.title : problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

function failure(status: number, code: string): ProblemError {
  return new ProblemError({ type: 'about:blank', title: code, status, code, detail: '' });
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'status' in body;
}

async function bodyOf(answer: Response): Promise<unknown> {
  const type = answer.headers.get('content-type') ?? '';
  if (!/\bjson\b/.test(type)) return undefined;
  return (await answer.json()) as unknown;
}

let answeredAt = Date.now();

/** When the server last answered: from then on a session rests. */
export function lastAnswerAt(): number {
  return answeredAt;
}

/**
 * Sends the route's request and returns the answer's JSON; digits stay text. Throws ProblemError.
 */
export async function callLoose(
  route: Pick<Route, 'method' | 'path'>,
  input: LooseInput = {},
  signal?: AbortSignal,
): Promise<unknown> {
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json',
    'accept-language': locale() === 'zh' ? 'zh-CN' : 'en',
  };
  const request: RequestInit = { method: route.method.toUpperCase(), headers };
  if (signal !== undefined) request.signal = signal;
  if (input.body instanceof FormData) {
    request.body = input.body;
  } else if (input.body !== undefined) {
    request.body = JSON.stringify(input.body);
    headers['content-type'] = 'application/json';
  }
  let answer: Response;
  try {
    answer = await fetch(addressOf(route, input), request);
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw failure(0, 'web.offline');
  }
  answeredAt = Date.now();
  const body = await bodyOf(answer).catch(() => undefined);
  if (!answer.ok) {
    if (isProblem(body)) throw new ProblemError(body);
    throw failure(answer.status, 'web.broken_answer');
  }
  if (body === undefined && answer.status !== 204) {
    throw failure(answer.status, 'web.broken_answer');
  }
  return body;
}

/** Calls a route of a contract: `await call(authApi.signIn, { body: { login, password } })`. */
export async function call<D extends Route>(
  route: D,
  ...[input, signal]: Record<never, never> extends InputOf<D>
    ? [input?: InputOf<D>, signal?: AbortSignal]
    : [input: InputOf<D>, signal?: AbortSignal]
): Promise<AnswerOf<D>> {
  return (await callLoose(route, input as LooseInput, signal)) as AnswerOf<D>;
}
