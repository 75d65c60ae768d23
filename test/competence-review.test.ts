import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../core/actor.ts';
import { day } from '../core/day.ts';
import { isRefusal } from '../core/refusal.ts';
import { demoPassword, loadDemo } from '../fixtures/demo-bank/index.ts';
import { openHouse as wholeHouse } from '../server/house.ts';
import {
  addAccount,
  openHouse,
  testPassword,
  type TestHouse,
} from '../server/platform/testing/http.ts';

/**
 * A competence review of the demo bank over HTTP (D3a): opened by HR, rated by several, closed, read
 * by the RM, who learns neither who rated him nor how. The steps run in order on one database.
 */
const system = systemActor('test');
const whole = wholeHouse();
let house: TestHouse;
const cookies = new Map<string, string>();
let rm = { staffId: 0n, staffNo: '' };

beforeAll(async () => {
  const rooms = whole.modules.filter((module) => module.name !== 'auth');
  house = await openHouse(rooms, { doors: whole.doors, withoutAccounts: true });
  // Without the work that the demo leaves waiting: a review of the year is part of it.
  const options = { today: day('2026-06-18'), scale: 50, waitingWork: false };
  const loaded = await loadDemo(house.database, options);
  if (isRefusal(loaded)) throw new Error(loaded.refused);
  for (const { login } of loaded.signIns) await signIn(login);
  const { rows } = await query<{ staffId: bigint; staffNo: string }>(sql`
    select p.staff_id as "staffId", p.staff_no as "staffNo"
    from auth_account a join people_staff p on p.staff_id = a.staff_id
    where a.login = 'rm'
  `);
  rm = rows[0]!;
  await setToday('2026-06-18');
}, 180_000);
afterAll(() => house.close());

const signIn = async (login: string, password = demoPassword) =>
  cookies.set(login, await house.signIn(login, password));
const query = <Row>(text: ReturnType<typeof sql>) =>
  house.database.transaction(system, (tx) => (text as ReturnType<typeof sql<Row>>).execute(tx.db));
const setToday = (today: string) => query(sql`update organisation_bank set today = ${today}`);

async function call(login: string, method: 'GET' | 'POST', path: string, body?: unknown) {
  const url = `/api${path}`;
  const answer = await house.call({ method, url, cookie: cookies.get(login)!, body });
  return { status: answer.statusCode, json: answer.json(), text: answer.body };
}
async function told(login: string, path: string, body?: unknown): Promise<string> {
  const { status, json } = await call(login, 'POST', path, body);
  return status < 300 ? String(status) : json.code;
}

let reviewId = '';
const dimensions = ['ethics', 'proficiency', 'alertness', 'coordination'];
const form = (marks: readonly string[], given: object = {}) => ({
  reviewId,
  staffId: String(rm.staffId),
  marks: dimensions.map((dimension, at) => ({ dimension, mark: marks[at % marks.length] })),
  remark: '办事牢靠',
  ...given,
});
const ownForm = async (login: string) =>
  (await call(login, 'GET', '/competence-forms?limit=200')).json.rows.find(
    (row: { staffId: string }) => row.staffId === String(rm.staffId),
  );
/** Accounts of the RM's raters by side, as HR sees them. */
async function raters(): Promise<{ login: string; side: string; raterNo: string }[]> {
  const path = `/competence-reviews/${reviewId}/raters?staffNo=${rm.staffNo}`;
  const { rows } = (await call('hr', 'GET', path)).json;
  const known = await query<{ login: string; staffNo: string }>(sql`
    select a.login, p.staff_no as "staffNo"
    from auth_account a join people_staff p on p.staff_id = a.staff_id
  `);
  const logins = new Map(known.rows.map((one) => [one.staffNo, one.login]));
  return rows.map((row: { raterNo: string; side: string }) => ({
    raterNo: row.raterNo,
    side: row.side,
    login: logins.get(row.raterNo) ?? '',
  }));
}

