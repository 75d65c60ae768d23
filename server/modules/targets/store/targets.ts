import { sql, type RawBuilder } from 'kysely';
import type { Quarter, Year } from '../../../../core/period.ts';
import type { Explanation } from '../../../../core/schema.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import { digestOf } from '../../../platform/db/digest.ts';
import { rangeOfPath, type Tx } from '../../../platform/db/transaction.ts';
import type { MetricKey, TargetSort } from '../contract.ts';

export interface AnnualRow {
  readonly staffId: bigint;
  readonly metric: MetricKey;
  readonly base: bigint;
  readonly annual: bigint;
  readonly startedQuarter: number;
  readonly policyVersionId: bigint;
}

/** Annual targets of a year that valid openings have set, by RM and metric. */
export async function loadAnnual(tx: Tx, year: Year): Promise<AnnualRow[]> {
  const { rows } = await sql<AnnualRow>`
    select staff_id as "staffId",
           metric,
           base,
           annual,
           started_quarter as "startedQuarter",
           policy_version_id as "policyVersionId"
    from targets_v_target
    where year = ${year}
    order by staff_id, metric
    limit 1000000
  `.execute(tx.db);
  return rows;
}

/** Annual targets one run has set, for its own letters: they count before the run is finished. */
export async function loadAnnualOfRun(tx: Tx, runId: bigint): Promise<AnnualRow[]> {
  const { rows } = await sql<AnnualRow>`
    select staff_id as "staffId",
           metric,
           base,
           annual,
           started_quarter as "startedQuarter",
           policy_version_id as "policyVersionId"
    from targets_target
    where run_id = ${runId}
    order by staff_id, metric
    limit 1000000
  `.execute(tx.db);
  return rows;
}

export interface NewTarget extends AnnualRow {
  readonly unitPath: string;
  readonly explanation: Explanation;
}

export async function insertTargets(
  tx: Tx,
  run: { runId: bigint; year: Year },
  rows: readonly NewTarget[],
): Promise<number> {
  return copyRows(
    tx,
    'targets_target',
    [
      'run_id',
      'staff_id',
      'unit_path',
      'year',
      'metric',
      'base',
      'annual',
      'started_quarter',
      'policy_version_id',
      'explanation',
    ],
    rows.map((row) => [
      run.runId,
      row.staffId,
      row.unitPath,
      run.year,
      row.metric,
      row.base,
      row.annual,
      row.startedQuarter,
      row.policyVersionId,
      JSON.stringify(row.explanation),
    ]),
  );
}

export interface NewQuarterTarget {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly metric: MetricKey;
  readonly target: bigint;
}

export async function insertQuarterTargets(
  tx: Tx,
  run: { runId: bigint; quarter: Quarter },
  rows: readonly NewQuarterTarget[],
): Promise<number> {
  return copyRows(
    tx,
    'targets_quarter',
    ['run_id', 'staff_id', 'unit_path', 'quarter', 'metric', 'cumulative_target'],
    rows.map((row) => [run.runId, row.staffId, row.unitPath, run.quarter, row.metric, row.target]),
  );
}

/** Digest of what an opening set: staff number, metric and figures. */
export async function digestTargets(tx: Tx, runId: bigint): Promise<string> {
  return digestOf(
    tx,
    sql<{ line: string }>`
      select concat_ws('|', s.staff_no, q.quarter, q.metric, q.cumulative_target, t.base, t.annual)
        as line
      from targets_quarter q
      join people_v_staff s on s.staff_id = q.staff_id
      left join targets_target t on t.run_id = q.run_id
        and t.staff_id = q.staff_id
        and t.metric = q.metric
      where q.run_id = ${runId}
    `,
  );
}

export interface QuarterTargetRow {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly metric: MetricKey;
  readonly cumulativeTarget: bigint;
}

/**
 * Targets of the year to date at a quarter's end, by RM and metric; empty while it is not opened.
 */
