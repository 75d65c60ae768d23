import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/transaction.ts';

export interface CountedMark {
  readonly staffId: bigint;
  readonly metric: string;
  /** Marks of 100 in millionths, ascending: nothing tells whose they are. */
  readonly marks: readonly bigint[];
}

/** The marks that count in a quarter, by RM and line, for whoever sees the whole bank. */
export async function loadCountedMarks(tx: Tx, quarter: string): Promise<CountedMark[]> {
  const { rows } = await sql<{ staffId: bigint; metric: string; marks: string[] }>`
    select staff_id as "staffId",
           metric,
           array_agg(mark_millionths::text order by mark_millionths) as marks
    from assessment_v_mark
    where quarter = ${quarter}
    group by staff_id, metric
    order by staff_id, metric
    limit 1000000
  `.execute(tx.db);
  return rows.map((row) => ({ ...row, marks: row.marks.map(BigInt) }));
}

/** Marks written since an instant: not in a closing that began then. */
export async function countMarksSince(tx: Tx, quarter: string, since: string): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from assessment_mark
    where quarter = ${quarter}
      and marked_at > ${since}::timestamptz
  `.execute(tx.db);
  return rows[0]!.found;
}

export interface OwnMark {
  readonly markId: bigint;
  readonly staffId: bigint;
  readonly metric: string;
  readonly mark: bigint;
  readonly reason: string;
  readonly markedAt: string;
}

/** The rater's own marks that count. */
export async function loadOwnMarks(
  tx: Tx,
  of: { quarter: string; raterStaffId: bigint; staffId?: bigint },
): Promise<OwnMark[]> {
  const { rows } = await sql<OwnMark>`
    select mark_id as "markId",
           staff_id as "staffId",
           metric,
           mark_millionths as mark,
           reason,
           marked_at as "markedAt"
    from assessment_v_mark
    where quarter = ${of.quarter}
      and rater_staff_id = ${of.raterStaffId}
      and (${of.staffId ?? null}::bigint is null or staff_id = ${of.staffId ?? null}::bigint)
    order by staff_id, metric
    limit 100000
  `.execute(tx.db);
  return rows;
}

/** Writes a mark; null when the same rater wrote one at the same moment. */
export async function insertMark(
  tx: Tx,
  given: {
    quarter: string;
    staffId: bigint;
    unitPath: string;
    metric: string;
    raterStaffId: bigint;
    mark: bigint;
    reason: string;
    replaces: bigint | null;
  },
): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`
    insert into assessment_mark
      (quarter, staff_id, unit_path, metric, rater_staff_id, mark_millionths, reason, replaces,
       marked_by)
    values (
      ${given.quarter},
      ${given.staffId},
      ${given.unitPath},
      ${given.metric},
      ${given.raterStaffId},
      ${given.mark},
      ${given.reason},
      ${given.replaces},
      ${tx.actor.accountId}
    )
    on conflict do nothing
    returning mark_id as id
  `.execute(tx.db);
  return rows[0]?.id ?? null;
}

/** Lines of an RM whose objection was upheld for this quarter after its last publication. */
export async function loadReopened(tx: Tx, quarter: string, staffId: bigint): Promise<string[]> {
  const { rows } = await sql<{ metric: string }>`
    select o.metric
    from assessment_objection o
    join assessment_objection_answer a on a.objection_id = o.objection_id
    where o.quarter = ${quarter}
      and o.staff_id = ${staffId}
      and a.remedy = 'this_quarter'
      and a.answered_at > (select max(published_at)
                           from assessment_publication
                           where quarter = ${quarter})
    order by o.metric
    limit 100
  `.execute(tx.db);
  return rows.map((row) => row.metric);
}
