import { sql } from 'kysely';
import type { Fen } from '../../../../core/money.ts';
import type { Explanation } from '../../../../core/schema.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { Settlement } from '../rules/settlement.ts';
import type { RulingState } from './batches.ts';

/** A sealed slip of the year with where its performance pay stands. */
export interface SlipOfYear {
  readonly slipId: bigint;
  readonly runId: bigint;
  readonly quarter: string;
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly unitPath: string;
  readonly level: string;
  readonly policyVersionId: bigint;
  readonly granted: Fen;
  readonly held: Fen;
  readonly takenBack: boolean;
}

/** Sealed slips of a year, by staff number and quarter. */
export async function slipsOfYear(tx: Tx, year: number): Promise<SlipOfYear[]> {
  const { rows } = await sql<SlipOfYear>`
    select s.slip_id as "slipId",
           s.run_id as "runId",
           s.quarter,
           s.staff_id as "staffId",
           f.staff_no as "staffNo",
           s.unit_path as "unitPath",
           s.level,
           s.policy_version_id as "policyVersionId",
           sum(p.granted_fen + p.settled_fen)::bigint as granted,
           coalesce(sum(p.due_fen) filter (where p.part = 'held'), 0)::bigint as held,
           sum(p.stopped_fen + p.clawed_fen) > 0 as "takenBack"
    from pay_v_part_state p
    join pay_v_slip s on s.slip_id = p.grant_id
    join people_v_staff f on f.staff_id = s.staff_id
    where p.part in ('now', 'held', 'instalment')
      and p.quarter >= ${`${year}Q1`}
      and p.quarter <= ${`${year}Q4`}
    group by s.slip_id, s.run_id, s.quarter, s.staff_id, f.staff_no, s.unit_path, s.level,
             s.policy_version_id
    order by f.staff_no, s.quarter
    limit 1000000
  `.execute(tx.db);
  return rows;
}

/** What each person was overpaid in earlier years, after his last approved settlement. */
export async function loadOffsets(tx: Tx, before: number): Promise<Map<bigint, Fen>> {
  const { rows } = await sql<{ staffId: bigint; offset: Fen }>`
    select distinct on (t.staff_id)
           t.staff_id as "staffId",
           t.offset_out_fen as "offset"
    from pay_settlement t
    join pay_approval a on a.batch_id = t.batch_id
    where a.verdict = 'approved'
      and t.year < ${before}
    order by t.staff_id, t.year desc, t.settlement_id desc
    limit 1000000
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.staffId, row.offset]));
}

export interface SettledPerson extends Settlement {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly unitPath: string;
  readonly total: bigint;
}

/** Keys for the settlements of a batch, in their order. */
export async function settlementIds(tx: Tx, how: number): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select nextval('pay_settlement_id') as id
    from generate_series(1, ${how}::int)
  `.execute(tx.db);
  return rows.map((row) => row.id);
}

export async function insertSettlements(
  tx: Tx,
  of: { batchId: bigint; year: number; ids: readonly bigint[] },
  settlements: readonly SettledPerson[],
): Promise<void> {
  await copyRows(
    tx,
    'pay_settlement',
    [
      'settlement_id',
      'batch_id',
      'year',
      'staff_id',
      'unit_path',
      'total_millionths',
      'annual_fen',
      'granted_fen',
      'held_fen',
      'offset_in_fen',
      'amount_fen',
      'due_fen',
      'deferred_fen',
      'offset_out_fen',
      'explanation',
    ],
    settlements.map((one, at) => [
      of.ids[at],
      of.batchId,
      of.year,
      one.staffId,
      one.unitPath,
      one.total,
      one.annual,
      one.granted,
      one.held,
      one.offsetIn,
      one.amount,
      one.due,
      one.deferred,
      one.offsetOut,
      JSON.stringify(one.explanation),
    ]),
  );
  await copyRows(
    tx,
    'pay_settlement_deferral',
    ['settlement_id', 'instalment_no', 'due_year', 'amount_fen'],
    settlements.flatMap((one, at) =>
      one.instalments.map(({ dueYear, amount }, index) => [of.ids[at], index + 1, dueYear, amount]),
    ),
  );
}

/** Settlements of a batch as they were prepared: what its approval settles and pays. */
export async function loadSettlementKeys(tx: Tx, batchId: bigint): Promise<Map<bigint, bigint>> {
  const { rows } = await sql<{ staffId: bigint; settlementId: bigint }>`
    select staff_id as "staffId",
           settlement_id as "settlementId"
    from pay_settlement
    where batch_id = ${batchId}
    order by staff_id
    limit 1000000
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.staffId, row.settlementId]));
}

export interface SettlementRow {
  readonly settlementId: bigint;
  readonly year: number;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly state: RulingState;
  readonly total: bigint;
  readonly annual: bigint;
  readonly granted: bigint;
  readonly held: bigint;
  readonly offsetIn: bigint;
  readonly amount: bigint;
  readonly due: bigint;
  readonly deferred: bigint;
  readonly offsetOut: bigint;
  readonly explanation: Explanation;
}

export async function listSettlements(
  tx: Tx,
  asked: {
    q: string | null;
    year: number | null;
    descending: boolean;
    skip: number;
    limit: number;
  },
): Promise<SettlementRow[]> {
  const like = asked.q === null ? null : `%${asked.q.replace(/[%_\\]/g, '\\$&')}%`;
  const direction = asked.descending ? sql`desc` : sql`asc`;
  const { rows } = await sql<SettlementRow>`
    select t.settlement_id as "settlementId",
           t.year,
           s.staff_no as "staffNo",
           s.name,
           u.name as "unitName",
           coalesce(a.verdict, 'waiting') as state,
           t.total_millionths as total,
           t.annual_fen as annual,
           t.granted_fen as granted,
           t.held_fen as held,
           t.offset_in_fen as "offsetIn",
           t.amount_fen as amount,
           t.due_fen as due,
           t.deferred_fen as deferred,
           t.offset_out_fen as "offsetOut",
           t.explanation
    from pay_settlement t
    join people_v_staff s on s.staff_id = t.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    left join pay_approval a on a.batch_id = t.batch_id
    where coalesce(a.verdict, 'waiting') <> 'returned'
      and (${asked.year}::int is null or t.year = ${asked.year})
      and (${like}::text is null or s.name like ${like} or s.staff_no like ${like})
    order by t.year ${direction}, s.staff_no, t.settlement_id
    offset ${asked.skip}
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

/** Held parts of a year that are still to be paid: its settlement takes them in. */
export async function heldParts(
  tx: Tx,
  year: number,
): Promise<
  {
    staffId: bigint;
    unitPath: string;
    part: 'held';
    grantId: bigint;
    number: number;
    amount: bigint;
  }[]
> {
  const { rows } = await sql<{
    staffId: bigint;
    unitPath: string;
    part: 'held';
    grantId: bigint;
    number: number;
    amount: bigint;
  }>`
    select p.staff_id as "staffId",
           p.unit_path as "unitPath",
           p.part,
           p.grant_id as "grantId",
           p.number,
           p.due_fen as amount
    from pay_v_part_state p
    where p.part = 'held'
      and p.quarter >= ${`${year}Q1`}
      and p.quarter <= ${`${year}Q4`}
      and p.due_fen > 0
    order by p.staff_id, p.grant_id
    limit 1000000
  `.execute(tx.db);
  return rows;
}
