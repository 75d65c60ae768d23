import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { day } from '../../../core/day.ts';
import { installInitialPolicies } from '../../platform/policy/install.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { ImportRecord, ImportTarget } from '../../platform/imports/target.ts';
import { testTransaction } from '../../platform/testing/database.ts';
import { organisation } from '../organisation/index.ts';
import { gradeTarget, staffSearchText, staffTarget } from './import-target.ts';
import { actorName, gradeMatrix, people, rmsOn } from './index.ts';
import * as store from './store.ts';

const [unitTarget] = organisation.importTargets!;
const units = [
  { code: '01', name: '总行', kind: 'head_office', opened_on: '2000-01-01' },
  {
    code: '0101',
    name: '城东支行',
    kind: 'sub_branch',
    parent_code: '01',
    opened_on: '2000-01-01',
  },
  {
    code: '010101',
    name: '客户经理部',
    kind: 'rm_department',
    parent_code: '0101',
    opened_on: '2000-01-01',
  },
];
const staff = [
  { staff_no: 'A01', name: '张三丰', unit_code: '010101', is_rm: 'yes', hired_on: '2020-01-01' },
  {
    staff_no: 'A02',
    name: '单雄信',
    unit_code: '010101',
    is_rm: 'yes',
    hired_on: '2020-01-01',
    left_on: '2024-01-01',
  },
  { staff_no: 'A03', name: '李四', unit_code: '01', is_rm: 'no', hired_on: '2020-01-01' },
];
const grades = [
  { staff_no: 'A01', sequence: 'corporate', level: 'junior', step: '2', from_day: '2020-01-01' },
  { staff_no: 'A01', sequence: 'corporate', level: 'middle', step: '1', from_day: '2023-01-01' },
  { staff_no: 'A02', sequence: 'retail', level: 'senior', step: '3', from_day: '2020-01-01' },
];

/** Stages records as the import engine does, and merges them. */
async function bring(tx: Tx, target: ImportTarget, records: readonly ImportRecord[], batchId = 1n) {
  const table = `staging_${target.entity}`;
  await sql`drop table if exists ${sql.table(table)}`.execute(tx.db);
  await sql`
    create temporary table ${sql.table(table)}
      (${sql.raw(target.staging)}, import_file text, import_row int)
    on commit drop
  `.execute(tx.db);
  await sql`
    create temporary table if not exists staging_fault (
      entity text, import_file text, import_row int, column_name text, value text, code text,
      params jsonb, level text
    ) on commit drop
  `.execute(tx.db);
  for (const [at, record] of records.entries()) {
    const { values } = target.check(record);
    if (values === null) throw new Error(`record ${at} is faulty`);
    const cells = [...values, 'f.csv', at + 1].map((value) => sql`${value}`);
    await sql`insert into ${sql.table(table)} values (${sql.join(cells)})`.execute(tx.db);
  }
  return target.merge(tx, { batchId, adapter: 'test' });
}

async function bankWithStaff(tx: Tx): Promise<void> {
  await bring(tx, unitTarget!, units);
  await bring(tx, staffTarget, staff);
  await bring(tx, gradeTarget, grades);
}

