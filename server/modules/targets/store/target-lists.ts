import { sql, type RawBuilder } from 'kysely';
import type { Quarter, Year } from '../../../../core/period.ts';
import { rangeOfPath, type Tx } from '../../../platform/db/transaction.ts';
import type { MetricKey, TargetLevel, TargetSort } from '../contract.ts';

export interface TargetFilter {
  readonly year: Year;
  /** Null: the whole year. */
  readonly quarter: Quarter | null;
  readonly unitPath: string | null;
  readonly search: string;
  readonly level: TargetLevel;
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

const levelColumns = {
  target: ['annual', 'cumulative_target'],
  stretch: ['stretch', 'cumulative_stretch'],
  challenge: ['challenge', 'cumulative_challenge'],
} as const satisfies Record<TargetLevel, unknown>;

function targetRows(filter: TargetFilter): RawBuilder<unknown> {
  const [ofYear, ofQuarter] = levelColumns[filter.level].map((name) => sql.ref(name));
  const figure =
    filter.quarter === null
      ? sql`
          select staff_id, unit_path, metric, ${ofYear} as amount
          from targets_v_target
          where year = ${filter.year}`
      : sql`
          select staff_id, unit_path, metric, ${ofQuarter} as amount
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
