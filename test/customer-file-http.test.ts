import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../core/actor.ts';
import { modules } from '../server/modules.ts';
import { addAccount, openHouse, type TestHouse } from '../server/platform/testing/http.ts';

/**
 * Owners, related parties, files and consents over HTTP: RM 7 leads firm 1, RM 8 leads nobody. The
 * president of unit 2 sees what is managed there.
 */
let house: TestHouse;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  house = await openHouse(modules);
  await house.database.transaction(systemActor('test'), async ({ client }) => {
    await client.query(`
      insert into organisation_bank (code, name, currency, time_zone, source, today)
      values ('T', '试验银行', 'CNY', 'Asia/Shanghai', 'test', '2026-06-30');
      insert into organisation_unit (unit_id, parent_id, code, name, kind, level, path, opened_on)
      values (1, null, '01', '总行', 'head_office', 1, '0001.', '2000-01-01'),
             (2, 1, '0101', '城东支行', 'branch', 2, '0001.0002.', '2000-01-01'),
             (3, 1, '0102', '城西支行', 'branch', 2, '0001.0003.', '2000-01-01');
      insert into people_staff
        (staff_id, staff_no, name, unit_id, unit_path, is_rm, hired_on, search_text)
      values (7, 'S7', '甲', 2, '0001.0002.', true, '2010-01-01', ''),
             (8, 'S8', '乙', 3, '0001.0003.', true, '2010-01-01', '');
      insert into customers_customer
        (customer_id, customer_no, kind, name, name_key, initials, pinyin, search_pieces,
         opened_on, booking_unit_id, booking_path, lead_staff_id, managing_path)
      values (1, 'C1', 'corporate', '甲公司', '甲公司', 'jgs', 'jiagongsi', '{}', '2020-01-01', 3,
              '0001.0003.', 7, '0001.0002.'),
             (2, 'C2', 'corporate', '乙公司', '乙公司', 'ygs', 'yigongsi', '{}', '2020-01-01', 1,
              '0001.', null, null),
             (3, 'P3', 'individual', '丙', '丙', 'b', 'bing', '{}', '2020-01-01', 2, '0001.0002.',
              7, '0001.0002.');
      insert into customers_number (customer_no, customer_id)
      values ('C1', 1), ('C2', 2), ('P3', 3);`);
  });
  const { database, doors } = house;
  await addAccount(database, doors, { login: 'rm7', role: 'rm', scope: 'own', staffId: 7n });
  const eight = await addAccount(database, doors, { login: 'rm8', role: 'rm', scope: 'bank' });
  await house.database.transaction(systemActor('test'), async (tx) => {
    await sql`delete from auth_grant where account_id = ${eight}`.execute(tx.db);
    await sql`
      insert into auth_grant (account_id, grant_no, role, scope, unit_ids, ranges, granted_by)
      values (${eight}, 1, 'rm', 'own', '{}', '[]', 0)
    `.execute(tx.db);
  });
  await addAccount(database, doors, {
    login: 'east',
    role: 'branch_president',
    scope: 'chosen_units',
    unitIds: [2n],
  });
  for (const who of ['rm7', 'rm8', 'east', 'auditor', 'hr', 'risk', 'administrator']) {
    cookies[who] = await house.signIn(who);
  }
});
afterAll(() => house.close());

const get = (who: string, url: string) => house.call({ url: `/api${url}`, cookie: cookies[who]! });
const post = (who: string, url: string, body: unknown) =>
  house.call({ method: 'POST', url: `/api${url}`, cookie: cookies[who]!, body });

function upload(who: string, file: { name: string; bytes: Buffer; title?: string; kind?: string }) {
  const line = 'bank-boundary';
  const head = `--${line}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\n\r\n`;
  const payload = Buffer.concat([
    Buffer.from(head),
    file.bytes,
    Buffer.from(`\r\n--${line}--\r\n`),
  ]);
  const words = new URLSearchParams({
    kind: file.kind ?? 'consent',
    title: file.title ?? '同意书',
  });
  return house.app.inject({
    method: 'POST',
    url: `/api/customers/1/documents?${words.toString()}`,
    headers: { 'content-type': `multipart/form-data; boundary=${line}`, cookie: cookies[who]! },
    payload,
  });
}

