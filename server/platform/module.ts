import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor, Rights } from '../../core/actor.ts';
import type { Phrases } from '../../core/messages.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Api, Route } from '../../core/schema.ts';
import type { Database, Tx } from './db/transaction.ts';
import type { ImportTarget } from './imports/target.ts';
import type { PolicyKind } from './policy/kind.ts';

/** What a room shows to the house. `server/modules.ts` lists the rooms in order. */
export interface Module {
  readonly name: string;
  readonly phrases: Phrases;
  readonly rights: Rights;
  readonly api: Api;
  readonly handlers: Readonly<Record<string, Handler>>;
  /**
   * Keys of `api` whose handlers open their own transactions through `call.database` (`call.tx`
   * throws there): work that outlives the request or must be kept although it is refused. A handler
   * must never open a second transaction inside `call.tx`: a full pool would wait for itself.
   */
  readonly ownTransactions?: readonly string[];
  readonly policies?: readonly PolicyKind[];
  readonly importTargets?: readonly ImportTarget[];
  readonly jobs?: readonly Job[];
}

/**
 * The work behind one route. It runs in a transaction under the caller's scope, after contract and
 * right were checked: read only for GET. It answers with the response shape, where bigints may
 * stand for digits, or a refusal.
 */
export type Handler<D extends Route = Route> = (
  call: Call<D>,
) => Promise<Wire<z.input<D['response']>> | Refusal | FileAnswer>;

export interface Call<D extends Route = Route> {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly params: z.output<D['params']>;
  readonly query: z.output<D['query']>;
  readonly body: z.output<D['body']>;
  readonly request: FastifyRequest;
  /** For work that outlives the request: jobs, long runs. */
  readonly database: Database;
}

/** A wire shape as a handler may give it: digits as text or as bigint. */
export type Wire<T> = T extends string
  ? T | (string extends T ? bigint : never)
  : T extends readonly (infer E)[]
    ? readonly Wire<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Wire<T[K]> }
      : T;

/** A route answered by a file instead of JSON. */
export interface FileAnswer {
  readonly file: {
    readonly name: string;
    readonly type: string;
    readonly body: FileBody;
    /** The browser may show it itself: for PDF only, which cannot act as a page of ours. */
    readonly inline?: true;
  };
}
export type FileBody = Buffer | string | AsyncIterable<string | Buffer>;

/** Ties each route of a contract to its work; a missing or surplus handler does not compile. */
export function handle<A extends Api>(
  _api: A,
  handlers: { [K in keyof A]: Handler<A[K]> },
): Readonly<Record<string, Handler>> {
  return handlers as unknown as Readonly<Record<string, Handler>>;
}

/**
 * Work that the calendar or a command starts in the background. Its words are the room's phrases
 * `<room>.job.<what>` (name) and `<room>.job.<what>.does` for the name `<room>.<what>`.
 */
export interface Job {
  readonly name: string;
  /** Cron text in the bank's time zone; absent when only commands start it. */
  readonly cron?: string;
  readonly run: (database: Database, input: unknown) => Promise<void>;
  /** Under which key /progress shows how far it is. */
  readonly progressKey?: (input: unknown) => string;
  /** The page where the work it does is seen. */
  readonly page?: (input: unknown) => string;
  /**
   * What an administrator may do with a job that somebody asked for: repeat it after it failed,
   * call it off while it waits (the room notes that in the same transaction). Jobs of the calendar
   * look for what is due, so they may always be started, repeated and called off.
   */
  readonly byHand?: {
    readonly repeat?: true;
    readonly callOff?: (tx: Tx, input: unknown) => Promise<void>;
  };
}
