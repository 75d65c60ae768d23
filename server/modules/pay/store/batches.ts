import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { BatchKind } from '../contract/book.ts';
import type { BatchLine, EarlierBatch } from '../rules/batch.ts';

export type Verdict = 'approved' | 'returned';
export type RulingState = 'waiting' | Verdict;

/** The batches of one kind and period, the latest round first. */
export async function loadEarlier(
  tx: Tx,
  of: { kind: BatchKind; period: string },
): Promise<EarlierBatch[]> {
  const { rows } = await sql<EarlierBatch>`
    select b.batch_no as "batchNo",
           b.round,
           a.verdict
    from pay_batch b
    left join pay_approval a on a.batch_id = b.batch_id
    where b.kind = ${of.kind}
      and b.period = ${of.period}
    order by b.round desc
    limit 1000
  `.execute(tx.db);
  return rows;
}

export interface NewBatch {
  readonly batchNo: string;
  readonly kind: BatchKind;
  readonly period: string;
  readonly round: number;
  readonly total: bigint;
  readonly digest: string;
  readonly preparedName: string;
}

/** The key of a new batch; null when another hand made that round in the same moment. */
export async function insertBatch(
  tx: Tx,
  batch: NewBatch,
  lineCount: number,
): Promise<bigint | null> {
  const { rows } = await sql<{ batchId: bigint }>`
    insert into pay_batch (
      batch_no, kind, period, round, line_count, total_fen, digest, prepared_by, prepared_name
    )
    values (
      ${batch.batchNo}, ${batch.kind}, ${batch.period}, ${batch.round}, ${lineCount},
      ${batch.total}, ${batch.digest}, ${tx.actor.accountId}, ${batch.preparedName}
    )
    on conflict do nothing
    returning batch_id as "batchId"
  `.execute(tx.db);
  return rows[0]?.batchId ?? null;
}

export async function insertBatchLines(
  tx: Tx,
  batchId: bigint,
  lines: readonly BatchLine[],
): Promise<number> {
  return copyRows(
    tx,
    'pay_batch_line',
    [
      'batch_id',
      'position',
      'staff_id',
      'unit_path',
      'part',
      'grant_id',
      'number',
      'quarter',
      'variable_fen',
      'amount_fen',
    ],
    lines.map((one, at) => [
      batchId,
      at + 1,
      one.staffId,
      one.unitPath,
      one.part,
      one.grantId,
      one.number,
      one.quarter,
      one.variable,
      one.amount,
    ]),
  );
}

export interface BatchRow {
  readonly batchId: bigint;
  readonly batchNo: string;
  readonly kind: BatchKind;
  readonly period: string;
  readonly state: RulingState;
  readonly lines: number;
  readonly total: bigint;
  readonly preparedName: string;
  readonly preparedAt: string;
}

const listed = sql`
  b.batch_id as "batchId",
  b.batch_no as "batchNo",
  b.kind,
  b.period,
  coalesce(a.verdict, 'waiting') as state,
  b.line_count as lines,
  b.total_fen as total,
  b.prepared_name as "preparedName",
  b.prepared_at as "preparedAt"
`;

export async function listBatches(
  tx: Tx,
  asked: {
    q: string | null;
    kind: BatchKind | null;
    descending: boolean;
    skip: number;
    limit: number;
  },
): Promise<BatchRow[]> {
  const direction = asked.descending ? sql`desc` : sql`asc`;
  const { rows } = await sql<BatchRow>`
    select ${listed}
    from pay_batch b
    left join pay_approval a on a.batch_id = b.batch_id
    where (${asked.kind}::text is null or b.kind = ${asked.kind})
      and (${asked.q}::text is null or position(${asked.q} in b.batch_no) > 0)
    order by b.batch_id ${direction}
    offset ${asked.skip}
    limit ${asked.limit}
  `.execute(tx.db);
  return rows;
}

export interface BatchHead extends BatchRow {
  readonly digest: string;
  readonly variable: bigint;
  readonly preparedBy: bigint;
  readonly ruling: {
    readonly verdict: Verdict;
    readonly reason: string;
    readonly ruledName: string;
    readonly ruledAt: string;
  } | null;
}

export async function loadBatch(tx: Tx, batchId: bigint): Promise<BatchHead | null> {
  const { rows } = await sql<
    Omit<BatchHead, 'ruling'> & {
      verdict: Verdict | null;
      reason: string;
      ruledName: string;
      ruledAt: string;
    }
  >`
    select ${listed},
           b.digest,
           b.prepared_by as "preparedBy",
           coalesce(
             (
               select sum(l.variable_fen)
               from pay_batch_line l
               where l.batch_id = b.batch_id
             ), 0
           )::bigint as variable,
           a.verdict,
           a.reason,
           a.ruled_name as "ruledName",
           a.ruled_at as "ruledAt"
    from pay_batch b
    left join pay_approval a on a.batch_id = b.batch_id
    where b.batch_id = ${batchId}
  `.execute(tx.db);
  const row = rows[0];
  if (row === undefined) return null;
  const { verdict, reason, ruledName, ruledAt, ...head } = row;
  return { ...head, ruling: verdict === null ? null : { verdict, reason, ruledName, ruledAt } };
}

