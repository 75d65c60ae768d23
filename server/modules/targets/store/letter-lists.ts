import { sql, type RawBuilder } from 'kysely';
import type { Year } from '../../../../core/period.ts';
import { rangeOfPath, type Tx } from '../../../platform/db/transaction.ts';

export interface LetterFilter {
  readonly year: Year;
  readonly unitPath: string | null;
  /** Null: any. Else the sums of marks that mean the wanted state. */
  readonly marks: readonly number[] | null;
  readonly search: string;
}

export interface LetterListRow {
  readonly letterId: bigint;
  readonly letterNo: string;
  readonly year: number;
  readonly staffNo: string;
  readonly name: string;
  readonly unitName: string;
  readonly marks: number;
  readonly issuedAt: string;
  readonly reminders: number;
  readonly bodyHash: string;
}

export interface LetterPage {
  readonly descending: boolean;
  readonly after: string | null;
  readonly limit: number;
}

/** Letters of a year by number. */
export async function loadLetterPage(
  tx: Tx,
  filter: LetterFilter,
  page: LetterPage,
): Promise<LetterListRow[]> {
  const direction = page.descending ? sql`desc` : sql`asc`;
  const beyond = page.descending ? sql`<` : sql`>`;
  const after = page.after === null ? sql`true` : sql`l."letterNo" ${beyond} ${page.after}`;
  const { rows } = await sql<LetterListRow>`
    select l."letterId",
           l."letterNo",
           l.year,
           l."staffNo",
           l.name,
           l."unitName",
           l.marks,
           l."issuedAt",
           l."bodyHash",
           (
             select count(*)::int
             from targets_letter_event e
             where e.letter_id = l."letterId"
               and e.kind = 'reminded'
           ) as reminders
    from (${letterRows(filter)}) as l
    where ${after}
    order by l."letterNo" ${direction}, l."letterId" ${direction}
    limit ${page.limit}
  `.execute(tx.db);
  return rows;
}

export async function countLetters(tx: Tx, filter: LetterFilter, cap: number): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select count(*)::int as found
    from (
      select l."letterId"
      from (${letterRows(filter)}) as l
      limit ${cap + 1}
    ) as found
  `.execute(tx.db);
  return rows[0]!.found;
}

function letterRows(filter: LetterFilter): RawBuilder<unknown> {
  const range = filter.unitPath === null ? null : rangeOfPath(filter.unitPath);
  const inUnit =
    range === null ? sql`true` : sql`l.unit_path >= ${range.from} and l.unit_path < ${range.until}`;
  const inState =
    filter.marks === null ? sql`true` : sql`l.marks = any (${filter.marks.map(String)}::int[])`;
  const found =
    filter.search === ''
      ? sql`true`
      : sql`(position(${filter.search} in s.name) > 0
          or starts_with(s.staff_no, ${filter.search})
          or position(${filter.search} in l.letter_no) > 0)`;
  return sql`
    select l.letter_id as "letterId",
           l.letter_no as "letterNo",
           l.year,
           s.staff_no as "staffNo",
           s.name,
           u.name as "unitName",
           l.marks,
           l.issued_at as "issuedAt",
           l.body_hash as "bodyHash"
    from targets_v_letter l
    join people_v_staff s on s.staff_id = l.staff_id
    join organisation_v_unit u on u.unit_id = s.unit_id
    where l.year = ${filter.year}
      and ${inUnit}
      and ${inState}
      and ${found}
  `;
}

export interface BoardCount {
  readonly path: string;
  readonly marks: number;
  readonly letters: number;
  readonly reminders: number;
}

/** Letters of a year counted by the unit they were issued in and by what happened to them. */
export async function loadBoard(tx: Tx, year: Year): Promise<BoardCount[]> {
  const { rows } = await sql<BoardCount>`
    select l.unit_path as path,
           l.marks,
           count(*)::int as letters,
           coalesce(sum(r.reminders), 0)::int as reminders
    from targets_v_letter l
    left join (
      select letter_id, count(*) as reminders
      from targets_letter_event
      where kind = 'reminded'
      group by letter_id
    ) as r on r.letter_id = l.letter_id
    where l.year = ${year}
    group by l.unit_path, l.marks
    order by l.unit_path, l.marks
    limit 100000
  `.execute(tx.db);
  return rows;
}
