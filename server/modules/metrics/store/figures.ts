import { sql, type RawBuilder } from 'kysely';
import { quarterYear, quartersOf, type Quarter } from '../../../../core/period.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import { actorName } from '../../people/index.ts';
import type { FigureState } from '../contract/figures.ts';

export interface CertifiedFigure {
  readonly staffId: bigint;
  readonly metric: string;
  readonly quarter: Quarter;
  readonly amount: bigint;
}

/** Certified figures of a year up to a quarter, by RM, metric and quarter. */
export async function loadCertified(tx: Tx, quarter: Quarter): Promise<CertifiedFigure[]> {
  const { rows } = await sql<CertifiedFigure>`
    select staff_id as "staffId", metric, quarter, amount
    from metrics_v_figure
    where quarter >= ${quartersOf(quarterYear(quarter))[0]!}
      and quarter <= ${quarter}
      and state = 'certified'
    order by staff_id, metric, quarter
    limit 5000000
  `.execute(tx.db);
  return rows;
}

export interface StaffRow {
  readonly staffId: bigint;
  readonly staffNo: string;
  readonly unitPath: string;
}

/** RMs by their staff numbers. */
export async function loadStaff(tx: Tx, staffNos: readonly string[]): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    select staff_id as "staffId", staff_no as "staffNo", unit_path as "unitPath"
    from people_v_staff
    where staff_no = any (${[...staffNos]}::text[])
      and is_rm
    order by staff_no
    limit 20000
  `.execute(tx.db);
  return rows;
}

/** Names of members of staff by id. */
export async function loadNames(
  tx: Tx,
  staffIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, string>> {
  const { rows } = await sql<{ staffId: bigint; name: string }>`
    select staff_id as "staffId", name
    from people_v_staff
    where staff_id = any (${staffIds.map(String)}::bigint[])
    order by staff_id
    limit 1000
  `.execute(tx.db);
  return new Map(rows.map((row) => [row.staffId, row.name]));
}

export interface StandingRow {
  readonly staffId: bigint;
  readonly quarter: Quarter;
  readonly metric: string;
  /** Entries so far: the next is one more. */
  readonly turns: number;
  readonly standing: 'entered' | 'certified' | null;
}

/** What was entered before for some RMs and quarters. */
export async function loadStanding(
  tx: Tx,
  staffIds: readonly bigint[],
  quarters: readonly Quarter[],
): Promise<StandingRow[]> {
  const { rows } = await sql<StandingRow>`
    select staff_id as "staffId", quarter, metric, max(turn) as turns,
           max(state) filter (where state in ('entered', 'certified')) as standing
    from metrics_v_figure
    where staff_id = any (${[...staffIds]}::bigint[])
      and quarter = any (${[...quarters]}::text[])
    group by staff_id, quarter, metric
    order by staff_id, quarter, metric
    limit 5000000
  `.execute(tx.db);
  return rows;
}

export interface NewFigure {
  readonly staffId: bigint;
  readonly unitPath: string;
  readonly quarter: Quarter;
  readonly metric: string;
  readonly turn: number;
  readonly amount: bigint;
  readonly evidence: string;
}

/** Writes entries; fewer ids than entries: somebody entered one of them at the same moment. */
export async function insertFigures(
  tx: Tx,
  figures: readonly NewFigure[],
  uploadId: bigint | null,
): Promise<bigint[]> {
  const column = <K extends keyof NewFigure>(key: K) => figures.map((one) => one[key]);
  const { rows } = await sql<{ id: bigint }>`
    insert into metrics_figure
      (staff_id, unit_path, quarter, metric, turn, amount, evidence, upload_id, entered_by,
       enterer, enterer_staff_id)
    select n.staff_id, n.unit_path, n.quarter, n.metric, n.turn, n.amount, n.evidence,
           ${uploadId}::bigint, ${tx.actor.accountId}::bigint, ${await actorName(tx)}::text,
           ${tx.actor.staffId}::bigint
    from unnest(
      ${column('staffId')}::bigint[], ${column('unitPath')}::text[], ${column('quarter')}::text[],
      ${column('metric')}::text[], ${column('turn')}::integer[], ${column('amount')}::bigint[],
      ${column('evidence')}::text[]
    ) as n (staff_id, unit_path, quarter, metric, turn, amount, evidence)
    on conflict (staff_id, quarter, metric, turn) do nothing
    returning figure_id as id
  `.execute(tx.db);
  return rows.map((row) => row.id);
}

/** A file taken before, by its hash; null: it is new. */
export async function loadUpload(
  tx: Tx,
  hash: string,
): Promise<{ uploadId: bigint; figures: number } | null> {
  const { rows } = await sql<{ uploadId: bigint; figures: number }>`
    select upload_id as "uploadId", figures
    from metrics_upload
    where file_hash = ${hash}
  `.execute(tx.db);
  return rows[0] ?? null;
}

/** Registers a file; null when the same one came in at the same moment. */
export async function insertUpload(
  tx: Tx,
  file: { readonly hash: string; readonly fileName: string; readonly figures: number },
): Promise<bigint | null> {
  const { rows } = await sql<{ id: bigint }>`
    insert into metrics_upload (file_hash, file_name, figures, entered_by)
    values (${file.hash}, ${file.fileName}, ${file.figures}, ${tx.actor.accountId})
    on conflict (file_hash) do nothing
    returning upload_id as id
  `.execute(tx.db);
  return rows[0]?.id ?? null;
}

export interface FigureFilter {
  readonly quarter: Quarter | null;
  readonly state: FigureState | null;
  readonly metric: string | null;
  readonly q: string;
}

export interface FigureRecord {
  readonly figureId: bigint;
  readonly staffId: bigint;
  readonly quarter: Quarter;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly metric: string;
  readonly amount: bigint;
  readonly evidence: string;
  readonly state: FigureState;
  readonly enteredBy: bigint;
  readonly enterer: string;
  readonly entererStaffId: bigint | null;
  readonly enteredAt: string;
  readonly ruler: string | null;
  readonly ruledAt: string | null;
  readonly reason: string | null;
}

const fits = (filter: FigureFilter): RawBuilder<unknown> => sql`
  ${filter.quarter === null ? sql`true` : sql`f.quarter = ${filter.quarter}`}
  and ${filter.state === null ? sql`true` : sql`f.state = ${filter.state}`}
  and ${filter.metric === null ? sql`true` : sql`f.metric = ${filter.metric}`}
  and ${
    filter.q === ''
      ? sql`true`
      : sql`(s.staff_no = ${filter.q} or position(${filter.q} in s.name) > 0)`
  }
