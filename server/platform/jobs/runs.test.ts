import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { auditModule } from '../audit/index.ts';
import { createLog } from '../log.ts';
import type { Job } from '../module.ts';
import { openHouse, type TestHouse } from '../testing/http.ts';
import { table } from '../testing/table.ts';
import type { JobKind, JobRun } from './contract.ts';
import { beginProgress, enqueue, jobsModule, prepareJobs, startJobs, type Jobs } from './index.ts';
import { reasonOf } from './reason.ts';
import { nextRun, readSchedule } from './schedule.ts';

const log = createLog({ level: 'silent' });
const system = systemActor('test');
let house: TestHouse;
let jobs: Jobs;

/** Held jobs wait here until the test lets them go on. */
let gate = Promise.withResolvers<void>();
let fault: (Error & { code?: string }) | null = null;
const calledOff: unknown[] = [];
const kinds: readonly Job[] = [
  {
    name: 'test.nightly',
    cron: '40 2 * * *',
    run: async () => {
      if (fault !== null) throw fault;
      await gate.promise;
    },
  },
  {
    name: 'test.asked',
    run: async (database) => {
      const progress = await beginProgress(database, 'test-asked', 0);
      progress.report(30n, 120n, 'rows');
      await gate.promise;
      await progress.finish();
    },
    progressKey: () => 'test-asked',
    page: () => '/somewhere',
    byHand: { callOff: async (_tx, input) => void calledOff.push(input) },
  },
];
/** Given to the queue, but no worker takes it: what is asked for waits. */
const idle: Job = {
  name: 'test.idle',
  run: async () => undefined,
  byHand: { callOff: async (_tx, input) => void calledOff.push(input) },
};
const lonely: Job = { name: 'test.lonely', run: async () => undefined };

beforeAll(async () => {
  const all = [...kinds, idle, lonely];
  house = await openHouse([auditModule, jobsModule({ jobs: () => all })]);
  const { appConfig, database } = house;
  await prepareJobs(house.ownerConfig, house.appConfig.user ?? '', all);
  await database.transaction(system, (tx) =>
    tx.client.query('update pgboss.queue set retry_limit = 0'),
  );
  jobs = await startJobs({ appConfig, database, jobs: kinds, log, pollSeconds: 0.5 });
});
afterAll(async () => {
  gate.resolve();
  await jobs.stop();
  await house.close();
});

const post = async (url: string, login: string) => {
  const cookie = await house.signIn(login);
  return house.call({ method: 'POST', url: `/api${url}`, cookie, body: {} });
};
const get = async <T>(url: string, login = 'auditor') => {
  const answer = await house.call({ url: `/api${url}`, cookie: await house.signIn(login) });
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.json<T>();
};
const kindOf = async (name: string) =>
  (await get<{ rows: JobKind[] }>('/jobs')).rows.find((one) => one.name === name)!;
const runsOf = async (query: string) =>
  (await get<{ rows: JobRun[]; next: string | null }>(`/job-runs?${query}`)).rows;
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code;

describe('the clock in words', () => {
  it.each(
    table(`
      cron         | now                  | next
      */5 * * * *  | 2026-11-23T01:04:59Z | 2026-11-23T01:05:00Z
      */5 * * * *  | 2026-11-23T01:05:00Z | 2026-11-23T01:10:00Z
      7 * * * *    | 2026-11-23T01:06:59Z | 2026-11-23T01:07:00Z
      7 * * * *    | 2026-11-23T01:07:00Z | 2026-11-23T02:07:00Z
      40 2 * * *   | 2026-11-23T18:39:00Z | 2026-11-23T18:40:00Z
      40 2 * * *   | 2026-11-23T18:40:00Z | 2026-11-24T18:40:00Z
      20 0 * * *   | 2026-11-23T15:59:00Z | 2026-11-23T16:20:00Z
      20 0 * * *   | 2026-12-31T16:20:30Z | 2027-01-01T16:20:00Z`),
  )('$cron after $now is $next', ({ cron, now, next }) => {
    expect(nextRun(readSchedule(cron), new Date(now)).toISOString()).toBe(
      next.replace('Z', '.000Z'),
    );
  });

  it.each(['* * * * *', '*/7 * * * *', '0 0 1 * *', '1-5 * * * *', ''])(
    'refuses a form the page could not say: %s',
    (cron) => expect(() => readSchedule(cron)).toThrow('not a form'),
  );
});

describe('the reason of a failure', () => {
  it.each(
    table(`
      message                     | code         | reason
      job timed out               |              | timed_out
      job heartbeat timeout       |              | process_gone
      no space left on device     | ENOSPC       | disk_full
      could not extend file       | 53100        | disk_full
      terminating connection      | 57P01        | database_gone
      connect refused             | ECONNREFUSED | database_gone
      deadlock detected           | 40P01        | locked
      canceling statement         | 57014        | stopped
      duplicate key               | 23505        | data
      cannot read properties      |              | fault
      other                       | 42703        | fault`),
  )('$message $code is $reason', ({ message, code, reason }) => {
    const error = { message, ...(code === '' ? {} : { code }) };
    const output = message.startsWith('job ') ? { value: error } : error;
    expect(reasonOf(output)?.refused).toBe(`jobs.reason.${reason}`);
  });

  it('shows no identity number and no phone', () => {
    const reason = reasonOf({ message: 'bad 110101199003078515 of 13812345678\nat x' });
    expect(reason?.params).toEqual({ message: 'bad 110101**********15 of 138****5678' });
  });
});

