import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '../core/actor.ts';
import { day } from '../core/day.ts';
import { quarter } from '../core/period.ts';
import { isRefusal } from '../core/refusal.ts';
import { demoPassword, loadDemo } from '../fixtures/demo-bank/index.ts';
import { openHouse as wholeHouse } from '../server/house.ts';
import { scoringSchemeKind } from '../server/modules/assessment/index.ts';
import { closeQuarter } from '../server/modules/closing/index.ts';
import { insertApproval, insertVersion } from '../server/platform/policy/store.ts';
import { openHouse, type TestHouse } from '../server/platform/testing/http.ts';

/**
 * A quarter of the demo bank from its last day to the seal, over HTTP, each step by the role whose
 * work it is: marks, close, publish, objection, answer, close again, publish again, seal. The steps
 * run in order on one database.
 */
const system = systemActor('test');
const of = '2026Q2';
const line = '服务态度';
const whole = wholeHouse();
let house: TestHouse;
const cookies = new Map<string, string>();
let rmStaffId = 0n;

beforeAll(async () => {
  const rooms = whole.modules.filter((module) => module.name !== 'auth');
  house = await openHouse(rooms, { doors: whole.doors, withoutAccounts: true });
  const options = { today: day('2026-06-18'), scale: 50, waitingWork: false };
  const loaded = await loadDemo(house.database, options);
  if (isRefusal(loaded)) throw new Error(loaded.refused);
  for (const { login } of loaded.signIns) {
    cookies.set(login, await house.signIn(login, demoPassword));
  }
  // The source covers the quarter to its end: nothing moved in its last days.
  const owner = new pg.Client(house.ownerConfig);
  await owner.connect();
  await owner.query(`update holdings_coverage set until_day = '2026-07-01'`);
  await owner.end();
  await house.database.transaction(system, async (tx) => {
    const initial = scoringSchemeKind.initial;
    const [first, ...others] = initial.lines;
    const versionId = await insertVersion(tx, {
      kind: 'scoring_scheme',
      body: {
        ...initial,
        lines: [
          { ...first!, weight: '20000000' },
          ...others,
          {
            metric: line,
            weight: '10000000',
            scoring: { function: 'qualitative', withoutMarks: 'no_mark' },
          },
        ],
      },
      note: 'test',
      assumed: '',
      authorId: 0n,
      validFrom: day('2026-04-01'),
    });
    await insertApproval(tx, { versionId, approvedBy: 1n });
    const { rows } = await sql<{ staff_id: bigint }>`
      select staff_id from auth_account where login = 'rm'
    `.execute(tx.db);
    rmStaffId = rows[0]!.staff_id;
  });
}, 180_000);
afterAll(() => house.close());

const setToday = (today: string) =>
  house.database.transaction(system, (tx) =>
    sql`update organisation_bank set today = ${today}`.execute(tx.db),
  );
const close = async () => {
  const closed = await closeQuarter(house.database, system, quarter(of));
  if (isRefusal(closed)) throw new Error(closed.refused);
  return closed;
};

async function call(login: string, method: 'GET' | 'POST', path: string, body?: unknown) {
  const url = `/api${path}`;
  const answer = await house.call({ method, url, cookie: cookies.get(login)!, body });
  return { status: answer.statusCode, json: answer.json(), text: answer.body };
}
/** The refusal's code, or the status. */
async function told(login: string, path: string, body: unknown): Promise<string> {
  const { status, json } = await call(login, 'POST', path, body);
  return status < 300 ? String(status) : json.code;
}
const board = async (login = 'officer') =>
  (await call(login, 'GET', `/assessment-cycles/${of}`)).json;
/** The digest that the officer sees, as he sends it back. */
const seenDigest = async () => ({ digest: (await board()).closing.digest as string });
const states = async () =>
  (await board()).steps.map((one: { state: string }) => one.state).join(' ');
const ownSheets = async () => (await call('rm', 'GET', `/sheets?quarter=${of}`)).json.rows;

const mark = (given: object) => ({
  staffId: String(rmStaffId),
  metric: line,
  mark: '80',
  reason: '客户来信表扬',
  ...given,
});

