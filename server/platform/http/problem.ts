import type { FastifyReply, FastifyRequest } from 'fastify';
import { say, type Locale, type Phrases } from '../../../core/messages.ts';
import type { Refusal, RefusalParams } from '../../../core/refusal.ts';
import type { Problem } from '../../../core/schema.ts';
import { periodWritten } from '../../../core/written.ts';
import { statusOf } from './statuses.ts';

export const localeCookieName = 'kejing_locale';

/** A fault of input found by the contract: its words were made in the caller's language already. */
export interface InputFault {
  readonly at: string;
  readonly code: string;
  readonly detail: string;
}

/**
 * The caller's language: his cookie, else the first of zh and en that his browser names, else
 * Chinese.
 */
export function localeOf(request: FastifyRequest): Locale {
  const chosen = request.cookies?.[localeCookieName];
  if (chosen === 'zh' || chosen === 'en') return chosen;
  const named = /\b(zh|en)\b/i.exec(request.headers['accept-language'] ?? '')?.[1];
  return named?.toLowerCase() === 'en' ? 'en' : 'zh';
}

/**
 * A refusal as a problem body (RFC 9457): the rule's code, its words and numbers, each faulty
 * place.
 */
export function problemOf(book: Phrases, refusal: Refusal, locale: Locale): Problem {
  const status = statusOf(refusal.refused);
  return {
    ...head(book, refusal.refused, status, locale),
    detail: wordsOf(book, refusal.refused, refusal.params, locale),
    ...paramsOf(refusal.params),
    ...(refusal.details === undefined
      ? {}
      : {
          errors: refusal.details.map(({ at, code, params }) => ({
            at,
            code,
            detail: wordsOf(book, code, params, locale),
          })),
        }),
  };
}

/** All faults of an input at once. */
export function inputProblem(
  book: Phrases,
  faults: readonly InputFault[],
  locale: Locale,
): Problem {
  const code = 'http.bad_input';
  return {
    ...head(book, code, statusOf(code), locale),
    detail: wordsOf(book, code, { count: faults.length }, locale),
    errors: [...faults],
  };
}

export function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  return reply
    .code(body.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(body));
}

function head(book: Phrases, code: string, status: number, locale: Locale) {
  return {
    type: `urn:kejing:problem:${code}`,
    title: wordsOf(book, `http.title.${status}`, {}, locale),
    status,
    code,
  };
}

function paramsOf(params: RefusalParams): { params?: Record<string, string> } {
  const entries = Object.entries(params).map(([name, value]) => [name, String(value)]);
  return entries.length === 0 ? {} : { params: Object.fromEntries(entries) };
}

/**
 * A parameter that is a phrase key itself (people.level.junior) is said in the same language, days
 * and quarters as its readers write them.
 */
function wordsOf(book: Phrases, code: string, params: RefusalParams, locale: Locale): string {
  const phrase = book[code];
  if (phrase === undefined) return code;
  const words = Object.entries(params).map(([name, value]) => {
    const named = typeof value === 'string' && Object.hasOwn(book, value) ? book[value] : undefined;
    const text = typeof value === 'string' ? periodWritten(value, locale) : value;
    return [name, named === undefined ? text : named[locale]] as const;
  });
  return say(phrase, locale, Object.fromEntries(words));
}
