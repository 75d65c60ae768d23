import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../../../core/actor.ts';
import { day } from '../../../core/day.ts';
import { quarter, quarterRange, quarterYear, yearRange } from '../../../core/period.ts';
import { isRefusal, type Refusal } from '../../../core/refusal.ts';
import type { QuarterRun } from '../../../core/run.ts';
import { openingOf, rangeOfPath, type Tx } from '../../platform/db/transaction.ts';
import { installInitialPolicies } from '../../platform/policy/install.ts';
import { signingModule, verifyPdf } from '../../platform/signing/index.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { addAccount, openHouse, plainDoors, type TestHouse } from '../../platform/testing/http.ts';
import { finishRun, organisation, startRun } from '../organisation/index.ts';
import { people } from '../people/index.ts';
import { metrics as metricsRoom } from '../metrics/index.ts';
import { enterPlans, targetsInForce } from './commands.ts';
import { unknownMetrics } from './further.ts';
import { endAmendment, proposeAmendment, signAmendment } from './amendment-commands.ts';
import { makeMissingFiles, openLetters, openTargets, quarterTargets, targets } from './index.ts';
import * as verbs from './letter-verbs.ts';
import { targetSchemeKind } from './policy.ts';
import { loadAmendment } from './store/amendments.ts';
import { loadLetter } from './store/letters.ts';

const [q1, q2, q3] = ['2026Q1', '2026Q2', '2026Q3'].map(quarter) as [
  ReturnType<typeof quarter>,
  ReturnType<typeof quarter>,
  ReturnType<typeof quarter>,
];

async function beginRun(
  tx: Tx,
  of: typeof q1,
  kind: 'open' | 'close',
  backdated = false,
): Promise<QuarterRun> {
  const range = quarterRange(of);
  const runId = await startRun(tx, { quarter: of, kind, asOf: range.from, backdated });
  const yearFrom = yearRange(quarterYear(of)).from;
  return { runId, quarter: of, range, yearFrom, backdated };
}

/** Head office, one sub-branch with a president (914) and two corporate RMs, middle and junior. */
async function layBank(tx: Tx): Promise<void> {
  await sql`
    insert into organisation_bank (code, name, currency, source, time_zone, today)
    values ('T', '试行银行', 'CNY', 'test', 'Asia/Shanghai', '2026-01-05')
  `.execute(tx.db);
  await sql`
    insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
    values (901, null, 'H', '总行', 'head_office', 1, '0001.', '2000-01-01'),
           (902, 901, 'S1', '城东支行', 'sub_branch', 2, '0001.0001.', '2000-01-01'),
           (903, 901, 'S2', '城西支行', 'sub_branch', 2, '0001.0002.', '2000-01-01')
  `.execute(tx.db);
  await sql`
    insert into people_staff
      (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
    values (911, 'R1', '王明', 902, '0001.0001.', true, '2015-01-01', ''),
           (912, 'R2', '李华', 903, '0001.0002.', true, '2015-01-01', ''),
           (914, 'H1', '赵行', 902, '0001.0001.', false, '2010-01-01', '')
  `.execute(tx.db);
  await sql`
    insert into people_grade (staff_id, from_day, sequence, level, step, reason)
    values (911, '2020-01-01', 'corporate', 'middle', 1, 'test'),
           (912, '2020-01-01', 'corporate', 'junior', 1, 'test')
  `.execute(tx.db);
}

async function open(tx: Tx, of = q1, backdated = false): Promise<void> {
  const run = await beginRun(tx, of, 'open', backdated);
  await openTargets(tx, run);
  await finishRun(tx, run.runId, (await openLetters(tx, run)).digest);
}

async function close(tx: Tx, of: typeof q1): Promise<void> {
  await finishRun(tx, (await beginRun(tx, of, 'close')).runId, 'd');
}

async function openBank(tx: Tx, backdated = false): Promise<bigint> {
  await installInitialPolicies(tx, [...(people.policies ?? []), targetSchemeKind]);
  await layBank(tx);
  await open(tx, q1, backdated);
  return letterOf(tx, 911n);
}