describe('marks', () => {
  const marks = `/assessment-cycles/${of}/marks`;

  it('wait for the last day of the quarter', async () => {
    await setToday('2026-06-29');
    expect(await told('head', marks, mark({}))).toBe('assessment.marks_not_begun');
    await setToday('2026-06-30');
    expect(await states()).toBe('now waiting waiting waiting waiting waiting');
  });

  it('are entered by raters only, for RMs of their scope, on lines of the scheme', async () => {
    for (const login of ['rm', 'hr', 'finance', 'auditor', 'admin', 'risk']) {
      expect([login, await told(login, marks, mark({}))]).toEqual([login, 'auth.not_allowed']);
    }
    expect(await told('head', marks, mark({ metric: 'deposit_average' }))).toBe(
      'assessment.mark_line_unknown',
    );
    expect(await told('head', marks, mark({ staffId: '999999' }))).toBe('assessment.rm_unknown');
    expect(await told('head', marks, mark({ mark: '101' }))).toBe('http.bad_input');
    expect(await told('head', marks, mark({ mark: '80.125' }))).toBe('http.bad_input');
    const work = (await call('head', 'GET', `${marks}?limit=200`)).json.rows;
    const all = (await call('officer', 'GET', `${marks}?limit=200`)).json.rows;
    expect(work.length).toBeGreaterThan(0);
    expect(all.length).toBeGreaterThan(work.length);
    expect(work.some((row: { staffId: string }) => row.staffId === String(rmStaffId))).toBe(true);
  });

  it('once each: a double click and an old page are refused, a correction names the old', async () => {
    const twice = await Promise.all([
      told('head', marks, mark({ mark: '70' })),
      told('head', marks, mark({ mark: '70' })),
    ]);
    expect(twice.toSorted()).toEqual(['201', 'assessment.mark_changed']);
    const row = (await call('head', 'GET', `${marks}?open=no`)).json.rows[0];
    expect(row.mark).toBe('70000000');
    const better = mark({ mark: '73.25', replaces: row.markId });
    expect(await told('head', marks, better)).toBe('201');
    expect(await told('head', marks, better)).toBe('assessment.mark_changed');
    expect(await told('president', marks, mark({ mark: '85.5' }))).toBe('201');
    expect(await told('officer', marks, mark({ mark: '92.75' }))).toBe('201');
  });

  it('no rater sees the mark of another', async () => {
    const { text } = await call('president', 'GET', `${marks}?open=no`);
    expect(JSON.parse(text).rows.map((row: { mark: string }) => row.mark)).toEqual(['85500000']);
    expect((await board('head')).marks).toBe(null);
    expect((await board('head')).ownMarks.done).toBe(1);
  });

  it('enter the score at the next closing: the mean of 73.25, 85.5, 92.75 of 10 points', async () => {
    await setToday('2026-07-01');
    await close();
    const { rows } = (await call('hr', 'GET', `/sheets?quarter=${of}&limit=200`)).json;
    const { staffNo } = (await call('head', 'GET', `${marks}?open=no`)).json.rows[0];
    const { sheetId } = rows.find((row: { staffNo: string }) => row.staffNo === staffNo);
    const sheet = (await call('hr', 'GET', `/sheets/${sheetId}`)).json;
    const scored = sheet.lines.find((one: { metric: string }) => one.metric === line);
    expect([scored.actual, scored.score]).toEqual(['83833333', '8383333']);
    expect(await states()).toBe('done done now waiting waiting waiting');
  });
});