export async function loadQuarterTargets(tx: Tx, quarter: Quarter): Promise<QuarterTargetRow[]> {
  const { rows } = await sql<QuarterTargetRow>`
    select staff_id as "staffId",
           unit_path as "unitPath",
           metric,
           cumulative_target as "cumulativeTarget"
    from targets_v_quarter
    where quarter = ${quarter}
    order by staff_id, metric
    limit 1000000
  `.execute(tx.db);
  return rows;
}

export interface StaffTargetRow extends AnnualRow {
  readonly name: string;
  readonly explanation: Explanation;
}

/** One RM's annual targets with their explanations. */
export async function loadStaffTargets(
  tx: Tx,
  staffId: bigint,
  year: Year,
): Promise<StaffTargetRow[]> {
  const { rows } = await sql<StaffTargetRow>`
    select t.staff_id as "staffId",
           s.name,
           t.metric,
           t.base,
           t.annual,
           t.started_quarter as "startedQuarter",
           t.policy_version_id as "policyVersionId",
           t.explanation
    from targets_v_target t
    join people_v_staff s on s.staff_id = t.staff_id
    where t.staff_id = ${staffId}
      and t.year = ${year}
    order by t.metric
    limit 100
  `.execute(tx.db);
  return rows;
}

export interface TargetFilter {
  readonly year: Year;
  /** Null: the whole year. */
  readonly quarter: Quarter | null;
  readonly unitPath: string | null;
  readonly search: string;
}

export interface TargetListRow {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly depositAverage: bigint | null;
  readonly loanAverage: bigint | null;
  readonly contribution: bigint | null;
  readonly feeIncome: bigint | null;
  readonly newCustomers: bigint | null;
  readonly nplRate: bigint | null;
}

const listSorts = {
  staffNo: sql.ref('l.staffNo'),
  name: sql.ref('l.name'),
  depositAverage: sql.ref('l.depositAverage'),
  loanAverage: sql.ref('l.loanAverage'),
  contribution: sql.ref('l.contribution'),
  feeIncome: sql.ref('l.feeIncome'),
  newCustomers: sql.ref('l.newCustomers'),
} as const satisfies Record<TargetSort, unknown>;

export interface TargetPage {
  readonly sort: TargetSort;
  readonly descending: boolean;
  readonly after: { readonly value: string; readonly staffNo: string } | null;
  readonly limit: number;
}

/** A page of RMs with a column for each metric. */
export async function loadTargetPage(
  tx: Tx,
  filter: TargetFilter,
  page: TargetPage,
): Promise<TargetListRow[]> {
  const column = listSorts[page.sort];
  const isText = page.sort === 'staffNo' || page.sort === 'name';
  const value = isText ? sql`${column}` : sql`coalesce(${column}, -1)`;
  const direction = page.descending ? sql`desc` : sql`asc`;
  const beyond = page.descending ? sql`<` : sql`>`;
  const type = isText ? sql`text` : sql`bigint`;
  const after =
    page.after === null
      ? sql`true`
      : sql`(${value}, l."staffNo") ${beyond}
          (${page.after.value}::${type}, ${page.after.staffNo})`;
  const { rows } = await sql<TargetListRow>`
    select l."staffId",
           l."staffNo",
           l.name,
           l."unitName",
           l."depositAverage",
           l."loanAverage",
           l.contribution,
           l."feeIncome",
           l."newCustomers",
           l."nplRate"
    from (${targetRows(filter)}) as l
    where ${after}
    order by ${value} ${direction}, l."staffNo" ${direction}
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

export async function countTargetRows(tx: Tx, filter: TargetFilter, cap: number): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from (
      select l."staffId"
      from (${targetRows(filter)}) as l
      limit ${cap + 1}
    ) as found
  `.execute(tx.db);
  return rows[0]!.found;
}

