import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../../core/day.ts';
import { accountOf } from '../../platform/auth/index.ts';
import { rangeOfPath, type Tx } from '../../platform/db/transaction.ts';
import type { Level, Sequence } from './contract.ts';

/** An RM in service on a day, with the grade he has that day. */
export interface GradedRm {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitId: bigint;
  readonly unitPath: string;
  readonly sequence: Sequence;
  readonly level: Level;
  readonly step: number;
}

/**
 * RMs in service on a day who have a grade then, by staff number. An RM without grade has no
 * rights: not listed.
 */
export async function loadRmsOn(tx: Tx, on: Day): Promise<GradedRm[]> {
  const { rows } = await sql<GradedRm>`
    select s.staff_id as "staffId",
           s.staff_no as "staffNo",
           s.name,
           s.unit_id as "unitId",
           s.unit_path as "unitPath",
           g.sequence,
           g.level,
           g.step
    from people_staff s
    join people_v_grade g on g.staff_id = s.staff_id
    where s.is_rm
      and s.hired_on <= ${on}
      and (s.left_on is null or s.left_on > ${on})
      and g.from_day <= ${on}
      and (g.until_day is null or g.until_day > ${on})
    order by s.staff_no, s.staff_id
    limit 100000
  `.execute(tx.db);
  return rows;
}

/** A member of staff by his number, for the command line and the demo bank. */
export async function loadStaffByNo(
  tx: Tx,
  staffNo: string,
): Promise<{ readonly staffId: bigint; readonly name: string } | null> {
  const { rows } = await sql<{ staffId: bigint; name: string }>`
    select staff_id as "staffId", name
    from people_staff
    where staff_no = ${staffNo}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/**
 * The name under which a deed of the signed-in person is kept: of his staff file, else of his
 * account, else the sign-in (the program itself has only that).
 */
export async function loadActorName(tx: Tx): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name
    from people_staff
    where staff_id = ${tx.actor.staffId}::bigint
  `.execute(tx.db);
  return rows[0]?.name ?? (await accountOf(tx, tx.actor.accountId))?.name ?? tx.actor.login;
}

/** A member of staff with where he works and whether he left. */
export interface NamedStaff {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitPath: string;
  readonly isRm: boolean;
  readonly leftOn: Day | null;
}

/** Members of staff by their numbers; an unknown number has no row. */
export async function loadStaffByNos(tx: Tx, numbers: readonly string[]): Promise<NamedStaff[]> {
  const { rows } = await sql<NamedStaff>`
    select staff_id as "staffId",
           staff_no as "staffNo",
           name,
           unit_path as "unitPath",
           is_rm as "isRm",
           left_on as "leftOn"
    from people_v_staff
    where staff_no = any (${[...numbers]}::text[])
    order by staff_no
  `.execute(tx.db);
  return rows;
}