describe('until the publication', () => {
  it('the RM reads no sheet of the quarter, by list, by id or in the tables', async () => {
    expect(await ownSheets()).toEqual([]);
    const { rows } = (await call('hr', 'GET', `/sheets?quarter=${of}&limit=200`)).json;
    for (const { sheetId } of rows) {
      expect((await call('rm', 'GET', `/sheets/${sheetId}`)).status).toBe(404);
      expect((await call('rm', 'GET', `/sheets/${sheetId}/publication`)).status).toBe(404);
    }
    const rm = { accountId: 1n, login: 'rm', roles: ['rm'], bankWide: false, ranges: [] } as const;
    const bankWide = { ...rm, bankWide: true };
    for (const actor of [rm, bankWide]) {
      expect(await ownRows({ ...actor, staffId: rmStaffId }, 'assessment_sheet')).toBe(0);
    }
  });

  it('it is refused while lines lack raters, to partial scopes and to other roles', async () => {
    const seen = await seenDigest();
    const path = `/assessment-cycles/${of}/publications`;
    expect(await told('officer', path, seen)).toBe('assessment.marks_lacking');
    for (const login of ['rm', 'head', 'president', 'finance', 'auditor', 'admin']) {
      expect([login, await told(login, path, seen)]).toEqual([login, 'auth.not_allowed']);
    }
    expect((await board()).may.publish.params).toEqual({ lacking: '61', wanted: '62' });
  });

  it('the seal is refused with the next step', async () => {
    expect(await seal()).toBe('closing.not_published');
  });

  it('by policy it may be published although raters lack; the digest must be the one seen', async () => {
    await house.database.transaction(system, async (tx) => {
      const { rows } = await sql<{ body: object }>`
        select body from policy_v_approved where kind = 'assessment_cycle'
      `.execute(tx.db);
      const body = rows[0]!.body as { marks: object };
      const versionId = await insertVersion(tx, {
        kind: 'assessment_cycle',
        body: { ...body, marks: { ...body.marks, lackingRaters: 'publish' } },
        note: 'test',
        assumed: '',
        authorId: 0n,
        validFrom: day('2026-04-01'),
      });
      await insertApproval(tx, { versionId, approvedBy: 1n });
    });
    const path = `/assessment-cycles/${of}/publications`;
    expect(await told('officer', path, { digest: 'another digest' })).toBe(
      'assessment.digest_differs',
    );
    const seen = await seenDigest();
    const twice = await Promise.all([told('officer', path, seen), told('hr', path, seen)]);
    expect(twice.toSorted()).toEqual(['201', 'assessment.already_published']);
    expect((await board()).publication).toMatchObject({
      publishedOn: '2026-07-01',
      objectionsUntil: '2026-07-08',
      current: true,
      first: 62,
      changed: 0,
      same: 0,
    });
    expect(await told('head', `/assessment-cycles/${of}/marks`, mark({}))).toBe(
      'assessment.marks_over',
    );
  });
});

/** Rows of an RM's own in a table, as an actor reads them. */
async function ownRows(actor: Actor, table: string): Promise<number> {
  return house.database.transaction(
    actor,
    async (tx) => {
      const own = sql<{ rows: number }>`
        select count(*)::int as rows from ${sql.table(table)} t
        where t.staff_id = ${actor.staffId}
          and ${table === 'assessment_sheet' ? sql`t.quarter = ${of}` : sql`true`}
      `;
      return (await own.execute(tx.db)).rows[0]!.rows;
    },
    { readOnly: true },
  );
}

async function seal(): Promise<string> {
  return told('finance', `/quarters/${of}/seals`, await seenDigest());
}

