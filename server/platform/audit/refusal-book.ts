import type { Actor } from '../../../core/actor.ts';
import type { Database } from '../db/transaction.ts';
import type { Log } from '../log.ts';
import { recordAudit } from './record.ts';
import type { RefusalKind } from './contract.ts';
import { countRefusals } from './refusal-store.ts';

/** A request that was refused: by whom and where, without keys and words. */
export interface RefusedAccess {
  readonly actor: Actor;
  readonly method: string;
  readonly route: string;
  readonly kind: RefusalKind;
}

interface Waiting {
  readonly access: RefusedAccess;
  count: number;
  last: Date;
}

/**
 * Keeps refused accesses for the auditor. Each is written in a transaction of its own, since that
 * of the request is rolled back: the first of an account and route at once, further ones are
 * counted here and written together by the next `flush`, so that an attack costs one row a day and
 * two writes in half a minute. A request that is not refused costs nothing.
 */
export class RefusalBook {
  readonly #database: Database;
  readonly #log: Log;
  readonly #waiting = new Map<string, Waiting>();
  readonly #timer: NodeJS.Timeout;

  constructor(database: Database, log: Log) {
    this.#database = database;
    this.#log = log;
    this.#timer = setInterval(() => void this.flush(), flushMs);
    this.#timer.unref();
  }

  /** Never throws: the refusal stands, whether or not it could be written down. */
  async note(access: RefusedAccess): Promise<void> {
    const { actor, method, route, kind } = access;
    const key = `${actor.accountId} ${method} ${route} ${kind}`;
    const known = this.#waiting.get(key);
    const last = new Date();
    if (known !== undefined) {
      known.count += 1;
      known.last = last;
      return;
    }
    this.#waiting.set(key, { access, count: 0, last });
    await this.#write({ access, count: 1, last });
  }

  async flush(): Promise<void> {
    const waiting = [...this.#waiting.values()].filter((one) => one.count > 0);
    this.#waiting.clear();
    for (const one of waiting) await this.#write(one);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  async #write({ access, count, last }: Waiting): Promise<void> {
    const { actor, method, route, kind } = access;
    try {
      await this.#database.transaction(actor, async (tx) => {
        const isFirst = await countRefusals(tx, { method, route, kind, count, last });
        if (!isFirst) return;
        await recordAudit(tx, {
          verb: 'audit.refuse_access',
          subject: 'route',
          subjectKey: `${method} ${route}`,
          detail: { kind },
        });
      });
    } catch (error) {
      this.#log.error({ err: error, method, route, count }, 'a refused access was not recorded');
    }
  }
}

const flushMs = 30_000;