function targetRows(filter: TargetFilter): RawBuilder<unknown> {
  const figure =
    filter.quarter === null
      ? sql`
          select staff_id, unit_path, metric, annual as amount
          from targets_v_target
          where year = ${filter.year}`
      : sql`
          select staff_id, unit_path, metric, cumulative_target as amount
          from targets_v_quarter
          where quarter = ${filter.quarter}`;
  const range = filter.unitPath === null ? null : rangeOfPath(filter.unitPath);
  const inUnit =
    range === null ? sql`true` : sql`f.unit_path >= ${range.from} and f.unit_path < ${range.until}`;
  const found =
    filter.search === ''
      ? sql`true`
      : sql`(position(${filter.search} in s.name) > 0
          or starts_with(s.staff_no, ${filter.search}))`;
  const of = (metric: MetricKey) => sql`max(f.amount) filter (where f.metric = ${metric})`;
  return sql`
    select s.staff_id as "staffId",
           s.staff_no as "staffNo",
           s.name,
           u.name as "unitName",
           ${of('deposit_average')} as "depositAverage",
           ${of('loan_average')} as "loanAverage",
           ${of('contribution')} as contribution,
           ${of('fee_income')} as "feeIncome",
           ${of('new_customers')} as "newCustomers",
           ${of('npl_rate')} as "nplRate"
    from (${figure}) as f
    join people_v_staff s on s.staff_id = f.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    where ${inUnit}
      and ${found}
    group by s.staff_id, s.staff_no, s.name, u.name
  `;
}

export interface UnitSum {
  readonly metric: MetricKey;
  readonly sum: bigint;
  readonly rms: number;
}

/**
 * Bottom-up: the sum of the annual targets of the RMs in a unit and below; levels show the highest.
 */
export async function loadUnitSums(tx: Tx, unitPath: string, year: Year): Promise<UnitSum[]> {
  const range = rangeOfPath(unitPath);
  const { rows } = await sql<UnitSum>`
    select metric,
           case when metric = 'npl_rate' then max(annual) else sum(annual)::bigint end as sum,
           count(*)::int as rms
    from targets_v_target
    where year = ${year}
      and unit_path >= ${range.from}
      and unit_path < ${range.until}
    group by metric
    order by metric
    limit 100
  `.execute(tx.db);
  return rows;
}

export interface UnitPlan {
  readonly metric: MetricKey;
  readonly plan: bigint;
  readonly enteredAt: string;
}

/** Top-down: the last plan of a unit for each metric. */
export async function loadUnitPlans(tx: Tx, unitId: bigint, year: Year): Promise<UnitPlan[]> {
  const { rows } = await sql<UnitPlan>`
    select distinct on (metric) metric, amount as plan, entered_at as "enteredAt"
    from targets_plan
    where unit_id = ${unitId}
      and year = ${year}
    order by metric, entry_id desc
    limit 100
  `.execute(tx.db);
  return rows;
}

export async function insertPlan(
  tx: Tx,
  plan: { unitId: bigint; unitPath: string; year: Year; metric: MetricKey; amount: bigint },
): Promise<bigint> {
  const { rows } = await sql<{ entryId: bigint }>`
    insert into targets_plan (unit_id, unit_path, year, metric, amount, entered_by)
    values (
      ${plan.unitId}, ${plan.unitPath}, ${plan.year}, ${plan.metric}, ${plan.amount},
      ${tx.actor.accountId}
    )
    returning entry_id as "entryId"
  `.execute(tx.db);
  return rows[0]!.entryId;
}

export interface UnitOf {
  readonly unitId: bigint;
  readonly code: string;
  readonly name: string;
  readonly path: string;
}

export async function loadUnit(tx: Tx, unitId: bigint): Promise<UnitOf | null> {
  const { rows } = await sql<UnitOf>`
    select unit_id as "unitId", code, name, path
    from organisation_v_unit
    where unit_id = ${unitId}
  `.execute(tx.db);
  return rows[0] ?? null;
}
