import { sql } from 'kysely';
import type { Year } from '../../../../core/period.ts';
import { rangeOfPath, type Tx } from '../../../platform/db/transaction.ts';

export interface PlacedSum {
  readonly path: string;
  readonly metric: string;
  readonly sum: bigint;
  readonly stretch: bigint | null;
  readonly challenge: bigint | null;
  readonly rms: number;
}

/**
 * Bottom-up: annual targets of the RMs in a unit and below, added up by the unit they stand in;
 * limits, which cannot be added, show the highest.
 */
export async function loadSums(tx: Tx, unitPath: string, year: Year): Promise<PlacedSum[]> {
  const range = rangeOfPath(unitPath);
  const { rows } = await sql<PlacedSum>`
    select unit_path as path,
           metric,
           case when metric = 'npl_rate' then max(annual) else sum(annual)::bigint end as sum,
           case when metric = 'npl_rate' then max(stretch) else sum(stretch)::bigint end as stretch,
           case when metric = 'npl_rate' then max(challenge) else sum(challenge)::bigint end
             as challenge,
           count(*)::int as rms
    from targets_v_target
    where year = ${year}
      and unit_path >= ${range.from}
      and unit_path < ${range.until}
    group by unit_path, metric
    order by unit_path, metric
    limit 1000000
  `.execute(tx.db);
  return rows;
}

export interface PlacedPlan {
  readonly entryId: bigint;
  readonly unitId: bigint;
  readonly path: string;
  readonly metric: string;
  readonly plan: bigint;
  readonly enteredAt: string;
}

/** Top-down: the last plan of a unit and of each below it, for each metric. */
export async function loadPlans(tx: Tx, unitPath: string, year: Year): Promise<PlacedPlan[]> {
  const range = rangeOfPath(unitPath);
  const { rows } = await sql<PlacedPlan>`
    select distinct on (p.unit_id, p.metric)
           p.entry_id as "entryId",
           p.unit_id as "unitId",
           p.unit_path as path,
           p.metric,
           p.amount as plan,
           p.entered_at as "enteredAt"
    from targets_plan p
    where p.unit_path >= ${range.from}
      and p.unit_path < ${range.until}
      and p.year = ${year}
    order by p.unit_id, p.metric, p.entry_id desc
    limit 1000000
  `.execute(tx.db);
  return rows;
}

export interface UnitRm {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly annual: bigint;
  readonly stretch: bigint | null;
  readonly challenge: bigint | null;
}

/** RMs that stand right in a unit, with their target in one metric, the largest first. */
export async function loadUnitRms(
  tx: Tx,
  of: { unitPath: string; year: Year; metric: string },
): Promise<UnitRm[]> {
  const { rows } = await sql<UnitRm>`
    select t.staff_id as "staffId",
           s.staff_no as "staffNo",
           s.name,
           t.annual,
           t.stretch,
           t.challenge
    from targets_v_target t
    join people_v_staff s on s.staff_id = t.staff_id
    where t.unit_path = ${of.unitPath}
      and t.year = ${of.year}
      and t.metric = ${of.metric}
    order by t.annual desc, s.staff_no
    limit 2000
  `.execute(tx.db);
  return rows;
}

/** Waits for whoever else enters plans of this unit, until the transaction ends. */
export async function lockPlans(tx: Tx, unitId: bigint): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtext('targets_plan'), (${unitId}::bigint % 65536)::int)
  `.execute(tx.db);
}

export interface NewPlan {
  readonly metric: string;
  readonly amount: bigint;
}

export async function insertPlans(
  tx: Tx,
  of: { unitId: bigint; unitPath: string; year: Year },
  plans: readonly NewPlan[],
): Promise<number> {
  const { rows } = await sql<{ entryId: bigint }>`
    insert into targets_plan (unit_id, unit_path, year, metric, amount, entered_by)
    select ${of.unitId}::bigint, ${of.unitPath}, ${of.year}::int, given.metric, given.amount,
           ${tx.actor.accountId}::bigint
    from unnest(
      ${plans.map((one) => one.metric)}::text[],
      ${plans.map((one) => String(one.amount))}::bigint[]
    ) as given (metric, amount)
    order by given.metric
    returning entry_id as "entryId"
  `.execute(tx.db);
  return rows.length;
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
