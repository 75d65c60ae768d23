import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Database, Tx } from '../db/transaction.ts';
import type { Log } from '../log.ts';
import type { Job } from '../module.ts';
import { insertAsked } from './queue-store.ts';

const schema = 'pgboss';
/** ASSUMED: cron texts are in the time of China; the bank's own days come from its calendar. */
const timeZone = 'Asia/Shanghai';

/**
 * A job whose process died is given to another worker after this rest. The heartbeat proves that
 * it lives, so a long close is not taken for a dead one.
 */
const queueOptions = {
  retryLimit: 3,
  retryDelay: 1,
  expireInSeconds: 6 * 3600,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 30 * 86_400,
} as const;

/**
 * Brings the queue's own schema up to date and makes a queue for each job, as the owner; the
 * application role may then use them and change nothing else.
 */
export async function prepareJobs(
  owner: pg.ClientConfig,
  appRole: string,
  jobs: readonly Job[],
): Promise<void> {
  const boss = new PgBoss({ ...bossConfig(owner), schema, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    for (const { name } of jobs) {
      if ((await boss.getQueue(name)) === null) await boss.createQueue(name, queueOptions);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  const role = pg.escapeIdentifier(appRole);
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query(`
      grant usage on schema ${schema} to ${role};
      grant select, insert, update, delete on all tables in schema ${schema} to ${role};
      grant usage, select on all sequences in schema ${schema} to ${role};
      grant execute on all functions in schema ${schema} to ${role};
    `);
  } finally {
    await client.end();
  }
}

export interface Jobs {
  stop(): Promise<void>;
}

/**
 * Starts the clock and the workers of all jobs. A job runs at least once: after a crash again, so
 * its work must bear repetition. What is missed while the server is down runs at the next start of
 * its hour by the clock, not afterwards: jobs look for what is due, not for what time it is.
 */
export async function startJobs(parts: {
  readonly appConfig: pg.ClientConfig;
  readonly database: Database;
  readonly jobs: readonly Job[];
  readonly log: Log;
  readonly pollSeconds?: number;
}): Promise<Jobs> {
  const { database, jobs, log } = parts;
  const boss = new PgBoss({
    ...bossConfig(parts.appConfig),
    schema,
    migrate: false,
    createSchema: false,
    reindex: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'));
  await boss.start();
  for (const job of jobs) {
    const options = { pollingIntervalSeconds: parts.pollSeconds ?? 2 };
    await boss.work<unknown>(job.name, options, async (given) => {
      for (const one of given) await run(database, job, one.data, log);
    });
    if (job.cron === undefined) await boss.unschedule(job.name);
    else await boss.schedule(job.name, job.cron, null, { tz: timeZone });
  }
  sender = boss;
  return {
    stop: async () => {
      if (sender === boss) sender = undefined;
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

/**
 * Asks for a job in the caller's transaction: it runs when that commits and never when it rolls
 * back. Notes who asks. Answers the job's id. Throws when the server's jobs are not running.
 */
export async function enqueue(
  tx: Tx,
  name: string,
  input: object,
  of: { readonly againOf?: string } = {},
): Promise<string> {
  if (sender === undefined) throw new Error(`job ${name}: the jobs are not running`);
  const id = await sender.send(name, input, { db: within(tx) });
  if (id === null) throw new Error(`job ${name} was not taken`);
  await insertAsked(tx, { jobId: id, name, againOf: of.againOf ?? null });
  return id;
}

/** Whether this process takes jobs. */
export function isTaking(): boolean {
  return sender !== undefined;
}

/** Calls off a job that waits, in the caller's transaction. */
export async function callOff(tx: Tx, name: string, jobId: string): Promise<void> {
  if (sender === undefined) throw new Error(`job ${name}: the jobs are not running`);
  await sender.cancel(name, jobId, { db: within(tx) });
}

/** The queue's statements in the transaction of the deed. */
function within(tx: Tx) {
  return { executeSql: (text: string, values?: unknown[]) => tx.client.query(text, values) };
}

/** One process is one server: its queue. */
let sender: PgBoss | undefined;

async function run(database: Database, job: Job, input: unknown, log: Log): Promise<void> {
  const began = performance.now();
  try {
    await job.run(database, input);
  } catch (error) {
    log.error({ job: job.name, err: error }, 'job failed; it is tried again');
    throw error;
  }
  log.info({ job: job.name, ms: Math.round(performance.now() - began) }, 'job done');
}

function bossConfig(config: pg.ClientConfig) {
  const { connectionString, host, port, user, database, password } = config;
  const given = { connectionString, host, port, user, database, password };
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), max: 4, application_name: 'kejing-jobs' };
}