const pdf = Buffer.from('%PDF-1.4\nsigned consent');

describe('owners', () => {
  const owner = (over: object) => ({
    kind: 'person',
    name: '张三',
    as: 'shareholder',
    state: 'holds',
    share: '60',
    fromDay: '2024-01-01',
    source: '公示系统',
    seen: 0,
    ...over,
  });

  it('are entered once; more than the whole is refused with the numbers', async () => {
    const first = await post('rm7', '/customers/1/ownership', owner({}));
    expect([first.statusCode, first.json()]).toEqual([201, { turn: 1 }]);
    const again = await post('rm7', '/customers/1/ownership', owner({}));
    expect([again.statusCode, again.json().code]).toEqual([409, 'customers.changed_meanwhile']);
    const same = await post('rm7', '/customers/1/ownership', owner({ seen: 1 }));
    expect(same.json().code).toBe('customers.entry_stands');
    const over = { kind: 'customer', customerNo: 'P3', name: undefined, share: '41', seen: 1 };
    const refused = await post('rm7', '/customers/1/ownership', owner(over));
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({
      code: 'customers.shares_above_whole',
      params: { sum: '101%', others: '60%', left: '40%' },
    });
    const fits = await post('rm7', '/customers/1/ownership', owner({ ...over, share: '40' }));
    expect(fits.json()).toEqual({ turn: 2 });
  });

  it('two editors at once: one is refused', async () => {
    const wish = owner({ name: '实控人', as: 'controller', share: undefined, seen: 2 });
    const answers = await Promise.all([
      post('rm7', '/customers/1/ownership', wish),
      post('east', '/customers/1/ownership', { ...wish, name: '另一人' }),
    ]);
    expect(answers.map((one) => one.statusCode).toSorted()).toEqual([201, 409]);
  });

  it('are refused for a person, for itself, and for a customer outside the scope', async () => {
    const to = (url: string, over: object) => post('rm7', url, owner({ seen: 3, ...over }));
    const person = await post('rm7', '/customers/3/ownership', owner({}));
    expect(person.json().code).toBe('customers.person_owned');
    const customer = { kind: 'customer', name: undefined };
    const itself = await to('/customers/1/ownership', { ...customer, customerNo: 'C1' });
    expect(itself.json().code).toBe('customers.party_itself');
    const hidden = await to('/customers/1/ownership', { ...customer, customerNo: 'C2' });
    const unknown = await to('/customers/1/ownership', { ...customer, customerNo: 'C9' });
    expect([hidden.statusCode, hidden.json().code]).toEqual([404, unknown.json().code]);
  });

  it('show as a graph with the beneficial owners and the source of the threshold', async () => {
    const answer = (await get('rm7', '/customers/1/relations')).json();
    expect(answer.beneficial).toMatchObject({ shareLeast: '250000', recorded: '1000000' });
    expect(answer.beneficial.source).toContain('受益所有人信息管理办法');
    const found = answer.beneficial.owners as { name: string; share: string; by: string }[];
    expect(found.slice(0, 2).map((one) => `${one.name} ${one.by} ${one.share}`)).toEqual([
      '张三 share 600000',
      '丙 share 400000',
    ]);
    expect(answer.nodes.map((one: { kind: string }) => one.kind).toSorted()).toEqual([
      'individual',
      'person',
      'person',
      'self',
    ]);
    const seen = (await get('rm7', '/customers/3/relations')).json();
    expect(seen.edges).toMatchObject([{ kind: 'shareholder', share: '400000' }]);
  });
});

