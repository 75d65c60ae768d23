import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { isRefusal } from '../../../core/refusal.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import { openStaging } from '../../platform/imports/staging.ts';
import type { ImportRecord, ReadRecord } from '../../platform/imports/target.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { organisation } from '../organisation/index.ts';
import { people } from '../people/index.ts';
import { viewIdentity } from './commands.ts';
import { assignLead, customers, markSegments } from './index.ts';
import { readSearch } from './rules.ts';
import { fingerprint } from '../../platform/files/secret.ts';
import { loadDuplicates, loadFacts, loadLikes, loadManagement } from './store/customer.ts';
import { countCustomers, loadCustomers } from './store/list.ts';

type Records = Readonly<Record<string, readonly ImportRecord[]>>;
const unit = (code: string, parent: string, kind: string, name: string) => ({
  code,
  name,
  kind,
  parent_code: parent,
  opened_on: '2000-01-01',
});
const base: Records = {
  unit: [
    unit('01', '', 'head_office', '总行'),
    unit('0101', '01', 'branch', '城东支行'),
    unit('0102', '01', 'branch', '城西支行'),
  ],
  staff: ['A01', 'A02', 'B01'].map((no) => ({
    staff_no: no,
    name: `经理${no}`,
    unit_code: no.startsWith('A') ? '0101' : '0102',
    is_rm: 'yes',
    hired_on: '2020-01-01',
  })),
  customer_group: [
    { code: 'G1-1', name: '华瑞南方', parent_code: 'G1' },
    { code: 'G1', name: '华瑞集团' },
  ],
  customer: [
    {
      customer_no: 'C1',
      kind: 'corporate',
      name: '华瑞集团',
      group_code: 'G1',
      identity_kind: 'credit_code',
      identity_no: '91350100M000100Y43',
      phone: '010-88886666',
      opened_on: '2020-01-01',
      unit_code: '0101',
    },
    {
      customer_no: 'C2',
      kind: 'corporate',
      name: '广州华瑞贸易有限公司',
      group_code: 'G1-1',
      opened_on: '2021-01-01',
      unit_code: '0102',
    },
    {
      customer_no: 'P1',
      kind: 'individual',
      name: '张三丰',
      identity_kind: 'id_card',
      identity_no: '11010519491231002X',
      opened_on: '2022-01-01',
      unit_code: '0101',
    },
    {
      customer_no: 'P2',
      kind: 'individual',
      name: '张 三丰',
      birth_day: '1949/12/31',
      opened_on: '2022-02-01',
      unit_code: '0102',
    },
    {
      customer_no: 'P3',
      kind: 'individual',
      name: '李四',
      identity_kind: 'id_card',
      identity_no: '110105194912310020',
      opened_on: '2022-02-01',
      unit_code: '0102',
    },
  ],
};

/** Brings records through the engine's own staging, in the order of the targets. */
async function bring(tx: Tx, records: Records, batchId = 1n) {
  const targets = [organisation, people, customers].flatMap((room) => room.importTargets ?? []);
  for (const table of ['staging_fault', ...targets.map((one) => `staging_${one.entity}`)]) {
    await sql`drop table if exists ${sql.table(table)}`.execute(tx.db);
  }
  const staging = await openStaging(tx, targets);
  for (const { entity } of targets) {
    const list = (records[entity] ?? []).map((record, at): ReadRecord => ({
      entity,
      place: { file: `${entity}.csv`, row: at + 1 },
      record,
    }));
    await staging.add(list);
  }
  await staging.finish();
  const added: Record<string, number> = {};
  for (const target of targets) {
    const count = await target.merge(tx, { batchId, adapter: 'test' });
    if (count.added > 0) added[target.entity] = count.added;
  }
  const faults = await sql<{ fault: string }>`
    select entity || ' ' || import_row || ' ' || column_name || ' ' || code || ' ' || level as fault
    from staging_fault
    order by 1
  `.execute(tx.db);
  return { added, faults: faults.rows.map((row) => row.fault) };
}

