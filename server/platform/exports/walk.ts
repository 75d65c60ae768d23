import type { FastifyRequest } from 'fastify';
import type { Locale } from '../../../core/messages.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import { fieldsOf } from '../../../core/shape.ts';
import type { Tx } from '../db/transaction.ts';
import { checkInput } from '../http/input.ts';
import type { Call } from '../module.ts';
import type { ExportWish } from './contract.ts';
import type { ExportableList } from './lists.ts';
import { refuse } from './messages.ts';

export interface PageWish {
  readonly wish: Pick<ExportWish, 'params' | 'query'>;
  readonly locale: Locale;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface ListPage {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
  readonly total: { readonly count: number; readonly capped: boolean };
  /** Set when the whole list has one unit (a metric's customers). */
  readonly unit?: unknown;
}

/**
 * One page of a list from the list's own handler, after its contract: the same rows, scope and
 * refusals as on the page. Refused too when the conditions break the contract.
 */
export async function readPage(
  tx: Tx,
  list: ExportableList,
  asked: PageWish,
): Promise<ListPage | Refusal> {
  const { route, handler } = list;
  const takes = new Set(fieldsOf(route.query).map(({ property }) => property));
  const { cursor: _cursor, limit: _limit, ...query } = asked.wish.query;
  const input = checkInput(
    route,
    {
      params: asked.wish.params,
      query: {
        ...query,
        ...(takes.has('limit') ? { limit: String(asked.limit) } : {}),
        ...(asked.cursor === undefined ? {} : { cursor: asked.cursor }),
      },
      body: undefined,
    },
    asked.locale,
  );
  if ('faults' in input) {
    const [first] = input.faults;
    return refuse('exports.query_invalid', { at: first!.at, detail: first!.detail });
  }
  const call = { ...input, tx, actor: tx.actor, request: requestIn(asked.locale), database: none };
  const answer: unknown = await handler(call as unknown as Call);
  return isRefusal(answer) ? answer : (answer as ListPage);
}

/** Lists read nothing of a request but the reader's language. */
function requestIn(locale: Locale): FastifyRequest {
  return { cookies: {}, headers: { 'accept-language': locale } } as unknown as FastifyRequest;
}

/** A list stays in the transaction it is given. */
const none = new Proxy(
  {},
  {
    get: () => {
      throw new Error('a list that is exported opens no transaction of its own');
    },
  },
);