describe('related parties', () => {
  it('are entered, ended once, and never of tomorrow', async () => {
    const wish = {
      kind: 'person',
      name: '李四',
      role: 'legal_representative',
      state: 'holds',
      fromDay: '2024-01-01',
      source: '营业执照',
      seen: 0,
    };
    const ahead = { ...wish, fromDay: '2026-07-01' };
    expect((await post('rm7', '/customers/1/parties', ahead)).json().code).toBe(
      'customers.day_ahead',
    );
    expect((await post('rm7', '/customers/1/parties', wish)).statusCode).toBe(201);
    const end = { ...wish, state: 'ended', fromDay: '2026-01-01', seen: 1 };
    expect((await post('rm7', '/customers/1/parties', end)).json()).toEqual({ turn: 2 });
    const twice = await post('rm7', '/customers/1/parties', { ...end, seen: 2 });
    expect(twice.json().code).toBe('customers.nothing_to_end');
  });
});

describe('files', () => {
  it('are taken by content, once, and sent as they came; each opening is in the audit', async () => {
    const named = await upload('rm7', { name: 'consent.pdf', bytes: Buffer.from('<script>') });
    expect([named.statusCode, named.json().code]).toEqual([409, 'customers.document_kind_refused']);
    const kept = await upload('rm7', { name: 'any.exe', bytes: pdf });
    expect(kept.statusCode).toBe(201);
    expect(kept.json().sha256).toBe(createHash('sha256').update(pdf).digest('hex'));
    const again = await upload('rm7', { name: 'other.pdf', bytes: pdf });
    expect(again.json().code).toBe('customers.document_stands');
    const { documentId } = kept.json();
    const file = await get('rm7', `/customers/1/documents/${documentId}/file`);
    expect(file.rawPayload.equals(pdf)).toBe(true);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(file.headers['content-disposition']).toContain('any.pdf');
    await house.database.transaction(systemActor('test'), async (tx) => {
      const { rows } = await sql<{ verb: string; login: string }>`
        select verb, login from audit_record where subject_key = 'C1' and verb like '%document'
        order by record_id
      `.execute(tx.db);
      expect(rows).toEqual([
        { verb: 'customers.keep_document', login: 'rm7' },
        { verb: 'customers.open_document', login: 'rm7' },
      ]);
    });
  });

  it('two uploads of the same bytes at once are kept once', async () => {
    const bytes = Buffer.from('%PDF-1.4\ntwice');
    const answers = await Promise.all([
      upload('rm7', { name: 'a.pdf', bytes }),
      upload('rm7', { name: 'b.pdf', bytes }),
    ]);
    expect(answers.map((one) => one.statusCode).toSorted()).toEqual([201, 409]);
  });

  it('pictures are sent as attachments; 10 MiB and a byte are refused', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
    const kept = await upload('rm7', { name: 'a.png', bytes: png, kind: 'other' });
    const file = await get('rm7', `/customers/1/documents/${kept.json().documentId}/file`);
    expect(file.headers['content-disposition']).toMatch(/^attachment/);
    const large = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(10 * 1_048_576 - 4)]);
    const refused = await upload('rm7', { name: 'large.pdf', bytes: large });
    expect(refused.json().code).toBe('customers.document_too_large');
    const kind = await upload('rm7', { name: 'a.pdf', bytes: pdf, kind: 'no_such' });
    expect(kind.json().code).toBe('customers.document_kind_unknown');
  });

  it('are withdrawn with a reason, once, and open afterwards to who checks only', async () => {
    const bytes = Buffer.from('%PDF-1.4\nwrong customer');
    const { documentId } = (await upload('rm7', { name: 'w.pdf', bytes })).json();
    const at = `/customers/1/documents/${documentId}`;
    expect((await post('rm7', `${at}/withdrawal`, { reason: '' })).statusCode).toBe(400);
    const mine = { reason: '传错客户' };
    expect((await post('risk', `${at}/withdrawal`, mine)).statusCode).toBe(403);
    expect((await post('rm7', `${at}/withdrawal`, mine)).statusCode).toBe(201);
    expect((await post('east', `${at}/withdrawal`, mine)).json().code).toBe(
      'customers.document_withdrawn',
    );
    expect((await get('rm7', `${at}/file`)).json().code).toBe('customers.document_withdrawn');
    expect((await get('auditor', `${at}/file`)).statusCode).toBe(200);
    const back = await upload('rm7', { name: 'w.pdf', bytes });
    expect(back.statusCode).toBe(201);
    const { rows } = (await get('rm7', '/customers/1/documents?limit=2')).json();
    expect(rows.map((one: { state: string }) => one.state)).toEqual(['stands', 'withdrawn']);
  });
});