async function faults(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select entity || ' ' || import_row || ' ' || column_name || ' ' || code as text
    from staging_fault
    order by text
    limit 100
  `.execute(tx.db);
  return rows.map((row) => row.text);
}

describe('staff and grades from an import', () => {
  it('brings both once: the same records again add nothing', () =>
    testTransaction(async (tx) => {
      await bringUnits(tx);
      expect(await bring(tx, staffTarget, staff)).toEqual({ added: 3, alreadyThere: 0 });
      expect(await bring(tx, gradeTarget, grades)).toEqual({ added: 3, alreadyThere: 0 });
      expect(await bring(tx, staffTarget, staff)).toEqual({ added: 0, alreadyThere: 3 });
      expect(await bring(tx, gradeTarget, grades)).toEqual({ added: 0, alreadyThere: 3 });
      expect(await faults(tx)).toEqual([]);
    }));

  it('quarantines unknown units, taken numbers, unknown staff and contradicting grades', () =>
    testTransaction(async (tx) => {
      await bankWithStaff(tx);
      await bring(tx, staffTarget, [
        { staff_no: 'A04', name: '王五', unit_code: '99', is_rm: 'yes', hired_on: '2020-01-01' },
        { staff_no: 'A01', name: '赵六', unit_code: '01', is_rm: 'yes', hired_on: '2020-01-01' },
      ]);
      await bring(tx, gradeTarget, [
        { staff_no: 'A99', sequence: 'retail', level: 'junior', step: '1', from_day: '2020-01-01' },
        { staff_no: 'A01', sequence: 'retail', level: 'senior', step: '1', from_day: '2020-01-01' },
      ]);
      expect(await faults(tx)).toEqual([
        'grade 1 staff_no people.fault.staff_unknown',
        'grade 2 level people.fault.grade_conflict',
        'staff 1 unit_code people.fault.unit_unknown',
        'staff 2 staff_no people.fault.staff_conflict',
      ]);
    }));

  it('undoes a batch', () =>
    testTransaction(async (tx) => {
      await bringUnits(tx);
      await bring(tx, staffTarget, staff, 7n);
      await bring(tx, gradeTarget, grades, 7n);
      expect(await gradeTarget.undo(tx, 7n)).toBe(3);
      expect(await staffTarget.undo(tx, 7n)).toBe(3);
    }));

  it('reports every fault of a record', () => {
    const record = { staff_no: '', name: ' ', is_rm: '是', hired_on: '2020-02-30', left_on: 'x' };
    expect(staffTarget.check(record).faults.map((fault) => fault.column)).toEqual([
      'staff_no',
      'name',
      'is_rm',
      'hired_on',
      'left_on',
    ]);
    const grade = { staff_no: 'A01', sequence: 'x', level: 'boss', step: '21', from_day: '' };
    expect(gradeTarget.check(grade).faults.map((fault) => fault.column)).toEqual([
      'sequence',
      'level',
      'step',
      'from_day',
    ]);
  });
});

async function bringUnits(tx: Tx): Promise<void> {
  await bring(tx, unitTarget!, units);
}

describe('RMs on a day', () => {
  it('have the grade of that day and are in service; the day of a change has the new grade', () =>
    testTransaction(async (tx) => {
      await bankWithStaff(tx);
      const on = async (text: string) =>
        (await rmsOn(tx, day(text))).map((one) => `${one.staffNo} ${one.level} ${one.step}`);
      expect(await on('2019-12-31')).toEqual([]);
      expect(await on('2020-01-01')).toEqual(['A01 junior 2', 'A02 senior 3']);
      expect(await on('2022-12-31')).toEqual(['A01 junior 2', 'A02 senior 3']);
      expect(await on('2023-01-01')).toEqual(['A01 middle 1', 'A02 senior 3']);
      expect(await on('2023-12-31')).toEqual(['A01 middle 1', 'A02 senior 3']);
      expect(await on('2024-01-01')).toEqual(['A01 middle 1']);
    }));
});

describe('the name under which a deed is kept', () => {
  it('is of the staff file, else of the account, else the sign-in', () =>
    testTransaction(async (tx) => {
      await bankWithStaff(tx);
      const { rows } = await sql<{ accountId: bigint; staffId: bigint }>`
        insert into auth_account (login, name, staff_id, created_by)
        select 'zhang', '张老三', staff_id, 0
        from people_staff
        where staff_no = 'A01'
        returning account_id as "accountId", staff_id as "staffId"
      `.execute(tx.db);
      const { accountId, staffId } = rows[0]!;
      const named = (actor: object) => actorName({ ...tx, actor: { ...tx.actor, ...actor } });
      expect(await named({ accountId, staffId, login: 'zhang' })).toBe('张三丰');
      expect(await named({ accountId, staffId: null, login: 'zhang' })).toBe('张老三');
      expect(await named({ accountId: 0n, login: 'system:imports' })).toBe('system:imports');
    }));
});

describe('staff lists', () => {
  const filter = {
    on: day('2024-06-01'),
    search: '',
    unitPath: null,
    level: null,
    rm: null,
    withLeft: true,
  };
  const page = { sort: 'staffNo', descending: false, after: null, limit: 10 } as const;

  it('find by a part of the name, pinyin initials, full pinyin and number', () =>
    testTransaction(async (tx) => {
      await bankWithStaff(tx);
      for (const [search, found] of [
        ['三丰', 'A01'],
        ['zsf', 'A01'],
        ['zhangs', 'A01'],
        ['a03', 'A03'],
        // 单 is read shàn as a family name
        ['sxx', 'A02'],
        ['nobody', ''],
      ] as const) {
        const rows = await store.loadStaffPage(tx, { ...filter, search }, page);
        expect(rows.map((row) => row.staffNo).join(), search).toBe(found);
        expect(await store.countStaff(tx, { ...filter, search }, 10)).toBe(rows.length);
      }
    }));

  it('filter by unit and below, level, RM, service; page by keyset both ways', () =>
    testTransaction(async (tx) => {
      await bankWithStaff(tx);
      const numbers = async (more: object, way: object = {}) =>
        (await store.loadStaffPage(tx, { ...filter, ...more }, { ...page, ...way }))
          .map((row) => row.staffNo)
          .join(' ');
      const [{ path }] = await branch(tx);
      expect(await numbers({ unitPath: path })).toBe('A01 A02');
      expect(await numbers({ level: 'middle' })).toBe('A01');
      expect(await numbers({ rm: false })).toBe('A03');
      expect(await numbers({ withLeft: false })).toBe('A01 A03');
      const after = { value: 'A02', staffNo: 'A02' };
      expect(await numbers({}, { after })).toBe('A03');
      expect(await numbers({}, { after, descending: true })).toBe('A01');
      expect(await numbers({}, { sort: 'hiredOn', limit: 2 })).toBe('A01 A02');
    }));

  it('counts posts at the nearest branch or sub-branch', () =>
    testTransaction(async (tx) => {
      await bankWithStaff(tx);
      const rows = await store.loadHeadCounts(tx, day('2023-06-01'));
      expect(rows.map((row) => `${row.unitName} ${row.level} ${row.present}`)).toEqual([
        '城东支行 middle 1',
        '城东支行 senior 1',
      ]);
    }));
});

async function branch(tx: Tx): Promise<[{ path: string }]> {
  const { rows } = await sql<{ path: string }>`
    select path
    from organisation_v_unit
    where code = '0101'
  `.execute(tx.db);
  return [rows[0]!];
}

describe('the grade matrix of a new bank', () => {
  it('is in force from the first day', () =>
    testTransaction(async (tx) => {
      await installInitialPolicies(tx, people.policies ?? []);
      const { body, versionNo } = await gradeMatrix(tx, day('1993-01-01'));
      expect(versionNo).toBe(1);
      expect(body.levels.senior.allowanceRateMillionths).toBe(30_000n);
    }));
});

describe('staffSearchText', () => {
  it('keeps number, name, pinyin and initials', () => {
    expect(staffSearchText('A01', '张三丰')).toBe('a01 张三丰 zhangsanfeng zsf');
    expect(staffSearchText('B2', 'Jan Novák')).toContain('jan novák');
  });
});