async function letterOf(tx: Tx, staffId: bigint): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    select letter_id as id
    from targets_v_letter
    where staff_id = ${staffId}
    order by version desc
    limit 1
  `.execute(tx.db);
  return rows[0]!.id;
}

const rm: Actor = {
  accountId: 11n,
  login: 'wang',
  staffId: 911n,
  roles: ['rm'],
  bankWide: false,
  ranges: [],
};
const president: Actor = {
  accountId: 14n,
  login: 'zhao',
  staffId: 914n,
  roles: ['branch_president'],
  bankWide: false,
  ranges: [rangeOfPath('0001.0001.')],
};
const other: Actor = { ...president, staffId: 912n, ranges: [rangeOfPath('0001.0002.')] };

/** The same transaction under another person's scope. */
async function as<T>(tx: Tx, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const settings = (of: Actor) => openingOf(of, false).replace(/^begin; /, '');
  await tx.client.query(settings(actor));
  try {
    return await work({ ...tx, actor });
  } finally {
    await tx.client.query(settings(tx.actor));
  }
}

const code = (answer: unknown) => (isRefusal(answer) ? answer.refused : '');
function done<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer;
}

async function sign(tx: Tx, actor: Actor, letterId: bigint, bodyHash?: string) {
  const hash = bodyHash ?? (await loadLetter(tx, letterId))!.bodyHash;
  const side = actor.staffId === 911n ? 'rm' : 'bank';
  const answer = await as(tx, actor, (own) =>
    verbs.signLetter(own, { letterId, side, bodyHash: hash }),
  );
  return isRefusal(answer) ? answer.refused : answer.state;
}

async function lock(tx: Tx, letterId: bigint): Promise<void> {
  await as(tx, rm, (own) => verbs.readLetter(own, letterId));
  await sign(tx, rm, letterId);
  expect(await sign(tx, president, letterId)).toBe('locked');
}

const stateOf = async (tx: Tx, letterId: bigint) => {
  const { rows } = await sql<{ marks: number }>`
    select marks
    from targets_v_letter
    where letter_id = ${letterId}
  `.execute(tx.db);
  return rows[0]!.marks;
};

describe('the way of a letter', () => {
  it('is sent as it is issued, read once, and signed by both', () =>
    testTransaction(async (tx) => {
      const letterId = await openBank(tx);
      expect(await sign(tx, rm, letterId)).toBe('targets.letter_not_read');
      const read = () => as(tx, rm, (own) => verbs.readLetter(own, letterId));
      expect(await read()).toEqual({ state: 'read' });
      expect(await read()).toEqual({ state: 'read' });
      const { rows } = await sql<{ times: number }>`
        select count(*)::int as times
        from targets_letter_event
        where kind = 'read'
      `.execute(tx.db);
      expect(rows[0]!.times).toBe(1);
      expect(await sign(tx, rm, letterId)).toBe('rm_signed');
      expect(await sign(tx, rm, letterId)).toBe('targets.letter_already_signed');
      expect(await sign(tx, other, letterId, 'x')).toBe('targets.letter_unknown');
      expect(await sign(tx, president, letterId)).toBe('locked');
    }));

  it('waits as a draft where the scheme says so; a leader sends many at once', () =>
    testTransaction(async (tx) => {
      const initial = structuredClone(targetSchemeKind.initial);
      initial.letter.sending = 'by_leader';
      const kind: typeof targetSchemeKind = { ...targetSchemeKind, initial };
      await installInitialPolicies(tx, [...(people.policies ?? []), kind]);
      await layBank(tx);
      await open(tx);
      const mine = await letterOf(tx, 911n);
      const far = await letterOf(tx, 912n);
      expect(code(await as(tx, rm, (own) => verbs.readLetter(own, mine)))).toBe(
        'targets.letter_not_sent',
      );
      expect(await sign(tx, president, mine)).toBe('targets.letter_not_sent');
      const send = () => as(tx, president, (own) => verbs.sendLetters(own, [mine, far]));
      const look = () => as(tx, president, (own) => verbs.previewLetters(own, [mine, far], 'sent'));
      const codes = (rows: readonly { refused: { code: string } | null }[]) =>
        rows.map((row) => row.refused?.code ?? 'goes');
      // The other letter is out of his sight: neither shown, sent nor named.
      expect(codes(done(await look()))).toEqual(['goes']);
      expect(await send()).toMatchObject({ done: 1, rows: [{ key: String(mine), refused: null }] });
      const again = done(await send());
      expect([again.done, codes(again.rows)]).toEqual([0, ['targets.letter_already_sent']]);
      expect(codes(done(await look()))).toEqual(['targets.letter_already_sent']);
      expect(await as(tx, rm, (own) => verbs.readLetter(own, mine))).toEqual({ state: 'read' });
    }));

  it('counts a reminder once a day', () =>
    testTransaction(async (tx) => {
      const letterId = await openBank(tx);
      const remind = () => as(tx, president, (own) => verbs.remindOfLetters(own, [letterId]));
      expect(done(await remind()).done).toBe(1);
      const look = () =>
        as(tx, president, (own) => verbs.previewLetters(own, [letterId], 'reminded'));
      const shown = done(await look());
      expect(shown.map((row) => row.refused?.code)).toEqual(['targets.letter_reminded_today']);
      const second = done(await remind());
      expect(second.rows.map((row) => row.refused?.code)).toEqual([
        'targets.letter_reminded_today',
      ]);
      await sql`update organisation_bank set today = '2026-01-06'`.execute(tx.db);
      expect(done(await remind()).done).toBe(1);
      const { rows } = await sql<{ times: number }>`
        select count(*)::int as times
        from targets_letter_event
        where kind = 'reminded'
      `.execute(tx.db);
      expect(rows[0]!.times).toBe(2);
    }));

  it('is refused with a reason; the bank answers by a version with other targets', () =>
    testTransaction(async (tx) => {
      const letterId = await openBank(tx);
      const reason = '主要客户已划出';
      const refuse = () => as(tx, rm, (own) => verbs.refuseLetter(own, { letterId, reason }));
      expect(code(await refuse())).toBe('targets.letter_not_read');
      await as(tx, rm, (own) => verbs.readLetter(own, letterId));
      expect(await refuse()).toEqual({ state: 'refused' });
      expect(code(await refuse())).toBe('targets.letter_already_refused');
      expect(await sign(tx, president, letterId)).toBe('targets.letter_refusal_waits');
      const before = (await loadLetter(tx, letterId))!;
      const replace = (annual: bigint) =>
        as(tx, president, (own) =>
          verbs.replaceLetter(own, {
            letterId,
            reason: '按划出后的户数调整',
            changes: [{ metric: 'new_customers', annual }],
          }),
        );
      expect(code(await replace(8n))).toBe('targets.change_nothing');
      const made = done(await replace(4n));
      expect(made.letterNo).toBe('2026-责-0001-2');
      expect(code(await replace(5n))).toBe('targets.letter_replaced');
      expect(await sign(tx, rm, letterId)).toBe('targets.letter_replaced');
      const version = (await loadLetter(tx, made.letterId))!;
      expect(version.body.replaces).toMatchObject({ letterNo: '2026-责-0001' });
      expect(version.bodyHash).not.toBe(before.bodyHash);
      const annualOf = async () =>
        (await targetsInForce(tx, 911n, 2026)).find((row) => row.metric === 'new_customers')!;
      // Not in force before both have signed.
      expect((await annualOf()).annual).toBe(8n);
      await lock(tx, made.letterId);
      const now = await annualOf();
      expect([now.annual, now.stretch, now.challenge]).toEqual([4n, 4n, 5n]);
      expect(now.quarters.map((one) => one.target)).toEqual([1n, 2n, 3n, 4n]);
      expect([now.letterNo, now.amendmentNo]).toEqual(['2026-责-0001-2', 0]);
      expect((await loadLetter(tx, letterId))!.bodyHash).toBe(before.bodyHash);
    }));

  it('can be withdrawn while the RM has not signed, and not after', () =>
    testTransaction(async (tx) => {
      const letterId = await openBank(tx);
      const reason = '人员即将调离';
      const withdraw = () =>
        as(tx, president, (own) => verbs.withdrawLetter(own, { letterId, reason }));
      expect(await withdraw()).toEqual({ state: 'withdrawn' });
      expect(code(await withdraw())).toBe('targets.letter_withdrawn');
      expect(await stateOf(tx, letterId)).toBe(2 + 64);
    }));

  it('many are signed for the bank with the text that was shown; others are named', () =>
    testTransaction(async (tx) => {
      const mine = await openBank(tx);
      const far = await letterOf(tx, 912n);
      const { bodyHash } = (await loadLetter(tx, mine))!;
      const signMany = (hash: string) =>
        as(tx, { ...president, ranges: [rangeOfPath('0001.')] }, (own) =>
          verbs.signLetters(own, [
            { letterId: mine, bodyHash },
            { letterId: far, bodyHash: hash },
          ]),
        );
      const first = done(await signMany('f'.repeat(64)));
      expect([first.done, first.refused.map((one) => one.code)]).toEqual([
        1,
        ['targets.letter_text_differs'],
      ]);
      const second = done(await signMany((await loadLetter(tx, far))!.bodyHash));
      expect([second.done, second.refused.map((one) => one.code)]).toEqual([
        1,
        ['targets.letter_already_signed'],
      ]);
    }));
});

describe('changing a signed letter', () => {
  const wish = (letterId: bigint, annual: bigint, fromQuarter = q2) => ({
    letterId,
    fromQuarter,
    reason: '年中划入三户大客户',
    changes: [{ metric: 'deposit_average' as const, annual }],
  });
  const propose = (tx: Tx, actor: Actor, given: ReturnType<typeof wish>) =>
    as(tx, actor, (own) => proposeAmendment(own, given));
  const signIt = async (tx: Tx, actor: Actor, amendmentId: bigint) => {
    const { bodyHash } = (await loadAmendment(tx, amendmentId))!;
    const side = actor.staffId === 911n ? ('rm' as const) : ('bank' as const);
    const answer = await as(tx, actor, (own) =>
      signAmendment(own, { amendmentId, side, bodyHash }),
    );
    return isRefusal(answer) ? answer.refused : answer.state;
  };
  const depositsOf = async (tx: Tx, of: typeof q1) =>
    (await quarterTargets(tx, of)).find(
      (row) => row.staffId === 911n && row.metric === 'deposit_average',
    )!;

  it('takes both signatures; closed quarters and the letter itself stay as they were', () =>
    testTransaction(async (tx) => {
      const letterId = await openBank(tx);
      expect(code(await propose(tx, rm, wish(letterId, 1n)))).toBe('targets.amendment_of_unsigned');
      await lock(tx, letterId);
      const letter = (await loadLetter(tx, letterId))!;
      const [first] = [await depositsOf(tx, q1)];
      // A first year: 10,000,000 yuan of quota, a fifth of it in the first quarter.
      expect([first.cumulativeTarget, first.letterNo, first.amendmentNo]).toEqual([
        200_000_000n,
        '2026-责-0001',
        0,
      ]);
      await close(tx, q1);
      await open(tx, q2);
      expect(code(await propose(tx, rm, wish(letterId, 2_000_000_000n, q1)))).toBe(
        'targets.amendment_closed',
      );
      expect(code(await propose(tx, rm, wish(letterId, 1_000_000_000n)))).toBe(
        'targets.change_nothing',
      );
      const made = done(await propose(tx, president, wish(letterId, 2_000_000_000n)));
      expect(code(await propose(tx, rm, wish(letterId, 3n)))).toBe('targets.amendment_open');
      expect(await signIt(tx, rm, made.amendmentId)).toBe('rm_signed');
      expect((await depositsOf(tx, q2)).cumulativeTarget).toBe(450_000_000n);
      expect(await signIt(tx, rm, made.amendmentId)).toBe('targets.letter_already_signed');
      expect(await signIt(tx, president, made.amendmentId)).toBe('in_force');

      const after = await depositsOf(tx, q2);
      expect([after.cumulativeTarget, after.cumulativeStretch, after.cumulativeChallenge]).toEqual([
        900_000_000n,
        990_000_000n,
        1_080_000_000n,
      ]);
      expect([after.letterNo, after.amendmentNo]).toEqual(['2026-责-0001', 1]);
      expect((await depositsOf(tx, q1)).cumulativeTarget).toBe(200_000_000n);
      const unchanged = (await loadLetter(tx, letterId))!;
      expect([unchanged.bodyHash, unchanged.body]).toEqual([letter.bodyHash, letter.body]);

      // A second one starts from the first; the last signed counts.
      const second = done(await propose(tx, rm, wish(letterId, 1_500_000_000n, q3)));
      expect(second.amendmentNo).toBe(2);
      await signIt(tx, rm, second.amendmentId);
      await signIt(tx, president, second.amendmentId);
      const row = (await targetsInForce(tx, 911n, 2026)).find(
        (one) => one.metric === 'deposit_average',
      )!;
      expect(row.quarters.map((one) => one.target)).toEqual([
        200_000_000n,
        900_000_000n,
        1_125_000_000n,
        1_500_000_000n,
      ]);
      expect(row.computedAnnual).toBe(1_000_000_000n);
    }));

  it('is refused when its quarter was closed while it waited', () =>
    testTransaction(async (tx) => {
      const letterId = await openBank(tx);
      await lock(tx, letterId);
      const made = done(await propose(tx, president, wish(letterId, 2_000_000_000n, q1)));
      await signIt(tx, president, made.amendmentId);
      await close(tx, q1);
      expect(await signIt(tx, rm, made.amendmentId)).toBe('targets.amendment_closed');
      const end = () =>
        as(tx, rm, (own) =>
          endAmendment(own, { amendmentId: made.amendmentId, reason: '季度已关账' }),
        );
      expect(await end()).toEqual({ state: 'ended' });
      expect(code(await end())).toBe('targets.amendment_ended');
      // Ended: another may be proposed, with the next number.
      const next = done(await propose(tx, rm, wish(letterId, 2_000_000_000n)));
      expect(next.amendmentNo).toBe(2);
    }));

  it('goes for an adopted letter too, and not for a stranger', () =>
    testTransaction(async (tx) => {
      const letterId = await openBank(tx, true);
      expect(code(await propose(tx, other, wish(letterId, 1n)))).toBe('targets.letter_unknown');
      const hr: Actor = { ...president, roles: ['hr'] };
      expect(code(await propose(tx, hr, wish(letterId, 1n)))).toBe(
        'targets.letter_bank_side_not_allowed',
      );
      expect(done(await propose(tx, rm, wish(letterId, 1n))).amendmentNo).toBe(1);
    }));
});

describe('targets in further metrics of the catalogue', () => {
  const level = (junior: string, middle: string) => ({
    trainee: '0',
    junior,
    middle,
    senior: middle,
  });
  const schemeWith = (metric: string): typeof targetSchemeKind => ({
    ...targetSchemeKind,
    initial: {
      ...structuredClone(targetSchemeKind.initial),
      further: [{ metric, quota: { corporate: level('1000', '5000'), retail: level('0', '0') } }],
    },
  });

  it('come from the quota of the grade, with levels, quarters, letter and door', () =>
    testTransaction(async (tx) => {
      const scheme = schemeWith('interest_income');
      await installInitialPolicies(tx, [
        ...(people.policies ?? []),
        ...(metricsRoom.policies ?? []),
        scheme,
      ]);
      await layBank(tx);
      await open(tx);
      const row = (await targetsInForce(tx, 911n, 2026)).find(
        (one) => one.metric === 'interest_income',
      )!;
      expect([row.annual, row.stretch, row.challenge]).toEqual([5000n, 5500n, 6000n]);
      expect(row.quarters.map((one) => one.target)).toEqual([1000n, 2250n, 3750n, 5000n]);
      const known = (await quarterTargets(tx, q1)).filter((one) => one.staffId === 912n);
      expect(known).toHaveLength(7);
      expect(known.find((one) => one.metric === 'interest_income')?.cumulativeTarget).toBe(200n);
      const letter = (await loadLetter(tx, await letterOf(tx, 911n)))!;
      const line = letter.body.metrics.at(-1)!;
      expect([line.metric, line.annual, line.unit]).toEqual(['interest_income', '5000', 'fen']);
      expect(line.name).not.toBe('interest_income');
      expect(line.definition).not.toBe('');
      const letterId = letter.letterId;
      await lock(tx, letterId);
      const changes = [{ metric: 'interest_income', annual: 8000n }];
      const made = await as(tx, rm, (own) =>
        proposeAmendment(own, { letterId, fromQuarter: q1, reason: '利率上调', changes }),
      );
      expect(done(made).amendmentNo).toBe(1);
    }));

  it('are left out with a note when the catalogue lost the metric since', () =>
    testTransaction(async (tx) => {
      await installInitialPolicies(tx, [
        ...(people.policies ?? []),
        ...(metricsRoom.policies ?? []),
        schemeWith('no_such_metric'),
      ]);
      await layBank(tx);
      const { notes } = await openTargets(tx, await beginRun(tx, q1, 'open'));
      expect(notes).toContainEqual({
        code: 'targets.note.metric_missing',
        params: { metric: 'no_such_metric' },
      });
    }));

  it('must be additive metrics that the catalogue has', () =>
    testTransaction(async (tx) => {
      await installInitialPolicies(tx, metricsRoom.policies ?? []);
      const places = async (metric: string) => {
        const body = targetSchemeKind.schema.parse(schemeWith(metric).initial);
        return (await unknownMetrics(tx, body, day('2026-01-01'))).map((fault) => fault.at);
      };
      expect(await places('interest_income')).toEqual([]);
      expect(await places('no_such_metric')).toEqual(['further.0.metric']);
      expect(await places('npl_rate')).toEqual(['further.0.metric']);
      expect(await places('satisfaction')).toEqual(['further.0.metric']);
    }));
});

describe('plans of a unit', () => {
  it('are entered together; who has not seen the last one is refused and changes nothing', () =>
    testTransaction(async (tx) => {
      await openBank(tx);
      const enter = (plans: Parameters<typeof enterPlans>[1]['plans']) =>
        enterPlans(tx, { unitId: 902n, year: 2026, plans });
      const two = [
        { metric: 'deposit_average' as const, amount: 100n, replaces: null },
        { metric: 'new_customers' as const, amount: 20n, replaces: null },
      ];
      expect(await enter(two)).toEqual({ entered: 2 });
      expect(code(await enter(two))).toBe('targets.plan_changed');
      const { rows } = await sql<{ plans: number }>`
        select count(*)::int as plans
        from targets_plan
      `.execute(tx.db);
      expect(rows[0]!.plans).toBe(2);
    }));
});

describe('over HTTP', () => {
  let house: TestHouse;
  const letters: Record<string, bigint> = {};
  const cookies: Record<string, string> = {};
  beforeAll(async () => {
    house = await openHouse([organisation, people, signingModule, targets]);
    await house.database.transaction(systemActor('test'), async (tx) => {
      await layBank(tx);
      await open(tx);
      for (const staffId of [911n, 912n]) letters[String(staffId)] = await letterOf(tx, staffId);
    });
    const doors = { ...plainDoors, unitOfStaff: async () => ({ path: '0001.0001.', name: '东' }) };
    const { database } = house;
    await addAccount(database, doors, { login: 'own', role: 'rm', scope: 'own', staffId: 911n });
    await addAccount(database, doors, { login: 'far', role: 'rm', scope: 'own', staffId: 912n });
    for (const login of ['own', 'far', 'branch_president', 'hr', 'rm']) {
      cookies[login] = await house.signIn(login);
    }
  });
  afterAll(() => house.close());
  const ask = (who: string, url: string, body?: object) =>
    house.call({
      url: `/api${url.replace('LETTER', String(letters['911']))}`,
      ...(cookies[who] === undefined ? {} : { cookie: cookies[who] }),
      ...(body === undefined ? {} : { method: 'POST' as const, body }),
    });
  const password = 'test-password-1';

  it('each verb answers a stranger, the wrong role, bad input and another’s letter', async () => {
    const id = '00'.repeat(32);
    const reason = '理由充分';
    const change = [{ metric: 'new_customers', annual: '9' }];
    const some = [String(letters['911'])];
    const calls: readonly [string, object, string][] = [
      ['/letters/LETTER/readings', {}, 'branch_president'],
      ['/letters/LETTER/refusals', { reason }, 'branch_president'],
      ['/letters/LETTER/withdrawals', { reason }, 'own'],
      ['/letters/LETTER/versions', { reason, changes: change }, 'own'],
      ['/letter-sendings', { letterIds: some }, 'own'],
      ['/letter-reminders', { letterIds: some }, 'own'],
      ['/letter-signatures', { password, letters: [{ letterId: some[0], bodyHash: id }] }, 'own'],
      ['/letters/LETTER/signatures', { side: 'rm', password, bodyHash: id }, 'hr'],
      ['/letters/LETTER/amendments', { fromQuarter: '2026Q1', reason, changes: change }, 'hr'],
      ['/letter-amendments/1/signatures', { side: 'rm', password, bodyHash: id }, 'hr'],
      ['/letter-amendments/1/endings', { reason }, 'hr'],
    ];
    for (const [url, body, wrongRole] of calls) {
      expect([url, (await ask('', url, body)).statusCode]).toEqual([url, 401]);
      expect([url, (await ask(wrongRole, url, body)).statusCode]).toEqual([url, 403]);
    }
    for (const [url, , wrongRole] of calls.slice(1)) {
      const right = wrongRole === 'branch_president' ? 'own' : 'branch_president';
      expect([url, (await ask(right, url, { junk: 1 })).statusCode]).toEqual([url, 400]);
    }
    for (const url of ['/letters/LETTER', '/letters/LETTER/pdf', '/letters/LETTER/docx']) {
      expect([url, (await ask('far', url)).statusCode]).toEqual([url, 404]);
      expect([url, (await ask('own', url)).statusCode]).toEqual([url, 200]);
    }
    expect((await ask('own', '/letter-amendments/77')).statusCode).toBe(404);
    expect((await ask('own', '/letter-amendments/77/pdf')).statusCode).toBe(404);
  });

  it('is read, signed by both, and kept as one signed file that never changes', async () => {
    const seen = (await ask('own', '/letters/LETTER')).json();
    expect(seen.may).toMatchObject({ read: true, sign: [], refuse: false });
    expect((await ask('own', '/letters/LETTER/readings', {})).json()).toEqual({ state: 'read' });
    const { bodyHash } = seen as { bodyHash: string };
    const draft = await ask('own', '/letters/LETTER/pdf');
    expect(verifyPdf(draft.rawPayload)).toEqual({ intact: false, fault: 'no signature' });
    const signed = await ask('own', '/letters/LETTER/signatures', {
      side: 'rm',
      password,
      bodyHash,
    });
    expect([signed.statusCode, signed.json().state]).toEqual([201, 'rm_signed']);
    const many = await ask('branch_president', '/letter-signatures', {
      password,
      letters: [{ letterId: String(letters['911']), bodyHash }],
    });
    expect(many.json()).toEqual({ done: 1, refused: [] });
    expect((await ask('own', '/letters/LETTER')).json().file).toBeNull();

    await makeMissingFiles(house.database);
    await makeMissingFiles(house.database);
    const { file } = (await ask('own', '/letters/LETTER')).json() as { file: { pdfHash: string } };
    const pdfs = [await ask('own', '/letters/LETTER/pdf'), await ask('hr', '/letters/LETTER/pdf')];
    for (const { rawPayload } of pdfs) {
      expect(createHash('sha256').update(rawPayload).digest('hex')).toBe(file.pdfHash);
      expect(verifyPdf(rawPayload)).toMatchObject({
        intact: true,
        subFilter: 'ETSI.CAdES.detached',
      });
    }
    const { rows } = await house.database.transaction(systemActor('test'), (tx) =>
      sql<{ files: number }>`select count(*)::int as files from targets_file`.execute(tx.db),
    );
    expect(rows[0]!.files).toBe(1);
    const docx = await ask('own', '/letters/LETTER/docx');
    expect(docx.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  it('pdfsig calls the kept file valid', async (ctx) => {
    ctx.skip(spawnSync('pdfsig', ['-v']).error !== undefined, 'poppler’s pdfsig is not installed');
    const { rawPayload } = await ask('own', '/letters/LETTER/pdf');
    const home = mkdtempSync(path.join(tmpdir(), 'letter-'));
    const file = path.join(home, 'letter.pdf');
    writeFileSync(file, rawPayload);
    const told = spawnSync('pdfsig', [file], { encoding: 'utf8' });
    rmSync(home, { recursive: true });
    expect(told.stdout).toContain('Signature is Valid.');
    expect(told.stdout).toContain('Total document signed');
  });

  it('is amended: proposed, compared, signed by both, in force', async () => {
    const made = await ask('own', '/letters/LETTER/amendments', {
      fromQuarter: '2026Q1',
      reason: '划入一户大客户',
      changes: [{ metric: 'deposit_average', annual: '1200000000' }],
    });
    expect(made.statusCode).toBe(201);
    const url = `/letter-amendments/${made.json().amendmentId}`;
    const view = (await ask('branch_president', url)).json();
    expect(view.body.changes[0].before.annual).toBe('1000000000');
    expect(view.body.changes[0].after).toMatchObject({
      annual: '1200000000',
      stretch: '1320000000',
      challenge: '1440000000',
    });
    const wish = (side: string) => ({ side, password, bodyHash: view.bodyHash });
    expect((await ask('own', `${url}/signatures`, wish('bank'))).json().code).toBe(
      'targets.letter_bank_side_not_allowed',
    );
    expect((await ask('own', `${url}/signatures`, wish('rm'))).json().state).toBe('rm_signed');
    const last = await ask('branch_president', `${url}/signatures`, wish('bank'));
    expect(last.json().state).toBe('in_force');
    const pdf = await ask('own', `${url}/pdf`);
    expect(verifyPdf(pdf.rawPayload).intact).toBe(true);
    const letter = (await ask('own', '/letters/LETTER')).json();
    expect(letter.amendments).toHaveLength(1);
    const { rows } = (await ask('own', '/staff/911/targets?year=2026')).json();
    const row = rows.find((one: { metric: string }) => one.metric === 'deposit_average');
    expect(row).toMatchObject({ annual: '1200000000', computedAnnual: '1000000000' });
    expect(row.source).toMatchObject({ letterNo: '2026-责-0001', amendmentNo: 1 });
  });

  it('drills down the tree: plan, plans below, sum and gaps, then the RMs', async () => {
    const enter = (unitId: number, amount: string) =>
      ask('branch_president', `/units/${unitId}/target-plans`, {
        year: 2026,
        plans: [{ metric: 'deposit_average', amount, replaces: null }],
      });
    expect((await enter(901, '2000000000')).statusCode).toBe(201);
    expect((await enter(902, '1100000000')).statusCode).toBe(201);
    const tree = (unitId: number) =>
      ask('hr', `/units/${unitId}/target-tree?year=2026&metric=deposit_average`);
    const top = (await tree(901)).json();
    // RM 1 has 12,000,000 after the amendment, RM 2 a quota of 5,000,000.
    expect(top.unit).toMatchObject({
      plan: '2000000000',
      below: '1100000000',
      belowGap: '900000000',
      sum: '1700000000',
      gap: '300000000',
      rms: 2,
    });
    expect(top.units.map((one: { sum: string }) => one.sum)).toEqual(['1200000000', '500000000']);
    const east = (await tree(902)).json();
    expect(east.above.map((one: { name: string }) => one.name)).toEqual(['总行']);
    expect(east.unit).toMatchObject({ gap: '-100000000', stretch: '1320000000' });
    expect(east.rms).toMatchObject([{ name: '王明', annual: '1200000000' }]);
    const stretched = (await ask('hr', '/targets?year=2026&level=challenge')).json();
    expect(stretched.rows[0].depositAverage).toBe('1440000000');
  });

  it('the board counts by unit and drills', async () => {
    const board = async (query: string) =>
      (await ask('hr', `/letter-board?year=2026${query}`)).json().rows;
    expect(await board('')).toMatchObject([{ unitName: '总行', letters: 2, locked: 1, sent: 1 }]);
    expect(await board('&unitId=901')).toMatchObject([
      { unitName: '总行', letters: 2 },
      { unitName: '城东支行', letters: 1, locked: 1 },
      { unitName: '城西支行', letters: 1, sent: 1 },
    ]);
  });

  it('wrong passwords are refused, counted, and lock the account', async () => {
    const body = { side: 'rm', password: 'guess', bodyHash: 'f'.repeat(64) };
    const codes: string[] = [];
    for (let tries = 0; tries < 7; tries += 1) {
      codes.push((await ask('rm', '/letters/LETTER/signatures', body)).json().code);
    }
    expect(codes[0]).toBe('auth.confirmation_wrong');
    expect(codes.at(-1)).toBe('auth.locked');
    const right = { ...body, password };
    expect((await ask('rm', '/letters/LETTER/signatures', right)).json().code).toBe('auth.locked');
    await expect(house.signIn('rm')).rejects.toThrow('auth.locked');
  });
});