describe('opening', () => {
  it('is HR’s, for the whole bank, once a period', async () => {
    const path = '/competence-reviews';
    for (const login of ['rm', 'head', 'president', 'officer', 'finance', 'admin']) {
      expect([login, await told(login, path, { period: '2026' })]).toEqual([
        login,
        'auth.not_allowed',
      ]);
    }
    await addAccount(house.database, house.doors, {
      login: 'hr-of-a-branch',
      role: 'hr',
      scope: 'unit_and_below',
      staffId: rm.staffId,
    });
    await signIn('hr-of-a-branch', testPassword);
    expect(await told('hr-of-a-branch', path, { period: '2026' })).toBe(
      'assessment.review_part_not_allowed',
    );
    expect(await told('hr', path, { period: '2026H1' })).toBe('assessment.review_period_invalid');
    expect(await told('hr', path, { period: '2027' })).toBe('assessment.review_not_begun');
    expect(await told('hr', path, { period: 'soon' })).toBe('http.bad_input');
    const twice = await Promise.all([
      told('hr', path, { period: '2026' }),
      told('hr', path, { period: '2026' }),
    ]);
    expect(twice.toSorted()).toEqual(['201', 'assessment.review_twice']);
    const [review] = (await call('hr', 'GET', path)).json.rows;
    expect(review).toMatchObject({ period: '2026', dueOn: '2026-07-03', rms: 62, done: 0 });
    reviewId = review.reviewId;
  });
});

describe('rating', () => {
  it('a form is handed in once; a correction names the form it replaces', async () => {
    const seat = await ownForm('head');
    expect([seat.side, seat.formId, seat.dimensions.length]).toEqual(['superior', null, 4]);
    expect(await told('head', '/competence-forms', form(['80'], { marks: [] }))).toBe(
      'http.bad_input',
    );
    const three = form(['80']).marks.slice(1);
    expect(await told('head', '/competence-forms', form(['80'], { marks: three }))).toBe(
      'assessment.review_dimensions',
    );
    const twice = await Promise.all([
      told('head', '/competence-forms', form(['81.25'])),
      told('head', '/competence-forms', form(['81.25'])),
    ]);
    expect(twice.toSorted()).toEqual(['201', 'assessment.form_changed']);
    const { formId, marks } = await ownForm('head');
    expect(marks[0].mark).toBe('81250000');
    const better = form(['83.75'], { replaces: formId });
    expect(await told('head', '/competence-forms', better)).toBe('201');
    expect(await told('head', '/competence-forms', better)).toBe('assessment.form_changed');
  });

  it('who has no seat, and the RM himself, hands in nothing', async () => {
    expect(await told('risk', '/competence-forms', form(['80']))).toBe(
      'assessment.review_seat_unknown',
    );
    expect(await ownForm('rm')).toBe(undefined);
    expect(await told('rm', '/competence-forms', form(['100']))).toBe(
      'assessment.review_seat_unknown',
    );
  });

  it('HR names and excuses raters, and sees who handed in, never a mark', async () => {
    const path = `/competence-reviews/${reviewId}`;
    const named = { staffNo: rm.staffNo, raterNo: 'Y1007', side: 'customer' };
    expect(await told('head', `${path}/raters`, named)).toBe('auth.not_allowed');
    expect(await told('hr', `${path}/raters`, { ...named, raterNo: rm.staffNo })).toBe(
      'assessment.review_own_not_allowed',
    );
    expect(await told('hr', `${path}/raters`, { ...named, raterNo: 'nobody' })).toBe(
      'assessment.review_staff_unknown',
    );
    expect(await told('hr', `${path}/raters`, named)).toBe('201');
    expect(await told('hr', `${path}/raters`, named)).toBe('assessment.review_seat_twice');
    const reason = '接触不多';
    const excused = { staffNo: rm.staffNo, raterNo: 'Y1007', reason };
    expect(await told('hr', `${path}/excuses`, excused)).toBe('201');
    expect(await told('hr', `${path}/excuses`, excused)).toBe('assessment.review_seat_unknown');
    const headNo = (await raters()).find((one) => one.login === 'head')!.raterNo;
    expect(await told('hr', `${path}/excuses`, { ...excused, raterNo: headNo })).toBe(
      'assessment.review_form_in',
    );
    for (const one of ['raters?staffNo=' + rm.staffNo, 'progress?limit=200']) {
      const { text } = await call('hr', 'GET', `${path}/${one}`);
      for (const mark of ['83.75', '83750000']) expect(text).not.toContain(mark);
      expect(text).not.toContain('办事牢靠');
    }
  });

  it('is not closed while forms are missing', async () => {
    expect(await told('hr', `/competence-reviews/${reviewId}/closings`)).toBe(
      'assessment.review_running',
    );
  });
});

