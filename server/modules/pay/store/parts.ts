import { sql, type RawBuilder } from 'kysely';
import type { Fen } from '../../../../core/money.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { PartKind } from '../contract/book.ts';
import type { BatchLine } from '../rules/batch.ts';
import type { PayPart } from '../rules/clawback.ts';

/**
 * Whoever moves performance pay waits for the one before: two batches, or a batch and a claw-back,
 * never see the same fen. Held until the transaction ends.
 */
export async function lockPayBook(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('pay_book', 0))`.execute(tx.db);
}

export interface PartRow extends PayPart {
  readonly quarter: string;
  readonly unitPath: string;
  readonly stopped: Fen;
  readonly clawedBack: Fen;
}

const partColumns = sql`
  p.part,
  p.grant_id as "grantId",
  p.number,
  p.quarter,
  p.due_year as "dueYear",
  p.unit_path as "unitPath",
  p.granted_fen as granted,
  p.paid_fen as paid,
  p.due_fen as due,
  p.stopped_fen as stopped,
  p.clawed_fen as "clawedBack"
`;

/** Every part of one person's performance pay, of all quarters or of a period. */
export async function loadParts(
  tx: Tx,
  of: { staffId: bigint; from?: string; until?: string },
): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`
    select ${partColumns}
    from pay_v_part_state p
    where p.staff_id = ${of.staffId}
      and p.quarter >= ${of.from ?? '0001Q1'}
      and p.quarter <= ${of.until ?? '9999Q4'}
      and (p.granted_fen <> 0 or p.settled_fen <> 0)
    order by p.quarter,
             p.due_year,
             case p.part
               when 'now' then 1
               when 'held' then 2
               when 'settlement' then 3
               when 'instalment' then 4
               else 5
             end,
             p.grant_id,
             p.number
    limit 5000
  `.execute(tx.db);
  return rows;
}

export interface PlanRow {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly leftOn: string | null;
  readonly granted: bigint;
  readonly paid: bigint;
  readonly due: bigint;
  readonly stopped: bigint;
  readonly clawedBack: bigint;
}

/** Persons with performance pay and its sums, one page by staff number. */
export function listPlans(
  tx: Tx,
  asked: { q: string | null; descending: boolean; skip: number; limit: number },
): Promise<PlanRow[]> {
  const like = asked.q === null ? null : `%${asked.q.replace(/[%_\\]/g, '\\$&')}%`;
  const direction = asked.descending ? sql`desc` : sql`asc`;
  return planRows(tx, {
    wanted: sql`(${like}::text is null or s.name like ${like} or s.staff_no like ${like})`,
    page: sql`
      order by s.staff_no ${direction}
      offset ${asked.skip}
      limit ${asked.limit}
    `,
  });
}

/** The sums of one person; null when the caller sees none of his performance pay. */
export async function loadPlan(tx: Tx, staffId: bigint): Promise<PlanRow | null> {
  const rows = await planRows(tx, {
    wanted: sql`s.staff_id = ${staffId}`,
    page: sql`order by s.staff_no limit 1`,
  });
  return rows[0] ?? null;
}

async function planRows(
  tx: Tx,
  parts: { wanted: RawBuilder<unknown>; page: RawBuilder<unknown> },
): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select s.staff_id as "staffId",
           s.staff_no as "staffNo",
           s.name,
           u.name as "unitName",
           s.left_on as "leftOn",
           sum(p.granted_fen)::bigint as granted,
           sum(p.paid_fen)::bigint as paid,
           sum(p.due_fen)::bigint as due,
           sum(p.stopped_fen)::bigint as stopped,
           sum(p.clawed_fen)::bigint as "clawedBack"
    from pay_v_part_state p
    join people_v_staff s on s.staff_id = p.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    where ${parts.wanted}
    group by s.staff_id, s.staff_no, s.name, u.name, s.left_on
    ${parts.page}
  `.execute(tx.db);
  return rows;
}

export interface EventRow {
  readonly part: PartKind;
  readonly quarter: string;
  readonly number: number;
  readonly kind: 'paid' | 'stopped' | 'clawed_back' | 'settled';
  readonly amount: bigint;
  readonly cause: string;
  readonly at: string;
}

