import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../../core/actor.ts';
import { openHouse, type TestHouse } from '../testing/http.ts';
import { auditModule, headText, parseHead, sealAudit, verifyAudit } from './index.ts';
import { recordAudit } from './record.ts';

const system = systemActor('test');
let house: TestHouse;
let owner: pg.Client;
beforeEach(async () => {
  house = await openHouse([auditModule]);
  owner = new pg.Client(house.ownerConfig);
  await owner.connect();
  await owner.query('truncate audit_link, audit_record restart identity');
  for (let i = 1; i <= 5; i++) await deed(`key ${i}`);
  await sealAudit(house.database);
});
afterEach(async () => {
  await owner.end();
  await house.close();
});

function deed(subjectKey: string) {
  return house.database.transaction(system, (tx) =>
    recordAudit(tx, { verb: 'sample.sign', subject: 'sample', subjectKey, detail: { fen: 12n } }),
  );
}
function verify(expected?: string) {
  const head = expected === undefined ? null : parseHead(expected);
  return house.database.transaction(
    system,
    (tx) => verifyAudit(tx, head === null ? {} : { expected: head }),
    { readOnly: true },
  );
}
const faultsOf = async (expected?: string) =>
  (await verify(expected)).faults.map(({ refused, params }) => {
    const place = params['record'] ?? params['link'];
    return `${refused} ${place}`;
  });

describe('an untouched chain', () => {
  it('holds, in the order of sealing; what is new waits for the next pass', async () => {
    await deed('key 6');
    const before = await verify();
    expect(before).toMatchObject({ checked: 5, waiting: 1, faults: [] });
    const head = await sealAudit(house.database);
    expect(head?.linkNo).toBe(6n);
    expect(await sealAudit(house.database)).toEqual(head);
    expect(await verify(headText(head!))).toMatchObject({ checked: 6, waiting: 0, faults: [] });
  });

  it('holds when a record with a lower number commits later', async () => {
    const late = house.database.transaction(system, async (tx) => {
      await recordAudit(tx, { verb: 'a', subject: 'b', subjectKey: 'slow' });
      await deed('fast');
      await sealAudit(house.database);
      return 1;
    });
    await late;
    await sealAudit(house.database);
    expect(await verify()).toMatchObject({ checked: 7, waiting: 0, faults: [] });
  });

  it('a rolled back deed leaves no trace', async () => {
    await house.database.transaction(system, async (tx) => {
      await recordAudit(tx, { verb: 'a', subject: 'b', subjectKey: 'refused' });
      return { refused: 'sample.full', params: {} };
    });
    expect(await verify()).toMatchObject({ checked: 5, waiting: 0, faults: [] });
  });
});

describe('the owner of the database tampers', () => {
  const cases = [
    ['login', `'someone'`],
    ['subject_key', `'other'`],
    ['detail', `'{"fen": "13"}'`],
    ['at', `at + interval '1 microsecond'`],
    ['account_id', '9'],
  ] as const;
  for (const [column, value] of cases) {
    it(`a changed ${column} is named, and only that row`, async () => {
      await owner.query(`update audit_record set ${column} = ${value} where record_id = 3`);
      expect(await faultsOf()).toEqual(['audit.changed 3']);
    });
  }

  it('a changed hash is named at its link and the next', async () => {
    await owner.query(`update audit_link set hash = repeat('a', 64) where link_no = 2`);
    expect(await faultsOf()).toEqual(['audit.changed 2', 'audit.changed 3']);
  });

  it('a removed record is named', async () => {
    await owner.query('alter table audit_link drop constraint audit_link__of_record');
    await owner.query('delete from audit_record where record_id = 3');
    expect(await faultsOf()).toEqual(['audit.removed 3']);
  });

  it('a record removed with its link leaves a gap', async () => {
    await owner.query('delete from audit_link where link_no = 3');
    await owner.query('delete from audit_record where record_id = 3');
    expect(await faultsOf()).toEqual(['audit.link_removed 3']);
  });

  it('a record swapped into another’s link is named', async () => {
    await owner.query('alter table audit_link drop constraint audit_link__once');
    await owner.query('update audit_link set record_id = 4 where link_no = 3');
    expect(await faultsOf()).toContain('audit.changed 4');
  });

  const insert = `
    insert into audit_record (account_id, login, verb, subject, subject_key, detail, at)
    values (5, 'forged', 'pay.approve', 'slip', '1', '{}', now() - interval '3 days')`;
  it('an inserted record is named before and after it is sealed', async () => {
    await owner.query(insert);
    expect(await faultsOf()).toEqual(['audit.inserted 6']);
    await sealAudit(house.database);
    expect(await faultsOf()).toEqual(['audit.inserted 6']);
  });

  it('a whole weekend without a sealer is no insertion', async () => {
    await owner.query(`update audit_link set linked_at = now() - interval '3 days 1 hour'`);
    await owner.query(insert);
    await owner.query(insert);
    await sealAudit(house.database);
    expect(await faultsOf()).toEqual([]);
  });

  it('a cut tail shows against the head kept outside, and only there', async () => {
    const printed = headText((await verify()).head!);
    await owner.query('delete from audit_link where link_no > 3');
    await owner.query('delete from audit_record where record_id > 3');
    expect(await faultsOf()).toEqual([]);
    expect(await faultsOf(printed)).toEqual(['audit.cut 3']);
  });

  it('a chain written anew shows against the head kept outside', async () => {
    const printed = headText((await verify()).head!);
    await owner.query('delete from audit_link');
    await owner.query(`update audit_record set login = 'x' where record_id = 1`);
    await sealAudit(house.database);
    expect(await faultsOf()).toEqual([]);
    expect(await faultsOf(printed)).toEqual(['audit.head_differs 5']);
  });

  it('the application itself may neither change nor remove', async () => {
    for (const statement of ['update audit_record set login = login', 'delete from audit_link']) {
      const tried = house.database.transaction(system, (tx) => tx.client.query(statement));
      await expect(tried).rejects.toThrow(/permission denied/);
    }
  });
});