describe('the result', () => {
  it('comes from several raters, and only once the review is closed', async () => {
    let rated = 0;
    for (const { login, side } of await raters()) {
      if (login === '' || login === 'head') continue;
      if (!cookies.has(login)) await signIn(login);
      const mark = side === 'superior' ? '70.5' : side === 'peer' ? '90.5' : '77.5';
      expect(await told(login, '/competence-forms', form([mark]))).toBe('201');
      rated += 1;
    }
    expect(rated).toBeGreaterThanOrEqual(3);
    expect((await call('rm', 'GET', '/competence-results')).json.rows).toEqual([]);
    await setToday('2026-07-04');
    const path = `/competence-reviews/${reviewId}/closings`;
    const twice = await Promise.all([told('hr', path), told('hr', path)]);
    expect(twice.toSorted()).toEqual(['201', 'assessment.review_closed']);
    const { rows } = (await call('rm', 'GET', '/competence-results')).json;
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ period: '2026', staffNo: rm.staffNo, raters: rated + 1 });
    expect(rows[0].dimensions.map((one: { key: string }) => one.key)).toEqual(dimensions);
  });

  it('is none with too few raters', async () => {
    const { rows } = (await call('hr', 'GET', '/competence-results?limit=200')).json;
    const few = rows.filter((row: { raters: number }) => row.raters < 3);
    expect(rows).toHaveLength(62);
    expect(few.length).toBeGreaterThan(50);
    expect(few.every((row: { total: string | null }) => row.total === null)).toBe(true);
  });

  it('tells the RM neither a rater nor a mark, by any route or table', async () => {
    const names = await query<{ name: string }>(sql`
      select p.name from assessment_review_form f
      join people_staff p on p.staff_id = f.rater_staff_id
      where f.staff_id = ${rm.staffId}
    `);
    const paths = ['/competence-reviews', '/competence-forms?limit=200', '/competence-results'];
    for (const path of paths) {
      const { text } = await call('rm', 'GET', path);
      for (const { name } of path.includes('forms') ? [] : names.rows) {
        expect([path, name, text.includes(name)]).toEqual([path, name, false]);
      }
      for (const secret of [
        '83.75',
        '83750000',
        '70.5',
        '70500000',
        '90.5',
        '90500000',
        '办事牢靠',
      ]) {
        expect([path, secret, text.includes(secret)]).toEqual([path, secret, false]);
      }
    }
    for (const one of ['progress', `raters?staffNo=${rm.staffNo}`]) {
      const path = `/competence-reviews/${reviewId}/${one}`;
      expect((await call('rm', 'GET', path)).status).toBe(403);
    }
    for (const bankWide of [false, true]) {
      const actor = {
        accountId: 1n,
        login: 'x',
        staffId: rm.staffId,
        roles: ['rm', 'hr', 'administrator'],
        bankWide,
        ranges: [{ from: '', until: '~' }],
      } as const;
      for (const table of ['seat', 'form', 'excuse']) {
        const { rows } = await house.database.transaction(actor, (tx) =>
          sql<{ rows: number }>`
            select count(*)::int as rows
            from ${sql.table(`assessment_review_${table}`)} t
            where t.staff_id = ${rm.staffId}
          `.execute(tx.db),
        );
        expect([bankWide, table, rows[0]!.rows]).toEqual([bankWide, table, 0]);
      }
    }
  });

  it('a closed review takes no form and no rater any more', async () => {
    expect(await told('head', '/competence-forms', form(['100']))).toBe('assessment.review_closed');
    const path = `/competence-reviews/${reviewId}/raters`;
    const named = { staffNo: rm.staffNo, raterNo: 'Y1008', side: 'customer' };
    expect(await told('hr', path, named)).toBe('assessment.review_closed');
    expect(await told('hr', '/competence-reviews', { period: '2026' })).toBe(
      'assessment.review_twice',
    );
  });
});
