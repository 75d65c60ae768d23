import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { day } from '../../../core/day.ts';
import { createMeter } from '../http/meter.ts';
import { enqueue, jobsModule, prepareJobs, startJobs } from '../jobs/index.ts';
import { createLog } from '../log.ts';
import type { Module } from '../module.ts';
import { noticesModule } from '../notices/index.ts';
import { openHouse, type TestHouse } from '../testing/http.ts';
import { table } from '../testing/table.ts';
import { healthModule, recordBackup, watchOnce, type HealthRoom } from './index.ts';
import { healthMessages } from './messages.ts';
import { healthPolicy } from './policy.ts';
import { examineBank, examineMachine, worstOf, type Facts, type Machine } from './rules.ts';

const policy = healthPolicy.schema.parse(healthPolicy.initial);
const machine: Machine = {
  version: '1.0',
  nodeVersion: 'v24',
  startedAt: null,
  isBuilt: true,
  dataDir: '/bank',
  freeMb: 100_000,
  secretFingerprint: 'aa',
};
const well: Facts = {
  database: { version: 'PostgreSQL 18', sizeBytes: 1n },
  connections: { used: 1, max: 100 },
  schema: { applied: 10, missing: 0 },
  backup: { ageDays: 0, secretFingerprint: 'aa' },
  audit: { faults: 0, checked: 5, waiting: 0, waitSeconds: 0 },
  queue: { waiting: 0, waitSeconds: 0, failedDay: 0, beatSeconds: 1 },
  certificateDays: 400,
  calendar: { until: 2027, year: 2026, daysLeft: 40 },
  imports: [],
  isServed: true,
  traffic: { faults: 0, routes: [] },
};
const route = (count: number, p95Ms: number | null) => ({
  method: 'GET',
  route: '/api/x',
  count,
  p95Ms,
});

describe('the state of a check, below, at and above each boundary', () => {
  it.each(
    table(`
      check       | figure                       | state
      disk        | 5120                         | good
      disk        | 5119                         | warn
      disk        | 1024                         | warn
      disk        | 1023                         | bad
      connections | 69                           | good
      connections | 70                           | warn
      connections | 89                           | warn
      connections | 90                           | bad
      schema      | 0                            | good
      schema      | 1                            | bad
      backup      | none                         | warn
      backup      | 1                            | good
      backup      | 2                            | warn
      backup      | 7                            | warn
      backup      | 8                            | bad
      backup      | other key                    | bad
      audit       | 60                           | good
      audit       | 61                           | warn
      audit       | 601                          | bad
      audit       | broken                       | bad
      queue       | 120                          | good
      queue       | 121                          | warn
      queue       | 1801                         | bad
      queue       | 1 failed                     | warn
      queue       | 9 failed                     | warn
      queue       | 10 failed                    | bad
      worker      | 90                           | good
      worker      | 91                           | warn
      worker      | 301                          | bad
      worker      | silent                       | bad
      certificate | none                         | good
      certificate | 60                           | good
      certificate | 59                           | warn
      certificate | 13                           | bad
      certificate | -1                           | bad
      calendar    | 2026 with 31 days left       | good
      calendar    | 2026 with 30 days left       | warn
      calendar    | 2025 with 200 days left      | warn
      imports     | 3                            | good
      imports     | 4                            | warn
      imports     | 15                           | bad
      routes      | 19 answers in 9000           | good
      routes      | 20 answers in 1000           | good
      routes      | 20 answers in 2500           | warn
      routes      | 20 answers in 10000          | bad
      routes      | 20 answers in endless        | bad
      faults      | 0                            | good
      faults      | 1                            | warn
      faults      | 20                           | bad`),
  )('$check $figure: $state', ({ check, figure, state }) => {
    const n = Number.parseInt(figure, 10);
    const { queue } = well;
    const [, second = ''] = figure.split(/ with | in /);
    const p95 = second === 'endless' ? null : Number.parseInt(second, 10);
    const key = { ageDays: 0, secretFingerprint: 'bb' };
    const backup = { ageDays: n, secretFingerprint: 'aa' };
    const changed: Readonly<Record<string, Partial<Facts>>> = {
      connections: { connections: { used: n, max: 100 } },
      schema: { schema: { applied: 1, missing: n } },
      backup: { backup: figure === 'none' ? null : figure === 'other key' ? key : backup },
      audit: {
        audit:
          figure === 'broken'
            ? { ...well.audit, faults: 1 }
            : { ...well.audit, waiting: 1, waitSeconds: n },
      },
      queue: {
        queue: figure.endsWith('failed')
          ? { ...queue!, failedDay: n }
          : { ...queue!, waiting: 1, waitSeconds: n },
      },
      worker: { queue: { ...queue!, beatSeconds: figure === 'silent' ? null : n } },
      certificate: { certificateDays: figure === 'none' ? null : n },
      calendar: { calendar: { until: n, year: 2026, daysLeft: Number.parseInt(second, 10) } },
      imports: {
        imports: [
          { source: 'a', days: 0 },
          { source: 'b', days: n },
        ],
      },
      routes: { traffic: { faults: 0, routes: [route(1000, 5), route(n, p95)] } },
      faults: { traffic: { faults: n, routes: [] } },
    };
    const found =
      check === 'disk'
        ? examineMachine({ ...machine, freeMb: n }, policy)
        : examineBank({ ...well, ...changed[check] }, policy, machine);
    const one = found.find((each) => each.check === check)!;
    expect([one.found in healthMessages, one.state]).toEqual([true, state]);
    const advised = state === 'good' || `health.next.${check}` in healthMessages;
    expect(advised).toBe(true);
  });

  it('is the worst of all for the house; what cannot be told does not count', () => {
    expect(worstOf(examineBank(well, policy, machine))).toBe('good');
    expect(worstOf([{ state: 'unknown' }, { state: 'good' }])).toBe('good');
    expect(worstOf([{ state: 'warn' }, { state: 'bad' }])).toBe('bad');
    const alone = examineBank({ ...well, isServed: false, traffic: null }, policy, machine);
    expect(alone.filter((one) => one.state === 'unknown').map((one) => one.check)).toEqual([
      'worker',
      'routes',
      'faults',
    ]);
  });

  it('follows a policy whose red is worse than its amber', () => {
    const twisted = { ...policy, diskMb: { warn: 1, bad: 2 }, faults: { warn: 2, bad: 1 } };
    expect(healthPolicy.check!(policy)).toEqual([]);
    expect(healthPolicy.check!(twisted).map((one) => one.at)).toEqual(['diskMb.bad', 'faults.bad']);
  });
});