describe('the record over HTTP', () => {
  it('auditors search it by actor, verb, subject and day; others may not', async () => {
    const cookie = await house.signIn('auditor');
    const read = async (query: string) =>
      (await house.call({ url: `/api/audit?${query}`, cookie })).json();
    const all = await read('verb=sample&limit=2');
    expect(all.rows.map((row: { subjectKey: string }) => row.subjectKey)).toEqual([
      'key 5',
      'key 4',
    ]);
    expect(all.rows[0]).toMatchObject({ login: 'system:test', linkNo: '5', detail: { fen: '12' } });
    expect(all.total).toEqual({ count: 5, capped: false });
    const next = await read(`verb=sample&limit=2&cursor=${all.next}`);
    expect(next.rows[0].subjectKey).toBe('key 3');
    expect((await read('actor=auditor')).rows[0].verb).toBe('auth.sign_in');
    expect((await read('subject=sample&subjectKey=key%202')).rows).toHaveLength(1);
    expect((await read('day=2000-01-01')).rows).toEqual([]);
    expect((await house.call({ url: '/api/audit?day=2026-02-30', cookie })).statusCode).toBe(400);
    const rm = await house.signIn('rm');
    expect((await house.call({ url: '/api/audit', cookie: rm })).statusCode).toBe(403);
  });

  it('the chain tells its head and its faults', async () => {
    const cookie = await house.signIn('auditor');
    await owner.query(`update audit_record set verb = 'x' where record_id = 2`);
    const chain = (await house.call({ url: '/api/audit/chain', cookie })).json();
    expect(chain).toMatchObject({
      head: { linkNo: '5' },
      checked: 5,
      faults: [{ code: 'audit.changed', params: { record: '2', link: '2' } }],
    });
  });
});

describe('the search', () => {
  const at = async (query: string) => {
    const cookie = await house.signIn('auditor');
    const answer = await house.call({ url: `/api/audit?${query}`, cookie });
    return answer.json() as { rows: { subjectKey: string }[]; code?: string };
  };
  const keys = async (query: string) => (await at(query)).rows.map((row) => row.subjectKey);
  const say = (verb: string, subject: string, subjectKey: string, detail = {}) =>
    house.database.transaction(system, (tx) =>
      recordAudit(tx, { verb, subject, subjectKey, detail }),
    );

  it('finds by customer, text and days; a search by text looks at 92 days unless days are given', async () => {
    await say('sample.view', 'customer', 'C7', { purpose: '核查100%' });
    await say('sample.pay', 'slip', '12', { customerNo: 'C7' });
    await say('sample.old', 'customer', 'C7 note', { purpose: 'Old' });
    await owner.query(`update audit_record set at = now() - interval '93 days'
                       where verb = 'sample.old'`);
    expect(await keys('customer=C7')).toEqual(['12', 'C7']);
    expect(await keys('q=100%25')).toEqual(['C7']);
    expect(await keys('q=old')).toEqual([]);
    expect(await keys('q=old&from=2000-01-01')).toEqual(['C7 note']);
    expect(await keys('verb=sample.pay')).toEqual(['12']);
    expect(await keys('until=2000-01-01')).toEqual([]);
    expect((await at('from=2000-13-01')).code).toBe('http.bad_input');
  });

  it('verifies the whole chain on demand, with progress and the place of a broken link', async () => {
    const cookie = await house.signIn('auditor');
    const url = '/api/audit/chain/verifications';
    const ask = () => house.call({ method: 'POST', url, cookie, body: {} });
    expect((await ask()).json()).toEqual({ checked: 5, faults: [] });
    await owner.query(`update audit_record set detail = '{}' where record_id = 3`);
    expect((await ask()).json().faults).toEqual([
      { code: 'audit.changed', params: { record: '3', link: '3' } },
    ]);
    const rm = await house.signIn('rm');
    const refused = await house.call({ method: 'POST', url, cookie: rm, body: {} });
    expect(refused.statusCode).toBe(403);
  });
});
