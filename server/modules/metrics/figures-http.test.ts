import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { quarter } from '../../../core/period.ts';
import { addAccount, openHouse, plainDoors, type TestHouse } from '../../platform/testing/http.ts';
import { table } from '../../platform/testing/table.ts';
import { organisation } from '../organisation/index.ts';
import { people } from '../people/index.ts';
import { products } from '../products/index.ts';
import { certifiedFigures, metrics } from './index.ts';

/** Two sub-branches with an RM each; accounts of the whole bank, of one branch, and of the RMs. */
let house: TestHouse;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  const doors = {
    ...plainDoors,
    unitOfStaff: async (_tx: unknown, staffId: bigint) => ({
      path: staffId === 912n ? '0001.0002.' : '0001.0001.',
      name: '支行',
    }),
  };
  house = await openHouse([organisation, people, products, metrics], { doors });
  await house.database.transaction(systemActor('test'), async (tx) => {
    await sql`
      insert into organisation_bank (code, name, currency, source, time_zone, today)
      values ('T', '试行', 'CNY', 'test', 'Asia/Shanghai', '2026-08-15')
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
  });
  const own = { role: 'rm' as const, scope: 'own' as const };
  await addAccount(house.database, doors, { login: 'wang', staffId: 911n, ...own });
  await addAccount(house.database, doors, { login: 'li', staffId: 912n, ...own });
  await addAccount(house.database, doors, {
    login: 'head',
    role: 'team_head',
    scope: 'unit',
    staffId: 914n,
  });
  for (const login of ['wang', 'li', 'head', 'hr', 'finance', 'auditor', 'branch_president']) {
    cookies[login] = await house.signIn(login);
  }
});
afterAll(() => house.close());

const ask = (who: string, method: string, url: string, body?: object) =>
  house.call({
    method: method as 'GET',
    url: `/api${url}`,
    ...(who === '' ? {} : { cookie: cookies[who]! }),
    ...(body === undefined ? {} : { body }),
  });
const entry = (wish: object = {}) => ({
  staffNo: 'R1',
  quarter: '2026Q2',
  metric: 'visits',
  value: '12',
  evidence: '走访记录',
  ...wish,
});
const enter = async (who: string, wish: object = {}) => {
  const answer = await ask(who, 'POST', '/metric-figures', entry(wish));
  return { status: answer.statusCode, ...answer.json() };
};
const certify = async (who: string, ...figureIds: string[]) => {
  const answer = await ask(who, 'POST', '/metric-figure-certifications', { figureIds });
  return { status: answer.statusCode, ...answer.json() };
};
const listed = async (who: string, query = '') =>
  (await ask(who, 'GET', `/metric-figures${query}`)).json().rows as {
    figureId: string;
    staffNo: string;
    state: string;
    mayRule: boolean;
    mayWithdraw: boolean;
  }[];
const counted = () =>
  house.database.transaction(systemActor('test'), async (tx) =>
    (await certifiedFigures(tx, quarter('2026Q3'))).map(
      (one) => `${one.staffId} ${one.metric} ${one.quarter} ${one.amount}`,
    ),
  );

describe('figures over HTTP', () => {
  const rows = table(`
    who     | method | url                            | status
    # not signed in
            | GET    | /metrics                       | 401
            | GET    | /metric-figures                | 401
            | POST   | /metric-figures                | 401
            | POST   | /metric-figure-files           | 401
            | POST   | /metric-figure-certifications  | 401
            | POST   | /metric-figures/1/returns      | 401
            | POST   | /metric-figures/1/withdrawals  | 401
    # not allowed
    wang    | POST   | /metric-figures                | 403
    wang    | POST   | /metric-figure-files           | 403
    head    | POST   | /metric-figure-certifications  | 403
    auditor | POST   | /metric-figures/1/returns      | 403
    auditor | POST   | /metric-figures/1/withdrawals  | 403
    # bad input
    wang    | GET    | /metrics?on=2026-02-30         | 400
    wang    | GET    | /metrics?on=1899-12-31         | 400
    wang    | GET    | /metric-figures?state=lost     | 400
    hr      | POST   | /metric-figures                | 400
    hr      | POST   | /metric-figure-files           | 400
    hr      | POST   | /metric-figure-certifications  | 400
    hr      | POST   | /metric-figures/x/returns      | 400
    # done
    wang    | GET    | /metrics                       | 200
    wang    | GET    | /metric-figures                | 200
  `);
  it.each(rows)('"$who" $method $url is $status', async ({ who, method, url, status }) => {
    const answer = await ask(who, method, url, method === 'POST' ? {} : undefined);
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(Number(status));
  });

  it('count when another person has certified them, and only then', async () => {
    const entered = await enter('hr');
    expect(entered.status).toBe(201);
    expect(await counted()).toEqual([]);
    expect(await certify('hr', entered.figureId)).toMatchObject({
      status: 409,
      code: 'metrics.own_entry',
    });
    expect(await listed('hr')).toMatchObject([{ state: 'entered', mayRule: false }]);
    expect(await listed('finance')).toMatchObject([{ state: 'entered', mayRule: true }]);
    expect(await certify('finance', entered.figureId)).toMatchObject({ status: 201, certified: 1 });
    expect(await certify('finance', entered.figureId)).toMatchObject({
      status: 409,
      code: 'metrics.was_certified',
    });
    expect(await counted()).toEqual(['911 visits 2026Q2 12']);
    expect(await enter('hr', { value: '13' })).toMatchObject({
      status: 409,
      code: 'metrics.stands_certified',
    });
  });

  it('are withdrawn with a reason, and entered anew', async () => {
    const [figure] = await listed('hr', '?state=certified');
    const url = `/metric-figures/${figure!.figureId}/withdrawals`;
    expect((await ask('hr', 'POST', url, { reason: '' })).statusCode).toBe(400);
    expect((await ask('finance', 'POST', url, { reason: '漏计两次' })).statusCode).toBe(201);
    expect((await ask('finance', 'POST', url, { reason: '漏计两次' })).statusCode).toBe(409);
    expect(await counted()).toEqual([]);
    const anew = await enter('hr', { value: '14' });
    expect((await certify('branch_president', anew.figureId)).certified).toBe(1);
    expect(await counted()).toEqual(['911 visits 2026Q2 14']);
  });

  it('are returned with a reason and then do not stand in the way', async () => {
    const { figureId } = await enter('hr', { metric: 'complaints', value: '3' });
    const url = `/metric-figures/${figureId}/returns`;
    expect((await ask('hr', 'POST', url, { reason: '件数不符' })).json().code).toBe(
      'metrics.own_entry',
    );
    expect((await ask('finance', 'POST', url, { reason: '件数不符' })).json()).toEqual({
      state: 'returned',
    });
    expect((await enter('hr', { metric: 'complaints', value: '2' })).status).toBe(201);
  });

  it('of two entries at one moment one is refused', async () => {
    const answers = await Promise.all([
      enter('hr', { metric: 'contacts' }),
      enter('finance', { metric: 'contacts' }),
    ]);
    expect(answers.map((one) => one.status).toSorted()).toEqual([201, 409]);
  });

  it('of two certifications at one moment one is refused', async () => {
    const { figureId } = await enter('hr', { metric: 'survey_forms' });
    const answers = await Promise.all([
      certify('finance', figureId),
      certify('branch_president', figureId),
    ]);
    expect(answers.map((one) => one.status).toSorted()).toEqual([201, 409]);
  });

  it('certifies all of a choice or none, with the reason of each', async () => {
    const mine = await enter('finance', { metric: 'approvals' });
    const theirs = await enter('hr', { metric: 'loans_assisted' });
    const refused = await certify('finance', mine.figureId, theirs.figureId);
    expect(refused).toMatchObject({ status: 409, code: 'metrics.some_refused' });
    expect(refused.errors.map((one: { code: string }) => one.code)).toEqual(['metrics.own_entry']);
    expect(await listed('hr', '?state=entered&metric=loans_assisted')).toHaveLength(1);
  });

  it('are refused beyond the scope, and seen only within it', async () => {
    expect((await enter('head', { staffNo: 'R2' })).code).toBe('metrics.staff_unknown');
    expect((await enter('head', { metric: 'training_missed' })).status).toBe(201);
    await enter('hr', { staffNo: 'R2' });
    expect(new Set((await listed('wang')).map((one) => one.staffNo))).toEqual(new Set(['R1']));
    expect(new Set((await listed('li')).map((one) => one.staffNo))).toEqual(new Set(['R2']));
    expect(new Set((await listed('head')).map((one) => one.staffNo))).toEqual(new Set(['R1']));
    const [ofLi] = await listed('hr', '?q=R2');
    const answer = await ask('head', 'POST', `/metric-figures/${ofLi!.figureId}/withdrawals`, {
      reason: '与我无关',
    });
    expect(answer.json().code).toBe('metrics.figure_unknown');
  });

  it('page newest first without losing one', async () => {
    const all = await listed('hr');
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = (await ask('hr', 'GET', `/metric-figures?limit=2${cursor}`)).json();
      seen.push(...page.rows.map((row: { figureId: string }) => row.figureId));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(seen).toEqual(all.map((one) => one.figureId));
    expect(seen.length).toBeGreaterThan(5);
  });

  it('come in a file: all rows or none, each fault by row and column, once', async () => {
    const upload = async (who: string, text: string, fileName = 'q2.csv') => {
      const answer = await ask(who, 'POST', '/metric-figure-files', { fileName, text });
      return { status: answer.statusCode, ...answer.json() };
    };
    const head = '工号,季度,指标,数值,依据';
    const faulty = [
      head,
      'R1,2026Q2,有效卡,560,卡系统报表',
      'R9,2026Q2,有效卡,10,卡系统报表',
      'R2,2026Q2,有效卡,许多,卡系统报表',
      'R2,2026Q2,存款日均,10,报表',
      'R2,2027Q1,有效卡,10,卡系统报表',
      'R1,2026Q2,effective_cards,561,卡系统报表',
    ].join('\n');
    const before = (await listed('hr')).length;
    const refused = await upload('hr', faulty);
    expect(refused.status).toBe(422);
    expect(
      refused.errors.map((one: { at: string; code: string }) => `${one.at} ${one.code}`),
    ).toEqual([
      '3 · 工号 staff_no metrics.staff_unknown',
      '4 · 数值 value metrics.value_unreadable',
      '5 · 指标 metric metrics.not_by_hand',
      '6 · 季度 quarter metrics.quarter_not_begun',
      '7 · 指标 metric metrics.twice_in_file',
    ]);
    expect((await listed('hr')).length).toBe(before);
    const right = [head, 'R1,2026Q2,有效卡,560,卡系统报表', 'R2,2026Q2,有效卡,420,卡系统报表'];
    const first = await upload('hr', right.join('\n'));
    expect(first).toMatchObject({ status: 201, figures: 2, already: false });
    const again = await upload('finance', right.join('\n'), 'renamed.csv');
    expect(again).toMatchObject({ uploadId: first.uploadId, figures: 2, already: true });
    expect((await listed('hr')).length).toBe(before + 2);
    const other = await upload('hr', `${right.join('\n')}\n`);
    expect(other.errors.map((one: { code: string }) => one.code)).toEqual([
      'metrics.stands_entered',
      'metrics.stands_entered',
    ]);
  });

  it('leave a record of every deed', async () => {
    const { rows: deeds } = await house.database.transaction(systemActor('test'), (tx) =>
      sql<{ verb: string; deeds: number }>`
        select verb, count(*)::int as deeds
        from audit_record
        where verb like 'metrics.%'
        group by verb
        order by verb
      `.execute(tx.db),
    );
    expect(deeds.map((one) => one.verb)).toEqual([
      'metrics.certify',
      'metrics.enter',
      'metrics.return',
      'metrics.upload',
      'metrics.withdraw',
    ]);
  });

  it('of a sealed quarter stay as they are', async () => {
    const { figureId } = await enter('hr', { metric: 'rollover_loans', value: '10,000.00' });
    await house.database.transaction(systemActor('test'), async (tx) => {
      const { rows: runs } = await sql<{ id: bigint }>`
        insert into organisation_run (quarter, kind, as_of, backdated, started_by)
        values ('2026Q2', 'close', '2026-07-01', false, 'test')
        returning run_id as id
      `.execute(tx.db);
      const runId = runs[0]!.id;
      await sql`insert into organisation_run_finished (run_id, digest) values (${runId}, 'd')`.execute(
        tx.db,
      );
      await sql`
        insert into organisation_seal (quarter, run_id, digest, sealed_by)
        values ('2026Q2', ${runId}, 'd', 'test')
      `.execute(tx.db);
    });
    expect((await certify('finance', figureId)).code).toBe('metrics.quarter_sealed');
    expect((await enter('hr', { metric: 'work_refused' })).code).toBe('metrics.quarter_sealed');
    expect((await listed('hr')).some((one) => one.mayRule || one.mayWithdraw)).toBe(false);
    expect((await enter('hr', { metric: 'work_refused', quarter: '2026Q3' })).status).toBe(201);
  });
});
