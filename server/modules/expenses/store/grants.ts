import { sql } from 'kysely';
import type { Fen } from '../../../../core/money.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { GradeLevel } from '../contract.ts';

/** A measure attributed to each RM in a quarter's valid closing. */
export async function loadMeasured(
  tx: Tx,
  quarter: string,
  measure: string,
): Promise<Map<bigint, bigint>> {
  const { rows } = await sql<{ staffId: bigint; amount: bigint }>`
    select staff_id as "staffId",
           sum(amount)::bigint as amount
    from attribution_v_person
    where quarter = ${quarter}
      and measure = ${measure}
    group by staff_id
    order by staff_id
    limit 100000
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.staffId, row.amount]));
}

/**
 * Balance products of each RM's new customers of a quarter: of the customer as a whole, in
 * fen-days.
 */
export async function loadNewCustomerProducts(
  tx: Tx,
  quarter: string,
  measures: { readonly newCustomers: string; readonly deposits: string },
): Promise<Map<bigint, bigint[]>> {
  const { rows } = await sql<{ staffId: bigint; product: bigint }>`
    select n.staff_id as "staffId",
           coalesce(d.product, 0)::bigint as product
    from attribution_v_part n
    left join lateral (
      select sum(p.amount)::bigint as product
      from attribution_v_part p
      where p.quarter = n.quarter
        and p.customer_id = n.customer_id
        and p.measure = ${measures.deposits}
        and p.dimension = 'person'
    ) d on true
    where n.quarter = ${quarter}
      and n.measure = ${measures.newCustomers}
      and n.dimension = 'person'
      and n.staff_id is not null
      and n.amount > 0
    order by n.staff_id, n.customer_id
    limit 1000000
  `.execute(tx.db);
  const found = new Map<bigint, bigint[]>();
  for (const { staffId, product } of rows) {
    const own = found.get(staffId);
    if (own === undefined) found.set(staffId, [product]);
    else own.push(product);
  }
  return found;
}

export interface KnownEntitlement {
  readonly staffId: bigint;
  readonly baseQuarter: string;
  readonly level: GradeLevel;
  readonly rateMillionths: bigint;
  readonly entitled: Fen;
  readonly policyVersionId: bigint;
}

/** What valid openings last found for each base quarter from a first one on. */
export async function loadEntitlements(tx: Tx, from: string): Promise<KnownEntitlement[]> {
  const { rows } = await sql<KnownEntitlement>`
    select distinct on (e.staff_id, e.base_quarter)
           e.staff_id as "staffId",
           e.base_quarter as "baseQuarter",
           e.level,
           e.rate_millionths as "rateMillionths",
           e.entitled_fen as entitled,
           e.policy_version_id as "policyVersionId"
    from expenses_entitlement e
    join organisation_v_open o on o.run_id = e.run_id
    where e.base_quarter >= ${from}
    order by e.staff_id, e.base_quarter, e.run_id desc
    limit 1000000
  `.execute(tx.db);
  return rows;
}

/** What earlier openings could not take off: changes found minus allowances granted, if below 0. */
export async function loadCarried(tx: Tx): Promise<Map<bigint, bigint>> {
  const { rows } = await sql<{ staffId: bigint; carried: bigint }>`
    select c.staff_id as "staffId",
           (c.changes - coalesce(g.granted, 0))::bigint as carried
    from (
      select e.staff_id, sum(e.change_fen) as changes
      from expenses_entitlement e
      join organisation_v_open o on o.run_id = e.run_id
      group by e.staff_id
    ) c
    left join (
      select l.staff_id, sum(l.amount_fen) as granted
      from expenses_ledger l
      join organisation_v_open o on o.run_id = l.run_id
      where l.kind = 'granted'
        and l.purse = 'allowance'
        and exists (
          select 1
          from expenses_entitlement e
          where e.run_id = l.run_id
            and e.staff_id = l.staff_id)
      group by l.staff_id
    ) g on g.staff_id = c.staff_id
    where c.changes < coalesce(g.granted, 0)
    order by c.staff_id
    limit 100000
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.staffId, row.carried]));
}

export interface NewEntitlement extends KnownEntitlement {
  readonly unitPath: string;
  readonly change: Fen;
}

export async function insertEntitlements(
  tx: Tx,
  runId: bigint,
  rows: readonly NewEntitlement[],
): Promise<number> {
  return copyRows(
    tx,
    'expenses_entitlement',
    [
      'run_id',
      'staff_id',
      'unit_path',
      'base_quarter',
      'level',
      'rate_millionths',
      'entitled_fen',
      'change_fen',
      'policy_version_id',
    ],
    rows.map((one) => [
      runId,
      one.staffId,
      one.unitPath,
      one.baseQuarter,
      one.level,
      one.rateMillionths,
      one.entitled,
      one.change,
      one.policyVersionId,
    ]),
  );
}
