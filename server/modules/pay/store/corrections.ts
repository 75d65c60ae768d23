import { sql } from 'kysely';
import type { Fen } from '../../../../core/money.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { RulingState, Verdict } from './batches.ts';

export interface CorrectedSlip {
  readonly slipId: bigint;
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly quarter: string;
  readonly sealed: boolean;
}

/** The slip of a valid closing that a correction names. */
export async function loadCorrectedSlip(tx: Tx, slipId: bigint): Promise<CorrectedSlip | null> {
  const { rows } = await sql<CorrectedSlip>`
    select slip_id as "slipId",
           staff_id as "staffId",
           unit_path as "unitPath",
           quarter,
           sealed
    from pay_v_slip
    where slip_id = ${slipId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function correctionByRequest(tx: Tx, requestKey: string): Promise<bigint | null> {
  const { rows } = await sql<{ correctionId: bigint }>`
    select correction_id as "correctionId"
    from pay_correction
    where request_key = ${requestKey}
  `.execute(tx.db);
  return rows[0]?.correctionId ?? null;
}

export interface NewCorrection {
  readonly requestKey: string;
  readonly quarter: string;
  readonly slip: CorrectedSlip;
  readonly amount: bigint;
  readonly cause: string;
  readonly evidence: string;
  readonly enteredName: string;
}

export async function insertCorrection(tx: Tx, given: NewCorrection): Promise<bigint> {
  const { rows } = await sql<{ correctionId: bigint }>`
    insert into pay_correction (
      request_key, quarter, of_slip_id, staff_id, unit_path, amount_fen, cause, evidence,
      entered_by, entered_name
    )
    values (
      ${given.requestKey}, ${given.quarter}, ${given.slip.slipId}, ${given.slip.staffId},
      ${given.slip.unitPath}, ${given.amount}, ${given.cause}, ${given.evidence},
      ${tx.actor.accountId}, ${given.enteredName}
    )
    returning correction_id as "correctionId"
  `.execute(tx.db);
  return rows[0]!.correctionId;
}

export interface CorrectionForRuling {
  readonly quarter: string;
  readonly staffId: bigint;
  readonly amount: bigint;
  readonly preparedBy: bigint;
  readonly verdict: Verdict | null;
}

export async function loadCorrection(
  tx: Tx,
  correctionId: bigint,
): Promise<CorrectionForRuling | null> {
  const { rows } = await sql<CorrectionForRuling>`
    select c.quarter,
           c.staff_id as "staffId",
           c.amount_fen as amount,
           c.entered_by as "preparedBy",
           r.verdict
    from pay_correction c
    left join pay_correction_ruling r on r.correction_id = c.correction_id
    where c.correction_id = ${correctionId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** False when somebody ruled on it before. */
export async function insertCorrectionRuling(
  tx: Tx,
  ruling: { correctionId: bigint; verdict: Verdict; reason: string; ruledName: string },
): Promise<boolean> {
  const { rows } = await sql<{ correctionId: bigint }>`
    insert into pay_correction_ruling (correction_id, verdict, reason, ruled_by, ruled_name)
    values (
      ${ruling.correctionId}, ${ruling.verdict}, ${ruling.reason}, ${tx.actor.accountId},
      ${ruling.ruledName}
    )
    on conflict (correction_id) do nothing
    returning correction_id as "correctionId"
  `.execute(tx.db);
  return rows.length === 1;
}

export interface CorrectionRow {
  readonly correctionId: bigint;
  readonly quarter: string;
  readonly ofQuarter: string;
  readonly slipId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly amount: bigint;
  readonly cause: string;
  readonly evidence: string;
  readonly state: RulingState;
  readonly enteredName: string;
  readonly ruledName: string | null;
}

export async function listCorrections(
  tx: Tx,
  asked: {
    q: string | null;
    quarter: string | null;
    descending: boolean;
    skip: number;
    limit: number;
  },
): Promise<CorrectionRow[]> {
  const like = asked.q === null ? null : `%${asked.q.replace(/[%_\\]/g, '\\$&')}%`;
  const direction = asked.descending ? sql`desc` : sql`asc`;
  const { rows } = await sql<CorrectionRow>`
    select c.correction_id as "correctionId",
           c.quarter,
           p.quarter as "ofQuarter",
           c.of_slip_id as "slipId",
           s.staff_no as "staffNo",
           s.name,
           c.amount_fen as amount,
           c.cause,
           c.evidence,
           coalesce(r.verdict, 'waiting') as state,
           c.entered_name as "enteredName",
           r.ruled_name as "ruledName"
    from pay_correction c
    join pay_slip p on p.slip_id = c.of_slip_id
    join people_v_staff s on s.staff_id = c.staff_id
    left join pay_correction_ruling r on r.correction_id = c.correction_id
    where (${asked.quarter}::text is null or c.quarter = ${asked.quarter})
      and (${like}::text is null or s.name like ${like} or s.staff_no like ${like})
    order by c.correction_id ${direction}
    offset ${asked.skip}
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

/** An approved correction that the slip of a quarter carries as a line of its own. */
export interface SlipCorrection {
  readonly correctionId: bigint;
  readonly staffId: bigint;
  /** Quarter of the sealed slip that was wrong. */
  readonly ofQuarter: string;
  /** Above zero: to be paid. Below zero: to be taken off within the legal floor. */
  readonly amount: Fen;
  readonly cause: string;
}

/** The approved corrections that the closing of a quarter puts on its slips, by staff and key. */
export async function correctionsFor(tx: Tx, quarter: string): Promise<SlipCorrection[]> {
  const { rows } = await sql<SlipCorrection>`
    select c.correction_id as "correctionId",
           c.staff_id as "staffId",
           p.quarter as "ofQuarter",
           c.amount_fen as amount,
           c.cause
    from pay_correction c
    join pay_correction_ruling r on r.correction_id = c.correction_id
    join pay_slip p on p.slip_id = c.of_slip_id
    where c.quarter = ${quarter}
      and r.verdict = 'approved'
    order by c.staff_id, c.correction_id
    limit 100000
  `.execute(tx.db);
  return rows;
}
