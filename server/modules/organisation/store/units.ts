import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Quarter } from '../../../../core/period.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { UnitKind } from '../contract.ts';

export interface Bank {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly source: string;
  readonly today: Day | null;
}

export async function loadBank(tx: Tx): Promise<(Bank & { readonly timeZone: string }) | null> {
  const { rows } = await sql<Bank & { timeZone: string }>`
    select code, name, currency, source, today, time_zone as "timeZone"
    from organisation_bank
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function insertBank(tx: Tx, bank: Bank): Promise<void> {
  await sql`
    insert into organisation_bank (code, name, currency, source, time_zone, today)
    values (
      ${bank.code}, ${bank.name}, ${bank.currency}, ${bank.source}, 'Asia/Shanghai', ${bank.today}
    )
  `.execute(tx.db);
}

/** The bank's day: fixed for an imported past book, else the clock in its time zone. */
export async function loadBusinessDay(tx: Tx): Promise<Day> {
  const { rows } = await sql<{ today: Day }>`
    select coalesce(
      (select coalesce(today, (now() at time zone time_zone)::date) from organisation_bank),
      (now() at time zone 'Asia/Shanghai')::date
    ) as today
  `.execute(tx.db);
  return rows[0]!.today;
}

export interface Unit {
  readonly unitId: bigint;
  readonly parentId: bigint | null;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: number;
  readonly path: string;
  readonly openedOn: Day;
  readonly closedOn: Day | null;
}

/** Every unit, parents before children. A bank has thousands of units, not millions. */
export async function loadUnits(tx: Tx): Promise<Unit[]> {
  const { rows } = await sql<Unit>`
    select unit_id as "unitId",
           parent_id as "parentId",
           code,
           name,
           kind,
           level,
           path,
           opened_on as "openedOn",
           closed_on as "closedOn"
    from organisation_unit
    order by path
    limit 100000
  `.execute(tx.db);
  return rows;
}

export async function insertUnits(
  tx: Tx,
  batchId: bigint | null,
  units: readonly Omit<Unit, 'closedOn'>[],
): Promise<number> {
  return copyRows(
    tx,
    'organisation_unit',
    ['unit_id', 'parent_id', 'code', 'name', 'kind', 'level', 'path', 'opened_on', 'batch_id'],
    units.map((unit) => [
      unit.unitId,
      unit.parentId,
      unit.code,
      unit.name,
      unit.kind,
      unit.level,
      unit.path,
      unit.openedOn,
      batchId,
    ]),
  );
}

export async function nextUnitIds(tx: Tx, count: number): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select nextval('organisation_unit_id') as id
    from generate_series(1, ${count}::int)
  `.execute(tx.db);
  return rows.map((row) => row.id);
}

export async function deleteUnitsOfBatch(tx: Tx, batchId: bigint): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from organisation_unit
    where batch_id = ${batchId}
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

export interface StagedUnit {
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentCode: string | null;
  readonly openedOn: Day;
  readonly file: string;
  readonly row: number;
}

export async function loadStagedUnits(tx: Tx): Promise<StagedUnit[]> {
  const { rows } = await sql<StagedUnit>`
    select distinct on (code)
           code,
           name,
           kind,
           parent_code as "parentCode",
           opened_on as "openedOn",
           import_file as "file",
           import_row as "row"
    from staging_unit
    order by code, import_file, import_row
    limit 100000
  `.execute(tx.db);
  return rows;
}

export async function insertUnitFaults(
  tx: Tx,
  faults: readonly { unit: StagedUnit; code: string; value: string; params: object }[],
): Promise<void> {
  await copyRows(
    tx,
    'staging_fault',
    ['entity', 'import_file', 'import_row', 'column_name', 'value', 'code', 'params', 'level'],
    faults.map(({ unit, code, value, params }) => [
      'unit',
      unit.file,
      unit.row,
      'parent_code',
      value,
      code,
      JSON.stringify(params),
      'error',
    ]),
  );
}

