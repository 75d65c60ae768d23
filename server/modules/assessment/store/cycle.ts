import { sql } from 'kysely';
import type { Day } from '../../../../core/day.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { actorName } from '../../people/index.ts';

/** Sheets of a closing in the reader's scope. */
export async function countSheets(tx: Tx, runId: bigint): Promise<number> {
  const { rows } = await sql<{ sheets: number }>`
    select count(*)::int as sheets
    from assessment_sheet
    where run_id = ${runId}
  `.execute(tx.db);
  return rows[0]!.sheets;
}

export interface PublicationRow {
  readonly publicationId: bigint;
  readonly runId: bigint;
  readonly publishedOn: Day;
  readonly publishedAt: string;
  readonly publisher: string;
  /** The latest last day of the sheets in scope. */
  readonly objectionsUntil: Day;
  readonly first: number;
  readonly changed: number;
  readonly same: number;
}

/** The latest publication of a quarter, its sheets counted in the reader's scope. */
export async function loadPublication(tx: Tx, quarter: string): Promise<PublicationRow | null> {
  const { rows } = await sql<PublicationRow>`
    select p.publication_id as "publicationId",
           p.run_id as "runId",
           p.published_on as "publishedOn",
           p.published_at as "publishedAt",
           p.publisher,
           coalesce(max(s.objections_until), p.objections_until) as "objectionsUntil",
           (count(*) filter (where s.change = 'first'))::int as first,
           (count(*) filter (where s.change = 'changed'))::int as changed,
           (count(*) filter (where s.change = 'same'))::int as same
    from assessment_publication p
    left join assessment_publication_sheet s on s.publication_id = p.publication_id
    where p.publication_id = (select max(publication_id)
                              from assessment_publication
                              where quarter = ${quarter})
    group by p.publication_id
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Writes a publication; null when that closing has one already. */
export async function insertPublication(
  tx: Tx,
  given: {
    quarter: string;
    runId: bigint;
    digest: string;
    publishedOn: Day;
    objectionsUntil: Day;
    policyVersionId: bigint;
  },
): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`
    insert into assessment_publication
      (quarter, run_id, digest, published_on, objections_until, policy_version_id, published_by,
       publisher)
    values (
      ${given.quarter},
      ${given.runId},
      ${given.digest},
      ${given.publishedOn},
      ${given.objectionsUntil},
      ${given.policyVersionId},
      ${tx.actor.accountId},
      ${await actorName(tx)}
    )
    on conflict (run_id) do nothing
    returning publication_id as id
  `.execute(tx.db);
  return rows[0]?.id ?? null;
}

/** Sheets that a publication shows for the first time or with other figures. */
export async function loadNewlyShown(
  tx: Tx,
  publicationId: bigint,
): Promise<{ staffId: bigint; sheetId: bigint }[]> {
  const { rows } = await sql<{ staffId: bigint; sheetId: bigint }>`
    select staff_id as "staffId", sheet_id as "sheetId"
    from assessment_publication_sheet
    where publication_id = ${publicationId}
      and change <> 'same'
    order by staff_id
    limit 100000
  `.execute(tx.db);
  return rows;
}

/**
 * The sheets of a publication beside those of the one before: the same figures (total, band, each
 * line's target, actual and score) keep their last day for objections, others get the new one.
 */
export async function insertPublicationSheets(
  tx: Tx,
  given: { publicationId: bigint; runId: bigint; before: bigint | null; until: Day },
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into assessment_publication_sheet
      (publication_id, staff_id, unit_path, sheet_id, change, objections_until)
    with figures as (
      select s.sheet_id,
             concat_ws('|', s.total_millionths, s.band, string_agg(
               concat_ws('~', coalesce(l.metric, '-'), coalesce(l.target::text, '-'),
                         coalesce(l.actual::text, '-'), l.score_millionths),
               '|' order by l.position)) as text
      from assessment_sheet s
      left join assessment_line l on l.sheet_id = s.sheet_id
      where s.run_id = ${given.runId}
         or s.sheet_id in (select sheet_id
                           from assessment_publication_sheet
                           where publication_id = ${given.before}::bigint)
      group by s.sheet_id, s.total_millionths, s.band
    )
    select ${given.publicationId}::bigint,
           s.staff_id,
           s.unit_path,
           s.sheet_id,
           case when b.sheet_id is null then 'first'
                when now_shown.text = shown.text then 'same'
                else 'changed'
           end,
           case when now_shown.text = shown.text then b.objections_until
                else ${given.until}::date
           end
    from assessment_sheet s
    join figures now_shown on now_shown.sheet_id = s.sheet_id
    left join assessment_publication_sheet b
      on b.publication_id = ${given.before}::bigint
     and b.staff_id = s.staff_id
    left join figures shown on shown.sheet_id = b.sheet_id
    where s.run_id = ${given.runId}
  `.execute(tx.db);
  return Number(numAffectedRows ?? 0n); // tidy: not money
}

export interface ObjectionTally {
  readonly raised: number;
  readonly unanswered: number;
  readonly overdue: number;
  readonly upheld: number;
  readonly rejected: number;
  readonly withdrawn: number;
  readonly unapplied: number;
  readonly nextDue: Day | null;
}

/** Objections of a quarter in scope; `since` is when its valid closing began. */
export async function loadTally(
  tx: Tx,
  of: { quarter: string; today: Day; since: string | null },
): Promise<ObjectionTally> {
  const { rows } = await sql<ObjectionTally>`
    select count(*)::int as raised,
           (count(*) filter (where a.verdict is null))::int as unanswered,
           (count(*) filter (where a.verdict is null and o.answer_due < ${of.today}::date))::int
             as overdue,
           (count(*) filter (where a.verdict = 'upheld'))::int as upheld,
           (count(*) filter (where a.verdict = 'rejected'))::int as rejected,
           (count(*) filter (where a.verdict = 'withdrawn'))::int as withdrawn,
           (count(*) filter (where a.remedy = 'this_quarter'
                               and a.answered_at > ${of.since}::timestamptz))::int as unapplied,
           min(o.answer_due) filter (where a.verdict is null) as "nextDue"
    from assessment_objection o
    left join assessment_objection_answer a on a.objection_id = o.objection_id
    where o.quarter = ${of.quarter}
  `.execute(tx.db);
  return rows[0]!;
}

/** Figures by hand of a quarter that wait for a second person, in scope. */
export async function countUncertified(tx: Tx, quarter: string): Promise<number> {
  const { rows } = await sql<{ figures: number }>`
    select count(*)::int as figures
    from metrics_v_figure
    where quarter = ${quarter}
      and state = 'entered'
  `.execute(tx.db);
  return rows[0]!.figures;
}