describe('what the RM learns of marks', () => {
  it('is the mean and the number of raters, in his published sheet', async () => {
    const [own] = await ownSheets();
    const { json, text } = await call('rm', 'GET', `/sheets/${own.sheetId}`);
    const scored = json.lines.find((one: { metric: string }) => one.metric === line);
    expect(scored.explanation.inputs).toMatchObject({ marks: '3', mean: '83.833333' });
    for (const secret of ['73250000', '85500000', '92750000', '73.25', '85.5', '92.75', '表扬']) {
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    }
  });

  it('no route that he may call tells a mark or a rater', async () => {
    const { rows } = await house.database.transaction(system, (tx) =>
      sql<{ name: string }>`
        select p.name from assessment_mark m join people_staff p on p.staff_id = m.rater_staff_id
      `.execute(tx.db),
    );
    expect(rows.length).toBeGreaterThanOrEqual(4);
    const [own] = await ownSheets();
    const paths = [
      `/sheets/${own.sheetId}`,
      `/sheets/${own.sheetId}/publication`,
      `/sheets?quarter=${of}`,
      '/objections',
      `/quarters/${of}`,
      `/quarters/${of}/explanations/${own.staffNo}`,
      '/competence-reviews',
      '/competence-forms',
      '/competence-results',
    ];
    for (const path of paths) {
      const { status, text } = await call('rm', 'GET', path);
      expect([path, status]).toEqual([path, 200]);
      const known = rows.filter(({ name }) => text.includes(name)).map(({ name }) => name);
      expect([path, known, text.includes('表扬')]).toEqual([path, [], false]);
    }
    for (const path of [`/assessment-cycles/${of}`, `/assessment-cycles/${of}/marks`]) {
      expect((await call('rm', 'GET', path)).status).toBe(403);
    }
  });

  it('row security hides them even from a rated person who sees the whole bank', async () => {
    const rm = {
      accountId: 1n,
      login: 'x',
      staffId: rmStaffId,
      roles: ['rm', 'administrator', 'team_head'],
      ranges: [{ from: '', until: '~' }],
    } as const;
    for (const bankWide of [false, true]) {
      expect(await ownRows({ ...rm, bankWide }, 'assessment_mark')).toBe(0);
      expect(await ownRows({ ...rm, bankWide }, 'assessment_v_mark')).toBe(0);
    }
    const another = { ...rm, staffId: 0n, bankWide: true };
    const seen = await house.database.transaction(another, (tx) =>
      sql<{ rows: number }>`select count(*)::int as rows from assessment_mark`.execute(tx.db),
    );
    expect(seen.rows[0]!.rows).toBe(4);
  });
});

describe('objections', () => {
  let sheetId = '';
  let objectionId = '';
  const objection = {
    metric: 'deposit_average',
    reason: '日均少算了一户',
    evidence: '开户申请书 0612',
  };
  const answer = {
    verdict: 'upheld',
    reason: '经核对属实',
    correction: '补登该户 6 月余额',
    remedy: 'this_quarter',
  };

  it('are raised by the RM himself within the window, once a line', async () => {
    [{ sheetId }] = await ownSheets();
    const path = `/sheets/${sheetId}/objections`;
    expect(await told('head', path, objection)).toBe('auth.not_allowed');
    expect(await told('rm', path, { ...objection, metric: 'churn' })).toBe(
      'assessment.line_unknown',
    );
    expect(await told('rm', path, { ...objection, reason: '' })).toBe('http.bad_input');
    const twice = await Promise.all([told('rm', path, objection), told('rm', path, objection)]);
    expect(twice.toSorted()).toEqual(['201', 'assessment.objection_twice']);
    const { rows } = (await call('rm', 'GET', '/objections')).json;
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ answerDue: '2026-07-08', overdue: false, verdict: null });
    objectionId = rows[0].objectionId;
  });

  it('another RM neither sees it nor objects for him', async () => {
    const { rows } = await house.database.transaction(system, (tx) =>
      sql<{ login: string }>`
        select a.login from auth_account a join people_staff p on p.staff_id = a.staff_id
        where p.is_rm and a.login <> 'rm' order by a.login limit 1
      `.execute(tx.db),
    );
    const other = rows[0]!.login;
    cookies.set(other, await house.signIn(other, demoPassword));
    expect((await call(other, 'GET', '/objections')).json.rows).toEqual([]);
    const path = `/sheets/${sheetId}/objections`;
    expect(await told(other, path, objection)).toBe('assessment.sheet_unknown');
    const back = `/objections/${objectionId}/withdrawals`;
    expect(await told(other, back, { reason: '算了' })).toBe('assessment.objection_unknown');
  });

  it('hold the seal, and show as overdue after their last day', async () => {
    expect(await seal()).toBe('closing.objections_unanswered');
    await setToday('2026-07-09');
    expect((await board()).objections).toMatchObject({ unanswered: 1, overdue: 1 });
    expect(await seal()).toBe('closing.objections_unanswered');
    const path = `/sheets/${sheetId}/objections`;
    expect(await told('rm', path, { ...objection, metric: 'total' })).toBe(
      'assessment.window_over',
    );
  });

  it('are answered once, by whoever may and is not the RM', async () => {
    const path = `/objections/${objectionId}/answers`;
    for (const login of ['rm', 'finance', 'auditor', 'admin', 'risk']) {
      expect([login, await told(login, path, answer)]).toEqual([login, 'auth.not_allowed']);
    }
    expect(await told('head', path, { verdict: 'upheld', reason: '经核对属实' })).toBe(
      'http.bad_input',
    );
    const twice = await Promise.all([
      told('head', path, answer),
      told('hr', path, { verdict: 'rejected', reason: '数据无误' }),
    ]);
    expect(twice.toSorted()).toEqual(['201', 'assessment.answered_already']);
    const [row] = (await call('rm', 'GET', '/objections')).json.rows;
    expect(row.answer.answeredOn).toBe('2026-07-09');
  });

  it('nobody answers on a line that he marked', async () => {
    await setToday('2026-07-08');
    const path = `/sheets/${sheetId}/objections`;
    expect(await told('rm', path, { ...objection, metric: line })).toBe('201');
    const { rows } = (await call('head', 'GET', '/objections?state=waiting')).json;
    const [{ objectionId: id, mayAnswer }] = rows;
    expect(mayAnswer.code).toBe('assessment.answer_figure_not_allowed');
    const upheld = { ...answer, correction: '请评分人重评' };
    for (const login of ['head', 'president', 'officer']) {
      expect(await told(login, `/objections/${id}/answers`, upheld)).toBe(
        'assessment.answer_figure_not_allowed',
      );
    }
    expect(await told('hr', `/objections/${id}/answers`, upheld)).toBe('201');
  });
});