/** The unit of a member of staff, for his sign-in; null when there is no such member. */
export async function loadStaffUnit(
  tx: Tx,
  staffId: bigint,
): Promise<{ readonly path: string; readonly name: string } | null> {
  const { rows } = await sql<{ path: string; name: string }>`
    select s.unit_path as path, u.name
    from people_staff s
    join organisation_v_unit u on u.unit_id = s.unit_id
    where s.staff_id = ${staffId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** When each member of staff left; those who did not have null. */
export async function loadStaffStates(
  tx: Tx,
): Promise<ReadonlyMap<bigint, { readonly leftOn: string | null }>> {
  const { rows } = await sql<{ staffId: bigint; leftOn: string | null }>`
    select staff_id as "staffId", left_on as "leftOn"
    from people_staff
    order by staff_id
    limit 1000000
  `.execute(tx.db);
  return new Map(rows.map(({ staffId, leftOn }) => [staffId, { leftOn }]));
}

export interface StaffRecord {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitId: bigint;
  readonly unitName: string;
  readonly isRm: boolean;
  readonly sequence: Sequence | null;
  readonly level: Level | null;
  readonly step: number | null;
  readonly hiredOn: Day;
  readonly leftOn: Day | null;
}

export interface StaffFilter {
  readonly on: Day;
  /** Lower case, without blanks at the ends; empty for all. */
  readonly search: string;
  readonly unitPath: string | null;
  readonly level: Level | null;
  readonly rm: boolean | null;
  readonly withLeft: boolean;
}

export interface StaffPage {
  readonly sort: 'staffNo' | 'name' | 'unitName' | 'hiredOn';
  readonly descending: boolean;
  /** Sort value and staff number of the last row of the page before. */
  readonly after: { readonly value: string; readonly staffNo: string } | null;
  readonly limit: number;
}

const sortColumn = {
  staffNo: sql`s.staff_no`,
  name: sql`s.name`,
  unitName: sql`u.full_name`,
  hiredOn: sql`s.hired_on::text`,
} as const;

/** One page of staff under a filter, by keyset. Grades are those of the day of the filter. */
export async function loadStaffPage(
  tx: Tx,
  filter: StaffFilter,
  page: StaffPage,
): Promise<StaffRecord[]> {
  const column = sortColumn[page.sort];
  const direction = page.descending ? sql`desc` : sql`asc`;
  const beyond = page.descending ? sql`<` : sql`>`;
  const after =
    page.after === null
      ? sql``
      : sql`and (${column}, s.staff_no) ${beyond} (${page.after.value}, ${page.after.staffNo})`;
  const { rows } = await sql<StaffRecord>`
    ${staffRows(filter.on)}
    where ${staffWhere(filter)}
    ${after}
    order by ${column} ${direction}, s.staff_no ${direction}
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

/** How many staff the filter finds, counted no further than `cap` + 1. */
export async function countStaff(tx: Tx, filter: StaffFilter, cap: number): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from (
      ${staffRows(filter.on)}
      where ${staffWhere(filter)}
      limit ${cap + 1}
    ) as found_rows
  `.execute(tx.db);
  return rows[0]!.found;
}

export async function loadStaff(tx: Tx, staffId: bigint, on: Day): Promise<StaffRecord | null> {
  const { rows } = await sql<StaffRecord>`
    ${staffRows(on)}
    where s.staff_id = ${staffId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Units with the unit above before their name, below the branches: 城东分行 人民路支行. */
const namedUnits = sql`
  select own.unit_id,
         own.kind,
         own.path,
         case when own.level > 2 then above.name || ' ' || own.name else own.name end as full_name
  from organisation_v_unit own
  left join organisation_v_unit above on above.unit_id = own.parent_id
`;

function staffRows(on: Day): RawBuilder<StaffRecord> {
  return sql`
    select s.staff_id as "staffId",
           s.staff_no as "staffNo",
           s.name,
           s.unit_id as "unitId",
           u.full_name as "unitName",
           s.is_rm as "isRm",
           g.sequence,
           g.level,
           g.step,
           s.hired_on as "hiredOn",
           s.left_on as "leftOn"
    from people_staff s
    join (${namedUnits}) u on u.unit_id = s.unit_id
    left join people_v_grade g on g.staff_id = s.staff_id
      and g.from_day <= ${on}
      and (g.until_day is null or g.until_day > ${on})
  `;
}

function staffWhere(filter: StaffFilter): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = [sql`true`];
  if (filter.search !== '') parts.push(sql`position(${filter.search} in s.search_text) > 0`);
  if (filter.unitPath !== null) {
    const range = rangeOfPath(filter.unitPath);
    parts.push(sql`s.unit_path >= ${range.from} and s.unit_path < ${range.until}`);
  }
  if (filter.level !== null) parts.push(sql`g.level = ${filter.level}`);
  if (filter.rm !== null) parts.push(sql`s.is_rm = ${filter.rm}`);
  if (!filter.withLeft) parts.push(sql`(s.left_on is null or s.left_on > ${filter.on})`);
  return sql.join(parts, sql` and `);
}

export interface GradeSpan {
  readonly sequence: Sequence;
  readonly level: Level;
  readonly step: number;
  readonly fromDay: Day;
  readonly untilDay: Day | null;
  readonly reason: string;
}

/** Grades of one person, newest first. */
export async function loadGrades(tx: Tx, staffId: bigint): Promise<GradeSpan[]> {
  const { rows } = await sql<GradeSpan>`
    select v.sequence,
           v.level,
           v.step,
           v.from_day as "fromDay",
           v.until_day as "untilDay",
           g.reason
    from people_v_grade v
    join people_grade g on g.staff_id = v.staff_id and g.from_day = v.from_day
    where v.staff_id = ${staffId}
    order by v.from_day desc
    limit 200
  `.execute(tx.db);
  return rows;
}

/** Names of the units above a unit and its own, head office first. */
export async function loadUnitNames(tx: Tx, unitId: bigint): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select above.name
    from organisation_v_unit own
    join organisation_v_unit above on starts_with(own.path, above.path)
    where own.unit_id = ${unitId}
    order by above.path
    limit 20
  `.execute(tx.db);
  return rows.map((row) => row.name);
}

export async function loadUnitPath(tx: Tx, unitId: bigint): Promise<string | null> {
  const { rows } = await sql<{ path: string }>`
    select path
    from organisation_v_unit
    where unit_id = ${unitId}
  `.execute(tx.db);
  return rows[0]?.path ?? null;
}

export interface HeadCount {
  readonly unitId: bigint;
  readonly unitName: string;
  readonly unitKind: 'head_office' | 'branch' | 'sub_branch';
  readonly level: Level;
  readonly present: number;
}

/**
 * RMs by level in each head office, branch and sub-branch: a person counts at the nearest such unit
 * at or above his own, so the RM departments of a branch are the branch's and not its
 * sub-branches'.
 */
export async function loadHeadCounts(tx: Tx, on: Day): Promise<HeadCount[]> {
  const { rows } = await sql<HeadCount>`
    select u.unit_id as "unitId",
           u.full_name as "unitName",
           u.kind as "unitKind",
           g.level,
           count(*)::int as present
    from people_staff s
    join people_v_grade g on g.staff_id = s.staff_id
    join lateral (
      select h.unit_id, h.full_name, h.kind, h.path
      from (${namedUnits}) h
      where starts_with(s.unit_path, h.path)
        and h.kind in ('head_office', 'branch', 'sub_branch')
      order by h.path desc
      limit 1
    ) u on true
    where s.is_rm
      and s.hired_on <= ${on}
      and (s.left_on is null or s.left_on > ${on})
      and g.from_day <= ${on}
      and (g.until_day is null or g.until_day > ${on})
    group by u.unit_id, u.full_name, u.kind, u.path, g.level
    order by u.path,
             u.unit_id,
             array_position(array['trainee', 'junior', 'middle', 'senior'], g.level)
    limit 20000
  `.execute(tx.db);
  return rows;
}
