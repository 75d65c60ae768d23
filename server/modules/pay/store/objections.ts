import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface ObjectedSlip {
  readonly slipId: bigint;
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly quarter: string;
  readonly staffNo: string;
}

export async function loadSlipToObject(tx: Tx, slipId: bigint): Promise<ObjectedSlip | null> {
  const { rows } = await sql<ObjectedSlip>`
    select s.slip_id as "slipId",
           s.staff_id as "staffId",
           s.unit_path as "unitPath",
           s.quarter,
           p.staff_no as "staffNo"
    from pay_v_slip s
    join people_v_staff p on p.staff_id = s.staff_id
    where s.slip_id = ${slipId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface Objection {
  readonly objectionId: bigint;
  readonly words: string;
  readonly raisedAt: string;
  readonly answer: {
    readonly verdict: 'upheld' | 'dismissed';
    readonly words: string;
    readonly answeredName: string;
    readonly answeredAt: string;
  } | null;
}

/** The objection to a slip with its answer; null when there is none in sight. */
export async function loadObjection(tx: Tx, slipId: bigint): Promise<Objection | null> {
  const { rows } = await sql<Objection>`
    select o.objection_id as "objectionId",
           o.words,
           o.raised_at as "raisedAt",
           case
             when a.objection_id is not null then jsonb_build_object(
               'verdict', a.verdict,
               'words', a.words,
               'answeredName', a.answered_name,
               'answeredAt', a.answered_at
             )
           end as answer
    from pay_objection o
    left join pay_objection_answer a on a.objection_id = o.objection_id
    where o.slip_id = ${slipId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** False when the slip was objected to in the same moment. */
export async function insertObjection(
  tx: Tx,
  slip: ObjectedSlip,
  given: { until: string; words: string },
): Promise<boolean> {
  const { rows } = await sql<{ objectionId: bigint }>`
    insert into pay_objection (slip_id, staff_id, unit_path, until_day, words, raised_by)
    values (
      ${slip.slipId}, ${slip.staffId}, ${slip.unitPath}, ${given.until}::date, ${given.words},
      ${tx.actor.accountId}
    )
    on conflict (slip_id) do nothing
    returning objection_id as "objectionId"
  `.execute(tx.db);
  return rows.length === 1;
}

/** False when it was answered before. */
export async function insertAnswer(
  tx: Tx,
  given: {
    objectionId: bigint;
    verdict: 'upheld' | 'dismissed';
    words: string;
    answeredName: string;
  },
): Promise<boolean> {
  const { rows } = await sql<{ objectionId: bigint }>`
    insert into pay_objection_answer (
      objection_id, verdict, words, answered_by, answered_name
    )
    values (
      ${given.objectionId}, ${given.verdict}, ${given.words}, ${tx.actor.accountId},
      ${given.answeredName}
    )
    on conflict (objection_id) do nothing
    returning objection_id as "objectionId"
  `.execute(tx.db);
  return rows.length === 1;
}

export interface ObjectionRow {
  readonly slipId: bigint;
  readonly quarter: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly words: string;
  readonly raisedAt: string;
  readonly answer: 'open' | 'upheld' | 'dismissed';
}

/** Objections in scope, those without an answer first. */
export async function listObjections(
  tx: Tx,
  asked: { q: string | null; skip: number; limit: number },
): Promise<ObjectionRow[]> {
  const like = asked.q === null ? null : `%${asked.q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<ObjectionRow>`
    select o.slip_id as "slipId",
           l.quarter,
           s.staff_no as "staffNo",
           s.name,
           u.name as "unitName",
           o.words,
           o.raised_at as "raisedAt",
           coalesce(a.verdict, 'open') as answer
    from pay_objection o
    join pay_slip l on l.slip_id = o.slip_id
    join people_v_staff s on s.staff_id = o.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    left join pay_objection_answer a on a.objection_id = o.objection_id
    where ${like}::text is null or s.name like ${like} or s.staff_no like ${like}
    order by a.objection_id is null desc, o.objection_id desc
    offset ${asked.skip}
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}
