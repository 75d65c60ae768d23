import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Quarter } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { actorName } from '../../people/index.ts';
import { wholeSheet, type objectionVerdicts, type remedies } from '../contract/cycle.ts';

export interface PublishedSheet {
  readonly quarter: Quarter;
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly sealed: boolean;
  /** In the quarter's latest publication; null when the sheet is not in it. */
  readonly publicationId: bigint | null;
  readonly publishedOn: Day | null;
  readonly objectionsUntil: Day | null;
  readonly change: 'first' | 'changed' | 'same' | null;
  /** Its closing is no longer the valid one. */
  readonly superseded: boolean;
}

/** A sheet that the reader sees, with its place in the latest publication of its quarter. */
export async function loadPublishedSheet(tx: Tx, sheetId: bigint): Promise<PublishedSheet | null> {
  const { rows } = await sql<PublishedSheet>`
    select s.quarter,
           s.staff_id as "staffId",
           s.unit_path as "unitPath",
           coalesce(c.sealed, false) as sealed,
           p.publication_id as "publicationId",
           p.published_on as "publishedOn",
           ps.objections_until as "objectionsUntil",
           ps.change,
           c.run_id is distinct from s.run_id as superseded
    from assessment_sheet s
    left join organisation_v_close c on c.quarter = s.quarter
    left join assessment_publication p
      on p.run_id = s.run_id
     and p.publication_id = (select max(publication_id)
                             from assessment_publication
                             where quarter = s.quarter)
    left join assessment_publication_sheet ps
      on ps.publication_id = p.publication_id
     and ps.sheet_id = s.sheet_id
    where s.sheet_id = ${sheetId}
  `.execute(tx.db);
  return rows[0] ?? null;
}

export async function loadMetrics(tx: Tx, sheetId: bigint): Promise<string[]> {
  const { rows } = await sql<{ metric: string }>`
    select metric
    from assessment_line
    where sheet_id = ${sheetId}
      and metric is not null
    order by position
    limit 200
  `.execute(tx.db);
  return rows.map((row) => row.metric);
}

export interface Objection {
  readonly objectionId: bigint;
  readonly quarter: Quarter;
  readonly sheetId: bigint;
  readonly publicationId: bigint;
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly metric: string;
  readonly reason: string;
  readonly evidence: string;
  readonly raisedOn: Day;
  readonly answerDue: Day;
  readonly verdict: (typeof objectionVerdicts)[number] | null;
  readonly answerReason: string | null;
  readonly correction: string | null;
  readonly remedy: (typeof remedies)[number] | null;
  readonly answeredOn: Day | null;
  readonly answerer: string | null;
  readonly sealed: boolean;
  /** Whether the reader marked the line, or entered or certified its figure by hand. */
  readonly madeFigure: boolean;
}

export interface ObjectionFilter {
  readonly quarter: string | null;
  readonly state: 'waiting' | 'overdue' | 'answered' | null;
  readonly staffId: bigint | null;
  readonly objectionId: bigint | null;
  readonly q: string | null;
  readonly today: Day;
}

/**
 * Objections in scope: those that wait first, by their last day; then the answered, newest first.
 */
export async function loadObjections(
  tx: Tx,
  filter: ObjectionFilter,
  page: { skip: number; limit: number },
): Promise<Objection[]> {
  const { state } = filter;
  const like = filter.q === null ? null : `%${filter.q.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<Objection>`
    select o.objection_id as "objectionId",
           o.quarter,
           o.sheet_id as "sheetId",
           o.publication_id as "publicationId",
           o.staff_id as "staffId",
           p.staff_no as "staffNo",
           p.name,
           u.name as "unitName",
           o.metric,
           o.reason,
           o.evidence,
           o.raised_on as "raisedOn",
           o.answer_due as "answerDue",
           a.verdict,
           a.reason as "answerReason",
           a.correction,
           a.remedy,
           a.answered_on as "answeredOn",
           a.answerer,
           coalesce(c.sealed, false) as sealed,
           exists (select 1
                   from assessment_mark m
                   where m.quarter = o.quarter
                     and m.staff_id = o.staff_id
                     and (o.metric = ${wholeSheet} or m.metric = o.metric)
                     and m.rater_staff_id = ${tx.actor.staffId ?? 0n})
           or exists (select 1
                      from metrics_v_figure f
                      where f.staff_id = o.staff_id
                        and f.quarter <= o.quarter
                        and left(f.quarter, 4) = left(o.quarter, 4)
                        and (o.metric = ${wholeSheet} or f.metric = o.metric)
                        and (f.enterer_staff_id = ${tx.actor.staffId}
                             or f.entered_by = ${tx.actor.accountId}
                             or f.ruled_by = ${tx.actor.accountId})) as "madeFigure"
    from assessment_objection o
    join people_v_staff p on p.staff_id = o.staff_id
    join organisation_v_unit u on u.unit_id = p.unit_id
    left join organisation_v_close c on c.quarter = o.quarter
    left join assessment_objection_answer a on a.objection_id = o.objection_id
    where (${filter.quarter}::text is null or o.quarter = ${filter.quarter}::text)
      and (${filter.staffId}::bigint is null or o.staff_id = ${filter.staffId}::bigint)
      and (${filter.objectionId}::bigint is null or o.objection_id = ${filter.objectionId}::bigint)
      and (${like}::text is null or p.name like ${like}::text or p.staff_no like ${like}::text)
      and (${state === 'answered'}::boolean is false or a.verdict is not null)
      and (${state === 'waiting'}::boolean is false or a.verdict is null)
      and (${state === 'overdue'}::boolean is false
           or (a.verdict is null and o.answer_due < ${filter.today}::date))
    order by (a.verdict is not null),
             case when a.verdict is null then o.answer_due end,
             o.objection_id desc
    offset ${page.skip}
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

/** Writes an objection; null when the line was objected to in this publication already. */
export async function insertObjection(
  tx: Tx,
  given: {
    quarter: string;
    publicationId: bigint;
    sheetId: bigint;
    staffId: bigint;
    unitPath: string;
    metric: string;
    reason: string;
    evidence: string;
    raisedOn: Day;
    answerDue: Day;
  },
): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`
    insert into assessment_objection
      (quarter, publication_id, sheet_id, staff_id, unit_path, metric, reason, evidence, raised_on,
       answer_due, raised_by)
    values (
      ${given.quarter},
      ${given.publicationId},
      ${given.sheetId},
      ${given.staffId},
      ${given.unitPath},
      ${given.metric},
      ${given.reason},
      ${given.evidence},
      ${given.raisedOn},
      ${given.answerDue},
      ${tx.actor.accountId}
    )
    on conflict (publication_id, staff_id, metric) do nothing
    returning objection_id as id
  `.execute(tx.db);
  return rows[0]?.id ?? null;
}

/** Writes the one answer; false when there is one. */
export async function insertAnswer(
  tx: Tx,
  given: {
    objectionId: bigint;
    verdict: (typeof objectionVerdicts)[number];
    reason: string;
    correction: string | null;
    remedy: (typeof remedies)[number] | null;
    answeredOn: Day;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into assessment_objection_answer
      (objection_id, verdict, reason, correction, remedy, answered_on, answered_by, answerer)
    select ${given.objectionId}::bigint,
           ${given.verdict}::text,
           ${given.reason}::text,
           ${given.correction}::text,
           ${given.remedy}::text,
           ${given.answeredOn}::date,
           ${tx.actor.accountId}::bigint,
           ${await actorName(tx)}
    on conflict (objection_id) do nothing
  `.execute(tx.db);
  return (numAffectedRows ?? 0n) > 0n;
}