export interface QuarterState {
  readonly quarter: Quarter;
  readonly opened: boolean;
  readonly closed: boolean;
  readonly sealed: boolean;
  readonly backdated: boolean;
}

export async function loadQuarterStates(tx: Tx): Promise<QuarterState[]> {
  const { rows } = await sql<QuarterState>`
    select r.quarter,
           bool_or(r.kind = 'open') as opened,
           bool_or(r.kind = 'close') as closed,
           bool_or(s.quarter is not null) as sealed,
           bool_or(r.backdated) as backdated
    from organisation_run r
    join organisation_run_finished f on f.run_id = r.run_id
    left join organisation_seal s on s.quarter = r.quarter
    group by r.quarter
    order by r.quarter desc
    limit 400
  `.execute(tx.db);
  return rows;
}

export interface RunRow {
  readonly runId: bigint;
  readonly quarter: Quarter;
  readonly kind: 'open' | 'close';
  readonly asOf: Day;
  readonly backdated: boolean;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly digest: string | null;
}

/** Registers an opening or closing and gives its id. */
export async function startRun(
  tx: Tx,
  run: { quarter: Quarter; kind: 'open' | 'close'; asOf: Day; backdated: boolean },
): Promise<bigint> {
  const { rows } = await sql<{ run_id: bigint }>`
    insert into organisation_run (quarter, kind, as_of, backdated, started_by)
    values (${run.quarter}, ${run.kind}, ${run.asOf}, ${run.backdated}, ${tx.actor.login})
    returning run_id
  `.execute(tx.db);
  return rows[0]!.run_id;
}

export async function finishRun(tx: Tx, runId: bigint, digest: string): Promise<void> {
  await sql`
    insert into organisation_run_finished (run_id, digest)
    values (${runId}, ${digest})
  `.execute(tx.db);
}

/** Runs of a quarter, newest first. */
export async function runsOf(tx: Tx, quarter: Quarter): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select r.run_id as "runId",
           r.quarter,
           r.kind,
           r.as_of as "asOf",
           r.backdated,
           r.started_by as "startedBy",
           r.started_at as "startedAt",
           f.finished_at as "finishedAt",
           f.digest
    from organisation_run r
    left join organisation_run_finished f on f.run_id = r.run_id
    where r.quarter = ${quarter}
    order by r.run_id desc
    limit 200
  `.execute(tx.db);
  return rows;
}

export interface Seal {
  readonly runId: bigint;
  readonly digest: string;
  readonly sealedBy: string;
  readonly sealedAt: string;
}

export async function sealOf(tx: Tx, quarter: Quarter): Promise<Seal | null> {
  const { rows } = await sql<Seal>`
    select run_id as "runId",
           digest,
           sealed_by as "sealedBy",
           sealed_at as "sealedAt"
    from organisation_seal
    where quarter = ${quarter}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function insertSeal(
  tx: Tx,
  seal: { quarter: Quarter; runId: bigint; digest: string },
): Promise<void> {
  await sql`
    insert into organisation_seal (quarter, run_id, digest, sealed_by)
    values (${seal.quarter}, ${seal.runId}, ${seal.digest}, ${tx.actor.login})
  `.execute(tx.db);
}

/**
 * A sealed quarter whose closing began after an import was loaded, and so may have used its rows.
 */
export async function sealedAfterImport(tx: Tx, batchId: bigint): Promise<Quarter | null> {
  const { rows } = await sql<{ quarter: Quarter }>`
    select s.quarter
    from organisation_seal s
    join organisation_run r on r.run_id = s.run_id
    join imports_batch b on b.batch_id = ${batchId}
    where r.started_at >= b.started_at
    order by s.quarter
    limit 1
  `.execute(tx.db);
  return rows[0]?.quarter ?? null;
}

/** The last sealed quarter; null while none is. */
export async function lastSealedQuarter(tx: Tx): Promise<Quarter | null> {
  const { rows } = await sql<{ quarter: Quarter | null }>`
    select max(quarter) as quarter
    from organisation_seal
  `.execute(tx.db);
  return rows[0]!.quarter;
}
