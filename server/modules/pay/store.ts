import { sql } from 'kysely';
import type { Fen } from '../../../core/money.ts';
import type { Explanation } from '../../../core/schema.ts';
import { copyRows } from '../../platform/db/copy.ts';
import { digestOf } from '../../platform/db/digest.ts';
import type { Tx } from '../../platform/db/transaction.ts';
import type { Slip } from './rules/slip.ts';
import { insertRisk } from './store/items.ts';

export interface NewSlip extends Slip {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly level: string;
}

/** Writes the slips of a run with lines and deferral plans; returns how many rows. */
export async function insertSlips(
  tx: Tx,
  run: { runId: bigint; quarter: string; policyVersionId: bigint },
  slips: readonly NewSlip[],
): Promise<number> {
  const { rows: ids } = await sql<{ id: bigint }>`
    select nextval('pay_slip_id') as id
    from generate_series(1, ${slips.length}::int)
  `.execute(tx.db);
  await copyRows(
    tx,
    'pay_slip',
    [
      'slip_id',
      'run_id',
      'quarter',
      'staff_id',
      'unit_path',
      'level',
      'gross_fen',
      'paid_now_fen',
      'deferred_fen',
      'held_fen',
      'deducted_fen',
      'carried_fen',
      'withheld_fen',
      'returned_fen',
      'policy_version_id',
    ],
    slips.map((slip, at) => [
      ids[at]!.id,
      run.runId,
      run.quarter,
      slip.staffId,
      slip.unitPath,
      slip.level,
      slip.gross,
      slip.paidNow,
      slip.deferred,
      slip.held,
      slip.deducted,
      slip.carried,
      slip.withheld,
      slip.returned,
      run.policyVersionId,
    ]),
  );
  const lines = await copyRows(
    tx,
    'pay_line',
    ['slip_id', 'position', 'item', 'part', 'amount_fen', 'explanation'],
    slips.flatMap((slip, at) =>
      slip.lines.map((line, position) => [
        ids[at]!.id,
        position + 1,
        line.item,
        line.part,
        line.amount,
        JSON.stringify(line.explanation),
      ]),
    ),
  );
  const instalments = await copyRows(
    tx,
    'pay_deferral',
    ['slip_id', 'instalment_no', 'due_year', 'amount_fen'],
    slips.flatMap((slip, at) =>
      slip.instalments.map((one, number) => [ids[at]!.id, number + 1, one.dueYear, one.amount]),
    ),
  );
  const risk = await insertRisk(
    tx,
    run,
    slips.flatMap((slip, at) =>
      slip.risk.map((entry) => ({
        ...entry,
        slipId: ids[at]!.id,
        staffId: slip.staffId,
        unitPath: slip.unitPath,
      })),
    ),
  );
  return slips.length + lines + instalments + risk;
}

export async function digestSlips(tx: Tx, runId: bigint): Promise<string> {
  return digestOf(
    tx,
    sql<{ line: string }>`
      select concat_ws('|', p.staff_no, s.gross_fen, s.paid_now_fen, s.deferred_fen, s.held_fen,
                       s.deducted_fen, s.carried_fen, l.item, l.amount_fen) as line
      from pay_slip s
      join pay_line l on l.slip_id = s.slip_id
      join people_v_staff p on p.staff_id = s.staff_id
      where s.run_id = ${runId}
      union all
      select concat_ws('|', p.staff_no, d.instalment_no, d.due_year, d.amount_fen) as line
      from pay_slip s
      join pay_deferral d on d.slip_id = s.slip_id
      join people_v_staff p on p.staff_id = s.staff_id
      where s.run_id = ${runId}
      union all
      select concat_ws('|', p.staff_no, d.item, d.kind, d.of_quarter, d.amount_fen) as line
      from pay_risk_deposit d
      join people_v_staff p on p.staff_id = d.staff_id
      where d.run_id = ${runId}
    `,
  );
}