describe('the page of jobs', () => {
  it('is for administrator and auditor; only the administrator acts', async () => {
    const rm = await house.signIn('rm');
    for (const url of ['/api/jobs', '/api/job-runs']) {
      expect((await house.call({ url, cookie: rm })).statusCode).toBe(403);
    }
    expect((await post('/jobs/test.nightly/runs', 'auditor')).statusCode).toBe(403);
    expect(await kindOf('test.nightly')).toMatchObject({
      schedule: { every: 'day', hour: 2, minute: 40 },
      last: null,
    });
  });

  it('starts a job of the calendar once, however often it is clicked', async () => {
    gate = Promise.withResolvers();
    const both = await Promise.all(
      [1, 2].map(() => post('/jobs/test.nightly/runs', 'administrator')),
    );
    expect(both.map((one) => one.statusCode).toSorted()).toEqual([201, 409]);
    expect(codeOf(both.find((one) => one.statusCode === 409)!)).toBe('jobs.open_already');
    gate.resolve();
    await expect
      .poll(() => runsOf('name=test.nightly'), { timeout: 20_000, interval: 200 })
      .toMatchObject([{ state: 'done', askedBy: 'administrator', attempts: 1, reason: null }]);
    const audit = await get<{ rows: { verb: string; subjectKey: string }[] }>('/audit?verb=jobs.');
    expect(audit.rows).toMatchObject([{ verb: 'jobs.start', subjectKey: 'test.nightly' }]);
    expect((await kindOf('test.nightly')).last).toMatchObject({ state: 'done' });
  });

  it('does not start what is asked for on a page, nor what there is not', async () => {
    expect(codeOf(await post('/jobs/test.asked/runs', 'administrator'))).toBe('jobs.asked_only');
    expect((await post('/jobs/no.such/runs', 'administrator')).statusCode).toBe(404);
  });

  it('shows a failure with its reason and repeats it once, as a new run', async () => {
    fault = Object.assign(new Error('could not extend file'), { code: '53100' });
    await post('/jobs/test.nightly/runs', 'administrator');
    await expect
      .poll(() => runsOf('name=test.nightly&state=failed'), { timeout: 20_000, interval: 200 })
      .toMatchObject([{ reason: { code: 'jobs.reason.disk_full' }, mayRepeat: true }]);
    const [failed] = await runsOf('state=failed');
    expect((await kindOf('test.nightly')).failedDay).toBe(1);
    fault = null;
    const url = `/job-runs/${failed!.jobId}/repetitions`;
    expect((await post(url, 'auditor')).statusCode).toBe(403);
    expect((await post(url, 'administrator')).statusCode).toBe(201);
    expect(codeOf(await post(url, 'administrator'))).toBe('jobs.repeated_already');
    await expect
      .poll(() => runsOf('name=test.nightly&limit=1'), { timeout: 20_000, interval: 200 })
      .toMatchObject([{ state: 'done', againOf: failed!.jobId }]);
    const [now] = await runsOf('state=failed');
    expect(now).toMatchObject({ repeated: true, mayRepeat: false });
    const [done] = await runsOf('name=test.nightly&state=done&limit=1');
    const again = await post(`/job-runs/${done!.jobId}/repetitions`, 'administrator');
    expect(codeOf(again)).toBe('jobs.not_failed');
  });

  it('shows how far a running job is, and where its work is seen', async () => {
    gate = Promise.withResolvers();
    await house.database.transaction(system, (tx) => enqueue(tx, 'test.asked', { n: 1 }));
    await expect
      .poll(() => runsOf('name=test.asked'), { timeout: 20_000, interval: 200 })
      .toMatchObject([{ state: 'running', progress: { done: '30', total: '120' } }]);
    const [run] = await runsOf('name=test.asked');
    expect(run).toMatchObject({ page: '/somewhere', mayCallOff: false });
    const off = await post(`/job-runs/${run!.jobId}/cancellations`, 'administrator');
    expect(codeOf(off)).toBe('jobs.not_waiting');
    gate.resolve();
  });

  it('calls off what waits, once; its room is told in the same transaction', async () => {
    const ask = (name: string) =>
      house.database.transaction(system, (tx) => enqueue(tx, name, { n: 7 }));
    const url = `/job-runs/${await ask('test.idle')}/cancellations`;
    expect((await post(url, 'administrator')).statusCode).toBe(201);
    expect(calledOff).toEqual([{ n: 7 }]);
    expect(codeOf(await post(url, 'administrator'))).toBe('jobs.not_waiting');
    expect(await runsOf('name=test.idle')).toMatchObject([{ state: 'cancelled' }]);
    const other = `/job-runs/${await ask('test.lonely')}/cancellations`;
    expect(codeOf(await post(other, 'administrator'))).toBe('jobs.asker_calls_off');
    const none = `/job-runs/${crypto.randomUUID()}/cancellations`;
    expect((await post(none, 'administrator')).statusCode).toBe(404);
  });

  it('pages by key without a gap, and filters by the day of China', async () => {
    const all = await runsOf('limit=200');
    expect(all.length).toBeGreaterThan(4);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await get<{ rows: JobRun[]; next: string | null }>(`/job-runs?limit=2${cursor}`);
      seen.push(...page.rows.map((run) => run.jobId));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(seen).toEqual(all.map((run) => run.jobId));
    const chinaDay = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString();
    const day = chinaDay(new Date(all[0]!.createdAt)).slice(0, 10);
    const before = chinaDay(new Date(Date.parse(all.at(-1)!.createdAt) - 86_400_000)).slice(0, 10);
    expect((await runsOf(`limit=200&day=${day}`))[0]!.jobId).toBe(all[0]!.jobId);
    expect(await runsOf(`day=${before}`)).toEqual([]);
  });
});
