import { sql } from 'kysely';
import type { Fen } from '../../../../core/money.ts';
import type { Quarter } from '../../../../core/period.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { RiskEntry, Tranche } from '../rules/risk.ts';

/** What the valid closings of some quarters paid, by RM and item. */
export async function loadEarlier(
  tx: Tx,
  quarters: readonly Quarter[],
): Promise<Map<bigint, Map<string, Fen>>> {
  const { rows } = await sql<{ staffId: bigint; item: string; amount: Fen }>`
    select s.staff_id as "staffId",
           l.item,
           sum(l.amount_fen)::bigint as amount
    from pay_v_slip s
    join pay_v_line l on l.slip_id = s.slip_id
    where s.quarter = any(${quarters}::text[])
      and l.part in ('base', 'bonus')
    group by s.staff_id, l.item
    order by s.staff_id, l.item
    limit 1000000
  `.execute(tx.db);
  return byStaff(rows, (row) => [row.item, row.amount] as const);
}

/** Risk money that is kept before a quarter, by RM and deposit, oldest quarter first. */
export async function loadTranches(
  tx: Tx,
  before: Quarter,
): Promise<Map<bigint, Map<string, Tranche[]>>> {
  const { rows } = await sql<{ staffId: bigint; item: string; quarter: Quarter; left: Fen }>`
    select staff_id as "staffId",
           item,
           of_quarter as quarter,
           sum(moved_fen)::bigint as left
    from pay_v_risk_deposit
    where quarter < ${before}
    group by staff_id, item, of_quarter
    order by staff_id, item, of_quarter
    limit 1000000
  `.execute(tx.db);
  const answer = new Map<bigint, Map<string, Tranche[]>>();
  for (const { staffId, item, quarter, left } of rows) {
    const own = answer.get(staffId) ?? new Map<string, Tranche[]>();
    answer.set(staffId, own);
    own.set(item, [...(own.get(item) ?? []), { quarter, left }]);
  }
  return answer;
}

/** The pay step that each RM's score of a quarter earned, in its valid closing. */
export async function loadEarned(
  tx: Tx,
  quarter: Quarter,
): Promise<{ staffId: bigint; level: string; step: number }[]> {
  const { rows } = await sql<{ staffId: bigint; level: string; step: number }>`
    select staff_id as "staffId",
           earned_level as level,
           earned_step as step
    from assessment_v_sheet
    where quarter = ${quarter}
      and earned_step is not null
    order by staff_id
    limit 100000
  `.execute(tx.db);
  return rows;
}

/** The valid closing of a quarter; null while it has none. */
export async function closingOf(tx: Tx, quarter: Quarter): Promise<bigint | null> {
  const { rows } = await sql<{ runId: bigint }>`
    select run_id as "runId"
    from organisation_v_close
    where quarter = ${quarter}
  `.execute(tx.db);
  return rows[0]?.runId ?? null;
}

export interface NewRiskEntry extends RiskEntry {
  readonly slipId: bigint;
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly item: string;
}

export function insertRisk(
  tx: Tx,
  run: { runId: bigint; quarter: string },
  entries: readonly NewRiskEntry[],
): Promise<number> {
  return copyRows(
    tx,
    'pay_risk_deposit',
    [
      'run_id',
      'slip_id',
      'staff_id',
      'unit_path',
      'quarter',
      'item',
      'kind',
      'of_quarter',
      'amount_fen',
    ],
    entries.map((entry) => [
      run.runId,
      entry.slipId,
      entry.staffId,
      entry.unitPath,
      run.quarter,
      entry.item,
      entry.kind,
      entry.of,
      entry.amount,
    ]),
  );
}

export interface RiskRow {
  readonly item: string;
  readonly kind: RiskEntry['kind'];
  readonly ofQuarter: string;
  readonly amount: bigint;
}

/** What a slip did to its RM's risk deposit. */
export async function loadRiskOfSlip(tx: Tx, slipId: bigint): Promise<RiskRow[]> {
  const { rows } = await sql<RiskRow>`
    select item,
           kind,
           of_quarter as "ofQuarter",
           amount_fen as amount
    from pay_risk_deposit
    where slip_id = ${slipId}
    order by item, of_quarter, kind
    limit 1000
  `.execute(tx.db);
  return rows;
}

/** Balance of each risk deposit of an RM after a quarter. */
export async function loadRiskBalances(
  tx: Tx,
  of: { staffId: bigint; quarter: string },
): Promise<{ item: string; balance: bigint }[]> {
  const { rows } = await sql<{ item: string; balance: bigint }>`
    select item,
           sum(moved_fen)::bigint as balance
    from pay_v_risk_deposit
    where staff_id = ${of.staffId}
      and quarter <= ${of.quarter}
    group by item
    order by item
    limit 60
  `.execute(tx.db);
  return rows;
}

function byStaff<R extends { staffId: bigint }, V>(
  rows: readonly R[],
  entry: (row: R) => readonly [string, V],
): Map<bigint, Map<string, V>> {
  const answer = new Map<bigint, Map<string, V>>();
  for (const row of rows) {
    const own = answer.get(row.staffId) ?? new Map<string, V>();
    answer.set(row.staffId, own);
    own.set(...entry(row));
  }
  return answer;
}
