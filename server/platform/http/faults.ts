import { randomBytes } from 'node:crypto';
import type { FastifyError, FastifyRequest } from 'fastify';
import type { Refusal } from '../../../core/refusal.ts';
import type { Log } from '../log.ts';
import { pathOf } from './caller.ts';

/** Codes of PostgreSQL and of the network that the caller may simply meet again later. */
const meanwhile = new Set(['40001', '40P01', '23505', '55P03']);
const away = /^(57P0[1-3]|53300|08...|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT)$/;

/**
 * What a thrown error says to the caller. What he can mend keeps its reason; anything else is a
 * bug: logged with its stack under a reference number, which is all that the caller learns.
 */
export function refusalOfFault(error: unknown, request: FastifyRequest, log: Log): Refusal {
  const fault = error as Partial<FastifyError & { ttl: number }>;
  const known = refusalOfFramework(fault, request) ?? refusalOfDatabase(fault);
  if (known !== undefined) {
    if (known.refused !== 'http.too_many_requests') {
      log.info({ code: known.refused, reason: fault.message }, 'request refused');
    }
    return known;
  }
  const reference = randomBytes(5).toString('hex');
  log.error({ reference, method: request.method, url: request.url, err: error }, 'request failed');
  return { refused: 'http.fault', params: { reference } };
}

function refusalOfFramework(
  fault: Partial<FastifyError>,
  request: FastifyRequest,
): Refusal | undefined {
  const plain = (refused: string): Refusal => ({ refused, params: {} });
  switch (fault.statusCode) {
    case 429:
      return { refused: 'http.too_many_requests', params: { seconds: secondsIn(fault.message) } };
    case 403:
    case 404:
      return { refused: 'http.not_found', params: { path: pathOf(request) } };
    case 413:
      return plain('http.body_too_large');
    case 415:
    case 406:
      return plain('http.media_type_refused');
    case 503:
      return plain('http.busy');
    case 400:
      return plain(
        fault.code?.startsWith('FST_ERR_CTP') || fault instanceof SyntaxError
          ? 'http.malformed_body'
          : 'http.bad_request',
      );
    default:
      return undefined;
  }
}

function refusalOfDatabase(fault: Partial<FastifyError>): Refusal | undefined {
  if (typeof fault.code !== 'string') return undefined;
  if (meanwhile.has(fault.code)) return { refused: 'http.changed_meanwhile', params: {} };
  if (away.test(fault.code)) return { refused: 'http.database_away', params: {} };
  return undefined;
}

function secondsIn(message: string | undefined): number {
  const found = /(\d+) (second|minute)/.exec(message ?? '');
  if (found === null) return 60;
  const count = Number(found[1]); // tidy: not money
  return found[2] === 'minute' ? count * 60 : count;
}