/** Deductions that the valid closing of a quarter had to carry on, by RM. */
export async function loadCarried(tx: Tx, quarter: string): Promise<Map<bigint, Fen>> {
  const { rows } = await sql<{ staffId: bigint; carried: Fen }>`
    select staff_id as "staffId",
           carried_fen as carried
    from pay_v_slip
    where quarter = ${quarter}
      and carried_fen > 0
    order by staff_id
    limit 100000
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.staffId, row.carried]));
}

export interface SlipListRow {
  readonly slipId: bigint;
  readonly quarter: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly level: string;
  readonly gross: bigint;
  readonly paidNow: bigint;
  readonly deferred: bigint;
  readonly held: bigint;
  readonly deducted: bigint;
  readonly sealed: boolean;
}

const listed = sql`
  s.slip_id as "slipId",
  s.quarter,
  p.staff_no as "staffNo",
  p.name,
  u.name as "unitName",
  s.level,
  s.gross_fen as gross,
  s.paid_now_fen as "paidNow",
  s.deferred_fen as deferred,
  s.held_fen as held,
  s.deducted_fen as deducted,
  s.sealed
`;

export async function latestQuarter(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ quarter: string | null }>`
    select max(quarter) as quarter
    from pay_v_slip
  `.execute(tx.db);
  return rows[0]!.quarter;
}

/** Slips of a quarter, one page; there are as many as RMs. */
export async function listSlips(
  tx: Tx,
  asked: {
    quarter: string;
    q: string | null;
    byStaffNo: boolean;
    descending: boolean;
    skip: number;
    limit: number;
  },
): Promise<SlipListRow[]> {
  const like = asked.q === null ? null : `%${asked.q.replace(/[%_\\]/g, '\\$&')}%`;
  const direction = asked.descending ? sql`desc` : sql`asc`;
  const key = asked.byStaffNo ? sql`p.staff_no` : sql`s.gross_fen`;
  const { rows } = await sql<SlipListRow>`
    select ${listed}
    from pay_v_slip s
    join people_v_staff p on p.staff_id = s.staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    where s.quarter = ${asked.quarter}
      and (${like}::text is null or p.name like ${like} or p.staff_no like ${like})
    order by ${key} ${direction}, p.staff_no
    offset ${asked.skip}
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

export interface SlipHead extends SlipListRow {
  readonly staffId: bigint;
  readonly carried: bigint;
  readonly withheld: bigint;
  readonly returned: bigint;
  readonly policyVersionId: bigint;
  readonly policyVersionNo: string;
}

export async function loadSlip(tx: Tx, slipId: bigint): Promise<SlipHead | null> {
  const { rows } = await sql<SlipHead>`
    select ${listed},
           s.staff_id as "staffId",
           s.carried_fen as carried,
           s.withheld_fen as withheld,
           s.returned_fen as returned,
           s.policy_version_id as "policyVersionId",
           v.version_no::text as "policyVersionNo"
    from pay_v_slip s
    join policy_version v on v.version_id = s.policy_version_id
    join people_v_staff p on p.staff_id = s.staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    where s.slip_id = ${slipId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function slipIdOf(
  tx: Tx,
  of: { quarter: string; staffNo: string },
): Promise<bigint | null> {
  const { rows } = await sql<{ slip_id: bigint }>`
    select s.slip_id
    from pay_v_slip s
    join people_v_staff p on p.staff_id = s.staff_id
    where s.quarter = ${of.quarter}
      and p.staff_no = ${of.staffNo}
  `.execute(tx.db);
  return rows[0]?.slip_id ?? null;
}

export interface SlipLineRow {
  readonly item: string;
  readonly part: string;
  readonly amount: bigint;
  readonly explanation: Explanation;
}

export async function loadLines(tx: Tx, slipId: bigint): Promise<SlipLineRow[]> {
  const { rows } = await sql<SlipLineRow>`
    select item,
           part,
           amount_fen as amount,
           explanation
    from pay_v_line
    where slip_id = ${slipId}
    order by position
    limit 100
  `.execute(tx.db);
  return rows;
}

export async function loadInstalments(
  tx: Tx,
  slipId: bigint,
): Promise<{ instalmentNo: number; dueYear: number; amount: bigint }[]> {
  const { rows } = await sql<{ instalmentNo: number; dueYear: number; amount: bigint }>`
    select instalment_no as "instalmentNo",
           due_year as "dueYear",
           amount_fen as amount
    from pay_deferral
    where slip_id = ${slipId}
    order by instalment_no
    limit 100
  `.execute(tx.db);
  return rows;
}

export interface PaySum {
  readonly unitName: string;
  readonly level: string;
  readonly slips: number;
  readonly gross: bigint;
  readonly paidNow: bigint;
  readonly deferred: bigint;
}

export async function sumSlips(tx: Tx, quarter: string): Promise<PaySum[]> {
  const { rows } = await sql<PaySum>`
    select u.name as "unitName",
           s.level,
           count(*)::int as slips,
           sum(s.gross_fen)::bigint as gross,
           sum(s.paid_now_fen)::bigint as "paidNow",
           sum(s.deferred_fen)::bigint as deferred
    from pay_v_slip s
    join people_v_staff p on p.staff_id = s.staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    where s.quarter = ${quarter}
    group by u.path, u.name, s.level
    order by u.path, s.level
    limit 5000
  `.execute(tx.db);
  return rows;
}