`;

/** Figures in the caller's scope, newest first, before a figure. */
export async function loadFigures(
  tx: Tx,
  filter: FigureFilter,
  page: { readonly before: bigint | null; readonly limit: number },
): Promise<FigureRecord[]> {
  const { rows } = await sql<FigureRecord>`
    select f.figure_id as "figureId",
           f.staff_id as "staffId",
           f.quarter,
           s.staff_no as "staffNo",
           s.name,
           u.name as "unitName",
           f.metric,
           f.amount,
           f.evidence,
           f.state,
           f.entered_by as "enteredBy",
           f.enterer,
           f.enterer_staff_id as "entererStaffId",
           f.entered_at as "enteredAt",
           f.ruler,
           f.ruled_at as "ruledAt",
           f.reason
    from metrics_v_figure f
    join people_v_staff s on s.staff_id = f.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    where ${fits(filter)}
      and ${page.before === null ? sql`true` : sql`f.figure_id < ${page.before}`}
    order by f.figure_id desc
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

export async function countFigures(tx: Tx, filter: FigureFilter, cap: number): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from (
      select f.figure_id
      from metrics_v_figure f
      join people_v_staff s on s.staff_id = f.staff_id
      where ${fits(filter)}
      limit ${cap + 1}
    ) as found
  `.execute(tx.db);
  return rows[0]!.found;
}

export interface RuledFigure {
  readonly figureId: bigint;
  readonly staffId: bigint;
  readonly quarter: Quarter;
  readonly metric: string;
  readonly amount: bigint;
  readonly state: FigureState;
  readonly enteredBy: bigint;
  readonly entererStaffId: bigint | null;
}

/** Figures to rule on, each held until the transaction ends: two rulings at once wait in line. */
export async function holdFigures(tx: Tx, ids: readonly bigint[]): Promise<RuledFigure[]> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended('metrics_figure:' || id, 0))
    from unnest(${[...ids].toSorted((a, b) => (a < b ? -1 : 1))}::bigint[]) as id
  `.execute(tx.db);
  const { rows } = await sql<RuledFigure>`
    select figure_id as "figureId", staff_id as "staffId", quarter, metric, amount, state,
           entered_by as "enteredBy", enterer_staff_id as "entererStaffId"
    from metrics_v_figure
    where figure_id = any (${[...ids]}::bigint[])
    order by figure_id
    limit 1000
  `.execute(tx.db);
  return rows;
}

export async function insertRulings(
  tx: Tx,
  ids: readonly bigint[],
  ruling: {
    readonly verdict: 'certified' | 'returned' | 'withdrawn';
    readonly reason: string | null;
  },
): Promise<void> {
  await sql`
    insert into metrics_ruling (figure_id, verdict, reason, ruled_by, ruler)
    select id, ${ruling.verdict}::text, ${ruling.reason}::text, ${tx.actor.accountId}::bigint,
           ${await actorName(tx)}::text
    from unnest(${[...ids]}::bigint[]) as id
  `.execute(tx.db);
}