describe('consents', () => {
  it('are given with proof where the law asks for it, and taken back by a word', async () => {
    const list = (await get('rm7', '/customers/1/documents')).json();
    const proof = list.rows.find((one: { state: string }) => one.state === 'stands');
    const said = { purpose: 'sensitive_data', channel: 'counter', onDay: '2026-06-01' };
    const give = { ...said, state: 'given', seen: 0 };
    const bare = await post('rm7', '/customers/1/consents', give);
    expect(bare.json().code).toBe('customers.consent_needs_proof');
    const proven = { ...give, documentId: proof.documentId };
    expect((await post('rm7', '/customers/1/consents', proven)).json()).toEqual({ turn: 1 });
    const back = { ...said, state: 'withdrawn', channel: 'phone', seen: 1 };
    const both = await Promise.all([
      post('rm7', '/customers/1/consents', back),
      post('east', '/customers/1/consents', back),
    ]);
    expect(both.map((one) => one.statusCode).toSorted()).toEqual([201, 409]);
    const marketing = { ...back, purpose: 'marketing_phone', seen: 2 };
    expect((await post('rm7', '/customers/1/consents', marketing)).statusCode).toBe(201);
    const answer = (await get('rm7', '/customers/1/consents')).json();
    const states = Object.fromEntries(
      answer.purposes.map((one: { purpose: string; state: string | null }) => [
        one.purpose,
        one.state,
      ]),
    );
    expect(states).toMatchObject({
      sensitive_data: 'withdrawn',
      marketing_phone: 'withdrawn',
      marketing_visit: null,
    });
    expect(answer.history.map((one: { turn: number }) => one.turn)).toEqual([3, 2, 1]);
  });
});

describe('who may and who sees', () => {
  const reads = ['relations', 'documents', 'consents', 'sight'];
  it.each(reads)('%s: 401 to a stranger, 404 to a foreign RM and for no customer', async (name) => {
    expect((await house.call({ url: `/api/customers/1/${name}` })).statusCode).toBe(401);
    const foreign = await get('rm8', `/customers/1/${name}`);
    const nobody = await get('rm8', `/customers/99/${name}`);
    expect([foreign.statusCode, nobody.statusCode]).toEqual([404, 404]);
    expect(foreign.json()).toEqual(nobody.json());
    expect((await get('east', `/customers/1/${name}`)).statusCode).toBe(200);
  });

  it('a foreign RM can neither write nor fetch a file', async () => {
    const answers = await Promise.all([
      post('rm8', '/customers/1/consents', {
        purpose: 'marketing_phone',
        state: 'given',
        channel: 'phone',
        onDay: '2026-06-01',
        seen: 3,
      }),
      upload('rm8', { name: 'x.pdf', bytes: Buffer.from('%PDF-foreign') }),
      get('rm8', '/customers/1/documents/1/file'),
      post('rm8', '/customers/1/documents/1/withdrawal', { reason: '试一试' }),
    ]);
    expect(answers.map((one) => one.statusCode)).toEqual([404, 404, 404, 404]);
  });

  it('files are not for HR, entries not for the auditor', async () => {
    expect((await get('hr', '/customers/1/documents')).statusCode).toBe(403);
    expect((await post('auditor', '/customers/1/parties', {})).statusCode).toBe(403);
    expect((await post('auditor', '/customers/1/consents', {})).statusCode).toBe(403);
  });

  it('says why a customer is seen, by grant and unit', async () => {
    const reasonsOf = async (who: string) =>
      (await get(who, '/customers/1/sight')).json().reasons as object[];
    expect(await reasonsOf('rm7')).toEqual([{ way: 'lead', unit: null, role: null, scope: null }]);
    expect(await reasonsOf('east')).toEqual([
      { way: 'managing', unit: '城东支行', role: 'branch_president', scope: 'chosen_units' },
    ]);
    expect(await reasonsOf('auditor')).toEqual([
      { way: 'bank', unit: null, role: 'auditor', scope: 'bank' },
    ]);
  });
});
