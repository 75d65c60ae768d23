import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { isRefusal } from '../../../core/refusal.ts';
import { createLog } from '../log.ts';
import type { Job } from '../module.ts';
import { openHouse, type TestHouse } from '../testing/http.ts';
import { table } from '../testing/table.ts';
import {
  beginProgress,
  enqueue,
  failRunning,
  jobsModule,
  prepareJobs,
  startJobs,
} from './index.ts';
import { paceOf } from './progress.ts';

const system = systemActor('test');
const log = createLog({ level: 'silent' });
let house: TestHouse;
beforeAll(async () => {
  house = await openHouse([jobsModule({ jobs: () => [] })]);
});
afterAll(() => house.close());

/** A job that hands each input to whoever waits for it. */
function collector(name: string): Job & { next(): Promise<unknown> } {
  const got: unknown[] = [];
  const waiting: ((value: unknown) => void)[] = [];
  return {
    name,
    run: async (_database, input) => {
      const waiter = waiting.shift();
      if (waiter === undefined) got.push(input);
      else waiter(input);
    },
    next: () =>
      got.length > 0
        ? Promise.resolve(got.shift())
        : new Promise((resolve) => {
            waiting.push(resolve);
          }),
  };
}

const role = () =>
  house.appConfig.user ??
  decodeURIComponent(new URL(house.appConfig.connectionString ?? '').username);
const start = async (jobs: readonly Job[]) => {
  await prepareJobs(house.ownerConfig, role(), jobs);
  const { appConfig, database } = house;
  return startJobs({ appConfig, database, jobs, log, pollSeconds: 1 });
};

describe('jobs', () => {
  it('run when the asking transaction commits, never when it rolls back or is refused', async () => {
    const job = collector('test.order');
    const jobs = await start([job]);
    try {
      await house.database.transaction(system, (tx) => enqueue(tx, job.name, { n: 1 }), {
        rollBack: true,
      });
      const refused = await house.database.transaction(system, async (tx) => {
        await enqueue(tx, job.name, { n: 2 });
        return { refused: 'sample.full', params: {} };
      });
      expect(isRefusal(refused)).toBe(true);
      await house.database.transaction(system, (tx) => enqueue(tx, job.name, { n: 3 }));
      expect(await job.next()).toEqual({ n: 3 });
    } finally {
      await jobs.stop();
    }
  });

  it('are tried again after a failure', async () => {
    let tries = 0;
    const done = Promise.withResolvers<number>();
    const flaky: Job = {
      name: 'test.flaky',
      run: async () => {
        tries += 1;
        if (tries === 1) throw new Error('first try');
        done.resolve(tries);
      },
    };
    const jobs = await start([flaky]);
    try {
      await house.database.transaction(system, (tx) => enqueue(tx, flaky.name, {}));
      expect(await done.promise).toBe(2);
    } finally {
      await jobs.stop();
    }
  });

  it('outlive a killed process: another worker takes the work over', async () => {
    const job = collector('test.crash');
    const first = await start([job]);
    await first.stop();
    const worker = spawn(
      process.execPath,
      [path.join(import.meta.dirname, 'crash-worker.ts'), JSON.stringify(house.appConfig)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const said = once(worker.stdout, 'data');
    const sending = await start([collector('test.other')]);
    await house.database.transaction(system, (tx) => enqueue(tx, job.name, { n: 7 }));
    expect(String((await said)[0])).toContain('taken');
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    await sending.stop();
    const second = await start([job]);
    try {
      expect(await job.next()).toEqual({ n: 7 });
    } finally {
      await second.stop();
    }
  }, 60_000);

  it('need a running server', async () => {
    const asked = house.database.transaction(system, (tx) => enqueue(tx, 'test.order', {}));
    await expect(asked).rejects.toThrow('not running');
  });
});

describe('progress', () => {
  it('is seen by others while the work goes on, then its end', async () => {
    const cookie = await house.signIn('rm');
    const url = `/api/progress/${encodeURIComponent('import:17')}`;
    const read = async () => (await house.call({ url, cookie })).json();
    expect((await house.call({ url, cookie })).statusCode).toBe(404);
    const work = await beginProgress(house.database, 'import:17', 0);
    expect(await read()).toMatchObject({ state: 'running', done: '0', total: null });
    work.report(40n, 100n, 'read');
    work.report(60n, 100n, 'merge');
    await work.finish('ok');
    expect(await read()).toMatchObject({ state: 'done', done: '100', total: '100', note: 'ok' });
    const again = await beginProgress(house.database, 'import:17', 0);
    await again.fail('no space');
    expect(await read()).toMatchObject({ state: 'failed', done: '0', note: 'no space' });
  });

  it('of a crashed server is closed at the next start', async () => {
    await beginProgress(house.database, 'quarter:1993Q1', 0);
    await house.database.transaction(system, (tx) => failRunning(tx, 'stopped'));
    const cookie = await house.signIn('rm');
    const answer = await house.call({ url: '/api/progress/quarter:1993Q1', cookie });
    expect(answer.json()).toMatchObject({ state: 'failed', note: 'stopped' });
  });

  it('counts rate and time left', () => {
    for (const row of table(`
      done | total | elapsedMs | perSecond | secondsLeft
      0    | 100   | 1000      | 0         |
      50   | 100   | 0         | 0         |
      50   | 100   | 10000     | 5         | 10
      33   | 100   | 10000     | 3         | 21
      100  | 100   | 10000     | 10        | 0
      120  | 100   | 10000     | 12        | 0
      50   |       | 10000     | 5         |`)) {
      const pace = paceOf({
        done: BigInt(row.done),
        total: row.total === '' ? null : BigInt(row.total),
        elapsedMs: BigInt(row.elapsedMs),
      });
      expect([row.done, pace.perSecond.toString(), String(pace.secondsLeft ?? '')]).toEqual([
        row.done,
        row.perSecond,
        row.secondsLeft,
      ]);
    }
  });
});
