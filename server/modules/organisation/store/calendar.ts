import { sql } from 'kysely';
import type { Day, WorkCalendar } from '../../../../core/day.ts';
import { copyRows } from '../../../platform/db/copy.ts';
import type { Tx } from '../../../platform/db/transaction.ts';
import type { DayChange } from '../rules.ts';

export interface CalendarDayRow {
  readonly day: Day;
  readonly kind: 'off' | 'work';
  readonly name: string;
  readonly editionId: bigint;
}

/** Days in force of a year that differ from the plain week. */
export async function loadCalendarYear(tx: Tx, year: number): Promise<CalendarDayRow[]> {
  const { rows } = await sql<CalendarDayRow>`
    select day, kind, name, edition_id as "editionId"
    from organisation_v_calendar_day
    where day >= make_date(${year}::int, 1, 1)
      and day < make_date(${year}::int + 1, 1, 1)
    order by day
    limit 366
  `.execute(tx.db);
  return rows;
}

export async function loadWorkCalendar(tx: Tx): Promise<WorkCalendar> {
  const years = await sql<{ year: number }>`
    select year
    from organisation_v_calendar_year
    order by year
    limit 1000
  `.execute(tx.db);
  const days = await sql<{ day: Day; kind: 'off' | 'work' }>`
    select day, kind
    from organisation_v_calendar_day
    order by day
    limit 100000
  `.execute(tx.db);
  return {
    publishedYears: new Set(years.rows.map((row) => row.year)),
    exceptions: new Map(days.rows.map((row) => [row.day, row.kind])),
  };
}

export interface EditionRow {
  readonly editionId: bigint;
  readonly reason: string;
  readonly enteredBy: string;
  readonly enteredAt: string;
  readonly undoes: bigint | null;
  readonly undone: boolean;
  readonly days: number;
}

/** The saves of a year, newest first. */
export async function loadEditions(tx: Tx, year: number): Promise<EditionRow[]> {
  const { rows } = await sql<EditionRow>`
    select e.edition_id as "editionId",
           e.reason,
           e.entered_by as "enteredBy",
           e.entered_at as "enteredAt",
           e.undoes,
           exists (
             select 1
             from organisation_calendar_edition u
             where u.undoes = e.edition_id
           ) as undone,
           (
             select count(*)::int
             from organisation_calendar_change c
             where c.edition_id = e.edition_id
           ) as days
    from organisation_calendar_edition e
    where e.year = ${year}::int
    order by e.edition_id desc
    limit 200
  `.execute(tx.db);
  return rows;
}

export interface Edition {
  readonly year: number;
  readonly reason: string;
  readonly follows: bigint | null;
  readonly undoes: bigint | null;
  readonly changes: readonly DayChange[];
}

/** One save; null when another one followed the same edition in the meantime. */
export async function insertEdition(tx: Tx, edition: Edition): Promise<bigint | null> {
  const { rows } = await sql<{ editionId: bigint }>`
    insert into organisation_calendar_edition (year, reason, follows, undoes, entered_by)
    values (
      ${edition.year}, ${edition.reason}, ${edition.follows}, ${edition.undoes}, ${tx.actor.login}
    )
    on conflict do nothing
    returning edition_id as "editionId"
  `.execute(tx.db);
  const editionId = rows[0]?.editionId;
  if (editionId === undefined) return null;
  await copyRows(
    tx,
    'organisation_calendar_change',
    ['edition_id', 'day', 'kind', 'name'],
    edition.changes.map((one) => [editionId, one.day, one.kind, one.name]),
  );
  return editionId;
}

/** What the days of an edition were before it. */
export async function loadBefore(tx: Tx, editionId: bigint): Promise<DayChange[]> {
  const { rows } = await sql<DayChange>`
    select c.day, coalesce(b.kind, 'plain') as kind, coalesce(b.name, '') as name
    from organisation_calendar_change c
    left join lateral (
      select o.kind, o.name
      from organisation_calendar_change o
      where o.day = c.day
        and o.edition_id < c.edition_id
      order by o.edition_id desc
      limit 1
    ) b on true
    where c.edition_id = ${editionId}
    order by c.day
    limit 366
  `.execute(tx.db);
  return rows;
}