describe('the page and the watch', () => {
  let house: TestHouse;
  const modules: Module[] = [];
  const meter = createMeter();
  const room: HealthRoom = {
    seat: {
      version: 'test',
      startedAt: '2026-01-01T00:00:00.000Z',
      meter,
      isBuilt: () => true,
      dataDir: import.meta.dirname,
      secretFingerprint: 'aa',
    },
    doors: { today: async () => day('2026-06-30'), calendarYears: async () => [2026] },
  };
  const job = {
    name: 'test.broken',
    run: async () => {
      throw new Error('no');
    },
  };
  const system = systemActor('test');
  beforeAll(async () => {
    const jobs = jobsModule({ jobs: () => [job] });
    modules.push(healthModule(room), jobs, noticesModule({ modules: () => modules }));
    house = await openHouse(modules);
  });
  afterAll(() => house.close());
  const read = async (login: string) =>
    house.call({ url: '/api/health', cookie: await house.signIn(login) });
  const found = async (check: string) => {
    const { findings } = (await read('auditor')).json<{
      findings: { check: string; state: string; since: string | null }[];
    }>();
    return findings.find((one) => one.check === check)!;
  };
  const notices = async (login: string) =>
    (await house.call({ url: '/api/notices', cookie: await house.signIn(login) })).json<{
      rows: { code: string; params: Record<string, string>; link: string }[];
    }>().rows;

  it('are for administrator and auditor only', async () => {
    const answers = await Promise.all(['administrator', 'auditor', 'rm', 'hr', 'risk'].map(read));
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200, 403, 403, 403]);
  });

  it('a backup that was noted is the last backup', async () => {
    expect(await found('backup')).toMatchObject({ state: 'warn' });
    await house.database.transaction(system, (tx) =>
      recordBackup(tx, {
        file: 'a.gz',
        version: '1',
        secretFingerprint: 'aa',
        tables: 1,
        rows: 2,
        bytes: 3,
      }),
    );
    expect(await found('backup')).toMatchObject({ state: 'good' });
  });

  it('the server counts its own answers and faults', async () => {
    for (let at = 0; at < 20; at += 1) {
      meter.note({ method: 'GET', route: '/api/slow', status: at === 0 ? 500 : 200, ms: 2000 });
    }
    expect(await meter.routes()).toEqual([
      { method: 'GET', route: '/api/slow', count: 20, p95Ms: 2500 },
    ]);
    expect(await found('routes')).toMatchObject({ state: 'warn' });
    expect(await found('faults')).toMatchObject({ state: 'warn' });
  });

  it('administrators are told of a red check and of a failed job, once', async () => {
    await prepareJobs(house.ownerConfig, house.appConfig.user ?? '', [job]);
    await house.database.transaction(system, (tx) =>
      tx.client.query('update pgboss.queue set retry_limit = 0'),
    );
    const { appConfig, database } = house;
    const log = createLog({ level: 'silent' });
    const jobs = await startJobs({ appConfig, database, jobs: [job], log, pollSeconds: 0.5 });
    try {
      for (const n of [1, 2])
        await database.transaction(system, (tx) => enqueue(tx, job.name, { n }));
      const failed = async () => {
        const cookie = await house.signIn('auditor');
        const url = '/api/job-runs?state=failed';
        return (await house.call({ url, cookie })).json<{ rows: unknown[] }>().rows.length;
      };
      await expect.poll(failed, { timeout: 20_000, interval: 200 }).toBe(2);
    } finally {
      await jobs.stop();
    }
    for (let at = 0; at < 30; at += 1) {
      meter.note({ method: 'GET', route: '/api/slow', status: 500, ms: 1 });
    }
    await watchOnce(database, room);
    await watchOnce(database, room);
    const told = (await notices('administrator')).map(({ code, params, link }) => [
      code,
      params['nameKey'] ?? params['checkKey'],
      link,
    ]);
    expect(told.filter(([code]) => code === 'jobs.notice.failed')).toEqual([
      ['jobs.notice.failed', 'test.job.broken', '/jobs?name=test.broken&state=failed'],
    ]);
    expect(told.filter(([, key]) => key === 'health.check.faults')).toEqual([
      ['health.notice.red', 'health.check.faults', '/health'],
    ]);
    expect(await notices('auditor')).toEqual([]);
    expect((await found('faults')).since).not.toBeNull();
  });
});