async function idOf(tx: Tx, customerNo: string): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    select customer_id as id from customers_customer where customer_no = ${customerNo}
  `.execute(tx.db);
  return rows[0]!.id;
}

async function staffId(tx: Tx, staffNo: string): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    select staff_id as id from people_staff where staff_no = ${staffNo}
  `.execute(tx.db);
  return rows[0]!.id;
}

async function spans(tx: Tx, customerNo: string): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', s.staff_no, m.part, m.share_millionths, m.from_day,
                     coalesce(m.until_day::text, '-')) as line
    from customers_v_management m
    join people_staff s on s.staff_id = m.staff_id
    where m.customer_id = ${await idOf(tx, customerNo)}
    order by m.from_day, m.part desc, s.staff_no
  `.execute(tx.db);
  return rows.map((row) => row.line);
}

const byName = { sort: 'name', descending: false, after: null, limit: 50 } as const;

describe('customers come by import', () => {
  it('adds groups, customers and their sealed numbers, and the same again adds nothing', () =>
    testTransaction(async (tx) => {
      const first = await bring(tx, base);
      expect(first.added).toMatchObject({ customer_group: 2, customer: 5 });
      expect(first.faults).toEqual([
        'customer 5 identity_no customers.warning.id_card_check warning',
      ]);
      expect((await bring(tx, base)).added).toEqual({});
      const facts = (await loadFacts(tx, await idOf(tx, 'C1')))!;
      expect(facts).toMatchObject({
        groupName: '华瑞集团',
        groupPart: 'head',
        identityMask: '913***********0Y43',
        phoneMask: '010****6666',
        leadName: null,
      });
      expect((await loadFacts(tx, await idOf(tx, 'P1')))!.birthDay).toBe('1949-12-31');
      expect((await loadFacts(tx, await idOf(tx, 'C2')))!.groupPart).toBe('member');
    }));

  it('sends unknown units, groups and faulty values to quarantine and keeps the rest', () =>
    testTransaction(async (tx) => {
      const [good] = base['customer']!;
      const { added, faults } = await bring(tx, {
        unit: base['unit']!,
        customer_group: [{ code: 'X', name: 'X', parent_code: 'Y' }],
        customer: [
          { ...good, group_code: '' },
          { ...good, customer_no: 'C3', unit_code: '9', group_code: '' },
          { ...good, customer_no: 'C4' },
          { ...good, customer_no: '', kind: 'firm', opened_on: '2020-02-30' },
        ],
      });
      expect(added).toMatchObject({ customer: 1 });
      expect(faults).toEqual([
        'customer 2 unit_code customers.fault.unit_unknown error',
        'customer 3 group_code customers.fault.group_unknown error',
        'customer 4 customer_no customers.fault.no_missing error',
        'customer 4 kind customers.fault.kind_unknown error',
        'customer 4 opened_on customers.fault.day_unreadable error',
        'customer_group 1 parent_code customers.fault.parent_unknown error',
      ]);
    }));

  it('quarantines a number that names another customer in the books or earlier in the file', () =>
    testTransaction(async (tx) => {
      const [good] = base['customer']!;
      const row = { ...good, group_code: '' };
      const units = { unit: base['unit']! };
      await bring(tx, { ...units, customer: [row] });
      const { added, faults } = await bring(tx, {
        ...units,
        customer: [
          row,
          { ...row, name: '另一家' },
          { ...row, opened_on: '2021-01-01' },
          { ...row, customer_no: 'N1', name: '甲' },
          { ...row, customer_no: 'N1', name: '甲' },
          { ...row, customer_no: 'N1', name: '乙' },
          { ...row, customer_no: 'N2', unit_code: '9', name: '丙' },
          { ...row, customer_no: 'N2', name: '丁' },
        ],
      });
      expect(added).toEqual({ customer: 2 });
      expect(faults).toEqual([
        'customer 2 customer_no customers.fault.number_conflict error',
        'customer 3 customer_no customers.fault.number_conflict error',
        'customer 6 customer_no customers.fault.number_conflict_in_file error',
        'customer 7 unit_code customers.fault.unit_unknown error',
      ]);
    }));

  it('undoes a batch whole', () =>
    testTransaction(async (tx) => {
      await bring(tx, base);
      const management = [
        { customer_no: 'C1', staff_no: 'A01', part: 'lead', from_day: '2024-01-01' },
      ];
      await bring(tx, { management }, 2n);
      const [groups, people_, managed] = customers.importTargets!;
      expect(await managed!.undo(tx, 2n)).toBe(1);
      expect((await loadFacts(tx, await idOf(tx, 'C1')))!.leadStaffId).toBeNull();
      expect(await people_!.undo(tx, 1n)).toBe(5);
      expect(await groups!.undo(tx, 1n)).toBe(2);
      expect(await countCustomers(tx, {}, null)).toBe(0);
    }));
});

describe('one lead at a time, shares of a day add up to the whole', () => {
  it('gives the lead what the assists of the day leave', () =>
    testTransaction(async (tx) => {
      await bring(tx, base);
      const row = (staff: string, part: string, share: string, from: string) => ({
        customer_no: 'C1',
        staff_no: staff,
        part,
        share,
        from_day: from,
        reason: '',
      });
      const management = [
        row('A01', 'lead', '100', '2024-01-01'),
        row('B01', 'assist', '30', '2024-03-01'),
        row('A02', 'lead', '100', '2024-05-01'),
        row('B01', 'assist', '0', '2024-07-01'),
      ];
      expect((await bring(tx, { management })).added).toEqual({ management: 6 });
      const expected = [
        'A01 lead 1000000 2024-01-01 2024-03-01',
        'A01 lead 700000 2024-03-01 2024-05-01',
        'B01 assist 300000 2024-03-01 2024-07-01',
        'A02 lead 700000 2024-05-01 2024-07-01',
        'A02 lead 1000000 2024-07-01 -',
      ];
      expect(await spans(tx, 'C1')).toEqual(expected);
      expect((await bring(tx, { management })).added).toEqual({});
      expect(await spans(tx, 'C1')).toEqual(expected);
    }));

  it('refuses assists of more than the whole, and unknown customers and staff', () =>
    testTransaction(async (tx) => {
      await bring(tx, base);
      const assist = (no: string, staff: string, share: string) => ({
        customer_no: no,
        staff_no: staff,
        part: 'assist',
        share,
        from_day: '2024-03-01',
      });
      const { added, faults } = await bring(tx, {
        management: [
          assist('C1', 'A01', '60'),
          assist('C1', 'A02', '40.0001'),
          assist('C2', 'A01', '60'),
          assist('C2', 'A02', '40'),
          assist('C9', 'A01', '1'),
          assist('C2', 'A09', '1'),
          assist('C2', 'A09', '101'),
        ],
      });
      expect(added).toEqual({ management: 2 });
      expect(faults).toEqual([
        'management 1 share customers.fault.shares_over error',
        'management 2 share customers.fault.shares_over error',
        'management 5 customer_no customers.fault.customer_unknown error',
        'management 6 staff_no customers.fault.staff_unknown error',
        'management 7 share customers.fault.share_unreadable error',
      ]);
    }));

  it('assigns in bulk, moves the scope with the lead, and repeats without a trace', () =>
    testTransaction(async (tx) => {
      await bring(tx, base);
      const c1 = await idOf(tx, 'C1');
      const [a1, b1] = [await staffId(tx, 'A01'), await staffId(tx, 'B01')];
      const row = (staff: bigint | null, from: string) => ({
        customerId: c1,
        staffId: staff,
        fromDay: day(from),
        reason: 'fit',
        origin: 'allocation' as const,
        runId: 7n,
      });
      expect(await assignLead(tx, [row(a1, '2024-01-01')])).toBe(1);
      expect(await assignLead(tx, [row(a1, '2024-01-01')])).toBe(0);
      expect(await assignLead(tx, [row(b1, '2024-04-01')])).toBe(1);
      expect(await spans(tx, 'C1')).toEqual([
        'A01 lead 1000000 2024-01-01 2024-04-01',
        'B01 lead 1000000 2024-04-01 -',
      ]);
      const facts = (await loadFacts(tx, c1))!;
      expect([facts.leadName, facts.managingUnit, facts.bookingUnit]).toEqual([
        '经理B01',
        '城西支行',
        '城东支行',
      ]);
      expect(await assignLead(tx, [row(null, '2024-06-01')])).toBe(1);
      expect((await loadFacts(tx, c1))!.leadStaffId).toBeNull();
      expect((await loadManagement(tx, c1)).length).toBe(2);
    }));
});

describe('the list', () => {
  it('pages by key, sorts, filters and counts', () =>
    testTransaction(async (tx) => {
      await bring(tx, base);
      const first = await loadCustomers(tx, {}, { ...byName, sort: 'openedOn', limit: 4 });
      const end = first.at(-1)!;
      const rest = await loadCustomers(
        tx,
        {},
        {
          sort: 'openedOn',
          descending: false,
          limit: 4,
          after: { value: end.openedOn, customerId: end.customerId },
        },
      );
      const numbers = [...first, ...rest].map((row) => row.customerNo);
      expect(numbers).toEqual(['C1', 'C2', 'P1', 'P2', 'P3']);
      const kind = await loadCustomers(tx, { kind: 'corporate' }, { ...byName, descending: true });
      expect(kind.map((row) => row.customerNo)).toEqual(['C1', 'C2']);
      const unitPath = '0001.0002.';
      expect(await countCustomers(tx, { unitPath }, 1001)).toBe(3);
      expect(await countCustomers(tx, { lead: 'none' }, 2)).toBe(2);
      await markSegments(tx, [
        {
          customerId: end.customerId,
          corporateType: null,
          class: null,
          tier: 'large',
          grade: null,
        },
      ]);
      expect(await countCustomers(tx, { tier: 'large' }, null)).toBe(1);
    }));

  it.each([
    ['华瑞', 'C1 C2'],
    ['hrjt', 'C1'],
    ['gzhr', 'C2'],
    ['hrmy', 'C2'],
    ['guangzhouhua', 'C2'],
    ['张', 'P1 P2'],
    ['三丰', 'P1 P2'],
    ['P', 'P1 P2 P3'],
    ['c2', ''],
    ['11010519491231002x', 'P1'],
    ['010-88886666', 'C1'],
    ['丰三', ''],
    ['%', ''],
  ])('finds by %s', (text, expected) =>
    testTransaction(async (tx) => {
      await bring(tx, base);
      const terms = readSearch(text)!;
      const search = {
        ...terms,
        identityHash: terms.identity && fingerprint('identity', terms.identity),
        phoneHash: terms.phone && fingerprint('phone', terms.phone),
      };
      const rows = await loadCustomers(tx, { search }, { ...byName, sort: 'customerNo' });
      expect(rows.map((row) => row.customerNo).join(' ')).toBe(expected);
    }),
  );

  it('reports pairs that may be one customer', () =>
    testTransaction(async (tx) => {
      await bring(tx, base);
      const pairs = await loadDuplicates(tx, { after: '', limit: 10 });
      expect(pairs.map((one) => `${one.customerNo} ${one.otherNo} ${one.reason}`)).toEqual([
        'P1 P2 same_name_and_birth_day',
      ]);
      const likes = await loadLikes(tx, await idOf(tx, 'P2'));
      expect(likes.map((one) => one.customerNo)).toEqual(['P1']);
    }));
});

describe('a full number', () => {
  it('is refused without purpose, shown with one, and each time recorded', () =>
    testTransaction(async (tx) => {
      await bring(tx, base);
      const customerId = await idOf(tx, 'P1');
      const view = (purpose: string, what: 'identity' | 'phone' = 'identity') =>
        viewIdentity(tx, { customerId, what, purpose });
      expect(await view('')).toMatchObject({ refused: 'customers.purpose_missing' });
      expect(await view('核对', 'phone')).toMatchObject({ refused: 'customers.number_missing' });
      expect(await view('客户本人要求核对')).toEqual({ number: '11010519491231002X' });
      const { rows } = await sql<{ subject_key: string; detail: object }>`
        select subject_key, detail from audit_record where verb = 'customers.view_identity'
      `.execute(tx.db);
      expect(rows).toEqual([
        { subject_key: 'P1', detail: { what: 'identity', purpose: '客户本人要求核对' } },
      ]);
      const stored = await sql<{ cipher: string }>`
        select cipher from customers_identity where customer_id = ${customerId}
      `.execute(tx.db);
      expect(stored.rows[0]!.cipher).not.toContain('110105');
      const nobody = { customerId: 0n, what: 'phone', purpose: '核对' } as const;
      expect(isRefusal(await viewIdentity(tx, nobody))).toBe(true);
    }));
});

describe('owners and related parties come by import', () => {
  const owner = (over: ImportRecord): ImportRecord => ({
    customer_no: 'C1',
    party_kind: 'person',
    party_name: '赵甲',
    kind: 'shareholder',
    share: '60',
    from_day: '2024-01-01',
    source: '公示系统',
    ...over,
  });
  const spansOf = async (tx: Tx, table: string) => {
    const { rows } = await sql<{ line: string }>`
      select ${sql.raw(
        table === 'customers_v_ownership'
          ? `concat_ws(' ', turn, owner_kind, owner_name, kind, share_millionths, from_day,
                       coalesce(until_day::text, '-'))`
          : `concat_ws(' ', turn, party_kind, party_name, role, from_day,
                       coalesce(until_day::text, '-'))`,
      )} as line
      from ${sql.table(table)}
      order by customer_id, turn
    `.execute(tx.db);
    return rows.map((row) => row.line);
  };

  it('adds what is new with its end, the same again adds nothing, and an undo takes all out', () =>
    testTransaction(async (tx) => {
      await bring(tx, base);
      const records = {
        ownership: [
          owner({ until_day: '2025-01-01' }),
          owner({ party_no: 'P1', party_kind: '', party_name: '', share: '40' }),
          owner({ party_name: '钱乙', from_day: '2025-01-01' }),
          owner({ party_name: '孙丙', kind: 'controller', share: '' }),
        ],
        related_party: [
          { ...owner({ party_name: '李丁' }), kind: '', role: 'legal_representative' },
        ],
      };
      expect((await bring(tx, records, 2n)).added).toEqual({ ownership: 5, related_party: 1 });
      expect(await spansOf(tx, 'customers_v_ownership')).toEqual([
        '1 person 赵甲 shareholder 600000 2024-01-01 2025-01-01',
        '3 customer 张三丰 shareholder 400000 2024-01-01 -',
        '4 person 钱乙 shareholder 600000 2025-01-01 -',
        '5 person 孙丙 controller 2024-01-01 -',
      ]);
      expect(await spansOf(tx, 'customers_v_party')).toEqual([
        '1 person 李丁 legal_representative 2024-01-01 -',
      ]);
      expect((await bring(tx, records, 3n)).added).toEqual({});
      const [, , , owners, parties] = customers.importTargets!;
      expect([await parties!.undo(tx, 2n), await owners!.undo(tx, 2n)]).toEqual([1, 5]);
      expect(await spansOf(tx, 'customers_v_ownership')).toEqual([]);
    }));

  it('sends shares above the whole, unknown numbers and unreadable rows to quarantine', () =>
    testTransaction(async (tx) => {
      await bring(tx, base);
      const { added, faults } = await bring(tx, {
        ownership: [
          owner({}),
          owner({ party_name: '钱乙', share: '40.0001' }),
          owner({ customer_no: 'C2', share: '60' }),
          owner({ customer_no: 'C2', party_name: '钱乙', share: '40' }),
          owner({ customer_no: 'C9' }),
          owner({ party_no: 'P9' }),
          owner({ party_no: 'C1' }),
          owner({ share: '0' }),
          owner({ kind: 'friend', source: '' }),
          owner({ until_day: '2024-01-01' }),
        ],
      });
      expect(added).toEqual({ ownership: 2 });
      expect(faults).toEqual([
        'ownership 1 share customers.fault.shares_above_whole error',
        'ownership 10 until_day customers.fault.day_unreadable error',
        'ownership 2 share customers.fault.shares_above_whole error',
        'ownership 5 customer_no customers.fault.customer_unknown error',
        'ownership 6 party_no customers.fault.customer_unknown error',
        'ownership 7 party_no customers.fault.itself error',
        'ownership 8 share customers.fault.share_unreadable error',
        'ownership 9 kind customers.fault.ownership_kind_unknown error',
        'ownership 9 source customers.fault.source_missing error',
      ]);
    }));
});
