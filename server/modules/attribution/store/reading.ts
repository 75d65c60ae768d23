import { sql } from 'kysely';
import type { Quarter } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { Dimension } from '../contract.ts';

/** The valid closing of a quarter; null while it is not closed. */
export async function loadClosing(
  tx: Tx,
  quarter: Quarter,
): Promise<{ runId: bigint; sealed: boolean } | null> {
  const { rows } = await sql<{ runId: bigint; sealed: boolean }>`
    select run_id as "runId", sealed
    from organisation_v_close
    where quarter = ${quarter}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface PartRecord {
  readonly measure: string;
  readonly dimension: Dimension;
  readonly party: string;
  readonly partyName: string;
  readonly staffId: bigint | null;
  readonly amount: bigint;
  readonly basis: {
    rule: string;
    months: {
      month: string;
      amount: string;
      days: number;
      share: string;
      part: string;
      by?: { rule: string; ref: string };
    }[];
  };
}

/** How one customer's results were split in a closing. */
export async function loadCustomerParts(
  tx: Tx,
  runId: bigint,
  customerId: bigint,
): Promise<PartRecord[]> {
  const { rows } = await sql<PartRecord>`
    select p.measure,
           p.dimension,
           p.party,
           coalesce(s.name, u.name, p.party) as "partyName",
           p.staff_id as "staffId",
           p.amount,
           p.basis
    from attribution_part p
    left join people_v_staff s on s.staff_id = p.staff_id
    left join organisation_v_unit u on p.dimension = 'branch' and u.code = p.party
    where p.customer_id = ${customerId}
      and p.run_id = ${runId}
    order by p.measure, p.dimension, p.party
    limit 2000
  `.execute(tx.db);
  return rows;
}

export interface StaffPartRecord {
  readonly customerId: bigint;
  readonly customerNo: string;
  readonly name: string;
  readonly measure: string;
  readonly amount: bigint;
  readonly whole: bigint | null;
}

export interface StaffPartFilter {
  readonly runId: bigint;
  readonly staffId: bigint;
  readonly measure: string;
  readonly search: string;
}

export interface StaffPartPage {
  readonly descending: boolean;
  readonly after: { readonly amount: bigint; readonly customerId: bigint } | null;
  readonly limit: number;
}

const hidden = sql`
  coalesce(c.customer_no, '') as "customerNo",
  coalesce(c.name, '') as name
`;

const partsFor = (filter: StaffPartFilter) => sql`
  attribution_part p
  left join customers_v_customer c on c.customer_id = p.customer_id
  where p.run_id = ${filter.runId}
    and p.staff_id = ${filter.staffId}
    and p.measure = ${filter.measure}
    and ${
      filter.search === ''
        ? sql`true`
        : sql`(position(${filter.search} in c.name) > 0
            or starts_with(c.customer_no, ${filter.search}))`
    }
`;

/**
 * The customers behind an RM's result. His part of a customer who has moved on stays visible to
 * him, without the customer's name and whole.
 */
export async function loadStaffParts(
  tx: Tx,
  filter: StaffPartFilter,
  page: StaffPartPage,
): Promise<StaffPartRecord[]> {
  const direction = page.descending ? sql`desc` : sql`asc`;
  const beyond = page.descending ? sql`<` : sql`>`;
  const after =
    page.after === null
      ? sql`true`
      : sql`(p.amount, p.customer_id) ${beyond} (${page.after.amount}, ${page.after.customerId})`;
  const { rows } = await sql<StaffPartRecord>`
    select p.customer_id as "customerId",
           ${hidden},
           p.measure,
           p.amount,
           case when c.customer_id is null then null else (
             select sum(w.amount)::bigint
             from attribution_part w
             where w.customer_id = p.customer_id
               and w.run_id = p.run_id
               and w.measure = p.measure
               and w.dimension = 'branch'
           ) end as whole
    from ${partsFor(filter)}
      and ${after}
    order by p.amount ${direction}, p.customer_id ${direction}
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

export async function countStaffParts(
  tx: Tx,
  filter: StaffPartFilter,
  cap: number,
): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from (
      select p.customer_id
      from ${partsFor(filter)}
      limit ${cap + 1}
    ) as found
  `.execute(tx.db);
  return rows[0]!.found;
}

/** Name and unit of a member of staff; null when there is none. */
export async function loadStaff(
  tx: Tx,
  staffId: bigint,
): Promise<{ name: string; unitPath: string } | null> {
  const { rows } = await sql<{ name: string; unitPath: string }>`
    select name, unit_path as "unitPath"
    from people_v_staff
    where staff_id = ${staffId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface PartySum {
  readonly party: string;
  readonly partyName: string;
  readonly staffId: bigint | null;
  readonly measure: string;
  readonly amount: bigint;
  readonly customers: number;
}

/** Sums by party of one dimension in the caller's scope, the largest first in each measure. */
export async function loadPartySums(
  tx: Tx,
  runId: bigint,
  dimension: Dimension,
  measure: string | null,
): Promise<PartySum[]> {
  const { rows } = await sql<PartySum>`
    select p.party,
           coalesce(s.name, u.name, p.party) as "partyName",
           p.staff_id as "staffId",
           p.measure,
           p.amount,
           p.customers
    from (
      select party,
             staff_id,
             measure,
             sum(amount)::bigint as amount,
             count(distinct customer_id)::int as customers
      from attribution_part
      where run_id = ${runId}
        and dimension = ${dimension}
        and ${measure === null ? sql`true` : sql`measure = ${measure}`}
      group by party, staff_id, measure
    ) as p
    left join people_v_staff s on s.staff_id = p.staff_id
    left join organisation_v_unit u on u.code = p.party and p.staff_id is null
    order by p.measure, p.amount desc, p.party
    limit 5000
  `.execute(tx.db);
  return rows;
}

export interface TotalCheck {
  readonly measure: string;
  readonly total: bigint;
  readonly person: bigint;
  readonly branch: bigint;
  readonly department: bigint;
  readonly customers: bigint;
}

/** Wholes of a closing beside the sums of its parts. */
export async function loadTotalChecks(tx: Tx, runId: bigint): Promise<TotalCheck[]> {
  const { rows } = await sql<TotalCheck>`
    with sums as (
      select measure, dimension, sum(amount)::bigint as amount
      from attribution_part
      where run_id = ${runId}
      group by measure, dimension
    )
    select t.measure,
           t.amount as total,
           coalesce(max(s.amount) filter (where s.dimension = 'person'), 0) as person,
           coalesce(max(s.amount) filter (where s.dimension = 'branch'), 0) as branch,
           coalesce(max(s.amount) filter (where s.dimension = 'department'), 0) as department,
           t.customers
    from attribution_total t
    left join sums s on s.measure = t.measure
    where t.run_id = ${runId}
    group by t.measure, t.amount, t.customers
    order by t.measure
    limit 100
  `.execute(tx.db);
  return rows;
}