describe('after an upheld objection', () => {
  it('its line is open for marks again, and the seal waits for the correction', async () => {
    await setToday('2026-07-09');
    expect(await seal()).toBe('closing.objections_unapplied');
    const marks = `/assessment-cycles/${of}/marks`;
    const own = (await call('head', 'GET', `${marks}?open=no`)).json.rows[0];
    expect(await told('head', marks, mark({ mark: '90', replaces: own.markId }))).toBe('201');
    await close();
    expect(await seal()).toBe('closing.published_other');
  });

  it('the new publication opens a window for the sheet that changed, and for no other', async () => {
    const path = `/assessment-cycles/${of}/publications`;
    expect(await told('hr', path, await seenDigest())).toBe('201');
    expect((await board()).publication).toMatchObject({
      objectionsUntil: '2026-07-16',
      first: 0,
      changed: 1,
      same: 61,
    });
    const [own] = await ownSheets();
    const mine = (await call('rm', 'GET', `/sheets/${own.sheetId}/publication`)).json;
    expect(mine).toMatchObject({ objectionsUntil: '2026-07-16', change: 'changed' });
    expect(mine.mayObject).toBe(null);
    const { rows } = (await call('hr', 'GET', `/sheets?quarter=${of}&limit=200`)).json;
    const other = rows.find((row: { sheetId: string }) => row.sheetId !== own.sheetId);
    const theirs = (await call('hr', 'GET', `/sheets/${other.sheetId}/publication`)).json;
    expect(theirs).toMatchObject({ objectionsUntil: '2026-07-08', change: 'same' });
  });

  it('he takes an objection back himself; then the window ends and the quarter is sealed', async () => {
    const [own] = await ownSheets();
    const path = `/sheets/${own.sheetId}/objections`;
    expect(
      await told('rm', path, { metric: 'total', reason: '总分偏低了', evidence: '见上' }),
    ).toBe('201');
    const [{ objectionId }] = (await call('rm', 'GET', '/objections?state=waiting')).json.rows;
    const back = `/objections/${objectionId}/withdrawals`;
    expect(await told('rm', back, { reason: '已核对' })).toBe('201');
    expect(await told('rm', back, { reason: '已核对' })).toBe('assessment.answered_already');
    await setToday('2026-07-16');
    expect(await seal()).toBe('closing.window_open');
    await setToday('2026-07-17');
    expect(await states()).toBe('done done done done done now');
    expect(await seal()).toBe('201');
    expect(await states()).toBe('done done done done done done');
    expect(
      await told('rm', path, { metric: 'fee_income', reason: '晚了一天', evidence: '见上' }),
    ).toBe('assessment.quarter_sealed');
  });
});