/** All that happened to one person's performance pay, the latest first. */
export async function loadEvents(tx: Tx, staffId: bigint): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select e.part,
           p.quarter,
           e.number,
           e.kind,
           e.amount_fen as amount,
           coalesce(b.batch_no, c.clawback_no, '') as cause,
           e.at
    from pay_deferral_event e
    join pay_v_part p on p.staff_id = e.staff_id
      and p.part = e.part
      and p.grant_id = e.grant_id
      and p.number = e.number
    left join pay_batch b on b.batch_id = e.batch_id
    left join pay_clawback c on c.clawback_id = e.clawback_id
    where e.staff_id = ${staffId}
    order by e.event_id desc
    limit 2000
  `.execute(tx.db);
  return rows;
}

export interface NewEvent {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly part: PartKind;
  readonly grantId: bigint;
  readonly number: number;
  readonly kind: EventRow['kind'];
  readonly amount: bigint;
}

/** Writes events of one batch or one claw-back; amounts of nothing are left out. */
export async function insertEvents(
  tx: Tx,
  cause: { batchId: bigint } | { clawbackId: bigint },
  events: readonly NewEvent[],
): Promise<number> {
  const batchId = 'batchId' in cause ? cause.batchId : null;
  const clawbackId = 'clawbackId' in cause ? cause.clawbackId : null;
  const real = events.filter((one) => one.amount > 0n);
  const { rows: ids } = await sql<{ id: bigint }>`
    select nextval('pay_deferral_event_id') as id
    from generate_series(1, ${real.length}::int)
  `.execute(tx.db);
  return copyRows(
    tx,
    'pay_deferral_event',
    [
      'event_id',
      'staff_id',
      'unit_path',
      'part',
      'grant_id',
      'number',
      'kind',
      'amount_fen',
      'batch_id',
      'clawback_id',
      'at',
      'by_account',
    ],
    real.map((one, at) => [
      ids[at]!.id,
      one.staffId,
      one.unitPath,
      one.part,
      one.grantId,
      one.number,
      one.kind,
      one.amount,
      batchId,
      clawbackId,
      'now',
      tx.actor.accountId,
    ]),
  );
}

/**
 * Lines of a batch of slips: each slip's pay less what was stopped of it, and corrections in favour
 * of people who have no slip in the quarter (they left), in the order of staff numbers.
 */
export async function slipLines(tx: Tx, quarter: string): Promise<BatchLine[]> {
  const { rows } = await sql<BatchLine>`
    select p.staff_id as "staffId",
           s.staff_no as "staffNo",
           p.unit_path as "unitPath",
           p.part,
           p.grant_id as "grantId",
           p.number,
           p.quarter,
           p.due_fen as variable,
           v.paid_now_fen - p.stopped_fen as amount
    from pay_v_part_state p
    join pay_v_slip v on v.slip_id = p.grant_id
    join people_v_staff s on s.staff_id = p.staff_id
    where p.part = 'now'
      and p.quarter = ${quarter}
    union all
    select c.staff_id,
           s.staff_no,
           c.unit_path,
           'correction',
           c.correction_id,
           0::smallint,
           c.quarter,
           0::bigint,
           c.amount_fen
    from pay_correction c
    join pay_correction_ruling r on r.correction_id = c.correction_id
    join people_v_staff s on s.staff_id = c.staff_id
    where c.quarter = ${quarter}
      and r.verdict = 'approved'
      and c.amount_fen > 0
      and not exists (
        select 1
        from pay_v_slip v
        where v.quarter = c.quarter
          and v.staff_id = c.staff_id
      )
    order by 2, 4 desc, 5
    limit 200000
  `.execute(tx.db);
  return rows;
}

/** Instalments due in a year or before and not yet paid or stopped, also of those who left. */
export async function instalmentLines(tx: Tx, year: number): Promise<BatchLine[]> {
  const { rows } = await sql<BatchLine>`
    select p.staff_id as "staffId",
           s.staff_no as "staffNo",
           p.unit_path as "unitPath",
           p.part,
           p.grant_id as "grantId",
           p.number,
           p.quarter,
           p.due_fen as variable,
           p.due_fen as amount
    from pay_v_part_state p
    join people_v_staff s on s.staff_id = p.staff_id
    where p.part in ('instalment', 'settlement_instalment')
      and p.due_year <= ${year}
      and p.due_fen > 0
    order by s.staff_no, p.quarter, p.part, p.number, p.grant_id
    limit 1000000
  `.execute(tx.db);
  return rows;
}