/** False when somebody ruled on it before. */
export async function insertApproval(
  tx: Tx,
  ruling: {
    batchId: bigint;
    verdict: Verdict;
    reason: string;
    digest: string;
    ruledName: string;
  },
): Promise<boolean> {
  const { rows } = await sql<{ batchId: bigint }>`
    insert into pay_approval (batch_id, verdict, reason, digest, ruled_by, ruled_name)
    values (
      ${ruling.batchId}, ${ruling.verdict}, ${ruling.reason}, ${ruling.digest},
      ${tx.actor.accountId}, ${ruling.ruledName}
    )
    on conflict (batch_id) do nothing
    returning batch_id as "batchId"
  `.execute(tx.db);
  return rows.length === 1;
}

export interface BatchLineRow {
  readonly position: number;
  readonly staffNo: string;
  readonly name: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly quarter: string;
  readonly part: BatchLine['part'];
  readonly number: number;
  readonly variable: bigint;
  readonly amount: bigint;
}

/** Payments of a batch in the order of the file: after a position, or a page of those found. */
export async function loadBatchLines(
  tx: Tx,
  of: { batchId: bigint; after?: number; skip?: number; limit: number; q?: string | null },
): Promise<BatchLineRow[]> {
  const q = of.q ?? null;
  const like = q === null ? null : `%${q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<BatchLineRow>`
    select l.position,
           s.staff_no as "staffNo",
           s.name,
           coalesce(u.code, '') as "unitCode",
           coalesce(u.name, '') as "unitName",
           l.quarter,
           l.part,
           l.number,
           l.variable_fen as variable,
           l.amount_fen as amount
    from pay_batch_line l
    join people_v_staff s on s.staff_id = l.staff_id
    left join organisation_v_unit u on u.path = l.unit_path
    where l.batch_id = ${of.batchId}
      and l.position > ${of.after ?? 0}
      and (${like}::text is null or s.name like ${like} or s.staff_no like ${like})
    order by l.position
    offset ${of.skip ?? 0}
    limit ${of.limit}
  `.execute(tx.db);
  return rows;
}

/** The batch that paid a slip and its day in China (ASSUMED); null while it waits. */
export async function loadPayment(
  tx: Tx,
  slipId: bigint,
): Promise<{ batchNo: string; approvedOn: Day } | null> {
  const { rows } = await sql<{ batchNo: string; approvedOn: Day }>`
    select b.batch_no as "batchNo",
           (a.ruled_at at time zone 'Asia/Shanghai')::date as "approvedOn"
    from pay_batch_line l
    join pay_batch b on b.batch_id = l.batch_id
    join pay_approval a on a.batch_id = l.batch_id
    where l.part = 'now'
      and l.grant_id = ${slipId}
      and a.verdict = 'approved'
    order by b.batch_id
    limit 1
  `.execute(tx.db);
  return rows[0] ?? null;
}

export interface Payable {
  readonly kind: BatchKind;
  readonly period: string;
  readonly persons: number;
  readonly variable: bigint | null;
}

/**
 * What could be prepared now: sealed quarters and settled years that no batch waits for or has
 * paid, and what is due of instalments by the given year.
 */
export async function loadPayable(tx: Tx, year: number): Promise<Payable[]> {
  const { rows } = await sql<Payable>`
    with taken as (
      select b.kind, b.period, a.verdict
      from pay_batch b
      left join pay_approval a on a.batch_id = b.batch_id
      where coalesce(a.verdict, 'waiting') <> 'returned'
    )
    select 'slips' as kind,
           p.quarter as period,
           count(*)::int as persons,
           sum(p.due_fen)::bigint as variable
    from pay_v_part_state p
    where p.part = 'now'
      and not exists (select 1 from taken t where t.kind = 'slips' and t.period = p.quarter)
    group by p.quarter
    union all
    select 'instalments',
           ${String(year)},
           count(distinct p.staff_id)::int,
           sum(p.due_fen)::bigint
    from pay_v_part_state p
    where p.part in ('instalment', 'settlement_instalment')
      and p.due_year <= ${year}
      and p.due_fen > 0
      and not exists (select 1 from taken t where t.kind = 'instalments' and t.verdict is null)
    having count(*) > 0
    union all
    select 'settlement',
           left(p.quarter, 4),
           count(distinct p.staff_id)::int,
           null
    from pay_v_part p
    where p.part = 'now'
      and p.quarter like '%Q4'
      and not exists (
        select 1 from taken t where t.kind = 'settlement' and t.period = left(p.quarter, 4)
      )
    group by p.quarter
    order by 1, 2
    limit 400
  `.execute(tx.db);
  return rows;
}
