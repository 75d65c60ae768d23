import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { pathRangesMax, type Actor, type PathRange } from '../../../core/actor.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { Client } from './pool.ts';

/**
 * One transaction under one actor's scope. SQL runs through `db` (Kysely's `sql` templates) or COPY
 * on `client`.
 */
export interface Tx {
  readonly db: Kysely<unknown>;
  readonly client: Client;
  readonly actor: Actor;
}

export interface Database {
  readonly pool: pg.Pool;
  /**
   * Runs the work in one transaction whose row security is set to the actor.
   * Commits its value; rolls back when it throws or returns a refusal.
   */
  transaction<T>(
    actor: Actor,
    work: (tx: Tx) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  end(): Promise<void>;
}

export interface TransactionOptions {
  readonly readOnly?: boolean;
  /** Always roll back (tests, trials, dry runs). */
  readonly rollBack?: boolean;
}

export function databaseOf(pool: pg.Pool): Database {
  return {
    pool,
    end: () => pool.end(),
    transaction: async (actor, work, options = {}) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(openingOf(actor, options.readOnly ?? false));
        const value = await work({ db: kyselyOn(client), client, actor });
        await client.query(isRefusal(value) || options.rollBack ? 'rollback' : 'commit');
        return value;
      } catch (error) {
        await client.query('rollback').catch((fault: Error) => {
          broken = fault;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}

const wholeBank: PathRange = { from: '', until: '~' };
const nowhere: PathRange = { from: '', until: '' };

/**
 * BEGIN and the scope in one string: one round trip, and the only form that Citus passes on to its
 * workers.
 */
export function openingOf(actor: Actor, readOnly: boolean): string {
  const ranges = actor.bankWide ? [wholeBank] : actor.ranges;
  if (ranges.length > pathRangesMax) throw new RangeError('more ranges than row security knows');
  const settings: string[] = [
    `app.account_id='${actor.accountId}'`,
    `app.staff_id='${actor.staffId ?? 0n}'`,
    `app.bank_wide='${actor.bankWide ? 'yes' : 'no'}'`,
  ];
  for (let i = 0; i < pathRangesMax; i++) {
    const range = ranges[i] ?? nowhere;
    settings.push(`app.from${i + 1}='${pathIn(range.from)}'`);
    settings.push(`app.until${i + 1}='${pathIn(range.until)}'`);
  }
  const begin = readOnly ? 'begin read only' : 'begin';
  return [begin, ...settings.map((setting) => `set local ${setting}`)].join('; ');
}

function pathIn(path: string): string {
  if (!/^[0-9a-z./!~]*$/.test(path)) throw new RangeError(`not an organisation path: ${path}`);
  return path;
}

/**
 * The range of a unit and everything below it: a path ends in '.', and '/' is the next character.
 */
export function rangeOfPath(path: string): PathRange {
  return { from: path, until: `${path.slice(0, -1)}/` };
}

/** The range of exactly one unit. */
export function rangeOfUnitOnly(path: string): PathRange {
  return { from: path, until: `${path}!` };
}

function kyselyOn(client: Client): Kysely<unknown> {
  const one: PostgresPoolClient = {
    query: client.query.bind(client) as PostgresPoolClient['query'],
    release: () => undefined,
  };
  return new Kysely<unknown>({
    dialect: new PostgresDialect({
      pool: { connect: async () => one, end: async () => undefined, options: {} },
    }),
  });
}
